"""The comparison, drawn: rows of reports in, cells of the comparison out."""

from __future__ import annotations

import pytest

from drawn import ask, check_cells
from small_lakes import UNDATED, SmallLake, asked, owed, small_catalogue

JOBS = asked("jobs", "2021", "2022")


def published(tmp_path, rows, *rules, on="2023-02-01", **more):
    lake = SmallLake(tmp_path, small_catalogue(*rules))
    lake.submit(rows, name="all", **more)
    lake.publish(on)
    return lake


def test_columns_are_those_of_the_design_in_that_order_and_then_ours(tmp_path):
    lake = published(tmp_path, "period | value\n2022 | 5", JOBS)
    (row, *_) = ask(lake.warehouse, "select * from comparison")
    assert " ".join(row) == (
        "indicator_code indicator_name_vi indicator_name_en breakdown period period_start period_end period_basis "
        "scenario plan_basis accumulation boundary area_code area_name_vi area_name_en territory state reason value "
        "lower upper qualifier unit_code obs_status rank ranked_count gap_to_best gap_to_median value_year_before "
        "change_abs change_pct plan_value plan_attainment_pct national_value derived notes observation_id "
        "provinces_sum provinces_summed provinces_expected series_break"
    )


def test_counts_are_ranked_with_ties_best_first(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        04   | 12000
        19   | 15000
        20   | 12000
        """,
        JOBS,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state        | value | rank | ranked_count | gap_to_best | gap_to_median
        04        | reported     | 12000 | 2    | 3            | -3000       | 0
        06        | not_asked    |       |      | 3            |             |
        14        | not_reported |       |      | 3            |             |
        19        | reported     | 15000 | 1    | 3            | 0           | 3000
        20        | reported     | 12000 | 2    | 3            | -3000       | 0
        """,
        "period = '2022'",
    )


def test_where_less_is_better_the_lowest_comes_first_and_the_median_of_four_is_between(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | area | value
        jobless_rate | 04   | 2.5
        jobless_rate | 14   | 3.0
        jobless_rate | 19   | 2.0
        jobless_rate | 20   | 4.0
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | rank | gap_to_best | gap_to_median
        04        | 2    | 0.5         | -0.25
        14        | 3    | 1           | 0.25
        19        | 1    | 0           | -0.75
        20        | 4    | 2           | 1.25
        """,
    )


def test_the_best_share_the_first_rank_and_leave_the_second_empty(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | area | value | qualifier
        jobless_rate | 04   | 2.5   |
        jobless_rate | 14   | 2.5   |
        jobless_rate | 19   | 3.0   |
        jobless_rate | 20   | 1.0   | about
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | rank | ranked_count | gap_to_best | gap_to_median
        04        | 1    | 3            | 0           | 0
        06        |      | 3            |             |
        14        | 1    | 3            | 0           | 0
        19        | 3    | 3            | 0.5         | 0.5
        20        |      | 3            |             |
        """,
    )


def test_a_neutral_indicator_has_a_median_and_no_rank(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator | area | value
        labour    | 04   | 100
        labour    | 20   | 300
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state    | rank | ranked_count | gap_to_best | gap_to_median
        04        | reported |      | 0            |             | -100
        20        | reported |      | 0            |             | 100
        """,
    )


def test_one_figure_alone_has_no_rank(tmp_path):
    lake = published(tmp_path, "area | value\n04 | 12000")
    check_cells(
        lake.warehouse,
        """
        area_code | value | rank | ranked_count | gap_to_best | gap_to_median
        04        | 12000 |      | 0            |             |
        """,
    )


def test_a_bounded_value_is_shown_with_its_word_and_never_ranked(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value | lower | upper | qualifier
        04   | 12000 |       |       |
        14   | 20000 | 20000 |       | more_than
        19   |       | 1     | 2     | between
        20   | 11000 |       |       |
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state    | value | lower | upper | qualifier | rank | ranked_count | gap_to_best
        04        | reported | 12000 |       |       |           | 1    | 2            | 0
        14        | reported | 20000 | 20000 |       | more_than |      | 2            |
        19        | reported |       | 1     | 2     | between   |      | 2            |
        20        | reported | 11000 |       |       |           | 2    | 2            | -1000
        """,
    )


