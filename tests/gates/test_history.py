"""A figure against its province's own other periods: jumps, seasons, growth; drawn as series."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gates.builders import meet_figures, rule_ids
from lientinh.catalogue import Catalogue

JUMP = "gate2.jump_against_history"
STOCK: dict[str, Any] = {"indicator_code": "labour_force", "accumulation": "average"}


def series(*values: str, first: int = 2012, label: str = "{}", run_from: int | None = None) -> str:
    """One value a year; all in the lake, but those from `run_from` on."""
    years = range(first, first + len(values))
    lines = [
        f"{label.format(year)} | {value} | {'run' if run_from and year >= run_from else 'lake'}"
        for year, value in zip(years, values, strict=True)
    ]
    return "\n".join(["period | value | at", *lines])


def meet(catalogue: Catalogue, *drawn: str, **same: Any) -> list[str]:
    head, *_ = drawn[0].splitlines()
    lines = [line for one in drawn for line in one.splitlines()[1:]]
    return rule_ids(meet_figures(catalogue, "\n".join([head, *lines]), **same))


@pytest.mark.parametrize(
    ("values", "same", "expected"),
    [
        (("600", "640", "650", "700", "1300"), {}, [JUMP]),  # a flow more than doubles
        (("600", "640", "650", "700", "1280"), {}, []),
        (("600", "640", "650", "700", "310"), {}, [JUMP]),  # or falls to less than half
        (("600", "640", "650", "700", "330"), {}, []),
        (("640", "650", "700", "1300"), {}, []),  # three periods say nothing
        (("600", "640", "0", "700", "1300"), {}, []),  # nothing of which there were none
        (("640", "645", "650", "655", "820"), STOCK, [JUMP]),  # a stock moves by little
        (("640", "645", "650", "655", "800"), STOCK, []),
        (("300", "500", "800", "1300", "2000"), {}, []),  # what always grew goes on growing
    ],
)  # fmt: skip
def test_a_count(
    catalogue: Catalogue, values: tuple[str, ...], same: dict[str, Any], expected: list[str]
) -> None:
    assert meet(catalogue, series(*values, run_from=2011 + len(values)), **same) == expected


def test_a_percentage_moves_in_points(catalogue: Catalogue) -> None:
    rate = {"indicator_code": "trained_labour_rate", "unit_code": "PERCENT", "accumulation": "stock"}
    assert meet(catalogue, series("56", "56.2", "56.4", "56.5", "62", run_from=2016), **rate) == [JUMP]
    assert meet(catalogue, series("56", "56.2", "56.4", "56.5", "61", run_from=2016), **rate) == []
    assert meet(catalogue, series("0", "0", "0", "0", "6", run_from=2016), **rate) == [JUMP]


def test_the_nearest_periods_count(catalogue: Catalogue) -> None:
    """Ten years of growth: the last year is held against what it is now."""
    grown = [str(round(100 * 1.2**year)) for year in range(12)]
    assert meet(catalogue, series(*grown, run_from=2023)) == []


def test_a_half_year_is_held_against_the_same_half(catalogue: Catalogue) -> None:
    first = series("100", "110", "105", "115", "108", label="{}-S1", run_from=2016)
    second = series("1000", "1100", "1050", "1150", label="{}-S2")
    assert meet(catalogue, first, second) == []
    slipped = series("100", "110", "105", "115", "1080", label="{}-S1", run_from=2016)
    assert meet(catalogue, slipped, second) == [JUMP]


def test_months_need_a_whole_year_before_any_is_judged(catalogue: Catalogue) -> None:
    def months(count: int) -> str:
        lines = [f"2022-M{month:02} | 100 | lake" for month in range(1, count + 1)]
        return "\n".join(["period | value | at", *lines, "2023-M01 | 900 | run"])

    assert meet(catalogue, months(11)) == []
    assert meet(catalogue, months(12)) == [JUMP]


def test_a_workbook_of_many_years_is_its_own_past(catalogue: Catalogue) -> None:
    drawn = series("600", "640", "6500", "660", "700", "690", run_from=2012)
    assert meet(catalogue, drawn, submission_id="s") == [JUMP]
    assert (
        meet(catalogue, series("600", "640", "650", "660", "700", "690", run_from=2012), submission_id="s")
        == []
    )


def test_a_lasting_change_of_level_is_told_once_and_not_of_every_year(catalogue: Catalogue) -> None:
    drawn = series("100", "101", "99", "102", "500", "510", "505", "502", run_from=2012)
    assert meet(catalogue, drawn) == []


def test_what_adds_up_since_a_beginning_is_not_judged(catalogue: Catalogue) -> None:
    values = ("600", "640", "650", "700", "2000")
    drawn = series(*values, label="..--{}-06-30", run_from=2016)
    assert meet(catalogue, drawn, accumulation="itd") == []


def test_of_several_reports_of_a_period_one_counts(catalogue: Catalogue) -> None:
    """Four statements of one year are one year."""
    lines = [f"2014 | {value} | lake" for value in (600, 610, 620, 630)]
    drawn = "\n".join(["period | value | at", *lines, "2015 | 2000 | run"])
    assert meet(catalogue, drawn) == []


def test_the_message_shows_what_is_usual(catalogue: Catalogue) -> None:
    (found,) = meet_figures(catalogue, series("600", "640", "650", "700", "2000", run_from=2016))
    assert "(trung vị 645, từ 4 kỳ; mức thường gặp từ 322 đến 1.290)" in found.message_vi
    assert "(median 645, from 4 periods; usual between 322 and 1,290)" in found.message_en
    assert found.observation_id == "o5"


def test_a_figure_without_a_number_is_not_judged(catalogue: Catalogue) -> None:
    drawn = series("600", "640", "650", "700") + "\n2016 |  | run"
    assert meet(catalogue, drawn, lower=Decimal(2000), upper=Decimal(3000)) == []
