"""Bounds from the past and from the neighbours: what a figure is likely to be, and where a unit slipped.

A first version. Robust measures (median, median of distances), because the past holds the same slips.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

# One figure of one province over time, and one figure of one period over the provinces.
OWN_PAST = [
    "area_code", "territory", "indicator_code", "breakdown", "scenario", "plan_basis", "accumulation", "frequency",
]  # fmt: skip
SAME_PERIOD = [
    "indicator_code",
    "breakdown",
    "period",
    "period_basis",
    "scenario",
    "plan_basis",
    "accumulation",
]

_PERIODS_FOR_A_JUMP = 4  # fewer say nothing about what is usual
_PERIODS_FOR_A_SLIP = 2
_NEIGHBOURS_FOR_A_SLIP = 3
_NORMAL = 1.4826  # makes the median distance comparable to a standard deviation
_FAR = 5.0  # so many of them
_LEAST_FACTOR = 2.0  # a count may double before anyone is asked
_LEAST_POINTS = 5.0  # and a percentage move by five points
_SLIPS = (3, 6, 9)  # powers of ten between đồng, nghìn, triệu and tỷ
SLIP_TOLERANCE = 0.2  # in powers of ten: 10^0.2 is a factor of 1.6
_LIKE_NEIGHBOURS = 10.0  # neighbours that differ more among themselves are no measure for another


def bounds_of_past(values: Iterable[float], *, is_ratio: bool) -> tuple[float, float] | None:
    """The lowest and highest value that is usual after these; None where they are too few or not positive."""
    past = np.asarray(list(values), dtype="float64")
    if len(past) < _PERIODS_FOR_A_JUMP or (not is_ratio and (past <= 0).any()):
        return None
    scaled = past if is_ratio else np.log(past)
    middle = float(np.median(scaled))
    spread = _FAR * _NORMAL * float(np.median(np.abs(scaled - middle)))
    reach = max(spread, _LEAST_POINTS if is_ratio else float(np.log(_LEAST_FACTOR)))
    low, high = middle - reach, middle + reach
    return (low, high) if is_ratio else (float(np.exp(low)), float(np.exp(high)))


def slip_reference(past: Iterable[float], neighbours: Iterable[float]) -> tuple[str, float] | None:
    """What a slip shows against: the median of the own past, else of like neighbours; with which of the two."""
    own = np.asarray([value for value in past if value > 0], dtype="float64")
    if len(own) >= _PERIODS_FOR_A_SLIP:
        return "past", float(np.median(own))
    others = np.asarray([value for value in neighbours if value > 0], dtype="float64")
    if len(others) >= _NEIGHBOURS_FOR_A_SLIP and others.max() <= _LIKE_NEIGHBOURS * others.min():
        return "neighbours", float(np.median(others))
    return None


def slip_distance(value: float, reference: float) -> tuple[float, int] | None:
    """How far, in powers of ten, the ratio of the two lies from a slip of the unit, and from which slip."""
    if value <= 0 or reference <= 0:
        return None
    power = abs(float(np.log10(value / reference)))
    nearest = min(_SLIPS, key=lambda slip: abs(power - slip))
    return abs(power - nearest), nearest


def group_values(frame: pd.DataFrame, keys: list[str]) -> dict[tuple[object, ...], pd.DataFrame]:
    """The rows of each group; missing keys are a key of their own."""
    if frame.empty:
        return {}
    return {key: group for key, group in frame.groupby(keys, dropna=False, sort=False)}  # noqa: C416 - typed
