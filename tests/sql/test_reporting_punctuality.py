"""How punctual an agency was in a year, drawn."""

from __future__ import annotations

import pytest

from drawn import ask, plain
from small_lakes import UNDATED, SmallLake, asked, owed, small_catalogue, table

COUNTS = (
    "owed_count, arrived_count, on_time_count, late_count, returned_count, not_reported_count, "
    "unknown_lateness_count"
)
MONTHLY = owed("month", frequency="M", due_months_after=1, due_day=10)


def check_punctuality(lake, expected):
    drawn = table(expected)
    rows = ask(
        lake.warehouse,
        f"select {', '.join(drawn[0])} from reporting_punctuality order by period_year, area_code",
    )
    assert [{name: plain(item) for name, item in row.items()} for row in rows] == drawn


@pytest.fixture
def monthly(tmp_path):
    """A year of monthly reports, each due on the 10th of the month after."""
    rule = asked("jobs", "2022-M07", "2023-M01", areas=("04", "14"), frequency="M")
    return SmallLake(tmp_path, small_catalogue(rule, calendar=(MONTHLY,)))


def send(lake, month, arrived, **more):
    lake.submit(
        f"period | value\n{month} | 1",
        name=f"{month}{more.get('outcome', '')}",
        arrived=arrived,
        landed=more.pop("landed", arrived or "2023-01-05"),
        report_type="annual",
        report_period=month,
        **more,
    )


def test_counts_rate_and_days_by_agency_and_year(monthly):
    send(monthly, "2022-M07", "2022-08-10")
    send(monthly, "2022-M08", "2022-09-12")
    send(monthly, "2022-M09", "2022-10-25")
    send(monthly, "2022-M10", None)
    send(monthly, "2022-M11", "2022-12-05", outcome="rejected")
    monthly.publish("2023-01-20")
    check_punctuality(
        monthly,
        """
        agency_code | period_year | owed_count | arrived_count | on_time_count | late_count | returned_count | not_reported_count | unknown_lateness_count | on_time_rate_pct | days_late_median | days_late_max
        04-so       | 2022        | 6          | 4             | 1             | 2          | 1              | 1                  | 1                      | 20               | 10               | 15
        14-so       | 2022        | 6          | 0             | 0             | 0          | 0              | 6                  | 0                      | 0                | 86.5             | 163
        """,  # noqa: E501 - a table is read whole
    )


def test_what_is_not_due_is_not_counted_and_comes_in_when_it_arrives(monthly):
    send(monthly, "2022-M07", "2022-08-01")
    monthly.publish("2022-08-02")
    check_punctuality(
        monthly,
        """
        agency_code | period_year | owed_count | on_time_count | on_time_rate_pct | days_late_median
        04-so       | 2022        | 1          | 1             | 100              |
        """,
    )


def test_without_known_dates_there_is_no_rate(tmp_path):
    undated = small_catalogue(asked("jobs", "2021", "2022", areas=("04",)), calendar=(owed(**UNDATED),))
    lake = SmallLake(tmp_path, undated)
    lake.submit("value\n1", name="a", arrived="2023-01-10", report_type="annual", report_period="2022")
    lake.publish("2023-06-01")
    check_punctuality(
        lake,
        """
        period_year | owed_count | unknown_lateness_count | not_reported_count | on_time_rate_pct | days_late_max
        2021        | 1          | 0                      | 1                  |                  |
        2022        | 1          | 1                      | 0                  |                  |
        """,
    )


def test_every_report_that_fell_due_is_counted_once(monthly):
    send(monthly, "2022-M07", "2022-08-10")
    send(monthly, "2022-M08", None)
    monthly.publish("2023-01-20")
    for row in ask(monthly.warehouse, f"select {COUNTS} from reporting_punctuality"):
        assert row["owed_count"] == row["arrived_count"] + row["returned_count"] + row["not_reported_count"]
        assert (
            row["arrived_count"] == row["on_time_count"] + row["late_count"] + row["unknown_lateness_count"]
        )
