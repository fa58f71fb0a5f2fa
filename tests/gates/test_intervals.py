"""Intervals: what a written number can stand for, and that true values never leave their interval."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.gates.intervals import Interval, add, interval_of, percentage, whole_of

D = Decimal
counts = st.integers(min_value=0, max_value=10**9).map(D)


@pytest.mark.parametrize(
    ("value", "rounding", "qualifier", "lower", "upper"),
    [
        ("91", "0", None, "91", "91"),
        ("57.72", "0.005", None, "57.715", "57.725"),
        ("11000", "0", "more_than", "11000", "12100"),  # a tenth reaches further than the last round digit
        ("7000", "0", "more_than", "7000", "8000"),
        ("6800", "0", "about", "6120", "7480"),
        ("3000", "0", "about", "2000", "4000"),
        ("67000", "0", "nearly", "60300", "67000"),
        ("3", "0", "at_least", "3", None),
        ("3", "0", "less_than", None, "3"),
        ("3", "0", "at_most", None, "3"),
        ("0", "0", "about", "0", "0"),
    ],
)
def test_words_open_the_interval(
    value: str, rounding: str, qualifier: str | None, lower: str | None, upper: str | None
) -> None:
    found = interval_of(D(value), D(rounding), qualifier)  # type: ignore[arg-type]
    assert found == Interval(lower and D(lower), upper and D(upper))


def test_intervals_meet_at_a_common_end_and_not_beside_it() -> None:
    assert Interval(D(1), D(2)).meets(Interval(D(2), D(3)))
    assert not Interval(D(1), D(2)).meets(Interval(D("2.001"), D(3)))
    assert Interval(None, D(2)).meets(Interval(D(2), None))
    assert Interval(D(1), D(3)).meet(Interval(D(2), None)) == Interval(D(2), D(3))
    assert Interval(D(1), D(2)).meet(Interval(D(3), D(4))) is None


def test_at_most_allows_what_some_value_allows() -> None:
    assert Interval(D(8), D(9)).may_be_at_most(Interval(D(7), D(8)))
    assert not Interval(D(9), D(9)).may_be_at_most(Interval(D(7), D(8)))
    assert Interval(None, D(9)).may_be_at_most(Interval(D(7), D(8)))


def test_rounded_parts_allow_the_total_to_miss_by_a_last_place() -> None:
    """11,190 + 38,499 + 0,235 = 49,924 tỷ đồng beside a total of 49,925: rounding, no fault."""
    half = D("0.0005")
    parts = add(interval_of(D(part), half) for part in ("11.190", "38.499", "0.235"))
    assert parts.meets(interval_of(D("49.925"), half))
    assert not parts.meets(interval_of(D("49.927"), half))


@given(st.lists(counts, min_size=1, max_size=9))
def test_exact_parts_meet_their_own_sum_and_no_other(parts: list[Decimal]) -> None:
    total = add(interval_of(part) for part in parts)
    assert total.meets(interval_of(sum(parts, D(0))))
    assert not total.meets(interval_of(sum(parts, D(0)) + 1))


@given(st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=9), st.integers(0, 3))
def test_rounding_parts_and_total_alike_never_breaks_a_true_sum(parts: list[Decimal], places: int) -> None:
    last, half = D(1).scaleb(-places), D("0.5").scaleb(-places)
    rounded = [part.quantize(last, ROUND_HALF_UP) for part in parts]
    total = sum(parts, D(0)).quantize(last, ROUND_HALF_UP)
    assert add(interval_of(part, half) for part in rounded).meets(interval_of(total, half))


@given(counts, counts.filter(bool), st.integers(0, 3))
def test_a_true_percentage_meets_its_counts_however_rounded(
    part: Decimal, whole: Decimal, places: int
) -> None:
    share = (100 * part / whole).quantize(D(1).scaleb(-places), ROUND_HALF_UP)
    stated = interval_of(share, D("0.5").scaleb(-places))
    assert percentage(interval_of(part), interval_of(whole)).meets(stated)


@given(st.integers(1, 10**6).map(D), st.integers(1, 10**6).map(D), st.integers(1, 10**6).map(D))
def test_two_true_shares_lead_back_to_one_whole(first: Decimal, second: Decimal, rest: Decimal) -> None:
    whole = first + second + rest
    wholes = []
    for part in (first, second):
        share = (100 * part / whole).quantize(D("0.01"), ROUND_HALF_UP)
        wholes.append(whole_of(interval_of(part), interval_of(share, D("0.005"))))
    assert wholes[0].meets(wholes[1])


def test_a_share_of_nothing_has_no_bound() -> None:
    assert percentage(interval_of(D(5)), interval_of(D(0))) == Interval(None, None)
    assert percentage(interval_of(D(3), D(0), "at_least"), interval_of(D(10))) == Interval(D(30), None)
    assert add([Interval(D(1), None), interval_of(D(2))]) == Interval(D(3), None)
