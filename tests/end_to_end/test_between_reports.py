"""Two reports of one department that give one year otherwise: told once, whoever is handled first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lientinh.catalogue import Catalogue
from lientinh.cli.main import main
from lientinh.lake import Lake
from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

REPORT = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH SƠN LA

Số: {number}/BC-SLĐTBXH

Sơn La, ngày 05 tháng 01 năm {next_year}

BÁO CÁO
Kết quả công tác năm {year}

I. KẾT QUẢ THỰC HIỆN NĂM {year}

- Năm {year}, tạo việc làm mới cho {jobs} lao động.
"""
THAT_YEAR = REPORT.format(number=15, year=2021, next_year=2022, jobs="12.000")
YEAR_AFTER = REPORT.format(number=31, year=2022, next_year=2023, jobs="15.000") + (
    "\n- Năm 2021, tạo việc làm mới cho {} lao động.\n"
)


@pytest.fixture
def pipeline(tmp_path: Path, catalogue: Catalogue) -> Pipeline:
    """A minute later at every look at the clock."""
    minutes, begin = count(1), datetime(2023, 1, 10, tzinfo=UTC)
    settings = Settings(home=tmp_path)
    lake = Lake.open(settings.lake_root)
    return Pipeline(settings, catalogue, lake, clock=lambda: begin + timedelta(minutes=next(minutes)))


def land(pipeline: Pipeline, name: str, text: str) -> str:
    folder = pipeline.settings.inbox_dir / "14"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / f"{name}._READY").touch()
    (landed,) = pipeline.land()
    return landed.submission_id


def told_by(pipeline: Pipeline, submission_id: str) -> list[dict[str, Any]]:
    decision = pipeline.lake.find_decision(submission_id, pipeline.processing)
    assert decision is not None
    rows = pipeline.lake.read_stage("findings", [decision]).to_pylist()
    return [row for row in rows if row["rule_id"] in ("gate2.restated", "gate2.differs_between_reports")]


def test_a_year_restated_otherwise_is_told_and_overwrites_nothing(pipeline: Pipeline) -> None:
    first = land(pipeline, "a.txt", THAT_YEAR)
    pipeline.check_and_decide([first])
    second = land(pipeline, "b.txt", YEAR_AFTER.format("12.500"))
    (manifest,) = pipeline.check_and_decide([second])
    (found,) = told_by(pipeline, second)
    assert (manifest["outcome"], manifest["withheld"], found["rule_id"]) == ("accepted", 0, "gate2.restated")
    assert found["message_vi"] == (
        "Số của năm 2021 nêu lại trong báo cáo số 31/BC-SLĐTBXH ngày 5/1/2023 là 12.500 lao động, khác với "
        "12.000 lao động trong báo cáo số 15/BC-SLĐTBXH ngày 5/1/2022: 12.500 - 12.000 = 500 (+4,17%) "
        "(Số lao động được tạo việc làm mới). Giữa hai số, kho số liệu dùng 12.500 của báo cáo số 31/BC-SLĐTBXH "
        "ngày 5/1/2023 vì được ban hành sau (5/1/2023 so với 5/1/2022)."
    )
    assert found["quote"] and found["locator"].startswith("b.txt:")
    decision = pipeline.lake.find_decision(second, pipeline.processing)
    assert decision is not None
    assert decision["flagged"] == [found["observation_id"]]
    assert told_by(pipeline, first) == []


@pytest.mark.parametrize(("order", "together"), [((0, 1), True), ((1, 0), True), ((1, 0), False)])
def test_it_is_told_once_in_whatever_order_they_come(
    pipeline: Pipeline, order: tuple[int, int], together: bool
) -> None:
    files = [("a.txt", THAT_YEAR), ("b.txt", YEAR_AFTER.format("12.500"))]
    ids = [land(pipeline, *files[index]) for index in order]
    for run in [ids] if together else [[one] for one in ids]:
        pipeline.check_and_decide(run)
    (found,) = [row for one in ids for row in told_by(pipeline, one)]
    assert found["submission_id"] == ids[1], "the later one tells"


def test_a_year_restated_as_it_was_is_no_finding(pipeline: Pipeline) -> None:
    ids = [
        land(pipeline, "a.txt", THAT_YEAR),
        land(pipeline, "b.txt", YEAR_AFTER.format("12.000")),
    ]
    pipeline.check_and_decide(ids)
    assert [row for one in ids for row in told_by(pipeline, one)] == []


@pytest.mark.parametrize("again", ["one", "both"])
def test_processed_again_nothing_is_told_twice(pipeline: Pipeline, again: str) -> None:
    ids = [land(pipeline, "a.txt", THAT_YEAR), land(pipeline, "b.txt", YEAR_AFTER.format("12.500"))]
    for one in ids:
        pipeline.check_and_decide([one])
    (before,) = told_by(pipeline, ids[1])
    better = replace(pipeline, catalogue=replace(pipeline.catalogue, digest="another00000"))
    better.check_and_decide(ids[:1] if again == "one" else ids)
    assert told_by(better, ids[0]) == []
    if again == "both":
        (after,) = told_by(better, ids[1])
        assert after["finding_id"] == before["finding_id"]


def test_by_the_commands_too(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name, text in (("a.txt", THAT_YEAR), ("b.txt", YEAR_AFTER.format("12.500"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            main(["ingest", str(tmp_path / name), "--area", "14", "--home", str(home), "--json"])
        assert ended.value.code == 0, "a warning stops nothing"
    lake = Lake.open(Settings(home=home).lake_root)
    told = lake.read_stage("findings", lake.decisions()).to_pylist()
    assert [row["period"] for row in told if row["rule_id"] == "gate2.restated"] == ["2021"]
