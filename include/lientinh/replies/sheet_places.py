"""Where rows of a sheet stand in its XML, how wide and high it is, and where its drawing of comments belongs."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from lientinh.documents import Cell
from lientinh.replies.splices import parse_with, prefix_at, tag_end

# Children of a worksheet up to the place of `legacyDrawing`, in the schema's order (ECMA-376 part 1, 18.3.1.99).
_BEFORE_LEGACY_DRAWING = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing",
}  # fmt: skip
_DEFAULT_WIDTH = 8.43  # characters; Excel's, where a sheet states none
_DEFAULT_HEIGHT = 15.0  # points
_LARGEST = 1_000.0  # characters or points; more than a column or a row may have
_YES = ("1", "true")

Address = tuple[int, int]  # row, column, from 1


@dataclass(slots=True)
class SheetPlaces:
    """What one pass over a sheet's XML found; offsets are of its bytes."""

    data: bytes
    prefix: str = ""
    row_numbers: array[int] = field(default_factory=lambda: array("q"))
    row_starts: array[int] = field(default_factory=lambda: array("q"))
    rows_end: int = 0  # where the content of sheetData ends
    sheet_data: tuple[int, int] = (0, 0)  # its start tag
    after_drawing: int = 0  # where `legacyDrawing` belongs
    legacy_drawing: str | None = None  # its relation
    columns: list[tuple[int, int, float, int]] = field(default_factory=list)  # first, last, width, style
    heights: dict[int, float] = field(default_factory=dict)
    default_width: float = _DEFAULT_WIDTH
    default_height: float = _DEFAULT_HEIGHT

    @property
    def has_no_rows(self) -> bool:
        """Whether sheetData is written `<sheetData/>`."""
        return self.data[self.sheet_data[1] - 2 : self.sheet_data[1]] == b"/>"

    def find_row(self, row: int) -> tuple[int, int, bool]:
        """Bytes of a row up to the next one; or, with False, where it would be put."""
        at = bisect_left(self.row_numbers, row)
        if at == len(self.row_numbers):
            return self.rows_end, self.rows_end, False
        if self.row_numbers[at] != row:
            return self.row_starts[at], self.row_starts[at], False
        following = self.row_starts[at + 1] if at + 1 < len(self.row_starts) else self.rows_end
        return self.row_starts[at], following, True

    def width_of(self, column: int) -> float:
        """In characters."""
        widths = (width for first, last, width, _ in self.columns if first <= column <= last)
        return next(widths, self.default_width)

    def style_of(self, column: int) -> int:
        """Of empty cells of a column."""
        return next((style for first, last, _, style in self.columns if first <= column <= last), 0)

    def height_of(self, row: int) -> float:
        """In points."""
        return self.heights.get(row, self.default_height)


def address_text(address: Address) -> str:
    """B7 for (7, 2)."""
    return Cell(address[0], address[1], None, "").address


def parse_address(text: str) -> Address | None:
    """(7, 2) for B7; None where it is no cell of a sheet."""
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and 1 <= len(digits) <= 7):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    row = int(digits)
    return (row, column) if 1 <= row <= 1_048_576 and column <= 16_384 else None


def find_places(data: bytes, file_name: str) -> SheetPlaces:
    """One pass with expat over a sheet in UTF-8. Finding: `read.truncated`."""
    scan = _Scan(data)
    scan.parser.StartElementHandler = scan.start
    scan.parser.EndElementHandler = scan.end
    parse_with(scan.parser, data, file_name)
    return scan.sheet


class _Scan:
    """Handlers of one pass; a row without a number stands after the last one, as in reading."""

    def __init__(self, data: bytes) -> None:
        self.parser = ParserCreate(namespace_separator=" ")
        self.sheet = SheetPlaces(data)
        self._data = data
        self._depth = 0
        self._row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name[name.rfind(" ") + 1 :]
        self._depth += 1
        if local == "row" and self._depth == 3:
            self._start_row(attributes)
        elif self._depth == 1:
            self.sheet.prefix = prefix_at(self._data, self.parser.CurrentByteIndex)
        elif local == "col":
            hidden = attributes.get("hidden") in _YES
            width = 0.0 if hidden else _number(attributes.get("width"), self.sheet.default_width)
            span = int(attributes.get("min") or 0), int(attributes.get("max") or 0)
            self.sheet.columns.append((*span, width, int(attributes.get("style") or 0)))
        elif local == "sheetFormatPr":
            self.sheet.default_width = _number(attributes.get("defaultColWidth"), _DEFAULT_WIDTH)
            self.sheet.default_height = _number(attributes.get("defaultRowHeight"), _DEFAULT_HEIGHT)
        elif local == "sheetData":
            at = self.parser.CurrentByteIndex
            self.sheet.sheet_data = at, tag_end(self._data, at)
        elif local == "legacyDrawing" and self._depth == 2:
            self.sheet.legacy_drawing = next(
                (attributes[key] for key in attributes if key.endswith(" id")), None
            )

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self.sheet.row_numbers.append(self._row)
        self.sheet.row_starts.append(self.parser.CurrentByteIndex)
        if attributes.get("hidden") in _YES:
            self.sheet.heights[self._row] = 0.0
        elif "ht" in attributes:
            self.sheet.heights[self._row] = _number(attributes["ht"], self.sheet.default_height)

    def end(self, name: str) -> None:
        local = name[name.rfind(" ") + 1 :]
        if self._depth == 2 and local in _BEFORE_LEGACY_DRAWING:
            at = self.parser.CurrentByteIndex  # of the end tag; behind the tag where it is `<a/>`
            closes = self._data.startswith(f"</{self.sheet.prefix}{local}".encode(), at)
            self.sheet.after_drawing = self._data.index(b">", at) + 1 if closes else at
            if local == "sheetData":
                self.sheet.rows_end = at
        self._depth -= 1


def _number(text: str | None, otherwise: float) -> float:
    try:
        number = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return number if 0 <= number <= _LARGEST else otherwise  # neither `nan` nor `inf`
