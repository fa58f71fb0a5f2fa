"""Frames of a gate by the million, as its suite takes them: most bounds given, a few rows failing, some without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lientinh.gates.suites import Check, IntervalCheck

_FAILING = 10_000  # one row in so many fails a check
_GIVEN = 0.7  # of the rows have a bound; the others are not held to it


def large_frame(checks: Sequence[Check], rows: int, seed: int = 1) -> pd.DataFrame:
    """Columns of all checks: numbers as float64, NaN where a row is not held to a bound; texts where one is needed."""
    random = np.random.default_rng(seed)
    columns: dict[str, object] = {}
    numbers: set[str] = set()
    for check in checks:
        if isinstance(check, IntervalCheck) or check.kind == "not_above":
            numbers.update(check.columns)
        elif check.kind == "unique":
            columns[check.column] = pd.Series([f"{number:016x}" for number in range(rows)], dtype="str")
        else:
            texts = np.where(random.random(rows) < 1 / _FAILING, None, "2022-S1")
            columns[check.column] = pd.Series(texts, dtype="object")
    for name in sorted(numbers):
        columns[name] = np.where(random.random(rows) < _GIVEN, 100 * random.random(rows), np.nan)
    frame = pd.DataFrame(columns)
    for check in checks:
        bounds = list(check.columns[len(check.columns) // 2 :])  # what a row is held to
        if numbers.issuperset(bounds):
            wrong = check.failing(frame) & (random.random(rows) > 1 / _FAILING)
            frame.loc[wrong, bounds] = np.nan
    return frame
