"""How the sheet that a reply adds to a province's workbook is known again when the file comes back.

Two signs in its own cells, because cells survive every program and format (a defined name is lost in .xls and
some exports): the title in A1, and the mark above a hidden column. One alone is a sheet of the sender's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lientinh.documents import Cell

REPLY_TITLE = "Nội dung cần rà soát"
REPLY_MARK = "lientinh:phan-hoi:1"
_HEAD_ROWS = 20  # the mark stands among the first rows; a later one is somebody's text


def is_reply_sheet(cells: Sequence[Cell]) -> bool:
    """Whether these, in the order of reading, are the cells of a sheet that a reply of ours added."""
    first = next(iter(cells), None)
    if first is None or first.address != "A1" or not _same(str(first.value), REPLY_TITLE):
        return False
    head = takewhile(lambda cell: cell.row <= _HEAD_ROWS, cells)
    return _mark(cell for cell in head if isinstance(cell.value, str)) is not None


def count_answers(cells: Iterable[Cell]) -> int:
    """How many answers somebody wrote into such a sheet: beside the mark's column, below its row."""
    held = list(cells)
    mark = _mark(held)
    return 0 if mark is None else sum(cell.column == mark.column - 1 and cell.row > mark.row for cell in held)


def _mark(cells: Iterable[Cell]) -> Cell | None:
    return next((cell for cell in cells if str(cell.value).strip() == REPLY_MARK), None)


def _same(text: str, other: str) -> bool:
    return unicodedata.normalize("NFC", text).strip().casefold() == other.casefold()
