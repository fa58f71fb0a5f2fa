"""Relations on PostgreSQL: tables with their indexes, views, and functions of a moment, all with their comments."""

from __future__ import annotations

import re

from psycopg import sql as pg
from sqlalchemy import Connection

from lientinh.publish.engine import Row
from lientinh.publish.postgres_connection import raw_connection, rows_of, run
from lientinh.publish.relations import SQL_DIR, Relation, RelationSql, read_sql

# What the queries and the comparison look up, by relation; `unique` where gate 3 holds it to be.
INDEXES: dict[str, tuple[str, ...]] = {
    "dim_area": ("unique (area_key)",),
    "dim_breakdown": ("unique (breakdown_key)", "(indicator_code, breakdown)"),
    "dim_indicator": ("unique (indicator_key)", "unique (indicator_code)"),
    "dim_period": ("unique (period_key)", "(period, period_basis)"),
    "dim_report": ("unique (report_key)", "unique (report_id)"),
    "dim_submission": ("unique (submission_key)", "(submission_id)", "(report_id)"),
    "evidence": ("unique (observation_key)", "(observation_id)", "(series_id)"),
    "fact_observation": (
        "(indicator_key, period_key, area_key)",
        # a series: what a change looks up and puts in place
        "(breakdown_key, area_key, period_key, kind_key)",
        "(observation_key)",
        "(submission_key)",
        "(report_key)",
    ),
    "comparison": ("(indicator_code, period_end)",),
    "finding_life": ("unique (finding_id)",),
    "finding_observation": ("(observation_id)", "(finding_id)", "(decision_id)"),
    "unpublished_observation": ("(submission_key)",),
}
# How many rows join what a comparison groups, the planner guesses a hundred times too low, and loops for hours.
WITHOUT_NESTED_LOOPS = "enable_nestloop = off"
_AS_OF = re.compile(r"\bas_of\b")


def ask_catalogue(connection: Connection, question: str, **parameters: object) -> list[Row]:
    """What PostgreSQL knows of its own objects; the questions are files of `sql/postgres/`."""
    select = read_sql(SQL_DIR / "postgres" / f"{question}.sql").select
    return rows_of(run(connection, select, parameters))


def create_table(connection: Connection, name: str, select: str, words: RelationSql) -> None:
    """A table of a SELECT, in its order, analyzed and indexed."""
    run(connection, f"create table {name} as\n{select}")
    finish_table(connection, name, words)


def finish_table(connection: Connection, name: str, words: RelationSql) -> None:
    """Indexes, statistics and comments of a table that has just been filled."""
    for index in INDEXES.get(name, ()):
        unique, _, columns = index.rpartition("(")
        run(connection, f"create {unique}index on {name} ({columns}")
    run(connection, f"analyze {name}")
    _comment(connection, f"table {name}", words.description)
    _comment_columns(connection, name, words)


def create_view(connection: Connection, name: str, select: str, words: RelationSql) -> None:
    """A view; it is bound to the tables of its own schema for good, whatever name the schema takes."""
    run(connection, f"create view {name} as\n{select}")
    _comment(connection, f"view {name}", words.description)
    _comment_columns(connection, name, words)


def create_function(connection: Connection, name: str, select: str, words: RelationSql) -> None:
    """A function of a moment, `name(as_of)`, which gives the rows of a SELECT.

    Its body is in standard SQL and bound when it is made, so no search path leads it astray; the planner still
    reads through it as through a view. Its rows have a type of their own, because the columns of
    `returns table` would lose their scale and their collation.
    """
    columns = _columns_at_any_moment(connection, select)
    run(connection, f"create type {name}_row as ({', '.join(columns)})")
    planning = f"set {WITHOUT_NESTED_LOOPS}" if name == "comparison_as_of" else ""
    run(
        connection,
        f"create function {name}(as_of timestamptz) returns setof {name}_row language sql stable {planning}\n"
        f"begin atomic\n{select};\nend",
    )
    _comment(connection, f"function {name}(timestamptz)", words.description)
    _comment(connection, f"type {name}_row", f"A row of {name}.")
    _comment_columns(connection, f"{name}_row", words)


def _columns_at_any_moment(connection: Connection, select: str) -> list[str]:
    """Name, type and collation of each column a function of a moment gives."""
    at_one = _AS_OF.sub("cast('infinity' as timestamptz)", select)
    run(connection, f"create temp view at_one_moment as\n{at_one}")
    columns = ask_catalogue(connection, "columns_of_relation", relation="pg_temp.at_one_moment")
    run(connection, "drop view pg_temp.at_one_moment")
    return [
        f'"{column["name"]}" {column["type"]}'
        + (f' collate "{column["collation_name"]}"' if column["collation_name"] else "")
        for column in columns
    ]


def _comment_columns(connection: Connection, name: str, words: RelationSql) -> None:
    there = {column["name"] for column in ask_catalogue(connection, "columns_of_relation", relation=name)}
    for column, text in words.columns.items():
        if column in there:  # of a function, its parameter is described among the columns
            _comment(connection, f"column {name}.{column}", text)


def _comment(connection: Connection, what: str, text: str) -> None:
    run(connection, f"comment on {what} is {pg.Literal(text).as_string(raw_connection(connection))}")


CREATE = {"table": create_table, "view": create_view, "macro": create_function}


def create(connection: Connection, relation: Relation, select: str | None) -> None:
    """A relation people see, from its file or from another SELECT of the same columns."""
    words = read_sql(SQL_DIR / f"{relation.name}.sql")
    CREATE[relation.kind](connection, relation.name, select or words.select, words)
