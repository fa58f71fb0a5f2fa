"""UTF-8 that was read as cp1252 and written again: "Tá»‰nh" for "Tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What the lead bytes of Vietnamese letters (C3 C4 C5 C6 E1 in UTF-8) look like before a trail byte.
_TELLING = re.compile("á[º»].|[ÃÄÅÆ][^\x00-\x7f]")
_RUN = re.compile(r"[^\x00-\x7f]+")


def mend_twice_encoded(texts: Sequence[str]) -> list[str] | None:
    """The texts, those of them that are UTF-8 twice decoded once more; None where none surely is.

    Certain, because other text hardly ever decodes: each lead byte needs exactly its trail bytes.
    """
    telling = [text for text in texts if _TELLING.search(text)]
    if not telling or any(_decode_once_more(text) is None for text in telling):
        return None
    return [_decode_once_more(text) or text for text in texts]


def _decode_once_more(text: str) -> str | None:
    if text.isascii():
        return text
    try:
        return _RUN.sub(lambda run: bytes(map(_byte_of, run.group())).decode(), text)
    except (UnicodeError, ValueError):
        return None


def _byte_of(character: str) -> int:
    """The cp1252 byte of a character; the five bytes cp1252 leaves open pass as the control codes they are."""
    if ord(character) < 0xA0:
        return ord(character)
    return character.encode("cp1252")[0]
