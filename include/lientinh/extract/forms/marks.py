"""What the figures around a figure prove of its decimal mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lientinh.documents import Table
from lientinh.extract.forms.header import FigureHeading
from lientinh.extract.forms.kinds import COMPARISONS
from lientinh.extract.forms.rows import FormRow
from lientinh.extract.numbers import Marks, is_two_ways, prove_marks

_VIETNAMESE = frozenset({","})
_NOTHING: Marks = frozenset()
Key = tuple[str, int, bool]


class ProvedMarks:
    """The decimal marks that figures of one kind prove: of a row where it has its own unit, else of a column.

    Files mix "55.34%" with "1.234 tỷ đồng", so a percentage proves nothing for an amount. Where a row or column proves
    nothing, the whole table's word counts only if it is the Vietnamese rule.
    """

    def __init__(self, table: Table, rows: Sequence[FormRow], columns: Mapping[int, FigureHeading]) -> None:
        self._columns = columns
        texts = self._gather(table, rows)
        proved = {key: prove_marks(mine) for key, mine in texts.items()}
        whole: Marks = _NOTHING.union(*proved.values())
        self._proved = {
            key: marks or (whole & _VIETNAMESE if len(whole) == 1 else _NOTHING)
            for key, marks in proved.items()
        }

    def of(self, row: FormRow, column: int) -> Marks:
        """For the figure of a row in a column."""
        return self._proved.get(self._key(row, column), _NOTHING) if self._proved else _NOTHING

    def _key(self, row: FormRow, column: int) -> Key:
        percentage = self._columns[column].column.kind in COMPARISONS
        if row.unit_cell is not None or row.unit_words or row.names_indicator:
            return "row", row.number, percentage
        return "column", column, percentage

    def _gather(self, table: Table, rows: Sequence[FormRow]) -> dict[Key, list[str]]:
        """Figures as the sender wrote them: numbers of a workbook were not written, a CSV file's were."""
        texts: dict[Key, list[str]] = {}
        first = min(self._columns, default=1)
        for row in rows:
            values = table.row_values(row.number)[first - 1 :]
            if str not in map(type, values):
                continue
            for column, value in enumerate(values, start=first):
                if column in self._columns and isinstance(value, str):
                    texts.setdefault(self._key(row, column), []).append(value)
        if not any(is_two_ways(text) for mine in texts.values() for text in mine):
            return {}
        if table.sheet is None:
            for row in rows:
                for cell in table.row_cells(row.number):
                    if cell.column in self._columns and not isinstance(cell.value, str):
                        texts.setdefault(self._key(row, cell.column), []).append(cell.text)
        return texts
