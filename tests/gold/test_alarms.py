"""What real documents and samples raise at warning or above: what a careful officer would raise, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract import extract_document
from lientinh.gates import CheckedSubmission, run_gate_1
from lientinh.read import read_document

SUMS = {"arithmetic.sum_of_parts": 4, "arithmetic.sum_of_statuses": 1, "arithmetic.share_of_plan": 1}
# A page of targets "bình quân hằng năm" without a year, and procedures in force on no day.
UNDATED = {"gate1.period_unclear": 5}
SUBMISSIONS = [
    ("000", "20", {}),
    ("001", "04", {}),
    ("002", "20", SUMS | {"gate1.annex_missing": 1}),
    ("003", "19", UNDATED | {"gate1.territory_unclear": 1}),  # and the page itself bears no date
    ("004", "14", {}),
]
SAMPLES = [
    ("04", ["de-xuat-chi-tieu-2021.docx"], {}),
    ("04", ["so-lieu-hang-nam-2016.xlsx"], {}),
    ("06", ["so-lieu-hang-nam-2016.xlsx"], {}),
    ("14", ["ke-hoach-113-2023.txt"], {}),
    ("14", ["thong-ke-nam-2016/cong-van.txt", "thong-ke-nam-2016/so-lieu-hang-nam-2016.xlsx"], {}),
    ("14", ["thong-ke-nam-2016/cong-van.txt"], {"gate1.annex_missing": 1}),  # its workbook left out
    ("19", ["so-lieu-hang-nam-2016.xlsx"], {}),
    ("19", ["tin-8-thang-2021.html"], UNDATED),
    ("20", ["ke-hoach-2023.docx"], SUMS | {"gate1.annex_missing": 1}),
    ("20", ["cong-van-chi-thi-16.txt"], {}),
    ("20", ["so-lieu-hang-nam-2016.xlsx"], {}),
]


def alarms(paths: list[Path], area_code: str, catalogue: Catalogue) -> dict[str, int]:
    documents = tuple(read_document(path) for path in paths)
    extractions = tuple(extract_document(one, catalogue, area_code) for one in documents)
    report_ids = {one.document_id: "report" for one in documents}
    submission = CheckedSubmission("s", area_code, report_ids, documents, extractions)
    found = run_gate_1([submission], catalogue)
    return dict(Counter(one.rule_id for one in found if one.severity != "info"))


@pytest.mark.parametrize(("name", "area_code", "expected"), SUBMISSIONS, ids=lambda given: str(given)[:3])
def test_a_real_document(
    name: str, area_code: str, expected: dict[str, int], shared_dir: Path, catalogue: Catalogue
) -> None:
    (path,) = (shared_dir / "submissions").glob(f"{name}_*.txt")
    assert alarms([path], area_code, catalogue) == expected


@pytest.mark.parametrize(("area_code", "files", "expected"), SAMPLES, ids=lambda given: str(given)[:40])
def test_a_sample(
    area_code: str, files: list[str], expected: dict[str, int], root_dir: Path, catalogue: Catalogue
) -> None:
    folder = root_dir / "include" / "samples" / area_code
    assert alarms([folder / name for name in files], area_code, catalogue) == expected


def test_articles_raise_no_alarm_but_an_unclear_territory(shared_dir: Path, catalogue: Catalogue) -> None:
    """Two thirds name no province of the catalogue's; the sender's stands in, as in an inbox."""
    for path in sorted((shared_dir / "narrative").glob("*.txt")):
        assert set(alarms([path], "20", catalogue)) <= {"gate1.territory_unclear"}, path.name
