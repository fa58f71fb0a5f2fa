"""Why a figure must not stand in another's place, drawn."""

from __future__ import annotations

import pytest

from drawn import check_cells
from small_lakes import SmallLake, asked, small_catalogue


def cells_of(tmp_path, rows, expected, where):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))
    lake.submit(rows, name="all", issued="2022-07-21")
    lake.publish("2023-02-01")
    check_cells(lake.warehouse, expected, where)


def test_an_estimate_does_not_stand_for_an_actual_nor_the_other_way(tmp_path):
    cells_of(
        tmp_path,
        """
        area | scenario | value
        04   | estimate | 16000
        20   | actual   | 12000
        """,
        """
        area_code | state          | reason        | value
        04        | not_comparable | estimate_only |
        14        | not_reported   |               |
        20        | reported       |               | 12000
        """,
        "scenario = 'actual'",
    )
    check_cells(
        SmallLake(tmp_path, small_catalogue()).warehouse,
        """
        area_code | state          | reason      | value
        04        | reported       |             | 16000
        20        | not_comparable | actual_only |
        """,
        "scenario = 'estimate'",
    )


@pytest.mark.parametrize(
    ("reason", "figure"),
    [
        ("standard", "breakdown = standard=2016-2020"),
        ("basis", "period_basis = nd09"),
        ("other_accumulation", "accumulation = average"),
        ("territory", "territory = 19@2025-07-01"),
        ("period", "period = 2022-01-01--P11M"),
    ],
)
def test_a_figure_that_differs_in_one_thing(tmp_path, reason, figure):
    """Cao Bằng reports the poverty rate under the standard 2021-2025, Thái Nguyên something else."""
    name, value = figure.split(" = ")
    row = {
        "breakdown": "standard=2021-2025",
        "period": "2022",
        "period_basis": "",
        "accumulation": "",
        "territory": "",
    }
    row[name] = value
    cells_of(
        tmp_path,
        f"""
        indicator | area | breakdown          | period | period_basis | accumulation | territory | value
        poor_rate | 04   | standard=2021-2025 | 2022   |              |              |           | 5
        poor_rate | 19   | {" | ".join(row.values())} | 4
        """,
        f"""
        area_code | state          | reason   | value
        04        | reported       |          | 5
        19        | not_comparable | {reason} |
        """,
        "breakdown = 'standard=2021-2025' and period = '2022' and period_basis = 'calendar' "
        "and accumulation = 'period'",
    )


def test_a_part_does_not_stand_for_the_whole_nor_the_whole_for_a_part(tmp_path):
    rows = """
        indicator | area | breakdown | value
        trained   | 04   | _T        | 100
        trained   | 20   | sex=F     | 40
        """
    cells_of(
        tmp_path,
        rows,
        """
        area_code | state          | reason | value
        04        | reported       |        | 100
        20        | not_comparable | scope  |
        """,
        "indicator_code = 'trained' and breakdown = '_T'",
    )
    check_cells(
        SmallLake(tmp_path, small_catalogue()).warehouse,
        """
        area_code | state     | reason | value
        04        | not_asked |        |
        20        | reported  |        | 40
        """,
        "breakdown = 'sex=F'",
    )


def test_eight_months_compete_with_a_half_year_and_a_half_year_not_with_a_year(tmp_path):
    rows = """
        area | period            | value
        04   | 2022-S1           | 50
        19   | 2022-01-01--P8M   | 80
        20   | 2022              | 90
        """
    cells_of(
        tmp_path,
        rows,
        """
        area_code | state          | reason | value
        04        | reported       |        | 50
        19        | not_comparable | period |
        20        | not_asked      |        |
        """,
        "period = '2022-S1'",
    )
    check_cells(
        SmallLake(tmp_path, small_catalogue()).warehouse,
        """
        area_code | state          | reason | value
        04        | not_reported   |        |
        19        | not_comparable | period |
        20        | reported       |        | 90
        """,
        "period = '2022'",
    )


def test_plans_of_another_basis_do_not_compare(tmp_path):
    cells_of(
        tmp_path,
        """
        area | scenario | plan_basis | value
        04   | plan     | assigned   | 100
        20   | plan     | proposed   | 120
        """,
        """
        area_code | state          | reason     | value
        04        | reported       |            | 100
        20        | not_comparable | plan_basis |
        """,
        "plan_basis = 'assigned'",
    )


def test_the_figure_that_differs_least_gives_the_reason_and_can_be_explained(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit(
        """
        indicator | area | scenario | breakdown          | value | id
        poor_rate | 04   | actual   | standard=2021-2025 | 5     |
        poor_rate | 20   | estimate | standard=2021-2025 | 6     | near
        poor_rate | 20   | plan     | standard=2016-2020 | 7     | far
        """,
        name="all",
    )
    lake.publish("2023-02-01")
    check_cells(
        lake.warehouse,
        f"""
        area_code | state          | reason        | observation_id
        20        | not_comparable | estimate_only | {lake.ids["near"]}
        """,
        "scenario = 'actual'",
    )


def test_an_estimate_of_another_cut_off_is_first_of_all_an_estimate_and_a_plan_no_figure_at_all(tmp_path):
    cells_of(
        tmp_path,
        """
        area | scenario | period_basis | value
        04   | estimate | nd09         | 16000
        14   | plan     | nd09         | 16000
        19   | actual   | nd09         | 16000
        20   | actual   | calendar     | 12000
        """,
        """
        area_code | state          | reason        | value
        04        | not_comparable | estimate_only |
        14        | not_reported   | plan_only     |
        19        | not_comparable | basis         |
        20        | reported       |               | 12000
        """,
        "scenario = 'actual' and period_basis = 'calendar'",
    )
