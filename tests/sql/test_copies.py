"""A copy of a report stands where its original does, and says nothing a second time."""

from __future__ import annotations

from typing import Any

import pytest

from drawn import ask, plain
from small_lakes import SmallLake, asked, moment, small_catalogue

FIRST = "indicator | period | value\njobs | 2022 | 100\nlabour | 2022 | 500"


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def copy_of(
    lake: SmallLake, original: dict[str, Any], rows: str, *, leads: bool, **given: Any
) -> dict[str, Any]:
    return lake.submit(
        rows,
        report="R",
        copy_of=original["submission_id"],
        precedence=-1000 if leads else 0,
        stands_at=original["landed_at"],
        **given,
    )


def leading(lake: SmallLake, as_of: str | None = None) -> list[str]:
    source = "observation" if as_of is None else f"observation_as_of('{as_of}')"
    rows = ask(lake.warehouse, f"select * from {source} where leads order by indicator_code, value")
    return [f"{row['indicator_code']} {plain(row['value'])}" for row in rows]


def test_a_signed_copy_that_comes_later_leads_from_the_day_it_came(lake):
    first = lake.submit(FIRST, name="word", report="R", landed="2023-01-10")
    lake.publish("2023-01-11")
    copy_of(lake, first, "indicator | value\njobs | 101", leads=True, name="signed", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert leading(lake) == ["jobs 101", "labour 500"]
    assert leading(lake, "2023-02-01") == ["jobs 100", "labour 500"]


def test_a_copy_that_does_not_lead_is_evidence(lake):
    first = lake.submit(FIRST, name="signed", report="R", landed="2023-01-10")
    copy_of(lake, first, "indicator | value\njobs | 99", leads=False, name="scan", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert leading(lake) == ["jobs 100", "labour 500"]
    rows = ask(lake.warehouse, "select * from comparison where indicator_code = 'jobs' and value is not null")
    assert [plain(row["value"]) for row in rows] == ["100"]


@pytest.mark.parametrize(
    ("relation", "left"), [("replaces", ["jobs 120"]), ("corrects", ["jobs 120", "labour 500"])]
)
def test_a_copy_of_what_was_replaced_or_corrected_brings_nothing_back(lake, relation, left):
    first = lake.submit(FIRST, name="word", report="R", landed="2023-01-10")
    lake.submit(
        "indicator | value\njobs | 120", name="new", report="R", relation=relation, landed="2023-02-10"
    )
    lake.publish("2023-02-11")
    copy_of(lake, first, FIRST, leads=True, name="signed", landed="2023-03-10")
    lake.publish("2023-03-11")
    assert leading(lake) == left


def test_of_several_copies_the_best_leads_whatever_came_when(lake):
    first = lake.submit(FIRST, name="scan", report="R", landed="2023-01-10")
    for name, value, precedence, day in (("signed", 103, -1000, 12), ("word", 102, -989, 14)):
        lake.submit(
            f"indicator | value\njobs | {value}", name=name, report="R", landed=f"2023-01-{day}",
            copy_of=first["submission_id"], stands_at=first["landed_at"], precedence=precedence,
        )  # fmt: skip
        lake.publish(f"2023-01-{day + 1}")
    assert leading(lake) == ["jobs 103", "labour 500"]


def test_a_report_is_late_by_its_first_arrival_and_not_by_a_copy(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022")))
    report = {"report_type": "annual", "report_period": "2022"}
    first = lake.submit(FIRST, name="word", report="R", landed="2023-01-10", arrived="2023-01-10", **report)
    copy_of(
        lake, first, FIRST, leads=True, name="signed", landed="2023-02-10", arrived="2023-02-10", **report
    )
    lake.publish("2023-02-11")
    query = "select * from reporting_status where area_code = '04' and period = '2022'"
    (row,) = [one for one in ask(lake.warehouse, query) if one["report_type"] == "annual"]
    assert (row["state"], row["arrived_on"].isoformat(), row["relation"]) == (
        "on_time",
        "2023-01-10",
        "initial",
    )
    assert moment("2023-01-10") == row["landed_at"]