def test_missing_is_not_zero(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        04   | 0
        20   | 5
        """,
        JOBS,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state        | value | rank
        04        | reported     | 0     | 2
        14        | not_reported |       |
        20        | reported     | 5     | 1
        """,
        "period = '2022'",
    )


def test_changes_of_counts_are_per_cent_of_rates_only_points(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | area | period | value
        jobs         | 04   | 2021   | 11000
        jobs         | 04   | 2022   | 12000
        jobs         | 20   | 2021   | 0
        jobs         | 20   | 2022   | 5
        jobless_rate | 04   | 2021   | 2.5
        jobless_rate | 04   | 2022   | 2
        """,
    )
    changes = """
        area_code | value_year_before | change_abs | change_pct
        04        | {} | {} | {}
        """
    check_cells(
        lake.warehouse, changes.format(11000, 1000, 9.090909), "indicator_code = 'jobs' and period = '2022'"
    )
    check_cells(
        lake.warehouse,
        changes.format("2.5", "-0.5", ""),
        "indicator_code = 'jobless_rate' and period = '2022'",
    )
    check_cells(
        lake.warehouse,
        """
        area_code | value_year_before | change_abs | change_pct
        20        | 0                 | 5          |
        """,
        "indicator_code = 'jobs' and period = '2022'",
    )


def test_a_half_year_is_measured_against_the_half_year_before(tmp_path):
    lake = published(
        tmp_path,
        """
        area | period  | value
        04   | 2021-S1 | 100
        04   | 2021    | 900
        04   | 2022-S1 | 150
        """,
    )
    check_cells(
        lake.warehouse,
        "area_code | value_year_before | change_pct\n04 | 100 | 50",
        "period = '2022-S1'",
    )


@pytest.mark.parametrize(
    ("basis", "value", "attained"),
    [
        ("assigned", "16000", "75"),
        ("adjusted", "16000", "75"),
        ("resolution", "16000", "75"),
        ("proposed", "", ""),
        ("term", "", ""),
        ("unstated", "", ""),
    ],
)
def test_attainment_goes_by_assigned_adjusted_and_resolved_plans_only(tmp_path, basis, value, attained):
    lake = published(
        tmp_path,
        f"""
        area | scenario | plan_basis | value
        04   | actual   |            | 12000
        04   | plan     | {basis}    | 16000
        """,
    )
    check_cells(
        lake.warehouse,
        f"""
        area_code | plan_value | plan_attainment_pct | notes
        04        | {value}    | {attained}          | {f"plan_basis={basis}" if value else ""}
        """,
        "scenario = 'actual'",
    )


def test_an_adjusted_plan_goes_before_the_assigned_one_and_bounds_attain_nothing(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | plan_basis | value | qualifier
        04   | actual   |            | 12000 |
        04   | plan     | assigned   | 16000 |
        04   | plan     | adjusted   | 10000 |
        20   | actual   |            | 12000 |
        20   | plan     | assigned   | 16000 | at_least
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | plan_value | plan_attainment_pct | notes
        04        | 10000      | 120                 | plan_basis=adjusted
        20        | 16000      |                     | plan_basis=assigned; plan_qualifier=at_least
        """,
        "scenario = 'actual'",
    )


