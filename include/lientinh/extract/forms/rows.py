"""The rows of a table: which row of the form each is, which area, period or member it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.cells import Cell, RawValue
from lientinh.extract.forms.areas import RowAreas
from lientinh.extract.forms.drift import DriftKind
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import Header
from lientinh.extract.forms.kinds import combine
from lientinh.extract.forms.labels import ItemBook, nearest_label
from lientinh.extract.forms.models import Form, RowColumn, RowOfForm, Says
from lientinh.extract.forms.templates import (
    Filled,
    as_written,
    compile_template,
    heading_key,
    label_key,
    split_marks,
)


@dataclass(frozen=True, slots=True)
class RowArea:
    """The area a row is about; `territory` None where the table does not tell which."""

    area_code: str
    level: str
    territory: str | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that is read: what it says, the words that say it, and the cell they stand in."""

    number: int
    says: Says
    label: Cell
    phrase: str
    area: RowArea | None
    period: tuple[Filled, str] | None
    unit_cell: Cell | None
    unit_words: str | None  # in the label itself: "Number of insured persons (Thous. persons)"
    heading: str  # words of the row above that heads this one
    names_indicator: bool  # its own label names the indicator


@dataclass
class _Told:
    """What the describing columns of one row have said so far."""

    said: list[Says] = field(default_factory=list)
    keys: list[object] = field(default_factory=list)
    label: Cell | None = None
    area: RowArea | None = None
    period: tuple[Filled, str] | None = None
    unit_cell: Cell | None = None
    unit_words: str | None = None


@dataclass(frozen=True, slots=True)
class RowDrift:
    """A row, or a row that is not there, that departs from the form."""

    kind: DriftKind
    cell: Cell | None
    text: str
    nearest: str | None = None


