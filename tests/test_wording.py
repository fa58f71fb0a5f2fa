"""Words and numbers for people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lientinh.wording import STATES, both, clock, day, decimals, figure, measured, number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12000", "12.000"),
        ("3.45", "3,45"),
        ("0.000000", "0"),
        ("-1.500000", "-1,5"),
        ("105261000000", "105.261.000.000"),
    ],
)
def test_numbers_as_vietnamese_writes_them(value, text):
    assert number(Decimal(value)) == text


def test_numbers_of_a_column_have_equal_decimals():
    values = [Decimal("27.000000"), Decimal("24.400000"), None]
    assert decimals(values) == 1
    assert [number(value, padded=1) for value in values] == ["27,0", "24,4", "–"]
    assert decimals([Decimal("1200.000000"), None]) == 0


@pytest.mark.parametrize(
    ("value", "lower", "upper", "qualifier", "text"),
    [
        ("11000", "11000", None, "more_than", "trên 11.000"),
        ("3", "3", None, "at_least", "từ 3 trở lên"),
        (None, "1", "1.5", "between", "1–1,5"),
        (None, None, None, None, "–"),
        ("5", None, None, None, "5"),
    ],
)
def test_a_bounded_figure_keeps_its_word(value, lower, upper, qualifier, text):
    bounds = [Decimal(item) if item else None for item in (value, lower, upper)]
    assert figure(*bounds, qualifier) == text


def test_a_percent_sign_stands_at_its_number_and_a_unit_apart():
    assert measured("21,9", "%") == "21,9%"
    assert measured("trên 11.000", "người") == "trên 11.000 người"
    assert measured("5", "") == "5"


def test_codes_in_words_and_times_by_the_ministrys_clock():
    assert both(STATES, "withheld") == "chờ làm rõ (withheld)"
    assert both(STATES, None) == "–"
    assert both(STATES, "unheard_of") == "unheard_of"
    assert day(date(2022, 7, 21)) == "21/7/2022"
    assert day(None) == "không rõ ngày"
    assert clock(datetime(2022, 7, 21, 20, 30, tzinfo=UTC)) == "22/7/2022 03:30"
    assert clock(None) == "–"
