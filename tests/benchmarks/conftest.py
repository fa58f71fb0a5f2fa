"""A generated lake and its warehouses, made once for all benchmarks of a run."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from benchmarks.large_lake import LakeSize, write_large_lake
from benchmarks.large_submission import PUBLISHED_ON
from benchmarks.measuring import plain_url, publish_apart
from lientinh.settings import Settings


@pytest.fixture(scope="session")
def bench_size() -> LakeSize:
    """`LIENTINH_BENCH_ROWS` observations, 10^6 unless it says otherwise."""
    return LakeSize(int(float(os.environ.get("LIENTINH_BENCH_ROWS", "1e6"))))


@pytest.fixture(scope="session")
def bench_home(bench_size, tmp_path_factory) -> Path:
    """The lake. `LIENTINH_BENCH_HOME` keeps it for the next run."""
    kept = os.environ.get("LIENTINH_BENCH_HOME")
    home = Path(kept) / f"{bench_size.rows}" if kept else tmp_path_factory.mktemp("bench")
    home.mkdir(parents=True, exist_ok=True)
    written = write_large_lake(home, bench_size)
    print(f"\n{written.observations:,} observations in {written.submissions:,} submissions")
    return home


@pytest.fixture(scope="session")
def duckdb_warehouse(bench_home) -> Settings:
    """Published to the DuckDB file."""
    settings = Settings(home=bench_home)
    published = publish_apart(settings, PUBLISHED_ON)
    print(f"\nDuckDB, full publication: {published.describe()}, peak {published.peak_gb:.2f} GB")
    return settings


@pytest.fixture(scope="session")
def bench_database(postgres_server) -> str:
    """`LIENTINH_WAREHOUSE_URL` of an empty database that lasts for the run."""
    with psycopg.connect(plain_url(postgres_server), autocommit=True) as connection:
        connection.execute("create database bench")
    url = postgres_server.replace("postgresql://", "postgresql+psycopg://")
    return url.replace("/postgres?", "/bench?")


@pytest.fixture(scope="session")
def postgres_warehouse(bench_home, bench_database) -> Settings:
    """Published to PostgreSQL."""
    settings = Settings(home=bench_home, warehouse_url=bench_database)
    published = publish_apart(settings, PUBLISHED_ON)
    print(f"\nPostgreSQL, full publication: {published.describe()}, peak {published.peak_gb:.2f} GB here")
    return settings
