"""The warehouse on PostgreSQL: the schema `lientinh`, published in one transaction.

A rebuild is made in a schema of its own, which then takes the name; a change happens in place, and who reads keeps
the rows they began with (MVCC). A publisher that dies leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.engine import Warehouse
from lientinh.publish.postgres_build import SCHEMA, PostgresBuild
from lientinh.publish.postgres_connection import Server, rows_of, run
from lientinh.publish.postgres_relations import ask_catalogue
from lientinh.publish.relations import RELATIONS, SQL_DIR, digest_relations, read_sql

# PostgreSQL's names for a schema and a table that are not there.
_NOT_THERE = ("3F000", "42P01")
_PATIENCE_SECONDS = 60.0


class PostgresEngine:
    """An `Engine`; `patience_seconds` is how long a rebuild waits for who is reading to come to an end."""

    folder = ""

    def __init__(self, warehouse_url: str, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._server = Server(warehouse_url)
        self._patience_seconds = patience_seconds

    @property
    def name(self) -> str:
        return f"PostgreSQL {self._server.name}"

    def publication_number(self) -> int | None:
        with self._server.connect() as connection:
            there = {one["name"] for one in ask_catalogue(connection, "relations_of_schema", schema=SCHEMA)}
            if any(relation.name not in there for relation in RELATIONS):
                return None
            run(connection, f"set search_path to {SCHEMA}")
            held = rows_of(run(connection, read_sql(SQL_DIR / "queries" / "publication_number.sql").select))[
                0
            ]
            return held["n"] if held["relations_digest"] == digest_relations() else None

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._server.connect("AUTOCOMMIT") as connection:
            if not ask_catalogue(connection, "publisher_lock")[0]["held"]:
                raise InfrastructureError(
                    f"another publication is under way in PostgreSQL {self._server.name}; try again when it is done"
                )
            yield

    @contextmanager
    def rebuild(self, n: int) -> Iterator[PostgresBuild]:
        with self._server.connect() as connection:
            yield PostgresBuild(connection, n, anew=True, patience_seconds=self._patience_seconds)

    @contextmanager
    def change(self, n: int) -> Iterator[PostgresBuild]:
        with self._server.connect() as connection:
            yield PostgresBuild(connection, n, anew=False, patience_seconds=self._patience_seconds)

    @contextmanager
    def read(self) -> Iterator[Warehouse]:
        with self._server.connect("REPEATABLE READ", read_only=True) as connection:
            self._hold(connection)
            yield Warehouse(lambda select, parameters: rows_of(run(connection, select, parameters)))

    def _hold(self, connection: Connection) -> None:
        """Hold on to the warehouse that is there: a lock, taken before the first row is seen, keeps off a rebuild."""
        run(connection, f"set search_path to {SCHEMA}")
        try:
            run(connection, f"lock table {SCHEMA}.publication in access share mode")
            run(connection, "select 1")  # from here on the transaction sees one moment
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) not in _NOT_THERE:
                raise
            raise UsageError(
                f"PostgreSQL {self._server.name}: chưa có kho số liệu "
                "(no warehouse yet; `lientinh publish` makes it from the lake)"
            ) from error
