"""Bytes of a text file into Unicode, NFC.

UTF-8 is what TCVN 6909 asks of new documents; cp1258 is the one legacy Vietnamese code page that Python
knows. Guessers are no use here: charset-normalizer takes TCVN3 for cp775 (measured 2026-11), so each legacy
reading is believed only if it yields everyday Vietnamese words.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from lientinh.errors import BadInput

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


def decode_text(data: bytes, file_name: str) -> Decoded:
    """Decode a text file. Findings: `read.empty`, `read.encoding_unknown`, `read.not_what_its_name_says`."""
    if not data.strip(b"\x00\t\n\r \x0c") or data in (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE):
        raise BadInput("read.empty", file_name)
    decoded = _decode_unicode(data) or _decode_legacy(data)
    if decoded is None:
        raise BadInput("read.encoding_unknown", file_name)
    if _CONTROL.search(decoded.text):
        raise BadInput("read.not_what_its_name_says", file_name, found="binary")
    if not decoded.text.strip():
        raise BadInput("read.empty", file_name)
    return decoded


def _decode_unicode(data: bytes) -> Decoded | None:
    encodings = ["utf-8-sig"]
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data[:200].count(0) * 3 > len(data[:200]):  # every other byte of Latin text in UTF-16 is zero
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        name = "utf-8" if encoding == "utf-8-sig" else encoding
        notes = () if name == "utf-8" else (f"encoding {name} converted",)
        return Decoded(_tidy(text), name, notes)
    return None


def _decode_legacy(data: bytes) -> Decoded | None:
    try:
        text = _tidy(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    if len(_EVERYDAY.findall(text)) * 200 < len(text.split()):
        return None
    return Decoded(text, "cp1258", ("encoding cp1258 converted",))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
