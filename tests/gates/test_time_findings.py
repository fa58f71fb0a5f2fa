"""One period of a province beside another: falls, parts above wholes, holes, stocks and flows; drawn as figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import meet_figures, rule_ids
from lientinh.catalogue import Catalogue

FALLS, ABOVE = "gate2.cumulative_falls", "gate2.part_above_whole"
MISSING, BALANCE = "gate2.missing_period", "gate2.stock_against_flow"
TIME = (FALLS, ABOVE, MISSING, BALANCE)


def told(catalogue: Catalogue, drawn: str, **same: Any) -> list[str]:
    return [one for one in rule_ids(meet_figures(catalogue, drawn, **same)) if one in TIME]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2022-S1 | 900", "2022 | 800", [ABOVE]),
        ("2022-S1 | 900", "2022 | 900", []),  # nothing happened in the second half
        ("2022-S2 | 900", "2022 | 800", [ABOVE]),
        ("2022-Q3 | 900", "2022-S2 | 800", [ABOVE]),
        ("2022-M02 | 900", "2022-Q1 | 800", [ABOVE]),
        ("2022-Q3 | 900", "2022-S1 | 800", []),  # does not hold it
        ("2021-S1 | 900", "2022 | 800", []),
        ("2022-S1 | 900", "2022-01-01--P9M | 800", [FALLS]),
        ("2022-01-01--P8M | 900", "2022-01-01--P9M | 800", [FALLS]),
        ("2022-01-01--P8M | 900", "2022-01-01--P9M | 950", []),
        ("2022-01-01--P9M | 900", "2022 | 800", [FALLS]),
        ("2020 | 900", "2020-01-01--P5Y | 800", [FALLS]),
    ],
)
@pytest.mark.parametrize("run", [("run", "run"), ("lake", "run"), ("run", "lake")])
def test_what_lies_in_a_longer_window(
    catalogue: Catalogue, first: str, second: str, expected: list[str], run: tuple[str, str]
) -> None:
    drawn = f"period | value | at\n{first} | {run[0]}\n{second} | {run[1]}"
    assert told(catalogue, drawn) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [ABOVE]),
        ({"indicator_code": "trained_labour_rate", "unit_code": "PERCENT", "accumulation": "stock"}, []),
        ({"indicator_code": "drug_users_on_file", "accumulation": "stock"}, []),
        ({"indicator_code": "drug_users_on_file"}, []),  # a stock by nature
        ({"accumulation": "annual_average"}, []),
        ({"leads": False}, []),
        ({"indicator_code": "merit_housing_households", "breakdown": "progress=done"}, [ABOVE]),
        ({"indicator_code": "merit_housing_households", "breakdown": "progress=under_way"}, []),  # ends as it gets done
    ],
)  # fmt: skip
def test_only_sums_are_compared(catalogue: Catalogue, changes: dict[str, Any], expected: list[str]) -> None:
    assert told(catalogue, "period | value\n2022-S1 | 90\n2022 | 80", **changes) == expected


@pytest.mark.parametrize(
    ("column", "first", "second", "expected"),
    [
        ("breakdown", "_T", "sex=F", []),
        ("area_code", "04", "20", []),
        ("territory", "19", "19@2025-07-01", []),
        ("period_basis", "nd09", "calendar", []),
        ("scenario", "actual", "plan", []),
        ("scenario", "plan", "actual", []),
        ("scenario", "plan", "plan", [ABOVE]),
        ("scenario", "actual", "estimate", [ABOVE]),  # an estimate of the year holds what was done
        ("scenario", "estimate", "actual", []),  # an estimate may have been too high
    ],
)
def test_of_one_series(
    catalogue: Catalogue, column: str, first: str, second: str, expected: list[str]
) -> None:
    drawn = f"period | value | {column}\n2022-S1 | 900 | {first}\n2022 | 800 | {second}"
    assert told(catalogue, drawn) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("900 | 50 |", "860 | 0.5 |", []),  # both may be 855
        ("900 | 50 |", "840 | 0.5 |", [ABOVE]),
        ("900 | 0 | more_than", "905 | 0 |", []),
        ("900 | 0 |", "850 | 0 | about", []),
        ("900 | 0 |", "700 | 0 | about", [ABOVE]),
    ],
)
def test_as_intervals_of_what_was_written(
    catalogue: Catalogue, first: str, second: str, expected: list[str]
) -> None:
    drawn = f"period | value | rounding | qualifier\n2022-S1 | {first}\n2022 | {second}"
    assert told(catalogue, drawn) == expected


def test_what_adds_up_since_a_beginning(catalogue: Catalogue) -> None:
    drawn = "period | value | at\n..--2021-12-31 | 500 | lake\n..--2022-06-30 | {} | lake\n..--2022-12-31 | 640 | run"
    assert told(catalogue, drawn.format(600), accumulation="itd") == []
    assert told(catalogue, drawn.format(700), accumulation="itd") == [FALLS]
    assert told(catalogue, drawn.format(400), accumulation="itd") == []  # between two known ones: told before


def test_the_messages_subtract_and_name_both(catalogue: Catalogue) -> None:
    drawn = "period | value | scenario | at\n2022-S1 | 900 | actual | lake\n2022 | 800 | estimate | run"
    (found,) = meet_figures(catalogue, drawn)
    assert found.observation_id == "o2"
    assert found.message_vi == (
        "Số của một phần kỳ lớn hơn số của cả kỳ: 6 tháng đầu năm 2022 là 900 người, "
        "năm 2022 (ước thực hiện) là 800 người (Số người được giới thiệu việc làm); 900 - 800 = 100."
    )
    assert found.message_en.endswith("; 900 - 800 = 100.")
    (found,) = meet_figures(catalogue, "period | value\n2022-S1 | 900\n2022-01-01--P9M | 800")
    assert (
        "Số lũy kế giảm: 6 tháng đầu năm 2022 là 900 người nhưng 9 tháng đầu năm 2022 chỉ là 800 người"
        in (found.message_vi)
    )


def test_of_several_reports_of_a_period_the_newest_counts(catalogue: Catalogue) -> None:
    drawn = "period | value | at\n2022-S1 | 900 | lake\n2022-S1 | 700 | lake\n2022 | 800 | run"
    assert told(catalogue, drawn) == []


POPULATION: dict[str, Any] = {"indicator_code": "population", "accumulation": "average"}


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("2010 | lake\n2012 | run", ["2011"]),
        ("2010 | lake\n2011 | run", []),
        ("2010 | run\n2013 | run", ["2011 2012"]),
        ("2010 | lake\n2012 | lake\n2013 | run", []),  # told when 2012 came
        ("2010 | lake\n2013 | lake\n2011 | run", []),  # it fills a part of the hole
        ("2012 | run", []),  # the first of its series
        ("2004 | lake\n2006 | run", []),  # 2004 is not asked, so nothing came before
    ],
)
def test_a_period_skipped_is_told_once(catalogue: Catalogue, drawn: str, expected: list[str]) -> None:
    found = meet_figures(catalogue, f"period | at\n{drawn}", **POPULATION)
    assert [one.subject.partition(" ")[2] for one in found if one.rule_id == MISSING] == expected


def test_a_period_that_nobody_asks_is_no_hole(catalogue: Catalogue) -> None:
    share = {
        "indicator_code": "employed_share_of_population",
        "unit_code": "PERCENT",
        "accumulation": "average",
    }
    drawn = "period | value | at\n2005 | 50 | lake\n2007 | 50 | run"
    assert told(catalogue, drawn, **share) == []
    assert told(catalogue, drawn, **POPULATION) == [MISSING]
    assert told(catalogue, drawn, **POPULATION, area_code="01", territory="01") == []


def test_a_hole_is_named_and_flags_no_figure(catalogue: Catalogue) -> None:
    (found,) = meet_figures(catalogue, "period | at\n2010 | lake\n2013 | run", **POPULATION)
    assert found.message_vi == (
        "Đã có số liệu của năm 2010 và năm 2013 nhưng còn thiếu 2 kỳ ở giữa: năm 2011, năm 2012 (Dân số trung bình)."
    )
    assert (found.observation_id, found.reading_ordinals, found.place_only) == (None, (), True)


def rehab(before: str, came: str, went: str, after: str, at: str = "lake") -> str:
    lines = [
        f"drug_rehab_in_care | stock | 2021 | {before} | {at}",
        f"drug_rehab_admitted | period | 2022 | {came} | {at}",
        f"drug_rehab_finished | period | 2022 | {went} | {at}",
        f"drug_rehab_in_care | stock | 2022 | {after} | run",
    ]
    return "\n".join(["indicator_code | accumulation | period | value | at", *lines])


@pytest.mark.parametrize("after", ["130", "129", "131"])
@pytest.mark.parametrize("at", ["lake", "run"])
def test_a_stock_follows_from_its_flows(catalogue: Catalogue, after: str, at: str) -> None:
    expected = [] if after == "130" else [BALANCE]
    assert told(catalogue, rehab("120", "30", "20", after, at)) == expected
    assert told(catalogue, rehab("120", "30", "20", after, at), rounding=Decimal("0.5")) == []


def test_the_message_adds_up(catalogue: Catalogue) -> None:
    (found,) = meet_figures(catalogue, rehab("120", "30", "20", "150"))
    assert found.message_vi == (
        "Số cuối kỳ không khớp với biến động trong kỳ: 120 + 30 - 20 = 130 nên Số người đang cai nghiện tại cơ sở "
        "cai nghiện (năm 2022) phải bằng số này, báo cáo ghi 150 người (số đầu kỳ: năm 2021)."
    )
    assert (found.observation_id, found.period) == ("o4", "2022")


def test_without_one_flow_the_others_bound_the_stock(catalogue: Catalogue) -> None:
    drawn = rehab("120", "30", "20", "{}").splitlines()
    without_out = "\n".join(line for line in drawn if "finished" not in line)
    assert told(catalogue, without_out.format("100")) == []
    assert told(catalogue, without_out.format("151")) == [BALANCE]
    without_before = "\n".join(line for line in drawn if "2021" not in line)
    assert told(catalogue, without_before.format("500")) == []


def poor(after: str) -> str:
    lines = [
        "poor_households | stock | 2021 | 20000 | lake",
        "households_escaped_poverty | period | 2022 | 3000 | run",
        f"poor_households | stock | 2022 | {after} | run",
    ]
    return "\n".join(["indicator_code | accumulation | period | value | at", *lines])


def test_flows_of_one_direction_bound_from_one_side(catalogue: Catalogue) -> None:
    same = {"unit_code": "HOUSEHOLD", "unit_text": "hộ", "breakdown": "standard=md2021_2025"}
    assert told(catalogue, poor("17000"), **same) == []
    assert told(catalogue, poor("18000"), **same) == []
    (found,) = meet_figures(catalogue, poor("16900"), **same)
    assert (
        "20.000 - 3.000 = 17.000 nên Số hộ nghèo (năm 2022) phải ít nhất là số này, báo cáo ghi"
        in found.message_vi
    )


def test_a_catalogue_without_flows_or_questions_compares_nothing(catalogue: Catalogue) -> None:
    bare = replace(catalogue, flows=(), asked=())
    assert told(bare, rehab("120", "30", "20", "150")) == []
