"""A file's text layers in Unicode, whatever reader they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lientinh.documents import Block, Cell, Table
from lientinh.read.content import Content
from lientinh.read.sheets.grid import SheetGrid
from lientinh.read.text.text_layers import mend_texts


def mend_content(content: Content) -> Content:
    """The content with texts in legacy letters converted, `encoding` named and noted; itself where there are none.

    Judged over all its different texts in order, as a document is one hand's work.
    """
    texts = [text for text in dict.fromkeys(_texts(content.blocks)) if not text.isascii()]
    mended, encoding = mend_texts(texts)
    if encoding is None:
        return content
    changed = {old: new for old, new in zip(texts, mended, strict=True) if old != new}
    return replace(
        content,
        blocks=tuple(_mend_block(block, changed) for block in content.blocks),
        encoding=encoding,
        notes=(*content.notes, f"encoding {encoding} converted"),
    )


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Table):
            yield block.text
        elif isinstance(block.cells, SheetGrid):
            for row in range(block.first_row, block.last_row + 1):
                yield from [value for value in block.row_values(row) if type(value) is str]
        else:
            yield from (cell.value for cell in block.cells if isinstance(cell.value, str))


def _mend_block(block: Block, changed: Mapping[str, str]) -> Block:
    if not isinstance(block, Table):
        return replace(block, text=changed[block.text]) if block.text in changed else block
    if isinstance(block.cells, SheetGrid):
        return replace(block, cells=block.cells.with_texts(changed))
    return replace(block, cells=tuple(_mend_cell(cell, changed) for cell in block.cells))


def _mend_cell(cell: Cell, changed: Mapping[str, str]) -> Cell:
    if not isinstance(cell.value, str) or cell.value not in changed:
        return cell
    value = changed[cell.value]
    return replace(cell, value=value, text=" ".join(value.split()))
