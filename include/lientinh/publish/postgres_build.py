"""A warehouse under construction on PostgreSQL: one transaction, which nobody sees before it is committed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable

import pyarrow as pa
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from lientinh.errors import InfrastructureError
from lientinh.publish.engine import Fault, Parameters, Row, no_fault
from lientinh.publish.postgres_connection import rows_of, run
from lientinh.publish.postgres_loading import copy_rows, create_table_for
from lientinh.publish.postgres_relations import (
    MISJUDGED,
    WITHOUT_NESTED_LOOPS,
    ask_catalogue,
    comment_all,
    create,
    finish_table,
)
from lientinh.publish.relations import Relation

log = logging.getLogger(__name__)
SCHEMA, BUILDING = "lientinh", "lientinh_building"
ANALYST = "lientinh_analyst"
# Far below the second after which PostgreSQL looks for deadlocks: the publisher gives way, never a reader.
_LOCK_TIMEOUT_MS = 200
_BETWEEN_TRIES_S = 0.3
# Memory a sort or a hash may take before it goes to disk; a publication runs alone.
_WORK_MEM = "128MB"


class PostgresBuild:
    """A `Build` in a transaction: of a new schema beside the one people read, or within that one."""

    def __init__(self, connection: Connection, n: int, *, anew: bool, patience_seconds: float) -> None:
        self._connection = connection
        self._n = n
        self._anew = anew
        self._patience_seconds = patience_seconds
        self._views: list[str] = []
        self._made: list[str] = []
        run(connection, f"set work_mem = '{_WORK_MEM}'")
        if anew:
            run(connection, f"drop schema if exists {BUILDING} cascade")
            run(connection, f"create schema {BUILDING}")
        self._schema = BUILDING if anew else SCHEMA
        run(connection, f"set search_path to {self._schema}")

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        run(self._connection, f"drop table if exists pg_temp.{name} cascade")
        create_table_for(self._connection, name, rows.schema, temporary=True)
        batches = rows.to_batches() if isinstance(rows, pa.Table) else rows
        copy_rows(self._connection, f"pg_temp.{name}", rows.schema, batches)
        run(self._connection, f"analyze pg_temp.{name}")

    def scratch(self, name: str, select: str) -> None:
        run(self._connection, f"drop table if exists pg_temp.{name} cascade")
        if name in MISJUDGED:
            run(self._connection, f"set local {WITHOUT_NESTED_LOOPS}")
        run(self._connection, f"create temp table {name} on commit drop as\n{select}")
        if name in MISJUDGED:
            run(self._connection, "set local enable_nestloop = on")
        run(self._connection, f"analyze pg_temp.{name}")

    def scratch_view(self, name: str, select: str) -> None:
        run(self._connection, f"drop view if exists pg_temp.{name}")
        run(self._connection, f"create temp view {name} as\n{select}")
        self._views.append(name)

    def create(self, relation: Relation, select: str | None = None) -> None:
        create(self._connection, relation, select)
        self._made.append(relation.name)

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        return int(run(self._connection, sql, parameters).rowcount)

    def ask(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        return rows_of(run(self._connection, sql, parameters))

    def append_evidence(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, n: int) -> None:
        is_new = not self._has("evidence")
        if is_new:
            create_table_for(self._connection, "evidence", schema, temporary=False)
        copy_rows(self._connection, f"{self._schema}.evidence", schema, batches)
        if is_new:
            finish_table(self._connection, "evidence")
            self._made.append("evidence")

    def commit(self, fault: Fault = no_fault) -> None:
        for name in self._views:  # of the temporary tables that go with the transaction
            run(self._connection, f"drop view if exists pg_temp.{name}")
        comment_all(self._connection, self._schema, self._made)
        run(self._connection, f"comment on schema {self._schema} is 'Liên Tỉnh, publication {self._n}'")
        if self._anew:
            grant_to_analysts(self._connection, BUILDING)
            self._lock_out_readers()
            run(self._connection, f"drop schema if exists {SCHEMA} cascade")
            run(self._connection, f"alter schema {BUILDING} rename to {SCHEMA}")
        fault("before_swap")
        self._connection.commit()
        fault("after_swap")

    def _has(self, name: str) -> bool:
        there = ask_catalogue(self._connection, "relations_of_schema", schema=self._schema)
        return any(one["name"] == name for one in there)

    def _lock_out_readers(self) -> None:
        """Wait until nobody is in the middle of the old warehouse: its names are about to mean the new one."""
        there = ask_catalogue(self._connection, "relations_of_schema", schema=SCHEMA)
        names = [f'{SCHEMA}."{one["name"]}"' for one in there if one["kind"] != "function"]
        if not names:
            return
        run(self._connection, f"set local lock_timeout = {_LOCK_TIMEOUT_MS}")
        until = time.monotonic() + self._patience_seconds
        while not self._try_lock(names):
            if time.monotonic() > until:
                raise InfrastructureError(
                    f"somebody has been reading the old warehouse for {self._patience_seconds:.0f} s in one "
                    f"transaction (see pg_stat_activity); nothing has changed, publish again when that is done"
                )
            time.sleep(_BETWEEN_TRIES_S)
        run(self._connection, "set local lock_timeout = 0")

    def _try_lock(self, names: list[str]) -> bool:
        try:
            with self._connection.begin_nested():
                run(self._connection, f"lock table {', '.join(names)} in access exclusive mode")
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != "55P03":
                raise
            return False
        return True


def grant_to_analysts(connection: Connection, schema: str) -> None:
    """Let the analysts' role read a schema, and nothing else; where it may not be made, the log says so."""
    try:
        with connection.begin_nested():
            if not ask_catalogue(connection, "role_exists", role=ANALYST)[0]["found"]:
                run(connection, f"create role {ANALYST} nologin")
            run(connection, f"grant usage on schema {schema} to {ANALYST}")
            run(connection, f"grant select on all tables in schema {schema} to {ANALYST}")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in ("42501", "42710", "23505"):
            raise
        log.warning("role %s is not there and may not be made by this account; no grants", ANALYST)
