"""Loading the catalogue: CSV tables into frozen entries; every problem of every table at once."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lientinh.catalogue.calendar_models import CalendarEntry, DayChange
from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.checking import Row, check_tables
from lientinh.catalogue.models import (
    Agency,
    Area,
    Asked,
    Dimension,
    Entry,
    Flow,
    Indicator,
    Limit,
    MissingMark,
    Ordering,
    Phrase,
    ReplyTerm,
    ReportType,
    Responsibility,
    Reviewer,
    Rule,
    Unit,
    UnitWord,
)
from lientinh.errors import CatalogueError

SEPARATOR = "|"  # between the values of one cell
# A table is one row here: field of the catalogue, file and model.
TABLES: dict[str, type[Entry]] = {
    "areas": Area,
    "agencies": Agency,
    "units": Unit,
    "unit_words": UnitWord,
    "indicators": Indicator,
    "responsibilities": Responsibility,
    "dimensions": Dimension,
    "phrases": Phrase,
    "missing_marks": MissingMark,
    "rules": Rule,
    "limits": Limit,
    "flows": Flow,
    "asked": Asked,
    "calendar": CalendarEntry,
    "day_changes": DayChange,
    "report_types": ReportType,
    "orderings": Ordering,
    "reviewers": Reviewer,
    "reply_terms": ReplyTerm,
}
_NO_VALUE = object()
_DIGESTED = frozenset({".csv", ".yaml", ".yml"})
# Who is asked and told, and how long there is to answer, changes no figure: no new processing of what has come.
_OPERATIONAL = frozenset({"reviewers.csv", "reply_terms.csv", "alert_routes.yaml"})
_REPAIRS = {
    "missing": "fill the cell",
    "literal_error": "write one of the values named",
    "date_from_datetime_parsing": "write the date as YYYY-MM-DD",
    "date_parsing": "write the date as YYYY-MM-DD",
    "decimal_parsing": "write a number with a point as decimal mark and no thousands marks",
    "int_parsing": "write a whole number",
    "bool_parsing": "write true or false",
}

_E = TypeVar("_E", bound=Entry)


def load_catalogue(directory: Path) -> Catalogue:
    """The catalogue of a folder, checked as a whole.

    One CSV file a table, UTF-8, comma separated; values of one cell are separated by `|`, an empty cell is
    no value. Raises `CatalogueError` with all problems, each as `file:line: what; repair`.
    """
    problems: list[str] = []
    tables: dict[str, list[Row[Any]]] = {
        name: list(_read_table(directory / f"{name}.csv", model, problems)) for name, model in TABLES.items()
    }
    problems += check_tables(tables)
    if problems:
        raise CatalogueError(sorted(problems, key=_place))
    entries = {name: tuple(row.entry for row in rows) for name, rows in tables.items()}
    return Catalogue(directory=directory, digest=digest_folder(directory), **entries)


def digest_folder(directory: Path) -> str:
    """12 hexadecimal digits over the names and bytes of all CSV and YAML files but the operational ones."""
    digest = hashlib.sha256()
    files = (path for path in directory.rglob("*") if path.suffix in _DIGESTED)
    for path in sorted(path for path in files if path.name not in _OPERATIONAL):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(directory).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _read_table(path: Path, model: type[_E], problems: list[str]) -> Iterator[Row[_E]]:
    """The rows of a table that are entries; what is wrong with the others goes to `problems`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(f"{path.name}:0: the table is missing; add the file with its header")
        return
    except UnicodeDecodeError as error:
        problems.append(f"{path.name}:0: not UTF-8 (byte {error.start}); save the file as UTF-8")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if not _check_header(path.name, header, model, problems):
            return
        line = reader.line_num + 1
        for cells in reader:
            place = f"{path.name}:{line}"
            line = reader.line_num + 1
            if cells and (entry := _read_row(place, header, cells, model, problems)):
                yield Row(place, entry)
    except csv.Error as error:
        problems.append(f"{path.name}:{line}: {error}; check the quotation marks of the row")


def _check_header(name: str, header: list[str], model: type[Entry], problems: list[str]) -> bool:
    known = list(model.model_fields)
    faults = [
        *(
            f"unknown column {column!r}; the columns are {', '.join(known)}"
            for column in header
            if column not in known
        ),
        *(
            f"missing column {column!r}; add it, empty where there is no value"
            for column in known
            if column not in header
        ),
        *(
            f"column {column!r} stands twice; keep one"
            for column in sorted({c for c in header if header.count(c) > 1})
        ),
    ]
    problems += [f"{name}:1: {fault}" for fault in faults]
    return not faults


def _read_row(
    place: str, header: list[str], cells: list[str], model: type[_E], problems: list[str]
) -> _E | None:
    if len(cells) != len(header):
        problems.append(
            f"{place}: {len(cells)} cells, {len(header)} columns; quote cells that contain a comma, add empty ones"
        )
        return None
    for column, cell in zip(header, cells, strict=True):
        if not unicodedata.is_normalized("NFC", cell):
            problems.append(f"{place}: column {column!r} is not in Unicode form NFC; type the accents again")
            return None
    values = {column: _read_cell(cell, model, column) for column, cell in zip(header, cells, strict=True)}
    try:
        return model.model_validate(
            {column: value for column, value in values.items() if value is not _NO_VALUE}
        )
    except ValidationError as error:
        problems += [_explain(place, fault) for fault in error.errors()]
        return None


def _read_cell(cell: str, model: type[Entry], column: str) -> object:
    """The cell's text, its parts for a tuple, None where the field may be None; else no value, for the default."""
    field = model.model_fields[column]
    text = cell.strip()
    if get_origin(field.annotation) is tuple:
        return tuple(part.strip() for part in text.split(SEPARATOR)) if text else ()
    if text:
        return text
    return None if type(None) in get_args(field.annotation) else _NO_VALUE


def _explain(place: str, fault: ErrorDetails) -> str:
    column = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return f"{place}: column {column!r} is empty; {_REPAIRS['missing']}"
    repair = _REPAIRS.get(fault["type"], "mend the value")
    return f"{place}: column {column!r} holds {fault['input']!r}: {fault['msg']}; {repair}"


def _place(problem: str) -> tuple[str, int]:
    name, line = problem.split(":", 2)[:2]
    return name, int(line)
