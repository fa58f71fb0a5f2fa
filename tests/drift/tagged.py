"""A table whose cells know what they are: the ground truth that stays with a figure wherever a mutation moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from lientinh.documents import Cell, CellValue, Document, Table
from lientinh.readings import Reading

Place = tuple[int, int]  # row and column
Key = tuple[str | None, ...]  # what a figure is a figure of


@dataclass(frozen=True, slots=True)
class Truth:
    """What a cell's figure is of, and its value in base units."""

    key: Key
    value: Decimal | None


def key_of(reading: Reading) -> Key:
    """Area, indicator, breakdown, measure, period, scenario, basis of plan, accumulation."""
    return (
        reading.area_code, reading.indicator_code, reading.breakdown, reading.measure, reading.period,
        reading.scenario, reading.plan_basis, reading.accumulation,
    )  # fmt: skip


def place_of(address: str) -> Place:
    """Row and column of "B7"."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column


@dataclass(frozen=True)
class Tagged:
    """Cells by place, and the truth of those that hold a figure; `merged` as a table has them."""

    cells: dict[Place, Cell]
    truth: dict[Place, Truth]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @classmethod
    def of(cls, table: Table, readings: Iterable[Reading]) -> Tagged:
        truth = {
            place_of(str(reading.locator.cell)): Truth(key_of(reading), reading.value) for reading in readings
        }
        return cls({(cell.row, cell.column): cell for cell in table.cells}, truth, table.merged)

    @property
    def last(self) -> Place:
        return max(row for row, _ in self.cells), max(column for _, column in self.cells)

    @property
    def figure_rows(self) -> list[int]:
        return sorted({row for row, _ in self.truth})

    @property
    def figure_columns(self) -> list[int]:
        return sorted({column for _, column in self.truth})

    @property
    def header_row(self) -> int:
        """The lowest row of headings: the row above the first figures that stands over most of their columns."""
        first = self.figure_rows[0]
        counts = {
            row: sum((row, column) in self.cells for column in self.figure_columns)
            for row in range(1, first)
            if not self._is_numbering(row)
        }
        return max(counts, key=lambda row: (counts[row], row))

    def _is_numbering(self, row: int) -> bool:
        """Do the cells over the figures count 1, 2, 3, as many forms number their columns?"""
        cells = [self.cells[row, column] for column in self.figure_columns if (row, column) in self.cells]
        return bool(cells) and all(len(cell.text.strip("()")) <= 2 for cell in cells)

    @property
    def label_columns(self) -> list[int]:
        """Columns left of the figures that hold words in the rows of figures."""
        first = self.figure_columns[0]
        return [
            column
            for column in range(1, first)
            if any((row, column) in self.cells for row in self.figure_rows)
        ]

    def moved(self, where: Callable[[int, int], Place | None]) -> Tagged:
        """Everything at its new place; None leaves it out."""
        cells = {
            to: replace(cell, row=to[0], column=to[1])
            for at, cell in self.cells.items()
            if (to := where(*at)) is not None
        }
        truth = {to: told for at, told in self.truth.items() if (to := where(*at)) is not None}
        merged = tuple(
            (*start, *end)
            for top, left, bottom, right in self.merged
            if (start := where(top, left)) is not None and (end := where(bottom, right)) is not None
        )
        return Tagged(cells, truth, merged)

    def put(self, place: Place, value: CellValue, text: str | None = None) -> Tagged:
        """A cell written; its truth stays."""
        shown = text if text is not None else str(value)
        return replace(self, cells={**self.cells, place: Cell(*place, value, shown)})

    def without(self, places: Iterable[Place]) -> Tagged:
        gone = set(places)
        return replace(
            self,
            cells={place: cell for place, cell in self.cells.items() if place not in gone},
            truth={place: told for place, told in self.truth.items() if place not in gone},
        )

    def told(self, change: Callable[[Place, Truth], Truth | None]) -> Tagged:
        """The truth changed; None: whatever is read there is wrong."""
        truth = {place: now for place, was in self.truth.items() if (now := change(place, was)) is not None}
        return replace(self, truth=truth)

    def document(self, sheet: str | None = "Sheet1") -> Document:
        cells = tuple(self.cells[place] for place in sorted(self.cells))
        table = Table(1, sheet, cells, self.merged)
        return Document("d" * 16, "table.xlsx", "0" * 64, "application/x", (table,))
