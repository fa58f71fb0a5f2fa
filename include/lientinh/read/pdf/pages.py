"""Pages of a PDF with a text layer into blocks: tables in their places, the text around them in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lientinh.read.pdf.aligned import find_aligned
from lientinh.read.pdf.columns import Line, order_lines
from lientinh.read.pdf.footnotes import find_notes, raise_marks
from lientinh.read.pdf.furniture import find_furniture
from lientinh.read.pdf.glyphs import PageLayer
from lientinh.read.pdf.joined import goes_on, join_tables
from lientinh.read.pdf.letters import mend_rows
from lientinh.read.pdf.paragraphs import Draft, join_lines, join_notes, join_pages, write_aside
from lientinh.read.pdf.rows import Row, build_rows
from lientinh.read.pdf.ruled import PlacedTable, find_ruled
from lientinh.read.pdf.words import Word

Placed = Draft | PlacedTable

_MARGIN_LINES = 3  # that end at one place show a margin
_JUSTIFIED, _JUSTIFIED_LINES = 0.5, 6  # of the lines of a column; fewer may end alike by chance


@dataclass(slots=True)
class PagesRead:
    """Blocks in reading order, the encoding that legacy fonts were in, notes for the receipt."""

    blocks: list[Placed]
    encoding: str | None = None
    notes: tuple[str, ...] = field(default=())


def read_pages(pages: Sequence[tuple[PageLayer, Sequence[Word]]]) -> PagesRead:
    """Blocks of the pages, each given with its words; those that go on over a page break in one piece."""
    notes: list[str] = []
    layers = [layer for layer, _ in pages]
    words, encoding = _mended_words(pages)
    if encoding:
        notes.append(f"encoding {encoding} converted")
    tables: list[list[PlacedTable]] = []
    rows: list[list[Row]] = []
    for layer, drawn in zip(layers, words, strict=True):
        found, rest, too_dense = find_ruled(layer.page, drawn)
        if too_dense:
            notes.append(f"page {layer.number}: a dense drawing, not searched for ruled tables")
        tables.append(found)
        rows.append(build_rows(rest, layer.number))
    furniture = find_furniture([(layer.height, mine) for layer, mine in zip(layers, rows, strict=True)])
    kept = [
        [row for index, row in enumerate(mine) if index not in left_out]
        for mine, left_out in zip(rows, furniture, strict=True)
    ]
    blocks = _read_rows(layers, tables, kept)
    return PagesRead(_join(blocks), encoding, tuple(notes))


def _read_rows(
    layers: Sequence[PageLayer], tables: Sequence[Sequence[PlacedTable]], rows: Sequence[Sequence[Row]]
) -> list[Placed]:
    """Blocks page by page: what is written across, tables and text, footnotes."""
    blocks: list[Placed] = []
    asides: set[str] = set()
    right = max((row.x1 for mine in rows for row in mine), default=0.0)
    in_note = False
    for layer, ruled, mine in zip(layers, tables, rows, strict=True):
        if layer.aslant and layer.aslant not in asides:  # a watermark stands on every page
            blocks.append(write_aside(layer.aslant, layer.number))
            asides.add(layer.aslant)
        at = find_notes(layer.page, mine, in_note)
        blocks.extend(_read_page(layer, ruled, mine[:at], right))
        notes = raise_marks(mine[at:])
        blocks.extend(join_notes(order_lines(notes), layer.number))
        in_note = bool(notes)
    return blocks


def _mended_words(
    pages: Sequence[tuple[PageLayer, Sequence[Word]]],
) -> tuple[list[list[Word]], str | None]:
    """The words of every page in Unicode; legacy fonts are told by all the words of the file."""
    all_rows = [build_rows(words, layer.number) for layer, words in pages]
    flat, encoding = mend_rows([row for rows in all_rows for row in rows])
    words: list[list[Word]] = []
    start = 0
    for rows in all_rows:
        words.append([word for row in flat[start : start + len(rows)] for word in row.words])
        start += len(rows)
    return words, encoding


def _read_page(
    layer: PageLayer, ruled: Sequence[PlacedTable], rows: Sequence[Row], right: float
) -> list[Placed]:
    aligned, used = find_aligned(rows, layer.number)
    tables = sorted([*ruled, *aligned], key=lambda table: table.top)
    free = [row for index, row in enumerate(rows) if index not in used]
    blocks: list[Placed] = []
    lines = [
        [_with_margin(line, stretch, right) for line in stretch] for stretch in _lines_between(free, tables)
    ]
    drafts = join_lines([line for stretch in lines for line in stretch], layer.number)
    for stretch, table in zip(lines, [*tables, None], strict=True):
        mine = {id(line) for line in stretch}
        blocks.extend(draft for draft in drafts if id(draft.lines[0]) in mine)
        if table is not None:
            blocks.append(table)
    return blocks


def _with_margin(line: Line, stretch: Sequence[Line], right: float) -> Line:
    """The line with what its column shows of the right margin; where too few lines do, with that of the whole file."""
    column = [other for other in stretch if other.column == line.column]
    reaching = sum(other.row.x1 > line.right - 2 for other in column)
    if reaching < _MARGIN_LINES and not line.beside:
        return replace(line, right=max(right, line.right))
    return replace(line, justified=reaching >= max(_JUSTIFIED * len(column), _JUSTIFIED_LINES))


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
