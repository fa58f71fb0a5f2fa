"""Speak to PostgreSQL: connections, `$name` parameters, errors that name the server and never the password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql as pg
from sqlalchemy import URL, Connection, CursorResult, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.engine import Parameters, Row

# Comments and quoted text are matched first, so that a `$` or an apostrophe in them stands for itself.
_PARAMETER = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\$([a-z_]\w*)")
# Classes of SQLSTATE that no change of our SQL would mend: connections, resources, operators, the machine.
_MACHINE = ("08", "28", "3D", "42501", "53", "55P03", "57", "58", "XX")


class Server:
    """A database of a PostgreSQL server, by its URL; every connection speaks UTC."""

    def __init__(self, warehouse_url: str) -> None:
        try:
            url = make_url(warehouse_url)
        except ArgumentError as error:
            raise UsageError(
                "LIENTINH_WAREHOUSE_URL is no URL; write postgresql+psycopg://USER@HOST:5432/DATABASE"
            ) from error
        self.url: URL = url.set(drivername="postgresql+psycopg")
        self._engine = create_engine(self.url, poolclass=NullPool)

    @property
    def name(self) -> str:
        """Host and database, for messages."""
        query = self.url.query.get("host")
        host = self.url.host or (query if isinstance(query, str) else "localhost")
        return f"{host}/{self.url.database or self.url.username}"

    @contextmanager
    def connect(self, isolation: str = "READ COMMITTED", *, read_only: bool = False) -> Iterator[Connection]:
        """A connection; what fails on it is an `InfrastructureError` where the machine, not our SQL, is at fault."""
        with self.explain_errors(), self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level=isolation, postgresql_readonly=read_only)
            run(connection, "set timezone = 'UTC'")
            run(
                connection, "set jit = off"
            )  # the comparison has many columns: compiling takes longer than running
            yield connection

    @contextmanager
    def explain_errors(self) -> Iterator[None]:
        """Turn failures of server, account and disk into `InfrastructureError`s."""
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if not _is_machine(cause):
                raise
            raise InfrastructureError(f"PostgreSQL {self.name}: {_first_line(cause)}") from error


def _is_machine(cause: BaseException | None) -> bool:
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return isinstance(cause, psycopg.OperationalError)
    return str(state).startswith(_MACHINE)


def _first_line(cause: BaseException | None) -> str:
    """The server's own words, without the statement that met them."""
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(cause).__name__


def run(connection: Connection, sql: str, parameters: Parameters | None = None) -> CursorResult[Any]:
    """Execute a statement with `$name` parameters.

    They are written into the statement as literals: `$period is null or period = $period` holds for None, which
    has no type a server could bind, and a plan is made for the values it is used with.
    """
    text = bind(sql, parameters or {}).as_string(raw_connection(connection))
    return connection.exec_driver_sql(text, execution_options={"no_parameters": True})


def bind(sql: str, parameters: Parameters) -> pg.Composed:
    """A statement with its `$name` parameters as literals."""
    parts: list[pg.Composable] = []
    end = 0
    for found in _PARAMETER.finditer(sql):
        if found[1] is not None:
            parts += [pg.SQL(sql[end : found.start()]), pg.Literal(parameters[found[1]])]
            end = found.end()
    return pg.Composed([*parts, pg.SQL(sql[end:])])


def rows_of(result: CursorResult[Any]) -> list[Row]:
    """One dict a row, columns in the query's order."""
    return [dict(row) for row in result.mappings()]


def raw_connection(connection: Connection) -> psycopg.Connection[Any]:
    """The driver's connection, for COPY and for quoting."""
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
