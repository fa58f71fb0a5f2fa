"""Engines: where a warehouse lives. The SQL is the same on each; loading, swapping and errors are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pyarrow as pa

from lientinh.publish.relations import Relation

Row = dict[str, Any]
Fault = Callable[[str], None]


class Build(Protocol):
    """A warehouse under construction; nobody reads it until `commit`."""

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Arrow rows into a staging table of their schema, replaced where it is there; it lives as long as the build."""

    def scratch(self, name: str, select: str) -> None:
        """A SELECT into a table that lives as long as the build, replaced where it is there."""

    def scratch_view(self, name: str, select: str) -> None:
        """The same as a view: evaluated whenever it is read."""

    def create(self, relation: Relation, select: str | None = None) -> None:
        """A relation that people see, with its comments and indexes."""

    def execute(self, sql: str, parameters: Mapping[str, object] | None = None) -> int:
        """A statement with `$name` parameters; how many rows it changed, -1 where that is not known."""

    def ask(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """The rows of a query, one dict each."""

    def append_evidence(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema, n: int) -> None:
        """Rows of `evidence`, in the order of their keys, behind those that are there."""

    def commit(self, fault: Fault) -> None:
        """What was built becomes the warehouse people read, in one step."""


class Engine(Protocol):
    """Where a warehouse lives."""

    def publication_number(self) -> int | None:
        """Of the warehouse people read; None where there is none that is whole."""

    def lock(self) -> AbstractContextManager[None]:
        """One publisher at a time; `InfrastructureError` where another publishes."""

    def rebuild(self, n: int) -> AbstractContextManager[Build]:
        """An empty warehouse; left without `commit`, nothing has happened."""

    def change(self, n: int) -> AbstractContextManager[Build]:
        """The warehouse people read now, to be changed; left without `commit`, nothing has happened."""
