"""The quantities of a paragraph: numbers with their unit, bound and place, and zero in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.extract.clauses import Span
from lientinh.extract.folding import fold
from lientinh.extract.nonquantities import find_doubtful, find_nonquantities
from lientinh.extract.numbers import (
    NEGATIVE_TOKEN,
    NUMBER,
    NUMBER_TOKEN,
    NumberKind,
    find_bound,
    parse_number,
)
from lientinh.extract.periods import PeriodMention
from lientinh.extract.units import LETTER, FoundUnit, UnitFinder
from lientinh.readings import Qualifier

# done/planned: the two sides of "537/615 hộ"; rank/ranked: of "thứ 7/24 sở"; zero: "chưa phát hiện … vụ"
Role = Literal["plain", "done", "planned", "rank", "ranked", "zero"]

_FRACTION = re.compile(rf"({NUMBER})\s*/\s*({NUMBER})(?![0-9/])")
_RANK = re.compile(r"\b(?:thứ|hạng|xếp hạng|vị trí(?: thứ)?|xếp)(?:\s+(?:thứ|từ))*\s*$")
_RANGE = re.compile(rf"({NUMBER})\s*%?\s*(?:-|đến|tới)\s*({NUMBER})(?![0-9/])")
_FROM = re.compile(r"\btừ\s*$")
_LABELLED = re.compile(r"(?::|\b(?:là|đạt|được|còn|lên|xuống|thành))\s*$")
_ALONE = re.compile(r"\s*(?:[;,.)]|$|(?:và|nhưng)\s)")
_IN_BRACKETS = re.compile(r"\(\s*$")
_CLOSED = re.compile(r"\s*\)\s*(?:[;,.]|$)")
_DELAY = re.compile(
    r"\b(?:vượt tiến độ|trước (?:thời )?hạn|sớm(?: hơn)?|chậm(?: hơn)?|rút ngắn|gia hạn|kéo dài)\s*$"
)
# "45 tỷ 500 triệu đồng" is one amount in two numbers: neither is it alone
_COMPOUND_AFTER = re.compile(r"\s+[0-9][0-9.,]*\s*(?:triệu|nghìn|ngàn)\b")
_COMPOUND_BEFORE = re.compile(r"[0-9]\s*(?:tỷ|tỉ|triệu)\s+$")
_LISTED = re.compile(r"\b(?:trong đó|cụ thể|gồm)\b[^.]*$")
_ZERO_VERBS = r"(?:\s*,?\s*(?:xử lý|ghi nhận|xảy ra|phát sinh|giải quyết|tiếp nhận|thêm))*"
_ZERO_PLACE = re.compile(
    r"^(?:.*\b(?:tháng|năm|nay|quý|kỳ|qua|tỉnh|địa bàn|huyện|hiện|thời gian|toàn ngành)(?:\s+[0-9]+)?)?\s*,?\s*$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text writes it; `value`, bounds and `rounding` are scaled to the base unit.

    `start` to `end` is the number itself, `begin` where its bounding words begin, `unit_start` to `unit_end`
    its unit (empty where it has none).
    """

    start: int
    end: int
    begin: int
    unit_start: int
    unit_end: int
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    qualifier: Qualifier | None
    rounding: Decimal
    unit_code: str | None
    role: Role = "plain"

    @property
    def is_bare(self) -> bool:
        """Written without a unit the catalogue knows and without a scale."""
        return self.unit_code is None and self.rounding < 1

    @property
    def is_percent(self) -> bool:
        return self.unit_code in ("PERCENT", "PERCENTAGE_POINT")


