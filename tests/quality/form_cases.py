"""Errors in the annual workbook. The figures are real: GSO's of five provinces; the errors are ours.

A workbook of a year holds all years before it too, and the lake holds the workbook of the year before: an error in
an older year contradicts what the province itself reported then.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

import openpyxl
from annual_workbook import Figures, build_annual_workbook
from build_samples import read_figures
from fixed_package import fix_package

from quality.case import NUMBER_ERRORS, Case, Delivery, shown_by_past
from quality.world import PROVINCES, draw

INDICATORS = {
    "population": 12, "labour_force": 14, "employed_share_of_population": 15,
    "trained_employed_workers_rate": 16, "poverty_rate": 18,
}  # fmt: skip
_RATES = ("employed_share_of_population", "trained_employed_workers_rate", "poverty_rate")
_FIRST_COLUMN = 4
_HEADER_ROW = 9
_LETTER = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH {upper}

Số: 84/SLĐTBXH-KHTC

{name}, ngày 14 tháng 7 năm {year}

V/v gửi số liệu hằng năm

Kính gửi: Bộ Lao động - Thương binh và Xã hội.

Sở Lao động - Thương binh và Xã hội tỉnh {name} gửi kèm công văn này biểu tổng hợp số liệu dân số, lao động và giảm
nghèo hằng năm của tỉnh.
"""


@dataclass(frozen=True)
class Workbook:
    """The workbook a province hands in for a year: its figures to that year."""

    area_code: str
    year: int

    @property
    def key(self) -> str:
        return f"form {self.area_code} {self.year}"

    @property
    def figures(self) -> Figures:
        return _figures_to(self.area_code, self.year)

    @property
    def cells(self) -> dict[tuple[str, int], str]:
        """Where every figure stands."""
        column = {year: _letter(index) for index, year in enumerate(self.figures.years)}
        return {(name, year): f"{column[year]}{INDICATORS[name]}" for name, year in self.figures.values}

    def build(self, figures: Figures | None = None, *, issued_year: int | None = None) -> bytes:
        name = PROVINCES[self.area_code]
        issued = f"{name}, ngày 14 tháng 7 năm {issued_year or self.year + 1}"
        return build_annual_workbook(name, issued, figures or self.figures)

    def deliver(self) -> Delivery:
        landed = datetime(self.year + 1, 7, 14, int(self.area_code), tzinfo=UTC)
        files = ((f"so-lieu-{self.year}.xlsx", self.build()),)
        return Delivery(self.key, self.area_code, f"so-lieu-{self.year}", files, landed)


def _letter(index: int) -> str:
    return openpyxl.utils.get_column_letter(_FIRST_COLUMN + index)


@cache
def _figures_to(area_code: str, year: int) -> Figures:
    whole = read_figures()[area_code]
    values = {key: value for key, value in whole.values.items() if key[1] <= year}
    return Figures(values, frozenset(one for one in whole.provisional if one == year))


def inject_into_workbook(book: Workbook, neighbour: str) -> Iterator[Case]:
    """Every kind of error, in the new year's figures and in older ones."""
    yield from _number_cases(book)
    yield from _moved_cases(book, neighbour)
    yield from _shape_cases(book)


Make = Callable[[], bytes]


def _case(book: Workbook, kind: str, note: str, make: Make, shown_by: str | None, *cells: str) -> Case:
    return Case(
        kind, book.key, note, lambda: ((f"so-lieu-{book.year}.xlsx", make()),), shown_by, frozenset(cells)
    )


def inject_into_folder(book: Workbook) -> Iterator[Case]:
    """The letter that says the workbook is enclosed, without the workbook."""
    letter = _LETTER.format(
        upper=PROVINCES[book.area_code].upper(), name=PROVINCES[book.area_code], year=book.year + 1
    )
    files = (("cong-van.txt", letter.encode()),)
    yield Case("annex missing", book.key, "letter without its workbook", lambda: files, "form")


def _number_cases(book: Workbook) -> Iterator[Case]:
    """One figure spoilt: each kind of error in each figure of the new year, and in one older year."""
    for kind, spoil in NUMBER_ERRORS.items():
        for name in INDICATORS:
            years = sorted(year for one, year in book.figures.values if one == name)
            older = draw(book.key, kind, name).choice(years[:-1])
            for year in (years[-1], older):
                value = Decimal(book.figures.values[name, year])
                changed = spoil(value, 1, draw(book.key, kind, name, year))
                if changed is None:
                    continue
                note = f"{name} {year}: {value} → {changed}"
                data = partial(book.build, _with(book.figures, {(name, year): str(changed)}))
                shown = _shown_by(book, name, year, changed)
                yield _case(book, kind, note, data, shown, book.cells[name, year])


