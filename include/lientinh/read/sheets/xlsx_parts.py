"""What calamine does not tell of an .xlsx: number formats, extents, errors, formulas never calculated.

Rounding comes from the number format ("0.0" publishes tenths), so it has to be known per cell. Extents are
checked before calamine allocates the rectangle from the first to the last cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from lientinh.errors import BadInput
from lientinh.read.archive import attribute, local_name, parse_xml, relations_of
from lientinh.read.content import Limits
from lientinh.read.sheets.number_formats import BUILT_IN_FORMATS
from lientinh.read.sheets.part import SheetPart
from lientinh.read.sheets.xlsx_scan import scan_sheet


def read_sheet_parts(parts: Mapping[str, bytes], file_name: str, limits: Limits) -> dict[str, SheetPart]:
    """Sheet name to its part; empty where the package names no workbook.

    Findings: `read.too_many_cells` (or extents), `read.truncated`.
    """
    workbook = next(
        (target for kind, target in relations_of(parts, "", file_name).values() if kind == "officeDocument"),
        None,
    )
    if workbook is None or workbook not in parts:
        return {}
    relations = relations_of(parts, workbook, file_name)
    try:
        formats = _read_formats(parts, relations, file_name)
    except ValueError as error:  # an index that is no number
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    sheets: dict[str, SheetPart] = {}
    budget = limits.cells
    book = parse_xml(parts[workbook], file_name)
    stale = any(
        (attribute(element, "fullCalcOnLoad") or "") in ("1", "true") for element in book.iter("{*}calcPr")
    )
    for element in book.iter("{*}sheet"):
        kind, target = relations.get(_relation_id(element), ("", ""))
        if kind == "worksheet" and target in parts:
            sheet = scan_sheet(parts[target], formats, file_name, budget, stale=stale)
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
