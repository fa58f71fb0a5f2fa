"""Tables that go on over pages, in one piece: their head stands once, and every row keeps its page."""

from __future__ import annotations

from dataclasses import replace

from lientinh.catalogue.matching import match_key
from lientinh.documents import Cell, Table
from lientinh.read.pdf.ruled import PlacedTable

_SAME_EDGE = 8.0  # points; the two halves of a book's spread are set a little apart
_SPREAD = 30.0  # points between the left and the right page of a spread
_MOST_HEAD_ROWS = 8

Rows = dict[int, list[Cell]]


def goes_on(above: PlacedTable, below: PlacedTable) -> int | None:
    """How many rows of `below` repeat the head of `above`, where it is the rest of it; None where it is not."""
    if above.ruled != below.ruled or below.page <= above.page or not _agree(above, below):
        return None
    head_above, head_below = _head(above), _head(below)
    if above.ruled:
        same = _same_rows(_rows_of(above.table), _rows_of(below.table))
        return same if same or not _has_own_head(below) else None
    if below.head_rows == 0:
        return 0
    return below.head_rows if head_below and head_above == head_below else None


def join_tables(above: PlacedTable, below: PlacedTable, dropped: int) -> PlacedTable:
    """`below` without its first rows, under `above`; a row cut by the page's end is one row again."""
    last = max(above.table.cells[-1].row, max((m[2] for m in above.table.merged), default=0))
    rest = [cell for cell in below.table.cells if cell.row > dropped]
    kept = list(above.table.cells)
    first_row = [cell for cell in rest if cell.row == dropped + 1]
    first = dropped + 1
    if above.ruled and _is_rest_of_row(first_row, kept):
        for cell in first_row:
            at = next(at for at, one in enumerate(kept) if one.row == last and one.column == cell.column)
            text = f"{kept[at].text} {cell.text}"
            kept[at] = replace(kept[at], value=text, text=text)
        rest, first = rest[len(first_row) :], dropped + 2
    shift = last - first + 1
    merged = tuple(
        (top + shift, left, bottom + shift, right)
        for top, left, bottom, right in below.table.merged
        if top >= first
    )
    starts = tuple((max(row, first) + shift, page) for row, page in below.table.page_starts)
    table = Table(
        0,
        None,
        (*kept, *(replace(cell, row=cell.row + shift) for cell in rest)),
        above.table.merged + merged,
        page_starts=above.table.page_starts + starts,
    )
    return replace(above, table=table, page=below.page, bottom=below.bottom)


def _is_rest_of_row(cells: list[Cell], above: list[Cell]) -> bool:
    """Only the ends of labels: words that begin small, or a bare number, under words of the row above."""
    texts = {cell.column: cell.text for cell in above if cell.row == above[-1].row}
    return (
        bool(cells)
        and all(
            cell.column in texts
            and not texts[cell.column][:1].isdecimal()
            and (cell.text[:1].islower() or cell.text.isdecimal())
            for cell in cells
        )
        and len(cells) < len(texts)
    )


def _agree(above: PlacedTable, below: PlacedTable) -> bool:
    """As many columns at the same distances."""
    if len(above.columns) != len(below.columns):
        return False
    if not above.ruled and below.head_rows:
        return True  # the same headings say more than places: figures are wider or narrower on every page
    # without lines the edge of the first figures moves with the longest label of the page
    first = 0 if above.ruled else 2
    if len(above.columns) <= first:
        return False
    shift = below.columns[first] - above.columns[first]
    if not above.ruled and abs(shift) > _SPREAD:
        return False
    slack = _SAME_EDGE if above.ruled else 2 * _SAME_EDGE
    return all(
        abs(right - left - shift) <= slack
        for left, right in zip(above.columns[first:], below.columns[first:], strict=True)
    )


def _rows_of(table: Table) -> Rows:
    rows: Rows = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _key(cells: list[Cell]) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, match_key(cell.text)) for cell in cells)


def _head(placed: PlacedTable) -> list[tuple[tuple[int, str], ...]]:
    """The column headings, without the title and the unit above them."""
    rows = [_key(cells) for row, cells in sorted(_rows_of(placed.table).items()) if row <= placed.head_rows]
    return [row for row in rows if len(row) > 1]


def _same_rows(above: Rows, below: Rows) -> int:
    """How many first rows are the same in both."""
    count = 0
    for one, other in zip(sorted(above), sorted(below), strict=False):
        if _key(above[one]) != _key(below[other]) or one != other or count >= _MOST_HEAD_ROWS:
            break
        count = one
    return count


def _has_own_head(placed: PlacedTable) -> bool:
    """Does its first row hold several words and no figure? The rest of a table begins with figures, or with the
    end of a label."""
    first = _rows_of(placed.table)[placed.table.cells[0].row]
    return len(first) > 1 and not any(cell.text[:1].isdecimal() for cell in first[1:])
