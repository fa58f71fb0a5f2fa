"""VNI (VNI-Times, "VNI Windows"): a base letter and, mostly, a second letter that is its mark.

Southern offices wrote it until Unicode became mandatory. ơ and ư, đ and the marked i have codes of their own.
Bytes are those of cp1252; the table is the one every converter of the time agrees on.
"""

from __future__ import annotations

import re
import unicodedata

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_ROOFED = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BOWED = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _build_table() -> dict[str, str]:
    table = dict(_ALONE)
    for base in "aeouyôö":
        plain = _ALONE.get(base, base)
        marks = {mark: plain + tone for mark, tone in _TONES.items()}
        if base in "aeo":
            marks |= {mark: plain + _CIRCUMFLEX + tone for mark, tone in _ROOFED.items()}
        if base == "a":
            marks |= {mark: plain + _BREVE + tone for mark, tone in _BOWED.items()}
        for mark, letter in marks.items():
            table[base + mark] = unicodedata.normalize("NFC", letter)
    del table["yï"]  # ỵ has the code î
    return table


# small letters: VNI text -> Unicode letter
VNI_TO_UNICODE: dict[str, str] = _build_table()
_CODES = re.compile("|".join(sorted(VNI_TO_UNICODE, key=len, reverse=True)), re.IGNORECASE)
# letters that a base and its mark make together, as in "oä": what Unicode text has in no usual word
VNI_PAIR = re.compile("|".join(code for code in VNI_TO_UNICODE if len(code) == 2), re.IGNORECASE)


def decode_vni(text: str) -> str:
    """Text in VNI letters to Unicode; a letter's case is its base's, and what is no VNI stays."""
    return _CODES.sub(_decode_code, text)


def _decode_code(code: re.Match[str]) -> str:
    letter = VNI_TO_UNICODE[code.group().lower()]
    return letter.upper() if code.group()[0].isupper() else letter


def is_vni(word: str) -> bool:
    """Is every letter beyond ASCII part of a VNI code?"""
    return _CODES.sub("", word).isascii()