def _shown_by(book: Workbook, name: str, year: int, changed: Decimal) -> str | None:
    if changed < 0 or (name in _RATES and changed > 100):
        return "impossible"
    if year != book.year:
        return "reported before"
    past = [Decimal(book.figures.values[one]) for one in sorted(book.figures.values) if one[0] == name]
    return "own past" if shown_by_past(changed, past[:-1], is_rate=name in _RATES) else None


def _with(figures: Figures, changes: dict[tuple[str, int], str]) -> Figures:
    return replace(figures, values=figures.values | changes)


def _moved_cases(book: Workbook, neighbour: str) -> Iterator[Case]:
    """Right numbers in the wrong place: columns, rows, last year's, another province's."""
    figures, cells, year = book.figures, book.cells, book.year
    names = [name for name in INDICATORS if (name, year - 1) in figures.values]
    for first, second in ((year, year - 1), (year - 1, year - 2)):
        both = [name for name in names if (name, second) in figures.values]
        swap = {(name, first): figures.values[name, second] for name in both}
        swap |= {(name, second): figures.values[name, first] for name in both}
        touched = [cells[key] for key in swap]
        note = f"columns {first} and {second}"
        yield _case(
            book,
            "columns swapped",
            note,
            partial(book.build, _with(figures, swap)),
            "reported before",
            *touched,
        )
    for one, other in (("population", "labour_force"), (_RATES[0], _RATES[1]), (_RATES[1], _RATES[2])):
        for whole in (True, False):
            years = [when for name, when in figures.values if name == one and (other, when) in figures.values]
            years = years if whole else [year]
            swap = {(one, when): figures.values[other, when] for when in years}
            swap |= {(other, when): figures.values[one, when] for when in years}
            shown = "reported before" if whole else None
            for name in () if whole else (one, other):
                shown = shown or _shown_by(book, name, year, Decimal(swap[name, year]))
            note = f"{one} and {other}, {'all years' if whole else year}"
            touched = [cells[key] for key in swap]
            yield _case(
                book, "rows swapped", note, partial(book.build, _with(figures, swap)), shown, *touched
            )
    stale = {(name, year): figures.values[name, year - 1] for name in names}
    touched = [cells[name, year] for name in names]
    yield _case(
        book,
        "stale copy",
        f"{year} is {year - 1} again",
        partial(book.build, _with(figures, stale)),
        "copy",
        *touched,
    )
    theirs = _figures_to(neighbour, year)
    copied = partial(book.build, theirs)
    yield _case(book, "copied from a neighbour", f"all figures of {neighbour}", copied, "copy")
    latest = {key: value for key, value in theirs.values.items() if key[1] == year}
    note, touched = f"{year} of {neighbour}", [cells[key] for key in latest]
    yield _case(
        book, "copied from a neighbour", note, partial(book.build, _with(figures, latest)), "copy", *touched
    )


def _shape_cases(book: Workbook) -> Iterator[Case]:
    """What is missing or misnamed: rows, columns, units, words in a cell, the day of issue."""
    figures, cells = book.figures, book.cells
    for name, row in INDICATORS.items():
        yield _case(
            book, "row missing", name, _edit(book, lambda sheet, row=row: sheet.delete_rows(row)), "form"
        )
        touched = [cell for (one, _), cell in cells.items() if one == name] + [f"C{row}", f"B{row}"]
        unit = "Người" if name not in _RATES else "Nghìn người"
        data = _edit(book, lambda sheet, row=row, unit=unit: _set(sheet, f"C{row}", unit))
        yield _case(book, "unit word wrong", f"{name} in {unit}", data, "form", *touched)
        cell = cells[name, book.year]
        data = _edit(book, lambda sheet, cell=cell: _set(sheet, cell, "đang tổng hợp số"))
        yield _case(book, "words for a figure", name, data, "form", cell)
    for year in (book.year, book.year - 2):
        kept = {key: value for key, value in figures.values.items() if key[1] != year}
        data = partial(book.build, replace(figures, values=kept))
        if year == book.year:  # the title still names the year
            data = _edit(book, lambda sheet: sheet.delete_cols(_FIRST_COLUMN + len(figures.years) - 1))
        yield _case(book, "column missing", str(year), data, "form")
    data = partial(book.build, issued_year=book.year - 9)
    yield _case(book, "dated before its figures", f"issued {book.year - 9}", data, "dates")


def _edit(book: Workbook, change: Callable[[Any], object]) -> Make:
    """The good workbook with its sheet changed."""
    return partial(_edited, book, change)


def _edited(book: Workbook, change: Callable[[Any], object]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(book.build()))
    sheet = workbook.active
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > _HEADER_ROW:
            sheet.unmerge_cells(str(merged))
    change(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return fix_package(out.getvalue())


def _set(sheet: Any, cell: str, value: str) -> None:
    sheet[cell] = value
