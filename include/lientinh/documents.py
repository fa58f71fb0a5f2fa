"""The document: one file of a submission, read into blocks with locators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lientinh.cells import Cell, CellError, CellValue, Grid, ListedGrid, RawValue, exact_value

__all__ = [
    "Block", "BlockKind", "Cell", "CellError", "CellValue", "Document", "Locator", "Paragraph", "RawValue", "Remark",
    "Table", "exact_value",
]  # fmt: skip

BlockKind = Literal["paragraph", "heading", "list_item", "footnote", "caption"]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a block, a cell or a span stands.

    `paragraph` is the 1-based number of the block in its document, `start` and `end` are characters of
    that block's text. `line` is the 1-based line of the file at which the block begins, where the format
    has lines. `sheet` and `cell` ("B7", the sheet's real address) place a cell of a workbook; a cell of a
    table in a document has the table's block number as `paragraph` and its row and column as `cell`.
    """

    file: str
    page: int | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """`sheet!cell` or `file:paragraph:start-end`, as findings show it."""
        if self.sheet is not None:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        parts = [self.file]
        if self.paragraph is not None:
            parts.append(str(self.paragraph))
        if self.cell is not None:
            parts.append(self.cell)
        elif self.start is not None:
            parts.append(f"{self.start}-{self.end}")
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text, NFC, white space as in the file but for line breaks inside it, which are one space.

    `word_confidences` are there where the text was recognised from a picture: (start, end, confidence from 0 to
    100) of each word; empty where the characters stand in the file.
    """

    number: int
    text: str
    kind: BlockKind = "paragraph"
    level: int | None = (
        None  # of a heading as the format states it (Word style, <h2>); None where it does not
    )
    line: int | None = None
    page: int | None = None
    word_confidences: tuple[tuple[int, int, float], ...] = ()

    @property
    def confidence(self) -> float | None:
        """Of its least certain word; None where nothing was recognised."""
        return self.confidence_within(0, len(self.text))

    def confidence_within(self, start: int, end: int) -> float | None:
        """Of the least certain word that stands between two characters, in part or whole."""
        found = [sure for begin, stop, sure in self.word_confidences if begin < end and stop > start]
        return min(found, default=None)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, a CSV file, or a table inside a document; only cells that hold something.

    `merged` holds (first row, first column, last row, last column) of merged ranges. `page_starts` holds, where
    the format has pages, (first row, page) of every page the table stands on. `cells` is a view where the
    sheet is large: its length, an index and a pass over it are cheap, but each cell is made when it is asked for.
    Who reads many figures takes `row_values` and `row_formats`, or `column_values` and `column_formats`: numbers
    come as the doubles the workbook holds, `exact_value` gives the decimal. `cell_confidences` are there where the
    table was recognised from a picture: (row, column, confidence from 0 to 100) of each cell.
    """

    number: int
    sheet: str | None
    cells: Sequence[Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    page_starts: tuple[tuple[int, int], ...] = ()
    cell_confidences: tuple[tuple[int, int, float], ...] = ()
    _grid: Grid = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grid = self.cells if isinstance(self.cells, Grid) else ListedGrid(self.cells)
        object.__setattr__(self, "_grid", grid)

    @property
    def first_row(self) -> int:
        """The first row that holds something; 0 of an empty table."""
        return self._grid.first_row

    @property
    def last_row(self) -> int:
        """The last row that holds something; 0 of an empty table."""
        return self._grid.last_row

    @property
    def last_column(self) -> int:
        """The last column that holds something; 0 of an empty table."""
        return self._grid.last_column

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, None where it holds nothing."""
        return self._grid.cell(row, column)

    def row_cells(self, row: int) -> list[Cell]:
        """The cells of a row that hold something, from left to right."""
        return self._grid.row_cells(row)

    def row_values(self, row: int) -> Sequence[RawValue]:
        """Raw values of a row from column 1 on, None for a gap; may end before `last_column`."""
        return self._grid.row_values(row)

    def row_formats(self, row: int) -> Sequence[str | None]:
        """Number formats of a row from column 1 on, as far as there are any."""
        return self._grid.row_formats(row)

    def column_values(self, column: int, first_row: int, last_row: int) -> list[RawValue]:
        """Raw values of a column, one for each row from `first_row` to `last_row`."""
        rows = map(self._grid.row_values, range(first_row, last_row + 1))
        return [row[column - 1] if column <= len(row) else None for row in rows]

    def column_formats(self, column: int, first_row: int, last_row: int) -> list[str | None]:
        """Number formats of a column, one for each row from `first_row` to `last_row`."""
        rows = map(self._grid.row_formats, range(first_row, last_row + 1))
        return [row[column - 1] if column <= len(row) else None for row in rows]

    @property
    def page(self) -> int | None:
        """1-based page on which the table begins; None where the format has no pages."""
        return self.page_starts[0][1] if self.page_starts else None

    def page_of(self, row: int) -> int | None:
        """The page on which a row stands."""
        return max((start for start in self.page_starts if start[0] <= row), default=(0, None))[1]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader saw of a file as a whole and its sender should know: a rule of the catalogue and its figures.

    `subject` tells two of one rule in one file apart.
    """

    rule_id: str
    details: tuple[tuple[str, str | int], ...] = ()
    subject: str = ""
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read whole. `notes` are things the receipt should say (an encoding converted, a hidden sheet).

    `signatures` counts the digital signatures in the file; none of them is verified. `remarks` become findings.
    """

    document_id: str
    file: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = field(default=())
    signatures: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
