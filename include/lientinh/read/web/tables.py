"""One HTML table into a Table: spans resolved, nonsense in them counted as one."""

from __future__ import annotations

import unicodedata

from lxml import html

from lientinh.documents import Cell, Table
from lientinh.read.web.text import inline_text, is_furniture

_WIDEST = 1_000  # HTML standard, 4.9.11: colspan is clamped to 1000
_TALLEST = 65_534  # the same: rowspan
_MOST_COLUMNS = 16_384  # as many as a workbook has; spans over spans could make millions


class TooWideError(Exception):
    """A table with more columns than any table has."""


def read_web_table(table: html.HtmlElement) -> Table:
    """Cells with text at their grid position; a span's text stands at its first cell. Raises TooWideError."""
    cells: list[Cell] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: dict[int, int] = {}  # column -> last row that a span from above covers
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for row, element in enumerate((row for row in rows if not is_furniture(row)), start=1):
        column = 1
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) >= row:
                column += 1
            across = _span(cell, "colspan", _WIDEST)
            down = min(_span(cell, "rowspan", _TALLEST), len(rows) - row + 1)
            if column + across > _MOST_COLUMNS:
                raise TooWideError
            if across > 1 or down > 1:
                merged.append((row, column, row + down - 1, column + across - 1))
                taken.update(dict.fromkeys(range(column, column + across), row + down - 1))
            text = "" if is_furniture(cell) else unicodedata.normalize("NFC", inline_text(cell))
            if text:
                cells.append(Cell(row, column, text, text))
            column += across
    return Table(0, None, tuple(cells), tuple(merged))


def _span(cell: html.HtmlElement, name: str, limit: int) -> int:
    value = (cell.get(name) or "").strip()
    return min(int(value), limit) if value.isdecimal() and int(value) > 0 else 1
