"""Rows and columns that a sheet hides: their cells are read as any other, and the receipt tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lientinh.cells import column_letters
from lientinh.documents import Table
from lientinh.read.sheets.part import SheetPart

_SHOWN_RANGES = 5  # a note is no list


def note_hidden_places(table: Table, part: SheetPart) -> Iterator[str]:
    """A note for hidden rows and one for hidden columns, where figures stand in them."""
    rows = _spread(part.hidden_rows, table.first_row, table.last_row)
    columns = _spread(part.hidden_columns, 1, table.last_column)
    in_rows = sum(_count_figures(table.row_values(row)) for row in rows)
    if in_rows:
        shown = _join(rows, str)
        yield f"hidden rows of sheet {table.sheet}: {shown}, {in_rows} figures in them, read like the others"
    span = (table.first_row, table.last_row)
    in_columns = sum(_count_figures(table.column_values(column, *span)) for column in columns)
    if in_columns:
        shown = _join(columns, column_letters)
        yield f"hidden columns of sheet {table.sheet}: {shown}, {in_columns} figures in them, read like the others"


def _spread(ranges: Iterable[tuple[int, int]], first: int, last: int) -> list[int]:
    """The numbers of some ranges between a first and a last, in order, each once however often it is named."""
    numbers: list[int] = []
    for one, other in sorted(ranges):
        numbers += range(max(one, first), min(other, last) + 1)
        first = max(first, other + 1)
    return numbers


def _count_figures(values: Iterable[object]) -> int:
    return sum(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _join(numbers: list[int], name: Callable[[int], str]) -> str:
    """3, 4, 5, 9 -> "3-5, 9"."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    shown = [name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in ranges]
    return ", ".join(shown[:_SHOWN_RANGES]) + (", …" if len(shown) > _SHOWN_RANGES else "")
