"""Bytes of a text file into Unicode, NFC.

UTF-8 is what TCVN 6909 asks of new documents; older files are in TCVN3 or, rarely, in Windows' cp1258.
Guessers are no use here: charset-normalizer takes TCVN3 for cp775 (measured 2026-11), so each legacy reading
is believed only if it yields everyday Vietnamese words.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from lientinh.errors import BadInput
from lientinh.read.tcvn3 import decode_tcvn3

# Words that stand in any administrative page of some length; with diacritics, so that ASCII never counts.
_EVERYDAY = re.compile(
    r"\b(của|và|được|các|thực hiện|tỉnh|lao động|năm|người|số|tỷ lệ|báo cáo|đồng|việc|có|về)\b", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC with line ends as \\n, and how it was got."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_text(data: bytes, file_name: str, *, western: bool = False) -> Decoded:
    """Decode a text file; `western` lets bytes that are no Vietnamese pass as cp1252, noted as a guess.

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
    elif data[:200].count(0) * 3 > len(data[:200]):  # every other byte of Latin text in UTF-16 is zero
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if encoding == "utf-8-sig":
        return Decoded(_tidy(text), "utf-8")
    return Decoded(_tidy(text), encoding, (f"encoding {encoding} converted",))


def _decode_legacy(data: bytes) -> Decoded | None:
    """The legacy encoding that gives the most everyday words; None where neither gives one word in fifty."""
    candidates: list[tuple[int, str, str]] = []
    for encoding, decode in (("cp1258", _decode_cp1258), ("tcvn3", decode_tcvn3)):
        text = decode(data)
        if text is not None:
            text = _tidy(text)
            candidates.append((len(_EVERYDAY.findall(text)), encoding, text))
    if not candidates:
        return None
    count, encoding, text = max(candidates)
    if count * 50 < len(text.split()) or not count:
        return None
    return Decoded(text, encoding, (f"encoding {encoding} converted",))


def _decode_cp1258(data: bytes) -> str | None:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return None


def _decode_western(data: bytes) -> Decoded:
    return Decoded(_tidy(data.decode("cp1252", "replace")), "cp1252", ("encoding guessed: cp1252",))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
