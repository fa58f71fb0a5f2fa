"""Rows of a page into lines in reading order: what stands side by side is read column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from lientinh.read.pdf.rows import Row
from lientinh.read.text.line_marks import starts_block

_WIDE_GAP = 0.75  # of the font size, and
_WIDER_THAN_OTHERS = 1.9  # times the row's usual gap: in justified text all gaps of a row are alike
_GUTTER = 4.0  # points that stay free between two columns
_LIST_MARK = re.compile(r"^(?:[-+•–*]|[\dIVX]{1,4}[.)]?|\d+(?:\.\d+)+\.?|[a-zđ][.)])$")
# What stands beside what on an official page (Decree 30/2020/NĐ-CP, annex I): a single row is enough.
_PAGE_HEAD = re.compile(
    r"^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*-|Số\s*:|V/v\b|Nơi nhận|TM\.|KT\.|TL\.|TUQ\.)|,\s*ngày\b.*\btháng\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text with the margins of its column."""

    row: Row
    left: float
    right: float
    column: int  # lines of one column of one region share it
    beside: bool = False  # another column stands beside this one
    justified: bool = False  # its column's lines are stretched to end at the right margin

    @property
    def text(self) -> str:
        return self.row.text


def order_lines(rows: Sequence[Row]) -> list[Line]:
    """Lines of a page, or of a stretch of it, in reading order."""
    return list(_Regions(list(rows)).lines())


class _Regions:
    """Finds from above stretches of rows with a common gutter; what has none is read row by row."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.column = 0
        self.beside = False

    def lines(self) -> Iterator[Line]:
        at = 0
        plain: list[Row] = []
        while at < len(self.rows):
            region = self._region(at)
            if region is None:
                plain.append(self.rows[at])
                at += 1
                continue
            end, gutter = region
            above = _rows_of_a_side(plain, self.rows[at:end], gutter)
            if above:
                plain, taken = plain[: len(plain) - above], plain[len(plain) - above :]
            else:
                taken = []
            yield from self._column(plain)
            plain = []
            stretch = [*taken, *self.rows[at:end]]
            middle = sum(gutter) / 2
            for side in (_side(stretch, middle, left=True), _side(stretch, middle, left=False)):
                yield from self._nested(side)
            at = end
        yield from self._column(plain)

    def _nested(self, side: list[Row]) -> Iterator[Line]:
        """A side may be of columns itself (three columns on a page)."""
        inner = _Regions(side)
        inner.column, inner.beside = self.column, True
        yield from inner.lines()
        self.column = inner.column

    def _column(self, rows: list[Row]) -> Iterator[Line]:
        if not rows:
            return
        self.column += 1
        left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
        for row in rows:
            yield Line(row, left, right, self.column, self.beside)

    def _region(self, at: int) -> tuple[int, tuple[float, float]] | None:
        """The end of a stretch of columns that begins at a row, and its gutter."""
        best: tuple[int, tuple[float, float]] | None = None
        for gutter in _gaps(self.rows[at]):
            end, narrowed = self._follow(at, gutter)
            if end is not None and (best is None or end > best[0]):
                best = end, narrowed
        return best

    def _follow(self, at: int, gutter: tuple[float, float]) -> tuple[int | None, tuple[float, float]]:
        both, last_both, free = 0, at, gutter
        for index in range(at, len(self.rows)):
            row = self.rows[index]
            if index > at and row.top - self.rows[index - 1].bottom > 3 * row.size:
                break
            shared = _free_part(row, free)
            if shared is None:
                break
            if row.x0 < shared[0] and row.x1 > shared[1]:
                both, last_both, free = both + 1, index, shared
        end = last_both + 1
        end += _rows_after(self.rows, at, end, free)
        return (end if self._is_columns(self.rows[at:end], both, free) else None), free

    def _is_columns(self, rows: list[Row], both: int, gutter: tuple[float, float]) -> bool:
        middle = sum(gutter) / 2
        left, right = _side(rows, middle, left=True), _side(rows, middle, left=False)
        if not left or not right:
            return False
        if any(_PAGE_HEAD.search(row.text) for row in [*left, *right]):
            return True
        marks = sum(bool(_LIST_MARK.match(row.text)) for row in left)
        figures = sum(row.text[:1].isdecimal() for row in right)
        words = [sum(len(row.words) for row in side) / len(side) for side in (left, right)]
        return both >= 2 and marks < len(left) / 2 and figures < len(right) / 2 and min(words) >= 1.5


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Gaps of a row that are wide for its print and for its other gaps."""
    gaps = []
    reach = row.words[0].x1
    for word in row.words[1:]:
        gaps.append((reach, word.x0))
        reach = max(reach, word.x1)
    seen = [right - left for left, right in gaps if right - left > 0.1 * row.size]
    usual = median(seen) if len(seen) > 2 else 0.0
    least = max(_WIDE_GAP * row.size, _WIDER_THAN_OTHERS * usual)
    return [gap for gap in gaps if gap[1] - gap[0] >= least]


def _free_part(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What of the gutter stays free in this row; None where the row runs across it."""
    left, right = gutter
    for word in row.words:
        if word.x1 <= left or word.x0 >= right:
            continue
        if word.middle < (left + right) / 2:
            left = max(left, word.x1)
        else:
            right = min(right, word.x0)
    crossing = [one for one in row.words if one.x0 < left and one.x1 > right]
    if right - left < _GUTTER or crossing:
        return None
    reach, ahead = [w.x1 for w in row.words if w.x1 <= left], [w.x0 for w in row.words if w.x0 >= right]
    if reach and ahead and not any(a <= left + 0.1 and b >= right - 0.1 for a, b in _gaps(row)):
        return None  # only a blank between two words
    return left, right


def _rows_of_a_side(plain: list[Row], stretch: Sequence[Row], gutter: tuple[float, float]) -> int:
    """How many rows right above a stretch stand in one of its columns."""
    count, below = 0, stretch[0]
    for row in reversed(plain):
        near = below.top - row.bottom <= 0.8 * row.size
        if not near or starts_block(row.text) or not _is_in_column(row, stretch, gutter):
            break
        count, below = count + 1, row
    return count


def _rows_after(rows: list[Row], at: int, end: int, gutter: tuple[float, float]) -> int:
    """How many rows right below a stretch go on in one of its columns."""
    count = 0
    for index in range(end, len(rows)):
        row, above = rows[index], rows[index - 1]
        if row.top - above.bottom > 0.8 * row.size or not _is_in_column(row, rows[at:end], gutter):
            break
        count += 1
    return count


def _is_in_column(row: Row, stretch: Sequence[Row], gutter: tuple[float, float]) -> bool:
    """Does the row stand wholly on one side, and there begin or have its middle where the others do?"""
    if row.x1 > gutter[0] + 1 and row.x0 < gutter[1] - 1:
        return False
    side = _side(stretch, sum(gutter) / 2, left=row.x1 <= gutter[0] + 1)
    begins = any(abs(one.x0 - row.x0) <= row.size / 2 for one in side)
    centred = any(abs(one.x0 + one.x1 - row.x0 - row.x1) <= 2 * row.size for one in side)
    return begins or centred


def _side(rows: Sequence[Row], middle: float, *, left: bool) -> list[Row]:
    sides = []
    for row in rows:
        words = [word for word in row.words if (word.middle < middle) == left]
        if words:
            sides.append(row.part(words))
    return sides
