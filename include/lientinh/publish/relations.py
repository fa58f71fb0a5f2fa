"""The relations of the warehouse: one SQL file each, made in this order.

A file holds one SELECT, the same for every engine. Its first comment says what a row is, `@name:` lines what
a column (or, of a macro, its parameter) means; both become comments of the database, with the words of `columns.csv`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

# Changed with the rules by which people's words are masked.
MASKED_AS = "2"
SQL_DIR = Path(__file__).resolve().parent / "sql"
Kind = Literal["table", "view", "macro", "evidence"]  # evidence: each engine keeps it in its own way
Upkeep = Literal["catalogue", "whole", "append", "scope"]
_COLUMN = re.compile(r"^@(\w+): (.+)$")
_AS_OF_CALL = re.compile(r"\b(\w+)_as_of\(as_of\)")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation, and how a publication that changes something keeps a table up.

    `catalogue`: not at all, since another catalogue makes another warehouse; `whole`: all rows anew; `append`:
    its SELECT gives the new rows; `scope`: those of its SELECT stand for the rows whose `keys` are in the scratch
    relation `scope`, as theirs are.
    """

    name: str
    kind: Kind = "table"
    upkeep: Upkeep = "whole"
    scope: str = ""
    keys: tuple[str, ...] = ()


RELATIONS = (
    Relation("warehouse_origin"),
    Relation("publication"),
    Relation("dim_area", upkeep="catalogue"),
    Relation("dim_boundary", upkeep="catalogue"),
    Relation("territory_part", upkeep="catalogue"),
    Relation("dim_agency", upkeep="catalogue"),
    Relation("dim_indicator", upkeep="catalogue"),
    Relation("dim_report_type", upkeep="catalogue"),
    Relation("dim_submission", upkeep="append"),
    Relation("dim_report", upkeep="scope", scope="touched_report", keys=("report_id",)),
    Relation("dim_breakdown", upkeep="append"),
    Relation("dim_period", upkeep="append"),
    Relation("dim_kind", upkeep="append"),
    Relation("evidence", "evidence"),
    Relation("asked", upkeep="append"),
    Relation("duty", upkeep="append"),
    Relation(
        "fact_observation",
        upkeep="scope",
        scope="changed_series",
        keys=("breakdown_key", "area_key", "period_key", "kind_key"),
    ),
    Relation("unpublished_observation", upkeep="scope", scope="touched_submission", keys=("submission_key",)),
    Relation("observation_as_of", "macro"),
    Relation("observation", "view"),
    Relation("leading_fact_as_of", "macro"),
    Relation("figure_as_of", "macro"),
    Relation("comparison_series_as_of", "macro"),
    Relation("regrouped_figure_as_of", "macro"),
    Relation("comparison_stand_in_as_of", "macro"),
    Relation("comparison_cell_as_of", "macro"),
    Relation("comparison_as_of", "macro"),
    Relation("comparison", upkeep="scope", scope="comparison_scope", keys=("indicator_code", "period")),
    Relation("reporting_status_as_of", "macro"),
    Relation("reporting_status"),
    Relation("reporting_punctuality", "view"),
    Relation("finding_observation", upkeep="scope", scope="touched_decision", keys=("decision_id",)),
    Relation("finding_life", upkeep="scope", scope="touched_finding", keys=("finding_id",)),
    Relation("finding", "view"),
)
RELATION = {relation.name: relation for relation in RELATIONS}


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


def read_relation(name: str) -> RelationSql:
    """The file of a relation that people see."""
    return read_sql(SQL_DIR / f"{name}.sql")


def read_step(name: str) -> str:
    """The SELECT of a scratch relation."""
    return read_sql(SQL_DIR / "steps" / f"{name}.sql").select


def read_held(name: str) -> str:
    """The SELECT of what a warehouse holds already."""
    return read_sql(SQL_DIR / "held" / f"{name}.sql").select


def _head_length(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("-- ")), len(lines))


def select_now(name: str, moment: datetime) -> str:
    """The SELECT of `<name>_as_of` at a moment, from the scratch relations `<other>_now` of the same moment."""
    select = _AS_OF_CALL.sub(r"\1_now", read_relation(f"{name}_as_of").select)
    return re.sub(r"\bas_of\b", f"timestamptz '{moment.isoformat()}'", select)


@cache
def digest_relations() -> str:
    """Hash of all SQL files and of the words beside them: a warehouse made by others is made anew.

    One whose quotes were masked otherwise, or not at all, is such a one too.
    """
    files = sorted(file for file in SQL_DIR.rglob("*") if file.suffix in (".sql", ".csv"))
    parts = [MASKED_AS.encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
