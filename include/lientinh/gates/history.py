"""Bounds from a province's own past: what a figure is likely to be after the periods nearest to it.

Robust measures (median, median of distances), because the past holds the same slips. Counts are judged on a
logarithmic scale, percentages in points. A half-year, quarter or month is held against the same one of other
years; where those are too few, against all periods if they make a whole year.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import OWN_PAST, group_codes, periods_a_year

JUMP = "gate2.jump_against_history"
NORMAL = 1.4826  # makes the median distance comparable to a standard deviation
_MONTHS = 1 << 20  # more than any count of months: a key and a month make one number that sorts as both
_FLOWS = ("period", "annual_average")


def usual_after(judged: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → for the rows of `judged` what is usual after the series' other periods.

    Columns: usual_low, usual_high (NaN where too few periods say anything, where a count of the past is not
    positive, and of a figure accumulated since a beginning), past_median, past_count. The past is every other
    leading figure of the series in `judged` and in `known`, earlier or later, the nearest first.
    """
    limits = catalogue.limits_of(JUMP)
    values, needed = _nearest_of_series(judged, known, limits)
    count = np.isfinite(values).sum(axis=1)
    ratio = judged["is_ratio"].to_numpy(dtype="bool")
    positive = ratio | ~(values <= 0).any(axis=1)
    is_judged = (count >= needed) & positive & judged["accumulation"].ne("itd").to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.where(ratio[:, None], values, np.log(values))
    scaled = np.where(is_judged[:, None], scaled, np.nan)
    middle = median_of_rows(scaled)
    spread = limits["spreads"] * NORMAL * median_of_rows(np.abs(scaled - middle[:, None]))
    reach = np.maximum(spread, _least_reach(judged, limits))
    low, high = middle - reach, middle + reach
    usual = {
        "usual_low": np.where(ratio, low, np.exp(low)),
        "usual_high": np.where(ratio, high, np.exp(high)),
        "past_median": median_of_rows(values),
        "past_count": count,
    }
    return pd.DataFrame(usual, index=judged.index)


def _least_reach(judged: pd.DataFrame, limits: Mapping[str, float]) -> np.ndarray:
    """How far a figure may move before anyone is asked: in points, or as a logarithm."""
    flows = judged["accumulation"].isin(_FLOWS)
    factor = np.where(flows, limits["least_factor_of_flow"], limits["least_factor_of_stock"])
    return np.where(judged["is_ratio"], limits["least_points"], np.log(factor))


def _nearest_of_series(
    judged: pd.DataFrame, known: pd.DataFrame, limits: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """The values each row is held against, one row each, NaN where there are fewer; and how many are needed."""
    figures = pd.concat([judged, known], ignore_index=True)
    figures = figures.assign(series=group_codes(figures, OWN_PAST))
    figures["same_season"] = group_codes(figures, ["series", "season"])
    leading = figures["leads"].to_numpy(dtype="bool") & figures["number"].notna().to_numpy()
    past, rows = figures[leading], figures.iloc[: len(judged)]
    seasonal = _nearest(past, rows, "same_season", int(limits["most_periods"]))
    whole_years = _nearest(past, rows, "series", int(limits["most_periods_of_any_season"]))
    least = int(limits["least_periods"])
    seasons_suffice = np.isfinite(seasonal).sum(axis=1) >= least
    padded = np.full(whole_years.shape, np.nan)
    padded[:, : seasonal.shape[1]] = seasonal
    values = np.where(seasons_suffice[:, None], padded, whole_years)
    needed = np.maximum(least, np.where(seasons_suffice, 0, periods_a_year(rows["frequency"])))
    return values, needed


def _nearest(past: pd.DataFrame, rows: pd.DataFrame, key: str, most: int) -> np.ndarray:
    """Of each row the values of the nearest other periods of its group; of one period the first stated."""
    past = past.drop_duplicates([key, "month"])
    places = past[key].to_numpy() * _MONTHS + past["month"].to_numpy(dtype="int64")
    order = np.argsort(places, kind="stable")
    places, values = places[order], past["number"].to_numpy()[order]
    mine = rows[key].to_numpy() * _MONTHS + rows["month"].to_numpy(dtype="int64")
    window = np.searchsorted(places, mine)[:, None] + np.arange(-most, most + 1)
    inside = (window >= 0) & (window < len(places))
    window = np.where(inside, window, 0)
    if not len(places):
        return np.full((len(rows), most), np.nan)
    found = places[window]
    others = inside & (found // _MONTHS == (mine // _MONTHS)[:, None]) & (found != mine[:, None])
    distance = np.where(others, np.abs(found - mine[:, None]), _MONTHS)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :most]
    chosen = np.where(others, values[window], np.nan)
    return np.take_along_axis(chosen, nearest, axis=1)


def median_of_rows(values: np.ndarray) -> np.ndarray:
    """The median of the numbers of each row; NaN of a row without any."""
    ordered = np.sort(values, axis=1)
    count = np.isfinite(values).sum(axis=1)
    last = max(values.shape[1] - 1, 0)
    low, high = np.clip((count - 1) // 2, 0, last), np.clip(count // 2, 0, last)
    rows = np.arange(len(values))
    middle = (
        (ordered[rows, low] + ordered[rows, high]) / 2 if values.shape[1] else np.full(len(values), np.nan)
    )
    return np.where(count > 0, middle, np.nan)
