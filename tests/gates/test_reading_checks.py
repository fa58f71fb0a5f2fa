"""What gate 1 asks of each reading: every rule with a hit and a near miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import HEAD, check, reading, rule_ids
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator

PERCENT: dict[str, Any] = {"unit_code": "PERCENT", "unit_text": "%", "rounding": Decimal("0.005")}
SHARE = PERCENT | {"measure": "share", "indicator_code": None}
RATE = PERCENT | {"indicator_code": "trained_labour_rate", "accumulation": "stock"}
STOCK: dict[str, Any] = {"accumulation": "stock", "period_start": None}
CELL = Locator("a.xlsx", sheet="Biểu 1", cell="C7")
HITS = [
    ("gate1.negative_count", reading("-4"), "Số lượng âm: -4"),
    ("gate1.percent_over_100", reading("120.5", **SHARE), "Tỷ lệ 120,5% nằm ngoài"),
    ("gate1.percent_over_100", reading("101", **RATE), "Tỷ lệ 101% nằm ngoài"),
    ("gate1.fraction_of_a_whole", reading("1.73"), "Số 1,73 người có phần lẻ trong khi đơn vị tính (người)"),
    (
        "gate1.number_doubtful",
        reading("12345", value_text="12,345"),
        "Số 12,345 người có thể hiểu theo hai cách",
    ),
    ("gate1.number_doubtful", reading("1.234", **(RATE | {"value_text": "1.234"})), "Số 1.234% có thể"),
    (
        "gate1.recognised_doubtful",
        reading("1730", confidence=61.5),
        "Số 1730 người được nhận dạng từ bản quét (trang 1) với độ tin cậy 61,5/100",
    ),
    (
        "gate1.date_after_report",
        reading(period="2022-09-30", period_end=date(2022, 9, 30), **STOCK),
        "30/9/2022",
    ),
    ("gate1.date_after_report", reading(period="2023", period_start=date(2023, 1, 1)), "21/7/2022"),
    (
        "gate1.period_unclear",
        reading(period=None, period_start=None, period_end=None),
        "Chưa xác định được kỳ",
    ),
    ("gate1.territory_unclear", reading(territory=None), "thuộc phạm vi địa bàn nào"),
    (
        "gate1.unit_unlike_indicator",
        reading(unit_code="HOUSEHOLD", unit_text="hộ"),
        "là “hộ”, trong khi chỉ tiêu dùng “người”",
    ),
]
NEAR_MISSES = [
    reading("0"),
    reading("100", **SHARE),
    reading("118", **(SHARE | {"measure": "pct_of_same_period"})),
    reading("1730"),
    reading("12345", value_text="12.345"),
    reading("55.125", **(RATE | {"value_text": "55.125"})),
    reading("12345", value_text="12,345", indicator_code=None),
    reading("1730", confidence=96.5),
    reading("1730", confidence=12.0, indicator_code=None),
    reading("12.5", accumulation="annual_average"),
    reading(period="2022-08-15", period_end=date(2022, 8, 15), **STOCK),
    reading(period="2023", period_start=date(2023, 1, 1), scenario="plan", plan_basis="assigned"),
    reading(period=None, indicator_code=None),
    reading(period=None, area_level="district"),
    reading(territory=None, area_code="2001", area_level="district"),
    reading("-4", measure="growth_pct", unit_code="PERCENT"),
    reading("-4", **(PERCENT | {"indicator_code": "population_growth_rate"})),
]


@pytest.mark.parametrize(("rule_id", "hit", "words"), HITS)
def test_a_hit(catalogue: Catalogue, rule_id: str, hit: Any, words: str) -> None:
    (found,) = [one for one in check(catalogue, hit) if one.rule_id != "gate1.indicators_unknown"]
    assert (found.rule_id, found.reading_ordinals) == (rule_id, (1,))
    assert words in found.message_vi


@pytest.mark.parametrize("miss", NEAR_MISSES)
def test_a_near_miss(catalogue: Catalogue, miss: Any) -> None:
    assert set(rule_ids(check(catalogue, miss))) <= {"gate1.indicators_unknown"}


def test_what_the_documents_other_numbers_prove_settles_a_doubt(catalogue: Catalogue) -> None:
    count, english = (
        reading("12345", value_text="12,345"),
        reading("55.34", **(RATE | {"value_text": "55.34"})),
    )
    assert rule_ids(check(catalogue, count, english)) == []
    vietnamese = reading("66.72", **(RATE | {"value_text": "66,72", "breakdown": "sex=F"}))
    assert rule_ids(check(catalogue, count, vietnamese)) == ["gate1.number_doubtful"]
    amount: dict[str, Any] = {"unit_text": "nghìn người", "rounding": Decimal(500), "value_text": "1.234"}
    assert rule_ids(check(catalogue, reading("1234000", **amount))) == []
    assert rule_ids(check(catalogue, reading("1234000", **amount), english)) == ["gate1.number_doubtful"]


def test_a_date_beyond_the_reports_own_period_is_noted(catalogue: Catalogue) -> None:
    head = replace(HEAD, report_period="2021-01-01--P8M", issued_on=date(2021, 9, 20))
    late = reading(period="..--2021-09-10", period_end=date(2021, 9, 10), **STOCK)
    (found,) = check(catalogue, late, head=head)
    assert (found.rule_id, found.severity) == ("gate1.period_outside_report", "info")
    assert "10/9/2021" in found.message_vi
    on_time = reading(period="..--2021-08-31", period_end=date(2021, 8, 31), **STOCK)
    assert check(catalogue, on_time, head=head) == []


def test_a_figure_stated_twice_must_be_one_figure(catalogue: Catalogue) -> None:
    first, other = reading("57.72", **RATE), reading("57.27", **RATE)
    (found,) = check(catalogue, first, other)
    assert (found.rule_id, found.severity) == ("gate1.unequal_repeat", "warning")
    assert "57,72 và 57,27" in found.message_vi
    assert found.reading_ordinals == (1, 2)
    rounded = reading("57.7", **(RATE | {"rounding": Decimal("0.05")}))
    assert check(catalogue, first, rounded) == []
    assert check(catalogue, first, reading("60", **(RATE | {"scenario": "plan"}))) == []


def test_counts_of_several_events_are_only_noted(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading("50"), reading("281"))
    assert (found.rule_id, found.severity) == ("gate1.several_values", "info")
    assert check(catalogue, reading("50"), reading("50")) == []


def test_an_unclear_territory_is_one_doubt_about_all_its_figures(catalogue: Catalogue) -> None:
    readings = (
        reading("1", territory=None),
        reading("1", territory=None, indicator_code="job_seekers_placed"),
    )
    (found,) = check(catalogue, *readings)
    assert (found.rule_id, found.severity, found.reading_ordinals) == (
        "gate1.territory_unclear",
        "error",
        (1, 2),
    )
    assert "số liệu của Lạng Sơn (ví dụ 1 người" in found.message_vi


def test_in_a_form_a_repeat_is_a_fault(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading("50", locator=CELL), reading("281", locator=CELL))
    assert found.rule_id == "gate1.unequal_repeat"
    assert found.locator == "Biểu 1!C7"


def test_two_places_of_one_fault_are_one_finding_about_both(catalogue: Catalogue) -> None:
    (found,) = check(catalogue, reading("-4"), reading("-4"))
    assert found.reading_ordinals == (1, 2)
