"""The duties to report: who owes which report for which period, and by when.

To the ministry is owed what `asked.csv` asks for and `calendar.csv` has a row for: the one says about what, the
other from whom and by when. What is owed within a province (its own calendar rows) is listed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue import Catalogue
from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.catalogue.catalogue import is_valid
from lientinh.catalogue.models import Agency, Area, Asked
from lientinh.duties.calendar_rules import (
    EARLIEST_START,
    EVERY_PROVINCE,
    MINISTRY,
    due_day,
    find_entry,
    list_entry_periods,
)
from lientinh.periods import list_periods, period_window


@dataclass(frozen=True, slots=True)
class Duty:
    """One report of one period that one agency owes; `agency_code` is None where the catalogue knows no agency.

    `period_end` is the cut-off; `due_on` the last day on time, None where no date is known.
    """

    duty_code: str
    agency_code: str | None
    area_code: str
    territory: str
    report_type: str
    period: str
    period_basis: str
    period_start: date
    period_end: date
    due_on: date | None
    received_by: str
    verified: bool
    source: str


def list_duties(catalogue: Catalogue, until: date) -> list[Duty]:
    """Duties of all periods that have begun by a day, by report type, period, area and agency."""
    known = _Departments(catalogue)
    duties = {*_asked_duties(known, until), *_duties_within_provinces(known, until)}
    return sorted(
        duties,
        key=lambda duty: (
            duty.received_by,
            duty.report_type,
            duty.period_end,
            duty.area_code,
            duty.agency_code or "",
        ),
    )


class _Departments:
    """The catalogue, and its departments by area and field: a calendar of years asks for them again and again."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.by_code: dict[str, list[Agency]] = {}
        self.by_field: dict[tuple[str, str], list[Agency]] = {}
        for agency in catalogue.agencies:
            self.by_code.setdefault(agency.agency_code, []).append(agency)
            for field in agency.fields if agency.level == "department" else ():
                self.by_field.setdefault((agency.area_code, field), []).append(agency)


def _asked_duties(known: _Departments, until: date) -> Iterator[Duty]:
    catalogue = known.catalogue
    fields = {indicator.indicator_code: indicator.field for indicator in catalogue.indicators}
    asked_fields: dict[tuple[str, str, str, str], set[str]] = {}
    for asked in catalogue.asked:
        if not _is_own_period(catalogue, asked):
            continue
        for period in list_periods(
            asked.frequency, asked.period_from, asked.period_to, until + EARLIEST_START
        ):
            for area_code in asked.area_codes:
                key = (asked.report_type, area_code, period, asked.basis)
                asked_fields.setdefault(key, set()).add(fields[asked.indicator_code])
    for (report_type, asked_code, period, basis), of_fields in asked_fields.items():
        start, cut_off = period_window(period, basis)
        if start is None or start > until:
            continue
        for area in _provinces(catalogue, asked_code, cut_off):
            entry = find_entry(catalogue.calendar, report_type, area.area_code, period, basis)
            if entry is not None:
                yield from _duties_of(known, entry, area, period, of_fields)


def _is_own_period(catalogue: Catalogue, asked: Asked) -> bool:
    """A plan for 2023 also tells results of 2022: what it is owed for is the period it plans."""
    return asked.scenario == "plan" or not any(
        kind.authority_plan < kind.authority_actual
        for kind in catalogue.report_types
        if kind.report_type == asked.report_type
    )


def _duties_within_provinces(known: _Departments, until: date) -> Iterator[Duty]:
    for entry in known.catalogue.calendar:
        if entry.received_by == MINISTRY:
            continue
        for period in list_entry_periods(entry, until):
            cut_off = period_window(period, entry.basis)[1]
            for area_code in entry.area_codes:
                for area in _provinces(known.catalogue, area_code, cut_off):
                    yield from _duties_of(known, entry, area, period, set())


def _provinces(catalogue: Catalogue, area_code: str, on: date) -> Iterator[Area]:
    """The province of a code as it was on a day, if it was; of `*` all of them."""
    for area in catalogue.provinces(on):
        if area_code in (EVERY_PROVINCE, area.area_code):
            yield area


def _duties_of(
    known: _Departments, entry: CalendarEntry, area: Area, period: str, asked_fields: set[str]
) -> Iterator[Duty]:
    start, cut_off = period_window(period, entry.basis)
    if start is None:
        return
    due_on = due_day(entry, cut_off, known.catalogue.changed_days)
    for agency_code in _owing(known, entry, area.area_code, asked_fields, due_on or cut_off):
        yield Duty(
            duty_code=entry.duty_code,
            agency_code=agency_code,
            area_code=area.area_code,
            territory=area.territory,
            report_type=entry.report_type,
            period=period,
            period_basis=entry.basis,
            period_start=start,
            period_end=cut_off,
            due_on=due_on,
            received_by=entry.received_by,
            verified=entry.verified,
            source=entry.source,
        )


def _owing(
    known: _Departments, entry: CalendarEntry, area_code: str, asked_fields: set[str], on: date
) -> list[str | None]:
    """Who owes it on the day it is due, or on the cut-off where no date is known; [None] where nobody is known."""
    if entry.owed_by == "others":
        return [None]
    if entry.owed_by == "department":
        found = {
            agency.agency_code
            for field in entry.owed_by_fields or sorted(asked_fields)
            for agency in _departments(known, area_code, field, on)
        }
    else:
        found = {
            agency.agency_code
            for agency in known.catalogue.agencies
            if agency.area_code == area_code
            and is_valid(agency, on)
            and (agency.agency_code in entry.agency_codes or agency.level == entry.owed_by)
        }
    return [*sorted(found)] or [None]


def _departments(known: _Departments, area_code: str, field: str, on: date) -> list[Agency]:
    """The departments that answer for a field on a day: the province's own, else who took over from them.

    A province that has merged between the cut-off and the day leaves the report to the successors of its
    departments; what nobody took over is owed by nobody.
    """
    of_area = known.by_field.get((area_code, field), [])
    if valid := [one for one in of_area if is_valid(one, on)]:
        return valid
    heirs = _successors(of_area, on)
    while heirs:
        versions = [one for code in heirs for one in known.by_code.get(code, [])]
        if valid := [
            one for one in versions if one.level == "department" and field in one.fields and is_valid(one, on)
        ]:
            return valid
        later = _successors(versions, on)
        if later <= heirs:
            break
        heirs |= later
    return []


def _successors(agencies: list[Agency], on: date) -> set[str]:
    """Who took over from those that had ended by a day."""
    return {code for one in agencies if one.valid_to and one.valid_to <= on for code in one.successor_codes}
