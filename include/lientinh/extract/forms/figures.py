"""The figures of one table: each cell of a known row under a known heading, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from lientinh.catalogue.catalogue import Catalogue
from lientinh.cells import Cell, RawValue
from lientinh.extract.forms.cells import CellNumber, parse_cell
from lientinh.extract.forms.drift import DriftKind, FormDrift, MissingCell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import FigureHeading, Header, skip_numbering
from lientinh.extract.forms.labels import nearest_label
from lientinh.extract.forms.marks import ProvedMarks
from lientinh.extract.forms.meanings import MeaningBook, Place, Unclear, place_of
from lientinh.extract.forms.models import Form
from lientinh.extract.forms.rows import FormRow, RowWalk, is_figure
from lientinh.extract.forms.sheet_search import FoundTable
from lientinh.extract.forms.table_readings import FiguresOfRow, TableReadings
from lientinh.extract.forms.table_top import TableTop
from lientinh.extract.forms.units import UnitWords
from lientinh.readings import DocumentHead, Reading

_FEWEST_LABELS = 2  # words in one column that make it a column of labels and not a remark
_MOST_ODD_ROWS = 1  # rows with a figure outside the columns; where there are more, the columns have shifted
_NUMBERS = (float, int, Decimal)


@dataclass
class TableReader:
    """Reads one table through its form, collecting drift and missing cells on the way."""

    grid: FormGrid
    found: FoundTable
    head: DocumentHead
    catalogue: Catalogue
    units: UnitWords
    drift: dict[FormDrift, None] = field(default_factory=dict)
    missing: list[MissingCell] = field(default_factory=list)
    last_row: int = 0

    def __post_init__(self) -> None:
        self.form: Form = self.found.form
        self.last_row = self.found.last_row
        self._top = TableTop(self.grid, self.found, self.head, self.catalogue, self.units)
        self._meanings = MeaningBook(self.form, self._top, self.catalogue, self.units)

    def read(self) -> Sequence[Reading]:
        """The table's readings, top to bottom and left to right; ordinals are given later."""
        header = self.found.header
        if header is None:
            headed = (header for column in self.form.row_columns for header in column.headers if header)
            first = next(headed, self.form.figure_columns[0].heading[0]).split("|")[0]
            self._drift("header_missing", None, first)
            return ()
        self._tell_header(header)
        walk = RowWalk(self.grid, self.form, header, self.catalogue, self.head.issued_on)
        rows, self.last_row = walk.walk(skip_numbering(self.grid, header.last_row) + 1, self.last_row)
        if header.missing:
            return ()
        outside = self._find_outside(header, rows)
        for drift in walk.drift:
            self._drift(drift.kind, drift.cell, drift.text, drift.nearest)
        if len(outside) > _MOST_ODD_ROWS or walk.slipped or self._is_divided(header, rows):
            return ()
        columns = {n: one for n, one in header.figures.items() if one.column.kind != "ignored"}
        self._marks = ProvedMarks(self.grid.table, rows, columns)
        read = [self._read_row(row, columns) for row in rows if row.number not in outside]
        filled = [row for row in read if row.places]
        return TableReadings(self.grid, self.found, self._top, self.catalogue, filled)

    def _tell_header(self, header: Header) -> None:
        for name in header.missing:
            self._drift("header_missing", None, name)
        for heading in header.repeated.values():
            self._drift("repeated_label", heading.cell, heading.text)
        for heading in header.unknown.values():
            self._drift("unknown_label", heading.cell, heading.text, self._nearest_heading(heading.text))
        headings = [*header.figures.values(), *header.repeated.values()]
        present = {id(one.column) for one in headings if isinstance(one, FigureHeading)}
        for column in self.form.figure_columns:
            if column.required and id(column) not in present:
                words = " ".join(level.split("|")[0] for level in column.heading)
                self._drift("header_missing", None, words)

    def _nearest_heading(self, text: str) -> str | None:
        headers = (words for column in self.form.row_columns for words in column.headers)
        known = [wording for words in headers for wording in words.split("|")]
        columns = self.form.figure_columns
        known += [" ".join(level.split("|")[0] for level in column.heading) for column in columns]
        return nearest_label(text, known)

    def _find_outside(self, header: Header, rows: list[FormRow]) -> set[int]:
        """Rows with a figure or a missing mark where no heading stands: their cells may have shifted."""
        first_figure = min(header.figures, default=0)
        noted = {n for n, part in header.row_columns.items() if part.gives == "nothing" and n > first_figure}
        headed = {*header.row_columns, *header.figures, *header.unknown, *header.repeated}
        odd = [n for n in range(1, self.grid.last_column + 1) if n not in headed or n in noted]
        outside: dict[int, Cell] = {}
        for row in rows if odd else ():
            values = self.grid.table.row_values(row.number)
            for number in odd:
                if number > len(values) or values[number - 1] is None:
                    continue
                cell = self.grid.at(row.number, number)
                if cell is not None and self._is_odd(cell, is_note=number in noted):
                    outside.setdefault(row.number, cell)
        for cell in outside.values():
            self._drift("value_outside", cell, cell.text)
        return set(outside)

    def _is_divided(self, header: Header, rows: list[FormRow]) -> bool:
        """Is there a column of labels among the figures? What lies on its two sides may be two tables."""
        beside = {n for n, part in header.row_columns.items() if part.gives in ("nothing", "unit")}
        known = {*header.figures, *header.repeated, *beside}
        headed = {*header.figures, *header.repeated, *header.unknown}
        for number in range(min(headed), max(headed)) if header.figures else ():
            cells = (self.grid.at(row.number, number) for row in rows) if number not in known else ()
            words = [cell for cell in cells if cell is not None and self._is_words(cell)]
            if len(words) >= _FEWEST_LABELS:
                self._drift("value_outside", words[0], words[0].text)
                return True
        return False

    def _is_words(self, cell: Cell) -> bool:
        is_text = isinstance(cell.value, str) and not is_figure(cell)
        return is_text and self.catalogue.missing_mark(cell.text) is None

    def _is_odd(self, cell: Cell, *, is_note: bool) -> bool:
        """A figure or a missing mark; among notes only a number."""
        if is_note:
            return isinstance(cell.value, Decimal)
        return is_figure(cell) or self.catalogue.missing_mark(cell.text) is not None

    def _read_row(self, row: FormRow, columns: dict[int, FigureHeading]) -> FiguresOfRow:
        """The row's figures; a number needs no look at its cell, a text is parsed."""
        values = self.grid.table.row_values(row.number)
        width = len(values)
        meant = self._meanings.mean(row, columns)
        if meant.clear is not None and width >= meant.width and _are_numbers(values, columns):
            return FiguresOfRow(row, meant.clear, {})
        read = FiguresOfRow(row, [], {})
        for (column, heading), place in zip(columns.items(), meant.each, strict=True):
            value = values[column - 1] if column <= width else None
            if value is None:
                continue
            if type(value) in _NUMBERS and value - value == 0 and type(place) is Place:  # type: ignore[operator]
                read.places.append(place)
            elif (cell := self.grid.at(row.number, column)) is not None:
                self._read_cell(cell, heading, place, read)
        return read

    def _read_cell(
        self, cell: Cell, heading: FigureHeading, place: Place | Unclear, read: FiguresOfRow
    ) -> None:
        """Text that writes a number joins `read`; a missing mark and what is neither are told."""
        if isinstance(place, Unclear):
            self._drift(place.kind, place_of(place, read.row, heading, self._top, cell), place.text)
            return
        marks = self._marks.of(read.row, cell.column)
        number = parse_cell(cell, place.meaning.unit, self.catalogue, marks)
        if isinstance(number, CellNumber) and not number.doubtful:
            read.places.append(place)
            read.parsed[cell.column] = number
        elif isinstance(number, CellNumber):
            self._drift("number_doubtful", cell, cell.text)
        elif number == "not_numeric":
            self._drift("cell_not_numeric", cell, cell.text)
        else:
            where, meaning = self.grid.locate(cell), place.meaning
            said, period = meaning.says.breakdown, meaning.period.label
            self.missing.append(MissingCell(where, meaning.indicator_code, said, period, number))

    def _drift(self, kind: DriftKind, cell: Cell | None, text: str, nearest: str | None = None) -> None:
        form = self.form
        place = self.grid.locate(cell)
        self.drift[FormDrift(kind, place, text, form.form_id, form.name_vi, form.name_en, nearest)] = None


def _are_numbers(values: Sequence[RawValue], columns: Mapping[int, FigureHeading]) -> bool:
    """Is every cell of these columns a number? Asked of whole rows at once: most rows of most tables are."""
    first, last = min(columns, default=1), max(columns, default=0)
    part = values[first - 1 : last]
    if len(part) != len(columns) or not set(map(type, part)) <= {float, int}:
        return False
    return isfinite(sum(part))  # type: ignore[arg-type]
