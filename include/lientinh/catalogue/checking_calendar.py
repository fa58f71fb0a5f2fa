"""What must hold in `calendar.csv`: a rule with what it needs, codes that exist, and one row for a duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lientinh.catalogue.calendar_models import CalendarEntry

EVERY_PROVINCE = "*"
# What a due rule needs to be filled, and everything of these that it does not name must be empty.
_NEEDS = {
    "by_day": ("due_months_after", "due_day"),
    "before_day": ("due_months_after", "due_day"),
    "working_days_after": ("due_working_days",),
    "unknown": (),
}
_NUMBERS = ("due_months_after", "due_day", "due_working_days")
_LAST_DAY, _LAST_MONTH = 31, 12


def check_calendar(tables: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Every problem of the table, as `file:line: what; repair`."""
    rows = tables["calendar"]
    for row in rows:
        for problem in _check_entry(row.entry, tables):
            yield f"{row.place}: {problem}"
    yield from _check_overlaps(rows)


def _check_entry(entry: CalendarEntry, tables: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    yield from _check_codes(entry, tables)
    yield from _check_due_rule(entry)
    if entry.owed_by == "listed" and not entry.agency_codes:
        yield "owed_by listed without agency_codes; write who owes it"
    if entry.owed_by != "listed" and entry.agency_codes:
        yield f"agency_codes beside owed_by {entry.owed_by}; write listed, or empty agency_codes"
    if entry.owed_by != "department" and entry.owed_by_fields:
        yield f"owed_by_fields beside owed_by {entry.owed_by}; only departments have fields"
    if entry.valid_from and entry.valid_to and entry.valid_from >= entry.valid_to:
        yield f"valid_from {entry.valid_from} is not before valid_to {entry.valid_to}; valid_to is the first day after"
    if entry.received_by != "ministry" and entry.valid_from is None:
        yield "valid_from is empty; a duty within a province begins on the day of its document"


def _check_overlaps(rows: Sequence[Any]) -> Iterator[str]:
    """No two rows may say by when the same report of the same area is owed for the same period."""
    for place, row in enumerate(rows):
        for other in rows[:place]:
            if _same_duty(row.entry, other.entry):
                yield f"{row.place}: the same duty as {other.place}; end one where the other begins"


def _same_duty(one: CalendarEntry, other: CalendarEntry) -> bool:
    return (
        (one.report_type, one.received_by, one.frequency[:1])
        == (other.report_type, other.received_by, other.frequency[:1])
        and bool(set(one.area_codes) & set(other.area_codes))
        and (one.valid_from or date.min) < (other.valid_to or date.max)
        and (other.valid_from or date.min) < (one.valid_to or date.max)
    )


def _check_codes(entry: CalendarEntry, tables: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    types = {row.entry.report_type: row.entry.period_basis for row in tables["report_types"]}
    provinces = {row.entry.area_code for row in tables["areas"] if row.entry.level == "province"}
    known = (
        ("report_type", (entry.report_type,), types, "report_types.csv"),
        ("area_codes", entry.area_codes, provinces | {EVERY_PROVINCE}, "areas.csv as a province"),
        ("agency_codes", entry.agency_codes, _codes(tables, "agencies", "agency_code"), "agencies.csv"),
        ("owed_by_fields", entry.owed_by_fields, _codes(tables, "responsibilities", "field"), "responsibilities.csv"),
    )  # fmt: skip
    for column, codes, allowed, table in known:
        for code in codes:
            if code not in allowed:
                yield f"{column} {code!r} is not in {table}; add it there or correct the code"
    if not entry.area_codes:
        yield "area_codes is empty; write the codes of the provinces that owe it, or *"
    basis = types.get(entry.report_type, entry.basis)
    if entry.basis != basis:
        yield f"basis {entry.basis!r}, but {entry.report_type} goes by {basis!r}; write the same in both tables"


def _codes(tables: Mapping[str, Sequence[Any]], name: str, column: str) -> set[str]:
    return {getattr(row.entry, column) for row in tables[name]}


def _check_due_rule(entry: CalendarEntry) -> Iterator[str]:
    needed = _NEEDS[entry.due_rule]
    for column in _NUMBERS:
        value = getattr(entry, column)
        if column in needed and value is None:
            yield f"{column} is empty; due_rule {entry.due_rule} needs it"
        if column not in needed and value is not None:
            yield f"{column} {value} means nothing to due_rule {entry.due_rule}; empty the cell"
    bounds = {"due_months_after": (0, _LAST_MONTH), "due_day": (1, _LAST_DAY), "due_working_days": (1, 366)}
    for column, (least, most) in bounds.items():
        value = getattr(entry, column)
        if value is not None and not least <= value <= most:
            yield f"{column} {value} is not between {least} and {most}; correct the number"
    for column in ("remind_working_days", "escalate_working_days"):
        value = getattr(entry, column)
        if value is not None and value < 1:
            yield f"{column} {value} is no number of working days; write 1 or more, or nothing"
        if value is not None and entry.due_rule == "unknown":
            yield f"{column} {value} counts from a day nobody knows; empty the cell"
