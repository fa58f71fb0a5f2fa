"""The relations of the warehouse: one SQL file each, run in this order.

A file holds one SELECT, the same for every engine. Its first comment says what a row is, `@name:` lines what
a column (or, of a macro, its parameter) means; both become comments of the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import duckdb

SQL_DIR = Path(__file__).resolve().parent / "sql"
Kind = Literal["table", "view", "macro", "scratch"]
_COLUMN = re.compile(r"^@(\w+): (.+)$")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation and how it is made; `scratch` ones live as long as the build's connection."""

    name: str
    kind: Kind


RELATIONS = (
    Relation("publication", "table"),
    Relation("dim_area", "table"),
    Relation("dim_boundary", "table"),
    Relation("territory_part", "table"),
    Relation("dim_agency", "table"),
    Relation("dim_indicator", "table"),
    Relation("dim_breakdown", "table"),
    Relation("dim_period", "table"),
    Relation("dim_report_type", "table"),
    Relation("dim_report", "table"),
    Relation("dim_submission", "table"),
    Relation("live_interval", "scratch"),
    Relation("leading_interval", "scratch"),
    Relation("evidence", "table"),
    Relation("fact_observation", "table"),
    Relation("unpublished_observation", "table"),
    Relation("asked", "table"),
    Relation("observation_as_of", "macro"),
    Relation("observation", "view"),
    Relation("leading_fact_as_of", "macro"),
    Relation("figure_as_of", "macro"),
    Relation("comparison_series_as_of", "macro"),
    Relation("regrouped_figure_as_of", "macro"),
    Relation("comparison_stand_in_as_of", "macro"),
    Relation("comparison_cell_as_of", "macro"),
    Relation("comparison_as_of", "macro"),
    Relation("comparison", "table"),
    Relation("reporting_status_as_of", "macro"),
    Relation("reporting_status", "table"),
    Relation("finding_observation", "table"),
    Relation("finding", "table"),
)

_CREATE: dict[Kind, str] = {
    "table": "create table {name} as\n{select}",
    "scratch": "create temp table {name} as\n{select}",
    "view": "create view {name} as\n{select}",
    "macro": "create macro {name}(as_of) as table\n{select}",
}
_COMMENT: dict[Kind, str] = {
    "table": "comment on table {name} is {text}",
    "view": "comment on view {name} is {text}",
    "macro": "comment on macro table {name} is {text}",
}


@dataclass(frozen=True, slots=True)
class RelationSql:
    """A relation's file, taken apart."""

    select: str
    description: str
    columns: dict[str, str]


@cache
def read_sql(path: Path) -> RelationSql:
    """The SELECT of a file, what its head says of a row, and what it says of columns."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("-- ") for line in lines[: _head_length(lines)]]
    columns = {found[1]: found[2] for line in head if (found := _COLUMN.match(line))}
    description = " ".join(line for line in head if not _COLUMN.match(line))
    return RelationSql("\n".join(lines[len(head) :]), description, columns)


def _head_length(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("-- ")), len(lines))


def create_relation(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    """Make one relation, with its comments."""
    sql = read_sql(SQL_DIR / f"{relation.name}.sql")
    connection.execute(_CREATE[relation.kind].format(name=relation.name, select=sql.select))
    if relation.kind == "scratch":
        return
    comment = _COMMENT[relation.kind].format(name=relation.name, text=_quote(sql.description))
    connection.execute(comment)
    if relation.kind != "macro":
        for column, text in sql.columns.items():
            connection.execute(f"comment on column {relation.name}.{column} is {_quote(text)}")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
