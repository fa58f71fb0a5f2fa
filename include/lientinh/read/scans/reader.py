"""Scans: pages of a PDF without text, and pictures of pages, recognised by Tesseract with Vietnamese."""

from __future__ import annotations

import contextlib
import io
import math
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from lientinh.documents import Block
from lientinh.errors import BadInput
from lientinh.read.apart.allowance import allow_more_seconds
from lientinh.read.content import Content, Limits
from lientinh.read.scans.recognition import Line, recognise, require_recogniser
from lientinh.read.scans.tables import remark_on_rows
from lientinh.read.scans.text import join_lines

_DPI = 300  # what Tesseract is trained on; letters of 14 points are 58 pixels high
_POINTS = 72
SECONDS_PER_SCAN = 3.0  # of the reading process itself: 0.6 on an idle machine; Tesseract's own come on top
_PAGE_PIXELS = 25_000_000  # of one page given to Tesseract: A3 at 300 dpi is 17 million
_PICTURE_PIXELS = 120_000_000  # of a picture as it was sent: A3 at 600 dpi is 70 million
_SCANNERS = (100, 1200)  # dots per inch of scanners; 72 and 96 are said of what nobody measured
_A4_WIDTH = 8.27  # inches: what a picture shows that does not say its resolution
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".tif": "TIFF", ".tiff": "TIFF"}

Pages = list[tuple[int, tuple[Block, ...]]]


def read_scanned_pages(data: bytes, file_name: str, page_numbers: Sequence[int], limits: Limits) -> Pages:
    """Pages of a PDF, numbered from 1, into paragraphs and tables with the confidence of each word and cell.

    Blocks are numbered from 1 over the pages asked for; one that goes on over a page break belongs to the page
    on which it begins. Findings: `read.scan_needs_ocr`, `read.scan_unreadable`, `read.truncated`.
    """
    require_recogniser(file_name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    try:
        pictures = ((number, _render(document, number, file_name)) for number in page_numbers)
        blocks = join_lines(_recognise_pages(pictures, file_name, limits))
    finally:
        document.close()
    return [(number, tuple(block for page, block in blocks if page == number)) for number in page_numbers]


def read_picture(data: bytes, file_name: str, limits: Limits) -> Content:
    """The picture of a page (.png, .jpg) or of several (.tif), as a scanner or a telephone makes it.

    Findings: those of `read_scanned_pages`, `read.not_what_its_name_says`, `read.too_large`, `read.empty`.
    """
    name = _FORMATS[Path(file_name).suffix.lower()]
    _, version = require_recogniser(file_name)
    try:
        with _own_bound(), Image.open(io.BytesIO(data), formats=sorted(set(_FORMATS.values()))) as picture:
            if picture.format != name:
                raise BadInput("read.not_what_its_name_says", file_name, found=picture.format)
            if (count := getattr(picture, "n_frames", 1)) > limits.pages:
                raise BadInput("read.too_large", file_name, limit=limits.pages, unit="pages")
            allow_more_seconds(SECONDS_PER_SCAN * count)
            picture.draft("L", _page_size(picture))  # of a large .jpg only as many pixels as are needed
            pages = _recognise_pages(_frames(picture, file_name), file_name, limits)
    except Image.DecompressionBombError as error:
        raise BadInput("read.too_large", file_name, limit=_PICTURE_PIXELS, unit="pixels") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    blocks = join_lines(pages)
    if not blocks:
        raise BadInput("read.empty", file_name)
    return Content(
        tuple(block for _, block in blocks),
        f"image/{name.lower()}",
        notes=(recognition_note(len(pages), version),),
        remarks=remark_on_rows(blocks),
    )


def recognise_first_page(data: bytes, file_name: str, limits: Limits) -> list[str]:
    """The lines of the first page of a PDF or of a picture, as they stand. Findings: as `read_scanned_pages`."""
    require_recogniser(file_name)
    try:
        if data.startswith(b"%PDF-"):
            document = pypdfium2.PdfDocument(data)
            try:
                picture = _render(document, 1, file_name)
            finally:
                document.close()
        else:
            with _own_bound(), Image.open(io.BytesIO(data), formats=sorted(set(_FORMATS.values()))) as opened:
                _, picture = next(_frames(opened, file_name))
    except (pypdfium2.PdfiumError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    with tempfile.TemporaryDirectory(prefix="lientinh-") as folder:
        lines = recognise(picture, Path(folder), limits.ocr_seconds_per_page, 1, file_name)
    return [line.text for line in lines]


@contextlib.contextmanager
def _own_bound() -> Iterator[None]:
    """Pillow warns from half of our bound on; what is above ours is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        yield


def recognition_note(page_count: int, version: str) -> str:
    """What the receipt says of recognised pages."""
    return f"recognised by Tesseract {version}: {page_count} pages"


def _recognise_pages(
    pictures: Iterator[tuple[int, Image.Image]], file_name: str, limits: Limits
) -> list[tuple[int, list[Line]]]:
    """One page in memory and on disk at a time."""
    with tempfile.TemporaryDirectory(prefix="lientinh-") as folder:
        return [
            (number, recognise(picture, Path(folder), limits.ocr_seconds_per_page, number, file_name))
            for number, picture in pictures
        ]


def _render(document: pypdfium2.PdfDocument, number: int, file_name: str) -> Image.Image:
    """A page in grey at 300 dpi, or as many as its size allows: a page may call itself ten metres wide."""
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DPI / _POINTS, math.sqrt(_PAGE_PIXELS / max(width * height, 1.0)))
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=f"page {number}: {error}") from error
    return picture.convert("L")


def _page_size(picture: Image.Image) -> tuple[int, int]:
    factor = min(math.sqrt(_PAGE_PIXELS / (picture.width * picture.height)), 1.0)
    return round(picture.width * factor), round(picture.height * factor)


def _frames(picture: Image.Image, file_name: str) -> Iterator[tuple[int, Image.Image]]:
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        if frame.width * frame.height > _PICTURE_PIXELS:
            raise BadInput("read.too_large", file_name, limit=_PICTURE_PIXELS, unit="pixels")
        dpi = frame.info.get("dpi", (0, 0))[0]
        yield number, _at_300_dpi(_on_white(ImageOps.exif_transpose(frame)), float(dpi))


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("L")
    coloured = picture.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("L")


def _at_300_dpi(picture: Image.Image, dpi: float) -> Image.Image:
    """A small picture made larger, up to three times, a huge one smaller: letters of the size Tesseract knows.

    One that does not say its resolution, or what a screen or a telephone says for it, is taken for a page of A4.
    """
    is_told = _SCANNERS[0] <= dpi <= _SCANNERS[1]
    factor = min(max(_DPI / dpi if is_told else _A4_WIDTH * _DPI / min(picture.size), 1.0), 3.0)
    factor = min(factor, math.sqrt(_PAGE_PIXELS / (picture.width * picture.height)))
    if math.isclose(factor, 1.0, rel_tol=0.1):
        return picture
    size = (max(round(picture.width * factor), 1), max(round(picture.height * factor), 1))
    return picture.resize(size, Image.Resampling.LANCZOS)
