"""Passages of a document as a page shows them: its own words, the figures in question marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.documents import Document, Paragraph, Table
from lientinh.export.formula_guard import guard_text
from lientinh.replies.places import split_cell
from lientinh.replies.points import Mark, Point
from lientinh.replies.quotes import find_quote
from lientinh.replies.safe_text import printable, shorten

_SENTENCE_END = re.compile(r"[.;!?][)”\"]?\s+(?=[A-ZÀ-ỴĐ(“+\-])")
_HEAD_ROWS, _MOST_ROWS, _MOST_COLUMNS = 4, 30, 12  # of an excerpt of a table
_LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text or a cell; `labels` of the points it is in question for, empty for what only stands there."""

    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt and the points that belong under it: `words` of a paragraph, or `rows` of a table.

    `is_cut`: (something stands before, something stands after) the words shown.
    """

    section_vi: str
    words: tuple[Segment, ...] = ()
    rows: tuple[tuple[Segment, ...], ...] = ()
    points: tuple[Point, ...] = ()
    is_cut: tuple[bool, bool] = (False, False)


def find_passages(document: Document, points: Sequence[Point]) -> list[Passage]:
    """Passages in the order of the document; points about the whole of it come without words, last."""
    whole = [point for point in points if point.place.is_whole]
    passages: list[Passage] = []
    for block in document.blocks:
        here = [point for point in points if _stands_in(point.place.paragraph, point.place.sheet, block)]
        marked = [
            point
            for point in points
            if any(_stands_in(one.paragraph, one.sheet, block) for one in point.marks)
        ]
        if not here and not marked:
            continue
        section = here[0].place.section_vi if here else ""
        if isinstance(block, Table):
            rows = _show_rows(block, marked)
            passages.append(Passage(section, rows=rows, points=tuple(here)))
        else:
            passages.append(_show_words(document, block, section, here, marked))
    return [*passages, Passage("", points=tuple(whole))] if whole else passages


def _stands_in(paragraph: int | None, sheet: str | None, block: Paragraph | Table) -> bool:
    if isinstance(block, Table) and sheet is not None:
        return block.sheet == sheet
    return paragraph is not None and block.number == paragraph


def _show_words(
    document: Document, block: Paragraph, section: str, here: Sequence[Point], marked: Sequence[Point]
) -> Passage:
    """The sentences that hold the quotes and marks of a paragraph, no more: the rest is nobody's business here."""
    spans: dict[tuple[int, int], list[str]] = {}
    for point in marked:
        for mark in point.marks:
            if (
                mark.paragraph == block.number
                and mark.cell is None
                and 0 <= mark.start < mark.end <= len(block.text)
            ):
                spans.setdefault((mark.start, mark.end), []).append(point.label)
    edges = [edge for span in spans for edge in span]
    for point in here:
        if (start := find_quote(point, document)) is not None:
            edges += [start, start + len(point.quote)]
    ends = [found.end() for found in _SENTENCE_END.finditer(block.text)]
    begin = max((end for end in ends if end <= min(edges, default=0)), default=0)
    stop = min((end for end in ends if end >= max(edges, default=0)), default=len(block.text))
    segments: list[Segment] = []
    done = begin
    for (start, end), labels in sorted(spans.items()):
        if start < done:
            continue
        segments += [
            Segment(printable(block.text[done:start])),
            Segment(printable(block.text[start:end]), tuple(dict.fromkeys(labels))),
        ]
        done = end
    segments.append(Segment(printable(block.text[done:stop].rstrip())))
    return Passage(
        section, words=tuple(segments), points=tuple(here), is_cut=(begin > 0, stop < len(block.text))
    )


def _show_rows(table: Table, marked: Sequence[Point]) -> tuple[tuple[Segment, ...], ...]:
    """The rows in question under the first rows of the table, which say what its columns are."""
    labels: dict[tuple[int, int], list[str]] = {}
    for point in marked:
        for mark in point.marks:
            if mark.cell is not None and _is_of(mark, table):
                labels.setdefault(split_cell(mark.cell), []).append(point.label)
    used = sorted({cell.row for cell in table.cells})
    chosen = sorted({*used[:_HEAD_ROWS], *(row for row, _ in labels)})[:_MOST_ROWS]
    in_rows = sorted(
        {cell.column for cell in table.cells if cell.row in chosen} | {column for _, column in labels}
    )
    columns = in_rows if len(in_rows) <= _MOST_COLUMNS else _near(in_rows, [column for _, column in labels])
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    return tuple(
        tuple(
            Segment(
                guard_text(shorten(printable(texts.get((row, column), "")), _LONGEST_CELL)),
                tuple(dict.fromkeys(labels.get((row, column), ()))),
            )
            for column in columns
        )
        for row in chosen
    )


def _is_of(mark: Mark, table: Table) -> bool:
    return mark.sheet == table.sheet if mark.sheet is not None else mark.paragraph == table.number


def _near(columns: Sequence[int], marked: Sequence[int]) -> list[int]:
    """The first columns, which name the rows, and those in question."""
    first = [*columns[:3], *sorted(set(marked))]
    return sorted(dict.fromkeys([*first, *columns][:_MOST_COLUMNS]))
