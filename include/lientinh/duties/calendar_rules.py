"""The rules of `calendar.csv`: which row says by when a report is due, and the day it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.duties.working_days import NO_CHANGES, Changes, add_working_days
from lientinh.periods import (
    NINE_MONTHS,
    add_months,
    list_periods,
    period_frequency,
    period_label,
    period_window,
)

EVERY_PROVINCE = "*"
MINISTRY = "ministry"
_FIRST_HALF = "-S1"
# A window of the administrative calendar begins on the 15th of the month before its period of the calendar.
EARLIEST_START = timedelta(days=31)


def find_entry(
    entries: Iterable[CalendarEntry], report_type: str, area_code: str, period: str, period_basis: str
) -> CalendarEntry | None:
    """The row by which a province owes the ministry a report of a period: its own before that of every province."""
    cut_off = period_window(period, period_basis)[1]
    found = [
        entry
        for entry in entries
        if entry.received_by == MINISTRY
        and (entry.report_type, entry.basis) == (report_type, period_basis)
        and (area_code in entry.area_codes or EVERY_PROVINCE in entry.area_codes)
        and holds(entry, cut_off)
        and is_period_of(entry, period)
    ]
    return min(found, key=lambda entry: EVERY_PROVINCE in entry.area_codes, default=None)


def holds(entry: CalendarEntry, cut_off: date) -> bool:
    """Whether a row holds for a period that is cut off on a day."""
    return (entry.valid_from is None or entry.valid_from <= cut_off) and (
        entry.valid_to is None or cut_off < entry.valid_to
    )


def is_period_of(entry: CalendarEntry, period: str) -> bool:
    """Whether a report of this frequency can be about a period."""
    if entry.frequency == "9M":
        return period.endswith(NINE_MONTHS)
    if period_frequency(period) != entry.frequency[0]:
        return False
    return entry.frequency != "S1" or period.endswith(_FIRST_HALF)


def list_entry_periods(entry: CalendarEntry, until: date) -> Iterator[str]:
    """Periods of a row that have begun by a day and are cut off while it holds; none without `valid_from`."""
    if entry.valid_from is None:
        return
    frequency = "A" if entry.frequency == "9M" else entry.frequency[0]
    first = period_label(entry.valid_from, frequency)
    for label in list_periods(frequency, first, None, until + EARLIEST_START):
        period = f"{label}{NINE_MONTHS}" if entry.frequency == "9M" else label
        start, cut_off = period_window(period, entry.basis)
        if start is not None and start <= until and holds(entry, cut_off) and is_period_of(entry, period):
            yield period


def due_day(entry: CalendarEntry, cut_off: date, changes: Changes = NO_CHANGES) -> date | None:
    """The last day on time; None where no date is known.

    "Before the 10th" ends on the 9th. A day that falls on a weekend or a holiday is not moved: no text was
    read that moves it. A month shorter than the day named ends it.
    """
    if entry.due_rule == "working_days_after":
        return add_working_days(cut_off, entry.due_working_days or 0, changes)
    if entry.due_rule == "unknown" or entry.due_day is None:
        return None
    month = add_months(cut_off.replace(day=1), entry.due_months_after or 0)
    named = add_months(month, 1) - timedelta(days=1)
    named = min(named, month + timedelta(days=entry.due_day - 1))
    return named - timedelta(days=1) if entry.due_rule == "before_day" else named
