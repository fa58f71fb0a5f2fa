"""What calamine does not tell of an OpenDocument spreadsheet: formats, errors, extents, merged and hidden places.

The format repeats rows and cells by number ("number-rows-repeated"), so a few bytes can stand for the whole of
a sheet; runs of empty ones are ordinary, repeated figures are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from lxml import etree

from lientinh.documents import Cell, CellError
from lientinh.errors import BadInput
from lientinh.read.archive import iterate_xml, parse_xml
from lientinh.read.content import Limits
from lientinh.read.sheets.number_formats import is_percent
from lientinh.read.sheets.ods_formats import CellStyles
from lientinh.read.sheets.part import MOST_PLACES, PartBuilder, SheetPart, TooLargeError

_SPACES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"  # the same in every version of OpenDocument
_TABLE, _OFFICE = _SPACES % "table", _SPACES % "office"
_SHEET, _COLUMN, _ROW = f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_STYLES = f"{_OFFICE}automatic-styles"
_KIND, _VALUE, _TIME_VALUE = f"{_OFFICE}value-type", f"{_OFFICE}value", f"{_OFFICE}time-value"
_FORMULA, _STYLE, _REPEATED = f"{_TABLE}formula", f"{_TABLE}style-name", f"{_TABLE}number-columns-repeated"
_SPANS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_CALCULATED_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_TIME = re.compile(r"PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:[.,]\d{1,9})?)S")
_HIDDEN = ("collapse", "filter")
_MOST_CHARS = 64 * 1024 * 1024  # of a sheet's texts, repeats spread out


def read_ods_parts(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> dict[str, SheetPart]:
    """Sheet name to its part.

    Findings: `read.too_many_cells` (or the rectangle around them), `read.not_what_its_name_says`.
    """
    if "content.xml" not in parts:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    styles = CellStyles()
    if "styles.xml" in parts:
        styles.take_all(parse_xml(parts["styles.xml"], file_name))
    sheets: dict[str, SheetPart] = {}
    sheet = _Sheet(styles, limits.cells, MOST_PLACES)
    budget = limits.cells
    try:
        for element in iterate_xml(parts["content.xml"], file_name, (_STYLES, _SHEET, _COLUMN, _ROW)):
            if element.tag == _STYLES:
                styles.take_all(element)
            elif element.tag == _COLUMN:
                sheet.read_column(element)
            elif element.tag == _ROW:
                sheet.read_row(element)
            else:  # the end of a table
                sheets[element.get(f"{_TABLE}name", "")] = part = sheet.finish()
                budget -= part.cell_count
                sheet = _Sheet(styles, budget, sheet.places)
    except TooLargeError as error:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from error
    return sheets


class _Cells(NamedTuple):
    """A cell and its repeats in a row; `value` where calamine does not give it."""

    first: int
    last: int
    style: int
    value: CellError | timedelta | None
    repeated_chars: int


class _Sheet:
    """A table while its columns and rows go by; `_formats` are those met so far, `_numbers` their indexes."""

    def __init__(self, styles: CellStyles, budget: int, places: int) -> None:
        self._styles, self._budget = styles, budget
        self._formats: list[str | None] = []
        self._numbers: dict[tuple[str | None, bool], int] = {}
        self._builder = PartBuilder(self._formats, budget, places)
        self._columns: list[tuple[int, str | None]] = []  # last column and style, in order
        self._by_column: dict[int, str | None] = {}
        self._last_row = self._chars = 0

    @property
    def places(self) -> int:
        return self._builder.places

    def finish(self) -> SheetPart:
        return self._builder.finish()

    def read_column(self, column: etree._Element) -> None:
        before = self._columns[-1][0] if self._columns else 0
        last = before + _repeats(column.get(_REPEATED))
        self._columns.append((last, column.get(f"{_TABLE}default-cell-style-name")))
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            self._builder.part.hidden_columns.append((before + 1, last))

    def read_row(self, row: etree._Element) -> None:
        repeated = _repeats(row.get(f"{_TABLE}number-rows-repeated"))
        first = self._last_row + 1
        self._last_row += repeated
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            self._builder.part.hidden_rows.append((first, self._last_row))
        cells = list(self._read_cells(row, first, repeated))
        self._chars += sum(one.repeated_chars for one in cells)
        if (
            sum(one.last + 1 - one.first for one in cells) * repeated > self._budget
            or self._chars > _MOST_CHARS
        ):
            raise TooLargeError
        for number in range(first, first + repeated if cells else first):
            for one in cells:
                for column in range(one.first, one.last + 1):
                    self._builder.add(number, column, one.style)
                    if one.value is not None:
                        self._builder.part.placed[number, column] = one.value

    def _read_cells(self, row: etree._Element, number: int, repeated: int) -> Iterator[_Cells]:
        """The cells that hold something."""
        default = row.get(f"{_TABLE}default-cell-style-name")
        last = 0
        for cell in row:
            if cell.tag not in (_CELL, _COVERED):
                continue
            first, last = last + 1, last + _repeats(cell.get(_REPEATED))
            if cell.get(_SPANS[0]) or cell.get(_SPANS[1]):
                self._take_span(cell, number, first)
            kind, formula = cell.get(_KIND), cell.get(_FORMULA)
            if kind is None and formula is None and not len(cell) and cell.get(_VALUE) is None:
                continue
            if formula is not None and kind is None and not len(cell):  # the empty text is a result
                self._builder.part.uncalculated.append(Cell(number, first, None, "").address)
            style = cell.get(_STYLE) or default or self._style_of_column(first)
            times = (last + 1 - first) * repeated
            chars = sum(map(len, cell.itertext())) * times if times > 1 else 0
            yield _Cells(
                first, last, self._number_of(style, kind == "percentage"), _value_of(cell, kind), chars
            )

    def _take_span(self, cell: etree._Element, row: int, column: int) -> None:
        rows, columns = (_repeats(cell.get(name)) for name in _SPANS)
        if rows > 1 or columns > 1:
            self._builder.part.merged.append((row, column, row + rows - 1, column + columns - 1))

    def _style_of_column(self, column: int) -> str | None:
        if column not in self._by_column:
            style = next((style for last, style in self._columns if column <= last), None)
            self._by_column[column] = style
        return self._by_column[column]

    def _number_of(self, style: str | None, percent: bool) -> int:
        """A value typed as a percentage is one, whatever the style says."""
        key = style, percent
        if key not in self._numbers:
            code = self._styles.format_of(style)
            self._numbers[key] = len(self._formats)
            self._formats.append("0%" if percent and not is_percent(code) else code)
        return self._numbers[key]


def _value_of(cell: etree._Element, kind: str | None) -> CellError | timedelta | None:
    """A formula that failed, or a time of a day and more: calamine gives nothing, or a text, for them."""
    if kind == "time":
        match = _TIME.fullmatch(cell.get(_TIME_VALUE, ""))
        if match is None or int(match[1]) < 24:
            return None
        return timedelta(
            hours=int(match[1]), minutes=int(match[2]), seconds=float(match[3].replace(",", "."))
        )
    if kind != "string":
        return None
    failed = cell.get(_CALCULATED_KIND) == "error"
    if not failed and cell.get(_FORMULA) is None:
        return None
    text = " ".join("".join(cell.itertext()).split())
    return CellError(text or "#VALUE!") if failed or _ERROR.fullmatch(text) else None


def _repeats(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 1
