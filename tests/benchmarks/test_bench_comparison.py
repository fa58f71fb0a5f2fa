"""One indicator over ten years for all provinces: the warehouse against pandas over the same Parquet."""

from __future__ import annotations

import itertools
import statistics
import time

import pytest

from benchmarks.asking import ask_comparison, indicator_codes, open_file, select_comparison
from benchmarks.measuring import times_of
from benchmarks.pairs import print_ratio
from benchmarks.pandas_comparison import compare_with_pandas, differing_cells, read_decided
from lientinh.publish.reading_warehouse import open_warehouse

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("warehouse", ["duckdb_warehouse", "postgres_warehouse"])
def test_the_comparison_against_pandas(warehouse, bench_size, bench_home, request):
    settings = request.getfixturevalue(warehouse)
    codes = indicator_codes(bench_size)
    decided = read_decided(bench_home)
    with open_warehouse(settings) as opened:
        for code in codes[:5]:
            differing = differing_cells(compare_with_pandas(decided, code), ask_comparison(opened, code))
            assert differing.empty, f"{code}: not the same answer\n{differing.head()}"
        pandas_codes, our_codes = itertools.cycle(codes), itertools.cycle(codes)
        print_ratio(
            f"{warehouse}, one indicator against pandas at {bench_size.rows:,}",
            lambda: compare_with_pandas(decided, next(pandas_codes)),
            lambda: ask_comparison(opened, next(our_codes)),
            clock=time.perf_counter,
        )
        times = times_of(lambda number: ask_comparison(opened, codes[number % len(codes)]), 15)
    print(f"{warehouse}, rows as Python objects: median {statistics.median(times) * 1000:.1f} ms")


def test_the_comparison_as_an_arrow_table(duckdb_warehouse, bench_size):
    codes = indicator_codes(bench_size)
    with open_file(duckdb_warehouse.warehouse_file) as connection:
        times = times_of(lambda number: select_comparison(connection, codes[number % len(codes)]), 15)
    print(f"\nDuckDB, rows as an Arrow table: median {statistics.median(times) * 1000:.1f} ms")
