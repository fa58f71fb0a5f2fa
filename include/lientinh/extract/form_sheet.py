"""A sheet seen through a form: its cells as a grid, the header found, each column's part in the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lientinh.catalogue.matching import match_key
from lientinh.documents import Cell, Table
from lientinh.extract.form_models import Form, Mark

# Order marks before a label ("1.", "I.", "a)", "-", "+"), "Trong đó:" and footnote marks after it.
_ORDER = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])[.)]\s*|[-+*•–]\s*)+", re.IGNORECASE)
_WHEREOF = re.compile(r"^trong đó\s*:?\s*")
_MARKS = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+|\((?:\*+|\d)\)|\*+)\s*$")


def label_key(text: str) -> str:
    """What labels are compared by: the match key without order and footnote marks, colons and full stops."""
    plain = _MARKS.sub("", _ORDER.sub("", " ".join(text.split())))
    return _WHEREOF.sub("", match_key(plain)).rstrip(" :.;,")


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of figures: the year, what its heading says of it, the heading itself."""

    year: str
    mark: Mark
    heading: str


@dataclass(frozen=True)
class Header:
    """Where the header ends and what each column is; `unknown` holds headings the form does not know."""

    last_row: int
    label_column: int
    unit_column: int | None
    periods: Mapping[int, PeriodColumn]
    ignored: frozenset[int]
    unknown: Mapping[int, Cell]
    repeated: Mapping[int, Cell]
    missing: tuple[str, ...]


class Grid:
    """Cells by row and column; a merged range shows its first cell's text everywhere in it."""

    def __init__(self, table: Table) -> None:
        self.cells = {(cell.row, cell.column): cell for cell in table.cells}
        self.last_row = max((cell.row for cell in table.cells), default=0)
        self.last_column = max((cell.column for cell in table.cells), default=0)
        self._covered: dict[tuple[int, int], Cell] = {}
        for top, left, bottom, right in table.merged:
            first = self.cells.get((top, left))
            if first is None:
                continue
            for row in range(top, min(bottom, self.last_row) + 1):
                for column in range(left, min(right, self.last_column) + 1):
                    self._covered[row, column] = first

    def at(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    def heading(self, row: int, column: int) -> Cell | None:
        """The cell that heads a column at a row, through merged ranges."""
        return self._covered.get((row, column)) or self.cells.get((row, column))

    def row(self, row: int) -> list[Cell]:
        return [
            cell for column in range(1, self.last_column + 1) if (cell := self.at(row, column)) is not None
        ]

    def row_text(self, row: int) -> str:
        return " ".join(cell.text for cell in self.row(row))


def is_form(grid: Grid, form: Form) -> bool:
    """Do the first rows hold one of the form's titles?"""
    top = " ".join(grid.row_text(row) for row in range(1, min(form.recognise.within_rows, grid.last_row) + 1))
    key = match_key(top)
    return any(match_key(title) in key for title in form.recognise.title_any_of)


def find_header(grid: Grid, form: Form) -> Header | None:
    """The header that begins at the row where the label column's heading stands; None without one."""
    known = {match_key(name) for name in form.label_column.headers}
    for row in range(1, min(form.recognise.within_rows + 10, grid.last_row) + 1):
        for cell in grid.row(row):
            if match_key(cell.text) in known:
                return _read_header(grid, form, row, cell.column)
    return None


def _read_header(grid: Grid, form: Form, first_row: int, label_column: int) -> Header:
    last_row = _header_end(grid, form, first_row, label_column)
    headings = {
        column: _lowest_heading(grid, first_row, last_row, column)
        for column in range(1, grid.last_column + 1)
    }
    named = {column: cell for column, cell in headings.items() if cell is not None}
    label = _columns_of(named, form.label_column.headers)
    unit = _columns_of(named, form.unit_column.headers)
    ignored = {column for other in form.other_columns for column in _columns_of(named, other.headers)}
    periods: dict[int, PeriodColumn] = {}
    repeated: dict[int, Cell] = {}
    unknown: dict[int, Cell] = {}
    for column, cell in named.items():
        if column in label or column in unit or column in ignored:
            continue
        period = _match_period(cell, form)
        if period is None:
            unknown[column] = cell
        else:
            periods[column] = period
    for column, period in periods.items():
        if (
            sum(
                other.year == period.year and other.mark.scenario == period.mark.scenario
                for other in periods.values()
            )
            > 1
        ):
            repeated[column] = named[column]
    missing = tuple(
        column.headers[0]
        for column, found in (
            (form.unit_column, unit),
            *((o, _columns_of(named, o.headers)) for o in form.other_columns),
        )
        if column.required and not found
    )
    return Header(
        last_row=_skip_numbering(grid, last_row),
        label_column=label[0],
        unit_column=unit[0] if unit else None,
        periods={column: period for column, period in periods.items() if column not in repeated},
        ignored=frozenset(ignored),
        unknown=unknown,
        repeated=repeated,
        missing=missing if periods else (*missing, "20.."),
    )


def _header_end(grid: Grid, form: Form, first_row: int, label_column: int) -> int:
    """Rows below belong to the header as long as they hold period headings and no label of their own."""
    last = first_row
    for row in range(first_row + 1, min(first_row + 4, grid.last_row) + 1):
        headed = any(_match_period(cell, form) for cell in grid.row(row))
        if headed and grid.at(row, label_column) is None:
            last = row
    return last


def _lowest_heading(grid: Grid, first_row: int, last_row: int, column: int) -> Cell | None:
    for row in range(last_row, first_row - 1, -1):
        cell = grid.heading(row, column)
        if cell is not None:
            return cell
    return None


def _columns_of(named: Mapping[int, Cell], headers: tuple[str, ...]) -> list[int]:
    keys = {match_key(name) for name in headers}
    return [column for column, cell in named.items() if match_key(_MARKS.sub("", cell.text)) in keys]


def _match_period(cell: Cell, form: Form) -> PeriodColumn | None:
    text = str(cell.value) if isinstance(cell.value, Decimal) else " ".join(cell.text.split())
    match = re.fullmatch(form.period_columns.pattern, _MARKS.sub("", text), re.IGNORECASE)
    if match is None:
        return None
    word = match_key(match.groupdict().get("mark") or "")
    marks = {match_key(name): mark for name, mark in form.period_columns.marks.items()}
    if word and word not in marks:
        return None
    return PeriodColumn(match["year"], marks.get(word, Mark()), text)


def _skip_numbering(grid: Grid, last_row: int) -> int:
    """Forms often number their columns below the header: A, B, C, 1, 2, 3."""
    texts = [cell.text.strip("() ") for cell in grid.row(last_row + 1)]
    numbers = [int(text) for text in texts if text.isdecimal()]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    numbered = bool(letters) and len(numbers) + len(letters) == len(texts)
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return last_row + 1 if numbered and in_order else last_row
