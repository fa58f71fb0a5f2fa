"""What gate 2 is told of the lake: the figures the warehouse would hear, the reports they stand in, what was told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lientinh.gates import LakeHistory
from lientinh.lake_history import read_history
from small_lakes import SmallLake, small_catalogue

WARNED = [{"rule_id": "gate2.restated", "row": 1}]


@pytest.fixture
def lake(tmp_path: Path) -> SmallLake:
    return SmallLake(tmp_path, small_catalogue())


def read(lake: SmallLake, *without: str) -> LakeHistory:
    return read_history(lake.lake, lake.lake.decisions(), without)


def values(history: LakeHistory) -> list[int]:
    return sorted(int(value) for value in history.figures["value"])


def test_of_every_submission_its_newest_accepted_decision(lake: SmallLake) -> None:
    lake.submit("value\n100", name="one")
    lake.submit("value\n110", name="one", processing="p2")
    lake.submit("value\n200", name="two", landed="2023-02-01")
    lake.submit("value\n999", name="two", landed="2023-02-01", processing="p2", outcome="rejected")
    lake.submit("value\n999", name="three", outcome="rejected")
    assert values(read(lake)) == [110, 200]


def test_only_what_leads_within_its_submission(lake: SmallLake) -> None:
    lake.submit("value\n100\n101", name="one")
    assert values(read(lake)) == [100]


def test_the_documents_and_what_is_withheld(lake: SmallLake) -> None:
    decision = lake.submit("value | withheld\n100 | yes", name="one", report="R", relation="corrects")
    history = read(lake)
    (document,) = history.documents
    assert (document.report_id, document.relation, document.number, document.symbol) == (
        decision["documents"][0]["report_id"],
        "corrects",
        "12",
        "BC-SLĐTBXH",
    )
    assert (document.issued_on, document.landed_at) == (
        date(2023, 1, 5),
        datetime(2023, 1, 10, tzinfo=UTC),
    )
    assert history.withheld == frozenset(decision["withheld"])


def test_a_withdrawal_is_known_though_it_has_no_figures(lake: SmallLake) -> None:
    lake.submit("value", name="one", relation="withdraws")
    assert [one.relation for one in read(lake).documents] == ["withdraws"]
    assert read(lake).figures.empty


def test_what_was_told_is_read_only_for_a_submission_that_was_decided_before(lake: SmallLake) -> None:
    again = lake.submit("value\n100", name="one")
    lake.submit("value\n100", name="two", landed="2023-02-01", findings=WARNED)
    assert (read(lake).told, read(lake, "never seen").told) == ({}, {})
    history = read(lake, again["submission_id"])
    assert list(history.told.values()) == [datetime(2023, 2, 1, tzinfo=UTC)]
    assert history.decided == {again["submission_id"]: datetime(2023, 1, 10, tzinfo=UTC)}
    assert values(history) == [100]


def test_an_empty_lake(lake: SmallLake) -> None:
    assert read(lake).figures.empty
