"""Tables without lines: labels on the left, figures that stand under one another on at least three rows.

Prose is never torn: a row counts only where it ends in figures set apart from one another, and where its
figures and words fit the columns of the rows around it. What is doubtful stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lientinh.documents import Cell, Table
from lientinh.read.pdf.figures import Columns, FigureRow, read_figure_row
from lientinh.read.pdf.headings import TableTop, read_top
from lientinh.read.pdf.rows import Row
from lientinh.read.pdf.ruled import PlacedTable
from lientinh.read.text.line_marks import ends_sentence

_LEAST_ROWS = 3
_LABELS_BETWEEN = 3  # rows without figures between two rows with some: headings, wrapped labels
_FARTHEST = 4.0  # print sizes between two rows of one table


@dataclass(slots=True)
class _Body:
    """A table in the making: its rows of figures with the columns of their pieces, and the label rows among them."""

    columns: Columns
    rows: list[FigureRow]


def find_aligned(rows: Sequence[Row], page: int) -> tuple[list[PlacedTable], set[int]]:
    """Tables among the rows of a page, and the indexes of the rows they use."""
    figured = {index: read_figure_row(index, row) for index, row in enumerate(rows)}
    tables: list[PlacedTable] = []
    used: set[int] = set()
    at = 0
    while at < len(rows):
        body = _grow(at, rows, figured)
        if body is None:
            at += 1
            continue
        first, last = body.rows[0].index, body.rows[-1].index
        floor = max(used, default=-1) + 1
        if len(body.rows) >= _LEAST_ROWS and len(body.columns.ranges) >= 2:
            top = read_top(rows, floor, first, body.columns)
            end = last + 1
            while end < len(rows) and _ends_label(rows[end], rows[end - 1], body.rows[-1]):
                end += 1
            tables.append(_build(rows, body, top, end, page))
            used.update(range(top.first, end))
            last = end - 1
        at = last + 1
    return tables, used


def _grow(at: int, rows: Sequence[Row], figured: dict[int, FigureRow | None]) -> _Body | None:
    """The table whose first row of figures is at `at`, as far down as rows fit its columns."""
    first = figured[at]
    if first is None or not first.may_begin:
        return None
    columns = Columns()
    columns.take(first.pieces, [-1] * len(first.pieces))
    body = _Body(columns, [first])
    for index in range(at + 1, len(rows)):
        last = body.rows[-1]
        if rows[index].top - rows[index - 1].bottom > _FARTHEST * rows[index].size:
            break
        row = figured[index]
        if row is None:
            if index - last.index > _LABELS_BETWEEN or not _may_stand_between(rows[index]):
                break
            continue
        places = columns.place(row.pieces)
        if places is None or not _shares_figures(row, columns, places):
            break
        columns.take(row.pieces, places)
        body.rows.append(row)
    return body


def _may_stand_between(row: Row) -> bool:
    """A heading or a part of a label; a sentence ends the table."""
    return not ends_sentence(row.text) or row.text.endswith(":")


def _shares_figures(row: FigureRow, columns: Columns, places: Sequence[int]) -> bool:
    """Do most of the row's figures stand in columns that are there already?"""
    count = len(row.figures)
    known = sum(place >= 0 for place in places[len(places) - count :])
    return known * 2 >= count


def _ends_label(row: Row, above: Row, figured: FigureRow) -> bool:
    """Is the row the end of a label whose figures stand beside its first line?"""
    text = row.text
    small = text[:1].islower() or text[:1] == "(" or text.isdecimal()
    labels = [piece for piece in figured.pieces if not piece.stands_for_figure]
    tight = row.baseline - above.baseline <= 1.6 * row.size and row.x1 <= figured.figures[0].x0
    return small and tight and any(abs(piece.x0 - row.x0) <= 3 for piece in labels)


def _build(rows: Sequence[Row], body: _Body, top: TableTop, end: int, page: int) -> PlacedTable:
    cells = list(top.cells)
    number = top.row_count
    waiting: list[Row] = [rows[index] for index in top.labels]
    before: FigureRow | None = None
    figured = {row.index: row for row in body.rows}
    for index in range(body.rows[0].index, end):
        row = figured.get(index)
        if row is None:
            if before is not None and not waiting and _ends_label(rows[index], rows[index - 1], before):
                cells = _with_end(cells, number, body.columns, rows[index])
            else:
                waiting.append(rows[index])
            continue
        label = _first_lines(waiting, row, before.row if before else None)
        for heading, column in _as_headings(waiting[: len(waiting) - len(label)], body.columns):
            number += 1
            cells.append(Cell(number, column, heading, heading))
        number += 1
        cells.extend(_cells_of(row, number, body.columns, label))
        waiting, before = [], row
    table = Table(0, None, tuple(cells), top.merged, page_starts=((1, page),))
    last = rows[end - 1]
    edges = tuple(x0 for x0, _ in body.columns.zones())
    return PlacedTable(table, page, rows[top.first].top, last.bottom, edges, top.row_count, ruled=False)


def _with_end(cells: list[Cell], number: int, columns: Columns, row: Row) -> list[Cell]:
    """The cells with a line more in the label of row `number`."""
    column = columns.at(row.x0 + 1) + 1
    return [
        replace(cell, value=f"{cell.text}\n{row.text}", text=f"{cell.text}\n{row.text}")
        if (cell.row, cell.column) == (number, column)
        else cell
        for cell in cells
    ]


def _first_lines(waiting: Sequence[Row], row: FigureRow, before: Row | None) -> list[Row]:
    """Rows without figures right above a row that are the beginning of its label: they begin where it begins and
    stand nearer to it than to what is above them."""
    if not waiting or row.pieces[0].stands_for_figure:
        return []
    label: list[Row] = []
    below = row.row
    for index in range(len(waiting) - 1, -1, -1):
        line = waiting[index]
        above = waiting[index - 1] if index else before
        gap = below.baseline - line.baseline
        gap_above = line.baseline - above.baseline if above is not None else 2 * gap
        if abs(line.x0 - row.row.x0) > 3 or gap > 2 * line.size or gap_above < 1.15 * gap:
            break
        label.insert(0, line)
        below = line
    return label


def _as_headings(waiting: Sequence[Row], columns: Columns) -> list[tuple[str, int]]:
    """Rows without figures that head the rows below, with their column: lines close together are one heading."""
    headings: list[list[Row]] = []
    for row in waiting:
        last = headings[-1][-1] if headings else None
        if last is not None and abs(row.x0 - last.x0) <= 3 and row.baseline - last.baseline <= 1.4 * row.size:
            headings[-1].append(row)
        else:
            headings.append([row])
    return [("\n".join(row.text for row in lines), columns.at(lines[0].x0 + 1) + 1) for lines in headings]


def _cells_of(row: FigureRow, number: int, columns: Columns, label: Sequence[Row]) -> list[Cell]:
    texts: dict[int, str] = {}
    for piece in row.pieces:
        column = columns.at(piece.middle) + 1
        texts[column] = f"{texts[column]} {piece.text}" if column in texts else piece.text
    if label:
        above = "\n".join(line.text for line in label)
        texts[1] = f"{above}\n{texts[1]}" if 1 in texts else above
    return [Cell(number, column, text, text) for column, text in sorted(texts.items())]
