"""What a plan measures, and what it does not: drawn."""

from __future__ import annotations

from drawn import check_cells
from small_lakes import SmallLake, asked, small_catalogue

ATTAINED = "area_code | plan_value | plan_attainment_pct | notes\n"


def published(tmp_path, rows, *rules, on="2023-02-01"):
    lake = SmallLake(tmp_path, small_catalogue(*rules))
    lake.submit(rows, name="all")
    lake.publish(on)
    return lake


def test_an_adjusted_plan_that_is_bounded_or_withheld_still_takes_the_place_of_the_assigned_one(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | plan_basis | value | lower | upper | qualifier | withheld
        04   | actual   |            | 12    |       |       |           |
        04   | plan     | assigned   | 16    |       |       |           |
        04   | plan     | adjusted   |       | 10    | 12    | between   |
        14   | actual   |            | 12    |       |       |           |
        14   | plan     | assigned   | 16    |       |       |           |
        14   | plan     | adjusted   | 10    |       |       |           | yes
        20   | actual   |            | 12    |       |       | about     |
        20   | plan     | resolution | 16    |       |       |           |
        """,
    )
    check_cells(
        lake.warehouse,
        ATTAINED
        + """04 |    | | plan_basis=adjusted; plan_qualifier=between
        14      |    | | plan_basis=adjusted; plan_withheld
        20      | 16 | | plan_basis=resolution
        """,
        "scenario = 'actual'",
    )


def test_half_a_year_is_not_measured_by_the_plan_of_the_year_nor_a_sum_since_the_beginning(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | period  | accumulation | value
        04   | plan     | 2022    | period       | 16000
        04   | actual   | 2022-S1 | period       | 8000
        04   | actual   | 2022    | itd          | 40000
        04   | estimate | 2022    | period       | 12000
        """,
    )
    check_cells(lake.warehouse, ATTAINED + "04 | | |", "period = '2022-S1'")
    check_cells(lake.warehouse, ATTAINED + "04 | | |", "accumulation = 'itd'")
    check_cells(lake.warehouse, ATTAINED + "04 | 16000 | 75 | plan_basis=assigned", "scenario = 'estimate'")


def test_where_less_is_better_the_plan_is_shown_and_nothing_is_attained_nor_of_a_plan_of_nought(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | area | scenario | value
        jobless_rate | 04   | actual   | 3
        jobless_rate | 04   | plan     | 3.45
        jobs         | 04   | actual   | 3
        jobs         | 04   | plan     | 0
        """,
    )
    drawn = ATTAINED + "04 | {} | | plan_basis=assigned"
    check_cells(
        lake.warehouse, drawn.format("3.45"), "indicator_code = 'jobless_rate' and scenario = 'actual'"
    )
    check_cells(lake.warehouse, drawn.format("0"), "indicator_code = 'jobs' and scenario = 'actual'")


def test_a_plan_of_merged_provinces_measures_what_they_did_together(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | value
        06   | actual   | 30
        19   | actual   | 60
        06   | plan     | 20
        19   | plan     | 80
        """,
        on="2026-02-01",
    )
    check_cells(
        lake.warehouse,
        ATTAINED + "19 | 100 | 90 | made_from=06+19; plan_basis=assigned",
        "scenario = 'actual'",
        boundary="2025-07-01",
    )


def test_a_plan_alone_is_no_figure_of_what_was_done_and_owes_it_only_who_was_asked(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | value
        04   | plan     | 16
        06   | plan     | 5
        20   | actual   | 7
        """,
        asked("jobs", "2022", "2022"),
        on="2023-01-15",
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state          | reason    | value
        04        | not_due        | plan_only |
        06        | not_comparable | plan_only |
        14        | not_due        |           |
        20        | reported       |           | 7
        """,
        "scenario = 'actual'",
    )
