"""A JSON-stat cube laid out as the statistics office's own spreadsheets are: title, headings, one column a period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from lientinh.documents import Cell, CellValue
from lientinh.read.json_stat.cube import Cube, Dimension

_TITLE_ROW, _UNIT_ROW, _HEADER_ROW = 1, 2, 3
_TIME_WORDS = frozenset({"year", "years", "năm", "quarter", "quý", "month", "tháng", "time", "period", "kỳ"})
_PERIOD = re.compile(r"(?:\w+\.?\s+){0,2}(?:19|20)\d\d\b.*", re.IGNORECASE)


def lay_out_cube(cube: Cube) -> tuple[Cell, ...]:
    """Cells by row and column. The time dimension runs across; without one the last dimension does.

    A unit that holds for all is row 2 ("Unit: …"); units that differ are a column before the figures.
    """
    across = _across(cube)
    down = [number for number in range(len(cube.dimensions)) if number != across]
    units = cube.dimensions[across].units if any(cube.dimensions[across].units) else ()
    metric = next((number for number in down if any(cube.dimensions[number].units)), None)
    shared = {unit for dimension in cube.dimensions if any(dimension.units) for unit in dimension.units}
    one_unit = len(shared) == 1 and "" not in shared
    unit_column = metric is not None and not one_unit
    cells = [_cell(_TITLE_ROW, 1, cube.label)]
    if one_unit:
        cells.append(_cell(_UNIT_ROW, 1, f"Unit: {shared.pop()}"))
        units = ()
    cells += _header(cube, down, cube.dimensions[across], units, unit_column)
    cells += _body(cube, down, across, metric if unit_column else None)
    return tuple(cell for cell in cells if cell.text)


def _across(cube: Cube) -> int:
    codes = [dimension.code for dimension in cube.dimensions]
    if cube.time is not None:
        return codes.index(cube.time)
    periods = [number for number, dimension in enumerate(cube.dimensions) if _is_time(dimension)]
    return periods[-1] if periods else len(codes) - 1


def _is_time(dimension: Dimension) -> bool:
    return dimension.label.casefold() in _TIME_WORDS or all(
        _PERIOD.fullmatch(category) for category in dimension.categories
    )


def _header(
    cube: Cube, down: list[int], across: Dimension, units: tuple[str, ...], unit_column: bool
) -> Iterator[Cell]:
    labels = [cube.dimensions[number].label for number in down]
    headings = list(across.categories)
    if units:
        headings = [
            f"{heading} ({unit})" if unit else heading for heading, unit in zip(headings, units, strict=True)
        ]
    for column, text in enumerate([*labels, *(["Unit"] if unit_column else []), *headings], start=1):
        yield _cell(_HEADER_ROW, column, text)


def _body(cube: Cube, down: list[int], across: int, metric: int | None) -> Iterator[Cell]:
    sizes = [len(dimension.categories) for dimension in cube.dimensions]
    steps = [1] * len(sizes)
    for number in range(len(sizes) - 2, -1, -1):
        steps[number] = steps[number + 1] * sizes[number + 1]
    rows = product(*(range(sizes[number]) for number in down))
    first = len(down) + (2 if metric is not None else 1)
    for row, chosen in enumerate(rows, start=_HEADER_ROW + 1):
        for column, (number, category) in enumerate(zip(down, chosen, strict=True), start=1):
            yield _cell(row, column, cube.dimensions[number].categories[category])
        if metric is not None:
            unit = cube.dimensions[metric].units[chosen[down.index(metric)]]
            yield _cell(row, first - 1, unit)
        base = sum(steps[number] * category for number, category in zip(down, chosen, strict=True))
        for place in range(sizes[across]):
            value = cube.values.get(base + place * steps[across])
            if value is not None:
                yield _cell(row, first + place, value)


def _cell(row: int, column: int, value: CellValue) -> Cell:
    return Cell(row, column, value, str(value))
