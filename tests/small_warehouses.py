"""Small warehouses built on an engine step by step, without the publisher: for tests of the engines themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from lientinh.catalogue.catalogue import Catalogue
from lientinh.lake import Lake
from lientinh.publish.building import ministry_day
from lientinh.publish.engine import Build
from lientinh.publish.publications import Publication, read_publication
from lientinh.publish.relations import RELATIONS, SQL_DIR, read_sql
from lientinh.publish.staging_catalogue import stage_catalogue
from lientinh.publish.staging_lake import stage_lake
from small_lakes import asked, small_catalogue


def stage_tables(lake: Lake, catalogue: Catalogue, log: list[Publication]) -> dict[str, pa.Table]:
    """The `stage_*` tables of a lake as the publications of a log know it."""
    from_lake = stage_lake(lake, log)
    until = ministry_day(log[-1].published_at)
    return {**from_lake, **stage_catalogue(catalogue, from_lake["stage_observation"], until)}


def build_relations(made: Build, tables: Mapping[str, pa.Table]) -> None:
    """Every relation of the warehouse, in their order."""
    for name, table in tables.items():
        made.load(name, table)
    for relation in RELATIONS:
        if relation.kind == "scratch":
            made.scratch(relation.name, read_sql(SQL_DIR / f"{relation.name}.sql").select)
        else:
            made.create(relation)


def build_nothing(made: Build, n: int) -> None:
    """The smallest warehouse with every relation: a catalogue, an empty lake, and one publication numbered n."""
    tables = stage_tables(
        Lake.open("memory://empty"), small_catalogue(asked("jobs", "2024")), [_publication(n)]
    )
    build_relations(made, tables)


def publication_table(n: int) -> pa.Table:
    """The log as `build_nothing` stages it."""
    return stage_lake(Lake.open("memory://empty"), [_publication(n)])["stage_publication"]


def _publication(n: int) -> Publication:
    return Publication(
        n=n,
        published_at=datetime(2025, 1, n, tzinfo=UTC),
        cause="first",
        decision_ids=(),
        package_version="0",
        catalogue_digest="0",
    )


def build_from(made: Build, lake: Any) -> None:
    """The warehouse of a `SmallLake` as its last publication knows it."""
    log = [read_publication(content) for content in lake.lake.publications()]
    build_relations(made, stage_tables(lake.lake, lake.catalogue, log))
