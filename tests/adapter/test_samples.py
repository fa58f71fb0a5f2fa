"""Samples are laid as a sender would: whole, ready, and again without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from lientinh.land import find_arrivals
from lientinh_airflow.samples import SAMPLES_DIR, lay_samples


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    (tmp_path / "samples" / "04" / "nam_2022").mkdir(parents=True)
    (tmp_path / "samples" / "20").mkdir()
    (tmp_path / "samples" / "README.md").write_text("not a sample", encoding="utf-8")
    (tmp_path / "samples" / "04" / "nam_2022" / "bieu.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "samples" / "04" / "bao_cao.txt").write_text("Báo cáo", encoding="utf-8")
    (tmp_path / "samples" / "20" / "bao_cao.txt").write_text("Báo cáo", encoding="utf-8")
    return tmp_path / "samples"


def test_every_sample_is_laid_at_rest(samples: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    assert lay_samples(inbox, samples) == {"04": ["bao_cao.txt", "nam_2022"], "20": ["bao_cao.txt"]}
    now = (inbox / "04" / "bao_cao.txt").stat().st_mtime
    arrivals = find_arrivals(inbox, now, rest_seconds=3600)
    assert [(one.area_code, one.name) for one in arrivals] == [
        ("04", "bao_cao.txt"),
        ("04", "nam_2022"),
        ("20", "bao_cao.txt"),
    ]


def test_again_without_harm(samples: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    first = lay_samples(inbox, samples)
    assert lay_samples(inbox, samples) == first
    assert sorted(path.name for path in (inbox / "04").iterdir() if not path.name.endswith("_READY")) == [
        "bao_cao.txt",
        "nam_2022",
    ]


def test_every_reporting_province_has_samples(catalogue) -> None:
    folders = {path.name for path in SAMPLES_DIR.iterdir() if path.is_dir() and path.name.isdigit()}
    assert folders == set(catalogue.reporting_provinces())
