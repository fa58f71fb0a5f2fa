"""One Word table into a Table: the grid column of each cell, merged ranges, text at the first cell of a merge."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lientinh.documents import Cell, Table
from lientinh.read.archive import attribute, local_name
from lientinh.read.word.text import paragraph_text

_WIDEST = 63  # Word's own limit on columns


def read_table(table: etree._Element) -> Table:
    """Cells that hold text, 1-based; nested tables' text stays with the cell that holds them."""
    cells: list[Cell] = []
    merged: list[tuple[int, int, int, int]] = []
    open_merges: dict[int, tuple[int, int, int]] = {}  # first column -> first row, last row, last column
    for row, column, cell in walk_cells(table):
        span, vertical = _spans(cell)
        last = column + span - 1
        if vertical == "continue" and column in open_merges:
            first, _, right = open_merges[column]
            open_merges[column] = (first, row, right)
            continue
        if column in open_merges:
            merged.extend(_closed(column, open_merges.pop(column)))
        if vertical or span > 1:
            open_merges[column] = (row, row, last)
        if text := _cell_text(cell):
            cells.append(Cell(row, column, text, text))
    for column, merge in sorted(open_merges.items()):
        merged.extend(_closed(column, merge))
    return Table(0, None, tuple(cells), tuple(merged))


def walk_cells(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Row and grid column, from 1, of each cell's element; parts of a merge too."""
    for row, row_element in enumerate(_children(table, "tr"), start=1):
        column = 1 + _skipped_before(row_element)
        for cell in _children(row_element, "tc"):
            yield row, column, cell
            column += _spans(cell)[0]


def _closed(column: int, merge: tuple[int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    first, last, right = merge
    if (first, column) != (last, right):
        yield first, column, last, right


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and inserted revisions."""
    for child in element:
        found = local_name(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _children(child, name)


def _skipped_before(row: etree._Element) -> int:
    for element in row.iter():
        if local_name(element) == "gridBefore":
            return min(int(attribute(element, "val") or 0), _WIDEST)
    return 0


def _spans(cell: etree._Element) -> tuple[int, str | None]:
    """Columns the cell covers, and whether it starts or continues a vertical merge."""
    span, vertical = 1, None
    for properties in cell:
        if local_name(properties) != "tcPr":
            continue
        for element in properties:
            name, value = local_name(element), attribute(element, "val")
            if name == "gridSpan" and value and value.isdecimal():
                span = min(max(int(value), 1), _WIDEST)
            elif name == "vMerge":
                vertical = value or "continue"
    return span, vertical


def _cell_text(cell: etree._Element) -> str:
    lines = (paragraph_text(element, {}) for element in cell.iter() if local_name(element) == "p")
    return "\n".join(line for line in lines if line)
