"""One indicator over ten years for all provinces: the warehouse against pandas over the same Parquet."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable

import pytest

from benchmarks.asking import ask_comparison, indicator_codes, open_file, select_comparison
from benchmarks.measuring import times_of
from benchmarks.pairs import print_ratio
from benchmarks.pandas_comparison import Decided, compare_with_pandas, differing_cells, read_decided
from lientinh.publish.reading_warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.bench


def test_duckdb_against_pandas(duckdb_warehouse, bench_size, bench_home):
    """A table for a table: Arrow's from the warehouse, a data frame from pandas."""
    codes, decided = indicator_codes(bench_size), read_decided(bench_home)
    with open_warehouse(duckdb_warehouse) as opened:
        check_answers(opened, decided, codes)
        as_objects = times_of(lambda number: ask_comparison(opened, codes[number % len(codes)]), 15)
    with open_file(duckdb_warehouse.warehouse_file) as connection:
        print_against_pandas(
            f"DuckDB at {bench_size.rows:,}",
            decided,
            codes,
            lambda code: select_comparison(connection, code),
        )
        as_table = times_of(lambda number: select_comparison(connection, codes[number % len(codes)]), 15)
    print(f"DuckDB: median {milliseconds(as_table)} as a table, {milliseconds(as_objects)} as Python objects")


def test_postgres_against_pandas(postgres_warehouse, bench_size, bench_home):
    codes, decided = indicator_codes(bench_size), read_decided(bench_home)
    with open_warehouse(postgres_warehouse) as opened:
        check_answers(opened, decided, codes)
        print_against_pandas(
            f"PostgreSQL at {bench_size.rows:,}", decided, codes, lambda code: ask_comparison(opened, code)
        )
        as_objects = times_of(lambda number: ask_comparison(opened, codes[number % len(codes)]), 15)
    print(f"PostgreSQL: median {milliseconds(as_objects)} as Python objects")


def check_answers(warehouse: Warehouse, decided: Decided, codes: list[str]) -> None:
    """Both ways give the same cells, or there is nothing to compare."""
    for code in codes[:5]:
        differing = differing_cells(compare_with_pandas(decided, code), ask_comparison(warehouse, code))
        assert differing.empty, f"{code}: not the same answer\n{differing.head()}"


def print_against_pandas(job: str, decided: Decided, codes: list[str], ours: Callable[[str], object]) -> None:
    """Both ways go through the same indicators in the same order."""
    for_pandas, for_us = itertools.cycle(codes), itertools.cycle(codes)
    print_ratio(
        f"one indicator against pandas, {job}",
        lambda: compare_with_pandas(decided, next(for_pandas)),
        lambda: ours(next(for_us)),
        clock=time.perf_counter,
    )


def milliseconds(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.1f} ms"
