"""Working days: weekends, Tết, days off in lieu, Saturdays worked in exchange; and their arithmetic."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.duties.working_days import add_working_days, count_working_days, is_working_day

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
COUNTS = st.integers(0, 60)

# First and last day off, with what is said of them; every weekday between is free, the days around are worked.
BREAKS = """
2024-01-01 2024-01-01 New Year
2024-02-08 2024-02-14 Tết, mùng 1 on a Saturday
2024-04-18 2024-04-18 Hùng Kings
2024-04-29 2024-05-01 the Monday exchanged for Saturday 4 May
2024-09-02 2024-09-03 National Day
2025-01-01 2025-01-01 New Year
2025-01-27 2025-01-31 Tết
2025-04-07 2025-04-07 Hùng Kings
2025-04-30 2025-05-02 the Friday exchanged for Saturday 26 April
2025-09-01 2025-09-02 National Day
2026-02-16 2026-02-20 Tết
2026-04-27 2026-04-27 Hùng Kings, in lieu of the Sunday
2026-04-30 2026-05-01 Reunification and Labour Day
2026-08-31 2026-09-02 the Monday exchanged for Saturday 22 August
"""


def breaks() -> list[tuple[date, date]]:
    lines = [line.split() for line in BREAKS.strip().splitlines()]
    return [(date.fromisoformat(line[0]), date.fromisoformat(line[1])) for line in lines]


@pytest.mark.parametrize(("first", "last"), breaks())
def test_offices_rest_on_holidays_and_work_around_them(first, last):
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert not any(is_working_day(day) for day in span)
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    assert is_working_day(before) or before.weekday() >= 5
    assert is_working_day(after) or after.weekday() >= 5


@pytest.mark.parametrize("text", ["2024-05-04", "2025-04-26", "2026-08-22"])
def test_a_saturday_given_for_a_day_off_is_worked(text):
    day = date.fromisoformat(text)
    assert day.weekday() == 5
    assert is_working_day(day)


def test_every_other_weekday_is_worked():
    free = {
        first + timedelta(days=number)
        for first, last in breaks()
        for number in range((last - first).days + 1)
    }
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366 + 365)]
    assert [day for day in days if day.weekday() < 5 and day not in free and not is_working_day(day)] == []


def test_a_change_of_the_catalogue_goes_before_the_library():
    changes = {date(2026, 1, 2): False, date(2026, 1, 10): True}
    assert (is_working_day(date(2026, 1, 2)), is_working_day(date(2026, 1, 2), changes)) == (True, False)
    assert (is_working_day(date(2026, 1, 10)), is_working_day(date(2026, 1, 10), changes)) == (False, True)
    assert add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 2)
    assert add_working_days(date(2025, 12, 31), 1, changes) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-06-12", 0, "2026-06-12"),
        ("2026-06-12", 2, "2026-06-16"),  # Friday, Tuesday
        ("2026-06-14", 2, "2026-06-16"),  # from a Sunday
        ("2026-02-14", 2, "2026-02-24"),  # over Tết and two weekends
        ("2025-01-24", 1, "2025-02-03"),  # the last day before Tết
        ("2024-04-26", 1, "2024-05-02"),
        ("2024-05-03", 1, "2024-05-04"),  # the Saturday given for Monday 29 April
        ("2026-02-23", -1, "2026-02-13"),
        ("2026-06-15", -3, "2026-06-10"),
    ],
)
def test_working_days_are_added(start, count, expected):
    assert add_working_days(date.fromisoformat(start), count) == date.fromisoformat(expected)


@given(DAYS, COUNTS)
def test_adding_and_counting_agree(day, count):
    assert count_working_days(day, add_working_days(day, count)) == count


@given(DAYS, st.integers(1, 60))
def test_the_day_reached_is_worked_and_none_nearer_would_do(day, count):
    later, earlier = add_working_days(day, count), add_working_days(day, -count)
    assert is_working_day(later) and is_working_day(earlier)
    assert earlier < day < later
    assert count_working_days(day, later - timedelta(days=1)) == count - 1
    assert count_working_days(earlier, day - timedelta(days=1)) == count - 1


@given(DAYS, COUNTS, COUNTS)
def test_steps_add_up(day, first, second):
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(first, second, third):
    first, second, third = sorted((first, second, third))
    both = count_working_days(first, second) + count_working_days(second, third)
    assert both == count_working_days(first, third)
    assert count_working_days(third, first) == 0
