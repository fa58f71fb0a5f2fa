"""Periods by their labels, drawn."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.periods import (
    list_periods,
    period_frequency,
    period_label,
    period_window,
    period_year_before,
)


@pytest.mark.parametrize(
    ("period", "basis", "start", "end", "frequency", "year_before"),
    [
        ("2022", "calendar", "2022-01-01", "2022-12-31", "A", "2021"),
        ("2022-S1", "calendar", "2022-01-01", "2022-06-30", "S", "2021-S1"),
        ("2022-S2", "calendar", "2022-07-01", "2022-12-31", "S", "2021-S2"),
        ("2022-Q3", "calendar", "2022-07-01", "2022-09-30", "Q", "2021-Q3"),
        ("2024-M02", "calendar", "2024-02-01", "2024-02-29", "M", "2023-M02"),
        ("2022", "nd09", "2021-12-15", "2022-12-14", "A", "2021"),
        ("2022-S1", "nd09", "2021-12-15", "2022-06-14", "S", "2021-S1"),
        ("2022-Q2", "nd09", "2022-03-15", "2022-06-14", "Q", "2021-Q2"),
        ("2022-M01", "nd09", "2021-12-15", "2022-01-14", "M", "2021-M01"),
        ("2021-01-01--P8M", "calendar", "2021-01-01", "2021-08-31", "window", "2020-01-01--P8M"),
        ("2020-01-01--P5Y", "calendar", "2020-01-01", "2024-12-31", "window", "2019-01-01--P5Y"),
        ("2021-01-01--P10D", "calendar", "2021-01-01", "2021-01-10", "window", "2020-01-01--P10D"),
        ("2021-01-04--P2W", "calendar", "2021-01-04", "2021-01-17", "window", "2020-01-04--P2W"),
        ("2021-10-31--P1M", "calendar", "2021-10-31", "2021-11-29", "window", "2020-10-31--P1M"),
        ("2022-06-30", "calendar", "2022-06-30", "2022-06-30", "day", "2021-06-30"),
        ("2024-02-29", "calendar", "2024-02-29", "2024-02-29", "day", None),
        ("..--2022-06-30", "calendar", None, "2022-06-30", "open", None),
    ],
)
def test_labels(period, basis, start, end, frequency, year_before):
    assert period_window(period, basis) == (
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end),
    )
    assert period_frequency(period) == frequency
    assert period_year_before(period) == year_before


@pytest.mark.parametrize("text", ["", "2022-S3", "2022-M13", "năm 2022", "2022-01-01--P8", "22"])
def test_what_is_no_label(text):
    with pytest.raises(ValueError, match="not a period"):
        period_window(text)


def test_periods_of_a_calendar():
    assert list(list_periods("A", "2021", None, date(2023, 1, 1))) == ["2021", "2022", "2023"]
    assert list(list_periods("A", "2021", "2022", date(2030, 1, 1))) == ["2021", "2022"]
    assert list(list_periods("Q", "2021-Q3", "2022-Q2", date(2022, 3, 31))) == [
        "2021-Q3",
        "2021-Q4",
        "2022-Q1",
    ]
    assert list(list_periods("M", "2021-M12", None, date(2022, 1, 1))) == ["2021-M12", "2022-M01"]
    assert list(list_periods("S", "2023-S1", None, date(2022, 1, 1))) == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)), st.sampled_from("ASQM"))
def test_a_day_lies_in_the_period_that_is_named_for_it(day, frequency):
    label = period_label(day, frequency)
    start, end = period_window(label)
    assert start <= day <= end
    assert period_frequency(label) == frequency
