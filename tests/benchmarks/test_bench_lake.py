"""A new submission in the lake: one new file against rewriting the month's file."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.pairs import print_ratio
from lientinh.lake import Lake
from lientinh.observations import observations_table

pytestmark = pytest.mark.bench


def make_rows(submission_id: str, count: int) -> pa.Table:
    row = {
        "series_id": "s",
        "area_code": "04",
        "territory": "04",
        "indicator_code": "population",
        "breakdown": "_T",
        "value": Decimal("530300"),
        "period": "2016",
        "period_end": date(2016, 12, 31),
        "landed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "submission_id": submission_id,
        "leads": True,
    }
    return observations_table(
        [{**row, "observation_id": f"{submission_id}{n}", "ordinal": n} for n in range(count)]
    )


def test_one_new_file_against_rewriting_the_month(tmp_path):
    month = pa.concat_tables([make_rows(f"s{n}", 500) for n in range(100)])
    one = make_rows("new", 500)
    lake = Lake.open(str(tmp_path))
    numbers = iter(range(1000))

    def rewrite_month():
        buffer = io.BytesIO()
        pq.write_table(pa.concat_tables([month, one]), buffer, compression="zstd")
        (tmp_path / "month.parquet").write_bytes(buffer.getvalue())

    def write_new_file():
        lake.write_table(f"observations/received=2026-01/04-{next(numbers)}-p.parquet", one)

    print_ratio("one submission into a month of 100", rewrite_month, write_new_file)
