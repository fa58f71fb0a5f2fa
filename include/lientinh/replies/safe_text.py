"""Words out of documents and names of files, made fit to be written into a reply."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

# Controls no XML can carry, and marks that turn the direction of what follows (a name that reads backwards).
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[^\w.\- ()]")
_LONGEST_NAME = 80  # characters: at three bytes each they stay within the 255 bytes of a name


def printable(text: str) -> str:
    """The text without what cannot be shown: control characters, marks of direction, halves of characters."""
    return _UNPRINTABLE.sub("", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word with "…" where it is longer."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.(") + "…"


def name_file(name: str, suffix: str | None = None) -> str:
    """A name of a submission's file as a name in a reply's folder: one part, letters, digits, `.-_ ()`.

    `suffix` takes the place of its own. Letters keep their accents.
    """
    path = PurePosixPath(unicodedata.normalize("NFC", printable(name)).replace("\\", "/"))
    joined = "-".join(part for part in path.parts if part not in ("/", "..", "."))
    own = PurePosixPath(joined).suffix
    stem = _NOT_IN_NAMES.sub("_", joined.removesuffix(own)).strip(". ")[:_LONGEST_NAME] or "tep"
    return stem + _NOT_IN_NAMES.sub("_", own if suffix is None else suffix)
