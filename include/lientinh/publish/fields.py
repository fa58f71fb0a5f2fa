"""Short ways to write the Arrow schemas of staged tables."""

from __future__ import annotations

import pyarrow as pa

TIME = pa.timestamp("us", tz="UTC")


def text_fields(names: str) -> list[pa.Field]:
    """Text columns, named in one line."""
    return [pa.field(name, pa.string()) for name in names.split()]


def date_fields(names: str) -> list[pa.Field]:
    """Date columns, named in one line."""
    return [pa.field(name, pa.date32()) for name in names.split()]
