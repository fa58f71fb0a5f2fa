"""Where a series breaks: another territory, another definition, another standard a year before. Drawn."""

from __future__ import annotations

from drawn import check_cells
from lientinh.catalogue.models import Dimension
from small_lakes import DIMENSIONS, INDICATORS, SmallLake, small_catalogue


def published(tmp_path, rows, **more):
    lake = SmallLake(tmp_path, small_catalogue(**more))
    lake.submit(rows, name="all", landed="2026-01-10")
    lake.publish("2027-02-01")
    return lake


CHANGES = "area_code | value | value_year_before | change_abs | change_pct | series_break | notes\n"


def test_a_merged_province_breaks_for_a_year_and_nobody_else_does(tmp_path):
    lake = published(
        tmp_path,
        """
        period   | area | territory     | value
        2024     | 19   |               | 10
        2024     | 20   |               | 10
        2025     | 19   | 19@2025-07-01 | 20
        2025     | 20   |               | 12
        2026     | 19   | 19@2025-07-01 | 25
        2024-M06 | 19   |               | 1
        2024-M07 | 19   |               | 1
        2025-M06 | 19   |               | 2
        2025-M07 | 19   | 19@2025-07-01 | 3
        """,
    )
    broken = CHANGES + "19 | {} | | | | territory | territory_changed_since_year_before"
    check_cells(lake.warehouse, broken.format(20) + "\n20 | 12 | 10 | 2 | 20 | |", "period = '2025'")
    check_cells(lake.warehouse, CHANGES + "19 | 25 | 20 | 5 | 25 | |", "period = '2026'")
    check_cells(lake.warehouse, CHANGES + "19 | 2 | 1 | 1 | 100 | |", "period = '2025-M06'")
    check_cells(lake.warehouse, broken.format(3), "period = '2025-M07'")


def test_what_the_successor_says_of_the_year_before_mends_the_break(tmp_path):
    lake = published(
        tmp_path,
        """
        period | area | territory     | value
        2024   | 19   |               | 10
        2024   | 19   | 19@2025-07-01 | 16
        2025   | 19   | 19@2025-07-01 | 20
        """,
    )
    check_cells(lake.warehouse, CHANGES + "19 | 20 | 16 | 4 | 25 | |", "period = '2025'")


def test_on_the_later_boundary_the_time_before_has_no_break(tmp_path):
    lake = published(
        tmp_path,
        """
        period | area | value
        2023   | 06   | 10
        2023   | 19   | 30
        2024   | 06   | 20
        2024   | 19   | 40
        """,
    )
    check_cells(
        lake.warehouse,
        CHANGES + "19 | 60 | 40 | 20 | 50 | | made_from=06+19",
        "period = '2024'",
        boundary="2025-07-01",
    )


def test_a_new_standard_breaks_the_series_unless_the_year_before_was_said_under_it_too(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator | period | area | breakdown          | value
        poor_rate | 2021   | 04   | standard=2016-2020 | 5
        poor_rate | 2022   | 04   | standard=2021-2025 | 9
        poor_rate | 2021   | 14   | standard=2016-2020 | 5
        poor_rate | 2021   | 14   | standard=2021-2025 | 10
        poor_rate | 2022   | 14   | standard=2021-2025 | 9
        poor_rate | 2022   | 20   | standard=2021-2025 | 8
        """,
    )
    check_cells(
        lake.warehouse,
        CHANGES
        + """04 | 9 | | | | standard | standard_changed_since_year_before
        14 | 9 | 10 | -1 | | |
        20 | 8 | | | | |
        """,
        "period = '2022' and breakdown = 'standard=2021-2025'",
    )


def test_a_definition_that_is_no_standard_is_named_so_as_break_and_as_reason(tmp_path):
    intake = INDICATORS[0].model_copy(
        update={
            "indicator_code": "intake",
            "definition_dimensions": ("counting",),
            "dimensions": ("counting",),
        }
    )
    ways = tuple(
        Dimension(dimension="counting", member=member, name_vi=member, name_en=member)
        for member in ("new", "all")
    )
    lake = published(
        tmp_path,
        """
        indicator | period | area | breakdown    | value
        intake    | 2021   | 04   | counting=all | 50
        intake    | 2022   | 04   | counting=new | 30
        intake    | 2022   | 20   | counting=all | 60
        """,
        indicators=(*INDICATORS, intake),
        dimensions=(*DIMENSIONS, *ways),
    )
    check_cells(
        lake.warehouse,
        """
        area_code | state          | reason     | value | change_abs | series_break
        04        | reported       |            | 30    |            | definition
        20        | not_comparable | definition |       |            |
        """,
        "period = '2022' and breakdown = 'counting=new'",
    )
