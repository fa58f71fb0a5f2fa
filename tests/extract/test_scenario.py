"""Scenario, measure and accumulation from the words around a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.extract.quantities import Quantity
from lientinh.extract.scenario import (
    decide_accumulation,
    decide_measure,
    decide_scenario,
    default_scenario,
    is_change,
)  # fmt: skip
from lientinh.extract.section import Section
from lientinh.readings import DocumentHead

ACTUAL, PLAN, ESTIMATE = Section(scenario="actual"), Section(scenario="plan"), Section(scenario="estimate")


def head_of(kind: str, symbol: str | None = None) -> DocumentHead:
    return DocumentHead(
        kind, "", None, "", None, symbol, None, "", "initial", None, None, None, None, "calendar", "unknown"
    )  # fmt: skip


def quantity(unit: str = "PERCENT", qualifier: str | None = None) -> Quantity:
    one = Decimal(1)
    return Quantity(0, 1, 0, 1, 2, one, None, None, qualifier, one, unit)


SCENARIOS = [
    # words before, words after, section, scenario, basis, said beside the figure
    ("toàn tỉnh đã tạo việc làm cho ", "", ACTUAL, "actual", None, True),
    ("tạo việc làm cho ", "", ACTUAL, "actual", None, False),
    ("phấn đấu giảm tỷ lệ hộ nghèo ", "", ACTUAL, "plan", "unstated", True),
    ("phân đầu đạt ", "", ACTUAL, "plan", "unstated", True),  # as scanned
    ("dự kiến đưa ", "", ACTUAL, "plan", "proposed", True),
    ("đặt ra chỉ tiêu đưa 90 người nhưng chỉ thực hiện được ", "", ACTUAL, "actual", None, True),
    ("kết quả thực hiện chỉ tiêu: đạt ", "", ACTUAL, "actual", None, False),
    ("ước cả năm tạo việc làm cho ", "", ACTUAL, "estimate", None, True),
    ("tỷ lệ ước đạt ", "", ACTUAL, "estimate", None, True),
    ("", " nhiệm vụ được ubnd tỉnh giao", ACTUAL, "plan", "assigned", True),
    ("giảm hộ nghèo ", "%: dự kiến hoàn thành", ESTIMATE, "estimate", None, True),
    ("số lao động ", "", ESTIMATE, "estimate", None, False),
    ("đã phê duyệt cho ", "", PLAN, "plan", "unstated", False),
    ("duy trì ", "", PLAN, "plan", "unstated", False),
    ("chỉ tiêu được giao là ", "", ACTUAL, "plan", "assigned", True),
    ("kế hoạch năm 2023: ", "", ACTUAL, "plan", "unstated", True),
    (
        "tạo việc làm cho 900 lao động (kế hoạch là 800 lao động), trong đó nam ",
        "",
        ACTUAL,
        "actual",
        None,
        False,
    ),
    ("tạo việc làm (kế hoạch là ", "", ACTUAL, "plan", "unstated", True),
    ("các chỉ tiêu (dự kiến): ", "", ACTUAL, "plan", "proposed", True),
    ("các chỉ tiêu chủ yếu đều được triển khai: tạo việc làm cho ", "", ACTUAL, "actual", None, False),
    ("phấn đấu các chỉ tiêu chủ yếu đều tăng: tạo việc làm cho ", "", ACTUAL, "plan", "unstated", True),
]


@pytest.mark.parametrize(("before", "after", "section", "scenario", "basis", "local"), SCENARIOS)
def test_scenarios(
    before: str, after: str, section: Section, scenario: str, basis: str | None, local: bool
) -> None:
    stance = decide_scenario(before, after, section, head_of("report"))
    assert (stance.scenario, stance.plan_basis, stance.local) == (scenario, basis, local)


KINDS = [
    # kind of document, symbol, scenario and basis of a figure without any word
    ("report", None, "actual", None),
    ("news", None, "actual", None),
    ("plan", None, "plan", "unstated"),
    ("proposal", None, "plan", "proposed"),
    ("decision", "QĐ-UBND", "plan", "assigned"),
    ("decision", "NQ-HĐND", "plan", "resolution"),
]


@pytest.mark.parametrize(("kind", "symbol", "scenario", "basis"), KINDS)
def test_the_kind_of_document_decides_last(
    kind: str, symbol: str | None, scenario: str, basis: str | None
) -> None:
    stance = decide_scenario("có ", "", Section(), head_of(kind, symbol))
    assert (stance.scenario, stance.plan_basis, stance.local) == (scenario, basis, False)
    assert default_scenario(kind) == scenario


MEASURES = [
    # words before, words after, unit, follows a/b, measure
    ("tỷ lệ lao động qua đào tạo đạt ", "", "PERCENT", False, "level"),
    ("đạt ", " kế hoạch", "PERCENT", False, "pct_of_plan"),
    ("bằng ", " so với kế hoạch năm", "PERCENT", False, "pct_of_plan"),
    ("vượt ", " kế hoạch", "PERCENT", False, None),
    ("đạt ", " so với cùng kỳ", "PERCENT", False, "pct_of_same_period"),
    ("bằng ", " cùng kỳ năm 2018", "PERCENT", False, "pct_of_same_period"),
    ("tăng ", " so với cùng kỳ", "PERCENT", False, "growth_pct"),
    ("giảm ", " so với năm 2020", "PERCENT", False, "growth_pct"),
    ("giảm tỷ lệ thất nghiệp xuống ", "", "PERCENT", False, "level"),
    ("giảm ", " chi phí", "PERCENT", False, "growth_pct"),
    ("chiếm ", "", "PERCENT", False, "share"),
    ("chiếm tỷ lệ ", "", "PERCENT", False, "share"),
    ("đạt ", "", "PERCENT", True, "pct_of_plan"),
    ("đã tạo việc làm cho ", " so với kế hoạch", "PERSON", False, "level"),
    ("giảm ", " so với cùng kỳ", "PERSON", False, None),
]


@pytest.mark.parametrize(("before", "after", "unit", "fraction", "measure"), MEASURES)
def test_measures(before: str, after: str, unit: str, fraction: bool, measure: str | None) -> None:
    assert decide_measure(before, after, quantity(unit), fraction) == measure


ACCUMULATIONS = [
    # words before, unit words on, what the indicator is by nature, open start, accumulation
    ("tạo việc làm cho ", "người", "period", False, "period"),
    ("giảm bình quân hằng năm ", "%", "period", False, "annual_average"),
    ("giảm ", "%/năm", "period", False, "annual_average"),
    ("giảm bình quân năm 2016-2020 ", "%", "period", False, "annual_average"),
    ("dân số trung bình năm 2022 là ", "người", "average", False, "average"),
    ("lũy kế đến nay hỗ trợ ", "đồng", "period", True, "itd"),
    ("lũy kế từ đầu năm ", "người", "period", False, "ytd"),
    ("tính đến ngày 10/9 hỗ trợ ", "đồng", None, True, "itd"),
    ("đến cuối năm có ", "hộ", "stock", True, "stock"),
    ("có ", "người", None, False, "period"),
]


@pytest.mark.parametrize(("before", "after", "nature", "open_start", "accumulation"), ACCUMULATIONS)
def test_accumulations(
    before: str, after: str, nature: str | None, open_start: bool, accumulation: str
) -> None:
    assert decide_accumulation(before, after, nature, open_start) == accumulation


CHANGES = [
    # words before, words after, nature, is it no level
    ("tỷ lệ hộ nghèo giảm từ ", "xuống 8%", "stock", True),
    ("tỷ lệ hộ nghèo giảm từ ", " năm 2020 xuống", "stock", False),
    ("giảm tỷ lệ hộ nghèo từ ", " trở lên", "period", False),
    ("sẽ mở thêm ", " cơ sở", "stock", True),
    ("tạo thêm ", " việc làm", "period", False),
]


@pytest.mark.parametrize(("before", "after", "nature", "change"), CHANGES)
def test_where_a_change_begins_is_no_level(before: str, after: str, nature: str, change: bool) -> None:
    assert is_change(before, after, nature) is change
