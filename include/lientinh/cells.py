"""Cells of a table: one cell as consumers see it, and the grid that a table keeps many of them in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite


@dataclass(frozen=True, slots=True)
class CellError:
    """What a cell holds whose formula failed: `#N/A`, `#DIV/0!`. Never a number and never a text."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue = str | Decimal | bool | date | datetime | time | timedelta | CellError | None
# As a grid keeps it: numbers of a workbook are doubles; `exact_value` makes the number of one.
RawValue = CellValue | float | int


def exact_value(raw: RawValue) -> CellValue:
    """The value of a cell: 0.1 -> Decimal("0.1"), 20.0 -> Decimal(20); what is no number stays as it is."""
    if isinstance(raw, float):
        if not isfinite(raw):
            return CellError("#NUM!")
        # repr is the shortest text that reads back as the same double
        return Decimal(int(raw)) if raw.is_integer() else Decimal(repr(raw))
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Decimal(raw)
    return raw


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """28 -> "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: typed value and the text a person sees. A numeric cell is never pushed through the text parser."""

    row: int  # 1-based, the sheet's own
    column: int  # 1-based, the sheet's own
    value: CellValue
    text: str
    number_format: str | None = None

    @property
    def address(self) -> str:
        """A1 notation."""
        return f"{column_letters(self.column)}{self.row}"


class Grid(ABC):
    """Cells by their places, for who reads many: raw values and number formats without an object a cell.

    Rows and columns count from 1 as the sheet does; a sequence of a row begins at column 1 and may end before the
    last column; a place without a cell holds None. `first_row` and `last_row` are 0 where there is no cell.
    """

    __slots__ = ()

    first_row: int
    last_row: int
    last_column: int

    @abstractmethod
    def cell(self, row: int, column: int) -> Cell | None: ...

    @abstractmethod
    def row_values(self, row: int) -> Sequence[RawValue]: ...

    @abstractmethod
    def row_formats(self, row: int) -> Sequence[str | None]: ...

    @abstractmethod
    def row_cells(self, row: int) -> list[Cell]: ...


class ListedGrid(Grid):
    """The grid of cells that were given one by one."""

    __slots__ = ("_cells", "_rows", "first_row", "last_column", "last_row")

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._rows: dict[int, dict[int, Cell]] | None = None
        self.first_row = min((cell.row for cell in cells), default=0)
        self.last_row = max((cell.row for cell in cells), default=0)
        self.last_column = max((cell.column for cell in cells), default=0)

    def cell(self, row: int, column: int) -> Cell | None:
        return self._row(row).get(column)

    def row_values(self, row: int) -> Sequence[RawValue]:
        return [cell.value if cell else None for cell in self._spread(row)]

    def row_formats(self, row: int) -> Sequence[str | None]:
        return [cell.number_format if cell else None for cell in self._spread(row)]

    def row_cells(self, row: int) -> list[Cell]:
        return [cell for cell in self._spread(row) if cell is not None]

    def _spread(self, row: int) -> list[Cell | None]:
        cells = self._row(row)
        return [cells.get(column) for column in range(1, max(cells, default=0) + 1)]

    def _row(self, row: int) -> dict[int, Cell]:
        if self._rows is None:
            self._rows = {}
            for cell in self._cells:
                self._rows.setdefault(cell.row, {})[cell.column] = cell
        return self._rows.get(row, {})
