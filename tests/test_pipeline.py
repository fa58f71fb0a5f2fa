"""Submissions through the whole way: their relations, their neighbours, and what a second run does."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lientinh.errors import UsageError
from lientinh.gates.data_docs import docs_link
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

REPORT = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: {number}/BC-SLĐTBXH

Sơn La, ngày 05 tháng 01 năm 2022

BÁO CÁO
Kết quả công tác năm 2021{relation}

I. KẾT QUẢ THỰC HIỆN NĂM 2021

- Tạo việc làm mới cho {jobs} lao động.
"""


class Clock:
    """A minute later at every look."""

    def __init__(self) -> None:
        self.now = datetime(2022, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def pipeline(tmp_path) -> Pipeline:
    opened = Pipeline.open(Settings(home=tmp_path))
    return Pipeline(opened.settings, opened.catalogue, opened.lake, clock=Clock())


def send(pipeline: Pipeline, name: str, text: str, area: str = "14") -> dict:
    """Put a file into the inbox, land and decide it; its manifest."""
    folder = pipeline.settings.inbox_dir / area
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / f"{name}._READY").touch()
    (landed,) = pipeline.land()
    (manifest,) = pipeline.check_and_decide([landed.submission_id])
    return manifest


def report(jobs: str, number: int = 15, relation: str = "") -> str:
    return REPORT.format(jobs=jobs, number=number, relation=relation)


def decision_of(pipeline: Pipeline, manifest: dict) -> dict:
    return pipeline.lake.find_decision(manifest["submission_id"], pipeline.processing)


def test_a_report_is_accepted_and_its_decision_says_what_it_is(pipeline):
    manifest = send(pipeline, "a.txt", report("12.000"))
    decision = decision_of(pipeline, manifest)
    assert (manifest["outcome"], manifest["observations"], manifest["withheld"]) == ("accepted", 1, 0)
    (document,) = decision["documents"]
    assert (document["number"], document["symbol"], document["issued_on"]) == (
        "15",
        "BC-SLĐTBXH",
        "2022-01-05",
    )
    assert decision["counts"]["readings"] == 1
    assert decision["decided_by"] == "automatic"


def test_the_pages_of_a_validation_are_found_from_the_decision(pipeline):
    decision = decision_of(pipeline, send(pipeline, "a.txt", report("12.000")))
    link = docs_link(decision, "gate1")
    assert link is not None
    assert (pipeline.settings.data_docs_dir / link).is_file()


def test_a_second_report_of_the_same_number_that_says_nothing_of_the_first_waits_for_a_person(pipeline):
    first = send(pipeline, "a.txt", report("12.000"))
    second = send(pipeline, "b.txt", report("13.000"))
    assert (second["outcome"], second["withheld"], second["findings"]["error"]) == ("accepted", 1, 1)
    assert decision_of(pipeline, first)["withheld"] == []
    rows = pipeline.lake.read_stage("findings", [decision_of(pipeline, second)]).to_pylist()
    (unclear,) = [row for row in rows if row["rule_id"] == "decide.relation_unclear"]
    assert first["submission_id"] in unclear["message_vi"]


CORRECTION = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: 31/SLĐTBXH-VP

V/v đính chính Báo cáo số 15/BC-SLĐTBXH

Sơn La, ngày 20 tháng 01 năm 2022

Sở Lao động - Thương binh và Xã hội đính chính số liệu năm 2021 như sau:

- Năm 2021, tạo việc làm mới cho 12.500 lao động.
"""


def test_a_correction_with_a_number_of_its_own_is_of_the_report_it_names(pipeline):
    first = send(pipeline, "a.txt", report("12.000"))
    correction = send(pipeline, "b.txt", CORRECTION)
    (document,) = decision_of(pipeline, correction)["documents"]
    assert (document["relation"], document["relation_to"]) == ("corrects", "15/BC-SLĐTBXH")
    assert document["report_id"] == decision_of(pipeline, first)["documents"][0]["report_id"]
    assert (correction["withheld"], correction["findings"]["error"]) == (0, 0)


def test_a_correction_of_a_report_nobody_has_seen_waits_for_a_person(pipeline):
    correction = send(pipeline, "b.txt", CORRECTION)
    rows = pipeline.lake.read_stage("findings", [decision_of(pipeline, correction)]).to_pylist()
    (unknown,) = [row for row in rows if row["severity"] == "error"]
    assert unknown["rule_id"] == "decide.relation_target_unknown"
    assert "15/BC-SLĐTBXH" in unknown["message_vi"]
    assert correction["withheld"] == correction["observations"] == 1


def test_the_same_bytes_again_are_the_same_submission(pipeline):
    first = send(pipeline, "a.txt", report("12.000"))
    assert send(pipeline, "a.txt", report("12.000"))["submission_id"] == first["submission_id"]
    assert len(pipeline.lake.decisions()) == 1
    assert len(pipeline.lake.receipts()) == 2


def test_an_inbox_of_an_area_nobody_knows_is_quarantined_with_the_reason(pipeline):
    manifest = send(pipeline, "a.txt", report("12.000"), area="99")
    assert (manifest["outcome"], manifest["refused"]) == ("rejected", "land.area_unknown")
    reason = pipeline.settings.quarantine_dir / manifest["submission_id"] / "reason.json"
    assert json.loads(reason.read_text(encoding="utf-8"))["reasons"][0]["message_vi"]


def test_one_unreadable_file_rejects_its_folder_and_not_the_neighbour(pipeline):
    folder = pipeline.settings.inbox_dir / "14" / "bo-ho-so"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(report("12.000"), encoding="utf-8")
    (folder / "b.xlsx").write_bytes(b"")
    (folder / "_READY").touch()
    (landed,) = pipeline.land()
    neighbour = send(pipeline, "c.txt", report("12.000", number=16))
    (manifest,) = pipeline.check_and_decide([landed.submission_id])
    assert (manifest["outcome"], manifest["refused"]) == ("rejected", "read.empty")
    assert neighbour["outcome"] == "accepted"


def test_reading_alone_writes_readings_and_no_decision(pipeline):
    folder = pipeline.settings.inbox_dir / "14"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(report("12.000"), encoding="utf-8")
    (folder / "_READY").touch()
    (landed,) = pipeline.land()
    manifest = pipeline.read_submission(landed.submission_id)
    assert (manifest["readings"], manifest["refused"]) == (1, None)
    assert pipeline.lake.storage.list_names("readings")
    assert pipeline.pending() == [landed.submission_id]
    pipeline.check_and_decide(pipeline.pending())
    assert pipeline.pending() == []


def test_an_unknown_submission_is_wrong_usage(pipeline):
    with pytest.raises(UsageError, match="no such submission"):
        pipeline.read_submission("0000")


def test_the_lake_may_stand_in_an_object_store(tmp_path):
    opened = Pipeline.open(Settings(home=tmp_path, lake_url=f"memory://{tmp_path.name}"))
    manifest = send(opened, "a.txt", report("12.000"))
    assert manifest["outcome"] == "accepted"
    assert not Path(tmp_path / "lake").exists()
    assert opened.lake.read_stage("observations", opened.lake.decisions()).num_rows == 1
