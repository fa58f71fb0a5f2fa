"""Who owes which report, and whether it came on time, drawn."""

from __future__ import annotations

from datetime import date

import pytest

from drawn import ask, plain
from small_lakes import AGENCIES, SmallLake, asked, small_catalogue, table

ANNUAL = {"report_type": "annual", "report_period": "2022"}


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))


def check_status(file, expected, relation="reporting_status"):
    drawn = table(expected)
    columns = ", ".join(drawn[0])
    rows = ask(file, f"select {columns} from {relation} order by area_code, agency_code")
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
