"""The question that is timed: one indicator, ten years, all provinces, every column of `comparison`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from benchmarks.large_catalogue import large_catalogue
from benchmarks.large_lake import LakeSize
from lientinh.publish.reading_warehouse import Warehouse
from lientinh.publish.relations import SQL_DIR, read_sql

# The provinces of today: what was told for the time before in their boundaries, and as reported since.
_QUESTION = {"period": None, "scenario": "actual", "boundary": "2025-07-01"}


def indicator_codes(size: LakeSize, count: int = 15) -> list[str]:
    """Some of the indicators reported, spread over all fields, kinds and units."""
    step = max(1, len(size.indicators) // count)
    return [large_catalogue().indicators[number].indicator_code for number in size.indicators[::step][:count]]


def ask_comparison(warehouse: Warehouse, indicator_code: str) -> list[dict[str, Any]]:
    """As `lientinh compare` asks: rows as Python objects."""
    return warehouse.ask("compare", indicator_code=indicator_code, **_QUESTION)


def select_comparison(connection: duckdb.DuckDBPyConnection, indicator_code: str) -> pa.Table:
    """As an analyst asks DuckDB: the same SQL, rows as an Arrow table."""
    sql = read_sql(SQL_DIR / "queries" / "compare.sql").select
    return connection.sql(sql, params={"indicator_code": indicator_code, **_QUESTION}).to_arrow_table()


def open_file(warehouse_file: Path) -> duckdb.DuckDBPyConnection:
    """The warehouse file for reading, as an analyst opens it."""
    return duckdb.connect(str(warehouse_file), read_only=True)
