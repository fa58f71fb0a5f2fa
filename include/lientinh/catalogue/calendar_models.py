"""The entries of the reporting calendar: what is owed by when, and the days that are worked."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lientinh.catalogue.models import Entry


class CalendarEntry(Entry):
    """Who owes a kind of report to whom, and by when. `calendar.csv`; of a province's own row and `*` its own holds.

    It holds for the periods that are cut off between `valid_from` and `valid_to`. A day is counted in months
    from the cut-off: 15 January after a year that closes on 31 December is day 15, 1 month after.
    """

    duty_code: str
    report_type: str
    owed_by: Literal["department", "statistics_office", "province_government", "listed", "others"]
    owed_by_fields: tuple[str, ...] = ()  # of the department; none: the fields of what is asked
    agency_codes: tuple[str, ...] = ()  # of `listed`; `others` are bodies that stand in no table
    received_by: Literal["ministry", "province_government"]
    area_codes: tuple[str, ...]
    frequency: Literal["A", "S", "S1", "Q", "M", "9M"]  # S1: the first half-year only
    basis: Literal["calendar", "nd09"]
    due_rule: Literal["by_day", "before_day", "working_days_after", "unknown"]
    due_months_after: int | None = None
    due_day: int | None = None
    due_working_days: int | None = None
    remind_working_days: int | None = None  # before the last day on time
    escalate_working_days: int | None = None  # after it
    valid_from: date | None
    valid_to: date | None
    verified: bool
    source: str


class DayChange(Entry):
    """A day that is worked, or not, by a decision which the library of holidays does not hold. `day_changes.csv`."""

    day: date
    is_working: bool
    reason: str
    verified: bool
    source: str
