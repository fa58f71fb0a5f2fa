"""What calamine does not tell of an .xlsx: number formats, extents, formulas never calculated.

Rounding comes from the number format ("0.0" publishes tenths), so it has to be known per cell. Extents are
checked before calamine allocates the rectangle from the first to the last cell.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, parse_xml, relations_of
from lientinh.read.content import Limits
from lientinh.read.number_formats import BUILT_IN_FORMATS

EXTENT_FACTOR = 20  # a rectangle may be twenty times emptier than full before it is refused


@dataclass(slots=True)
class SheetPart:
    """Formats by A1 address and what was seen while reading one sheet's XML."""

    formats: dict[str, str] = field(default_factory=dict)
    cell_count: int = 0
    uncalculated: list[str] = field(default_factory=list)


def read_sheet_parts(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> dict[str, SheetPart]:
    """Sheet name to its part; empty where the package names no workbook.

    Findings: `read.too_large` (cells, extents), `read.truncated`.
    """
    workbook = next(
        (target for kind, target in relations_of(parts, "", file_name).values() if kind == "officeDocument"),
        None,
    )
    if workbook is None or workbook not in parts:
        return {}
    relations = relations_of(parts, workbook, file_name)
    formats = _read_formats(parts, relations, file_name)
    sheets: dict[str, SheetPart] = {}
    budget = limits.cells
    for element in parse_xml(parts[workbook], file_name).iter():
        if local_name(element) != "sheet":
            continue
        kind, target = relations.get(_relation_id(element), ("", ""))
        if kind == "worksheet" and target in parts:
            sheet = _scan_sheet(parts[target], formats, file_name, budget)
            budget -= sheet.cell_count
            sheets[attribute(element, "name") or ""] = sheet
    return sheets


def _relation_id(sheet: etree._Element) -> str:
    """`r:id` of a sheet element; its plain `sheetId` has another local name."""
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _read_formats(
    parts: Mapping[str, bytes], relations: Mapping[str, tuple[str, str]], file_name: str
) -> list[str]:
    """Number format of each cell style, by the style's index."""
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    if styles not in parts:
        return []
    custom: dict[int, str] = {}
    by_style: list[str] = []
    for element in parse_xml(parts[styles], file_name).iter():
        name = local_name(element)
        if name == "numFmt":
            custom[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif name == "cellXfs":
            for style in element:
                number = int(style.get("numFmtId", "0"))
                by_style.append(custom.get(number) or BUILT_IN_FORMATS.get(number, "General"))
    return by_style


def _scan_sheet(data: bytes, formats: list[str], file_name: str, budget: int) -> SheetPart:
    sheet = SheetPart()
    rows, columns = 1, 1
    try:
        for _, cell in etree.iterparse(
            io.BytesIO(data),
            tag="{*}c",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            children = {local_name(child): child for child in cell}
            address = cell.get("r", "")
            if children:
                sheet.cell_count += 1
                column, row = _split_address(address)
                rows, columns = max(rows, row), max(columns, column)
                if "f" in children and not _has_value(cell, children):
                    sheet.uncalculated.append(address)
            style = int(cell.get("s", "0"))
            if 0 <= style < len(formats):
                sheet.formats[address] = formats[style]
            cell.clear(keep_tail=False)
            if sheet.cell_count > budget or rows * columns > EXTENT_FACTOR * max(budget, 1):
                raise BadInput("read.too_large", file_name, limit=budget, unit="cells")
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    return sheet


def _has_value(cell: etree._Element, children: Mapping[str, etree._Element]) -> bool:
    """Was the formula ever calculated? The empty text is a result too, and then the cell's type says text."""
    value = children.get("v")
    return value is not None and bool(value.text or cell.get("t") == "str")


def _split_address(address: str) -> tuple[int, int]:
    """("AB12") -> (28, 12); (1, 1) for a cell without an address, which stands where the last one ended."""
    column = 0
    for index, character in enumerate(address):
        if not character.isalpha():
            return column, int(address[index:])
        column = column * 26 + ord(character.upper()) - 64
    return 1, 1
