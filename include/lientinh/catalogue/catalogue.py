"""The catalogue in memory: frozen tables, and look-ups by code, by name and by date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from lientinh.catalogue.calendar_models import CalendarEntry, DayChange
from lientinh.catalogue.matching import match_key, match_key_with_map
from lientinh.catalogue.models import (
    Agency,
    Area,
    Asked,
    Dimension,
    Flow,
    Indicator,
    Limit,
    MissingMark,
    Ordering,
    Phrase,
    ReplyTerm,
    ReportType,
    Responsibility,
    Reviewer,
    Rule,
    Unit,
    UnitWord,
)
from lientinh.errors import UsageError

BLANK_MARK = "(blank)"  # how missing_marks.csv writes the empty cell, since an empty cell there is no value
EVERY_PROVINCE = "*"
# A name after one of these is a smaller place that shares it: "thành phố Lạng Sơn" is a town of Lạng Sơn.
_SMALLER_PLACE = re.compile(r"(?<!\w)(?:thành phố|tp|thị xã|tx|thị trấn|huyện|quận|xã|phường|thôn)\.?\s?$")
# Longer names that begin with a province's: the Pacific Ocean, and a battle.
_NOT_PLACES = ("thái bình dương", "điện biên phủ")
_PROVINCE_WORD = re.compile(r"(?:tỉnh|thành phố|tp)\b")


class _Dated(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


_D = TypeVar("_D", bound=_Dated)


def is_valid(entry: _Dated, on: date) -> bool:
    """Whether a dated entry holds on a day; `valid_to` is exclusive."""
    return (entry.valid_from is None or entry.valid_from <= on) and (
        entry.valid_to is None or on < entry.valid_to
    )


@dataclass(frozen=True)
class Catalogue:
    """All tables of `include/catalogue/`, checked. `digest`: 12 hexadecimal digits of all its files
    that say what a figure means; who is asked and told is none of that.

    Look-ups by an unknown code raise `UsageError`; look-ups by words of a document give None instead.
    A date of None means the latest version.
    """

    directory: Path
    digest: str
    areas: tuple[Area, ...]
    agencies: tuple[Agency, ...]
    units: tuple[Unit, ...]
    unit_words: tuple[UnitWord, ...]
    indicators: tuple[Indicator, ...]
    responsibilities: tuple[Responsibility, ...]
    dimensions: tuple[Dimension, ...]
    phrases: tuple[Phrase, ...]
    missing_marks: tuple[MissingMark, ...]
    rules: tuple[Rule, ...]
    asked: tuple[Asked, ...]
    report_types: tuple[ReportType, ...]
    orderings: tuple[Ordering, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    limits: tuple[Limit, ...] = ()
    flows: tuple[Flow, ...] = ()
    reply_terms: tuple[ReplyTerm, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    day_changes: tuple[DayChange, ...] = ()

    def area(self, area_code: str, on: date | None = None) -> Area:
        """The version of an area that held on a day."""
        versions = [area for area in self.areas if area.area_code == area_code]
        if not versions:
            raise UsageError(
                f"no area has the code {area_code!r}; codes are GSO's, as two digits (04, 14, 19, 20)"
            )
        found = _pick(versions, on)
        if found is None:
            raise UsageError(f"area {area_code} ({versions[0].name_vi}) did not exist on {on}")
        return found

    def provinces(self, on: date | None = None) -> tuple[Area, ...]:
        """The provinces of a day, in the order of their codes."""
        chosen = [area for area in self.areas if area.level == "province" and _holds(area, on)]
        return tuple(sorted(chosen, key=lambda area: area.area_code))

    def territory(self, area_code: str, on: date) -> str:
        """The territory of an area on a day: `19` or `19@2025-07-01`."""
        return self.area(area_code, on).territory

    def match_area(self, text: str, on: date | None = None) -> Area | None:
        """The area whose code, name or alias is the whole text; None where none is, or none was on that day."""
        code = text.strip()
        versions = [area for area in self.areas if area.area_code == code] or self._areas_by_key.get(
            match_key(text), []
        )
        return _pick(versions, on)

    def area_versions(self, text: str) -> tuple[Area, ...]:
        """Every version of every area whose name or alias is the whole text, whenever it held."""
        return tuple(self._areas_by_key.get(match_key(text), ()))

    def find_areas(self, text: str, on: date | None = None) -> list[tuple[int, int, Area]]:
        """Areas named inside a longer text: start, end (characters of the text) and area, in order.

        Longer names win. A province's name counts only with a capital ("hòa bình" is peace) and not after
        the word for a smaller place of the same name ("thành phố Lạng Sơn").
        """
        key, sources = match_key_with_map(text)
        mentions: list[tuple[int, int, Area]] = []
        for mention in self._area_names.finditer(key):
            area = _pick(self._areas_by_key.get(mention.group(), []), on)
            if area is None:
                continue
            start, end = sources[mention.start()], sources[mention.end() - 1] + 1
            bare = area.level == "province" and not _PROVINCE_WORD.match(mention.group())
            if bare and (not text[start].isupper() or _SMALLER_PLACE.search(key[: mention.start()])):
                continue
            mentions.append((start, end, area))
        return mentions

    def indicator(self, code: str) -> Indicator:
        """The indicator of a code."""
        return _get(self._indicators_by_code, code, "indicator", "indicators.csv")

    def unit(self, code: str) -> Unit:
        """The unit of a code."""
        return _get(self._units_by_code, code, "unit", "units.csv")

    def rule(self, rule_id: str) -> Rule:
        """The rule of an id."""
        return _get(self._rules_by_id, rule_id, "rule", "rules.csv")

    def limits_of(self, rule_id: str) -> dict[str, float]:
        """The thresholds of a rule by name."""
        return {one.limit: float(one.value) for one in self.limits if one.rule_id == rule_id}

    def reply_term(self, term: str) -> ReplyTerm:
        """How long a sender has to answer what is of this severity, or late."""
        terms: dict[str, ReplyTerm] = {entry.term: entry for entry in self.reply_terms}
        return _get(terms, term, "term", "reply_terms.csv")

    def agency(self, code: str) -> Agency:
        """The latest version of an agency."""
        found = _pick([agency for agency in self.agencies if agency.agency_code == code], None)
        if found is None:
            raise UsageError(f"no agency has the code {code!r}; the codes are in agencies.csv")
        return found

    def match_agency(self, text: str, area_code: str | None = None, on: date | None = None) -> Agency | None:
        """The agency a text names: the head of a document, or the symbol of its number ("KH-SLĐTBXH").

        A department before the provincial government above it, then the longest name. Departments of all
        provinces share their names: the province is the one the text names, else `area_code`; without
        either None, but for ministries.
        """
        key = match_key(text)
        named = [
            (len(name), agency)
            for name, agencies in self._agencies_by_key.items()
            if name in key and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", key)
            for agency in agencies
            if _holds_or_any(agency, on)
        ]
        if not named:
            return None
        written = {area.area_code for _, _, area in self.find_areas(text, on)}
        pool = (
            [pair for pair in named if pair[1].area_code in written]
            or [pair for pair in named if pair[1].area_code == area_code]
            or [pair for pair in named if pair[1].level in ("ministry", "statistics_office")]
        )
        if not pool:
            return None
        best = max((agency.level == "department", length) for length, agency in pool)
        winners = [agency for length, agency in pool if (agency.level == "department", length) == best]
        return _pick(winners, on) or _pick(winners, None)

    def missing_mark(self, text: str, where: str = "cell") -> MissingMark | None:
        """What a text that should be a number means, if it is a missing mark; the empty text is one."""
        key = match_key(text) or BLANK_MARK
        return self._marks_by_key.get((key, where)) or self._marks_by_key.get((key, "both"))

    def reporting_provinces(self) -> tuple[str, ...]:
        """Codes of the provinces that `asked.csv` asks by name."""
        return tuple(sorted({code for entry in self.asked for code in entry.area_codes} - {EVERY_PROVINCE}))

    @cached_property
    def changed_days(self) -> Mapping[date, bool]:
        """Days that are worked, or not, against what the library of holidays says."""
        return MappingProxyType({change.day: change.is_working for change in self.day_changes})

    @cached_property
    def _indicators_by_code(self) -> dict[str, Indicator]:
        return {indicator.indicator_code: indicator for indicator in self.indicators}

    @cached_property
    def _units_by_code(self) -> dict[str, Unit]:
        return {unit.unit_code: unit for unit in self.units}

    @cached_property
    def _rules_by_id(self) -> dict[str, Rule]:
        return {rule.rule_id: rule for rule in self.rules}

    @cached_property
    def _marks_by_key(self) -> dict[tuple[str, str], MissingMark]:
        return {(match_key(mark.mark), mark.where): mark for mark in self.missing_marks}

    @cached_property
    def _areas_by_key(self) -> dict[str, list[Area]]:
        """Every area by the keys of its names, those of whole cells included."""
        return _by_name(
            (area, (area.name_vi, area.name_en, *area.aliases, *area.whole_aliases)) for area in self.areas
        )

    @cached_property
    def _agencies_by_key(self) -> dict[str, list[Agency]]:
        return _by_name(
            (agency, (agency.name_vi, agency.name_en, *agency.aliases)) for agency in self.agencies
        )

    @cached_property
    def _area_names(self) -> re.Pattern[str]:
        """Names that count inside a sentence, the longest first, and what only looks like one."""
        inside = {
            match_key(name) for area in self.areas for name in (area.name_vi, area.name_en, *area.aliases)
        }
        names = sorted(inside.union(_NOT_PLACES), key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _by_name(named: Iterable[tuple[_D, tuple[str, ...]]]) -> dict[str, list[_D]]:
    found: dict[str, list[_D]] = {}
    for entry, names in named:
        for key in {match_key(name) for name in names}:
            found.setdefault(key, []).append(entry)
    return found


def _holds(entry: _Dated, on: date | None) -> bool:
    return entry.valid_to is None if on is None else is_valid(entry, on)


def _holds_or_any(entry: _Dated, on: date | None) -> bool:
    return on is None or is_valid(entry, on)


def _pick(versions: list[_D], on: date | None) -> _D | None:
    """The version that held on a day; without a day the one that holds or held last."""
    chosen = [version for version in versions if on is None or is_valid(version, on)]
    return max(
        chosen,
        key=lambda version: (version.valid_to or date.max, version.valid_from or date.min),
        default=None,
    )


_T = TypeVar("_T")


def _get(entries: dict[str, _T], code: str, what: str, table: str) -> _T:
    try:
        return entries[code]
    except KeyError:
        raise UsageError(
            f"no {what} has the code {code!r}; the codes are in {table} of the catalogue"
        ) from None
