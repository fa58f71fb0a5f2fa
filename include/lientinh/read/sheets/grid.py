"""The cells of one sheet kept compactly: rows of raw values as the workbook holds them, and formats shared by rows."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple, overload

from lientinh.cells import Cell, CellValue, Grid, RawValue, exact_value
from lientinh.read.sheets.number_formats import show_number

Row = list[RawValue]  # from the sheet's first column on, None for a gap, no gap at the end


class RowFormats(NamedTuple):
    """Number formats of a row's cells from a column on; one object for all rows of one pattern."""

    column: int
    formats: tuple[str | None, ...]

    def at(self, column: int) -> str | None:
        place = column - self.column
        return self.formats[place] if 0 <= place < len(self.formats) else None


class SheetGrid(Grid, Sequence[Cell]):
    """Cells of a sheet in the order of reading; each `Cell` is made when it is asked for.

    A hundred bytes a cell as objects are a gigabyte for a sheet of 100,000 rows; a double in a list is 32.
    """

    __slots__ = (
        "_column",
        "_ends",
        "_formats",
        "_plain",
        "_row",
        "_rows",
        "first_row",
        "last_column",
        "last_row",
    )

    def __init__(
        self,
        row: int,
        column: int,
        rows: list[Row],
        formats: Mapping[int, RowFormats],
        plain: str | None = None,
    ) -> None:
        """`row` and `column` are the 1-based place of the first value of the first row.

        `formats` by row number; a row that has none is formatted `plain` throughout.
        """
        self._row, self._column, self._rows, self._formats = row, column, rows, formats
        self._ends = array("Q", accumulate(len(values) - values.count(None) for values in rows))
        held = [number for number, values in enumerate(rows, start=row) if values]
        self.first_row, self.last_row = (held[0], held[-1]) if held else (0, 0)
        self.last_column = column - 1 + max(map(len, rows), default=0) if held else 0
        self._plain = RowFormats(1, (plain,) * self.last_column)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Cell]:
        for row in range(self._row, self._row + len(self._rows)):
            yield from self.row_cells(row)

    @overload
    def __getitem__(self, index: int) -> Cell: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Cell, ...]: ...

    def __getitem__(self, index: int | slice) -> Cell | tuple[Cell, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        at = bisect_right(self._ends, number)
        before = self._ends[at - 1] if at else 0
        return self.row_cells(self._row + at)[number - before]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((self._row, self._column, len(self)))

    def with_texts(self, changed: Mapping[str, str]) -> SheetGrid:
        """The same cells, with some texts replaced by others."""
        rows: list[Row] = [
            [changed.get(value, value) if type(value) is str else value for value in row]
            for row in self._rows
        ]
        grid = SheetGrid(self._row, self._column, rows, self._formats)
        grid._plain = self._plain
        return grid

    def cell(self, row: int, column: int) -> Cell | None:
        values, at = self._values(row), column - self._column
        if not 0 <= at < len(values) or values[at] is None:
            return None
        return _make_cell(row, column, values[at], self._formats_of(row).at(column))

    def row_cells(self, row: int) -> list[Cell]:
        formats = self._formats_of(row)
        return [
            _make_cell(row, column, value, formats.at(column))
            for column, value in enumerate(self._values(row), start=self._column)
            if value is not None
        ]

    def row_values(self, row: int) -> Sequence[RawValue]:
        values = self._values(row)
        return values if self._column == 1 else [None] * (self._column - 1) + list(values)

    def row_formats(self, row: int) -> Sequence[str | None]:
        column, formats = self._formats_of(row)
        return formats if column == 1 else (None,) * (column - 1) + formats

    def _values(self, row: int) -> Sequence[RawValue]:
        at = row - self._row
        return self._rows[at] if 0 <= at < len(self._rows) else ()

    def _formats_of(self, row: int) -> RowFormats:
        return self._formats.get(row, self._plain)


def _make_cell(row: int, column: int, raw: RawValue, number_format: str | None) -> Cell:
    value = exact_value(raw)
    return Cell(row, column, value, show_value(value, number_format), number_format)


def show_value(value: CellValue, number_format: str | None) -> str:
    """The text that a person sees: one line, numbers as `show_number` writes them, dates by ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return show_number(value, number_format)
    if isinstance(value, date):  # datetime too
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return " ".join(str(value).split())
