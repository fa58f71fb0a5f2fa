"""The document: one file of a submission, read into blocks with locators."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "footnote", "caption"]
CellValue = str | Decimal | bool | date | datetime | None


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
    """A run of text, NFC, white space as in the file but for line breaks inside it, which are one space."""

    number: int
    text: str
    kind: BlockKind = "paragraph"
    level: int | None = (
        None  # of a heading as the format states it (Word style, <h2>); None where it does not
    )
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: typed value and the text a person sees. A numeric cell is never pushed through the text parser."""

    row: int  # 1-based, the sheet's own
    column: int  # 1-based, the sheet's own
    value: CellValue
    text: str
    number_format: str | None = None

    @property
    def address(self) -> str:
        """A1 notation."""
        letters, column = "", self.column
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, a CSV file, or a table inside a document; only cells that hold something.

    `merged` holds (first row, first column, last row, last column) of merged ranges. `page_starts` holds, where
    the format has pages, (first row, page) of every page the table stands on.
    """

    number: int
    sheet: str | None
    cells: tuple[Cell, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    page_starts: tuple[tuple[int, int], ...] = ()

    @property
    def page(self) -> int | None:
        """1-based page on which the table begins; None where the format has no pages."""
        return self.page_starts[0][1] if self.page_starts else None

    def page_of(self, row: int) -> int | None:
        """The page on which a row stands."""
        return max((start for start in self.page_starts if start[0] <= row), default=(0, None))[1]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read whole. `notes` are things the receipt should say (an encoding converted, a hidden sheet).

    `signatures` counts the digital signatures in the file; none of them is verified.
    """

    document_id: str
    file: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = field(default=())
    signatures: int = 0

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
