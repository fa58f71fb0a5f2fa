"""Is a word a Vietnamese syllable? The measure of every guess about an encoding.

The syllables of the language are a closed set: an onset, a rime, at most one tone; and before a stop (c, ch, p, t)
only the sharp and the heavy tone. A wrong table breaks this in most words, so the grammar needs no list of words.
A final k stands in names of the highlands ("Đắk Lắk"), k before a in "Bắc Kạn".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_BEFORE_STOPS = ("sắc", "nặng")

_ONSET = (
    r"(?:ngh(?=[eêi])|gh(?=[eêi])|ng(?![eêi])|ch|gi(?=[aăâeêoôơuư])|kh|nh|ph|qu(?=[aăâeêiyơô])|q(?=u[yêâ])|th|tr"
    r"|c(?=[aăâoôơuư])|k(?=[aeêiy])|g(?![eê])|[bdđhlmnrstvx])?"
)
_OPEN = (
    r"[aeêioôơuưy]|[iuư]a|uya|a[iouy]|â[uy]|eo|êu|iu|[oôơuư]i|ưu|iêu|yêu|uôi|ươ[iu]"
    r"|oa[ioy]?|o?eo|oe|u[êơy]|uây|uyu"
)
_NASAL = (
    r"(?:o?a|o?ă|u?â|o|ô|uô|ươ|u|iê|yê|e)(?:n|ng|m)|oen|(?:oo|ư)ng|ưn|[uư]m|(?:i|ê|ơ|y|uy|uyê)n|uêng|(?:i|ê|ơ)m"
    r"|(?:o?a|i|u?ê|u?y)nh"
)
_STOP = (
    r"(?:o?a|o?ă|u?â|o|ô|uô|ươ|u|iê|yê|e)[ct]|(?:iê|ươ|o?a|ă|â|e|ê|i|o|ô|ơ|u)p|oo?c|ưc|ưt"
    r"|(?:ê|i|ơ|oe|uê|uy|uyê|y)t|(?:o?a|i|u?ê|u?y)ch|[aăâeêioôơuư]k"
)
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_OPEN}|{_NASAL}|(?P<stop>{_STOP}))|gi|gin|gim|git|qu[âă](?:n|t|ng|c|p)")
_LONGEST = 7  # "nghiêng"


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Can `word` (NFC, any case) be written Vietnamese? "nghiệp" yes, "ngiệp", "thấc" with hỏi and "été" no."""
    if not 0 < len(word) <= _LONGEST:
        return False
    bare, tone = _take_tone(word.lower())
    if bare is None:
        return False
    match = _SYLLABLE.fullmatch(bare)
    return match is not None and (match["stop"] is None or tone in _BEFORE_STOPS or bare.endswith("k"))


def _take_tone(word: str) -> tuple[str | None, str | None]:
    """The word without its tone, and the tone; no word where there are two tones or one stands on a consonant."""
    tone: str | None = None
    bare: list[str] = []
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        rest = parts
        for mark, name in _TONES.items():
            if mark in parts:
                if tone is not None or parts[0] not in "aeiouy":
                    return None, None
                tone, rest = name, parts.replace(mark, "")
        bare.append(unicodedata.normalize("NFC", rest))
    return "".join(bare), tone
