"""The figure of the country as reported, and beside it what the provinces come to: drawn."""

from __future__ import annotations

from drawn import check_cells
from small_lakes import SmallLake, asked, small_catalogue


def published(tmp_path, rows, *rules, on="2023-02-01"):
    lake = SmallLake(tmp_path, small_catalogue(*rules))
    lake.submit(rows, name="all")
    lake.publish(on)
    return lake


def test_the_sum_of_the_provinces_stands_beside_the_country_and_is_not_it(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        VN   | 700000
        04   | 12000
        14   | 1
        19   | 15000
        20   | 0
        """,
        asked("jobs", "2022", "2022"),
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state     | national_value | provinces_sum | provinces_summed | provinces_expected
        04        | reported  | 700000         | 27001         | 4                | 4
        06        | not_asked | 700000         | 27001         | 4                | 4
        20        | reported  | 700000         | 27001         | 4                | 4
        """,
    )


def test_a_sum_over_missing_withheld_or_bounded_provinces_is_missing_and_says_how_many_there_are(tmp_path):
    lake = published(
        tmp_path,
        """
        period | area | value | withheld | qualifier
        2020   | 04   | 1     |          |
        2020   | 06   | 2     |          |
        2021   | 04   | 1     |          |
        2021   | 06   | 2     |          | more_than
        2022   | 04   | 1     |          |
        2022   | 06   | 2     | yes      |
        2019   | 04   | 1     |          |
        """,
        asked("jobs", "2019", "2019", areas=("04", "20")),
    )
    drawn = "area_code | provinces_sum | provinces_summed | provinces_expected\n04 | {} | {} | 2"
    for period, total, summed in (("2020", "3", 2), ("2021", "", 1), ("2022", "", 1), ("2019", "", 1)):
        check_cells(lake.warehouse, drawn.format(total, summed), f"period = '{period}'")


def test_rates_and_averages_are_never_summed(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | area | value
        jobless_rate | VN   | 3
        jobless_rate | 04   | 2
        jobless_rate | 20   | 4
        wage         | 04   | 5000000
        wage         | 20   | 6000000
        """,
    )
    for indicator, national in (("jobless_rate", "3"), ("wage", "")):
        check_cells(
            lake.warehouse,
            f"""
            area_code | national_value | provinces_sum | provinces_summed | provinces_expected
            04        | {national}     |               |                  |
            """,
            f"indicator_code = '{indicator}'",
        )


def test_plans_are_summed_with_plans_of_their_basis_only(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | plan_basis | value
        04   | plan     | assigned   | 100
        14   | plan     | assigned   | 50
        20   | plan     | proposed   | 120
        20   | actual   |            | 7
        """,
    )
    check_cells(lake.warehouse, "area_code | provinces_sum\n04 | 150", "plan_basis = 'assigned'")
    check_cells(lake.warehouse, "area_code | provinces_sum\n20 | 120", "plan_basis = 'proposed'")
    check_cells(lake.warehouse, "area_code | provinces_sum\n20 | 7", "scenario = 'actual'")


def test_a_merged_province_counts_once_in_the_sum(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        06   | 3000
        19   | 15000
        20   | 12000
        """,
        on="2026-02-01",
    )
    drawn = "area_code | provinces_sum | provinces_summed | provinces_expected\n20 | 30000 | {} | {}"
    check_cells(lake.warehouse, drawn.format(3, 3))
    check_cells(lake.warehouse, drawn.format(2, 2), boundary="2025-07-01")


def test_a_merged_province_of_which_a_part_is_missing_is_missing_in_the_sum(tmp_path):
    lake = published(tmp_path, "area | value\n06 | 3000\n20 | 12000", on="2026-02-01")
    check_cells(
        lake.warehouse,
        """
        area_code | reason    | provinces_sum | provinces_summed | provinces_expected
        19        | territory |               | 1                | 2
        """,
        boundary="2025-07-01",
    )
