"""The samples are what their builder builds, carry every figure, and copy no sentence."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal

import pytest
from build_samples import SAMPLES, build_samples

from lientinh.documents import Document, Paragraph
from lientinh.extract.forms import extract_forms
from lientinh.read import read_document
from lientinh.readings import DocumentHead

_RUN = 14  # words: a shorter run is a name, a date or a figure with its unit
_REPORTS = {
    "001_cao_bang_de_xuat_chi_tieu_2021.txt": "04/de-xuat-chi-tieu-2021.docx",
    "002_lang_son_ke_hoach_2023.txt": "20/ke-hoach-2023.docx",
    "003_thai_nguyen_tin_8_thang_2021.txt": "19/tin-8-thang-2021.html",
}

_HEAD = DocumentHead(
    kind="statistical_form", title="", agency_code=None, agency_text="", number=None, symbol=None,
    issued_on=date(2017, 7, 14), issued_text="", relation="initial", relation_to=None, area_code=None,
    report_type="annual_statistical_form", report_period="2016", period_basis="calendar", legal_state="unsigned",
)  # fmt: skip


def committed() -> dict[str, bytes]:
    files = (path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "README.md")
    return {path.relative_to(SAMPLES).as_posix(): path.read_bytes() for path in files}


def text_of(document: Document) -> str:
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in document.blocks
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + _RUN]) for start in range(len(found) - _RUN + 1)}


def test_committed_samples_are_a_rebuild_byte_for_byte() -> None:
    assert committed() == build_samples()


def test_every_sample_is_in_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for name in committed():
        folder = "/".join(name.split("/")[:2]) + "/"
        assert f"`{name}`" in readme or f"`{folder}`" in readme, name


@pytest.mark.parametrize("name", sorted(build_samples()))
def test_a_sample_can_be_read(name: str) -> None:
    assert read_document(SAMPLES / name, name).blocks


@pytest.mark.parametrize("name", sorted(name for name in build_samples() if not name.endswith(".xlsx")))
def test_no_sentence_is_copied(name: str, shared_dir) -> None:
    originals = [*(shared_dir / "submissions").glob("*.txt"), *(shared_dir / "narrative").glob("*.txt")]
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in originals))
    assert not runs(text_of(read_document(SAMPLES / name, name))) & theirs


@pytest.mark.parametrize(("original", "sample"), sorted(_REPORTS.items()))
def test_every_figure_of_the_original_stands_in_the_sample(original: str, sample: str, shared_dir) -> None:
    text = text_of(read_document(SAMPLES / sample, sample))
    written = {normal(token) for token in re.findall(r"\d+(?:[.,]\d+)*", text)}
    with (shared_dir / "gold" / "seed_observations.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["file"] == original]
    assert rows
    zeros_in_words = 2 if "Lạng" in text else 0
    missing = [row["obs_id"] for row in rows if not scales(Decimal(row["value"])) & written]
    assert len(missing) <= zeros_in_words, missing


def normal(token: str) -> Decimal:
    return Decimal(token.replace(".", "").replace(",", ".")).normalize()


def scales(value: Decimal) -> set[Decimal]:
    """A value as a number, or with its thousands in words ("200 nghìn")."""
    return {value.normalize(), (value / 1000).normalize()} if value >= 1000 else {value.normalize()}


def test_workbooks_hold_every_published_figure(shared_dir, catalogue) -> None:
    with (shared_dir / "facts" / "gso_provinces.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t")
            if row["area_code"] in ("04", "06", "14", "19", "20")
        ]
    expected = {
        (row["area_code"], row["indicator"], row["year"]): (scaled(row), row["obs_status"]) for row in rows
    }
    assert len(expected) == 255
    assert read_workbooks(catalogue) == expected


def scaled(row: dict[str, str]) -> Decimal:
    return Decimal(row["value"]) * (1000 if row["unit"] == "thousand persons" else 1)


def read_workbooks(catalogue) -> dict[tuple[str, str, str], tuple[Decimal, str]]:
    found = {}
    for path in sorted(SAMPLES.rglob("*.xlsx")):
        document = read_document(path)
        extraction = extract_forms(document, _HEAD, catalogue)
        assert extraction.form_id == "annual_labour_statistics"
        assert not extraction.drift
        assert not extraction.unmapped
        for reading in extraction.readings:
            key = (reading.area_code, reading.indicator_code, reading.period)
            found[key] = (reading.value, reading.obs_status)
    return found
