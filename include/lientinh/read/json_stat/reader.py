"""JSON-stat (.json), as statistics offices export their tables: versions 1.x (`dataset`) and 2.0 (`class`).

Bounded and strict: nesting is counted before the file is parsed, a table's size is proved from the file before
anything of that size is made, doubled names and values that fit no cell refuse the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from lientinh.documents import Table
from lientinh.errors import BadInput
from lientinh.read.content import Content, Limits
from lientinh.read.json_stat.cube import Cube, NotJsonStat, read_cube
from lientinh.read.json_stat.table import lay_out_cube
from lientinh.read.signatures import require
from lientinh.read.text.decoding import decode_text

_NESTING = 24  # JSON-stat itself needs 8: collection, link, item, dimension, category, unit, entry
_NUMBER_CHARS = 40
_STRINGS_AND_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def read_json_stat(data: bytes, file_name: str, limits: Limits) -> Content:
    """Every dataset of the file as a table in the shape the statistics office's own spreadsheets have.

    The title stands in row 1, headings in row 3, figures from row 4 on; one column a period, columns before
    them say what a row is. A locator's cell is the cell of that spreadsheet.
    Findings: those of `decode_text`, `read.json_unknown`, `read.truncated`, `read.too_large`.
    """
    require(data, file_name, "text")
    decoded = decode_text(data, file_name, western=True)
    parsed = _parse(decoded.text, file_name)
    try:
        cubes = [read_cube(found, limits.cells) for found in _find_datasets(parsed)]
    except NotJsonStat as error:
        if error.too_large:
            raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells") from error
        raise BadInput("read.json_unknown", file_name, detail=str(error)) from error
    if sum(cube.count for cube in cubes) > limits.cells:
        raise BadInput("read.too_many_cells", file_name, limit=limits.cells, unit="cells")
    tables = tuple(Table(number, None, lay_out_cube(cube)) for number, cube in enumerate(cubes, start=1))
    notes = (*decoded.notes, *(note for cube in cubes for note in _notes(cube)))
    return Content(tables, "application/json", decoded.encoding, notes)


def _parse(text: str, file_name: str) -> Any:
    _check_nesting(text, file_name)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_number,
        )
    except NotJsonStat as error:
        raise BadInput("read.json_unknown", file_name, detail=str(error)) from error
    except json.JSONDecodeError as error:
        raise BadInput("read.truncated", file_name, detail=f"line {error.lineno}: {error.msg}") from error


def _check_nesting(text: str, file_name: str) -> None:
    depth = 0
    for token in _STRINGS_AND_BRACKETS.finditer(text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            if depth > _NESTING:
                raise BadInput("read.json_unknown", file_name, detail=f"nested deeper than {_NESTING}")
        elif mark in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands twice would hide one of its two values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJsonStat("a name stands twice in one object")
    return found


def _number(text: str) -> Decimal:
    """A number exactly as written; none of a size that no statistic has ("1e999999999")."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        _no_number(text)
    if len(text) > _NUMBER_CHARS or abs(number.adjusted()) > _NUMBER_CHARS:
        _no_number(text)
    return number


def _no_number(text: str) -> NoReturn:
    raise NotJsonStat(f"{text[:_NUMBER_CHARS]} is no figure")


def _find_datasets(parsed: Any) -> list[Mapping[str, Any]]:
    """The datasets of a response: one, the named ones of a 1.x bundle, or those inside a 2.0 collection."""
    if not isinstance(parsed, dict):
        raise NotJsonStat("no dataset")
    kind = parsed.get("class")
    if kind == "dataset":
        return [parsed]
    if kind == "collection":
        link = parsed.get("link")
        items = link.get("item", []) if isinstance(link, dict) else []
        inside: list[Mapping[str, Any]] = [
            item for item in items if isinstance(item, dict) and item.get("class") == "dataset"
        ]
        if not inside or len(inside) != len(items) or any("value" not in item for item in inside):
            raise NotJsonStat("a collection that only points to its datasets")
        return inside
    if kind is not None:
        raise NotJsonStat(f"class {str(kind)[:20]!r} holds no figures")
    named: list[Mapping[str, Any]] = [part for part in parsed.values() if isinstance(part, dict)]
    if not named or len(named) != len(parsed) or any("dimension" not in part for part in named):
        raise NotJsonStat("no dataset")
    return named


def _notes(cube: Cube) -> list[str]:
    notes = [f"source: {cube.source}"] if cube.source else []
    if cube.marked:
        notes.append(f"figures with a status of their own, kept as text: {cube.marked}")
    return notes
