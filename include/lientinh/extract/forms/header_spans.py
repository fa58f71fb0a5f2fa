"""Headings that stand once over a group of columns, in sheets that merge nothing: PX-Web writes them so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from lientinh.documents import Cell
from lientinh.extract.forms.templates import heading_key

Row = dict[int, Cell]


def spread_headings(shown: Mapping[int, Row]) -> dict[int, Row]:
    """Rows of headings, each heading over all columns of its group; rows without groups as they are.

    A row's headings are over groups where the row below repeats itself under each of them: "General, Male, Female"
    under "Unemployment rate" and again under "Underemployment rate". Any less regular blank stays one.
    """
    rows = sorted(shown)
    spread = {row: dict(shown[row]) for row in rows}
    for upper, lower in pairwise(rows):
        for column, heading in _over_blanks(shown[upper], shown[lower]).items():
            spread[upper][column] = heading
    return spread


def _over_blanks(upper: Row, lower: Row) -> dict[int, Cell]:
    """The heading over each blank beside it; nothing where the groups below are not alike."""
    starts = sorted(column for column in upper if column in lower)
    columns = sorted(column for column in lower if starts and column >= starts[0])
    if (
        len(starts) < 2
        or len(columns) == len(starts)
        or any(column not in lower for column in upper if column > starts[0])
    ):
        return {}
    groups = [
        [column for column in columns if start <= column < end]
        for start, end in zip(starts, [*starts[1:], columns[-1] + 1], strict=True)
    ]
    words = [[heading_key(lower[column].text) for column in group] for group in groups]
    if any(one != words[0] for one in words) or len(set(words[0])) != len(words[0]) or _has_gaps(columns):
        return {}
    return {column: upper[group[0]] for group in groups for column in group[1:]}


def _has_gaps(columns: list[int]) -> bool:
    return columns[-1] - columns[0] + 1 != len(columns)