class QuantityFinder:
    """Finds quantities with the unit words and missing marks of a catalogue, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._units = UnitFinder(catalogue.unit_words, catalogue.units)
        marks = [
            fold(mark.mark)
            for mark in catalogue.missing_marks
            if mark.meaning == "zero_reported" and mark.where != "cell" and " " in mark.mark
        ]
        longest_first = sorted(map(re.escape, marks), key=len, reverse=True)
        self._zero = re.compile(rf"\b({'|'.join(longest_first)})\b{_ZERO_VERBS}") if marks else None

    def find(self, text: str, folded: str, mentions: tuple[PeriodMention, ...]) -> tuple[Quantity, ...]:
        """Quantities of a paragraph in order; `folded` is its text folded, `mentions` its periods."""
        masked = [
            *find_nonquantities(text, folded),
            *(Span(mention.start, mention.end) for mention in mentions),
        ]
        doubtful = find_doubtful(folded)
        found: list[Quantity] = []
        signed = [one for one in NEGATIVE_TOKEN.finditer(folded) if _follows_word(text, one.start())]
        for token in sorted([*NUMBER_TOKEN.finditer(folded), *signed], key=re.Match.start):
            start = token.start()
            if any(span.holds(start) for span in masked) or (found and start < found[-1].end):
                continue
            certain = not any(span.holds(start) for span in doubtful)
            in_row = bool(found) and folded[found[-1].end : start].strip() == ","
            found.extend(self._read(folded, token, certain, in_row))
        found.extend(self._zeros(folded, found))
        return tuple(sorted(found, key=lambda quantity: quantity.start))

    def _read(self, folded: str, token: re.Match[str], certain: bool, in_row: bool) -> Iterator[Quantity]:
        """The quantities a number begins; `in_row`: it follows another with only a comma between."""
        fraction = _FRACTION.match(folded, token.start())
        if fraction is not None:
            yield from self._fraction(folded, fraction)
            return
        span = _RANGE.match(folded, token.start())
        if span is not None and (between := self._range(folded, span)) is not None:
            yield between
            return
        quantity = self._single(folded, token, certain, in_row)
        if quantity is not None:
            yield quantity

    def _single(self, folded: str, token: re.Match[str], certain: bool, in_row: bool) -> Quantity | None:
        start, end = token.span()
        unit = self._units.find(folded, end) if certain else self._units.known(folded, end)
        if unit is None:
            if not certain or not (in_row or _stands_alone(folded, start, end)):
                return None
            unit = FoundUnit(end, end, None, None, Decimal(1))
        if unit.is_scaled and _is_compound(folded, start, unit):
            return None
        if unit.kind == "time" and not _DELAY.search(folded[max(0, start - 30) : start]):
            return None
        return _make(folded, token[0], start, end, unit)

    def _fraction(self, folded: str, match: re.Match[str]) -> Iterator[Quantity]:
        """ "537/615 hộ": what was done and what was to be done; without a unit it is a date or nothing."""
        unit = self._units.find(folded, match.end())
        if unit is None or unit.kind in ("time", "ratio"):
            return
        ranked = bool(_RANK.search(folded[max(0, match.start() - 24) : match.start()]))
        roles: tuple[Role, Role] = ("rank", "ranked") if ranked else ("done", "planned")
        for group, role in zip((1, 2), roles, strict=True):
            quantity = _make(folded, match[group], match.start(group), match.end(group), unit, role)
            if quantity is not None:
                yield quantity

    def _range(self, folded: str, match: re.Match[str]) -> Quantity | None:
        """ "1-1,5%", "từ 10 đến 12%": bounds without a value."""
        unit = self._units.find(folded, match.end())
        if unit is None or unit.kind == "time":
            return None
        kind = _kind(unit)
        low, high = parse_number(match[1], kind), parse_number(match[2], kind)
        if low is None or high is None or low.value >= high.value:
            return None
        begin = _FROM.search(folded, max(0, match.start() - 8), match.start())
        return Quantity(
            match.start(), match.end(), begin.start() if begin else match.start(), unit.start, unit.end, None,
            low.value * unit.factor, high.value * unit.factor, "between",
            max(low.rounding, high.rounding) * unit.factor, unit.code,
        )  # fmt: skip

    def _zeros(self, folded: str, found: list[Quantity]) -> Iterator[Quantity]:
        """ "Trong kỳ chưa phát hiện, xử lý vụ …" is a nought somebody reports; "hộ không có lao động" is none."""
        if self._zero is None:
            return
        for match in self._zero.finditer(folded):
            begun = max(folded.rfind(mark, 0, match.start()) for mark in ";:.(") + 1
            before = folded[begun : match.start()].rsplit(", ", 1)[-1]
            counted = any(begun <= quantity.start < match.start() for quantity in found)
            unit = self._units.known(folded, match.end())
            if (
                counted
                or unit is None
                or unit.kind not in ("count", "events")
                or not _ZERO_PLACE.match(before)
            ):
                continue
            yield Quantity(
                match.start(1), match.end(1), match.start(1), unit.start, unit.end,
                Decimal(0), None, None, None, Decimal(0), unit.code, "zero",
            )  # fmt: skip


def _follows_word(text: str, position: int) -> bool:
    """After a name a dash parts it from its figure ("Bình Gia -20 hộ"); after any other word it is a sign."""
    words = text[max(0, position - 40) : position].split()
    opens = len(words) == 1 or (len(words) > 1 and not words[-2][-1].isalnum())
    return bool(words) and (opens or words[-1].islower() or words[-1].endswith(":"))


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """A number without a unit counts only as the value of a label: "Lao động tiên tiến: 176;", "(22);"."""
    before = folded[max(0, start - 24) : start]
    if _IN_BRACKETS.search(before):
        return bool(_CLOSED.match(folded, end)) and bool(re.search(rf"[{LETTER}:]\s*\(\s*$", before))
    if not _ALONE.match(folded, end):
        return False
    worded = bool(re.search(rf"[{LETTER}]\s$", before))
    bracketed = folded.count("(", 0, start) > folded.count(")", 0, start)
    listed = worded and (bracketed or bool(_LISTED.search(folded, max(0, start - 200), start)))
    return bool(_LABELLED.search(before)) or listed


def _is_compound(folded: str, start: int, unit: FoundUnit) -> bool:
    bare = folded[unit.start : unit.end] in ("tỷ", "tỉ", "triệu")
    after = bare and _COMPOUND_AFTER.match(folded, unit.end)
    return bool(after or _COMPOUND_BEFORE.search(folded, max(0, start - 20), start))


def _kind(unit: FoundUnit) -> NumberKind:
    if unit.kind == "ratio":
        return "percent"
    return "scaled" if unit.is_scaled or unit.kind in ("money", "mass") else "count"


def _make(
    folded: str, digits: str, start: int, end: int, unit: FoundUnit, role: Role = "plain"
) -> Quantity | None:
    number = parse_number(digits, _kind(unit))
    if number is None:
        return None
    value = number.value * unit.factor
    bound = find_bound(folded, start, end, unit.end) if role in ("plain", "done") else None
    qualifier = bound.qualifier if bound else None
    return Quantity(
        start, end, bound.start if bound else start, unit.start, unit.end, value,
        value if qualifier in ("more_than", "at_least") else None,
        value if qualifier in ("less_than", "at_most", "nearly") else None,
        qualifier, number.rounding * unit.factor, unit.code, role,
    )  # fmt: skip
