"""Evidence of the embedded warehouse: immutable Parquet segments beside the file, which a view joins.

Words are most of the bytes and never change: a publication adds a segment instead of copying them all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lientinh.storage import sync_folder

SUFFIX = ".parquet"
ROWS_PER_GROUP = 100_000
# Many small segments slow every question; merging them costs once what they hold.
MOST_SMALL_SEGMENTS = 32
SMALL_ROWS = 1_000_000


def write_segment(
    folder: Path, name: str, batches: Iterable[pa.RecordBatch], schema: pa.Schema
) -> Path | None:
    """A new segment, durable under its name when this returns; None where there is no row."""
    folder.mkdir(parents=True, exist_ok=True)
    target, temporary = folder / f"{name}{SUFFIX}", folder / f".{name}{SUFFIX}"
    rows = 0
    with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        for table in _in_groups(batches, schema):
            writer.write_table(table, row_group_size=ROWS_PER_GROUP)
            rows += table.num_rows
    if not rows:
        temporary.unlink()
        return None
    descriptor = os.open(temporary, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    temporary.replace(target)
    sync_folder(folder)
    return target


def _in_groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterable[pa.Table]:
    """Batches of any size → tables of a row group's size."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= ROWS_PER_GROUP:
            yield pa.Table.from_batches(waiting, schema)
            waiting, rows = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting, schema)


def merge_small(folder: Path, segments: Sequence[Path], name: str, schema: pa.Schema) -> list[Path]:
    """The segments of a warehouse, the small newest ones merged into one where they have become many."""
    small: list[Path] = []
    for segment in reversed(segments):
        if pq.read_metadata(segment).num_rows >= SMALL_ROWS:
            break
        small.insert(0, segment)
    if len(small) <= MOST_SMALL_SEGMENTS:
        return list(segments)
    batches = (batch for segment in small for batch in pq.ParquetFile(segment).iter_batches(ROWS_PER_GROUP))
    merged = write_segment(folder, name, batches, schema)
    kept = [segment for segment in segments if segment not in small]
    return [*kept, merged] if merged else kept


def remove_unused(folder: Path, used: Iterable[Path]) -> None:
    """Delete the segments that neither the warehouse nor the one before it reads."""
    keep = {path.name for path in used}
    for path in folder.glob(f"*{SUFFIX}"):
        if path.name not in keep:
            path.unlink(missing_ok=True)
