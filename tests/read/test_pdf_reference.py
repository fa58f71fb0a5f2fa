"""The reference submissions as PDF give the readings that their text gives (LibreOffice makes the PDFs)."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.extract import extract_document
from lientinh.read import read_document
from lientinh.read.tools import run_tool

SUBMISSIONS = Path(__file__).resolve().parents[3] / "shared" / "submissions"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SUBMISSIONS.is_dir(), reason="the reference submissions are not beside the project"
    ),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def readings_of(document: Document, catalogue: Catalogue) -> Counter[tuple[object, ...]]:
    readings = extract_document(document, catalogue, None).readings
    return Counter(
        (one.indicator_code, one.measure, one.value, one.lower, one.upper, one.unit_code, one.value_text, one.scenario,
         one.accumulation, one.period, one.area_code, one.breakdown)
        for one in readings
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    sources = sorted(SUBMISSIONS.glob("*.txt"))
    for source in sources:
        shutil.copy(source, folder / source.name)
    soffice = shutil.which("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [profile, "--headless", "--infilter=Text (encoded):UTF8", "--convert-to", "pdf"]
    run_tool([str(soffice), *arguments, *(source.name for source in sources)], folder, 300, 2**31)
    return folder


@pytest.mark.parametrize("name", [path.stem for path in sorted(SUBMISSIONS.glob("*.txt"))])
def test_the_pdf_says_what_the_text_says(name: str, folder: Path, catalogue: Catalogue) -> None:
    made = folder / f"{name}.pdf"
    assert made.is_file(), "LibreOffice made no PDF"
    expected = readings_of(read_document(SUBMISSIONS / f"{name}.txt"), catalogue)
    found = readings_of(read_document(made), catalogue)
    assert found - expected == Counter()
    assert expected - found == Counter()
