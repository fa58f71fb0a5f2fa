"""How far the cells of an OpenDocument spreadsheet reach, before anyone spreads them out.

The format repeats rows and cells by number ("number-rows-repeated"), so a few bytes can stand for the whole of
a sheet; runs of empty ones are ordinary, repeated figures are not.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, parse_xml
from lientinh.read.content import Limits
from lientinh.read.sheet_scan import exceeds


def check_extents(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> None:
    """Findings: `read.too_large` (cells, or the rectangle around them), `read.not_what_its_name_says`."""
    if "content.xml" not in parts:
        raise BadInput("read.not_what_its_name_says", file_name, found="zip")
    count = 0
    for table in parse_xml(parts["content.xml"], file_name).iter("{*}table"):
        rows = columns = at_row = 0
        for row in table.iter("{*}table-row"):
            repeated = _repeats(row, "number-rows-repeated")
            filled, last_column = _measure_row(row)
            at_row += repeated
            if filled:
                rows, columns = at_row, max(columns, last_column)
                count += filled * repeated
        if count > limits.cells or exceeds(rows, columns, limits.cells):
            raise BadInput("read.too_large", file_name, limit=limits.cells, unit="cells")


def _measure_row(row: etree._Element) -> tuple[int, int]:
    """Cells with content, repeats counted, and the last column that has any."""
    filled = last = column = 0
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _repeats(cell, "number-columns-repeated")
        column += repeated
        if len(cell) or attribute(cell, "value") is not None:
            filled, last = filled + repeated, column
    return filled, last


def _repeats(element: etree._Element, name: str) -> int:
    value = attribute(element, name) or "1"
    return int(value) if value.isdecimal() else 1
