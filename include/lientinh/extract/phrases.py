"""From the words around a quantity to an indicator and its breakdown, by the phrases of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lientinh.catalogue import match_key
from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import Indicator, Phrase

TOTAL = "_T"
# "nam" is male and south: a Vietnamese worker is no man by that word
_PLACES_NAMED_NAM = re.compile(r"\b(?:việt|miền|đông|tây|phía|hà|quảng) nam\b")
# A percentage may stand for percentage points ("giảm tỷ lệ hộ nghèo 4,0%"); the indicator says which.
_SAME_UNIT = {("PERCENT", "PERCENTAGE_POINT")}
_DONE = "đã "
_INSTITUTION = re.compile(r"\b(?:trường|trung tâm|viện|hội) $")


@dataclass(frozen=True, slots=True)
class Named:
    """What the words name: an indicator, its breakdown, its unit, and the words that named it."""

    indicator: Indicator
    breakdown: str
    words: str


@dataclass(frozen=True, slots=True)
class _Compiled:
    phrase: Phrase
    indicator: Indicator
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]
    weight: int  # letters of all its words: longer and more specific phrases win


class PhraseBook:
    """The phrases and dimension words of a catalogue, compiled once and asked by context."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._phrases = sorted(
            (_compile(phrase, catalogue.indicator(phrase.indicator_code)) for phrase in catalogue.phrases),
            key=lambda compiled: -compiled.weight,
        )
        self._by_unit: dict[str | None, list[_Compiled]] = {}
        self._members: dict[str, list[tuple[str, str]]] = {}
        for member in catalogue.dimensions:
            for words in member.phrases:
                self._members.setdefault(member.dimension, []).append((_key(words), member.member))
        self._progress = {
            member.dimension
            for member in catalogue.dimensions
            if any(words.startswith(_DONE) for words in member.phrases)
        }
        for words_of in self._members.values():
            words_of.sort(key=lambda pair: -len(pair[0]))

    def name(self, context: str, unit_code: str | None, background: str = "") -> Named | None:
        """The indicator a context names for a number of a unit; the heaviest phrase whose words all stand there.

        With a background (the heading, what the sentence begins with) the context must hold the first of the
        phrase's words and the background may hold the others.
        """
        key = _key(context)
        behind = f"{key} | {_key(background)}" if background else key
        for compiled in self._fitting(unit_code):
            if (
                _stands_in(compiled.all_of[0], key)
                and all(_stands_in(words, behind) for words in compiled.all_of[1:])
                and not any(_stands_in(words, key) for words in compiled.none_of)
            ):
                return Named(compiled.indicator, compiled.phrase.breakdown, " … ".join(compiled.all_of))
        return None

    def without_progress(self, breakdown: str) -> str:
        """A breakdown without the dimensions that tell how far things have come: what is to be done has none."""
        pairs = parse_breakdown(breakdown)
        return join_breakdown({name: member for name, member in pairs.items() if name not in self._progress})

    def _fitting(self, unit_code: str | None) -> list[_Compiled]:
        """The phrases a number of a unit may have, heaviest first; few of all."""
        if unit_code not in self._by_unit:
            self._by_unit[unit_code] = [one for one in self._phrases if _fits(one, unit_code)]
        return self._by_unit[unit_code]

    def members(self, dimensions: Sequence[str], context: str) -> dict[str, str]:
        """For each of the dimensions the member whose words stand in the context.

        Longest words win ("sơ cấp và thường xuyên" is not "sơ cấp"); two members side by side are none, nor is
        the name of an institution one ("trường cao đẳng").
        """
        key = _PLACES_NAMED_NAM.sub("|", _key(context))
        found = {}
        for dimension in dimensions:
            rest, members = key, set()
            for words, member in self._members.get(dimension, ()):
                if _stands_in(words, rest):
                    if not _INSTITUTION.search(rest[: rest.index(words)]):
                        members.add(member)
                    rest = rest.replace(words, "|")
            if len(members) == 1:
                found[dimension] = members.pop()
        return found


def join_breakdown(*parts: str | Mapping[str, str]) -> str:
    """`dimension=member` pairs by dimension, joined by ";"; what comes later wins. No pair at all is `_T`.

    >>> join_breakdown("progress=done", {"work": "build"})
    'progress=done;work=build'
    """
    pairs: dict[str, str] = {}
    for part in parts:
        pairs |= parse_breakdown(part) if isinstance(part, str) else part
    return ";".join(f"{dimension}={member}" for dimension, member in sorted(pairs.items())) or TOTAL


def parse_breakdown(breakdown: str) -> dict[str, str]:
    """The pairs of a breakdown; none for `_T`."""
    if breakdown == TOTAL:
        return {}
    pairs = (pair.partition("=") for pair in breakdown.split(";"))
    return {dimension: member for dimension, _, member in pairs}


def _compile(phrase: Phrase, indicator: Indicator) -> _Compiled:
    all_of = tuple(_key(words) for words in phrase.all_of)
    none_of = tuple(_key(words) for words in phrase.none_of)
    return _Compiled(phrase, indicator, all_of, none_of, sum(map(len, all_of)))


def _key(text: str) -> str:
    """The match key, with the two spellings of "tỷ lệ" as one."""
    return match_key(text).replace("tỉ lệ", "tỷ lệ")


def _fits(compiled: _Compiled, unit_code: str | None) -> bool:
    if compiled.phrase.unit_codes:
        return unit_code in compiled.phrase.unit_codes
    wanted = compiled.indicator.unit_code
    return unit_code == wanted or (str(unit_code), wanted) in _SAME_UNIT


def _stands_in(words: str, key: str) -> bool:
    """Whole words only: "nam" does not stand in "nạm" or "namibia"."""
    start = key.find(words)
    while start >= 0:
        end = start + len(words)
        if not (key[start - 1 : start].isalnum() or key[end : end + 1].isalnum()):
            return True
        start = key.find(words, start + 1)
    return False
