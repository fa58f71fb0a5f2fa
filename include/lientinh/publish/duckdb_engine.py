"""The embedded engine: one DuckDB file, built or copied beside the one people read and swapped in by a rename."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import pyarrow as pa

from lientinh.errors import InfrastructureError, UsageError
from lientinh.publish.column_words import comment_column, comment_relation
from lientinh.publish.engine import Build, Fault, Row, Warehouse, no_fault
from lientinh.publish.evidence_segments import merge_small, remove_unused, write_segment
from lientinh.publish.lock import publisher_lock
from lientinh.publish.relations import SQL_DIR, Relation, digest_relations, read_relation, read_sql
from lientinh.publish.staging_lake import EVIDENCE
from lientinh.publish.swapping import swap_in

# A full build of 1e8 observations stays below 8 GB with it; what does not fit goes to disk.
MEMORY_LIMIT = "4GB"
_CREATE = {
    "table": "create table warehouse.main.{name} as\n{select}",
    "view": "create or replace view warehouse.main.{name} as\n{select}",
    "evidence": "create or replace view warehouse.main.{name} as\n{select}",
    "macro": "create macro warehouse.main.{name}(as_of) as table\n{select}",
}
_COMMENT = {
    "evidence": "comment on view {name} is {text}",
    "table": "comment on table {name} is {text}",
    "view": "comment on view {name} is {text}",
    "macro": "comment on macro table {name} is {text}",
}


class DuckDbEngine:
    """The warehouse file of a folder, and its evidence beside it."""

    def __init__(self, warehouse_file: Path) -> None:
        self.file = warehouse_file
        self._dir = warehouse_file.parent
        self.folder = str(self._dir)

    @property
    def name(self) -> str:
        return str(self.file)

    def publication_number(self) -> int | None:
        if not self.file.is_file():
            return None
        query = read_sql(SQL_DIR / "queries" / "publication_number.sql").select
        try:
            with duckdb.connect(str(self.file), read_only=True) as connection:
                row = connection.execute(query).fetchone()
                segments = _list_segments(connection)
        except duckdb.Error:
            return None
        if row is None or row[0] is None or row[1:] != (digest_relations(), self.folder):
            return None
        return int(row[0]) if all(segment.is_file() for segment in segments) else None

    def lock(self) -> AbstractContextManager[None]:
        return publisher_lock(self._dir)

    @contextlib.contextmanager
    def read(self) -> Iterator[Warehouse]:
        if not self.file.is_file():
            raise UsageError(
                f"{self.file}: chưa có kho số liệu (no warehouse yet; `lientinh publish` makes it from the lake)"
            )
        try:
            connection = duckdb.connect(str(self.file), read_only=True)
        except duckdb.IOException as error:
            raise InfrastructureError(
                f"{self.file} is open for writing elsewhere; open it read-only there"
            ) from error
        try:
            connection.execute("set timezone = 'UTC'")
            yield Warehouse(lambda select, parameters: fetch_rows(connection, select, parameters))
        except duckdb.IOException as error:
            raise InfrastructureError(
                f"evidence of {self.file} is not where it was made ({error}); `lientinh publish` makes it again here"
            ) from error
        finally:
            connection.close()

    @contextlib.contextmanager
    def rebuild(self, n: int) -> Iterator[Build]:
        with self._building(n, copy=False) as build:
            yield build

    @contextlib.contextmanager
    def change(self, n: int) -> Iterator[Build]:
        with self._building(n, copy=True) as build:
            yield build

    @contextlib.contextmanager
    def _building(self, n: int, *, copy: bool) -> Iterator[Build]:
        building = self._dir / f"building_{n}.duckdb"
        self._remove_leftovers()
        self._dir.mkdir(parents=True, exist_ok=True)
        try:
            if copy:
                shutil.copyfile(self.file, building)
            build = DuckDbBuild(self.file, building, copy)
            try:
                yield build
            finally:
                build.close()
        except duckdb.Error as error:
            if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
                raise InfrastructureError(f"cannot build {building}: {error}") from error
            raise
        except OSError as error:
            raise InfrastructureError(f"cannot build {building}: {error.strerror or error}") from error
        finally:
            self._remove_leftovers()

    def _remove_leftovers(self) -> None:
        for leftover in self._dir.glob("building_*"):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)


class DuckDbBuild:
    """A DuckDB file that nobody reads yet; staging and scratch tables stand in a second file that goes with it."""

    def __init__(self, target: Path, building: Path, copied: bool) -> None:
        self._target, self._building = target, building
        self._evidence_dir = target.parent / "evidence"
        self._connection = duckdb.connect()
        # What dies with its build needs no journal; the checkpoint of `commit` writes everything once.
        self._connection.execute(f"attach '{building}' as warehouse (recovery_mode no_wal_writes)")
        self._connection.execute("set timezone = 'UTC'")
        self._connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        self._connection.execute(f"set temp_directory = '{building}.tmp'")
        scratch_file = ":memory:" if copied else f"{building}.scratch"
        self._connection.execute(f"attach '{scratch_file}' as scratch (recovery_mode no_wal_writes)")
        self._connection.execute("set search_path = 'warehouse.main,scratch.main'")
        self._before = _list_segments(self._connection) if copied else []
        self._segments = list(self._before)
        # What this build made; it is commented at the end, together: each alone would wait for the disk.
        self._made: dict[str, Relation] = {}
        if not copied:
            self._show_evidence()

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        self._connection.register("arriving", rows)
        self.scratch(name, "select * from arriving")
        self._connection.unregister("arriving")

    def scratch(self, name: str, select: str) -> None:
        self._connection.execute(f"create or replace table scratch.main.{name} as\n{select}")

    def scratch_view(self, name: str, select: str) -> None:
        self._connection.execute(f"create or replace view scratch.main.{name} as\n{select}")

    def create(self, relation: Relation, select: str | None = None) -> None:
        sql = select or read_relation(relation.name).select
        self._connection.execute(_CREATE[relation.kind].format(name=relation.name, select=sql))
        self._made[relation.name] = relation

    def _write_comments(self) -> Iterator[str]:
        """Comments of what this build made; DuckDB keeps none for the columns of a macro."""
        for name, relation in self._made.items():
            text = _quote(comment_relation(name))
            yield _COMMENT[relation.kind].format(name=f"warehouse.main.{name}", text=text)
        for column in self.ask(read_sql(SQL_DIR / "duckdb" / "columns_of_warehouse.sql").select):
            words = comment_column(column["relation"], column["name"])
            if words and column["relation"] in self._made:
                yield f"comment on column warehouse.main.{column['relation']}.{column['name']} is {_quote(words)}"

    def execute(self, sql: str, parameters: Mapping[str, object] | None = None) -> int:
        cursor = self._connection.execute(sql, dict(parameters) if parameters else None)
        row = cursor.fetchone()
        return int(row[0]) if row and isinstance(row[0], int) else -1

    def ask(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        return fetch_rows(self._connection, sql, parameters)

    def append_evidence(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, n: int) -> None:
        kind = "" if self._before else "-all"
        segment = write_segment(self._evidence_dir, f"{n}{kind}", batches, schema)
        if segment:
            self._segments = [*(one for one in self._segments if one != segment), segment]
        self._segments = merge_small(self._evidence_dir, self._segments, f"{n}-merged", schema)
        self._show_evidence()

    def _show_evidence(self) -> None:
        """The view over all segments; an empty one where there is none."""
        if self._segments:
            files = ", ".join(_quote(str(segment)) for segment in self._segments)
            select = f"select * from read_parquet([{files}])"  # noqa: S608 - our own paths
        else:
            self._connection.register("arriving", EVIDENCE.empty_table())
            self.scratch("no_evidence", "select * from arriving")
            types = self.ask("describe scratch.main.no_evidence")
            nulls = ", ".join(f"cast(null as {one['column_type']}) as {one['column_name']}" for one in types)
            select = f"select {nulls} where false"
        self.create(Relation("evidence", "evidence"), select)
        rows = [{"position": place, "file": str(one)} for place, one in enumerate(self._segments)]
        schema = pa.schema([("position", pa.int32()), ("file", pa.string())])
        self._connection.register("arriving", pa.Table.from_pylist(rows, schema=schema))
        self._connection.execute(
            "create or replace table warehouse.main.evidence_segment as select * from arriving"
        )
        self._connection.unregister("arriving")
        self._made["evidence_segment"] = Relation("evidence_segment")

    def commit(self, fault: Fault = no_fault) -> None:
        self._connection.execute("; ".join(["begin", *self._write_comments(), "commit"]))
        self._connection.execute("checkpoint warehouse")
        self.close()
        swap_in(self._building, self._target, fault)
        remove_unused(self._evidence_dir, [*self._segments, *self._before])

    def close(self) -> None:
        self._connection.close()


def fetch_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] | None = None
) -> list[Row]:
    """The rows of a query, one dict each, columns in the query's order."""
    cursor = connection.execute(sql, dict(parameters) if parameters else None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _list_segments(connection: duckdb.DuckDBPyConnection) -> list[Path]:
    """The evidence files a warehouse reads, in the order of keys."""
    query = read_sql(SQL_DIR / "queries" / "evidence_segments.sql").select
    return [Path(str(row[0])) for row in connection.execute(query).fetchall()]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
