"""Vietnamese number forms, drawn as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.extract.numbers import NUMBER_TOKEN, find_bound, parse_number, prove_marks

NUMBERS = [
    # written, kind of unit, value, half the last place
    ("9.250", "count", "9250", "0.5"),
    ("1.234.567", "count", "1234567", "0.5"),
    ("307.440.112.090", "scaled", "307440112090", "0.5"),
    ("84,125", "scaled", "84.125", "0.0005"),
    ("6.104,5", "scaled", "6104.5", "0.05"),
    ("41,3", "percent", "41.3", "0.05"),
    ("41.3", "percent", "41.3", "0.05"),
    ("55.125", "percent", "55.125", "0.0005"),
    ("0.8", "percent", "0.8", "0.05"),
    ("0,02", "percent", "0.02", "0.005"),
    ("07", "count", "7", "0.5"),
    ("00", "count", "0", "0.5"),
    ("1,250", "count", "1250", "0.5"),  # heads have no decimals
    ("1,250", "scaled", "1.250", "0.0005"),
    ("12.5", "scaled", "12.5", "0.05"),
    ("1.730", "count", "1730", "0.5"),
    ("10 500", "count", "10500", "0.5"),
    ("1,234,567", "count", "1234567", "0.5"),
    ("1,234.5", "scaled", "1234.5", "0.05"),
    ("-1.250", "count", "-1250", "0.5"),
    ("1 234,5", "scaled", "1234.5", "0.05"),
]
REFUSED = [
    # written, kind: no reading is safe
    ("12.5", "count"),
    ("1.23.456", "count"),
    ("1.2.3", "percent"),
    ("1,2,3", "scaled"),
    ("1.234.56", "scaled"),
]


@pytest.mark.parametrize(("written", "kind", "value", "rounding"), NUMBERS)
def test_number_forms(written: str, kind: str, value: str, rounding: str) -> None:
    number = parse_number(written, kind)
    assert number is not None
    assert (number.value, number.rounding) == (Decimal(value), Decimal(rounding))


PROOFS = [
    # numbers of a file, the decimal marks they prove
    (["12,5", "1.234"], ","),
    (["66,72%", "55.34%", "18.044 người"], ",."),
    (["1.234,5 tỷ đồng"], ","),
    (["1.234.567"], ","),
    (["1,234,567", "0.125"], "."),
    (["1,234.5"], "."),
    (["1234.567", "-0,5"], ".,"),
    (["1.234", "12,345", "850", "x", "1.2.3"], ""),
]
TWO_WAYS = [
    # written, kind, marks proved (None: nobody looked), value, doubtful
    ("1.234", "count", None, "1234", False),
    ("1.234", "count", ",", "1234", False),
    ("1.234", "count", "", "1234", False),
    ("1.234", "count", ".", "1234", False),
    ("1.234", "count", ".,", "1234", False),
    ("12,345", "count", None, "12345", True),
    ("12,345", "count", ",", "12345", True),
    ("12,345", "count", ".", "12345", False),
    ("12,345", "count", ".,", "12345", True),
    ("1.234", "scaled", None, "1234", False),
    ("1.234", "scaled", ",", "1234", False),
    ("1.234", "scaled", ".", "1.234", False),
    ("1.234", "scaled", "", "1234", True),
    ("1.234", "scaled", ".,", "1234", True),
    ("1,234", "scaled", None, "1.234", False),
    ("1,234", "scaled", ".", "1234", False),
    ("1,234", "scaled", "", "1.234", True),
    ("1.234", "percent", None, "1.234", True),
    ("55.125", "percent", None, "55.125", False),
    ("55.125", "percent", ",", "55.125", True),
    ("1.234", "percent", ".", "1.234", False),
    ("1,234", "percent", None, "1.234", False),
    ("1,234", "percent", ".", "1.234", True),
    ("55.34", "percent", ",", "55.34", False),
    ("66,72", "percent", ".", "66.72", False),
    ("-1.234", "scaled", "", "-1234", True),
]


@pytest.mark.parametrize(("texts", "marks"), PROOFS)
def test_numbers_prove_their_decimal_marks(texts: list[str], marks: str) -> None:
    assert prove_marks(texts) == frozenset(marks)


@pytest.mark.parametrize(("written", "kind", "marks", "value", "doubtful"), TWO_WAYS)
def test_what_can_be_read_in_two_ways(
    written: str, kind, marks: str | None, value: str, doubtful: bool
) -> None:
    number = parse_number(written, kind, None if marks is None else frozenset(marks))
    assert number is not None
    assert (number.value, number.doubtful) == (Decimal(value), doubtful)


@pytest.mark.parametrize(("written", "kind"), REFUSED)
def test_unsafe_forms_are_not_read(written: str, kind: str) -> None:
    assert parse_number(written, kind) is None


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_numbers_read_back(value: int) -> None:
    number = parse_number(f"{value:,}".replace(",", "."))
    assert number is not None
    assert number.value == value


TOKENS = [
    # text, the numbers that stand in it
    ("tăng từ 1-1,5%, còn 9.250 hộ", ["1", "9.250"]),
    ("127.550 đồng² và 11 người⁴", ["127.550", "11"]),
    ("COVID-19, A4, số 68/NQ", ["68"]),
    ("10 500 lao động năm 2022 100% xã", ["10 500", "2022", "100"]),
    ("mã 000, lúc 15:30", ["15"]),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_number_tokens(text: str, tokens: list[str]) -> None:
    assert [match[0] for match in NUMBER_TOKEN.finditer(text)] == tokens


BOUNDS = [
    # words, number, unit, qualifier, where the bounding words begin
    ("đạt trên 9.250 lao động", "9.250", "lao động", "more_than", "trên"),
    ("hơn 300 người", "300", "người", "more_than", "hơn"),
    ("dưới 3%", "3", "%", "less_than", "dưới"),
    ("chưa đến 40 hộ", "40", "hộ", "less_than", "chưa đến"),
    ("từ 3% trở lên", "3", "%", "at_least", "từ"),
    ("từ 50 người trở lên", "50", "người", "at_least", "từ"),
    ("25 hộ trở xuống", "25", "hộ", "at_most", "25"),
    ("ít nhất 01 mô hình", "01", "mô hình", "at_least", "ít nhất"),
    ("không dưới 90%", "90", "%", "at_least", "không dưới"),
    ("không quá 5%", "5", "%", "at_most", "không quá"),
    ("tối đa 20 người", "20", "người", "at_most", "tối đa"),
    ("ước khoảng 700 lượt", "700", "lượt", "about", "ước khoảng"),
    ("gần 200 học sinh", "200", "học sinh", "nearly", "gần"),
    ("ở mức trên 4%", "4", "%", "more_than", "trên"),
    ("trên địa bàn có 4 xã", "4", "xã", None, None),
    ("vượt 5% kế hoạch", "5", "%", None, None),
]


@pytest.mark.parametrize(("text", "number", "unit", "qualifier", "begins"), BOUNDS)
def test_bounds(text: str, number: str, unit: str, qualifier: str | None, begins: str | None) -> None:
    start = text.index(number)
    end = start + len(number)
    bound = find_bound(text, start, end, text.index(unit, end) + len(unit))
    if qualifier is None:
        assert bound is None
    else:
        assert bound is not None
        assert (bound.qualifier, text[bound.start :].startswith(begins)) == (qualifier, True)
