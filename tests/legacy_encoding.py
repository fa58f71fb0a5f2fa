"""Vietnamese text as the legacy encodings wrote it: the readers' tables the other way round."""

from __future__ import annotations

import unicodedata

from lientinh.read.text.tcvn3 import TCVN3_TO_UNICODE
from lientinh.read.text.vni import VNI_TO_UNICODE

_TCVN3 = {letter: chr(code) for code, letter in TCVN3_TO_UNICODE.items()}
_VNI = {letter: code for code, letter in VNI_TO_UNICODE.items()}
_VNI |= {letter.upper(): code.upper() for letter, code in _VNI.items() if len(letter.upper()) == 1}
_CP1258_TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}


def write_tcvn3(text: str) -> str:
    """The text in the letters a .VnTime font hides: capitals with a tone have only the small code."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def write_vni(text: str) -> str:
    """The text in the letters a VNI font hides."""
    return "".join(_VNI.get(letter, letter) for letter in text)


def write_cp1258(text: str) -> bytes:
    """The text in Windows' encoding: letters with roof or horn whole, tones behind them."""
    pieces: list[str] = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in _CP1258_TONES)
        rest = "".join(mark for mark in parts if mark not in _CP1258_TONES)
        pieces.append(unicodedata.normalize("NFC", rest) + tones)
    return "".join(pieces).encode("cp1258")
