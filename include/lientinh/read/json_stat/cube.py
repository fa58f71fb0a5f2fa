"""A JSON-stat dataset understood: dimensions with their categories in order, and a value for each combination."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lientinh.documents import CellValue

_DIMENSIONS = 12
_PLAIN_STATUS = frozenset({"", "a", "n"})  # SDMX CL_OBS_STATUS: a normal figure


class NotJsonStat(Exception):
    """What is wrong with the file, in English, for the message; never leaves the reader."""

    def __init__(self, detail: str, *, too_large: bool = False) -> None:
        super().__init__(detail)
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its code and label, its categories' labels in order, and their units where it states them."""

    code: str
    label: str
    categories: tuple[str, ...]
    units: tuple[str, ...]  # "" where a category states none


@dataclass(frozen=True, slots=True)
class Cube:
    """`values` in row-major order of `dimensions` (the last turns fastest); None where nothing is reported.

    `marked` counts the figures whose status says that they are no plain ones: their value is text, "12.3 (p)".
    """

    label: str
    source: str
    dimensions: tuple[Dimension, ...]
    time: str | None  # code of the dimension the dataset calls time
    values: Mapping[int, CellValue]
    count: int
    marked: int


def read_cube(dataset: Mapping[str, Any], most_cells: int) -> Cube:
    """Understand one dataset. Raises NotJsonStat; `too_large` where its sizes multiply past `most_cells`."""
    described = _mapping(dataset.get("dimension"), "dimension")
    codes = _texts(dataset.get("id", described.get("id")), "id")
    sizes = [_size(size) for size in _sequence(dataset.get("size", described.get("size")), "size")]
    if not 0 < len(codes) == len(sizes) <= _DIMENSIONS or len(set(codes)) != len(codes):
        raise NotJsonStat("id and size do not fit each other")
    count = math.prod(sizes)
    if count > most_cells:
        raise NotJsonStat("too many cells", too_large=True)
    dimensions = tuple(
        _read_dimension(code, size, _mapping(described.get(code), code))
        for code, size in zip(codes, sizes, strict=True)
    )
    values, marked = _read_values(dataset, count)
    return Cube(
        label=_text(dataset.get("label")),
        source=_text(dataset.get("source")),
        dimensions=dimensions,
        time=_time_role(dataset.get("role", described.get("role")), codes),
        values=values,
        count=count,
        marked=marked,
    )


def _read_dimension(code: str, size: int, described: Mapping[str, Any]) -> Dimension:
    category = _mapping(described.get("category"), f"category of {code}")
    order = _order(code, size, category)
    labels = _mapping(category.get("label", {}), f"labels of {code}")
    units = _mapping(category.get("unit", {}), f"units of {code}")
    return Dimension(
        code=code,
        label=_text(described.get("label")) or code,
        categories=tuple(_text(labels.get(key)) or key for key in order),
        units=tuple(_unit(units.get(key)) for key in order),
    )


def _order(code: str, size: int, category: Mapping[str, Any]) -> list[str]:
    """Category codes by position. `index` is a list, an object of positions, or absent where there is one."""
    index = category.get("index")
    if index is None:
        keys = list(_mapping(category.get("label"), f"labels of {code}"))
    elif isinstance(index, dict):
        places = {place: key for key, place in index.items() if isinstance(place, Decimal)}
        if sorted(places) != list(range(len(index))):
            raise NotJsonStat(f"positions of {code} are not 0, 1, 2, …")
        keys = [places[Decimal(place)] for place in range(len(places))]
    else:
        keys = _texts(index, f"index of {code}")
    if len(keys) != size or len(set(keys)) != size or (index is None and size > 1):
        raise NotJsonStat(f"{code} has not as many categories as its size says")
    return keys


def _read_values(dataset: Mapping[str, Any], count: int) -> tuple[dict[int, CellValue], int]:
    """Values by position, and how many of them carry a status of their own."""
    statuses = _statuses(dataset.get("status"), count)
    values: dict[int, CellValue] = {}
    marked = 0
    for place, value in _by_place(dataset.get("value"), count, "value").items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, Decimal | str)):
            raise NotJsonStat("a value that is neither number nor text")
        values[place] = value
    for place, status in statuses.items():
        value = values.get(place)
        if value is None:
            values[place] = status or None
        elif status.casefold() not in _PLAIN_STATUS:
            values[place] = f"{value} ({status})"
            marked += 1
    return {place: value for place, value in values.items() if value is not None}, marked


def _statuses(status: Any, count: int) -> dict[int, str]:
    """Statuses by position: one for all, a list (a list of one is for all), or an object; None states nothing."""
    if isinstance(status, list) and len(status) == 1 != count:
        status = status[0]
    if status is None or isinstance(status, str):
        return dict.fromkeys(range(count), status) if status else {}
    return {
        place: text for place, said in _by_place(status, count, "status").items() if (text := _text(said))
    }


def _by_place(found: Any, count: int, name: str) -> dict[int, Any]:
    if isinstance(found, list):
        if len(found) != count:
            raise NotJsonStat(f"{len(found)} in {name} where the sizes make {count}")
        return dict(enumerate(found))
    places = _mapping(found, name)
    if any(not key.isascii() or not key.isdecimal() or len(key) > len(str(count)) for key in places):
        raise NotJsonStat(f"a key of {name} is no position")
    by_place = {int(key): entry for key, entry in places.items()}
    if len(by_place) != len(places) or any(place >= count for place in by_place):
        raise NotJsonStat(f"a position of {name} lies outside the table")
    return by_place


def _time_role(role: Any, codes: Sequence[str]) -> str | None:
    named = role.get("time") if isinstance(role, dict) else None
    known = [code for code in named if code in codes] if isinstance(named, list) else []
    return known[0] if len(known) == 1 else None


def _unit(unit: Any) -> str:
    if not isinstance(unit, dict):
        return ""
    return _text(unit.get("base")) or _text(unit.get("label")) or _text(unit.get("symbol"))


def _size(size: Any) -> int:
    if not isinstance(size, Decimal) or size != size.to_integral_value() or size < 1:
        raise NotJsonStat("a size that is no count")
    return int(size)


def _mapping(found: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise NotJsonStat(f"{name[:40]} is missing")
    return found


def _sequence(found: Any, name: str) -> list[Any]:
    if not isinstance(found, list):
        raise NotJsonStat(f"{name[:40]} is missing")
    return found


def _texts(found: Any, name: str) -> list[str]:
    texts = _sequence(found, name)
    if not all(isinstance(text, str) for text in texts):
        raise NotJsonStat(f"{name[:40]} holds more than names")
    return list(texts)


def _text(found: Any) -> str:
    return " ".join(found.split()) if isinstance(found, str) else ""
