"""Figures regrouped to the boundaries of a later day: Bắc Kạn (06) merged into Thái Nguyên (19) on 1/7/2025."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import ask, check_cells
from small_lakes import SmallLake, asked, small_catalogue

MERGED = "2025-07-01"


def published(tmp_path, rows, *rules, **more):
    lake = SmallLake(tmp_path, small_catalogue(*rules))
    lake.submit(rows, name="all", **more)
    lake.publish("2026-02-01")
    return lake


def test_counts_add_up_to_the_successor_and_are_marked_derived(tmp_path):
    lake = published(
        tmp_path,
        """
        area | value
        06   | 3000
        19   | 15000
        20   | 12000
        """,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | territory     | state     | value | rank | derived | notes
        04        | 04            | not_asked |       |      | False   |
        14        | 14            | not_asked |       |      | False   |
        19        | 19@2025-07-01 | reported  | 18000 | 1    | True    | made_from=06+19
        20        | 20            | reported  | 12000 | 2    | False   |
        """,
        boundary=MERGED,
    )
    check_cells(
        lake.warehouse,
        """
        area_code | value | derived
        06        | 3000  | False
        19        | 15000 | False
        """,
    )


def test_a_sum_over_missing_is_missing(tmp_path):
    lake = published(tmp_path, "area | value\n19 | 15000", asked("jobs", "2022", "2022"))
    check_cells(
        lake.warehouse,
        """
        area_code | state          | reason    | value
        19        | not_comparable | territory |
        14        | not_reported   |           |
        """,
        boundary=MERGED,
    )


def test_a_withheld_or_bounded_part_is_not_added(tmp_path):
    lake = published(
        tmp_path,
        """
        period | area | value | withheld | qualifier
        2021   | 06   | 3000  | yes      |
        2021   | 19   | 15000 |          |
        2022   | 06   | 3000  |          | more_than
        2022   | 19   | 15000 |          |
        """,
    )
    check_cells(
        lake.warehouse, "area_code | state | value\n19 | withheld |", "period = '2021'", boundary=MERGED
    )
    check_cells(
        lake.warehouse,
        "area_code | state | reason\n19 | not_comparable | territory",
        "period = '2022'",
        boundary=MERGED,
    )


def test_a_rate_is_derived_again_from_its_counts_and_else_refused(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | period | area | value
        jobless_rate | 2021   | 06   | 10
        jobless_rate | 2021   | 19   | 2
        jobless_rate | 2022   | 06   | 10
        jobless_rate | 2022   | 19   | 2
        jobless      | 2022   | 06   | 100
        jobless      | 2022   | 19   | 180
        labour       | 2022   | 06   | 1000
        labour       | 2022   | 19   | 9000
        """,
    )
    check_cells(
        lake.warehouse,
        "area_code | state | value | derived\n19 | reported | 2.8 | True",
        "indicator_code = 'jobless_rate' and period = '2022'",
        boundary=MERGED,
    )
    check_cells(
        lake.warehouse,
        "area_code | state | reason | value\n19 | not_comparable | territory |",
        "indicator_code = 'jobless_rate' and period = '2021'",
        boundary=MERGED,
    )


def test_averages_and_rates_are_weighted_by_their_denominator_with_a_mark_and_else_refused(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator    | period | area | value   | qualifier
        wage         | 2022   | 06   | 5000000 |
        wage         | 2022   | 19   | 7000000 |
        share        | 2022   | 06   | 50      |
        share        | 2022   | 19   | 70      |
        jobless_rate | 2022   | 06   | 10      |
        jobless_rate | 2022   | 19   | 2       |
        labour       | 2022   | 06   | 1000    |
        labour       | 2022   | 19   | 3000    |
        wage         | 2021   | 06   | 5000000 |
        wage         | 2021   | 19   | 7000000 |
        labour       | 2021   | 19   | 3000    |
        share        | 2020   | 06   | 50      |
        share        | 2020   | 19   | 70      |
        labour       | 2020   | 06   | 1000    | about
        labour       | 2020   | 19   | 3000    |
        share        | 2019   | 06   | 50      |
        share        | 2019   | 19   | 70      |
        labour       | 2019   | 06   | 0       |
        labour       | 2019   | 19   | 0       |
        """,
    )
    for indicator, value in (("wage", "6500000"), ("share", "65"), ("jobless_rate", "4")):
        check_cells(
            lake.warehouse,
            f"area_code | state | value | derived | notes\n"
            f"19 | reported | {value} | True | made_from=06+19; weighted_by=labour",
            f"indicator_code = '{indicator}' and period = '2022'",
            boundary=MERGED,
        )
    for indicator, period in (("wage", "2021"), ("share", "2020"), ("share", "2019")):
        check_cells(
            lake.warehouse,
            "area_code | state | reason | value\n19 | not_comparable | territory |",
            f"indicator_code = '{indicator}' and period = '{period}'",
            boundary=MERGED,
        )


