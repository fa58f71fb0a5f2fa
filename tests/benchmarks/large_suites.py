"""Frames of a gate by the million, as its suite takes them: most bounds given, a few rows failing, some without."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lientinh.gates.suites import ColumnCheck

_FAILING = 10_000  # one row in so many fails a check
_GIVEN = 0.7  # of the rows have a bound; the others are not held to it


def large_frame(checks: Sequence[ColumnCheck], rows: int, seed: int = 1) -> pd.DataFrame:
    """Columns of all checks: numbers as float64, NaN where a row is not held to a bound; texts where one is needed."""
    random = np.random.default_rng(seed)
    columns: dict[str, object] = {}
    for check in checks:
        if check.kind == "unique":
            columns[check.column] = pd.Series([f"{number:016x}" for number in range(rows)], dtype="str")
        elif check.kind == "present":
            texts = np.where(random.random(rows) < 1 / _FAILING, None, "2022-S1")
            columns[check.column] = pd.Series(texts, dtype="object")
    numbers = {name for check in checks if check.kind == "not_above" for name in (check.column, check.other)}
    for name in sorted(str(name) for name in numbers):
        columns[name] = np.where(random.random(rows) < _GIVEN, 100 * random.random(rows), np.nan)
    frame = pd.DataFrame(columns)
    for check in checks:
        if check.kind == "not_above":
            wrong = (frame[check.column] > frame[check.other]) & (random.random(rows) > 1 / _FAILING)
            frame.loc[wrong, str(check.other)] = np.nan
    return frame
