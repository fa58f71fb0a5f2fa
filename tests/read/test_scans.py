"""Pictures of pages: recognised where Tesseract is, refused with advice where it is not, bounded everywhere."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.scans import reader as scans
from lientinh.read.scans import recognition
from lientinh.read.scans.recognition import recogniser
from lientinh.read.tools import TIMED_OUT

PAGE = Path(__file__).parent / "pictures" / "page.png"
needs_tesseract = pytest.mark.skipif(
    recogniser() is None, reason="Tesseract with Vietnamese is not on this machine"
)


def pdf_of(*pictures: Image.Image) -> bytes:
    buffer = io.BytesIO()
    first, *others = (picture.convert("L") for picture in pictures)
    first.save(buffer, "PDF", resolution=200, save_all=True, append_images=others)
    return buffer.getvalue()


def refusal_of(data: bytes, name: str, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        scans.read_picture(data, name, limits or Limits())
    return caught.value


@pytest.fixture
def _any_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were installed, for what is refused before it would run."""
    monkeypatch.setattr(recognition, "recogniser", lambda: (Path("tesseract"), "5"))


@needs_tesseract
def test_a_picture_of_a_page(read) -> None:
    document = read("page.png", PAGE.read_bytes())
    heading, jobs, trained = document.paragraphs
    assert document.media_type == "image/png"
    assert heading.text == "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022"
    assert heading.kind == "heading"
    assert "11.250 lao động, bằng 68,75% kế hoạch;" in jobs.text
    assert "2.364 dự án với số tiền 105,261 tỷ đồng" in jobs.text
    assert trained.text == "Tỷ lệ lao động qua đào tạo là 57,72%."
    assert (trained.confidence or 0) > 80
    assert document.notes[0].startswith("recognised by Tesseract 5")


@needs_tesseract
def test_pages_of_a_pdf_upright_and_upside_down() -> None:
    page = Image.open(PAGE).convert("L")
    pages = scans.read_scanned_pages(pdf_of(page, page.rotate(180)), "scan.pdf", [2], Limits())
    assert [number for number, _ in pages] == [2]
    assert "11.250 lao động" in " ".join(paragraph.text for _, found in pages for paragraph in found)


def test_without_tesseract_a_scan_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    assert refusal_of(PAGE.read_bytes(), "scan.png").rule_id == "read.scan_needs_ocr"
    with pytest.raises(BadInput) as caught:
        scans.read_scanned_pages(b"%PDF-1.4", "scan.pdf", [1], Limits())
    assert caught.value.rule_id == "read.scan_needs_ocr"


@pytest.mark.usefixtures("_any_tesseract")
def test_a_page_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        recognition,
        "run_tool",
        lambda argv, folder, seconds, memory: subprocess.CompletedProcess(argv, TIMED_OUT, b"", b""),
    )
    refusal = refusal_of(PAGE.read_bytes(), "scan.png")
    assert refusal.rule_id == "read.scan_unreadable"
    assert refusal.details["page"] == 1


@pytest.mark.usefixtures("_any_tesseract")
def test_a_page_on_which_nothing_is_recognised_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        recognition,
        "run_tool",
        lambda argv, folder, seconds, memory: subprocess.CompletedProcess(argv, 0, b"level\n", b""),
    )
    assert refusal_of(PAGE.read_bytes(), "scan.png").rule_id == "read.scan_unreadable"


@pytest.mark.usefixtures("_any_tesseract")
def test_a_blank_page_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        recognition,
        "run_tool",
        lambda argv, folder, seconds, memory: subprocess.CompletedProcess(argv, 0, b"level\n", b""),
    )
    buffer = io.BytesIO()
    Image.new("L", (800, 1100), 250).save(buffer, "PNG")
    assert refusal_of(buffer.getvalue(), "scan.png").rule_id == "read.empty"


@pytest.mark.usefixtures("_any_tesseract")
@pytest.mark.parametrize(
    ("name", "data", "rule_id"),
    [
        ("scan.jpg", PAGE.read_bytes(), "read.not_what_its_name_says"),
        ("scan.png", PAGE.read_bytes()[:900], "read.truncated"),
        ("scan.png", b"no picture at all", "read.truncated"),
    ],
)
def test_what_is_no_such_picture(name: str, data: bytes, rule_id: str) -> None:
    assert refusal_of(data, name).rule_id == rule_id


@pytest.mark.usefixtures("_any_tesseract")
def test_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    """16,000 × 10,000 pixels of white: 20 kB on disk."""
    buffer = io.BytesIO()
    Image.new("1", (16_000, 10_000), 1).save(buffer, "PNG")
    refusal = refusal_of(buffer.getvalue(), "scan.png")
    assert refusal.rule_id == "read.too_large"
    assert refusal.details["unit"] == "pixels"


@pytest.mark.usefixtures("_any_tesseract")
def test_a_picture_of_too_many_pages_is_refused() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("1", (10, 10), 1) for _ in range(5)]
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    refusal = refusal_of(buffer.getvalue(), "scan.tif", Limits(pages=4))
    assert (refusal.rule_id, refusal.details["unit"]) == ("read.too_large", "pages")


def test_a_page_of_ten_metres_is_drawn_small() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(28_346, 28_346)
    picture = scans._render(document, 1, "scan.pdf")
    assert picture.width * picture.height < 26_000_000
    document.close()


def test_transparent_pictures_stand_on_white() -> None:
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    assert scans._on_white(clear).getpixel((5, 5)) == 255
