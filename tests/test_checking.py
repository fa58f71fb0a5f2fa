"""Both gates over one submission: what they say together."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from lientinh.pipeline import Pipeline
from lientinh.settings import Settings

SAMPLE = Path(__file__).resolve().parents[1] / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx"


def test_an_impossible_figure_is_told_once(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(SAMPLE)
    workbook.worksheets[0]["O12"] = -5
    workbook.worksheets[0]["N18"] = 166.7
    (tmp_path / "20").mkdir()
    workbook.save(tmp_path / "20" / "so-lieu.xlsx")
    pipeline = Pipeline.open(Settings(home=tmp_path / "home"))
    (landed,) = pipeline.land(paths=[tmp_path / "20" / "so-lieu.xlsx"])
    pipeline.check_and_decide([landed.submission_id])
    found = pipeline.lake.read_stage("findings", pipeline.lake.decisions()).to_pylist()
    told = sorted((one["locator"], one["rule_id"]) for one in found if one["severity"] != "info")
    assert told == [
        ("Biểu tổng hợp!N18", "gate1.percent_over_100"),
        ("Biểu tổng hợp!O12", "gate1.negative_count"),
    ]
