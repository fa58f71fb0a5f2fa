"""The comparison, drawn: rows of reports in, cells of the comparison out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
from small_lakes import SmallLake, asked, small_catalogue, table


def compare_cells(file: Path, where: str = "true") -> dict[str, dict[str, object]]:
    """Cells by area, of a comparison narrowed to one series."""
    with duckdb.connect(str(file), read_only=True) as connection:
        cursor = connection.execute(f"select * from comparison where {where}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    areas = [row["area_code"] for row in rows]
    assert len(areas) == len(set(areas)), "narrow the comparison to one series"
    return {row["area_code"]: row for row in rows}


def plain(item: object) -> str | None:
    if isinstance(item, Decimal):
        return f"{item.normalize():f}"
    return None if item is None else str(item)


def check(file: Path, expected: str, where: str = "true") -> None:
    """Every cell drawn stands in the comparison as drawn."""
    cells = compare_cells(file, where)
    drawn = table(expected)
    found = [{name: plain(cells[str(row["area_code"])][name]) for name in row} for row in drawn]
    assert found == drawn


def test_annual_counts_with_ties_and_a_gap(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2021", "2022")))
    lake.submit(
        """
        area | period | value
        04   | 2021   | 11000
        04   | 2022   | 12000
        19   | 2022   | 15000
        20   | 2022   | 12000
        """,
        name="all",
    )
    lake.publish("2023-02-01")
    check(
        lake.file,
        """
        area_code | state        | value | rank | ranked_count | gap_to_best | gap_to_median | value_year_before | change_abs | change_pct
        04        | reported     | 12000 | 2    | 3            | -3000       | 0             | 11000             | 1000       | 9.090909
        06        | not_asked    |       |      | 3            |             |               |                   |            |
        14        | not_reported |       |      | 3            |             |               |                   |            |
        19        | reported     | 15000 | 1    | 3            | 0           | 3000          |                   |            |
        20        | reported     | 12000 | 2    | 3            | -3000       | 0             |                   |            |
        """,
        "period = '2022'",
    )
