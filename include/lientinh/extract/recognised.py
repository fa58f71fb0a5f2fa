"""How sure a reading is whose text was recognised from a picture: its number, unit and heading, or its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lientinh.documents import Document, Paragraph, Table
from lientinh.readings import Reading

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(r"^[-–]?[\d.,]+\s?%?$")
_BEYOND_A_UNIT = 40  # characters after its number in which a reading's own unit stands


def with_confidences(readings: Iterable[Reading], document: Document) -> Iterator[Reading]:
    """Readings with the confidence, 0 to 100, of the least certain word of their number and unit.

    A heading that is hardly legible takes what stands under it down with it: it says what is plan and what was done.
    Readings of text that stands in the file keep None.
    """
    recognised = {one.number: one for one in document.paragraphs if one.word_confidences}
    tables = {one.number: one for one in document.tables if one.cell_confidences}
    if not recognised and not tables:
        yield from readings
        return
    headings = dict(_headings(document.paragraphs))
    for reading in readings:
        table = tables.get(reading.locator.paragraph or 0)
        if table is not None and reading.locator.cell is not None:
            yield replace(reading, confidence=_of_cell(table, reading.locator.cell))
            continue
        paragraph = recognised.get(reading.locator.paragraph or 0)
        if paragraph is None or reading.locator.start is None or reading.locator.end is None:
            yield reading
            continue
        own = paragraph.confidence_within(reading.locator.start, _end_with_unit(reading, paragraph.text))
        sure = [one for one in (own, headings[paragraph.number]) if one is not None]
        yield replace(reading, confidence=min(sure, default=None))


def is_recognised(document: Document) -> bool:
    """Was any of its text recognised from a picture?"""
    return any(one.word_confidences for one in document.paragraphs) or any(
        one.cell_confidences for one in document.tables
    )


def _of_cell(table: Table, address: str) -> float:
    """Of a figure's own cell, of the labels left of it, and of the years above it: a year misread moves a column."""
    own = next((cell for cell in table.cells if cell.address == address), None)
    if own is None:
        return 0.0
    wide = {(first, left): right for first, left, _, right in table.merged}
    told = [
        (cell.row, cell.column)
        for cell in table.cells
        if (
            cell.row == own.row
            and cell.column <= own.column
            and (cell is own or not _FIGURE.match(cell.text))
        )
        or (
            cell.row < own.row
            and _YEAR.search(cell.text)
            and cell.column <= own.column <= wide.get((cell.row, cell.column), cell.column)
        )
    ]
    sure = {(row, column): confidence for row, column, confidence in table.cell_confidences}
    return min(sure.get(place, 0.0) for place in told)


def _end_with_unit(reading: Reading, text: str) -> int:
    end = reading.locator.end or 0
    at = text.find(reading.unit_text, end, end + _BEYOND_A_UNIT + len(reading.unit_text))
    return at + len(reading.unit_text) if reading.unit_text and at >= 0 else end


def _headings(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, float | None]]:
    """Number of each paragraph → how legible the heading above it is, on the whole."""
    standing: float | None = None
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            standing = _mean_of_words(paragraph)
        yield paragraph.number, standing


def _mean_of_words(heading: Paragraph) -> float | None:
    """Of its words; its numbering ("II.", "1.2.") says nothing of plan and result."""
    words = [
        sure
        for start, end, sure in heading.word_confidences
        if not (start == 0 and heading.text[end - 1] in ".)")
        and any(map(str.isalnum, heading.text[start:end]))
    ]
    return round(sum(words) / len(words), 1) if words else None
