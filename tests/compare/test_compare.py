"""Compare: the rows asked for, and a nearest word for what nobody knows."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from lientinh.compare import compare, read_names
from lientinh.errors import InfrastructureError, UsageError
from lientinh.settings import Settings
from small_lakes import SmallLake, asked, moment, small_catalogue

ROWS = """
    period | area | scenario | value
    2021   | 04   | actual   | 90
    2022   | 04   | actual   | 100
    2022   | 06   | actual   | 30
    2022   | 19   | actual   | 150
    2022   | 20   | plan     | 120
    2025   | 19   | estimate | 200
    """


@pytest.fixture
def lake(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))
    lake.submit(ROWS.strip(), name="one", report="R", landed="2025-12-01")
    lake.publish("2025-12-10")
    return lake


def cells(rows, state="reported"):
    return [(row["period"], row["scenario"], row["area_code"]) for row in rows if row["state"] == state]


def test_all_cells_of_an_indicator_the_newest_period_first(lake):
    rows = compare(lake.settings, "jobs")
    assert {row["boundary"] for row in rows} == {"as_reported"}
    assert [row["period"] for row in rows] == sorted((row["period"] for row in rows), reverse=True)
    assert len(cells(rows)) == 5


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"period": "2021"}, [("2021", "actual", "04")]),
        ({"scenario": "plan"}, [("2022", "plan", "20")]),
        ({"period": "2022", "scenario": "estimate"}, []),
    ],
)
def test_narrowed(lake, narrowed, expected):
    assert cells(compare(lake.settings, "jobs", **narrowed)) == expected


@pytest.mark.parametrize("boundary", ["2025-07-01", "2025-12-31", date(2025, 7, 1)])
def test_a_boundary_redraws_the_time_before_it_and_leaves_the_rest(lake, boundary):
    rows = compare(lake.settings, "jobs", boundary=boundary)
    value = {(row["period"], row["area_code"]): row["value"] for row in rows if row["scenario"] == "actual"}
    assert value["2022", "19"] == 180
    assert ("2022", "06") not in value
    assert {row["boundary"] for row in rows if row["period"] == "2025"} == {"as_reported"}


def test_a_boundary_before_any_redrawing_is_as_reported(lake):
    assert compare(lake.settings, "jobs", boundary="2020-01-01") == compare(lake.settings, "jobs")
    assert compare(lake.settings, "jobs", boundary="as_reported") == compare(lake.settings, "jobs")


def test_as_of_shows_what_was_known(lake):
    lake.submit("area | value\n04 | 111", name="two", report="R", relation="corrects", landed="2025-12-11")
    lake.publish("2025-12-12")
    before = compare(lake.settings, "jobs", period="2022", scenario="actual", as_of=moment("2025-12-11"))
    now = compare(lake.settings, "jobs", period="2022", scenario="actual")
    assert [row["value"] for row in before if row["area_code"] == "04"] == [100]
    assert [row["value"] for row in now if row["area_code"] == "04"] == [111]
    assert list(before[0]) == list(now[0])


@pytest.mark.parametrize(
    ("asked_for", "message"),
    [
        ({"indicator_code": "job"}, "did you mean 'jobs'"),
        ({"indicator_code": "Lực lượng lao đông"}, "did you mean 'labour'"),
        ({"indicator_code": "zzzz"}, "dim_indicator"),
        ({"indicator_code": "jobs", "scenario": "actuals"}, "did you mean 'actual'"),
        ({"indicator_code": "jobs", "boundary": "1/7/2025"}, "YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_says_what_could(lake, asked_for, message):
    with pytest.raises(UsageError, match=message):
        compare(lake.settings, **asked_for)


def test_before_the_first_publication_there_is_nothing_to_compare(tmp_path):
    with pytest.raises(UsageError, match="lientinh publish"):
        compare(Settings(home=tmp_path), "jobs")


def test_a_file_held_for_writing_is_infrastructure(lake, monkeypatch):
    def locked(*_args, **_kwargs):
        raise duckdb.IOException("Could not set lock")

    monkeypatch.setattr(duckdb, "connect", locked)
    with pytest.raises(InfrastructureError, match="open it read-only"):
        compare(lake.settings, "jobs")


def test_names_for_people(lake):
    names = read_names(lake.settings, "jobs")
    assert names["unit", "PERSON"] == ("người", "people")
    assert names["breakdown", "_T"] == ("Tổng số", "Total")
