"""Keep a table up: make it, make its rows anew, add to them, or put new rows in the place of some."""

from __future__ import annotations

from lientinh.publish.engine import Build
from lientinh.publish.relations import Relation, read_relation


def keep_table(build: Build, relation: Relation, *, whole: bool, select: str | None = None) -> None:
    """One table of the warehouse after a publication: made in a whole build, else kept up as its relation says."""
    name = relation.name
    if whole:
        build.create(relation, select)
    elif relation.upkeep != "catalogue":
        # First the new rows: their SELECT may read the table itself.
        build.scratch(f"{name}_rows", select or read_relation(name).select)
        if relation.upkeep == "whole":
            build.execute(f"delete from {name}")  # noqa: S608 - our own names, here and below
        if relation.upkeep == "scope":
            keys = ", ".join(relation.keys)
            build.execute(f"delete from {name} where ({keys}) in (select {keys} from {relation.scope})")  # noqa: S608
        add_rows(build, name, f"select * from {name}_rows")  # noqa: S608


def add_rows(build: Build, name: str, select: str) -> None:
    """The rows of a SELECT, behind those that are there."""
    build.execute(f"insert into {name}\n{select}")
