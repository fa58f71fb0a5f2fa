"""Ruled tables of a PDF page, cell by cell, by the lines drawn around them (pdfplumber)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from lientinh.documents import Cell, Table
from lientinh.read.page_layout import is_layout
from lientinh.read.pdf.rows import Row, build_rows
from lientinh.read.pdf.words import Word

_DENSEST = 4_000  # edges; a drawing, no table: the search for crossings grows with their product
_FEWEST = 4  # lines that make a table of two cells and more
_THICKEST = 3.0  # points; a rectangle no thicker is a line
_WHITE = (1, 1.0, (1,), (1, 1, 1), [1], [1, 1, 1], (0, 0, 0, 0), [0, 0, 0, 0])
_SAME_EDGE = 3.0  # points, pdfplumber's own tolerance

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with its place: page, box, the left edges of its columns, how many rows are its head."""

    table: Table
    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    head_rows: int = 0
    ruled: bool = True


def find_ruled(page: Page, words: Sequence[Word]) -> tuple[list[PlacedTable], list[Word], bool]:
    """Ruled tables, the words outside of them, and whether the page is too dense a drawing to be searched."""
    if len(page.rects) + len(page.lines) + len(page.curves) < _FEWEST:
        return [], list(words), False
    drawn = page.filter(_is_rule)
    if len(drawn.edges) > _DENSEST:
        return [], list(words), True
    rest = list(words)
    tables = []
    for found in drawn.find_tables():
        boxes = [box for box in found.cells if box[2] - box[0] > 1 and box[3] - box[1] > 1]
        placed, taken = _read_grid(boxes, rest, page.page_number)
        if placed is not None:
            tables.append(placed)
            rest = [word for word in rest if id(word) not in taken]
    return tables, rest, False


def _is_rule(drawn: dict[str, Any]) -> bool:
    """Is it a line that is seen? Grounds of headings are rectangles too, filled, without a border."""
    kind = drawn["object_type"]
    if kind == "line":
        return True
    if kind not in ("rect", "curve"):
        return False
    if drawn.get("stroke") and drawn.get("stroking_color") not in _WHITE:
        return True
    thin = min(drawn["width"], drawn["height"]) <= _THICKEST
    return kind == "rect" and thin and drawn.get("non_stroking_color") not in _WHITE


def _read_grid(boxes: list[Box], words: Sequence[Word], page: int) -> tuple[PlacedTable | None, set[int]]:
    """A grid of cells as a table; None where it has no two columns or only arranges the page."""
    lefts, tops = _edges([box[0] for box in boxes]), _edges([box[1] for box in boxes])
    if len(lefts) < 2 or not boxes:
        return None, set()
    inside = _words_by_box(boxes, words)
    taken: set[int] = set()
    cells: list[Cell] = []
    merged = []
    shift = 0
    starts = {top: index for index, top in enumerate(tops)}
    for top in tops:
        row_boxes = [box for box in boxes if _edge_of(box[1], tops) == top]
        row = starts[top] + 1 + shift
        split = _lines_of_row(row_boxes, inside, page)
        for box in row_boxes:
            column = lefts.index(_edge_of(box[0], lefts)) + 1
            last_column = max(bisect_right(lefts, box[2] - _SAME_EDGE), column)
            last_row = max(bisect_right(tops, box[3] - _SAME_EDGE) + shift, row)
            mine = inside.get(box, [])
            taken.update(id(word) for word in mine)
            texts = _texts(mine, page, split)
            cells.extend(Cell(row + at, column, text, text) for at, text in texts)
            if (row, column) != (last_row, last_column) and not split:
                merged.append((row, column, last_row, last_column))
        shift += max(len(split) - 1, 0)
    table = Table(
        0,
        None,
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        tuple(merged),
        page_starts=((1, page),),
    )
    if len(table.cells) < 2 or len({cell.column for cell in cells}) < 2 or is_layout(table):
        return None, set()
    return PlacedTable(table, page, tops[0], max(box[3] for box in boxes), tuple(lefts)), taken


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges, nearly equal ones once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _edge_of(value: float, edges: Sequence[float]) -> float:
    return min(edges, key=lambda edge: abs(edge - value))


def _words_by_box(boxes: Sequence[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    inside: dict[Box, list[Word]] = {}
    for word in words:
        middle, height = word.middle, (word.top + word.bottom) / 2
        for box in boxes:
            if box[0] <= middle <= box[2] and box[1] <= height <= box[3]:
                inside.setdefault(box, []).append(word)
                break
    return inside


def _lines_of_row(boxes: Sequence[Box], inside: dict[Box, list[Word]], page: int) -> list[float]:
    """Baselines of the rows inside one ruled row, where several columns carry a figure on each; else none.

    Tables ruled only around their columns put all figures of a column into one box.
    """
    columns = [build_rows(inside.get(box, []), page) for box in boxes]
    figured = [[row for row in rows if row.text[:1].isdecimal()] for rows in columns]
    full = [rows for rows in figured if len(rows) >= 2]
    if len(full) < 2:
        return []
    most = max(full, key=len)
    levels = [row.baseline for row in most]
    size = most[0].size
    agree = sum(
        all(min(abs(row.baseline - level) for level in levels) < size / 2 for row in rows) for rows in full
    )
    if agree < len(full):
        return []
    return levels


def _texts(words: Sequence[Word], page: int, levels: Sequence[float]) -> list[tuple[int, str]]:
    """(offset of the row, text) of a cell's words; lines of one cell are joined by blanks."""
    rows = build_rows(words, page)
    if not levels:
        text = " ".join(row.text for row in rows)
        return [(0, text)] if text else []
    parts: dict[int, list[Row]] = {}
    for row in rows:
        at = next(
            (i for i, level in enumerate(levels) if row.baseline <= level + row.size / 3), len(levels) - 1
        )
        parts.setdefault(at, []).append(row)
    return [(at, " ".join(row.text for row in mine)) for at, mine in sorted(parts.items())]
