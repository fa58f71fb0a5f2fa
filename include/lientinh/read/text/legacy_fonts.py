"""The legacy fonts: what Unicode letters their codes become in a text layer, and how to read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lientinh.read.text.syllables import is_syllable
from lientinh.read.text.tcvn3 import TCVN3_TO_UNICODE
from lientinh.read.text.vni import VNI_PAIR, decode_vni, is_vni

# legacy: a syllable only when converted; unicode: only as it stands; both; neither; plain: ASCII
WordKind = Literal["legacy", "unicode", "both", "neither", "plain"]

# What PDF text layers write for some codes of .VnTime (seen in the statistical yearbooks of 2008 and 2011):
# minus signs for AD, dot operators for B7, a Greek mu for B5.
_LOOKALIKES = {"\u2212": "ư", "\u2219": "ã", "\u22c5": "ã", "\u03bc": "à"}
_TCVN3 = {ord(chr(code)): letter for code, letter in TCVN3_TO_UNICODE.items()} | {
    ord(found): letter for found, letter in _LOOKALIKES.items()
}
_TCVN3_CODES = "".join(map(chr, _TCVN3))
_TCVN3_SYMBOLS = re.escape("".join(char for char in map(chr, _TCVN3) if not char.isalpha() or char in "ªµμ"))
_LONGEST = 16  # a syllable has at most seven letters, in VNI a few codes more; longer words are not worth remembering
_MICRO_UNIT = re.compile("[µμ][a-zA-Z]")


@dataclass(frozen=True)
class LegacyFont:
    """A family of fonts: its words in a text, the signs that betray it, its decoding."""

    name: str
    word: re.Pattern[str]  # a run of letters and of codes that stand for letters
    telling: re.Pattern[str]  # letters and signs side by side that stand so in no other text
    telling_weight: int
    decode: Callable[[str], str]
    can_decode: Callable[[str], bool]
    abbreviation: re.Pattern[str]  # "H§ND"

    def judge(self, word: str) -> WordKind:
        """What a word is, by whether it is a syllable as it stands and when converted."""
        if len(word) > _LONGEST:
            return "plain" if word.isascii() else "neither"
        return _judge(self.name, word)

    def weigh(self, word: str) -> int:
        """How much a word of kind `legacy` proves."""
        return self.telling_weight if self.telling.search(word) else 1


def _is_tcvn3(word: str) -> bool:
    return not _MICRO_UNIT.fullmatch(word) and all(char.isascii() or char in _TCVN3_CODES for char in word)


@lru_cache(maxsize=50_000)
def _judge(name: str, word: str) -> WordKind:
    if word.isascii():
        return "plain"
    font = FONTS[name]
    after = font.can_decode(word) and is_syllable(font.decode(word))
    if is_syllable(word) and _has_usual_case(word):
        return "both" if after else "unicode"
    return "legacy" if after else "neither"


def _has_usual_case(word: str) -> bool:
    """Nobody writes "tÕ": in the codes of TCVN3 it is "tế"."""
    return word.isupper() or word[1:].islower() or len(word) == 1


FONTS: dict[str, LegacyFont] = {
    font.name: font
    for font in (
        LegacyFont(
            "tcvn3",
            re.compile(rf"(?:[^\W\d_²³⁴-⁹⁰]|[{re.escape(_TCVN3_CODES)}])+"),
            re.compile(
                rf"[^\W\d_][{_TCVN3_SYMBOLS}]|[{_TCVN3_SYMBOLS}][^\W\d_]|[a-z][À-ÖØ-Ý]|[A-Z]{{2}}[à-öø-ý]|[à-öø-ý][A-Z]"
            ),
            3,
            lambda text: text.translate(_TCVN3),
            _is_tcvn3,
            re.compile("[A-Z]*§[A-Z§]*"),
        ),
        LegacyFont(
            "vni",
            re.compile("[^\\W\\d_²³¹⁴-⁹⁰]+"),
            VNI_PAIR,
            2,
            decode_vni,
            is_vni,
            re.compile("[A-Z]*Ñ[A-ZÑ]*"),
        ),
    )
}
