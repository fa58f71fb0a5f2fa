"""Three years of the calendar: window, cut-off and due date of both kinds of windows, drawn.

The years hold Tết in January and in February, holidays on weekends, and days exchanged for Saturdays. The rules
are examples: which of them binds whom stands in `calendar.csv`.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.duties.calendar_rules import due_day, is_period_of, list_entry_periods
from lientinh.duties.working_days import count_working_days, is_working_day
from lientinh.periods import period_window
from small_lakes import UNDATED, owed, table

# Rule: `by 15 +1`, the 15th of the month after the cut-off's is the last day on time; `before 10 +0`, the 9th of its
# own month is; `2 working days`, the second working day after it.
YEARS = """
rule            | basis    | period          | start      | cut_off    | due_on     | weekday
by 15 +1        | calendar | 2024            | 2024-01-01 | 2024-12-31 | 2025-01-15 | Wed
before 10 +0    | nd09     | 2024-S1         | 2023-12-15 | 2024-06-14 | 2024-06-09 | Sun
before 10 +0    | nd09     | 2024            | 2023-12-15 | 2024-12-14 | 2024-12-09 | Mon
before 1 +1     | calendar | 2024-Q4         | 2024-10-01 | 2024-12-31 | 2024-12-31 | Tue
by 31 +1        | calendar | 2024-M01        | 2024-01-01 | 2024-01-31 | 2024-02-29 | Thu
2 working days  | nd09     | 2024-M01        | 2023-12-15 | 2024-01-14 | 2024-01-16 | Tue
2 working days  | nd09     | 2024-M02        | 2024-01-15 | 2024-02-14 | 2024-02-16 | Fri
2 working days  | nd09     | 2024-M03        | 2024-02-15 | 2024-03-14 | 2024-03-18 | Mon
2 working days  | nd09     | 2024-M04        | 2024-03-15 | 2024-04-14 | 2024-04-16 | Tue
2 working days  | nd09     | 2024-M05        | 2024-04-15 | 2024-05-14 | 2024-05-16 | Thu
2 working days  | nd09     | 2024-M06        | 2024-05-15 | 2024-06-14 | 2024-06-18 | Tue
2 working days  | nd09     | 2024-M07        | 2024-06-15 | 2024-07-14 | 2024-07-16 | Tue
2 working days  | nd09     | 2024-M08        | 2024-07-15 | 2024-08-14 | 2024-08-16 | Fri
2 working days  | nd09     | 2024-M09        | 2024-08-15 | 2024-09-14 | 2024-09-17 | Tue
2 working days  | nd09     | 2024-M10        | 2024-09-15 | 2024-10-14 | 2024-10-16 | Wed
2 working days  | nd09     | 2024-M11        | 2024-10-15 | 2024-11-14 | 2024-11-18 | Mon
2 working days  | nd09     | 2024-M12        | 2024-11-15 | 2024-12-14 | 2024-12-17 | Tue
2 working days  | nd09     | 2024-Q1         | 2023-12-15 | 2024-03-14 | 2024-03-18 | Mon
2 working days  | nd09     | 2024-Q2         | 2024-03-15 | 2024-06-14 | 2024-06-18 | Tue
2 working days  | nd09     | 2024-Q3         | 2024-06-15 | 2024-09-14 | 2024-09-17 | Tue
2 working days  | nd09     | 2024-Q4         | 2024-09-15 | 2024-12-14 | 2024-12-17 | Tue
2 working days  | nd09     | 2024-S1         | 2023-12-15 | 2024-06-14 | 2024-06-18 | Tue
2 working days  | nd09     | 2024-01-01--P9M | 2023-12-15 | 2024-09-14 | 2024-09-17 | Tue
2 working days  | nd09     | 2024            | 2023-12-15 | 2024-12-14 | 2024-12-17 | Tue
3 working days  | calendar | 2024-M01        | 2024-01-01 | 2024-01-31 | 2024-02-05 | Mon
3 working days  | calendar | 2024-M04        | 2024-04-01 | 2024-04-30 | 2024-05-04 | Sat
3 working days  | calendar | 2024-M08        | 2024-08-01 | 2024-08-31 | 2024-09-06 | Fri
3 working days  | calendar | 2024-M12        | 2024-12-01 | 2024-12-31 | 2025-01-06 | Mon
25 working days | calendar | 2023            | 2023-01-01 | 2023-12-31 | 2024-02-05 | Mon
by 15 +1        | calendar | 2025            | 2025-01-01 | 2025-12-31 | 2026-01-15 | Thu
before 10 +0    | nd09     | 2025-S1         | 2024-12-15 | 2025-06-14 | 2025-06-09 | Mon
before 10 +0    | nd09     | 2025            | 2024-12-15 | 2025-12-14 | 2025-12-09 | Tue
before 1 +1     | calendar | 2025-Q4         | 2025-10-01 | 2025-12-31 | 2025-12-31 | Wed
by 31 +1        | calendar | 2025-M01        | 2025-01-01 | 2025-01-31 | 2025-02-28 | Fri
2 working days  | nd09     | 2025-M01        | 2024-12-15 | 2025-01-14 | 2025-01-16 | Thu
2 working days  | nd09     | 2025-M02        | 2025-01-15 | 2025-02-14 | 2025-02-18 | Tue
2 working days  | nd09     | 2025-M03        | 2025-02-15 | 2025-03-14 | 2025-03-18 | Tue
2 working days  | nd09     | 2025-M04        | 2025-03-15 | 2025-04-14 | 2025-04-16 | Wed
2 working days  | nd09     | 2025-M05        | 2025-04-15 | 2025-05-14 | 2025-05-16 | Fri
2 working days  | nd09     | 2025-M06        | 2025-05-15 | 2025-06-14 | 2025-06-17 | Tue
2 working days  | nd09     | 2025-M07        | 2025-06-15 | 2025-07-14 | 2025-07-16 | Wed
2 working days  | nd09     | 2025-M08        | 2025-07-15 | 2025-08-14 | 2025-08-18 | Mon
2 working days  | nd09     | 2025-M09        | 2025-08-15 | 2025-09-14 | 2025-09-16 | Tue
2 working days  | nd09     | 2025-M10        | 2025-09-15 | 2025-10-14 | 2025-10-16 | Thu
2 working days  | nd09     | 2025-M11        | 2025-10-15 | 2025-11-14 | 2025-11-18 | Tue
2 working days  | nd09     | 2025-M12        | 2025-11-15 | 2025-12-14 | 2025-12-16 | Tue
2 working days  | nd09     | 2025-Q1         | 2024-12-15 | 2025-03-14 | 2025-03-18 | Tue
2 working days  | nd09     | 2025-Q2         | 2025-03-15 | 2025-06-14 | 2025-06-17 | Tue
2 working days  | nd09     | 2025-Q3         | 2025-06-15 | 2025-09-14 | 2025-09-16 | Tue
2 working days  | nd09     | 2025-Q4         | 2025-09-15 | 2025-12-14 | 2025-12-16 | Tue
2 working days  | nd09     | 2025-S1         | 2024-12-15 | 2025-06-14 | 2025-06-17 | Tue
2 working days  | nd09     | 2025-01-01--P9M | 2024-12-15 | 2025-09-14 | 2025-09-16 | Tue
2 working days  | nd09     | 2025            | 2024-12-15 | 2025-12-14 | 2025-12-16 | Tue
3 working days  | calendar | 2025-M01        | 2025-01-01 | 2025-01-31 | 2025-02-05 | Wed
3 working days  | calendar | 2025-M04        | 2025-04-01 | 2025-04-30 | 2025-05-07 | Wed
3 working days  | calendar | 2025-M08        | 2025-08-01 | 2025-08-31 | 2025-09-05 | Fri
3 working days  | calendar | 2025-M12        | 2025-12-01 | 2025-12-31 | 2026-01-07 | Wed
25 working days | calendar | 2024            | 2024-01-01 | 2024-12-31 | 2025-02-12 | Wed
by 15 +1        | calendar | 2026            | 2026-01-01 | 2026-12-31 | 2027-01-15 | Fri
before 10 +0    | nd09     | 2026-S1         | 2025-12-15 | 2026-06-14 | 2026-06-09 | Tue
before 10 +0    | nd09     | 2026            | 2025-12-15 | 2026-12-14 | 2026-12-09 | Wed
before 1 +1     | calendar | 2026-Q4         | 2026-10-01 | 2026-12-31 | 2026-12-31 | Thu
by 31 +1        | calendar | 2026-M01        | 2026-01-01 | 2026-01-31 | 2026-02-28 | Sat
2 working days  | nd09     | 2026-M01        | 2025-12-15 | 2026-01-14 | 2026-01-16 | Fri
2 working days  | nd09     | 2026-M02        | 2026-01-15 | 2026-02-14 | 2026-02-24 | Tue
2 working days  | nd09     | 2026-M03        | 2026-02-15 | 2026-03-14 | 2026-03-17 | Tue
2 working days  | nd09     | 2026-M04        | 2026-03-15 | 2026-04-14 | 2026-04-16 | Thu
2 working days  | nd09     | 2026-M05        | 2026-04-15 | 2026-05-14 | 2026-05-18 | Mon
2 working days  | nd09     | 2026-M06        | 2026-05-15 | 2026-06-14 | 2026-06-16 | Tue
2 working days  | nd09     | 2026-M07        | 2026-06-15 | 2026-07-14 | 2026-07-16 | Thu
2 working days  | nd09     | 2026-M08        | 2026-07-15 | 2026-08-14 | 2026-08-18 | Tue
2 working days  | nd09     | 2026-M09        | 2026-08-15 | 2026-09-14 | 2026-09-16 | Wed
2 working days  | nd09     | 2026-M10        | 2026-09-15 | 2026-10-14 | 2026-10-16 | Fri
2 working days  | nd09     | 2026-M11        | 2026-10-15 | 2026-11-14 | 2026-11-17 | Tue
2 working days  | nd09     | 2026-M12        | 2026-11-15 | 2026-12-14 | 2026-12-16 | Wed
2 working days  | nd09     | 2026-Q1         | 2025-12-15 | 2026-03-14 | 2026-03-17 | Tue
2 working days  | nd09     | 2026-Q2         | 2026-03-15 | 2026-06-14 | 2026-06-16 | Tue
2 working days  | nd09     | 2026-Q3         | 2026-06-15 | 2026-09-14 | 2026-09-16 | Wed
2 working days  | nd09     | 2026-Q4         | 2026-09-15 | 2026-12-14 | 2026-12-16 | Wed
2 working days  | nd09     | 2026-S1         | 2025-12-15 | 2026-06-14 | 2026-06-16 | Tue
2 working days  | nd09     | 2026-01-01--P9M | 2025-12-15 | 2026-09-14 | 2026-09-16 | Wed
2 working days  | nd09     | 2026            | 2025-12-15 | 2026-12-14 | 2026-12-16 | Wed
3 working days  | calendar | 2026-M01        | 2026-01-01 | 2026-01-31 | 2026-02-04 | Wed
3 working days  | calendar | 2026-M04        | 2026-04-01 | 2026-04-30 | 2026-05-06 | Wed
3 working days  | calendar | 2026-M08        | 2026-08-01 | 2026-08-31 | 2026-09-07 | Mon
3 working days  | calendar | 2026-M12        | 2026-12-01 | 2026-12-31 | 2027-01-06 | Wed
25 working days | calendar | 2025            | 2025-01-01 | 2025-12-31 | 2026-02-05 | Thu
"""


def entry_of(rule: str, frequency: str, basis: str, **more):
    first, second, *third = rule.split()
    if second == "working":
        dated = {**UNDATED, "due_rule": "working_days_after", "due_working_days": int(first)}
    else:
        dated = {"due_rule": f"{first}_day", "due_day": int(second), "due_months_after": int(third[0])}
    return owed(frequency=frequency, basis=basis, **{**dated, **more})


def frequency_of(period: str) -> str:
    return "9M" if period.endswith("P9M") else "S1" if "-S1" in period else period[5:6] or "A"


@pytest.mark.parametrize("row", table(YEARS), ids=lambda row: f"{row['rule']} {row['basis']} {row['period']}")
def test_window_cut_off_and_due_date(row, catalogue):
    entry = entry_of(row["rule"], frequency_of(row["period"]), row["basis"])
    start, cut_off = period_window(row["period"], row["basis"])
    due_on = due_day(entry, cut_off, catalogue.changed_days)
    assert is_period_of(entry, row["period"])
    assert (f"{start}", f"{cut_off}", f"{due_on}") == (row["start"], row["cut_off"], row["due_on"])
    assert f"{due_on:%a}" == row["weekday"]


def test_the_table_has_three_years_both_windows_and_every_frequency():
    rows = table(YEARS)
    assert {period_window(row["period"], row["basis"])[1].year for row in rows} >= {2024, 2025, 2026}
    for basis in ("calendar", "nd09"):
        assert {row["period"][:4] for row in rows if row["basis"] == basis} >= {"2024", "2025", "2026"}
    assert {frequency_of(row["period"]) for row in rows} == {"A", "S1", "Q", "M", "9M"}


def test_no_date_is_known_where_the_calendar_knows_none():
    assert due_day(owed(**UNDATED), date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("frequency", "basis", "since", "until", "periods"),
    [
        ("A", "calendar", "2023-06-01", "2025-03-01", "2023 2024 2025"),
        ("A", "nd09", "2023-12-15", "2024-12-15", "2024 2025"),  # that of 2023 was cut off the day before
        ("S1", "nd09", "2023-04-28", "2024-12-15", "2023-S1 2024-S1 2025-S1"),
        ("S", "calendar", "2023-07-01", "2024-01-01", "2023-S2 2024-S1"),
        ("Q", "nd09", "2024-01-01", "2024-06-14", "2024-Q1 2024-Q2"),
        ("Q", "nd09", "2024-01-01", "2024-06-15", "2024-Q1 2024-Q2 2024-Q3"),
        ("M", "calendar", "2023-12-31", "2024-02-01", "2023-M12 2024-M01 2024-M02"),
        ("9M", "nd09", "2023-01-01", "2023-12-15", "2023-01-01--P9M 2024-01-01--P9M"),
    ],
)
def test_periods_of_a_row_begin_with_it_and_end_with_those_that_have_begun(
    frequency, basis, since, until, periods
):
    entry = owed(frequency=frequency, basis=basis, valid_from=date.fromisoformat(since))
    assert " ".join(list_entry_periods(entry, date.fromisoformat(until))) == periods


def test_a_row_that_has_ended_has_no_more_periods_and_one_without_a_beginning_none():
    ended = owed(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    assert list(list_entry_periods(ended, date(2030, 1, 1))) == ["2020", "2021"]
    assert list(list_entry_periods(owed(), date(2030, 1, 1))) == []


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 12), st.integers(1, 31))
def test_before_a_day_is_the_day_before_by_it(cut_off, months, number):
    by, before = (
        due_day(owed(due_rule=rule, due_months_after=months, due_day=number), cut_off)
        for rule in ("by_day", "before_day")
    )
    assert (by - before).days == 1
    assert (by.year - cut_off.year) * 12 + by.month - cut_off.month == months
    assert by.day <= number


@given(DAYS, st.integers(1, 40))
def test_working_days_after_a_cut_off_are_counted(cut_off, count):
    due_on = due_day(entry_of(f"{count} working days", "A", "calendar"), cut_off)
    assert is_working_day(due_on)
    assert count_working_days(cut_off, due_on) == count