def test_a_plan_for_the_year_measures_a_report_cut_on_the_14th_and_says_so(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | period_basis | value
        04   | actual   | nd09         | 12000
        04   | plan     | calendar     | 16000
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | plan_value | plan_attainment_pct | notes
        04        | 16000      | 75                  | plan_basis=assigned; plan_period_basis=calendar
        """,
        "scenario = 'actual'",
    )


def test_a_plan_never_stands_among_actual_figures(tmp_path):
    lake = published(
        tmp_path,
        """
        area | scenario | value
        04   | plan     | 12000
        20   | actual   | 11000
        """,
        JOBS,
    )
    cells = """
        area_code | state        | reason    | value | rank | plan_value
        04        | not_reported | plan_only |       |      | 12000
        20        | reported     |           | 11000 |      |
        """
    check_cells(lake.warehouse, cells, "scenario = 'actual' and period = '2022'")
    check_cells(
        lake.warehouse,
        """
        area_code | state     | value
        04        | reported  | 12000
        20        | not_asked |
        """,
        "scenario = 'plan'",
    )


def test_the_country_is_shown_as_reported_and_is_no_row(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        VN   | 700000
        04   | 12000
        """,
    )
    assert {row["area_code"] for row in ask(lake.warehouse, "select * from comparison")} == {
        "04",
        "06",
        "14",
        "19",
        "20",
    }
    check_cells(lake.warehouse, "area_code | national_value\n04 | 700000\n20 | 700000")


def test_a_flagged_figure_says_so(tmp_path):
    lake = published(tmp_path, "area | value | flagged\n04 | 5 | yes")
    check_cells(lake.warehouse, "area_code | value | notes\n04 | 5 | flagged")


def test_a_withheld_cell_shows_no_value(tmp_path):
    lake = published(tmp_path, "area | value | withheld | id\n04 | 5 | yes | w\n20 | 6 | |")
    check_cells(
        lake.warehouse,
        """
        area_code | state    | value | rank | change_abs
        04        | withheld |       |      |
        20        | reported | 6     |      |
        """,
    )
    assert ask(lake.warehouse, "select * from observation where observation_id = ?", lake.ids["w"]) == []


@pytest.mark.parametrize(
    ("on", "state"), [("2022-06-01", "not_due"), ("2023-01-15", "not_due"), ("2023-01-16", "not_reported")]
)
def test_what_is_asked_is_missing_only_after_its_last_day_on_time(tmp_path, on, state):
    lake = published(tmp_path, "period | value\n2021 | 5", JOBS, on=on, landed="2022-01-10")
    check_cells(
        lake.warehouse,
        f"area_code | state\n04 | {state}\n06 | not_asked",
        "period = '2022' and scenario = 'actual'",
    )


def test_a_duty_without_a_verified_date_is_open_until_the_period_ends(tmp_path):
    undated = small_catalogue(asked("jobs", "2022"), calendar=(owed(**UNDATED),))
    lake = SmallLake(tmp_path, undated)
    lake.submit("indicator | value\nlabour | 1", name="all", landed="2022-01-10")
    lake.publish("2022-12-31")
    check_cells(
        lake.warehouse, "area_code | state\n04 | not_due", "indicator_code = 'jobs' and period = '2022'"
    )
    lake.publish("2023-01-01")
    check_cells(
        lake.warehouse, "area_code | state\n04 | not_reported", "indicator_code = 'jobs' and period = '2022'"
    )


def test_everybody_asked_means_the_provinces_of_that_time(tmp_path):
    rule = asked("jobs", "2024", "2025", areas=("*",))
    lake = published(tmp_path, "indicator | value\nlabour | 1", rule, on="2026-02-01")
    states = (
        "select territory, state from comparison where indicator_code = 'jobs' and boundary = 'as_reported'"
    )
    of_2024 = {row["territory"]: row["state"] for row in ask(lake.warehouse, states + " and period = '2024'")}
    of_2025 = {row["territory"]: row["state"] for row in ask(lake.warehouse, states + " and period = '2025'")}
    assert of_2024 == dict.fromkeys(("04", "06", "14", "19", "20"), "not_reported")
    assert of_2025 == dict.fromkeys(("04", "14", "19@2025-07-01", "20"), "not_reported")
