"""How duties stand on a day, whatever the warehouse learned later; and which periods are complete, drawn."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.duties.closing import periods_to_close
from lientinh.duties.standing import read_standings
from small_lakes import MERGER, UNDATED, SmallLake, asked, owed, small_catalogue, table

INNER = owed(
    "inner", owed_by="others", received_by="province_government", area_codes=("14",), valid_from=date(2022, 1, 1)
)  # fmt: skip
RULE = asked("jobs", "2022", "2022", areas=("04", "14", "19", "20"))


@pytest.fixture
def lake(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(RULE, calendar=(owed(), INNER)))
    for name, area, arrived in (("a", "04", "2023-01-12"), ("b", "14", "2023-01-20"), ("c", "19", None)):
        lake.submit(
            "value\n1", name=name, area=area, arrived=arrived, landed="2023-01-25", report_type="annual",
            report_period="2022",
        )  # fmt: skip
    lake.publish("2023-02-01")
    return lake


def check_standings(lake, on, expected):
    drawn = table(expected)
    rows = read_standings(lake.settings, lake.catalogue, date.fromisoformat(on))
    rows = [row for row in rows if row["period"] == "2022"]
    found = [{name: None if row[name] is None else str(row[name]) for name in drawn[0]} for row in rows]
    assert found == drawn


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (
            "2023-01-10",
            """
            received_by         | area_code | state    | days_late | days_left
            ministry            | 04        | not_due  |           | 5
            ministry            | 14        | not_due  |           | 5
            ministry            | 19        | not_due  |           | 5
            ministry            | 20        | not_due  |           | 5
            province_government | 14        | internal |           |
            """,
        ),
        (
            "2023-01-19",
            """
            received_by         | area_code | state        | days_late | days_left
            ministry            | 04        | on_time      |           |
            ministry            | 14        | not_reported | 4         |
            ministry            | 19        | not_reported | 4         |
            ministry            | 20        | not_reported | 4         |
            province_government | 14        | internal     |           |
            """,
        ),
        (
            "2023-02-14",
            """
            received_by         | area_code | state        | days_late | days_left
            ministry            | 04        | on_time      |           |
            ministry            | 14        | late         | 5         |
            ministry            | 19        | arrived      |           |
            ministry            | 20        | not_reported | 30        |
            province_government | 14        | internal     |           |
            """,
        ),
    ],
)
def test_a_day_as_it_was(lake, on, expected):
    check_standings(lake, on, expected)


def test_without_a_warehouse_nothing_has_come(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(RULE))
    states = {row["state"] for row in read_standings(lake.settings, lake.catalogue, date(2023, 1, 16))}
    assert states == {"not_reported"}


def test_a_period_that_began_after_the_publication_is_there_too(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", areas=("04",))))
    lake.publish("2022-06-01")
    rows = read_standings(lake.settings, lake.catalogue, date(2023, 6, 1))
    assert [(row["period"], row["state"]) for row in rows] == [("2022", "not_reported"), ("2023", "not_due")]


def test_names_are_those_of_the_time(tmp_path):
    catalogue = small_catalogue(asked("jobs", "2024", "2025", areas=("06",)))
    rows = read_standings(SmallLake(tmp_path, catalogue).settings, catalogue, MERGER)
    assert [(row["period"], row["area_name_vi"], row["agency_code"]) for row in rows] == [
        ("2024", "Bắc Kạn", None)
    ]


PERIODS = """
report_type | area | due_on     | state        | closes on  | why
all came    | 04   | 2023-01-15 | on_time      | 2023-01-10 | all_reported
all came    | 14   | 2023-01-15 | late         |            |
no date     | 04   |            | arrived      | 2023-01-10 | all_reported
no date     | 14   |            | arrived      |            |
one missing | 04   | 2023-01-15 | on_time      | 2023-01-16 | deadline
one missing | 14   | 2023-01-15 | not_reported |            |
sent back   | 04   | 2023-01-15 | returned     | 2023-01-16 | deadline
two dates   | 04   | 2023-01-15 | on_time      | 2023-01-21 | deadline
two dates   | 14   | 2023-01-20 | not_reported |            |
one unknown | 04   | 2023-01-15 | on_time      | never      |
one unknown | 14   |            | not_reported |            |
"""


@pytest.mark.parametrize("name", dict.fromkeys(row["report_type"] for row in table(PERIODS)))
def test_a_period_is_complete_when_all_have_reported_or_the_last_day_has_passed(name):
    drawn = [row for row in table(PERIODS) if row["report_type"] == name]
    rows = [
        {
            "report_type": name, "period": "2022", "period_basis": "calendar", "cut_off_on": date(2022, 12, 31),
            "state": row["state"], "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        }
        for row in drawn
    ]  # fmt: skip
    days = [date(2023, 1, number) for number in range(10, 32)]
    closed = [(day, found[0]) for day in days if (found := periods_to_close(rows, day))]
    if drawn[0]["closes on"] == "never":
        assert closed == []
        return
    day, period = closed[0]
    assert (f"{day}", period.why, period.owed_count) == (drawn[0]["closes on"], drawn[0]["why"], len(rows))
    assert period.reported_count == sum(row["state"] in ("on_time", "late", "arrived") for row in drawn)


def test_what_stays_within_a_province_closes_nothing_and_no_date_closes_by_the_calendar(tmp_path):
    catalogue = small_catalogue(RULE, calendar=(owed(**UNDATED), INNER))
    rows = read_standings(SmallLake(tmp_path, catalogue).settings, catalogue, date(2030, 1, 1))
    assert {row["received_by"] for row in rows} == {"ministry", "province_government"}
    assert periods_to_close(rows, date(2030, 1, 1)) == []
