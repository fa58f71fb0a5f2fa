"""The figures of one table: each cell of a known row under a known heading, with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.forms.cells import CellNumber, parse_cell
from lientinh.extract.forms.drift import DriftKind, FormDrift, MissingCell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import FigureHeading, Header, skip_numbering
from lientinh.extract.forms.labels import nearest_label
from lientinh.extract.forms.meaning import KINDS, FormPeriod, combine, settle_period
from lientinh.extract.forms.models import Form, Says
from lientinh.extract.forms.rows import FormRow, RowWalk, is_figure
from lientinh.extract.forms.sheet_search import FoundTable
from lientinh.extract.forms.table_top import TableTop
from lientinh.extract.forms.units import UnitWords
from lientinh.readings import Accumulation, DocumentHead, Reading

_MOST_ODD_ROWS = 1  # rows with a figure outside the columns; where there are more, the columns have shifted


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the figures of one row under one heading are; shared by nothing, made once a cell."""

    says: Says
    period: FormPeriod
    unit: UnitWord
    unit_text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that is read."""

    cell: Cell
    number: CellNumber
    row: FormRow
    heading: FigureHeading
    meaning: Meaning


@dataclass
class TableReader:
    """Reads one table through its form, collecting drift and missing cells on the way."""

    grid: FormGrid
    found: FoundTable
    head: DocumentHead
    catalogue: Catalogue
    units: UnitWords
    drift: list[FormDrift] = field(default_factory=list)
    missing: list[MissingCell] = field(default_factory=list)
    last_row: int = 0

    def __post_init__(self) -> None:
        self.form: Form = self.found.form
        self.last_row = self.found.last_row
        self._top = TableTop(self.grid, self.found, self.head, self.catalogue, self.units)

    def read(self) -> Sequence[Reading]:
        """The table's readings, top to bottom and left to right; ordinals are given later."""
        header = self.found.header
        if header is None:
            headed = (column.headers[0] for column in self.form.row_columns if column.headers)
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
        if len(outside) > _MOST_ODD_ROWS:
            return ()
        read = [figure for row in rows if row.number not in outside for figure in self._read_row(row, header)]
        return [self._reading(figure) for figure in read]

    # the header

    def _tell_header(self, header: Header) -> None:
        for name in header.missing:
            self._drift("header_missing", None, name)
        for heading in header.repeated.values():
            self._drift("repeated_label", heading.cell, heading.text)
        for heading in header.unknown.values():
            self._drift("unknown_label", heading.cell, heading.text, self._nearest_heading(heading.text))
        present = {
            id(one.column)
            for one in [*header.figures.values(), *header.repeated.values()]
            if isinstance(one, FigureHeading)
        }
        for column in self.form.figure_columns:
            if column.required and id(column) not in present:
                self._drift("header_missing", None, " ".join(level.split("|")[0] for level in column.heading))

    def _nearest_heading(self, text: str) -> str | None:
        known = [
            wording
            for column in self.form.row_columns
            for words in column.headers
            for wording in words.split("|")
        ]
        known += [
            " ".join(level.split("|")[0] for level in column.heading) for column in self.form.figure_columns
        ]
        return nearest_label(text, known)

    def _find_outside(self, header: Header, rows: list[FormRow]) -> set[int]:
        """Rows with a figure or a missing mark where no heading stands: their cells may have shifted."""
        first_figure = min(header.figures, default=0)
        quiet = {n for n, part in header.row_columns.items() if part.gives != "nothing" or n < first_figure}
        headed = {*quiet, *header.figures, *header.unknown, *header.repeated}
        noted = {n for n, part in header.row_columns.items() if part.gives == "nothing"} - quiet
        outside: dict[int, Cell] = {}
        for row in rows:
            for cell in self.grid.row(row.number):
                odd = cell.column not in headed and (
                    cell.column not in noted or isinstance(cell.value, Decimal)
                )
                if odd and (is_figure(cell) or self.catalogue.missing_mark(cell.text)):
                    outside.setdefault(row.number, cell)
        for cell in outside.values():
            self._drift("value_outside", cell, cell.text)
        return set(outside)

    # the rows

    def _read_row(self, row: FormRow, header: Header) -> Iterator[Figure]:
        if row.unit_cell is None and self._needs_unit_cell(header):
            self._drift("unit_unlike", row.label, "")
            return
        for column, heading in header.figures.items():
            if heading.column.kind == "ignored":
                continue
            cell = self.grid.at(row.number, column)
            if cell is None:
                continue
            meaning = self._mean(row, heading, cell)
            if meaning is None:
                continue
            yield from self._read_cell(cell, row, heading, meaning)

    def _read_cell(
        self, cell: Cell, row: FormRow, heading: FigureHeading, meaning: Meaning
    ) -> Iterator[Figure]:
        number = parse_cell(cell, meaning.unit, self.catalogue)
        if number == "not_numeric":
            self._drift("cell_not_numeric", cell, cell.text)
        elif isinstance(number, CellNumber):
            yield Figure(cell, number, row, heading, meaning)
        else:
            code, breakdown = str(meaning.says.indicator_code), meaning.says.breakdown
            self.missing.append(
                MissingCell(self.grid.locate(cell), code, breakdown, meaning.period.label, number)
            )

    def _needs_unit_cell(self, header: Header) -> bool:
        return any(part.gives == "unit" and part.required for part in header.row_columns.values())

    def _mean(self, row: FormRow, heading: FigureHeading, cell: Cell) -> Meaning | None:
        """What a cell's figure is; None, with a drift, where its period or its unit is not told."""
        mark = self.form.says_mark(heading.filled.mark)
        row_mark = self.form.says_mark(row.period[0].mark) if row.period else None
        column = heading.column
        kind = KINDS[column.kind] if column.kind else None
        says = combine(kind, self.form.fixed, row.says, column, mark, row_mark)
        if says.indicator_code is None:
            self._drift("unknown_label", cell, row.phrase)
            return None
        stated = (heading.filled, heading.text)
        if not (heading.filled.year or heading.filled.period) and row.period is not None:
            stated = row.period
        period = settle_period(says.kind, stated, self._top.report_period, self._top.period_basis)
        if period is None:
            self._drift("period_unlike", heading.cell, heading.text)
            return None
        unit = self._unit(says, row, heading)
        if unit is None:
            return None
        return Meaning(says, period, *unit)

    def _unit(self, says: Says, row: FormRow, heading: FigureHeading) -> tuple[UnitWord, str] | None:
        """The unit in force for a figure, and the words that name it."""
        expected = self.catalogue.indicator(str(says.indicator_code)).unit_code
        if says.measure in ("pct_of_plan", "pct_of_same_period", "growth_pct"):
            word = self.units.find("%", "PERCENT")
            return (word, "%") if word else None
        said: list[tuple[str, Cell | None]] = []
        if row.unit_cell is not None:
            said.append((row.unit_cell.text, row.unit_cell))
        said += [
            (words, cell)
            for words, cell in ((row.unit_words, row.label), (heading.filled.unit, heading.cell))
            if words
        ]
        if not said and self._top.unit_note is not None:
            said.append((self._top.unit_note.words, self._top.unit_note.cell))
        if not said and says.unit:
            said.append((says.unit, None))
        if not said:
            self._drift("unit_unlike", row.label, "")
            return None
        words, cell = said[0]
        word = self.units.find(words, expected)
        if word is None:
            self._drift("unit_unlike", cell, words)
            return None
        return word, words if cell is not None else ""

    # the readings

    def _reading(self, figure: Figure) -> Reading:
        cell, row, meaning = figure.cell, figure.row, figure.meaning
        says, period, unit = meaning.says, meaning.period, meaning.unit
        indicator = self.catalogue.indicator(str(says.indicator_code))
        area = row.area or self._top.area
        words = f" ({meaning.unit_text})" if meaning.unit_text and not row.unit_words else ""
        subject = ": ".join(filter(None, [self._subject(row), row.phrase]))
        return Reading(
            ordinal=0,
            indicator_code=says.indicator_code,
            phrase=self._phrase(figure),
            breakdown=says.breakdown,
            measure=says.measure or "level",
            value=figure.number.value * unit.factor,
            lower=None,
            upper=None,
            qualifier=None,
            rounding=figure.number.rounding * unit.factor,
            unit_code=unit.unit_code,
            value_text=cell.text,
            unit_text=meaning.unit_text,
            scenario=says.scenario or "actual",
            plan_basis=says.plan_basis if says.scenario == "plan" else None,
            accumulation=_accumulation(says, indicator.accumulation),
            period=period.label,
            period_start=period.start,
            period_end=period.end,
            period_basis=self._top.period_basis,
            period_text=period.text,
            area_code=area.area_code if area else None,
            area_level=area.level if area else None,
            territory=area.territory if area else None,
            quote=f"{subject}{words}, {figure.heading.text}: {cell.text}",
            locator=self.grid.locate(cell),
            obs_status=says.obs_status or "A",
            source_authority=1,
        )

    def _subject(self, row: FormRow) -> str:
        """What the row's own words leave out: the title of a table of one indicator, the row that heads it."""
        if row.heading:
            return row.heading
        return self.found.title if self.form.fixed.indicator_code else ""

    def _phrase(self, figure: Figure) -> str:
        """The words that name the indicator."""
        if self.form.fixed.indicator_code:
            return self.found.title
        if figure.heading.column.indicator_code:
            return figure.heading.text
        return figure.row.phrase if figure.row.says.indicator_code else figure.row.heading

    def _drift(self, kind: DriftKind, cell: Cell | None, text: str, nearest: str | None = None) -> None:
        form = self.form
        one = FormDrift(kind, self.grid.locate(cell), text, form.form_id, form.name_vi, form.name_en, nearest)
        if one not in self.drift:
            self.drift.append(one)


def _accumulation(says: Says, nature: Accumulation) -> Accumulation:
    """A stock stays a stock in a column of figures to date; what flows accumulates there."""
    if says.accumulation == "ytd":
        return "ytd" if nature == "period" else nature
    return says.accumulation or nature
