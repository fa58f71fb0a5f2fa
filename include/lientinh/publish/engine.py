"""Engine: what publishing asks of a database, and nothing more; DuckDB and PostgreSQL each answer it their way.

The SQL is the same for both (`sql/`). What differs is how a warehouse comes to be and takes the place of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pyarrow as pa

from lientinh.publish.relations import SQL_DIR, Relation, read_sql

Row = dict[str, Any]
Parameters = Mapping[str, object]
Fault = Callable[[str], None]


def no_fault(point: str) -> None:
    """Nothing goes wrong at a point of a publication; tests hand in something that does."""


class Warehouse:
    """A warehouse open for reading, one publication from the first question to the last."""

    def __init__(self, run: Callable[[str, Parameters], list[Row]]) -> None:
        self._run = run

    def ask(self, query: str, **parameters: object) -> list[Row]:
        """The rows of a file of `sql/queries/`, one dict each, columns in the query's order."""
        return self._run(read_sql(SQL_DIR / "queries" / f"{query}.sql").select, parameters)


class Build(Protocol):
    """A warehouse under construction; nobody reads it until `commit`."""

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Rows into the staging table `name` of their schema, replaced if there; it lives as long as the build."""

    def scratch(self, name: str, select: str) -> None:
        """A SELECT into a table that lives as long as the build, analyzed."""

    def scratch_view(self, name: str, select: str) -> None:
        """The same as a view, evaluated whenever it is read."""

    def create(self, relation: Relation, select: str | None = None) -> None:
        """A relation people see, with comments, from its file or from `select`; a macro has one parameter, as_of."""

    def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """A statement with `$name` parameters → the number of rows changed, where known (else -1)."""

    def ask(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of a SELECT with `$name` parameters, one dict each."""

    def append_evidence(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, n: int) -> None:
        """Rows of `evidence`, new in publication `n`: the columns of `sql/evidence.sql`, `observation_key` included."""

    def commit(self, fault: Fault = no_fault) -> None:
        """What was built becomes the warehouse, in one step."""


class Engine(Protocol):
    """A place where a warehouse lives; `folder` is where its evidence stands, empty where a database holds it."""

    folder: str

    @property
    def name(self) -> str:
        """Where it is, for people."""

    def publication_number(self) -> int | None:
        """The publication of the warehouse people read; None where there is none, or it is not whole."""

    def lock(self) -> AbstractContextManager[None]:
        """One publisher at a time; `InfrastructureError` where another publishes."""

    def rebuild(self, n: int) -> AbstractContextManager[Build]:
        """An empty warehouse for publication `n`; left without `commit`, nothing has happened."""

    def change(self, n: int) -> AbstractContextManager[Build]:
        """As `rebuild`, but it starts as what people read now."""

    def read(self) -> AbstractContextManager[Warehouse]:
        """The warehouse, for reading. `UsageError` where none has been published yet."""
