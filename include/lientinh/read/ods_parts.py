"""What calamine does not tell of an OpenDocument spreadsheet: formats, errors, extents, merged and hidden places.

The format repeats rows and cells by number ("number-rows-repeated"), so a few bytes can stand for the whole of
a sheet; runs of empty ones are ordinary, repeated figures are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from lxml import etree

from lientinh.documents import Cell, CellError
from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, parse_xml
from lientinh.read.content import Limits
from lientinh.read.number_formats import is_percent
from lientinh.read.ods_formats import CellStyles
from lientinh.read.sheet_part import PartBuilder, SheetPart, TooLargeError

_CALCULATED_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_TIME = re.compile(r"PT(\d{1,9})H(\d{1,9})M(\d{1,9}(?:[.,]\d{1,9})?)S")
_FILLED = {"value", "value-type", "formula"}  # attributes of a cell that holds something
_HIDDEN = ("collapse", "filter")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of LibreOffice and Excel


def read_ods_parts(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> dict[str, SheetPart]:
    """Sheet name to its part.

    Findings: `read.too_many_cells` (or the rectangle around them), `read.not_what_its_name_says`.
    """
    if "content.xml" not in parts:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    content = parse_xml(parts["content.xml"], file_name)
    more = [parse_xml(parts["styles.xml"], file_name)] if "styles.xml" in parts else []
    styles = CellStyles([*more, content])
    sheets: dict[str, SheetPart] = {}
    budget = limits.cells
    for table in content.iter("{*}table"):
        try:
            part = _Sheet(styles, budget).read(table)
        except TooLargeError as error:
            raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from error
        budget -= part.cell_count
        sheets[attribute(table, "name") or ""] = part
    return sheets


class _Cells(NamedTuple):
    """A cell and its repeats in a row; `value` where calamine does not give it."""

    first: int
    last: int
    style: int
    value: CellError | timedelta | None


class _Sheet:
    """One pass over a table; `_formats` are those met so far, `_numbers` their indexes by style and kind."""

    def __init__(self, styles: CellStyles, budget: int) -> None:
        self._styles, self._budget = styles, budget
        self._formats: list[str | None] = []
        self._numbers: dict[tuple[str | None, bool], int] = {}
        self._builder = PartBuilder(self._formats, budget)
        self._columns: list[tuple[int, str | None]] = []  # last column and style, in order

    def read(self, table: etree._Element) -> SheetPart:
        for column in table.iter("{*}table-column"):
            self._read_column(column)
        last = 0
        for row in table.iter("{*}table-row"):
            repeated = _repeats(attribute(row, "number-rows-repeated"))
            first, last = last + 1, last + repeated
            if attribute(row, "visibility") in _HIDDEN and first <= _LAST_ROW:
                self._builder.part.hidden_rows.update(range(first, min(last, _LAST_ROW) + 1))
            self._read_row(row, first, repeated)
        return self._builder.finish()

    def _read_column(self, column: etree._Element) -> None:
        before = self._columns[-1][0] if self._columns else 0
        last = before + _repeats(attribute(column, "number-columns-repeated"))
        self._columns.append((last, attribute(column, "default-cell-style-name")))
        if attribute(column, "visibility") in _HIDDEN:
            self._builder.part.hidden_columns.append((before + 1, min(last, _LAST_COLUMN)))

    def _read_row(self, row: etree._Element, first: int, repeated: int) -> None:
        default = attribute(row, "default-cell-style-name")
        cells: list[_Cells] = []
        last = 0
        for cell in row:
            if local_name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            found = {str(key).rpartition("}")[2]: str(value) for key, value in cell.attrib.items()}
            column, last = last + 1, last + _repeats(found.get("number-columns-repeated"))
            self._read_spans(found, first, column)
            if not (len(cell) or _FILLED & found.keys()):
                continue
            style = found.get("style-name") or default or self._style_of_column(column)
            percent = "percentage" in (found.get("value-type"), cell.get(_CALCULATED_KIND))
            cells.append(_Cells(column, last, self._number_of(style, percent), _value_of(cell, found)))
            if (
                "formula" in found and not len(cell) and "value-type" not in found
            ):  # the empty text is a result
                self._builder.part.uncalculated.append(Cell(first, column, None, "").address)
        if sum(one.last + 1 - one.first for one in cells) * repeated > self._budget:
            raise TooLargeError
        for number in range(first, first + repeated if cells else first):
            for one in cells:
                for column in range(one.first, one.last + 1):
                    self._builder.add(number, column, one.style)
                    if one.value is not None:
                        self._builder.part.placed[number, column] = one.value

    def _read_spans(self, found: Mapping[str, str], row: int, column: int) -> None:
        rows, columns = (
            _repeats(found.get("number-rows-spanned")),
            _repeats(found.get("number-columns-spanned")),
        )
        if rows > 1 or columns > 1:
            self._builder.part.merged.append((row, column, row + rows - 1, column + columns - 1))

    def _style_of_column(self, column: int) -> str | None:
        return next((style for last, style in self._columns if column <= last), None)

    def _number_of(self, style: str | None, percent: bool) -> int:
        """A value typed as a percentage is one, whatever the style says."""
        key = style, percent
        if key not in self._numbers:
            code = self._styles.format_of(style)
            self._numbers[key] = len(self._formats)
            self._formats.append("0%" if percent and not is_percent(code) else code)
        return self._numbers[key]


def _value_of(cell: etree._Element, found: Mapping[str, str]) -> CellError | timedelta | None:
    """A formula that failed, or a time of a day and more: calamine gives nothing, or a text, for them."""
    failed = cell.get(_CALCULATED_KIND) == "error"
    if found.get("value-type") == "time":
        match = _TIME.fullmatch(found.get("time-value", ""))
        if match is None or int(match[1]) < 24:
            return None
        return timedelta(
            hours=int(match[1]), minutes=int(match[2]), seconds=float(match[3].replace(",", "."))
        )
    if "formula" not in found and not failed:
        return None
    text = " ".join("".join(cell.itertext()).split())
    if failed or (found.get("value-type") == "string" and _ERROR.fullmatch(text)):
        return CellError(text or "#VALUE!")
    return None


def _repeats(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 1
