"""A table seen as a grid, with the words that stand before it in its document."""

from __future__ import annotations

from collections.abc import Iterator

from lientinh.documents import Cell, Locator, Table


class FormGrid:
    """Cells by row and column; in a header a merged range shows its first cell everywhere in it.

    `above` are the paragraphs right before a table inside a document: its title may stand there.
    """

    def __init__(self, table: Table, file: str, above: tuple[str, ...] = ()) -> None:
        self.table, self.file, self.above = table, file, above
        self.first_row, self.last_row, self.last_column = table.first_row, table.last_row, table.last_column
        self._merged = sorted(table.merged)
        self._merged_by_column: dict[int, list[tuple[int, int, int, int]]] = {}

    def at(self, row: int, column: int) -> Cell | None:
        return self.table.cell(row, column)

    def row(self, row: int) -> list[Cell]:
        """The cells of a row that hold something, left to right."""
        return self.table.row_cells(row)

    def row_text(self, row: int) -> str:
        return " ".join(cell.text for cell in self.row(row))

    def headings(self, first_row: int, last_row: int) -> dict[int, dict[int, Cell]]:
        """Cells of a header by row and column; a merged cell is the same object at all places its range covers."""
        shown = {row: {cell.column: cell for cell in self.row(row)} for row in range(first_row, last_row + 1)}
        for top, left, bottom, right in self._merged:
            if bottom < first_row or top > last_row:
                continue
            first = shown.get(top, {}).get(left) or self.at(top, left)
            if first is None:
                continue
            for row in range(max(top, first_row), min(bottom, last_row) + 1):
                for column in range(left, min(right, self.last_column) + 1):
                    shown[row].setdefault(column, first)
        return shown

    def covering(self, row: int, column: int) -> Cell | None:
        """The cell whose merged range covers a place."""
        for top, left, bottom, _right in self._merged_at(column):
            if top <= row <= bottom:
                return self.at(top, left)
        return None

    def _merged_at(self, column: int) -> list[tuple[int, int, int, int]]:
        if column not in self._merged_by_column:
            self._merged_by_column[column] = [one for one in self._merged if one[1] <= column <= one[3]]
        return self._merged_by_column[column]

    def words(self, first_row: int, last_row: int) -> Iterator[tuple[str, Cell | None]]:
        """Texts of an area of the grid in order, those before the table first; each with its cell."""
        if first_row <= self.first_row:
            yield from ((text, None) for text in self.above)
        for row in range(first_row, last_row + 1):
            if any(isinstance(value, str) for value in self.table.row_values(row)):
                yield from ((cell.text, cell) for cell in self.row(row) if isinstance(cell.value, str))

    def locate(self, cell: Cell | None) -> Locator:
        address = cell.address if cell else None
        if self.table.sheet is not None:
            return Locator(self.file, sheet=self.table.sheet, cell=address)
        page = self.table.page_of(cell.row) if cell else self.table.page
        return Locator(self.file, page=page, paragraph=self.table.number, cell=address)
