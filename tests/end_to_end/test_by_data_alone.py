"""A province and an indicator are added by data alone; reprocessing gives the indicator its history."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from lientinh.pipeline import Pipeline
from lientinh.reprocessing import plan_reprocessing, run_reprocessing
from lientinh.settings import Settings

REPORT = """ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH

Số: 21/BC-UBND

Hòa Bình, ngày 10 tháng 01 năm 2022

BÁO CÁO
Kết quả năm 2021

I. KẾT QUẢ THỰC HIỆN NĂM 2021

- Tạo việc làm mới cho 9.120 lao động.

- Số thư viện thôn bản mở mới: 37 thư viện.
"""


def append_row(path: Path, **values: str) -> None:
    """One more line in a table of the catalogue; columns not named stay empty."""
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert set(values) <= set(columns), f"{path.name} has {columns}"
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(values)


@pytest.fixture
def home(tmp_path, root_dir):
    shutil.copytree(root_dir / "include" / "catalogue", tmp_path / "catalogue")
    folder = tmp_path / "home"
    (folder / "inbox" / "17").mkdir(parents=True)
    (folder / "inbox" / "17" / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    (folder / "inbox" / "17" / "_READY").touch()
    return folder


def open_pipeline(home: Path) -> Pipeline:
    return Pipeline.open(Settings(home=home, catalogue_dir=home.parent / "catalogue"))


def observed(pipeline: Pipeline) -> dict[str, int]:
    newest = {one["submission_id"]: one for one in pipeline.lake.decisions()}
    rows = pipeline.lake.read_stage("observations", newest.values()).to_pylist()
    return {row["indicator_code"]: int(row["value"]) for row in rows}


def test_a_province_nobody_named_before_reports_at_once(home):
    pipeline = open_pipeline(home)
    (landed,) = pipeline.land()
    (manifest,) = pipeline.check_and_decide([landed.submission_id])
    assert manifest["outcome"] == "accepted"
    assert observed(pipeline)["new_jobs"] == 9120
    assert {
        row["area_code"]
        for row in pipeline.lake.read_stage("observations", pipeline.lake.decisions()).to_pylist()
    } == {"17"}


def test_a_new_indicator_gets_its_history_from_old_submissions(home):
    pipeline = open_pipeline(home)
    (landed,) = pipeline.land()
    pipeline.check_and_decide([landed.submission_id])
    assert "village_libraries" not in observed(pipeline)

    catalogue = home.parent / "catalogue"
    append_row(
        catalogue / "indicators.csv",
        indicator_code="village_libraries",
        name_vi="Số thư viện thôn bản mở mới",
        name_en="New village libraries",
        definition_vi="Thư viện do thôn, bản mở trong kỳ.",
        definition_en="Libraries opened by villages in the period.",
        field="employment",
        unit_code="ITEM",
        direction="higher_better",
        area_aggregation="sum",
        time_aggregation="sum",
        accumulation="period",
        min_value="0",
        source="test",
    )
    append_row(catalogue / "unit_words.csv", word="thư viện", unit_code="ITEM", factor="1")
    append_row(
        catalogue / "phrases.csv",
        indicator_code="village_libraries",
        all_of="thư viện thôn bản",
        breakdown="_T",
    )

    better = open_pipeline(home)
    assert better.processing != pipeline.processing
    plan = plan_reprocessing(better, indicator_code="village_libraries")
    assert [(one["added"], one["removed"], one["changed"]) for one in plan] == [(1, 0, 0)]
    assert "village_libraries" not in observed(better), "a plan changes nothing"
    run_reprocessing(better, plan)
    assert observed(better)["village_libraries"] == 37
    assert plan_reprocessing(better) == []
