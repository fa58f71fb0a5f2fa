"""The suites of gates 1 and 2 over a million rows, and one run over a hundred files against a run a file."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from benchmarks.large_catalogue import large_catalogue
from benchmarks.large_rows import MONTHS, Cells, names, observations
from benchmarks.large_suites import large_frame
from benchmarks.pairs import print_ratio
from lientinh.gates.data_docs import open_context
from lientinh.gates.observation_checks import OBSERVATION_CHECKS, compare_observations
from lientinh.gates.reading_checks import READING_CHECKS
from lientinh.gates.suites import Batch, Check, validate

pytestmark = pytest.mark.bench
ROWS, FILES = 1_000_000, 100
MOST_SECONDS, LEAST_RATIO = 3.0, 10.0
SUITES = {"readings": READING_CHECKS, "observations": OBSERVATION_CHECKS}


@pytest.fixture(scope="module")
def severities(catalogue):
    """Of all rules; Great Expectations is imported before any clock runs."""
    import great_expectations.expectations  # noqa: F401

    return {rule.rule_id: rule.severity for rule in catalogue.rules}


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_over_a_million_rows(name: str, severities, tmp_path):
    """Great Expectations, its pages, and our own filters that count the same rows; the frame stands ready."""
    checks = SUITES[name]
    frame = large_frame(checks, ROWS)
    validate("warm", [Batch(name, frame.head(1000), checks)], severities, tmp_path)
    wall, cpu = time.perf_counter(), time.process_time()
    validate(name, [Batch(name, frame, checks)], severities, tmp_path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    failing = sum(int(check.failing(frame).sum()) for check in checks)
    spent = f"{cpu:.2f} s of CPU, {wall:.2f} s by the wall"
    print(f"\n{len(checks)} expectations over {ROWS:,} {name}: {spent}; {failing} fail")
    assert failing > 0
    assert cpu <= MOST_SECONDS


def test_one_run_over_a_hundred_files(severities, tmp_path):
    """The same expectations on the same rows, a context and a run a file or one for all; no pages in either."""
    frames = [large_frame(READING_CHECKS, 300, seed=number) for number in range(FILES)]

    def run(parts: Sequence[pd.DataFrame]) -> None:
        for part in parts:
            _validate_only(part, READING_CHECKS, severities, tmp_path)

    def run_a_file() -> None:
        run(frames)

    def run_once() -> None:
        run([pd.concat(frames, ignore_index=True)])

    ratio = print_ratio(f"{FILES} files in one run against a run a file", run_a_file, run_once, rounds=2)
    assert ratio >= LEAST_RATIO


def _validate_only(frame, checks: Sequence[Check], severities, folder) -> None:
    from lientinh.gates.suites import _validate_batch

    _validate_batch(open_context(folder, "once"), "once", Batch("rows", frame, checks), severities)


def test_bounds_for_a_million_observations():
    """What comes before the suite: ranges, repeats, the past, the peers, slips and jumps of most at once."""
    catalogue = large_catalogue()
    words = names()
    per_series = ROWS // MONTHS
    series = np.repeat(np.arange(per_series), MONTHS)
    cells = Cells(
        indicator=series // words.province_count % len(words.codes),
        month=np.tile(np.arange(MONTHS), per_series),
        area=series % words.province_count,
        variant=series // words.province_count // len(words.codes),
    )
    texts = {"submission_id": "s", "document_id": "d", "report_id": "r", "processing": "p"}
    given = {"issued_on": date(2026, 1, 5), "landed_at": datetime(2026, 1, 6, tzinfo=UTC)}
    frame = observations(cells, version=0, seed=1, texts=texts, **given).to_pandas()
    cpu = time.process_time()
    rows, _ = compare_observations(frame, frame.head(0), catalogue)
    cpu = time.process_time() - cpu
    judged = int(rows["usual_low"].notna().sum())
    print(f"\nbounds of {len(frame):,} observations: {cpu:.1f} s of CPU; {judged:,} have a past")
    assert judged > len(frame) / 2
