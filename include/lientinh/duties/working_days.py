"""Working days of offices in Viet Nam: Monday to Friday, less public holidays and Tết.

The holidays are those of the library `holidays`: the Labour Code's days, the days off for a holiday that falls
on a weekend (nghỉ bù), and the working days exchanged for a Saturday (hoán đổi) as far as it holds them.
Which days belong to Tết and to the National Day is decided year by year: the library holds what was decided
for 2024, 2025 and 2026, but for one exchange, and reckons 2027 by rule. The catalogue's `day_changes.csv` says
what it does not hold; whoever has a catalogue passes `catalogue.changed_days`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

Changes = Mapping[date, bool]  # whether a day is worked, against what the library says
NO_CHANGES: Changes = MappingProxyType({})
_ONE_DAY = timedelta(days=1)
_FIRST_WEEKEND_DAY = 5


def is_working_day(day: date, changes: Changes = NO_CHANGES) -> bool:
    """Whether offices work on a day."""
    if day in changes:
        return changes[day]
    free, worked = _exceptions(day.year)
    return day in worked or (day.weekday() < _FIRST_WEEKEND_DAY and day not in free)


def add_working_days(day: date, count: int, changes: Changes = NO_CHANGES) -> date:
    """The working day `count` after a day, or before it where `count` is negative; the day itself for 0.

    The day itself never counts, be it worked or not: 2 after a Friday is Tuesday.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, changes)
    return day


def count_working_days(after: date, until: date, changes: Changes = NO_CHANGES) -> int:
    """Working days later than `after` and not later than `until`; 0 where `until` is no later."""
    return sum(
        is_working_day(after + timedelta(days=number), changes)
        for number in range(1, (until - after).days + 1)
    )


@cache
def _exceptions(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Of one year: the public holidays, and the weekend days worked in exchange for another day."""
    from holidays import country_holidays  # noqa: PLC0415  a quarter of a second, which few commands need

    # The Saturday given for a day stands with the day, which can be of the year before.
    found = country_holidays("VN", years=range(year - 1, year + 2))
    return (
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in found.weekend_workdays if day.year == year),
    )
