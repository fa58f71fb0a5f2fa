"""One corrected submission of 1,000 observations: publishing it against building the warehouse anew."""

from __future__ import annotations

import statistics
from datetime import timedelta

import pytest

from benchmarks.asking import ask_comparison, indicator_codes
from benchmarks.large_lake import add_correction, read_written
from benchmarks.large_submission import PUBLISHED_ON
from benchmarks.measuring import publish_apart, remove_warehouse
from benchmarks.pandas_comparison import compare_with_pandas, differing_cells, read_decided
from lientinh.publish.reading_warehouse import open_warehouse

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("warehouse", ["duckdb_warehouse", "postgres_warehouse"])
def test_one_correction_against_a_full_rebuild(warehouse, bench_size, bench_home, request):
    settings = request.getfixturevalue(warehouse)
    publish_apart(settings, PUBLISHED_ON)  # what another test has added since is not of interest here
    corrections = []
    for _ in range(3):
        add_correction(bench_home)
        moment = PUBLISHED_ON + timedelta(days=read_written(bench_home).added)
        corrections.append(publish_apart(settings, moment))
    decided = read_decided(bench_home)
    with open_warehouse(settings) as opened:
        for code in indicator_codes(bench_size, count=40):
            differing = differing_cells(compare_with_pandas(decided, code), ask_comparison(opened, code))
            assert differing.empty, f"{code}: not the same answer\n{differing.head()}"
    remove_warehouse(settings)
    full = publish_apart(settings, moment)
    median = statistics.median(one.seconds for one in corrections)
    print(
        f"\n{warehouse}, one correction at {bench_size.rows:,}: {full.seconds / median:.1f}×, {median:.2f} s"
    )
    print(f"correction: {sorted(corrections, key=lambda one: one.seconds)[1].describe()}")
    print(f"full: {full.describe()}, peak {full.peak_gb:.2f} GB")
