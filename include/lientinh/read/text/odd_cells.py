"""Cells of a CSV file that are unlike their column: letters glued to a number, values under no name.

Few among many: where half a column is so, the column is like that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from lientinh.documents import Cell, Remark

_GLUED = re.compile(r"\d[\d.,]*[^\W\d_]+")
_FEWEST = 20  # cells from which on a column is like something
_FEW = 0.05
_SHOWN = 5


def find_odd_cells(cells: Iterable[Cell], header_row: int) -> Iterator[Remark]:
    """At most one remark, `read.odd_cells`, with the first places; the header is the row that names the columns."""
    numbers: Counter[int] = Counter()
    glued: dict[int, list[str]] = {}
    unnamed: dict[int, list[str]] = {}
    named: set[int] = set()
    rows = 0
    for cell in cells:
        if cell.row < header_row:
            continue
        if cell.row == header_row:
            named.add(cell.column)
            continue
        rows = max(rows, cell.row - header_row)
        if cell.column not in named and cell.text[:1].isdigit():
            unnamed.setdefault(cell.column, []).append(cell.address)
        if isinstance(cell.value, Decimal):
            numbers[cell.column] += 1
        elif isinstance(cell.value, str) and _GLUED.fullmatch(cell.value):
            glued.setdefault(cell.column, []).append(cell.address)
    odd = [
        address
        for column, found in sorted(glued.items())
        if numbers[column] >= _FEWEST and len(found) <= _FEW * numbers[column]
        for address in found
    ]
    odd += [
        address
        for _, found in sorted(unnamed.items())
        if rows >= _FEWEST and len(found) <= _FEW * rows
        for address in found
    ]
    if odd:
        shown = ", ".join(odd[:_SHOWN]) + (", …" if len(odd) > _SHOWN else "")
        yield Remark("read.odd_cells", (("count", len(odd)), ("cells", shown)))
