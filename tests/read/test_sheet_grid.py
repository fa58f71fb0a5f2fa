"""A sheet's cells kept compactly are the same cells, whichever way they are asked for."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal

import pytest

from lientinh.documents import Cell, CellError, Table, exact_value
from lientinh.read.sheets.grid import RowFormats, SheetGrid

ROWS = [["Tỉnh", 0.1, None, True], [], [None, 20.0, CellError("#N/A")]]
FORMATS = {7: RowFormats(3, ("0.0",))}  # of column C on
CELLS = (
    Cell(5, 2, "Tỉnh", "Tỉnh", "General"),
    Cell(5, 3, Decimal("0.1"), "0,1", "General"),
    Cell(5, 5, True, "TRUE", "General"),
    Cell(7, 3, Decimal(20), "20,0", "0.0"),
    Cell(7, 4, CellError("#N/A"), "#N/A", None),
)


def grid() -> SheetGrid:
    return SheetGrid(5, 2, [list(row) for row in ROWS], FORMATS, "General")


KEPT = pytest.mark.parametrize(
    "table", [Table(1, "S", grid()), Table(1, "S", CELLS)], ids=["compact", "listed"]
)


@KEPT
def test_the_cells_are_the_same(table: Table) -> None:
    assert len(table.cells) == 5
    assert tuple(table.cells) == CELLS
    assert [table.cells[number] for number in range(-5, 5)] == [*CELLS, *CELLS]
    assert tuple(table.cells[1:4:2]) == CELLS[1:4:2]
    assert table.cells == grid()
    with pytest.raises(IndexError):
        table.cells[5]


@KEPT
def test_places(table: Table) -> None:
    assert (table.first_row, table.last_row, table.last_column) == (5, 7, 5)
    assert table.cell(7, 3) == CELLS[3]
    assert [table.cell(*place) for place in ((4, 2), (5, 1), (5, 4), (6, 2), (7, 2), (7, 99), (8, 2))] == [
        None
    ] * 7
    assert [table.row_cells(row) for row in range(4, 9)] == [[], list(CELLS[:3]), [], list(CELLS[3:]), []]


@KEPT
def test_raw_values_and_formats_without_an_object_a_cell(table: Table) -> None:
    assert [exact_value(raw) for raw in table.row_values(5)] == [None, "Tỉnh", Decimal("0.1"), None, True]
    assert list(table.row_formats(7))[:3] == [None, None, "0.0"]
    assert [exact_value(raw) for raw in table.column_values(3, 4, 8)] == [
        None,
        Decimal("0.1"),
        None,
        Decimal(20),
        None,
    ]
    assert table.column_formats(3, 7, 7) == ["0.0"]
    assert table.column_values(99, 5, 6) == [None, None]


def test_an_empty_sheet() -> None:
    table = Table(1, "S", SheetGrid(1, 1, [], {}))
    assert (len(table.cells), table.first_row, table.last_row, table.last_column) == (0, 0, 0, 0)
    assert not table.cells
    assert table.row_values(1) == ()
    assert table.column_values(1, 1, 2) == [None, None]


@KEPT
def test_a_table_survives_a_journey_and_a_new_number(table: Table) -> None:
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert hash(again) == hash(table)
    assert replace(table, number=2).cell(5, 2) == CELLS[0]
    assert replace(table, number=2) != table


def test_other_cells_are_other_cells() -> None:
    assert grid() != SheetGrid(5, 2, [["Tỉnh"]], {})
    assert grid() != SheetGrid(5, 2, [list(row) for row in ROWS], {}, "0.0")
    assert grid() != 5


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0.1, Decimal("0.1")), (20.0, Decimal(20)), (5, Decimal(5)), (True, True), ("1.234", "1.234"), (None, None),
        (1e300, Decimal(int(1e300))), (float("inf"), CellError("#NUM!")), (float("nan"), CellError("#NUM!")),
    ],
)  # fmt: skip
def test_exact_values(raw, value) -> None:
    assert exact_value(raw) == value
    assert type(exact_value(raw)) is type(value)
