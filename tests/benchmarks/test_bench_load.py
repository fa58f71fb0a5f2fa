"""Rows into PostgreSQL: the publisher's bulk load against `DataFrame.to_sql`."""

from __future__ import annotations

import time

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from sqlalchemy import Numeric, create_engine, text

from lientinh.publish.postgres_engine import PostgresEngine

pytestmark = pytest.mark.bench


def test_bulk_load_against_to_sql(bench_home, bench_size, bench_database):
    rows = min(bench_size.rows, 1_000_000)
    folder = ds.dataset(bench_home / "lake" / "observations")
    table = pa.table(folder.head(rows).drop_columns(["locator"]))
    frame = table.to_pandas()
    # Without being told, pandas makes text of decimals.
    decimals = {field.name: Numeric(24, 6) for field in table.schema if pa.types.is_decimal(field.type)}
    engine = create_engine(bench_database)

    def load_with_pandas() -> float:
        start = time.perf_counter()
        frame.to_sql("obvious", engine, index=False, if_exists="replace", dtype=decimals)
        return time.perf_counter() - start

    with PostgresEngine(bench_database).rebuild(1) as build:

        def load_with_ours() -> float:
            start = time.perf_counter()
            build.load("stage_ours", table)
            return time.perf_counter() - start

        load_with_ours()
        before, obvious, after = load_with_ours(), load_with_pandas(), load_with_ours()
        loaded = build.ask("select count(*) as rows, sum(value) as total from stage_ours")
    ours = (before + after) / 2
    with engine.connect() as connection:
        told = (
            connection.execute(text("select count(*) as rows, sum(value) as total from obvious"))
            .mappings()
            .one()
        )
        connection.execute(text("drop table obvious"))
        connection.commit()
    assert loaded == [dict(told)], "the same rows"
    spent = f"obvious {obvious:.1f} s, ours {ours:.1f} s by the wall"
    print(f"\n{len(frame):,} rows into PostgreSQL: {obvious / ours:.1f}× ({spent})")
