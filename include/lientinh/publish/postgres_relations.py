"""Relations on PostgreSQL: tables with their indexes, views, and functions of a moment; their comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from psycopg import sql as pg
from sqlalchemy import Connection

from lientinh.publish.column_words import comment_column, comment_relation
from lientinh.publish.engine import Row
from lientinh.publish.postgres_connection import raw_connection, rows_of, run
from lientinh.publish.relations import SQL_DIR, Relation, read_relation, read_sql

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
        # what a comparison is made from: the figures of provinces are few among those of communes
        "(indicator_key, period_key) where shown_id is not null and leads",
    ),
    "comparison": ("(indicator_code, period_end)",),
    "finding_life": ("unique (finding_id)",),
    "finding_observation": ("(observation_id)", "(finding_id)", "(decision_id)"),
    "unpublished_observation": ("(submission_key)",),
}
# How many rows join what a comparison groups, or a slice of observations, the planner guesses a hundred times too low,
# and loops for hours.
MISJUDGED = ("comparison_now", "voice")
WITHOUT_NESTED_LOOPS = "enable_nestloop = off"
_ROW = "_row"  # what the type of the rows of a function adds to its name
_AS_OF = re.compile(r"\bas_of\b")


def ask_catalogue(connection: Connection, question: str, **parameters: object) -> list[Row]:
    """What PostgreSQL knows of its own objects; the questions are files of `sql/postgres/`."""
    select = read_sql(SQL_DIR / "postgres" / f"{question}.sql").select
    return rows_of(run(connection, select, parameters))


def create_table(connection: Connection, name: str, select: str) -> None:
    """A table of a SELECT, in its order, analyzed and indexed."""
    run(connection, f"create table {name} as\n{select}")
    finish_table(connection, name)


def finish_table(connection: Connection, name: str) -> None:
    """Indexes and statistics of a table that has just been filled."""
    for index in INDEXES.get(name, ()):
        unique, _, columns = index.rpartition("(")
        run(connection, f"create {unique}index on {name} ({columns}")
    run(connection, f"analyze {name}")


def create_view(connection: Connection, name: str, select: str) -> None:
    """A view; it is bound to the tables of its own schema for good, whatever name the schema takes."""
    run(connection, f"create view {name} as\n{select}")


def create_function(connection: Connection, name: str, select: str) -> None:
    """A function of a moment, `name(as_of)`, which gives the rows of a SELECT.

    Its body is in standard SQL and bound when it is made, so no search path leads it astray; the planner still
    reads through it as through a view. Its rows have a type of their own, because the columns of
    `returns table` would lose their scale and their collation.
    """
    columns = _columns_at_any_moment(connection, select)
    run(connection, f"create type {name}{_ROW} as ({', '.join(columns)})")
    planning = f"set {WITHOUT_NESTED_LOOPS}" if name == "comparison_as_of" else ""
    run(
        connection,
        f"create function {name}(as_of timestamptz) returns setof {name}{_ROW} language sql stable {planning}\n"
        f"begin atomic\n{select};\nend",
    )


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


def comment_all(connection: Connection, schema: str, made: Iterable[str]) -> None:
    """Comments of relations that were made in a schema, and of all their columns, in one round trip."""
    statements = [
        f"comment on {what} is {pg.Literal(text).as_string(raw_connection(connection))}"
        for what, text in _write_comments(connection, schema, set(made))
    ]
    if statements:
        run(connection, ";\n".join(statements))


def _write_comments(connection: Connection, schema: str, made: set[str]) -> Iterator[tuple[str, str]]:
    """What is commented, and its words; the columns of a function are those of the type of its rows."""
    for one in ask_catalogue(connection, "relations_of_schema", schema=schema):
        name, kind = one["name"], one["kind"]
        if name in made:
            yield f'{kind} {schema}."{name}"', comment_relation(name)
        if name in made and kind == "function":
            yield f"type {schema}.{name}{_ROW}", f"Kiểu dòng của {name} · Type of a row of {name}"
    for column in ask_catalogue(connection, "columns_of_schema", schema=schema):
        relation = column["relation"].removesuffix(_ROW)
        words = comment_column(relation, column["name"])
        if words and relation in made:
            yield f'column {schema}."{column["relation"]}"."{column["name"]}"', words


CREATE = {"table": create_table, "view": create_view, "macro": create_function}


def create(connection: Connection, relation: Relation, select: str | None) -> None:
    """A relation people see, from its file or from another SELECT of the same columns."""
    CREATE[relation.kind](connection, relation.name, select or read_relation(relation.name).select)
