"""What stands above the figures of a table without lines: its headings, the unit, the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.documents import Cell
from lientinh.read.pdf.figures import Columns, Piece, cut_pieces
from lientinh.read.pdf.rows import Row
from lientinh.read.pdf.words import Word
from lientinh.read.text.line_marks import ends_sentence

_HEADING_GAP = 0.6  # of the print size
_FARTHEST = 4.0  # print sizes between two rows of one table's top
_TITLE_LINES = 6
_BOUNDARY_GAP = 0.38  # of the print size, where two columns meet
_CENTRED = 0.5  # of the distance of two columns
_UNIT = re.compile(r"đơn vị(?: tính)?\b|^đvt\b|\bunit\b|^\(?%\)?$", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"^(?:19|20)\d\d\.?$")


@dataclass(frozen=True, slots=True)
class TableTop:
    """Cells above the figures, how many rows they take, the index of the first row used, and label rows that stand
    between the headings and the first figures."""

    first: int
    cells: tuple[Cell, ...]
    merged: tuple[tuple[int, int, int, int], ...]
    row_count: int
    labels: tuple[int, ...]


Span = tuple[int, int]  # first and last column, 1-based


def read_top(rows: Sequence[Row], floor: int, first: int, columns: Columns) -> TableTop:
    """The top of the table whose first row of figures is `first`; rows above `floor` belong to something else."""
    at = first
    labels: list[int] = []
    while at > floor and _is_near(rows, at) and _is_label(rows[at - 1], columns):
        at -= 1
        labels.insert(0, at)
    headings: list[int] = []
    while at > floor and _is_near(rows, at) and _is_heading(rows[at - 1], columns):
        at -= 1
        headings.insert(0, at)
    if not headings:
        labels = []  # without headings nothing tells a label from a title
        at = first
    unit = at - 1 if at > floor and _is_near(rows, at) and _is_unit(rows[at - 1], columns) else None
    at = at if unit is None else unit
    titles = _titles(rows, floor, at)
    return _assemble(rows, titles, unit, headings, labels, columns, first)


def _is_near(rows: Sequence[Row], at: int) -> bool:
    return rows[at].top - rows[at - 1].bottom <= _FARTHEST * rows[at].size


def _is_label(row: Row, columns: Columns) -> bool:
    """Words over the label column alone, set as its labels are."""
    pieces = cut_pieces(row, _HEADING_GAP)
    starts_left = row.x0 < columns.ranges[0][1] and row.x0 < (columns.ranges[1][0] - row.size)
    return len(pieces) == 1 and starts_left and not ends_sentence(row.text) and not _UNIT.search(row.text)


def _is_heading(row: Row, columns: Columns) -> bool:
    """Words over the figures, in two places or in one that leaves the label column free."""
    pieces = cut_pieces(row, _HEADING_GAP)
    if _is_unit(row, columns) or ends_sentence(row.text.rstrip(".")):
        return False
    over_figures = [
        piece for piece in pieces if piece.x0 > columns.ranges[0][1] or columns.at(piece.middle) > 0
    ]
    if len(pieces) == 1:
        return bool(over_figures) and pieces[0].x0 > columns.ranges[0][0] + row.size
    return bool(over_figures)


def _is_unit(row: Row, columns: Columns) -> bool:
    on_the_right = row.x0 > (columns.ranges[0][0] + columns.ranges[-1][1]) / 2
    return bool(_UNIT.search(row.text)) and len(row.text) <= 60 and (on_the_right or row.text[:1] in "(ĐđUu%")


def _titles(rows: Sequence[Row], floor: int, at: int) -> list[int]:
    """Lines close above one another that end no sentence and carry no figure but years and the table's number."""
    titles: list[int] = []
    while at > floor and len(titles) < _TITLE_LINES:
        row = rows[at - 1]
        far = rows[at].top - row.bottom > (2.5 if titles else _FARTHEST) * row.size
        if far or (ends_sentence(row.text) and not row.text.endswith(")")):
            break
        at -= 1
        titles.insert(0, at)
    if titles and not _reads_as_title(" ".join(rows[index].text for index in titles)):
        return []
    return titles


def _reads_as_title(text: str) -> bool:
    numbers = _FIGURE.findall(re.sub(r"^\D{0,12}\d+(?:[.\-/]\d+)*[.:]?\s", "", text))
    others = [number for number in numbers if not _YEAR.match(number)]
    return (
        (text[:1].isupper() or text[:1].isdecimal() or text[:1] == "(")
        and len(others) <= 4
        and all(len(number.strip(".,")) <= 2 for number in others)
    )


