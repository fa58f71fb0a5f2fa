"""Keep a table up: make it, make its rows anew, add to them, or put new rows in the place of some."""

from __future__ import annotations

from lientinh.publish.engine import Build
from lientinh.publish.relations import Relation, read_relation


def keep_table(build: Build, relation: Relation, *, whole: bool) -> None:
    """One table of the warehouse after a publication: made in a whole build, else kept up as its relation says."""
    if whole:
        build.create(relation)
    elif relation.upkeep != "catalogue":
        # First the new rows: their SELECT may read the table itself.
        rows = f"{relation.name}_rows"
        build.scratch(rows, read_relation(relation.name).select)
        put_in_place(build, relation, rows)


def put_in_place(build: Build, relation: Relation, rows: str) -> None:
    """The rows of a scratch relation for those of a table that they stand for."""
    if relation.upkeep == "scope":
        keys = ", ".join(relation.keys)
        within = f"({keys}) in (select {keys} from {relation.scope})"  # noqa: S608 - our own names, here and below
        build.execute(f"delete from {relation.name} where {within}")  # noqa: S608
        build.execute(f"insert into {relation.name} select * from {rows} where {within}")  # noqa: S608
        return
    if relation.upkeep == "whole":
        build.execute(f"delete from {relation.name}")  # noqa: S608
    add_rows(build, relation.name, rows)


def add_rows(build: Build, name: str, rows: str) -> None:
    """The rows of a scratch relation, behind those of a table."""
    build.execute(f"insert into {name} select * from {rows}")  # noqa: S608
