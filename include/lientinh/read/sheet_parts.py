"""What calamine does not tell of an .xlsx: number formats, extents, formulas never calculated.

Rounding comes from the number format ("0.0" publishes tenths), so it has to be known per cell. Extents are
checked before calamine allocates the rectangle from the first to the last cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

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
    try:
        formats = _read_formats(parts, relations, file_name)
    except ValueError as error:  # an index that is no number
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
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
    """One pass over a sheet's XML with expat: half the time of lxml's events, on the hottest path there is."""
    scan = _SheetScan(formats, budget)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError) as error:
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    except _TooLargeError as error:
        raise BadInput("read.too_large", file_name, limit=budget, unit="cells") from error
    return scan.sheet


class _TooLargeError(Exception):
    """Stops the parser where a sheet has more than its share of cells."""


class _SheetScan:
    """Handlers of one pass; a cell or a row without an address stands after the last one."""

    def __init__(self, formats: list[str], budget: int) -> None:
        self.sheet = SheetPart()
        self._formats, self._budget = formats, budget
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._formula = self._value = self._inside = False
        self._address = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name[name.rfind(" ") + 1 :]
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._inside = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r", "")
        self._column = _column_of(address) or self._column + 1
        self._address = address
        self._formula = False
        self._value = attributes.get("t") == "str"  # the empty text is a formula's result too
        style = int(attributes.get("s") or 0)
        if style < len(self._formats):
            self.sheet.formats[address] = self._formats[style]

    def text(self, text: str) -> None:
        self._value = self._value or self._inside

    def end(self, name: str) -> None:
        tag = name[name.rfind(" ") + 1 :]
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if not (self._formula or self._value):
            return
        self.sheet.cell_count += 1
        self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
        if self._formula and not self._value:
            self.sheet.uncalculated.append(self._address)
        if self.sheet.cell_count > self._budget or self._rows * self._columns > EXTENT_FACTOR * self._budget:
            raise _TooLargeError


@lru_cache(maxsize=20_000)
def _column_of_letters(letters: str) -> int:
    column = 0
    for character in letters:
        column = column * 26 + ord(character.upper()) - 64
    return column


def _column_of(address: str) -> int:
    """28 for "AB12"; 0 for no address."""
    return _column_of_letters(address.rstrip("0123456789"))