def _assemble(
    rows: Sequence[Row],
    titles: list[int],
    unit: int | None,
    headings: list[int],
    labels: list[int],
    columns: Columns,
    first: int,
) -> TableTop:
    cells: list[Cell] = []
    merged: list[tuple[int, int, int, int]] = []
    number = 0
    last_column = len(columns.ranges)
    if titles:
        number += 1
        text = "\n".join(rows[index].text for index in titles)
        cells.append(Cell(number, 1, text, text))
        merged.append((number, 1, number, last_column))
    if unit is not None:
        number += 1
        column = columns.at((rows[unit].x0 + rows[unit].x1) / 2) + 1
        cells.append(Cell(number, column, rows[unit].text, rows[unit].text))
    for level in _levels([rows[index] for index in headings], columns):
        number += 1
        for (left, right), text in sorted(level.items()):
            cells.append(Cell(number, left, text, text))
            if right > left:
                merged.append((number, left, number, right))
    used = [*titles, *([] if unit is None else [unit]), *headings, *labels, first]
    return TableTop(min(used), tuple(cells), tuple(merged), number, tuple(labels))


def _levels(headings: Sequence[Row], columns: Columns) -> list[dict[Span, str]]:
    """Headings level by level: lines over the same columns are one level, wider ones stand above narrower ones."""
    levels: list[dict[Span, str]] = []
    wide_before: bool | None = None
    cut = [_cut_headings(row, columns) for row in headings]
    for at, pieces in enumerate(cut):
        below = max((len(other) for other in cut[at + 1 :]), default=0)
        spans = _spans(pieces, columns, may_share=below > len(pieces))
        wide = any(right > left for (left, right), _ in spans)
        if wide != wide_before or not levels:
            levels.append({})
        wide_before = wide
        for span, text in spans:
            level = levels[-1]
            level[span] = f"{level[span]}\n{text}" if span in level else text
    return levels


def _cut_headings(row: Row, columns: Columns) -> list[Piece]:
    """Headings of a row: cut at wide gaps, and at narrower ones where one column ends and the next begins."""
    edges = [zone[1] for zone in columns.zones()[:-1]]
    pieces: list[Piece] = []
    for piece in cut_pieces(row, _HEADING_GAP):
        words: list[list[Word]] = [[piece.row.words[0]]]
        for word in piece.row.words[1:]:
            reach = words[-1][-1].x1
            wide = word.x0 - reach >= _BOUNDARY_GAP * row.size
            if wide and any(reach - 2 <= edge <= word.x0 + 2 for edge in edges):
                words.append([])
            words[-1].append(word)
        pieces.extend(Piece(row.part(part)) for part in words)
    return pieces


def _spans(pieces: Sequence[Piece], columns: Columns, *, may_share: bool) -> list[tuple[Span, str]]:
    """The columns each heading stands over.

    Headings that share out all columns of figures, each in the middle of its share, with more headings below them,
    stand over their shares. Otherwise each stands over the columns it lies above, or over the nearest.
    """
    stub = [piece for piece in pieces if columns.at(piece.middle) == 0]
    over = [piece for piece in pieces if columns.at(piece.middle) > 0]
    spans = [((1, 1), piece.text) for piece in stub]
    shares = _shares(over, columns) if may_share else None
    for index, piece in enumerate(over):
        spans.append((shares[index] if shares else _lies_over(piece, columns), piece.text))
    joined: dict[Span, str] = {}
    for span, text in spans:
        joined[span] = f"{joined[span]} {text}" if span in joined else text
    return list(joined.items())


def _shares(pieces: Sequence[Piece], columns: Columns) -> list[Span] | None:
    figure_columns = list(range(1, len(columns.ranges)))
    if not pieces or len(pieces) >= len(figure_columns):
        return None
    middles = [sum(columns.ranges[at]) / 2 for at in figure_columns]
    pitch = (middles[-1] - middles[0]) / max(len(middles) - 1, 1)
    groups: list[list[int]] = [[] for _ in pieces]
    for at, middle in zip(figure_columns, middles, strict=True):
        nearest = min(range(len(pieces)), key=lambda index: abs(pieces[index].middle - middle))
        groups[nearest].append(at)
    for piece, group in zip(pieces, groups, strict=True):
        if not group:
            return None
        share = abs((columns.ranges[group[0]][0] + columns.ranges[group[-1]][1]) / 2 - piece.middle)
        own = min(abs(sum(columns.ranges[at]) / 2 - piece.middle) for at in group)
        if share > _CENTRED * pitch or (share > own + 0.1 * pitch and piece.x1 - piece.x0 < 1.1 * pitch):
            return None
    return [(group[0] + 1, group[-1] + 1) for group in groups]


def _lies_over(piece: Piece, columns: Columns) -> Span:
    middle = columns.at(piece.middle)
    over = [middle + 1]
    for at, (x0, x1) in enumerate(columns.ranges):
        if at and min(piece.x1, x1) - max(piece.x0, x0) > 0.5 * (x1 - x0):
            over.append(at + 1)
    return min(over), max(over)
