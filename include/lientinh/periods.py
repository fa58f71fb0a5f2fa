"""Periods by their labels: windows, the same period a year before, and the periods of a calendar.

Labels are those of the common schema: `2022`, `2022-S1`, `2022-Q3`, `2022-M06`; other windows as start and
ISO 8601 duration (`2021-01-01--P8M`), an open start (`..--2022-06-30`), or a day (`2022-06-30`, of a stock).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

_STANDARD = re.compile(r"^(\d{4})(?:-(?:S([12])|Q([1-4])|M(0[1-9]|1[0-2])))?$")
_WINDOW = re.compile(r"^(\d{4}-\d{2}-\d{2})--P(\d+)([YMWD])$")
_OPEN = re.compile(r"^\.\.--(\d{4}-\d{2}-\d{2})$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

NINE_MONTHS = "-01-01--P9M"  # of the label of the first nine months of a year
MONTHS_OF = {"A": 12, "S": 6, "Q": 3, "M": 1}


def period_frequency(period: str) -> str:
    """A, S, Q or M of a calendar period; `window`, `open` or `day` of the others; ValueError for no label."""
    standard = _STANDARD.match(period)
    if standard:
        return next((letter for letter, part in zip("SQM", standard.groups()[1:], strict=True) if part), "A")
    for name, pattern in (("window", _WINDOW), ("open", _OPEN), ("day", _DAY)):
        if pattern.match(period):
            return name
    raise ValueError(f"not a period: {period!r}")


def period_window(period: str, period_basis: str = "calendar") -> tuple[date | None, date]:
    """First day (None where open) and last day.

    `nd09` is the administrative year of Decree 09/2019/NĐ-CP: every window begins on the 15th of the month
    before its first month and ends on the 14th of its last month. Of windows only the nine months of a year
    (`2022-01-01--P9M`) are one of its periods.
    """
    frequency = period_frequency(period)
    if frequency == "day":
        day = date.fromisoformat(period)
        return day, day
    if frequency == "open":
        return None, date.fromisoformat(period.removeprefix("..--"))
    if frequency == "window":
        text, count, unit = _WINDOW.match(period).groups()  # type: ignore[union-attr]
        start = date.fromisoformat(text)
        if period_basis == "nd09" and period.endswith(NINE_MONTHS):
            return _administrative_window(start, 9)
        return start, _add_duration(start, int(count), unit) - timedelta(days=1)
    year, months = int(period[:4]), MONTHS_OF[frequency]
    number = int(period[6:] or 1) if frequency != "A" else 1
    first = date(year, (number - 1) * months + 1, 1)
    if period_basis == "nd09":
        return _administrative_window(first, months)
    return first, add_months(first, months) - timedelta(days=1)


def period_year_before(period: str) -> str | None:
    """The label of the same period a year earlier; None where there is none (an open start)."""
    frequency = period_frequency(period)
    if frequency == "open":
        return None
    earlier = f"{int(period[:4]) - 1:04d}{period[4:]}"
    return None if "-02-29" in earlier else earlier


def list_periods(frequency: str, first: str, last: str | None, until: date) -> Iterator[str]:
    """Labels of one frequency from `first` to `last`, none that begins after `until` (calendar days)."""
    start, _ = period_window(first)
    end = min(until, period_window(last)[1]) if last else until
    months = MONTHS_OF[frequency]
    day = start
    while day is not None and day <= end:
        yield period_label(day, frequency)
        day = add_months(day, months)


def period_label(day: date, frequency: str) -> str:
    """The calendar period of a frequency that holds a day."""
    if frequency == "A":
        return f"{day.year:04d}"
    number = (day.month - 1) // MONTHS_OF[frequency] + 1
    return (
        f"{day.year:04d}-{frequency}{number:02d}"
        if frequency == "M"
        else f"{day.year:04d}-{frequency}{number}"
    )


def _administrative_window(first: date, months: int) -> tuple[date, date]:
    return add_months(first, -1).replace(day=15), add_months(first, months - 1).replace(day=14)


def _add_duration(start: date, count: int, unit: str) -> date:
    if unit in "WD":
        return start + timedelta(days=count * (7 if unit == "W" else 1))
    return add_months(start, count * (12 if unit == "Y" else 1))


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
