"""Quantities: numbers with their unit, bound and role."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract.folding import fold
from lientinh.extract.periods import find_periods
from lientinh.extract.quantities import Quantity, QuantityFinder

QUANTITIES = [
    # text, its quantities as (value, unit, qualifier, role)
    (
        "cho vay 2.150 dự án với 84,125 tỷ đồng",
        [("2150", "PROJECT", None, "plain"), ("84125000000", "VND", None, "plain")],
    ),
    ("kinh phí 6.104,5 triệu đồng", [("6104500000.0", "VND", None, "plain")]),
    ("kinh phí 9,8 tỷ.", [("9800000000.0", "VND", None, "plain")]),
    ("hơn 2 tỷ USD", [("2000000000", None, "more_than", "plain")]),
    ("2 Tỷ lệ lao động qua đào tạo 62%", [("2", None, None, "plain"), ("62", "PERCENT", None, "plain")]),
    ("có 1,25 triệu hộ nghèo", [("1250000.00", "HOUSEHOLD", None, "plain")]),
    ("thu hút 150 nghìn lượt người nghe", [("150000", "PERSON_TURN", None, "plain")]),
    ("đạt 41.3% và 41,3 %", [("41.3", "PERCENT", None, "plain"), ("41.3", "PERCENT", None, "plain")]),
    ("xây 412/480 nhà", [("412", None, None, "done"), ("480", None, None, "planned")]),
    ("đạt 412/480 hộ", [("412", "HOUSEHOLD", None, "done"), ("480", "HOUSEHOLD", None, "planned")]),
    ("đứng thứ 7/24 sở", [("7", None, None, "rank"), ("24", None, None, "ranked")]),
    ("vào ngày 26/6", []),
    ("tạo việc làm cho -1.250 lao động", [("-1250", "PERSON", None, "plain")]),
    ("Có -12 hộ; trẻ em: -8 trẻ", [("-12", "HOUSEHOLD", None, "plain"), ("-8", "PERSON", None, "plain")]),
    ("huyện Bình Gia -20 hộ", []),  # a dash after a name
    ("dịch COVID -19", []),
    ("tỷ lệ 3/4;", []),
    ("thâm niên: (22); nghề (01).", [("22", None, None, "plain"), ("1", None, None, "plain")]),
    ("(1) rà soát; (2) báo cáo", []),
    ("(Hàn Quốc 15; Nhật Bản 35)", [("15", None, None, "plain"), ("35", None, None, "plain")]),
    ("Đài Loan: 35 và nơi khác", [("35", None, None, "plain")]),
    (
        "lần lượt là 1.200, 3.400, 560 người",
        [("1200", None, None, "plain"), ("3400", None, None, "plain"), ("560", "PERSON", None, "plain")],
    ),
    ("mức 700.000 đồng/người/tháng", [("700000", None, None, "plain")]),
    ("vượt tiến độ 02 tháng, trong 6 tháng", [("2", "MONTH", None, "plain")]),
    ("cấp 43 giấy phép cho cấp 3", [("43", "PERMIT", None, "plain")]),
    ("gồm 12 người ở 5 địa phương", [("12", "PERSON", None, "plain"), ("5", None, None, "plain")]),
    ("tăng 12.5 người", []),
    ("doanh số 45 tỷ 500 triệu đồng", []),
    (
        "Cấp 120 giấy phép, gồm: cấp mới 80, cấp lại 40.",
        [("120", "PERMIT", None, "plain"), ("80", None, None, "plain"), ("40", None, None, "plain")],
    ),
    ("6 tháng đầu năm chưa phát hiện, xử lý vụ nào", [("0", "CASE", None, "zero")]),
    ("đến nay không phát sinh đơn khiếu nại", [("0", "PETITION", None, "zero")]),
    ("hỗ trợ hộ không có lao động", []),
    ("có 5 xã chưa có đối tượng", [("5", "COMMUNE", None, "plain")]),
    ("chưa có điều kiện", []),
]


@pytest.fixture(scope="module")
def finder(catalogue: Catalogue) -> QuantityFinder:
    return QuantityFinder(catalogue)


def find(finder: QuantityFinder, text: str) -> tuple[Quantity, ...]:
    folded = fold(text)
    return finder.find(text, folded, find_periods(folded))


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities(finder: QuantityFinder, text: str, expected: list[tuple[str, ...]]) -> None:
    found = [(one.value, one.unit_code, one.qualifier, one.role) for one in find(finder, text)]
    assert found == [(Decimal(value), *rest) for value, *rest in expected]


RANGES = [
    # text, lower, upper, unit, how the quantity begins
    ("giảm 1-1,5%/năm", "1", "1.5", "PERCENT", "1-1,5"),
    ("giảm từ 2,5 đến 3%", "2.5", "3", "PERCENT", "từ"),
    ("thu 10 - 12 tỷ đồng", "10000000000", "12000000000", "VND", "10"),
    ("khoảng 300 đến 400 người", "300", "400", "PERSON", "300"),
]


@pytest.mark.parametrize(("text", "lower", "upper", "unit", "begins"), RANGES)
def test_ranges_have_bounds_and_no_value(
    finder: QuantityFinder, text: str, lower: str, upper: str, unit: str, begins: str
) -> None:
    (quantity,) = find(finder, text)
    assert (quantity.value, quantity.qualifier, quantity.unit_code) == (None, "between", unit)
    assert (quantity.lower, quantity.upper) == (Decimal(lower), Decimal(upper))
    assert text[quantity.begin :].startswith(begins)


def test_a_falling_range_is_two_numbers(finder: QuantityFinder) -> None:
    assert [one.value for one in find(finder, "từ 12% đến 10%")] == [Decimal(12), Decimal(10)]


BOUNDED = [
    # text, lower, upper
    ("trên 9.250 lao động", "9250", None),
    ("từ 3% trở lên", "3", None),
    ("dưới 4%", None, "4"),
    ("tối đa 5 hộ", None, "5"),
    ("gần 200 người", None, "200"),
    ("khoảng 300 người", None, None),
]


@pytest.mark.parametrize(("text", "lower", "upper"), BOUNDED)
def test_words_bound_a_value(finder: QuantityFinder, text: str, lower: str | None, upper: str | None) -> None:
    (quantity,) = find(finder, text)
    assert quantity.value is not None
    assert [None if one is None else str(one) for one in (quantity.lower, quantity.upper)] == [lower, upper]


def test_rounding_is_scaled_with_the_value(finder: QuantityFinder) -> None:
    (quantity,) = find(finder, "doanh số 84,125 tỷ đồng")
    assert quantity.rounding == Decimal(500_000)


def test_spans_are_the_number_and_its_unit(finder: QuantityFinder) -> None:
    text = "Đạt 84,125 tỷ đồng²."
    (quantity,) = find(finder, text)
    assert text[quantity.start : quantity.end] == "84,125"
    assert text[quantity.unit_start : quantity.unit_end] == "tỷ đồng"
