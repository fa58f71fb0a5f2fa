"""The life of a finding: new once, then ongoing, resolved by what resolves it."""

from __future__ import annotations

import pytest

from drawn import ask
from small_lakes import SmallLake, moment, small_catalogue

SUM = {"rule_id": "arithmetic.sum_of_parts", "row": 1}


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def life(lake):
    (row,) = ask(lake.warehouse, "select * from finding")
    return row["state"], row["first_seen_at"], row["last_seen_at"], row["resolved_at"]


def test_columns_are_those_of_the_design(lake):
    lake.submit("value\n100", name="one", findings=[SUM])
    lake.publish("2023-01-11")
    (row,) = ask(lake.warehouse, "select * from finding")
    assert " ".join(row) == (
        "finding_id rule_id severity state area_code report_id submission_id document_id observation_id "
        "indicator_code period locator quote message_vi message_en action_vi action_en first_seen_at last_seen_at "
        "resolved_at waived_by waived_until waived_reason waived_at"
    )
    assert row["message_vi"] == "91 + 55 = 146, báo cáo ghi 141"


def test_new_once_then_ongoing(lake):
    lake.submit("value\n100", name="one", findings=[SUM])
    lake.publish("2023-01-11")
    assert life(lake)[0] == "new"
    lake.submit("value\n100", name="another", landed="2023-01-12")
    lake.publish("2023-01-13")
    assert life(lake) == ("ongoing", moment("2023-01-11"), moment("2023-01-11"), None)


@pytest.mark.parametrize(
    ("rows", "second"),
    [
        ("value\n141", {"name": "two", "relation": "replaces"}),
        ("value\n141", {"name": "two", "relation": "corrects"}),
        ("value", {"name": "two", "relation": "withdraws"}),
        ("value\n141", {"name": "one", "processing": "p2"}),
    ],
)
def test_resolved_by_what_comes_after(lake, rows, second):
    lake.submit("value\n100", name="one", report="R", findings=[SUM])
    lake.publish("2023-01-11")
    landed = "2023-01-10" if second["name"] == "one" else "2023-01-12"
    lake.submit(rows, report="R", landed=landed, **second)
    lake.publish("2023-01-13")
    assert life(lake) == ("resolved", moment("2023-01-11"), moment("2023-01-11"), moment("2023-01-13"))


def test_seen_again_it_is_the_same_finding(lake):
    lake.submit("value\n100", name="one", report="R", findings=[SUM])
    lake.publish("2023-01-11")
    lake.submit(
        "value\n100", name="two", report="R", relation="replaces", landed="2023-01-12", findings=[SUM]
    )
    lake.publish("2023-01-13")
    assert life(lake) == ("ongoing", moment("2023-01-11"), moment("2023-01-13"), None)


def test_a_correction_of_something_else_resolves_nothing(lake):
    lake.submit("value\n100", name="one", report="R", findings=[SUM])
    lake.submit("period | value\n2021 | 5", name="two", report="R", relation="corrects", landed="2023-01-12")
    lake.publish("2023-01-13")
    assert life(lake)[0] == "new"


def test_a_report_sent_back_is_cleared_by_whatever_is_accepted_next(lake):
    found = {"rule_id": "read.truncated", "severity": "critical"}
    lake.submit("value", name="one", report="R", outcome="rejected", findings=[found])
    lake.publish("2023-01-11")
    assert life(lake)[0] == "new"
    lake.submit("value\n100", name="two", report="R", landed="2023-01-12")
    lake.publish("2023-01-13")
    assert life(lake)[0] == "resolved"
