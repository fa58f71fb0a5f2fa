"""The labelled documents: what the extractor must find, and what it must leave alone."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract import extract_document
from lientinh.read import read_document

# document, labels to be found at least; of those 95 % with the label's scenario and period
LEAST_FOUND = [
    ("001_cao_bang_de_xuat_chi_tieu_2021.txt", 17),
    ("002_lang_son_ke_hoach_2023.txt", 232),
    ("003_thai_nguyen_tin_8_thang_2021.txt", 18),
]
WITHOUT_FIGURES = ["000_lang_son_cong_van_2021.txt", "004_son_la_ke_hoach_113_2023.txt"]
# document, value, indicator, breakdown, scenario, period: figures a comparison stands on
HEADLINES = [
    ("001", "12000", "new_jobs", "_T", "plan", "2021"),
    ("001", "100", "overseas_workers", "_T", "plan", "2021"),
    ("001", "3.45", "urban_unemployment_rate", "_T", "plan", "2021"),
    ("001", "4.0", "poverty_reduction_points", "standard=md2016_2020", "plan", "2021"),
    ("001", "5160", "households_escaped_poverty", "standard=md2016_2020", "plan", "2021"),
    ("001", "5500", "vocational_intake", "_T", "plan", "2021"),
    ("001", "5050", "vocational_intake", "level=primary_regular", "plan", "2021"),
    ("001", "34.4", "vocationally_trained_labour_rate", "_T", "plan", "2021"),
    ("001", "150", "drug_rehab_new", "_T", "plan", "2021"),
    ("002", "11000", "new_jobs", "_T", "actual", "2022-S1"),
    ("002", "16000", "new_jobs", "_T", "estimate", "2022"),
    ("002", "16000", "new_jobs", "_T", "plan", "2023"),
    ("002", "57.72", "trained_labour_rate", "_T", "actual", "2022-S1"),
    ("002", "62", "trained_labour_rate", "_T", "plan", "2023"),
    ("002", "23510", "poor_households", "standard=md2021_2025", "actual", "2021"),
    ("002", "12.20", "poor_household_rate", "standard=md2021_2025", "actual", "2021"),
    ("002", "23248", "near_poor_households", "standard=md2021_2025", "actual", "2021"),
    ("002", "12.07", "near_poor_household_rate", "standard=md2021_2025", "actual", "2021"),
    ("002", "3", "poverty_reduction_points", "_T", "plan", "2023"),
    ("002", "3715", "drug_users_on_file", "_T", "actual", "2022-07-21"),
    ("002", "8977", "job_counselling_turns", "_T", "actual", "2022-S1"),
    ("003", "75", "trained_labour_rate", "_T", "plan", None),
    ("003", "32", "certified_trained_labour_rate", "_T", "plan", None),
    ("003", "3", "urban_unemployment_rate", "_T", "plan", None),
    ("003", "1", "poverty_reduction_points", "standard=new_unnamed", "plan", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    """The measuring script, as a module."""
    spec = importlib.util.spec_from_file_location("measure", Path(__file__).with_name("measure.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(measure: ModuleType, shared_dir: Path, catalogue: Catalogue) -> dict[str, object]:
    return {score.file: score for score in measure.score_documents(shared_dir, catalogue)}


@pytest.mark.parametrize(("file", "least"), LEAST_FOUND)
def test_recall_scenario_and_period(scores: dict, file: str, least: int) -> None:
    score = scores[file]
    found = len(score.found)
    assert found >= least
    assert len(score.wrong_scenario) <= found * 0.02
    assert len(score.wrong_period) <= found * 0.02


@pytest.mark.parametrize("file", WITHOUT_FIGURES)
def test_documents_without_figures_give_none(scores: dict, file: str) -> None:
    assert scores[file].extra == []


def test_little_is_read_beside_the_labels(scores: dict) -> None:
    assert sum(len(score.extra) for score in scores.values()) <= 8


def test_every_place_reads_again(scores: dict) -> None:
    assert {score.file: score.broken_spans for score in scores.values()} == dict.fromkeys(scores, 0)


@pytest.mark.parametrize(("document", "value", "indicator", "breakdown", "scenario", "period"), HEADLINES)
def test_headline_figures(
    shared_dir: Path, catalogue: Catalogue, document: str, value: str, indicator: str, breakdown: str,
    scenario: str, period: str | None,
) -> None:  # fmt: skip
    (path,) = (shared_dir / "submissions").glob(f"{document}_*.txt")
    readings = extract_document(read_document(path), catalogue).readings
    found = [
        (one.breakdown, one.scenario, one.period)
        for one in readings
        if one.indicator_code == indicator and str(one.value) == value and one.measure == "level"
    ]
    assert (breakdown, scenario, period) in found


def test_news_that_only_mentions_the_field_gives_no_observation(
    shared_dir: Path, catalogue: Catalogue
) -> None:
    for path in sorted((shared_dir / "narrative").glob("*_NEG_*.txt")):
        readings = extract_document(read_document(path), catalogue, "20").readings
        coded = [one for one in readings if one.indicator_code is not None and one.area_code == "20"]
        assert coded == [], path.name
