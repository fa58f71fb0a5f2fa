"""Build a new warehouse file from the lake, beside the one people read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.lake import Lake
from lientinh.publish.publications import Publication
from lientinh.publish.relations import RELATIONS, create_relation
from lientinh.publish.staging_catalogue import stage_catalogue
from lientinh.publish.staging_lake import stage_lake

_MINISTRY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


@contextlib.contextmanager
def open_new_warehouse(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new, empty DuckDB file; what an earlier, killed build left there is removed."""
    for leftover in (file, file.with_name(file.name + ".wal")):
        leftover.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(file))
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def stage(
    connection: duckdb.DuckDBPyConnection, lake: Lake, catalogue: Catalogue, log: Sequence[Publication]
) -> None:
    """Lake and catalogue, as the publications of `log` know them, into the connection's `stage_*` tables."""
    from_lake = stage_lake(lake, log)
    until = ministry_day(log[-1].published_at)
    load_stage(connection, from_lake)
    load_stage(connection, stage_catalogue(catalogue, from_lake["stage_observation"], until))


def load_stage(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Arrow tables into temporary tables of the same names."""
    for name, table in tables.items():
        connection.register("arriving", table)
        connection.execute(f"create temp table {name} as select * from arriving")  # noqa: S608 - our own names
        connection.unregister("arriving")


def create_relations(connection: duckdb.DuckDBPyConnection) -> None:
    """All relations of the warehouse from the staged tables, in their order."""
    for relation in RELATIONS:
        create_relation(connection, relation)


def ministry_day(moment: datetime) -> date:
    """The day it is at the ministry."""
    return moment.astimezone(_MINISTRY_TIME).date()
