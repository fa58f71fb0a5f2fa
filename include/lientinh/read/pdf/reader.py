"""PDF files into paragraphs, footnotes and tables, by their text layer (pdfplumber)."""

from __future__ import annotations

from dataclasses import replace

from pdfplumber.page import Page

from lientinh.documents import Block, Table
from lientinh.errors import BadInput
from lientinh.read.apart.allowance import allow_more_seconds
from lientinh.read.content import Content, Limits
from lientinh.read.pdf.extras import find_extras
from lientinh.read.pdf.glyphs import PageLayer, read_layer
from lientinh.read.pdf.opening import open_pdf, refusing_damage
from lientinh.read.pdf.pages import Placed, read_pages
from lientinh.read.pdf.paragraphs import Draft
from lientinh.read.pdf.words import Word, build_words
from lientinh.read.scans.reader import SECONDS_PER_SCAN, Pages, read_scanned_pages
from lientinh.read.scans.tables import remark_on_rows

_PDF = "application/pdf"
_LARGE_PICTURE = 0.5  # of the page: a scan, or the ground that a letter is printed on
_STAMP = 250  # characters of a signature's stamp laid over a scan
_SECONDS_PER_PAGE = 0.5  # 0.1 on an idle machine
_OUTLINES = 200  # curves drawn where no character stands: letters turned into drawings
_UNMAPPED = 0.05  # share of glyphs that no one can tell the letter of
_PICTURE_TOLD = 0.03  # of the page: smaller ones are ornaments


def read_pdf(data: bytes, file_name: str, limits: Limits) -> Content:
    """A PDF page by page in reading order; footnotes come at the end of their page.

    Pages without a text layer are recognised. Findings: those of `open_pdf` and of the recognition, `read.empty`,
    `read.too_large`.
    """
    pdf = open_pdf(data, file_name, limits)
    allow_more_seconds(_SECONDS_PER_PAGE * len(pdf.pages))
    with refusing_damage(file_name):
        pages = [_read_words(page) for page in pdf.pages]
        layers = [layer for layer, _ in pages]
        scanned = [layer.number for layer, words in pages if words is None]
        read = read_pages([(layer, words) for layer, words in pages if words is not None])
        extras = find_extras(pdf, len(data))
    allow_more_seconds(SECONDS_PER_SCAN * len(scanned))
    recognised = read_scanned_pages(data, file_name, scanned, limits) if scanned else []
    blocks = _number(_merge(read.blocks, recognised))
    if not blocks:
        raise BadInput("read.empty", file_name)
    cells = sum(len(block.cells) for block in blocks if isinstance(block, Table))
    if cells > limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    notes = (*read.notes, *_notes(layers, scanned), *extras.notes())
    remarks = remark_on_rows([(page, block) for page, found in recognised for block in found])
    return Content(blocks, _PDF, read.encoding, notes, extras.signatures, remarks)


def _read_words(page: Page) -> tuple[PageLayer, list[Word] | None]:
    """The page with its words, None where it must be recognised; its thousands of glyphs are let go at once."""
    layer = read_layer(page)
    words = None if _needs_recognition(layer) else build_words(layer.glyphs)
    return replace(layer, glyphs=()), words


def _needs_recognition(layer: PageLayer) -> bool:
    """No text, or next to none over a picture of the page; or glyphs whose letters the file does not tell."""
    letters = layer.letter_count
    unmapped = sum(_is_unmapped(glyph.text) for glyph in layer.glyphs)
    if letters and unmapped > _UNMAPPED * letters:
        return True
    if layer.picture_share >= _LARGE_PICTURE:
        return letters - layer.invisible_count < _STAMP and not layer.invisible_count
    return not letters and (layer.picture_count > 0 or layer.drawn_count >= _OUTLINES)


def _is_unmapped(text: str) -> bool:
    return text.startswith("(cid:") or text == "\ufffd" or "\ue000" <= text[:1] <= "\uf8ff"


def _merge(blocks: list[Placed], recognised: Pages) -> list[Block]:
    """All blocks by page; recognised pages stand between the others."""
    merged: list[tuple[int, Block]] = []
    for block in blocks:
        merged.append((block.page, block.finish() if isinstance(block, Draft) else block.table))
    merged.extend((page, paragraph) for page, paragraphs in recognised for paragraph in paragraphs)
    return [block for _, block in sorted(merged, key=lambda pair: pair[0])]


def _number(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, number=number) for number, block in enumerate(blocks, start=1))


def _notes(layers: list[PageLayer], scanned: list[int]) -> list[str]:
    notes = []
    text = [layer for layer in layers if layer.number not in scanned]
    hidden = [str(layer.number) for layer in text if layer.invisible_count > layer.letter_count / 2]
    if hidden:
        notes.append(f"text layer from recognition: page {', '.join(hidden)}")
    if scanned:
        notes.append(f"recognised from pictures: page {', '.join(map(str, scanned))}")
    hidden_count = sum(layer.hidden_count for layer in layers)
    if hidden_count:
        notes.append(f"hidden text: {hidden_count} characters, not read")
    pictures = sum(layer.picture_share >= _PICTURE_TOLD for layer in text)
    if pictures:
        notes.append(f"pages with pictures: {pictures}, pictures not read")
    return notes
