"""Ask the warehouse people read, on the engine the settings name; it is open only as long as that takes."""

from __future__ import annotations

from contextlib import AbstractContextManager

from lientinh.publish.engine import Row, Warehouse
from lientinh.publish.engines import open_engine
from lientinh.settings import Settings

__all__ = ["Row", "Warehouse", "open_warehouse"]


def open_warehouse(settings: Settings) -> AbstractContextManager[Warehouse]:
    """The warehouse, for reading. `UsageError` where none has been published yet."""
    return open_engine(settings).read()
