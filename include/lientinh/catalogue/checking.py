"""What must hold between the rows and tables of a catalogue: keys, validity, and codes that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, get_args

from lientinh.catalogue.checking_calendar import check_calendar
from lientinh.catalogue.keys import CODES, KEYS
from lientinh.catalogue.limits import check_limits
from lientinh.catalogue.matching import match_key
from lientinh.catalogue.models import (
    Agency,
    Area,
    Asked,
    Entry,
    Indicator,
    Phrase,
    ReplyTerm,
    ReportType,
    Reviewer,
    Unit,
    UnitWord,
)
from lientinh.readings import Accumulation, DocumentKind, PlanBasis, Scenario

_E = TypeVar("_E", bound=Entry)
TOTAL = "_T"  # the breakdown of a total
EVERY_PROVINCE = "*"
PERIOD_BASES = ("calendar", "nd09")


@dataclass(frozen=True)
class Row(Generic[_E]):
    """An entry and where it stands: `file:line`."""

    place: str
    entry: _E


Tables = Mapping[str, Sequence[Row[Any]]]


def check_tables(tables: Tables) -> list[str]:
    """Every problem between rows and tables, as `file:line: what; repair`."""
    return [
        *_check_keys(tables),
        *_check_validity(tables),
        *_check_area_names(tables["areas"]),
        *_each(tables, "areas", _check_area),
        *_each(tables, "agencies", _check_agency),
        *_each(tables, "unit_words", _check_unit_word),
        *_each(tables, "indicators", _check_indicator),
        *_each(tables, "responsibilities", _check_responsibility),
        *_each(tables, "orderings", _check_ordering),
        *_each(tables, "phrases", _check_phrase),
        *_each(tables, "asked", _check_asked),
        *_each(tables, "report_types", _check_report_type),
        *_each(tables, "reviewers", _check_reviewer),
        *check_limits(tables),
        *_each(tables, "flows", _check_flow),
        *_each(tables, "reply_terms", _check_reply_term),
        *check_calendar(tables),
    ]


def _each(tables: Tables, name: str, check: Callable[[Any, Tables], Iterator[str]]) -> Iterator[str]:
    for row in tables[name]:
        for problem in check(row.entry, tables):
            yield f"{row.place}: {problem}"


def _check_keys(tables: Tables) -> Iterator[str]:
    for name, key_of in KEYS.items():
        first: dict[object, str] = {}
        for row in tables[name]:
            key = key_of(row.entry)
            if key in first:
                yield f"{row.place}: the same key as {first[key]}; keep one of the two rows"
            first.setdefault(key, row.place)


def _check_validity(tables: Tables) -> Iterator[str]:
    for name, code_of in CODES.items():
        earlier: dict[object, list[Row[Any]]] = {}
        for row in tables[name]:
            start, end = row.entry.valid_from, row.entry.valid_to
            if start and end and start >= end:
                yield f"{row.place}: valid_from {start} is not before valid_to {end}; valid_to is the first day after"
            for other in earlier.setdefault(code_of(row.entry), []):
                if _overlap(row.entry, other.entry):
                    yield f"{row.place}: valid at the same time as {other.place}; end one where the other begins"
            earlier[code_of(row.entry)].append(row)


def _overlap(one: Any, other: Any) -> bool:
    def days(entry: Any) -> tuple[date, date]:
        return entry.valid_from or date.min, entry.valid_to or date.max

    return days(one)[0] < days(other)[1] and days(other)[0] < days(one)[1]


def _check_area_names(rows: Sequence[Row[Area]]) -> Iterator[str]:
    """No name may mean two areas on the same day."""
    named: dict[str, list[Row[Area]]] = {}
    for row in rows:
        area = row.entry
        for key in sorted(map(match_key, {area.name_vi, area.name_en, *area.aliases, *area.whole_aliases})):
            for other in named.setdefault(key, []):
                if other.entry.area_code != area.area_code and _overlap(area, other.entry):
                    yield f"{row.place}: {key!r} also names {other.entry.area_code} ({other.place}); drop one alias"
            named[key].append(row)


def _codes(tables: Tables, name: str, column: str) -> set[str]:
    return {getattr(row.entry, column) for row in tables[name]}


def _unknown(codes: Iterable[str | None], known: Iterable[str], column: str, table: str) -> Iterator[str]:
    known = set(known)
    for code in codes:
        if code is not None and code not in known:
            yield f"{column} {code!r} is not in {table}; add it there or correct the code"


def _check_area(area: Area, tables: Tables) -> Iterator[str]:
    codes = _codes(tables, "areas", "area_code")
    yield from _unknown([area.parent_code], codes, "parent_code", "areas.csv")
    yield from _unknown([area.successor_code], codes, "successor_code", "areas.csv")
    yield from _unknown(area.predecessor_codes, codes, "predecessor_codes", "areas.csv")
    if area.predecessor_codes and area.valid_from is None:
        yield "predecessor_codes without valid_from; write the day on which it took their territory over"
    if area.successor_code and area.valid_to is None:
        yield "successor_code without valid_to; write the day on which its territory passed on"


def _check_agency(agency: Agency, tables: Tables) -> Iterator[str]:
    yield from _unknown([agency.area_code], _codes(tables, "areas", "area_code"), "area_code", "areas.csv")
    yield from _unknown(
        agency.successor_codes, _codes(tables, "agencies", "agency_code"), "successor_codes", "agencies.csv"
    )
    yield from _unknown(
        agency.fields, _codes(tables, "responsibilities", "field"), "fields", "responsibilities.csv"
    )


def _check_unit_word(word: UnitWord, tables: Tables) -> Iterator[str]:
    yield from _unknown([word.unit_code], _codes(tables, "units", "unit_code"), "unit_code", "units.csv")
    if word.factor <= 0:
        yield f"factor {word.factor} is not positive; write how many base units the word stands for"


def _check_indicator(indicator: Indicator, tables: Tables) -> Iterator[str]:
    units: dict[str, Unit] = {row.entry.unit_code: row.entry for row in tables["units"]}
    indicators = _codes(tables, "indicators", "indicator_code")
    dimensions = _codes(tables, "dimensions", "dimension")
    yield from _unknown([indicator.unit_code], units, "unit_code", "units.csv")
    yield from _unknown([indicator.numerator_code], indicators, "numerator_code", "indicators.csv")
    yield from _unknown([indicator.denominator_code], indicators, "denominator_code", "indicators.csv")
    yield from _unknown(indicator.dimensions, dimensions, "dimensions", "dimensions.csv")
    yield from _unknown(
        indicator.definition_dimensions, dimensions, "definition_dimensions", "dimensions.csv"
    )
    yield from _unknown(
        [indicator.field], _codes(tables, "responsibilities", "field"), "field", "responsibilities.csv"
    )
    unit = units.get(indicator.unit_code)
    if unit and unit.kind == "ratio" and "sum" in (indicator.area_aggregation, indicator.time_aggregation):
        yield "a ratio cannot be summed; derive it, weight it or write none"
    if indicator.area_aggregation == "derive" and not (
        indicator.numerator_code and indicator.denominator_code
    ):
        yield "area_aggregation derive needs numerator_code and denominator_code; name both or write none"
    if indicator.area_aggregation == "weighted_mean" and not indicator.denominator_code:
        yield "area_aggregation weighted_mean needs its weight as denominator_code; name it or write none"
    if None not in (indicator.min_value, indicator.max_value) and indicator.min_value >= indicator.max_value:  # type: ignore[operator]
        yield f"min_value {indicator.min_value} is not below max_value {indicator.max_value}; swap or correct them"


def _check_ordering(entry: Any, tables: Tables) -> Iterator[str]:
    indicators = _codes(tables, "indicators", "indicator_code")
    yield from _unknown([entry.larger_code], indicators, "larger_code", "indicators.csv")
    yield from _unknown([entry.smaller_code], indicators, "smaller_code", "indicators.csv")


def _check_reviewer(reviewer: Reviewer, tables: Tables) -> Iterator[str]:
    fields, areas = _codes(tables, "responsibilities", "field"), _codes(tables, "areas", "area_code")
    yield from _unknown(reviewer.fields, {"*", *fields}, "fields", "responsibilities.csv")
    yield from _unknown(reviewer.area_codes, {EVERY_PROVINCE, *areas}, "area_codes", "areas.csv")
    names = _codes(tables, "reviewers", "reviewer")
    yield from _unknown([reviewer.escalates_to], names, "escalates_to", "reviewers.csv")
    if reviewer.answer_days < 1:
        yield f"answer_days {reviewer.answer_days} is below 1; write how many working days there are to answer"


def _check_flow(entry: Any, tables: Tables) -> Iterator[str]:
    indicators = {row.entry.indicator_code: row.entry for row in tables["indicators"]}
    for column, nature in (("stock_code", "stock"), ("flow_code", "period")):
        code = getattr(entry, column)
        yield from _unknown([code], indicators, column, "indicators.csv")
        if code in indicators and indicators[code].accumulation != nature:
            yield f"{column} {code!r} is no figure of accumulation {nature!r}; name one that is"


def _check_responsibility(entry: Any, tables: Tables) -> Iterator[str]:
    yield from _unknown(
        [entry.agency_code], _codes(tables, "agencies", "agency_code"), "agency_code", "agencies.csv"
    )


def _check_phrase(phrase: Phrase, tables: Tables) -> Iterator[str]:
    if not phrase.all_of:
        yield "all_of is empty; write the words by which documents name the indicator"
    yield from _unknown(phrase.unit_codes, _codes(tables, "units", "unit_code"), "unit_codes", "units.csv")
    yield from _check_breakdown(phrase.indicator_code, phrase.breakdown, tables)


def _check_breakdown(indicator_code: str, breakdown: str, tables: Tables) -> Iterator[str]:
    """The indicator exists, and every pair of the breakdown is a member of a dimension it may have."""
    indicators: dict[str, Indicator] = {row.entry.indicator_code: row.entry for row in tables["indicators"]}
    if indicator_code not in indicators:
        yield from _unknown([indicator_code], indicators, "indicator_code", "indicators.csv")
        return
    if breakdown == TOTAL:
        return
    members = {(row.entry.dimension, row.entry.member) for row in tables["dimensions"]}
    allowed = (*indicators[indicator_code].dimensions, *indicators[indicator_code].definition_dimensions)
    pairs = breakdown.split(";")
    if pairs != sorted(pairs):
        yield f"breakdown {breakdown!r} is not in order; write its pairs sorted by dimension"
    for pair in pairs:
        dimension, _, member = pair.partition("=")
        if (dimension, member) not in members:
            yield f"breakdown {pair!r} is no member of dimensions.csv; write dimension=member pairs joined by ;, or _T"
        elif dimension not in allowed:
            yield f"breakdown {pair!r}: {indicator_code} has no dimension {dimension!r}; add it to indicators.csv"


def _check_asked(asked: Asked, tables: Tables) -> Iterator[str]:
    provinces = {row.entry.area_code for row in tables["areas"] if row.entry.level == "province"}
    yield from _check_breakdown(asked.indicator_code, asked.breakdown, tables)
    yield from _unknown(
        asked.area_codes, provinces | {EVERY_PROVINCE}, "area_codes", "areas.csv as a province"
    )
    yield from _unknown(
        [asked.report_type], _codes(tables, "report_types", "report_type"), "report_type", "report_types.csv"
    )
    if not asked.area_codes:
        yield "area_codes is empty; write the codes of the provinces asked, or *"
    yield from _not_one_of("scenario", asked.scenario, get_args(Scenario))
    yield from _not_one_of("accumulation", asked.accumulation, get_args(Accumulation))
    yield from _not_one_of("basis", asked.basis, PERIOD_BASES)
    if asked.scenario == "plan":
        yield from _not_one_of("plan_basis", asked.plan_basis, get_args(PlanBasis))
    elif asked.plan_basis is not None:
        yield f"plan_basis {asked.plan_basis!r} in a row of scenario {asked.scenario!r}; empty the cell"


def _check_reply_term(entry: ReplyTerm, tables: Tables) -> Iterator[str]:
    if entry.working_days < 1:
        yield f"working_days {entry.working_days} is below 1; write how many working days there are to answer"


def _check_report_type(entry: ReportType, tables: Tables) -> Iterator[str]:
    for kind in entry.document_kinds:
        yield from _not_one_of("document_kinds", kind, get_args(DocumentKind))


def _not_one_of(column: str, value: str | None, allowed: Sequence[str]) -> Iterator[str]:
    if value not in allowed:
        yield f"{column} {value!r} is none of {', '.join(allowed)}; write one of these"
