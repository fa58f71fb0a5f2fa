"""Tables of a recognised page: rows of figures under one another, by the same eyes as in a PDF's text layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from lientinh.documents import Block, Paragraph, Remark, Table
from lientinh.read.pdf.aligned import find_aligned
from lientinh.read.pdf.rows import Row
from lientinh.read.pdf.ruled import PlacedTable
from lientinh.read.pdf.words import Word as PrintedWord
from lientinh.read.scans.lines import holds_letter_in_number
from lientinh.read.scans.recognition import Line, Word

_POINTS = 72 / 300  # of a pixel
_PRINT_SIZE = 1.15  # of the height of a line's letters with their marks
_SAME_ROW = 0.5  # of that height, between the middles of two lines side by side
_NO_TRUST = 0.0
_LEAST_ROWS = 2
_FIGURES_OF_A_ROW = 2


def take_tables(lines: Sequence[Line], page: int) -> list[Line | Table]:
    """The lines of a page in their order, a table in the place of the lines that make it up.

    Each cell keeps the confidence of its least certain word. What is doubtful stays lines, as in `find_aligned`.
    """
    if not lines:
        return []
    size = median(line.height for line in lines) * _POINTS * _PRINT_SIZE
    groups = _side_by_side(lines)
    rows = [_row([lines[at] for at in group], size, page) for group in groups]
    placed, used = find_aligned(rows, page)
    at_lines: dict[int, Table] = {}
    taken: set[int] = set()
    for table in placed:
        own = [at for index in sorted(used) if _lies_in(rows[index], table) for at in groups[index]]
        if own:
            at_lines[min(own)] = _with_confidences(table.table, [lines[at] for at in own])
            taken.update(own)
    items: list[Line | Table] = []
    for at, line in enumerate(lines):
        if at in at_lines:
            items.append(at_lines[at])
        elif at not in taken:
            items.append(line)
    return items


def remark_on_rows(blocks: Sequence[tuple[int, Block]]) -> tuple[Remark, ...]:
    """Pages on which rows of figures stand that are no table here: `read.scanned_table`, once for all pages."""
    rows = Counter(page for page, block in blocks if isinstance(block, Paragraph) and _is_row(block))
    pages = ", ".join(str(page) for page, count in sorted(rows.items()) if count >= _LEAST_ROWS)
    return (Remark("read.scanned_table", (("pages", pages),)),) if pages else ()


def _is_row(paragraph: Paragraph) -> bool:
    """Several figures that nobody trusts, as `mend_lines` leaves those of a table's row."""
    untrusted = [
        sure == _NO_TRUST and any(map(str.isdecimal, paragraph.text[start:end]))
        for start, end, sure in paragraph.word_confidences
    ]
    return sum(untrusted) >= _FIGURES_OF_A_ROW


def _side_by_side(lines: Sequence[Line]) -> list[list[int]]:
    """Indexes of lines at one height, which Tesseract may have put into blocks of their own; from top to bottom."""
    rows: list[list[int]] = []
    for at in sorted(range(len(lines)), key=lambda at: (_middle(lines[at]), lines[at].left)):
        line = lines[at]
        above = rows[-1] if rows else []
        near = above and abs(_middle(lines[above[-1]]) - _middle(line)) <= _SAME_ROW * line.height
        if near and all(lines[one].right < line.left or line.right < lines[one].left for one in above):
            above.append(at)
        else:
            rows.append([at])
    return rows


def _middle(line: Line) -> float:
    return median((word.top + word.bottom) / 2 for word in line.words)


def _row(lines: Sequence[Line], size: float, page: int) -> Row:
    words = [word for line in lines for word in line.words]
    top, bottom = median(word.top for word in words), median(word.bottom for word in words)
    printed = [_printed(word, size, top, bottom) for word in words]
    return Row(tuple(sorted(printed, key=lambda word: word.x0)), page)


def _printed(word: Word, size: float, top: float, bottom: float) -> PrintedWord:
    return PrintedWord(
        text=word.text,
        x0=word.left * _POINTS,
        x1=word.right * _POINTS,
        top=top * _POINTS,
        bottom=bottom * _POINTS,
        baseline=bottom * _POINTS,
        size=size,
        font="",
    )


def _lies_in(row: Row, table: PlacedTable) -> bool:
    return table.top <= row.top and row.bottom <= table.bottom


def _with_confidences(table: Table, lines: Sequence[Line]) -> Table:
    """By the words of a cell's text; of two words that are the same the less certain counts for both."""
    sure: dict[str, float] = {}
    for word in (word for line in lines for word in line.words):
        own = _NO_TRUST if holds_letter_in_number(word.text) else word.confidence
        sure[word.text] = min(own, sure.get(word.text, own))
    confidences = tuple(
        (
            cell.row,
            cell.column,
            min((sure.get(text, _NO_TRUST) for text in cell.text.split()), default=_NO_TRUST),
        )
        for cell in table.cells
    )
    return replace(table, cell_confidences=confidences)
