"""Pages of a PDF with a text layer into blocks: tables in their places, the text around them in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lientinh.read.pdf_aligned import find_aligned
from lientinh.read.pdf_columns import Line, order_lines
from lientinh.read.pdf_footnotes import find_notes, raise_marks
from lientinh.read.pdf_furniture import find_furniture
from lientinh.read.pdf_glyphs import PageLayer
from lientinh.read.pdf_joined import goes_on, join_tables
from lientinh.read.pdf_letters import mend_rows
from lientinh.read.pdf_paragraphs import Draft, join_lines, join_notes, join_pages
from lientinh.read.pdf_rows import Row, build_rows
from lientinh.read.pdf_ruled import PlacedTable, find_ruled
from lientinh.read.pdf_words import Word, build_words

Placed = Draft | PlacedTable


@dataclass(slots=True)
class PagesRead:
    """Blocks in reading order, the encoding that legacy fonts were in, notes for the receipt."""

    blocks: list[Placed]
    encoding: str | None = None
    notes: tuple[str, ...] = field(default=())


def read_pages(layers: Sequence[PageLayer]) -> PagesRead:
    """Blocks of the pages, those that go on over a page break in one piece."""
    notes: list[str] = []
    words, encoding = _mended_words(layers)
    if encoding:
        notes.append(f"converted from {encoding}")
    tables: list[list[PlacedTable]] = []
    rows: list[list[Row]] = []
    for layer, drawn in zip(layers, words, strict=True):
        found, rest, too_dense = find_ruled(layer.page, drawn)
        if too_dense:
            notes.append(f"page {layer.number}: a dense drawing, not searched for ruled tables")
        tables.append(found)
        rows.append(build_rows(rest, layer.number))
    furniture = find_furniture([(layer.height, mine) for layer, mine in zip(layers, rows, strict=True)])
    blocks: list[Placed] = []
    in_note = False
    for layer, ruled, mine, left_out in zip(layers, tables, rows, furniture, strict=True):
        kept = [row for index, row in enumerate(mine) if index not in left_out]
        at = find_notes(layer.page, kept, in_note)
        blocks.extend(_read_page(layer, ruled, kept[:at]))
        notes_of_page = raise_marks(kept[at:])
        blocks.extend(join_notes(order_lines(notes_of_page), layer.number))
        in_note = bool(notes_of_page)
    return PagesRead(_join(blocks), encoding, tuple(notes))


def _mended_words(layers: Sequence[PageLayer]) -> tuple[list[list[Word]], str | None]:
    """The words of every page in Unicode; legacy fonts are told by all the words of the file."""
    pages = [build_rows(build_words(layer.glyphs), layer.number) for layer in layers]
    flat, encoding = mend_rows([row for rows in pages for row in rows])
    words: list[list[Word]] = []
    start = 0
    for rows in pages:
        words.append([word for row in flat[start : start + len(rows)] for word in row.words])
        start += len(rows)
    return words, encoding


def _read_page(layer: PageLayer, ruled: Sequence[PlacedTable], rows: Sequence[Row]) -> list[Placed]:
    aligned, used = find_aligned(rows, layer.number)
    tables = sorted([*ruled, *aligned], key=lambda table: table.top)
    free = [row for index, row in enumerate(rows) if index not in used]
    blocks: list[Placed] = []
    lines = _lines_between(free, tables)
    leading = [line for stretch in lines for line in stretch]
    drafts = join_lines(leading, layer.number)
    for stretch, table in zip(lines, [*tables, None], strict=True):
        mine = {id(line) for line in stretch}
        blocks.extend(draft for draft in drafts if id(draft.lines[0]) in mine)
        if table is not None:
            blocks.append(table)
    return blocks


def _lines_between(rows: Sequence[Row], tables: Sequence[PlacedTable]) -> list[list[Line]]:
    """Lines above the first table, between tables, below the last."""
    stretches: list[list[Row]] = [[] for _ in range(len(tables) + 1)]
    for row in rows:
        middle = (row.top + row.bottom) / 2
        at = next((at for at, table in enumerate(tables) if middle < table.bottom), len(tables))
        stretches[at].append(row)
    return [
        [replace(line, column=line.column + 1000 * at) for line in order_lines(stretch)]
        for at, stretch in enumerate(stretches)
    ]


def _join(blocks: Sequence[Placed]) -> list[Placed]:
    joined: list[Placed] = []
    for block in join_pages(blocks):
        above = joined[-1] if joined else None
        if isinstance(block, PlacedTable) and isinstance(above, PlacedTable):
            repeated = goes_on(above, block)
            if repeated is not None:
                joined[-1] = join_tables(above, block, repeated)
                continue
        joined.append(block)
    return joined