def test_a_rate_without_a_denominator_of_the_catalogue_is_refused_not_averaged(tmp_path):
    lake = published(
        tmp_path,
        """
        indicator | breakdown          | area | value
        poor_rate | standard=2021-2025 | 06   | 10
        poor_rate | standard=2021-2025 | 19   | 4
        """,
    )
    check_cells(
        lake.warehouse,
        "area_code | state | reason | value\n19 | not_comparable | territory |",
        boundary=MERGED,
    )


def test_what_the_successor_says_of_the_time_before_goes_before_a_sum(tmp_path):
    lake = published(
        tmp_path,
        """
        area | territory     | value
        06   |               | 3000
        19   |               | 15000
        19   | 19@2025-07-01 | 18500
        """,
    )
    check_cells(lake.warehouse, "area_code | value | derived\n19 | 18500 | False", boundary=MERGED)
    check_cells(lake.warehouse, "area_code | value | derived\n19 | 15000 | False")


def test_from_the_day_on_everything_is_as_reported_and_before_it_came_there_is_no_such_boundary(tmp_path):
    lake = published(
        tmp_path,
        """
        period | area | territory     | value
        2024   | 19   |               | 10
        2025   | 19   | 19@2025-07-01 | 20
        """,
    )
    boundaries = "select distinct boundary, period from {} order by boundary, period"
    assert [tuple(row.values()) for row in ask(lake.warehouse, boundaries.format("comparison"))] == [
        (MERGED, "2024"),
        ("as_reported", "2024"),
        ("as_reported", "2025"),
    ]
    check_cells(
        lake.warehouse,
        """
        area_code | value | value_year_before | notes
        19        | 20    |                   | territory_changed_since_year_before
        """,
        "period = '2025'",
    )


def test_before_a_merger_was_law_nothing_is_regrouped(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit("area | value\n19 | 10", name="all")
    lake.publish("2025-06-30")
    assert ask(lake.warehouse, "select distinct boundary from comparison") == [{"boundary": "as_reported"}]


PROVINCES = ("04", "06", "14", "19", "20")
FIGURES = st.fixed_dictionaries(
    {area: st.one_of(st.none(), st.decimals(-(10**9), 10**12, places=2)) for area in PROVINCES}
)


@settings(max_examples=4, deadline=None)
@given(said=st.lists(FIGURES, min_size=6, max_size=6))
def test_whatever_the_boundary_the_provinces_come_to_the_same(said):
    """Conservation: what adds up is neither made nor lost by redrawing; a whole with a missing part is no figure."""
    figures = {
        (str(2010 + year), area): value for year, row in enumerate(said) for area, value in row.items()
    }
    figures = {place: value for place, value in figures.items() if value is not None}
    rows = "\n".join(f"{period} | {area} | {value}" for (period, area), value in figures.items())
    with tempfile.TemporaryDirectory() as home:
        lake = published(Path(home), f"period | area | value\n{rows}")
        cells = ask(
            lake.warehouse, "select boundary, period, area_code, value, provinces_sum from comparison"
        )
    as_reported, redrawn = defaultdict(Decimal), defaultdict(Decimal)
    for cell in cells:
        drawn = as_reported if cell["boundary"] == "as_reported" else redrawn
        drawn[cell["period"]] += cell["value"] or 0
    for period, total in as_reported.items():
        parts = [figures.get((period, area)) for area in ("06", "19")]
        lost = sum(part or 0 for part in parts) if None in parts else 0
        assert (
            redrawn[period]
            == total - lost
            == sum(cell for (at, _), cell in figures.items() if at == period) - lost
        )
    for cell in cells:
        assert cell["provinces_sum"] in (None, as_reported[cell["period"]])
