"""What stands on every page and belongs to none: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from lientinh.read.pdf.rows import Row

_MARGIN = 0.25  # of the page's height; books set their text into a page far larger than it
_EDGE_ROWS = 3
_APART = 0.6  # of the print size: what runs along all pages stands off from the text
_SAME_HEIGHT = 6.0  # points
_SHARE = 0.5
_PAGE_NUMBER = re.compile(
    r"^(?:(?:trang|page)\s*)?[-–—|\s]*(\d{1,4})[-–—|\s]*(?:(?:/|of|trên)\s*\d{1,4})?$", re.IGNORECASE
)
# A mark of secrecy on every page is no ornament: whoever handles the file must see it.
_SECRECY = re.compile(r"\bMẬT\b|\bmật\b")

PageRows = tuple[float, Sequence[Row]]  # the page's height and its rows from above


def find_furniture(pages: Sequence[PageRows]) -> list[set[int]]:
    """For each page the indexes of rows that are furniture; nothing but furniture stands outside of furniture."""
    marked: list[set[int]] = [set() for _ in pages]
    for found in (_repeated(pages), _page_numbers(pages)):
        for page, row in found:
            marked[page].add(row)
    return [_outermost(rows, mine) for (_, rows), mine in zip(pages, marked, strict=True)]


def _outermost(rows: Sequence[Row], marked: set[int]) -> set[int]:
    kept: set[int] = set()
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        edge: list[int] = []
        for index in order:
            if index not in marked:
                if edge and not _stands_off(rows[edge[-1]], rows[index]):
                    edge.pop()
                break
            edge.append(index)
        kept.update(edge)
    return kept


def _stands_off(edge: Row, inner: Row) -> bool:
    gap = max(inner.top - edge.bottom, edge.top - inner.bottom)
    return gap >= _APART * min(edge.size, inner.size) or bool(_PAGE_NUMBER.match(edge.text))


def _edges(pages: Sequence[PageRows]) -> list[tuple[int, int, Row]]:
    """(page, index, row) of the outermost rows that stand in the margins."""
    edges = []
    for page, (height, rows) in enumerate(pages):
        for index, row in enumerate(rows):
            outer = index < _EDGE_ROWS or index >= len(rows) - _EDGE_ROWS
            if outer and (row.bottom < _MARGIN * height or row.top > (1 - _MARGIN) * height):
                edges.append((page, index, row))
    return edges


def _repeated(pages: Sequence[PageRows]) -> list[tuple[int, int]]:
    """Rows whose words, figures apart, stand at the same height on most pages."""
    if len(pages) < 2:
        return []
    groups: dict[str, list[tuple[int, int, Row]]] = defaultdict(list)
    for page, index, row in _edges(pages):
        words = " ".join(re.sub(r"\d+", "#", row.text).replace("#", " ").split()).casefold()
        if any(map(str.isalpha, words)):
            groups[words].append((page, index, row))
    repeated = []
    for members in groups.values():
        level = sorted(row.baseline for _, _, row in members)[len(members) // 2]
        same = [(page, index) for page, index, row in members if abs(row.baseline - level) <= _SAME_HEIGHT]
        if len({page for page, _ in same}) < max(2, _SHARE * len(pages)):
            continue
        if _SECRECY.search(members[0][2].text):
            same = same[1:]
        repeated.extend(same)
    return repeated


def _page_numbers(pages: Sequence[PageRows]) -> list[tuple[int, int]]:
    """Numbers that stand alone in a margin and count with the pages; on one page, its own number."""
    offsets: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for page, index, row in _edges(pages):
        match = _PAGE_NUMBER.match(row.text)
        if match is not None:
            offsets[int(match[1]) - page].append((page, index))
    numbers = []
    for offset, members in offsets.items():
        if len({page for page, _ in members}) >= 2 or offset == 1:
            numbers.extend(members)
    return numbers
