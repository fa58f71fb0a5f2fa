"""The identity of what a document says, whatever bytes it says it in.

The same report saved again, in another encoding, with other line ends, another delimiter or in NFD, has other
bytes and the same content. Folded away is only what such saving changes: case and tone placement (TCVN3 has no
capitals with tones), the style of dashes, runs of white space. A figure changed is another content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from lientinh.catalogue import match_key
from lientinh.documents import Block, CellValue, Document, Paragraph, Table

_FIELD, _BLOCK = "\x1f", "\x1e"  # ASCII separators: stand in no text that a reader lets through
# About a second of hashing; a larger export comes again as the same bytes or not at all.
_MOST_CELLS = 300_000


def identify_content(document: Document) -> str:
    """The hash of a document's content; "" for tables too large to look at twice."""
    cells = sum(len(table.cells) for table in document.tables)
    return "" if cells > _MOST_CELLS else hash_content(document)


def hash_content(document: Document) -> str:
    """SHA-256 over the document's blocks in order: paragraphs by match key, cells by place and typed value.

    Left out: file name, media type, encoding, notes, number formats, the kinds of paragraphs.
    """
    digest = hashlib.sha256()
    for block in document.blocks:
        for piece in _describe(block):
            digest.update((piece + _FIELD).encode("utf-8", "surrogatepass"))
        digest.update(_BLOCK.encode())
    return digest.hexdigest()


def _describe(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"text {match_key(block.text)}"
    else:
        yield from _describe_cells(block)


def _describe_cells(table: Table) -> Iterator[str]:
    yield f"table {match_key(table.sheet or '')}"
    for cell in table.cells:
        value = _describe_value(cell.value)
        if value:
            yield f"{cell.row} {cell.column} {value}"


def _describe_value(value: CellValue) -> str:
    """A value with its kind: the number 5, the text "5" and the truth are three."""
    if value is None:
        return ""
    if isinstance(value, str):
        key = match_key(value)
        return f"text {key}" if key else ""
    if isinstance(value, bool):
        return f"truth {value}"
    if isinstance(value, Decimal):
        return f"number {value.normalize():f}" if value.is_finite() else f"number {value}"
    return f"{type(value).__name__} {value}"
