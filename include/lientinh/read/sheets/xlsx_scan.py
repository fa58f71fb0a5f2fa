"""What calamine does not tell of one sheet of an .xlsx, found in its XML by patterns at the speed of C.

Calamine reads the same bytes again with a real parser and refuses what is not well formed, so a pattern only has to
find what stands in sound XML. Attributes stand in any order; comments and CDATA are taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import chain, pairwise
from typing import NamedTuple

from lientinh.documents import CellError
from lientinh.errors import BadInput
from lientinh.read.sheets.grid import RowFormats
from lientinh.read.sheets.part import SheetPart, TooLargeError, exceeds

LAST_COLUMN = 16_384  # of Excel
_MOST_SHAPES = 2_000  # remembered; rows of a table look alike, a sheet without likeness gains nothing
_NOISE = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}

_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class _Patterns(NamedTuple):
    data: re.Pattern[bytes]
    row: re.Pattern[bytes]
    address: re.Pattern[bytes]
    plain_cell: re.Pattern[
        bytes
    ]  # its address first, as every common program writes it; what comes after that
    letters: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]  # with no value or a nought after it
    error: re.Pattern[bytes]
    column: re.Pattern[bytes]


@lru_cache(maxsize=2)
def _patterns(prefixed: bool) -> _Patterns:
    """Every repetition stops at the next angle bracket, so that no input takes more than a pass."""
    p = rb"(?:[\w.-]{1,64}:)?" if prefixed else rb""
    value = rb"<%bv(?:\s[^<>]*)?>([^<]*)</%bv" % (p, p)
    formula = rb"<%bf(?:\s[^<>]*)?(?:/>|(?<!/)>[^<]*</%bf\s*>)" % (p, p)
    return _Patterns(
        data=re.compile(rb"<%bsheetData[\s/>]" % p),
        row=re.compile(rb"<%brow(\s[^<>]*|/)?>" % p),
        address=re.compile(rb"\s*<%bc r=\"([A-Z]+)(\d+)\"" % p),
        plain_cell=re.compile(rb"<%bc r=\"[A-Z]+\d+\"([^<>]*)>" % p),
        letters=re.compile(rb"<%bc r=\"([A-Z]+)" % p),
        cell=re.compile(rb"<%bc(\s[^<>]*|/)?>" % p),
        formula=re.compile(
            rb"<%bc(\s[^<>]*)?>\s*%b\s*(?:<%bv(?:\s[^<>]*)?/>|<%bv(?:\s[^<>]*)?>\s*+(0?)\s*+</%bv\s*>)?\s*</%bc"
            % (p, formula, p, p, p, p)
        ),
        error=re.compile(rb"<%bc(\s[^<>]*\bt=[\"']e[\"'][^<>]*)>\s*(?:%b)?\s*%b" % (p, formula, value)),
        column=re.compile(rb"<%bcol(\s[^<>]*)>" % p),
    )  # fmt: skip


def scan_sheet(data: bytes, formats: Sequence[str], file_name: str, budget: int, *, stale: bool) -> SheetPart:
    """One sheet's XML. `stale`: the program that wrote the file leaves it to the next one to calculate.

    Findings: `read.too_many_cells` (or the rectangle around them), `read.truncated` (numbers that are none).
    """
    data = _without_noise(data, file_name)
    at = data.find(b"sheetData")
    patterns = _patterns(prefixed=data[at - 1 : at] == b":")
    start = patterns.data.search(data)
    if start is None:
        return SheetPart()
    if data.find(b"sheetData ", at + 1) >= 0 or data.count(b"sheetData>") > 2:
        raise BadInput("read.truncated", file_name, detail="a second sheetData in a sheet")
    scan = _Scan(patterns, formats, budget, stale)
    try:
        scan.find_columns(data[: start.start()])
        scan.find_rows(data, start.start(), max(data.rfind(b"sheetData"), start.end()))
    except ValueError as error:  # a number that is none
        raise BadInput("read.truncated", file_name, detail=str(error)) from error
    except TooLargeError as error:
        raise BadInput("read.too_many_cells", file_name, limit=budget, unit="cells") from error
    return scan.sheet


def _without_noise(data: bytes, file_name: str) -> bytes:
    """The XML without its comments, and with an x for each piece of CDATA.

    Here and below a single byte is looked for first: that is ten times as fast, and most sheets hold none.
    """
    if b"!" not in data or b"<!" not in data:
        return data
    kept, at = [], 0
    for match in re.finditer(rb"<!--|<!\[CDATA\[", data):
        if match.start() < at:
            continue
        end = data.find(_NOISE[match[0]], match.end())
        if end < 0:
            raise BadInput("read.truncated", file_name, detail="a comment without an end")
        kept.append(data[at : match.start()] + (b"x" if match[0] == b"<![CDATA[" else b""))
        at = end + len(_NOISE[match[0]])
    return b"".join([*kept, data[at:]])


class _RowShape(NamedTuple):
    """What all rows of the same columns and attributes have in common."""

    formats: RowFormats | None
    filled: int
    last_column: int


class _CellKind(NamedTuple):
    format: str | None
    filled: bool


class _CellKinds(dict[bytes, _CellKind]):
    """What the attributes of a cell say, each wording of them read once."""

    def __init__(self, formats: Sequence[str]) -> None:
        super().__init__()
        self._formats = formats

    def __missing__(self, attributes: bytes) -> _CellKind:
        style = int(attributes_of(attributes).get(b"s") or 0)
        shown = self._formats[style] if style < len(self._formats) else None
        kind = _CellKind(shown, not attributes.endswith(b"/"))
        if len(self) < _MOST_SHAPES:
            self[attributes] = kind
        return kind


class _Scan:
    """One pass over the rows; a cell or a row without an address stands after the last one."""

    def __init__(self, patterns: _Patterns, formats: Sequence[str], budget: int, stale: bool) -> None:
        self.sheet = SheetPart(default_format=formats[0] if formats else None)
        self._patterns, self._formats, self._budget, self._stale = patterns, formats, budget, stale
        self._last_row = self._last_column = 0
        self._interned: dict[RowFormats, RowFormats] = {}
        self._kinds = _CellKinds(formats)
        self._shapes: dict[tuple[bytes, tuple[bytes, ...]], _RowShape] = {}
        self._before: tuple[bytes, list[bytes]] = (b"", [])  # the row before, where all stood side by side
        self._shape = _RowShape(None, 0, 0)

    def find_columns(self, head: bytes) -> None:
        for match in self._patterns.column.finditer(head):
            found = attributes_of(match[1])
            if is_yes(found.get(b"hidden")):
                first, last = int(found.get(b"min", b"1")), int(found.get(b"max", b"1"))
                self.sheet.hidden_columns.append((first, min(last, LAST_COLUMN)))

    def find_rows(self, data: bytes, start: int, end: int) -> None:
        formulas = data.find(b"f", start) >= 0 and (b"<f" in data or b":f" in data)
        errors = b"#" in data
        number = 0
        for match, following in pairwise(chain(self._patterns.row.finditer(data, start, end), [None])):
            if match is None:
                break
            row = data[match.end() : following.start() if following else end]
            first = self._patterns.address.match(row)
            number = self._number_of(match[1] or b"", first, number)
            self._count(number, self._shape_of(row, first[1] if first else b""))
            if formulas:
                self._find_uncalculated(row, number)
            if errors and (b't="e"' in row or b"t='e'" in row):
                self._find_errors(row, number)

    def _shape_of(self, row: bytes, first: bytes) -> _RowShape:
        """Rows of a table look alike: one shape for all that begin in one column and have cells of the same kinds."""
        cells = self._patterns.plain_cell.findall(row)
        if not self._is_run(row, first, len(cells)):
            letters = self._patterns.letters.findall(row)
            if len(letters) == (row.count(b"<c") or len(self._patterns.cell.findall(row))):
                return self._measure([column_of(one) for one in letters], cells)
            placed = list(self._addressed_cells(row))
            return self._measure([column for column, _ in placed], [attributes for _, attributes in placed])
        if (first, cells) == self._before:
            return self._shape
        key = first, tuple(cells)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            columns = range(column_of(first), column_of(first) + len(cells))
            shape = self._shapes[key] = self._measure(columns, cells)
        self._before, self._shape = (first, cells), shape
        return shape

    def _is_run(self, row: bytes, first: bytes, count: int) -> bool:
        """Whether these cells are all of the row and stand side by side: then the first says where each stands."""
        at = row.rfind(b"<c")
        last = self._patterns.address.match(row, at) if at >= 0 else None
        return last is not None and column_of(last[1]) - column_of(first) == count - 1

    def _number_of(self, attributes: bytes, first: re.Match[bytes] | None, before: int) -> int:
        """A cell's own address leads, as it does for calamine."""
        found = attributes_of(attributes) if attributes else {}
        number = int(first[2] if first else found.get(b"r") or before + 1)
        if is_yes(found.get(b"hidden")):
            self.sheet.hidden_rows.append((number, number))
        return number

    def _addressed_cells(self, row: bytes) -> Iterator[tuple[int, bytes]]:
        """The cells of a row whose addresses stand anywhere among their attributes, or nowhere, by their columns."""
        column = 0
        for attributes in self._patterns.cell.findall(row):
            address = attributes_of(attributes).get(b"r", b"")
            column = column_of(address) or column + 1
            yield column, attributes

    def _measure(self, columns: Sequence[int], cells: Sequence[bytes]) -> _RowShape:
        if not columns:
            return _RowShape(None, 0, 0)
        if max(columns) > LAST_COLUMN:
            raise TooLargeError
        kinds = [self._kinds[attributes] for attributes in cells]
        filled = sum(kind.filled for kind in kinds)
        last = max((column for column, kind in zip(columns, kinds, strict=True) if kind.filled), default=0)
        plain = self.sheet.default_format
        if all(kind.format is plain for kind in kinds):
            return _RowShape(None, filled, last)
        first = min(columns)
        own = [plain] * (max(columns) - first + 1)
        for column, kind in zip(columns, kinds, strict=True):
            own[column - first] = kind.format
        formats = RowFormats(first, tuple(own))
        return _RowShape(self._interned.setdefault(formats, formats), filled, last)

    def _count(self, number: int, shape: _RowShape) -> None:
        if shape.formats is not None:
            self.sheet.formats[number] = shape.formats
        if not shape.filled:
            return
        self.sheet.cell_count += shape.filled
        self._last_row = max(self._last_row, number)
        self._last_column = max(self._last_column, shape.last_column)
        if self.sheet.cell_count > self._budget or exceeds(self._last_row, self._last_column, self._budget):
            raise TooLargeError

    def _find_uncalculated(self, row: bytes, number: int) -> None:
        """Formulas without a result. The empty text is one; a nought that nobody calculated is none."""
        for match in self._patterns.formula.finditer(row):
            if match[2] and not self._stale:
                continue
            found = attributes_of(match[1] or b"")
            if found.get(b"t") == b"str":
                continue
            self.sheet.uncalculated.append(found[b"r"].decode() if b"r" in found else f"row {number}")

    def _find_errors(self, row: bytes, number: int) -> None:
        cells = self._addressed_cells(row)
        for match in self._patterns.error.finditer(row):
            address = attributes_of(match[1]).get(b"r", b"")
            column = column_of(address) or next((one for one, found in cells if found == match[1]), 0)
            if not column:
                raise ValueError(f"an error in row {number} without a place")
            code = unescape(match[2].strip().decode("utf-8", "replace"))
            self.sheet.placed[number, column] = CellError(code)


@lru_cache(maxsize=20_000)
def attributes_of(text: bytes) -> dict[bytes, bytes]:
    """Attributes of a start tag by their local names."""
    return {name.rpartition(b":")[2]: double or single for name, double, single in _ATTRIBUTE.findall(text)}


def is_yes(value: bytes | None) -> bool:
    return value in (b"1", b"true", b"on")


@lru_cache(maxsize=20_000)
def column_of(address: bytes) -> int:
    """28 for "AB12" and "AB"; 0 for no address."""
    column = 0
    for letter in address.upper():
        if not 65 <= letter <= 90:
            break
        column = column * 26 + letter - 64
    return column
