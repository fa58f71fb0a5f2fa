"""Swap: the new file takes the old one's name in one step; who has the old one open keeps reading it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from lientinh.errors import InfrastructureError
from lientinh.publish.relations import SQL_DIR, read_sql
from lientinh.storage import sync_folder


def swap_in(building: Path, warehouse_file: Path, fault: Callable[[str], None]) -> None:
    """Make the built file durable and put it in the place of the warehouse; remove what killed builds left."""
    try:
        descriptor = os.open(building, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fault("before_swap")
        building.replace(warehouse_file)
        sync_folder(warehouse_file.parent)
        fault("after_swap")
    except OSError as error:
        raise InfrastructureError(f"cannot put {warehouse_file} in place: {error.strerror}") from error
    for leftover in warehouse_file.parent.glob(".building-*"):
        leftover.unlink(missing_ok=True)


def read_publication_number(warehouse_file: Path) -> int | None:
    """The publication a warehouse file holds; None where it is not there or cannot be read, and must be made."""
    if not warehouse_file.is_file():
        return None
    try:
        with duckdb.connect(str(warehouse_file), read_only=True) as connection:
            row = connection.execute(
                read_sql(SQL_DIR / "queries" / "publication_number.sql").select
            ).fetchone()
    except duckdb.Error:
        return None
    return int(row[0]) if row and row[0] is not None else None
