"""Readings of a table, made when they are asked for: a large sheet has more of them than fit into memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from lientinh.catalogue.catalogue import Catalogue
from lientinh.extract.forms.cells import CellNumber, parse_cell
from lientinh.extract.forms.grid import FormGrid
from lientinh.extract.forms.header import FigureHeading
from lientinh.extract.forms.meanings import Meaning, Place
from lientinh.extract.forms.rows import FormRow
from lientinh.extract.forms.sheet_search import FoundTable
from lientinh.extract.forms.table_top import TableTop
from lientinh.readings import Reading


@dataclass(frozen=True, slots=True)
class FiguresOfRow:
    """The cells of a row that are read, and the numbers of those that hold text, by column."""

    row: FormRow
    places: list[Place]
    parsed: dict[int, CellNumber]


class _MadeReadings(Sequence[Reading], ABC):
    """Readings in runs, each made when it is asked for; `_ends` counts those up to the end of each run."""

    _ends: list[int]

    @abstractmethod
    def make(self, index: int, ordinal: int = 0) -> Reading: ...

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Reading: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Reading, ...]: ...

    def __getitem__(self, index: int | slice) -> Reading | tuple[Reading, ...]:
        if isinstance(index, slice):
            return tuple(self.make(one) for one in range(*index.indices(len(self))))
        return self.make(range(len(self))[index])


class TableReadings(_MadeReadings):
    """The readings of one table in order, ordinals 0."""

    def __init__(
        self, grid: FormGrid, found: FoundTable, top: TableTop, catalogue: Catalogue, rows: list[FiguresOfRow]
    ) -> None:
        self._grid, self._found, self._top, self._catalogue, self._rows = grid, found, top, catalogue, rows
        self._ends = list(accumulate(len(row.places) for row in rows))

    def __iter__(self) -> Iterator[Reading]:
        for row in self._rows:
            for place in row.places:
                yield self._read(row, place, 0)

    def make(self, index: int, ordinal: int = 0) -> Reading:
        """One reading by its place from 0, with its number in the document."""
        number = bisect_right(self._ends, index)
        before = self._ends[number - 1] if number else 0
        row = self._rows[number]
        return self._read(row, row.places[index - before], ordinal)

    def _read(self, of_row: FiguresOfRow, place: Place, ordinal: int) -> Reading:
        row, heading, meaning = of_row.row, place.heading, place.meaning
        cell = self._grid.at(row.number, place.column)
        number = of_row.parsed.get(place.column) or parse_cell(cell, meaning.unit, self._catalogue)
        if cell is None or not isinstance(number, CellNumber):
            raise TypeError(f"row {row.number} holds no number in column {place.column}")
        says, period, unit = meaning.says, meaning.period, meaning.unit
        area = row.area or self._top.area
        return Reading(
            ordinal=ordinal,
            indicator_code=meaning.indicator_code,
            phrase=self._phrase(row, heading),
            breakdown=says.breakdown,
            measure=says.measure or "level",
            value=number.value * unit.factor,
            lower=None,
            upper=None,
            qualifier=None,
            rounding=number.rounding * unit.factor,
            unit_code=unit.unit_code,
            value_text=cell.text,
            unit_text=meaning.unit_text,
            scenario=says.scenario or "actual",
            plan_basis=says.plan_basis if says.scenario == "plan" else None,
            accumulation=meaning.accumulation,
            period=period.label,
            period_start=period.start,
            period_end=period.end,
            period_basis=self._top.period_basis,
            period_text=period.text,
            area_code=area.area_code if area else None,
            area_level=area.level if area else None,
            territory=area.territory if area else None,
            quote=f"{self._subject(row, meaning)}, {heading.text}: {cell.text}",
            locator=self._grid.locate(cell),
            obs_status=says.obs_status or "A",
            source_authority=1,
        )

    def _subject(self, row: FormRow, meaning: Meaning) -> str:
        """The row's words with its unit, after what they leave out: the row that heads it, the table's title."""
        heads = row.heading or (self._found.title if self._found.form.fixed.indicator_code else "")
        words = f" ({meaning.unit_text})" if meaning.unit_text and not row.unit_words else ""
        return (f"{heads}: " if heads else "") + row.phrase + words

    def _phrase(self, row: FormRow, heading: FigureHeading) -> str:
        """The words that name the indicator."""
        if self._found.form.fixed.indicator_code:
            return self._found.title
        if heading.column.indicator_code:
            return heading.text
        return row.heading if row.heading and not row.names_indicator else row.phrase


_HELD = 50_000  # readings that are made once and kept; a reading takes about a kilobyte


def number_readings(parts: Iterable[Sequence[Reading]]) -> Sequence[Reading]:
    """Readings of a document's parts, numbered from 1; those of very large tables are made when asked for."""
    numbered = _NumberedReadings([part for part in parts if part])
    return tuple(numbered) if len(numbered) <= _HELD else numbered


class _NumberedReadings(_MadeReadings):
    def __init__(self, parts: Sequence[Sequence[Reading]]) -> None:
        self._parts = parts
        self._ends = list(accumulate(len(part) for part in parts))

    def make(self, index: int, ordinal: int = 0) -> Reading:
        """One reading by its place from 0; its number is the one after it, whatever `ordinal` asks."""
        place = bisect_right(self._ends, index)
        before = self._ends[place - 1] if place else 0
        return _numbered(self._parts[place], index - before, index + 1)


def _numbered(part: Sequence[Reading], index: int, ordinal: int) -> Reading:
    if isinstance(part, TableReadings):
        return part.make(index, ordinal)
    reading = part[index]
    return reading if reading.ordinal == ordinal else replace(reading, ordinal=ordinal)
