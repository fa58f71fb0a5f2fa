"""Who owes which report, and whether it came on time, drawn."""

from __future__ import annotations

from datetime import date

import pytest

from drawn import ask, plain
from small_lakes import AGENCIES, UNDATED, SmallLake, asked, owed, small_catalogue, table

ANNUAL = {"report_type": "annual", "report_period": "2022"}


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))


def check_status(file, expected, relation="reporting_status"):
    drawn = table(expected)
    columns = ", ".join(drawn[0])
    rows = ask(file, f"select {columns} from {relation} order by area_code, agency_code, period")
    assert [{name: plain(item) for name, item in row.items()} for row in rows] == drawn


def test_on_time_late_unknown_and_missing(lake):
    lake.submit("value\n1", name="a", area="04", arrived="2023-01-15", **ANNUAL)
    lake.submit("value\n1", name="b", area="14", arrived="2023-01-20", **ANNUAL)
    lake.submit("value\n1", name="c", area="19", arrived=None, **ANNUAL)
    lake.publish("2023-01-25")
    check_status(
        lake.warehouse,
        """
        area_code | agency_code | report_type | period | cut_off_on | due_on     | arrived_on | state        | days_late | relation
        04        | 04-so       | annual      | 2022   | 2022-12-31 | 2023-01-15 | 2023-01-15 | on_time      |           | initial
        14        | 14-so       | annual      | 2022   | 2022-12-31 | 2023-01-15 | 2023-01-20 | late         | 5         | initial
        19        | 19-so       | annual      | 2022   | 2022-12-31 | 2023-01-15 |            | arrived      |           | initial
        20        | 20-so       | annual      | 2022   | 2022-12-31 | 2023-01-15 |            | not_reported | 10        |
        """,  # noqa: E501 - a table is read whole
    )
    check_status(
        lake.warehouse,
        "area_code | state\n04 | not_due\n14 | not_due\n19 | not_due\n20 | not_due",
        "reporting_status_as_of('2023-01-10')",
    )


def test_a_report_sent_back_is_owed_until_it_comes_again_and_the_first_accepted_counts(lake):
    lake.submit(
        "value\n1", name="a", area="04", arrived="2023-01-10", outcome="rejected", report="R", **ANNUAL
    )
    lake.publish("2023-01-11")
    check_status(
        lake.warehouse,
        "area_code | state | submission_count\n04 | returned | 1\n14 | not_due | 0\n19 | not_due | 0\n20 | not_due | 0",
    )
    more = {"area": "04", "report": "R", **ANNUAL}
    lake.submit("value\n1", name="b", arrived="2023-01-18", landed="2023-01-18", **more)
    lake.submit("value\n1", name="c", arrived="2023-01-20", landed="2023-01-20", relation="corrects", **more)
    lake.publish("2023-01-21")
    (row,) = ask(lake.warehouse, "select * from reporting_status where area_code = '04'")
    assert (row["state"], row["days_late"], row["relation"], row["submission_count"]) == (
        "late",
        3,
        "corrects",
        3,
    )


def test_after_the_departments_changed_the_new_one_owes_and_a_letter_of_the_province_counts_for_all(tmp_path):
    change = date(2022, 6, 1)
    old = AGENCIES[0].model_copy(update={"valid_to": change})
    new = AGENCIES[0].model_copy(update={"agency_code": "04-snv", "valid_from": change})
    lake = SmallLake(
        tmp_path, small_catalogue(asked("jobs", "2020", "2022", areas=("04", "06")), agencies=(old, new))
    )
    lake.submit("value\n1", name="a", area="04", arrived="2023-01-10", **ANNUAL)
    lake.publish("2023-01-11")
    check_status(
        lake.warehouse,
        """
        area_code | agency_code | period | state
        04        | 04-snv      | 2022   | on_time
        04        | 04-so       | 2020   | not_reported
        04        | 04-so       | 2021   | not_reported
        06        |             | 2020   | not_reported
        06        |             | 2021   | not_reported
        06        |             | 2022   | not_due
        """,
    )


def test_a_duty_fallen_due_since_is_there_after_a_small_change(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2021", areas=("04",))))
    lake.submit("value\n1", name="a", arrived="2022-01-15", report_type="annual", report_period="2021")
    lake.publish("2022-06-01")
    lake.submit("value\n2", name="b", arrived="2023-01-16", landed="2023-01-16", **ANNUAL)
    lake.publish("2023-01-16")
    check_status(
        lake.warehouse,
        """
        agency_code | period | due_on     | state   | days_late
        04-so       | 2021   | 2022-01-15 | on_time |
        04-so       | 2022   | 2023-01-15 | late    | 1
        04-so       | 2023   | 2024-01-15 | not_due |
        """,
    )


def test_without_a_date_nothing_is_late_and_what_has_not_come_is_missing_from_the_end_of_its_period(tmp_path):
    undated = small_catalogue(asked("jobs", "2021", "2022", areas=("04",)), calendar=(owed(**UNDATED),))
    lake = SmallLake(tmp_path, undated)
    lake.submit("value\n1", name="a", arrived="2023-05-01", landed="2023-05-01", **ANNUAL)
    lake.publish("2023-05-01")
    check_status(
        lake.warehouse,
        """
        period | due_on | state        | days_late
        2021   |        | not_reported |
        2022   |        | arrived      |
        """,
    )
    check_status(
        lake.warehouse,
        "period | state\n2021 | not_reported\n2022 | not_due",
        "reporting_status_as_of('2022-12-31T09:00:00Z')",
    )


def test_what_is_owed_names_its_row_of_the_calendar(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2021", "2021", areas=("04", "06"))))
    lake.publish("2022-06-01")
    rows = ask(lake.warehouse, "select * from duty order by area_code")
    assert [(row["duty_code"], row["agency_name_vi"], row["source"], row["verified"]) for row in rows] == [
        ("year", "Sở LĐTBXH", "test", True),
        ("year", None, "test", True),
    ]
