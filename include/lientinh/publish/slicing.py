"""Slices: a large build works on some indicators at a time, so that memory stays what one slice needs."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from lientinh.publish.engine import Build
from lientinh.publish.relations import read_step

# Working on so many observations takes about 2 GB; a series lies within one indicator, and so within one slice.
ROWS_PER_SLICE = 8_000_000
_BOUND = pa.schema([("low", pa.string()), ("high", pa.string())])


def list_slices(build: Build) -> Iterator[pa.Table]:
    """Tables of one row: from which indicator's code to before which (none: to the last); at least one."""
    lows, rows = [""], 0
    for counted in build.ask(read_step("indicator_count")):
        if rows and rows + counted["observations"] > ROWS_PER_SLICE:
            lows.append(counted["indicator_code"])
            rows = 0
        rows += counted["observations"]
    for low, high in zip(lows, [*lows[1:], None], strict=True):
        yield pa.Table.from_pylist([{"low": low, "high": high}], schema=_BOUND)
