"""Provinces against one another: outliers among peers, slips of the unit, jumps of most at once."""

from __future__ import annotations

from typing import Any

import pytest

from gates.builders import meet_figures, rule_ids
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding

OUTLIER, NEW_DEFINITION, JUMP = (
    "gate2.peer_outlier",
    "gate2.likely_new_definition",
    "gate2.jump_against_history",
)
RATE: dict[str, Any] = {
    "indicator_code": "urban_unemployment_rate",
    "unit_code": "PERCENT",
    "accumulation": "average",
}
AREAS = ("01", "02", "04", "06", "08", "10", "11", "12", "14", "15")


def side_by_side(*values: str, at: str = "lake", **more: str) -> str:
    """One province a value, the last one in the run."""
    head = " | ".join(["area_code", "value", "at", *more])
    places = [at] * (len(values) - 1) + ["run"]
    lines = [
        " | ".join([area, value, place, *more.values()])
        for area, value, place in zip(AREAS, values, places, strict=False)
    ]
    return "\n".join([head, *lines])


LIKE = ("2.1", "2.5", "3.0", "2.8", "3.3", "2.2", "2.9")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((*LIKE, "29"), [OUTLIER]),
        ((*LIKE, "12"), []),  # less than ten points away
        ((*LIKE[:6], "29"), []),  # seven provinces say nothing
        (("1", "20", "5", "35", "10", "2", "28", "60"), []),  # who differ are no measure
    ],
)  # fmt: skip
def test_a_rate_far_from_all_others(
    catalogue: Catalogue, values: tuple[str, ...], expected: list[str]
) -> None:
    assert rule_ids(meet_figures(catalogue, side_by_side(*values), **RATE)) == expected
    together = side_by_side(*values, at="run")
    assert rule_ids(meet_figures(catalogue, together, **RATE)) == expected


def test_the_message_subtracts(catalogue: Catalogue) -> None:
    (found,) = meet_figures(catalogue, side_by_side(*LIKE, "29"), **RATE)
    assert "so với trung vị của 8 địa phương, 29 - 2,85 = 26,15 điểm phần trăm." in found.message_vi
    assert "against the median of 8 provinces, 29 - 2.85 = 26.15 percentage points." in found.message_en


def with_population(drawn: str, *, of: tuple[str, ...] = AREAS[:8]) -> str:
    head, *lines = drawn.splitlines()
    counted = [f"{line} | new_jobs | period | 2022" for line in lines]
    people = [f"{area} | 800000 | lake | population | average | 2021" for area in of]
    return "\n".join([f"{head} | indicator_code | accumulation | period", *people, *counted])


def test_a_count_is_compared_a_head(catalogue: Catalogue) -> None:
    usual = ("9000", "15000", "4000", "20000", "8000", "12000", "10000")
    (found,) = meet_figures(catalogue, with_population(side_by_side(*usual, "300000")))
    assert found.rule_id == OUTLIER
    assert "375 / 13,75 = 27,27 lần (tính trên 1.000 dân)" in found.message_vi
    assert meet_figures(catalogue, with_population(side_by_side(*usual, "60000"))) == []


def test_a_count_without_population_is_compared_with_nobody(catalogue: Catalogue) -> None:
    usual = ("9000", "15000", "4000", "20000", "8000", "12000", "10000")
    assert meet_figures(catalogue, with_population(side_by_side(*usual, "300000"), of=AREAS[:7])) == []
    assert meet_figures(catalogue, side_by_side(*usual, "300000")) == []


def test_the_country_is_no_peer(catalogue: Catalogue) -> None:
    drawn = side_by_side(*LIKE[:6], "29").replace("01 |", "VN |")
    assert meet_figures(catalogue, drawn + "\n15 | 2.3 | lake", **RATE) == []


def jumping(*last: str, at: str = "lake", areas: tuple[str, ...] = ("04", "14", "19", "20")) -> str:
    """Four quiet years of each province, then one more; the last province stands in the run."""
    lines = [f"{area} | {year} | {600 + year - 2016} | lake" for area in areas for year in range(2016, 2020)]
    places = [at] * (len(last) - 1) + ["run"]
    lines += [
        f"{area} | 2020 | {value} | {place}" for area, value, place in zip(areas, last, places, strict=False)
    ]
    return "\n".join(["area_code | period | value | at", *lines])


def of_jumps(found: list[Finding]) -> list[str]:
    return [one.rule_id for one in found if one.rule_id in (NEW_DEFINITION, JUMP)]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (("1900", "2000", "2100", "2200"), [NEW_DEFINITION]),
        (("1900", "2000", "2100", "610"), [NEW_DEFINITION]),
        (("1900", "2000", "610", "600"), [JUMP, JUMP]),  # half is not most
        (("1900", "2000", "200", "190"), [JUMP] * 4),  # not in the same direction
        (("610", "610", "610", "2000"), [JUMP]),
    ],
)
def test_a_jump_of_most_provinces_at_once_is_told_once(
    catalogue: Catalogue, last: tuple[str, ...], expected: list[str]
) -> None:
    assert of_jumps(meet_figures(catalogue, jumping(*last, at="run"))) == expected


def test_it_names_how_many_and_is_one_finding_whoever_is_handled(catalogue: Catalogue) -> None:
    (together,) = meet_figures(catalogue, jumping("1900", "2000", "2100", "2200", at="run"))
    assert together.message_vi.startswith(
        "4 trong 4 địa phương có số liệu các kỳ khác cùng tăng bất thường (Số người được giới thiệu việc làm, năm 2020)"
    )
    assert (together.report_id, together.area_code, together.observation_id) == (None, None, None)
    (alone,) = meet_figures(catalogue, jumping("1900", "2000", "2100", "2200"))
    assert alone.finding_id == together.finding_id


def test_provinces_that_come_one_at_a_time(catalogue: Catalogue) -> None:
    """The first two jump alone; with the third it is most of three."""
    values = ("1900", "2000", "2100")
    told = [of_jumps(meet_figures(catalogue, jumping(*values[:count]))) for count in (1, 2, 3)]
    assert told == [[JUMP], [JUMP], [NEW_DEFINITION]]


def test_provinces_without_a_past_have_no_say(catalogue: Catalogue) -> None:
    drawn = jumping("1900", "2000", areas=("04", "14")) + "\n19 | 2020 | 2100 | lake\n20 | 2020 | 2200 | lake"
    assert of_jumps(meet_figures(catalogue, drawn)) == [JUMP]
