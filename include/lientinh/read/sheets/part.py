"""What a reader finds out about a sheet beside its values: formats, errors, extents, merged and hidden places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from lientinh.documents import CellError
from lientinh.read.sheets.grid import RowFormats

EXTENT_FACTOR = 20  # a rectangle may be twenty times emptier than full before it is refused
MOST_PLACES = 6_000_000  # of the rectangle around a sheet's cells; calamine fills it, 24 to 64 bytes a place

# [MS-XLS] 2.5.10 BErr
_BINARY_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def name_error(code: int) -> CellError:
    """An error by its number in a binary workbook."""
    return CellError(_BINARY_ERRORS.get(code, "#VALUE!"))


Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class SheetPart:
    """Formats by row and what else was seen in one sheet; rows and columns counted from 1.

    `placed` holds, by row and column, values that calamine does not give: where a formula failed it gives nothing.
    """

    formats: dict[int, RowFormats] = field(default_factory=dict)
    default_format: str | None = None
    cell_count: int = 0
    uncalculated: list[str] = field(default_factory=list)
    placed: dict[tuple[int, int], CellError | timedelta] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first and last, in order
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)  # where calamine does not tell them


class TooLargeError(Exception):
    """Stops a pass over a sheet that has more than its share of cells."""


def exceeds(rows: int, columns: int, budget: int, places: int = MOST_PLACES) -> bool:
    """Whether the rectangle around cells is larger than they can honestly need."""
    return rows * columns > min(places, EXTENT_FACTOR * budget)


class PartBuilder:
    """A sheet's part from its cells one after another, with the styles they name.

    `places` is what the rectangle may hold, and how many of them the sheet has left when it is finished: of some
    formats calamine fills all sheets at once.
    """

    def __init__(self, formats: Sequence[str | None], budget: int, places: int = MOST_PLACES) -> None:
        self.part = SheetPart()
        self._formats, self._budget, self._most = formats, budget, places
        self._row = self._last_row = self._last_column = 0
        self._styles: dict[int, int] = {}
        self._interned: dict[RowFormats, RowFormats] = {}

    def add(self, row: int, column: int, style: int) -> None:
        """A cell that holds something. Raises TooLargeError when its row is left, as `finish` does."""
        if row != self._row:
            self._close_row()
            self._row = row
        self._styles[column] = style

    @property
    def places(self) -> int:
        return self._most - self._last_row * self._last_column

    def finish(self) -> SheetPart:
        self._close_row()
        return self.part

    def _close_row(self) -> None:
        if not self._styles:
            return
        self.part.cell_count += len(self._styles)
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, *self._styles)
        if self.part.cell_count > self._budget or exceeds(
            self._last_row, self._last_column, self._budget, self._most
        ):
            raise TooLargeError
        own = {column: self._format(style) for column, style in self._styles.items()}
        before = self.part.formats.get(self._row)
        if before is not None:  # the row comes back after others
            own = dict(enumerate(before.formats, start=before.column)) | own
        first = min(own)
        formats = RowFormats(first, tuple(own.get(column) for column in range(first, max(own) + 1)))
        self.part.formats[self._row] = self._interned.setdefault(formats, formats)
        self._styles = {}

    def _format(self, style: int) -> str | None:
        return self._formats[style] if style < len(self._formats) else None
