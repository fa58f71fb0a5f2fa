"""Rows of figures: how a row of print looks that belongs to a table nobody drew lines around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lientinh.read.pdf.rows import Row

_PIECE_GAP = 0.8  # of the print size
_FIGURE = re.compile(
    r"^[-–−+]?\(?\d{1,3}(?:(?:[., ]\d{3})+|\d*)(?:[.,]\d+)?\s?%?\)?(?:\s?[(]?\*+[)]?)?[⁰¹²³⁴-⁹]*$"
)
# Marks that stand for a figure in tables of the statistics offices.
_MISSING = re.compile(r"^(?:[-–—]|\.{2,3}|…|:|x)$")
_LEADERS = re.compile(r"\.{5,}|…{2,}|_{4,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a row with no wide gap between them."""

    row: Row

    @property
    def x0(self) -> float:
        return self.row.x0

    @property
    def x1(self) -> float:
        return self.row.x1

    @property
    def middle(self) -> float:
        return (self.row.x0 + self.row.x1) / 2

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text))

    @property
    def stands_for_figure(self) -> bool:
        return self.is_figure or bool(_MISSING.match(self.text))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row that may be one of a table: its pieces, the last ones figures."""

    index: int
    row: Row
    pieces: tuple[Piece, ...]

    @property
    def may_begin(self) -> bool:
        """A table begins with figures, not with marks: two dashes in a row may be anything."""
        count = sum(piece.is_figure for piece in self.figures)
        return count >= 2 or (count == 1 and len(self.pieces) >= 3)

    @property
    def figures(self) -> tuple[Piece, ...]:
        """Pieces from the first of the unbroken run of figures at the row's end."""
        end = len(self.pieces)
        while end and self.pieces[end - 1].stands_for_figure:
            end -= 1
        return self.pieces[end:]


@dataclass(slots=True)
class Columns:
    """Ranges of x that pieces of a table's rows take up, from the left."""

    ranges: list[tuple[float, float]] = field(default_factory=list)

    def place(self, pieces: Sequence[Piece]) -> list[int] | None:
        """The column of each piece, or -1 where it would open a new one; None where two would meet in one column
        or one would lie across two."""
        places: list[int] = []
        for piece in pieces:
            hit = [at for at, (x0, x1) in enumerate(self.ranges) if piece.x0 < x1 and piece.x1 > x0]
            if len(hit) > 1:
                return None
            places.append(hit[0] if hit else -1)
        known = [place for place in places if place >= 0]
        return places if len(known) == len(set(known)) else None

    def take(self, pieces: Sequence[Piece], places: Sequence[int]) -> None:
        for piece, place in zip(pieces, places, strict=True):
            if place >= 0:
                x0, x1 = self.ranges[place]
                self.ranges[place] = (min(x0, piece.x0), max(x1, piece.x1))
        new = [(piece.x0, piece.x1) for piece, place in zip(pieces, places, strict=True) if place < 0]
        self.ranges = sorted([*self.ranges, *new])

    def zones(self) -> list[tuple[float, float]]:
        """Each range widened half way to its neighbours."""
        edges = [(left[1] + right[0]) / 2 for left, right in zip(self.ranges, self.ranges[1:], strict=False)]
        return list(zip([-1e9, *edges], [*edges, 1e9], strict=True))

    def at(self, x: float) -> int:
        return next(at for at, (x0, x1) in enumerate(self.zones()) if x0 <= x < x1)


def read_figure_row(index: int, row: Row) -> FigureRow | None:
    """The row as one of a table; None where it does not end in two figures or marks that stand for some, or in one
    behind a label and a unit."""
    if _LEADERS.search(row.text):
        return None  # a table of contents
    found = FigureRow(index, row, tuple(cut_pieces(row, _PIECE_GAP)))
    figures = found.figures
    alone = len(figures) == 1 and figures[0].is_figure and len(found.pieces) >= 3
    return found if len(figures) >= 2 or alone else None


def cut_pieces(row: Row, gap: float) -> list[Piece]:
    """Pieces of a row; several figures with a narrow blank between them are one piece each."""
    pieces: list[Piece] = []
    for part in row.pieces(gap * row.size):
        piece = Piece(part)
        singles = [Piece(single) for single in part.pieces(0.12 * row.size)]
        trailing = len(singles)
        while trailing and singles[trailing - 1].is_figure:
            trailing -= 1
        if len(singles) - trailing >= 3 and not piece.is_figure:
            label = [word for single in singles[:trailing] for word in single.row.words]
            pieces.extend([Piece(part.part(label))] if label else [])
            pieces.extend(singles[trailing:])
        else:
            pieces.append(piece)
    return pieces
