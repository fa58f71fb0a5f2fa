"""What exists for readers is what a decision names; the same table gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from lientinh.findings import Finding
from lientinh.lake import Lake
from lientinh.lake.findings_schema import FINDINGS, findings_table
from lientinh.lake.lake import decision_id
from lientinh.observations import OBSERVATIONS, READINGS, observations_table


@pytest.fixture
def lake(tmp_path):
    return Lake.open(str(tmp_path))


def decision(submission_id: str, decided_at: str = "2026-01-01T00:00:00+00:00") -> dict:
    return {
        "decision_id": decision_id(submission_id, "p1"),
        "submission_id": submission_id,
        "processing": "p1",
        "area_code": "04",
        "received": "2026-01",
        "decided_at": decided_at,
    }


def row(submission_id: str) -> dict:
    return {
        "observation_id": f"o-{submission_id}",
        "submission_id": submission_id,
        "landed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }


def test_files_are_named_by_month_area_submission_and_processing(lake):
    path = lake.decided_path("findings", decision("s1"))
    assert path == "findings/received=2026-01/04-s1-p1.parquet"


def test_only_what_a_decision_names_is_read(lake):
    for submission_id in ("s1", "s2"):
        lake.write_table(
            lake.decided_path("observations", decision(submission_id)),
            observations_table([row(submission_id)]),
        )
    assert lake.read_stage("observations", [decision("s2")])["submission_id"].to_pylist() == ["s2"]
    empty = lake.read_stage("observations", [])
    assert (empty.num_rows, empty.schema) == (0, OBSERVATIONS)


def test_a_file_from_before_a_column_reads_with_nulls(lake):
    """The lake keeps what was written before `confidence` was a column of readings."""
    old = READINGS.empty_table().drop_columns(["confidence"])
    line = pa.Table.from_pylist([{"ordinal": 1}], schema=old.schema)
    lake.write_table(lake.decided_path("readings", decision("s1")), line)
    read = lake.read_stage("readings", [decision("s1")])
    assert read.schema == READINGS
    assert read.select(["ordinal", "confidence"]).to_pylist() == [{"ordinal": 1, "confidence": None}]


def test_the_same_table_gives_the_same_bytes(lake, tmp_path):
    for name in ("a", "b"):
        assert lake.write_table(f"observations/{name}.parquet", observations_table([row("s1")]))
    assert (tmp_path / "observations/a.parquet").read_bytes() == (
        tmp_path / "observations/b.parquet"
    ).read_bytes()


def test_a_decision_is_made_once_a_processing_and_they_stand_in_order_of_time(lake):
    assert lake.find_decision("s1", "p1") is None
    assert lake.write_decision(decision("s1", "2026-02-01T00:00:00+00:00"))
    assert lake.write_decision(decision("s2"))
    assert not lake.write_decision(decision("s1", "2027-01-01T00:00:00+00:00"))
    assert [one["submission_id"] for one in lake.decisions()] == ["s2", "s1"]
    assert lake.find_decision("s1", "p1")["decided_at"].startswith("2026-02")


def test_publications_are_numbered_and_stand_in_order_of_number(lake):
    for number in (2, 10, 1):
        assert lake.write_publication({"n": number})
    assert not lake.write_publication({"n": 1})
    assert [one["n"] for one in lake.publications()] == [1, 2, 10]


def test_findings_stand_in_the_order_of_the_document():
    found = Finding(
        "f2",
        "rule",
        "warning",
        "20",
        "rep",
        "sub",
        "d1",
        None,
        None,
        None,
        "a:1",
        "",
        "vi",
        "en",
        "vi",
        "en",
        "s",
        (7,),
    )
    table = findings_table(
        [
            found,
            Finding(
                **{name: getattr(found, name) for name in found.__slots__}
                | {"finding_id": "f1", "reading_ordinals": (3,)}
            ),
        ]
    )
    assert table.schema == FINDINGS
    assert table["finding_id"].to_pylist() == ["f1", "f2"]
