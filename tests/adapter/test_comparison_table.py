"""The small comparison at the end of `make run`: what is chosen, and what a cell says."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from rich.console import Console

from lientinh_airflow.comparison_table import cell_text, choose_lines, comparison_tables

PROVINCES = ("04", "20")


def cell(period: str, area_code: str, value: int | None = 1, **others: Any) -> dict[str, Any]:
    return {
        "indicator_code": "poverty_rate",
        "breakdown": "_T",
        "period": period,
        "scenario": "actual",
        "area_code": area_code,
        "state": "reported" if value is not None else "not_reported",
        "reason": None,
        "value": None if value is None else Decimal(value),
        "lower": None,
        "upper": None,
        "qualifier": None,
        "rank": None,
        "ranked_count": 0,
        **others,
    }


def chosen(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [line for line, _ in choose_lines(rows, PROVINCES)]


def test_first_middle_and_last_year() -> None:
    rows = [cell(str(year), area) for year in range(2010, 2017) for area in PROVINCES]
    assert chosen(rows) == [("poverty_rate", year) for year in ("2010", "2013", "2016")]


@pytest.mark.parametrize(
    "others",
    [{"scenario": "plan"}, {"breakdown": "sex=F"}, {"area_code": "02"}],
    ids=["plan", "breakdown", "area"],
)
def test_what_does_not_belong_beside_it_is_not_shown(others: dict[str, Any]) -> None:
    assert chosen([cell("2016", area) | others for area in PROVINCES]) == []


def test_one_line_that_shows_why_a_figure_is_missing() -> None:
    rows = [
        cell("2022-S1", "20", indicator_code="new_jobs"),
        cell("2022-S1", "04", None, indicator_code="new_jobs"),
    ]
    assert chosen(rows) == [("new_jobs", "2022-S1")]
    asked_nobody_else = [
        cell("2022", "20", indicator_code="merit_gifts"),
        cell("2022", "04", None, indicator_code="merit_gifts", state="not_asked"),
    ]
    assert chosen(asked_nobody_else) == [("merit_gifts", "2022")]
    assert chosen([*rows, *asked_nobody_else]) == [("new_jobs", "2022-S1")], "who was asked says more"
    assert chosen(rows[:1]) == [], "one answer is no comparison"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (None, "–"),
        (cell("2016", "04", 1234500), "1.234.500"),
        (cell("2016", "04", 12, rank=2, ranked_count=4), "12 (2/4)"),
        (cell("2016", "04", 11000, qualifier="more_than"), "trên 11.000"),
        (cell("2016", "04", None, state="reported", lower=Decimal(1), upper=Decimal("1.5")), "1–1,5"),
        (cell("2016", "04", None), "chưa báo cáo"),
        (
            cell("2016", "04", None, state="not_comparable", reason="standard"),
            "không so sánh được: khác chuẩn",
        ),
    ],
)
def test_a_cell_says_its_figure_or_why_there_is_none(row: dict[str, Any] | None, text: str) -> None:
    assert cell_text(row).plain == text


def test_it_fits_a_terminal_of_80_columns(catalogue) -> None:
    provinces = catalogue.reporting_provinces()
    rows = [
        row
        for area in provinces
        for row in (cell("2015", area, 1234567), cell("2016", area, 45, rank=1, ranked_count=5))
    ]
    screen = io.StringIO()
    console = Console(file=screen, width=80)
    for table in comparison_tables(choose_lines(rows, provinces), provinces, catalogue):
        console.print(table)
    lines = screen.getvalue().splitlines()
    assert [line.split() for line in lines if line.startswith("201")] == [
        ["2015", *["1.234.567"] * 5],
        ["2016", *["45", "(1/5)"] * 5],
    ]
    assert max(map(len, lines)) <= 80
