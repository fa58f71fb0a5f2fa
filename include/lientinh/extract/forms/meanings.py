"""What the figures of a row under a heading are: indicator, scenario, period, unit; or why nobody can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import UnitWord
from lientinh.documents import Cell
from lientinh.extract.forms.drift import DriftKind
from lientinh.extract.forms.header import FigureHeading
from lientinh.extract.forms.kinds import COMPARISONS, KINDS, FormPeriod, combine, settle_period
from lientinh.extract.forms.models import Form, Says
from lientinh.extract.forms.rows import FormRow
from lientinh.extract.forms.table_top import TableTop
from lientinh.extract.forms.templates import as_written
from lientinh.extract.forms.units import UnitWords
from lientinh.readings import Accumulation


@dataclass(frozen=True, slots=True)
class Meaning:
    """What figures are; shared by all cells of which the same is said."""

    indicator_code: str
    says: Says
    accumulation: Accumulation
    period: FormPeriod
    unit: UnitWord
    unit_text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A column as rows of one kind fill it in: its heading, and what its figures are there."""

    column: int
    heading: FigureHeading
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why figures cannot be read, and where that shows: at the row's label or unit, the heading, the note, the cell."""

    kind: DriftKind
    place: Literal["label", "unit", "heading", "note", "cell"]
    text: str


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What the figures of a row are, one for each column in order; `clear` where all of them can be said."""

    each: list[Place | Unclear]
    clear: list[Place] | None
    width: int  # the last column


class MeaningBook:
    """Meanings of one table, each made once for all rows of which the same is said."""

    def __init__(self, form: Form, top: TableTop, catalogue: Catalogue, units: UnitWords) -> None:
        self._form, self._top, self._catalogue, self._units = form, top, catalogue, units
        self._needs_unit = any(part.gives == "unit" and part.required for part in form.row_columns)
        self._made: dict[tuple[object, ...], RowMeaning] = {}

    def mean(self, row: FormRow, columns: Mapping[int, FigureHeading]) -> RowMeaning:
        """What the figures of a row are."""
        unit_words = row.unit_cell.text if row.unit_cell else row.unit_words
        key = (id(row.says), unit_words, row.period)  # rows share what is said of them
        if key not in self._made:
            each = [self._place(row, column, heading) for column, heading in columns.items()]
            places = [place for place in each if isinstance(place, Place)]
            clear = places if len(places) == len(each) else None
            self._made[key] = RowMeaning(each, clear, max(columns, default=0))
        return self._made[key]

    def _place(self, row: FormRow, column: int, heading: FigureHeading) -> Place | Unclear:
        meaning = self._mean(row, heading)
        return meaning if isinstance(meaning, Unclear) else Place(column, heading, meaning)

    def _mean(self, row: FormRow, heading: FigureHeading) -> Meaning | Unclear:
        column = heading.column
        marks = [self._form.says_mark(filled.mark) for filled in (heading.filled, *(row.period or ())[:1])]
        kind = KINDS[column.kind] if column.kind else None
        says = combine(kind, self._form.fixed, row.says, column, *marks)
        if says.indicator_code is None:
            return Unclear("unknown_label", "label", row.phrase)
        stated = (heading.filled, heading.text)
        if not (heading.filled.year or heading.filled.period) and row.period is not None:
            stated = row.period
        period = settle_period(says.kind, stated, self._top.report_period, self._top.period_basis)
        if period is None:
            return Unclear("period_unlike", "heading", heading.text)
        unit = self._unit(says.indicator_code, says, row, heading)
        if isinstance(unit, Unclear):
            return unit
        nature = self._catalogue.indicator(says.indicator_code).accumulation
        return Meaning(says.indicator_code, says, _accumulation(says, nature), period, *unit)

    def _unit(
        self, code: str, says: Says, row: FormRow, heading: FigureHeading
    ) -> tuple[UnitWord, str] | Unclear:
        """The unit in force, by the nearest place that names one, and the words that name it."""
        expected = self._catalogue.indicator(code).unit_code
        if says.measure in COMPARISONS:
            expected = "PERCENT"
            said: list[tuple[str | None, Literal["unit", "label", "heading", "note", "cell"]]] = [
                ("%", "cell")
            ]
        else:
            note = self._top.unit_note
            said = [
                (row.unit_cell.text if row.unit_cell else None, "unit"),
                (row.unit_words, "label"),
                (as_written(heading.filled.unit, heading.text), "heading"),
                (note.words if note else None, "note"),
                (says.unit, "cell"),
            ]
        if self._needs_unit and row.unit_cell is None and says.measure not in COMPARISONS:
            return Unclear("unit_unlike", "label", "")
        words, place = next(((words, place) for words, place in said if words), (None, None))
        if words is None or place is None:
            return Unclear("unit_unlike", "label", "")
        word = self._units.find(words, expected)
        if word is None:
            return Unclear("unit_unlike", place, words)
        return word, words if place != "cell" else ""


def place_of(
    unclear: Unclear, row: FormRow, heading: FigureHeading, top: TableTop, cell: Cell
) -> Cell | None:
    """The cell at which a doubt shows."""
    note = top.unit_note.cell if top.unit_note else None
    return {
        "label": row.label, "unit": row.unit_cell, "heading": heading.cell, "note": note, "cell": cell,
    }[unclear.place]  # fmt: skip


def _accumulation(says: Says, nature: Accumulation) -> Accumulation:
    """A stock stays a stock in a column of figures to date; what flows accumulates there."""
    if says.accumulation == "ytd":
        return "ytd" if nature == "period" else nature
    return says.accumulation or nature
