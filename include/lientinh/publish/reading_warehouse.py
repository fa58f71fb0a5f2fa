"""Ask the warehouse people read, on the engine the settings name; it is open only as long as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.engine import Parameters, Row, Warehouse
from lientinh.publish.postgres_engine import PostgresEngine
from lientinh.settings import Settings

__all__ = ["Row", "Warehouse", "open_warehouse"]


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[Warehouse]:
    """The warehouse, for reading. `UsageError` where none has been published yet."""
    if settings.warehouse_is_postgres and settings.warehouse_url:
        with PostgresEngine(settings.warehouse_url).read() as warehouse:
            yield warehouse
    else:
        with _open_file(settings.warehouse_file) as warehouse:
            yield warehouse


@contextmanager
def _open_file(warehouse_file: Path) -> Iterator[Warehouse]:
    if not warehouse_file.is_file():
        raise UsageError(
            f"{warehouse_file}: chưa có kho số liệu "
            "(no warehouse yet; `lientinh publish` makes it from the lake)"
        )
    try:
        connection = duckdb.connect(str(warehouse_file), read_only=True)
    except duckdb.IOException as error:
        raise InfrastructureError(
            f"{warehouse_file} is open for writing elsewhere; open it read-only there"
        ) from error
    try:
        connection.execute("set timezone = 'UTC'")
        yield Warehouse(lambda select, parameters: _run_file(connection, select, parameters))
    finally:
        connection.close()


def _run_file(connection: duckdb.DuckDBPyConnection, select: str, parameters: Parameters) -> list[Row]:
    cursor = connection.execute(select, dict(parameters) or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
