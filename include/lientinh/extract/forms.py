"""Tables by their forms: each cell of a known row and a known column becomes a reading.

Fails closed: a row, a column, a unit or a cell the form does not know is drift, and nothing is read there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell, Document, Locator, Table
from lientinh.extract.form_cells import CellNumber, parse_cell
from lientinh.extract.form_loading import forms_on, load_forms
from lientinh.extract.form_models import (
    DriftKind,
    Form,
    FormDrift,
    FormExtraction,
    MissingCell,
    RowOfForm,
)
from lientinh.extract.form_sheet import Grid, Header, PeriodColumn, find_header, is_form, label_key
from lientinh.readings import DocumentHead, Reading

_NEAR = 0.6  # difflib's measure; below it a label resembles nothing the form knows


def extract_forms(document: Document, head: DocumentHead, catalogue: Catalogue) -> FormExtraction:
    """All visible tables of a document through the forms in force; readings numbered from 1.

    A table without a title of any form is listed in `unmapped` by sheet name (or "table <number>").
    """
    forms = forms_on(load_forms(catalogue), head.issued_on)
    whole = FormExtraction()
    for table in document.tables:
        if table.hidden or not table.cells:
            continue
        grid = Grid(table)
        form = next((form for form in forms if is_form(grid, form)), None)
        if form is None:
            whole = replace(whole, unmapped=(*whole.unmapped, table.sheet or f"table {table.number}"))
            continue
        part = _SheetReader(document.file, table, grid, form, head, catalogue).read()
        whole = FormExtraction(
            (*whole.readings, *part.readings),
            whole.form_id or form.form_id,
            whole.unmapped,
            (*whole.drift, *part.drift),
            (*whole.missing, *part.missing),
        )
    numbered = (replace(reading, ordinal=number) for number, reading in enumerate(whole.readings, start=1))
    return replace(whole, readings=tuple(numbered))


@dataclass
class _SheetReader:
    """Reads one sheet through one form, collecting drift on the way."""

    file: str
    table: Table
    grid: Grid
    form: Form
    head: DocumentHead
    catalogue: Catalogue
    drift: list[FormDrift] = field(default_factory=list)
    missing: list[MissingCell] = field(default_factory=list)

    def read(self) -> FormExtraction:
        header = find_header(self.grid, self.form)
        if header is None:
            self._drift("header_missing", None, self.form.label_column.headers[0])
            return FormExtraction(drift=tuple(self.drift))
        for name in header.missing:
            self._drift("header_missing", None, name)
        for cell in header.repeated.values():
            self._drift("repeated_label", cell, cell.text)
        for cell in header.unknown.values():
            self._drift("unknown_label", cell, cell.text, self._nearest_heading(cell.text))
        readings = () if header.missing else tuple(self._read_rows(header))
        return FormExtraction(readings, self.form.form_id, (), tuple(self.drift), tuple(self.missing))

    def _read_rows(self, header: Header) -> Iterator[Reading]:
        known = {
            (row.under and label_key(row.under), label_key(label)): row
            for row in self.form.rows
            for label in row.labels
        }
        groups = {label_key(label) for label in self.form.group_labels}
        seen: dict[int, Cell] = {}
        parent: str | None = None
        for number in range(header.last_row + 1, self.grid.last_row + 1):
            cells = self.grid.row(number)
            if not cells:
                continue
            if self._ends_table(cells):
                break
            label = self.grid.at(number, header.label_column)
            key = label_key(label.text) if label else ""
            row = known.get((parent, key)) or known.get((None, key))
            if row is None:
                if key not in groups:
                    self._unknown_row(label, cells, header, known)
                parent = None
                continue
            if id(row) in seen:
                self._drift("repeated_label", label, label.text if label else "")
                continue
            seen[id(row)] = cells[0]
            if row.under is None:
                parent = label_key(row.labels[0])
            yield from self._read_row(number, row, label, header)
        for row in self.form.rows:
            if row.required and id(row) not in seen:
                self._drift("row_missing", None, row.labels[0])

    def _ends_table(self, cells: list[Cell]) -> bool:
        words = tuple(label_key(word) for word in self.form.end_words)
        return any(label_key(cell.text).startswith(words) for cell in cells[:2])

    def _unknown_row(
        self,
        label: Cell | None,
        cells: list[Cell],
        header: Header,
        known: dict[tuple[str | None, str], RowOfForm],
    ) -> None:
        """A row nobody knows is drift where it carries figures; words alone are headings or remarks."""
        if not any(
            isinstance(cell.value, Decimal) or cell.text[:1].isdigit()
            for cell in cells
            if cell.column in header.periods
        ):
            return
        if label is None:
            self._drift("unknown_label", cells[0], cells[0].text)
            return
        labels = {key: row.labels[0] for (_, key), row in known.items()}
        near = get_close_matches(label_key(label.text), labels, n=1, cutoff=_NEAR)
        self._drift("unknown_label", label, label.text, labels[near[0]] if near else None)

    def _read_row(self, number: int, row: RowOfForm, label: Cell | None, header: Header) -> Iterator[Reading]:
        unit_cell = self.grid.at(number, header.unit_column or 0)
        unit = self._unit(unit_cell, row)
        if unit is None or label is None:
            self._drift("unit_unlike", unit_cell or label, unit_cell.text if unit_cell else "")
            return
        for column, period in header.periods.items():
            cell = self.grid.at(number, column)
            found = parse_cell(cell, unit, self.catalogue)
            if found == "not_numeric" and cell is not None:
                self._drift("cell_not_numeric", cell, cell.text)
            elif isinstance(found, CellNumber) and cell is not None:
                yield self._reading(cell, found, row, label, unit, unit_cell, period)
            elif found in ("not_reported", "not_applicable") and cell is not None:
                self.missing.append(
                    MissingCell(self._locate(cell), row.indicator_code, row.breakdown, period.year, found)
                )
        for cell in self.grid.row(number):
            if (
                isinstance(cell.value, Decimal)
                and cell.column > header.label_column
                and not self._is_known(cell, header)
            ):
                self._drift("value_outside", cell, cell.text)

    def _is_known(self, cell: Cell, header: Header) -> bool:
        columns = {*header.periods, *header.ignored, *header.unknown, *header.repeated}
        return cell.column in columns

    def _unit(self, cell: Cell | None, row: RowOfForm) -> UnitWord | None:
        """The unit the row's own cell names, where the indicator can have it."""
        if cell is None:
            return None
        expected = self.catalogue.indicator(row.indicator_code).unit_code
        key = label_key(cell.text)
        return next(
            (
                word
                for word in self.catalogue.unit_words
                if word.unit_code == expected and label_key(word.word) == key
            ),
            None,
        )

    def _reading(
        self, cell: Cell, number: CellNumber, row: RowOfForm, label: Cell, unit: UnitWord, unit_cell: Cell | None,
        period: PeriodColumn,
    ) -> Reading:  # fmt: skip
        indicator = self.catalogue.indicator(row.indicator_code)
        area_code = self._area_code()
        unit_text = unit_cell.text if unit_cell else ""
        year = int(period.year)
        return Reading(
            ordinal=0,
            indicator_code=row.indicator_code,
            phrase=label.text,
            breakdown=row.breakdown,
            measure="level",
            value=number.value * unit.factor,
            lower=None,
            upper=None,
            qualifier=None,
            rounding=number.rounding * unit.factor,
            unit_code=unit.unit_code,
            value_text=cell.text,
            unit_text=unit_text,
            scenario=period.mark.scenario,
            plan_basis=period.mark.plan_basis,
            accumulation=row.accumulation or indicator.accumulation,  # type: ignore[arg-type]
            period=period.year,
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            period_basis="calendar",
            period_text=period.heading,
            area_code=area_code,
            area_level=self.catalogue.area(area_code).level if area_code else None,
            territory=self._territory(area_code),
            quote=f"{label.text} ({unit_text}), {period.heading}: {cell.text}",
            locator=self._locate(cell),
            obs_status=period.mark.obs_status,
            source_authority=1,
        )

    def _area_code(self) -> str | None:
        """The province the rows above the table name, else the sender's."""
        top = " ".join(self.grid.row_text(row) for row in range(1, self.form.recognise.within_rows + 1))
        named = {
            area.area_code
            for _, _, area in self.catalogue.find_areas(top, self.head.issued_on)
            if area.level == "province"
        }
        return named.pop() if len(named) == 1 else self.head.area_code

    def _territory(self, area_code: str | None) -> str | None:
        """By the document's date; without one only where the area never changed."""
        if area_code is None:
            return None
        if self.head.issued_on is not None:
            return self.catalogue.territory(area_code, self.head.issued_on)
        territories = {area.territory for area in self.catalogue.areas if area.area_code == area_code}
        return territories.pop() if len(territories) == 1 else None

    def _nearest_heading(self, text: str) -> str | None:
        columns = (self.form.label_column, self.form.unit_column, *self.form.other_columns)
        known = {label_key(name): name for column in columns for name in column.headers}
        near = get_close_matches(label_key(text), known, n=1, cutoff=_NEAR)
        return known[near[0]] if near else None

    def _locate(self, cell: Cell | None) -> Locator:
        address = cell.address if cell else None
        if self.table.sheet is not None:
            return Locator(self.file, sheet=self.table.sheet, cell=address)
        return Locator(self.file, paragraph=self.table.number, cell=address)

    def _drift(self, kind: DriftKind, cell: Cell | None, text: str, nearest: str | None = None) -> None:
        form = self.form
        self.drift.append(
            FormDrift(kind, self._locate(cell), text, form.form_id, form.name_vi, form.name_en, nearest)
        )
