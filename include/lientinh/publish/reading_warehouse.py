"""Ask a warehouse file: one SQL file in, rows out; the file is open only as long as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.relations import SQL_DIR, read_sql

Row = dict[str, Any]


class Warehouse:
    """An open warehouse file; every query is a file of `sql/queries/`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def ask(self, query: str, **parameters: object) -> list[Row]:
        """The rows of a query, one dict each, columns in the query's order."""
        select = read_sql(SQL_DIR / "queries" / f"{query}.sql").select
        cursor = self._connection.execute(select, parameters or None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def open_warehouse(warehouse_file: Path) -> Iterator[Warehouse]:
    """The warehouse, for reading. `UsageError` where none has been published yet."""
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
        yield Warehouse(connection)
    finally:
        connection.close()
