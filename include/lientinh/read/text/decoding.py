"""Bytes of a text file into Unicode, NFC.

UTF-8 is what TCVN 6909 asks of new documents; older files are in TCVN3, VNI or, rarely, in Windows' cp1258.
Guessers are no use here: charset-normalizer takes TCVN3 for cp775 (measured 2026-11), so a legacy encoding is
believed only where it turns the file's words into Vietnamese syllables; else the file is refused.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from lientinh.errors import BadInput
from lientinh.read.text.syllables import is_syllable
from lientinh.read.text.text_layers import mend_texts

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")
# signs inside words: codes of TCVN3 letters, which cp1258 has no letters for
_SIGNS = "§¨©ª«¬®µ¶·¸»¼½¾¡¢£¤¥¦"
_SIGN_IN_WORD = re.compile(rf"[a-z][{_SIGNS}][a-z]|[{_SIGNS}][{_SIGNS}à-ÿ]?[a-z]")
_SAMPLE_BYTES = 2_000
_SAMPLE_CHARS = 200_000
# cp1258 shares most letters with cp1252: most words beyond ASCII must be syllables, four of them different.
_LEAST_SHARE = 0.75
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC with line ends as \\n, and how it was got."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_text(data: bytes, file_name: str, *, western: bool = False) -> Decoded:
    """Decode a text file; `western` lets bytes that are no Vietnamese pass as cp1252, noted as a guess.

    Unicode text may itself be a legacy encoding's letters, or UTF-8 encoded twice: then it is converted, too.
    Findings: `read.empty`, `read.encoding_unknown`, `read.not_what_its_name_says` (control characters).
    """
    if not data.strip(b"\x00\t\n\r \x0c") or data in (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE):
        raise BadInput("read.empty", file_name)
    decoded = _decode_unicode(data) or _decode_legacy(data) or (_decode_western(data) if western else None)
    if decoded is None:
        raise BadInput("read.encoding_unknown", file_name)
    if _CONTROL.search(decoded.text):
        raise BadInput("read.not_what_its_name_says", file_name, found="binary")
    if not decoded.text.strip():
        raise BadInput("read.empty", file_name)
    return decoded


def _decode_unicode(data: bytes) -> Decoded | None:
    encoding = "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:_SAMPLE_BYTES].count(0) * 4 > len(data[:_SAMPLE_BYTES]):
        encoding = _find_byte_order(data[:_SAMPLE_BYTES])
    try:
        text = _tidy(data.decode(encoding))
    except UnicodeDecodeError:
        return None
    mended, legacy = _mend(text)
    if legacy is not None:
        return _converted(mended, legacy)
    return Decoded(text, "utf-8") if encoding == "utf-8-sig" else _converted(text, encoding)


def _find_byte_order(sample: bytes) -> str:
    """Nearly every other byte of Latin text in UTF-16 is zero: the high ones, first or second of their pairs."""
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _decode_legacy(data: bytes) -> Decoded | None:
    """TCVN3 or VNI where the letters of cp1252 are theirs, or cp1258; None where none or two give Vietnamese."""
    text, encoding = _mend(_tidy(data.decode("cp1252", "surrogateescape")))
    windows = _decode_cp1258(data)
    if encoding in ("tcvn3", "vni"):
        foreign = re.search("[\ud800-\udfff]", text)  # a byte that the encoding does not have
        return None if windows is not None or foreign else _converted(text, encoding)
    return None if windows is None else _converted(windows, "cp1258")


def _mend(text: str) -> tuple[str, str | None]:
    lines, encoding = mend_texts(text.split("\n"))
    return "\n".join(lines), encoding


def _decode_cp1258(data: bytes) -> str | None:
    try:
        text = _tidy(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(text[:_SAMPLE_CHARS]) if not word.isascii()]
    right = [word for word in words if is_syllable(word)]
    # letters that only cp1258 gives; the others are cp1252's as well
    telling = any(char > "\xff" for word in right for char in word)
    enough = len(set(right)) >= _LEAST_WORDS and len(right) >= _LEAST_SHARE * len(words)
    return text if telling and enough and not _SIGN_IN_WORD.search(text) else None


def _decode_western(data: bytes) -> Decoded:
    return Decoded(_tidy(data.decode("cp1252", "replace")), "cp1252", ("encoding guessed: cp1252",))


def _converted(text: str, encoding: str) -> Decoded:
    return Decoded(text, encoding, (f"encoding {encoding} converted",))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
