"""Which engine keeps the warehouse: the embedded file, or the database the settings name."""

from __future__ import annotations

from lientinh.publish.duckdb_engine import DuckDbEngine
from lientinh.publish.engine import Engine
from lientinh.publish.postgres_engine import PostgresEngine
from lientinh.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """The engine of the settings; nothing is opened yet."""
    if settings.warehouse_is_postgres and settings.warehouse_url:
        return PostgresEngine(settings.warehouse_url)
    return DuckDbEngine(settings.warehouse_file)


def name_warehouse(settings: Settings) -> str:
    """Where the warehouse is, for people: the file, or server and database; never a password."""
    return open_engine(settings).name
