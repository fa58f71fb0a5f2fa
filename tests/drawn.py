"""Draw what a relation should hold, and hold it against a warehouse."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from psycopg.rows import dict_row

from small_lakes import table


def ask(file: Path | str, sql: str, *parameters: object) -> list[dict[str, Any]]:
    """Rows of a query, one dict each; a warehouse in PostgreSQL is asked by its URL."""
    if isinstance(file, str):
        return _ask_postgres(file, sql, parameters)
    with duckdb.connect(str(file), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        cursor = connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _ask_postgres(url: str, sql: str, parameters: tuple[object, ...]) -> list[dict[str, Any]]:
    with psycopg.connect(url.replace("+psycopg", ""), row_factory=dict_row) as connection:
        connection.execute("set search_path to lientinh")
        connection.execute("set timezone to 'UTC'")
        if not parameters:
            return connection.execute(sql).fetchall()
        return connection.execute(sql.replace("?", "%s"), parameters).fetchall()


def check_cells(
    file: Path | str, expected: str, where: str = "true", *, boundary: str = "as_reported", relation: str = "comparison"
) -> None:  # fmt: skip
    """Every cell drawn, by its area_code, stands in the comparison narrowed to one series."""
    rows = ask(file, f"select * from {relation} where boundary = '{boundary}' and {where}")
    cells = {row["area_code"]: row for row in rows}
    assert len(cells) == len(rows), "narrow the comparison to one series"
    drawn = table(expected)
    found = [{name: plain(cells[str(row["area_code"])][name]) for name in row} for row in drawn]
    assert found == drawn


def plain(item: object) -> str | None:
    """As a table draws it: decimals without padding, None and empty text as an empty cell."""
    if isinstance(item, Decimal):
        return f"{item.normalize():f}"
    return None if item in (None, "") else str(item)