@dataclass
class RowWalk:
    """Goes down a table's rows; `rows` are those to be read, `drift` what is not."""

    grid: FormGrid
    form: Form
    header: Header
    catalogue: Catalogue
    issued_on: date | None
    drift: list[RowDrift] = field(default_factory=list)
    slipped: bool = False  # figures beside no label: labels or figures may have moved against each other

    def __post_init__(self) -> None:
        self._headings = {
            tuple(self.grid.table.row_values(number))
            for number in range(self.header.first_row, self.header.last_row + 1)
        }
        self._items = ItemBook(self.form)
        marks = split_marks(self.form.marks)
        self._periods = [
            (template, compile_template((template,), marks))
            for column in self.form.row_columns
            for template in column.patterns
        ]
        self._end_words = tuple(label_key(word) for word in self.form.end_words)
        self._has_heads = any(row.heads for row in self.form.rows)
        self._path: list[RowOfForm] = []
        self._head: tuple[Says, str] | None = None
        self._above: dict[int, Cell] = {}
        self._combined: dict[tuple[int, ...], Says] = {}
        self._members = {
            label_key(label): (pair, Says(breakdown=pair))
            for column in self.form.row_columns
            for pair, labels in column.members.items()
            for label in labels
        }
        self._areas: RowAreas | None = None

    def walk(self, first_row: int, last_row: int) -> tuple[list[FormRow], int]:
        """The rows to read, and the last row that belongs to the table."""
        last = self._find_end(first_row, last_row)
        self._areas = self._gather_areas(first_row, last)
        rows = [found for number in range(first_row, last + 1) if (found := self._read(number)) is not None]
        if last < last_row:
            self._look_for_slipped(last + 1)
        self._tell_missing({part for key, _ in rows for part in key})
        return list(self._without_repeated(rows)), last

    def _find_end(self, first_row: int, last_row: int) -> int:
        if not self._end_words:
            return last_row
        for number in range(first_row, last_row + 1):
            first_two = [value for value in self.grid.table.row_values(number) if value is not None][:2]
            words = (value for value in first_two if isinstance(value, str))
            if any(label_key(value).startswith(self._end_words) for value in words):
                return number - 1
        return last_row

    def _look_for_slipped(self, end: int) -> None:
        """A number under the figures, in the row that ends the table: its column may have moved down."""
        values = self.grid.table.row_values(end)
        for column in self.header.figures:
            if column <= len(values) and _is_number(values[column - 1]):
                self.slipped = True
                self.drift.append(
                    RowDrift("value_outside", self.grid.at(end, column), str(values[column - 1]))
                )
                return

    def _gather_areas(self, first_row: int, last_row: int) -> RowAreas | None:
        """The areas all labels of the area column name together."""
        column = next((n for n, part in self.header.row_columns.items() if part.gives == "area"), None)
        if column is None:
            return None
        cells = (self.grid.at(number, column) for number in range(first_row, last_row + 1))
        return RowAreas((cell.text for cell in cells if cell is not None), self.issued_on, self.catalogue)

    def _read(self, number: int) -> tuple[tuple[object, ...], FormRow] | None:
        values = self.grid.table.row_values(number)
        figured = any(
            _is_raw_figure(values[column - 1]) for column in self.header.figures if column <= len(values)
        )
        if not figured and (not any(values) or self._is_head(number)):
            return None
        if tuple(values) in self._headings:  # the header once more, as at the top of a further page
            return None
        told = _Told()
        for column, part in self.header.row_columns.items():
            if part.gives == "nothing":
                continue
            cell = self._label(number, column, part)
            if part.gives == "unit":
                told.unit_cell = cell
            elif cell is None or (key := self._tell(part, cell, told)) is None:
                if figured:
                    self.slipped = self.slipped or cell is None
                    self._unknown(cell or self.grid.row(number)[0], part)
                    self._path = []
                elif cell is not None and label_key(cell.text):
                    self._path = []  # words alone head other rows, or remark on them
                return None
            else:
                told.keys.append(key)
                told.label = told.label or cell
        if told.label is None:
            return None
        head, heading = self._head or (None, "")
        row = FormRow(
            number, self._combine(head, told.said), told.label, " ".join(told.label.text.split()), told.area,
            told.period, told.unit_cell, told.unit_words, heading,
            any(says.indicator_code for says in told.said),
        )  # fmt: skip
        return (heading, *told.keys), row

    def _combine(self, head: Says | None, said: list[Says]) -> Says:
        """What head and row say together; one object for all rows of which the same is said."""
        parts = [part for part in (head, *said) if part is not None]
        key = tuple(map(id, parts))
        if key not in self._combined:
            self._combined[key] = combine(*parts)
        return self._combined[key]

    def _is_head(self, number: int) -> bool:
        """A row of words that heads the rows below it."""
        for cell in self.grid.row(number) if self._has_heads else ():
            if isinstance(cell.value, str) and (head := self._items.find_head(cell.text)) is not None:
                self._head = (head, " ".join(cell.text.split()))
                self._path = []
                return True
        return False

    def _label(self, number: int, column: int, part: RowColumn) -> Cell | None:
        """The cell that says it: its own, the merged one over it, or the one above where the form says so."""
        cell = self.grid.at(number, column) or self.grid.covering(number, column)
        if cell is None and part.repeats:
            return self._above.get(column)
        if cell is not None:
            self._above[column] = cell
        return cell

    def _tell(self, part: RowColumn, cell: Cell, told: _Told) -> object:
        """What the cell says, into `told`; its key, or None for a label nobody knows."""
        if part.gives == "item":
            return self._tell_item(cell.text, told)
        if part.gives == "area":
            code = self._areas.code(cell.text) if self._areas else None
            if code is not None and self._areas is not None:
                told.area = RowArea(code, self._areas.level(cell.text), self._areas.territory(cell.text))
            return code
        if part.gives == "member":
            pair, says = self._members.get(label_key(cell.text), (None, None))
            if pair not in part.members or says is None:
                return None
            told.said.append(says)
            return pair
        return self._tell_period(cell, told)

    def _tell_item(self, text: str, told: _Told) -> object:
        match = self._items.find(text, self._path)
        if match is None or match[0].heads:
            return None
        row, filled, self._path = match
        told.said.append(row)
        told.unit_words = as_written(filled.unit, text)
        return id(row)

    def _tell_period(self, cell: Cell, told: _Told) -> object:
        text = str(int(cell.value)) if _is_whole(cell) else cell.text  # type: ignore[arg-type]
        for _, template in self._periods:
            if (filled := template.match(heading_key(text))) is not None:
                told.period = (filled, " ".join(text.split()))
                return filled.year, filled.period, self.form.says_mark(filled.mark).scenario
        return None

    def _unknown(self, cell: Cell, part: RowColumn) -> None:
        known = [label for labels in part.members.values() for label in labels]
        if part.gives == "item":
            known = self._items.labels
        elif part.gives == "area":
            known = [area.name_vi for area in self.catalogue.areas]
        self.drift.append(RowDrift("unknown_label", cell, cell.text, nearest_label(cell.text, known)))

    def _tell_missing(self, seen: set[object]) -> None:
        """Rows the form asks for and the sheet does not have."""
        for row in self.form.rows:
            if row.required and not row.heads and id(row) not in seen:
                self.drift.append(RowDrift("row_missing", None, row.labels[0]))

    def _without_repeated(self, rows: list[tuple[tuple[object, ...], FormRow]]) -> Iterator[FormRow]:
        """Of two rows that say the same only one can be right, and nobody knows which: neither is read."""
        counts: dict[object, int] = {}
        for key, _ in rows:
            counts[key] = counts.get(key, 0) + 1
        told: set[object] = set()
        for key, row in rows:
            if counts[key] == 1:
                yield row
                continue
            if key in told:
                self.drift.append(RowDrift("repeated_label", row.label, row.label.text))
            told.add(key)


def is_figure(cell: Cell) -> bool:
    """A number, or text that begins like one."""
    return _is_raw_figure(cell.value)


def _is_raw_figure(value: RawValue) -> bool:
    if isinstance(value, str):
        return value.lstrip(" -−+(")[:1].isdigit()
    return _is_number(value)


def _is_number(value: RawValue) -> bool:
    return isinstance(value, (float, int, Decimal)) and not isinstance(value, bool)


def _is_whole(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal) and cell.value == cell.value.to_integral_value()
