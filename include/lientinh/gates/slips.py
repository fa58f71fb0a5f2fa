"""Slips of the unit: a figure that is a thousand, a million or a thousand million times what it should be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.history import median_of_rows
from lientinh.gates.peers import Peers, line_up

SLIP = "gate2.unit_slip"
_POWERS = np.array([3.0, 6.0, 9.0])  # of ten, between đồng, nghìn, triệu and tỷ
_AT_ONCE = 100_000  # rows, so that the matrix of their peers stays small


def slips_of(
    judged: pd.DataFrame, known: pd.DataFrame, past: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """How near each figure is to a slip: slip_distance, slip_tolerance, slip_power, slip_reference, slip_against.

    `past` is what `usual_after` says of the figures.

    A slip shows against the median of the own past, else of neighbours that are alike. The distance is that of
    the ratio of the two from the nearest slip, in powers of ten. Of percentages NaN: their unit does not slip.
    """
    limits = catalogue.limits_of(SLIP)
    counts = ~judged["is_ratio"].to_numpy(dtype="bool") & (judged["number"] > 0).to_numpy()
    median = past["past_median"].to_numpy()
    own = np.where((past["past_count"] >= limits["least_periods"]) & (median > 0), median, np.nan)
    peers = line_up(judged, known)
    neighbours = np.full(len(judged), np.nan)
    asking = np.flatnonzero(counts & np.isnan(own))
    for start in range(0, len(asking), _AT_ONCE):
        rows = asking[start : start + _AT_ONCE]
        neighbours[rows] = _median_of_alike(peers, rows, limits["least_provinces"], limits["most_factor"])
    reference = np.where(counts, np.where(np.isnan(own), neighbours, own), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.abs(np.log10(judged["number"].to_numpy() / reference))
    gaps = np.abs(power[:, None] - _POWERS)
    found = {
        "slip_distance": gaps.min(axis=1),
        "slip_tolerance": np.where(np.isnan(reference), np.nan, limits["tolerance"]),
        "slip_power": _POWERS[np.argmin(np.nan_to_num(gaps), axis=1)],
        "slip_reference": reference,
        "slip_against": np.where(np.isnan(own), "neighbours", "past"),
    }
    return pd.DataFrame(found, index=judged.index)


def _median_of_alike(peers: Peers, rows: np.ndarray, least: float, most_factor: float) -> np.ndarray:
    """The median of the other provinces; NaN where too few have the figure or they differ among themselves."""
    others = peers.others(rows)
    others[~(others > 0)] = np.nan
    count = np.isfinite(others).sum(axis=1)
    highest = np.max(np.nan_to_num(others, nan=-np.inf), axis=1, initial=-np.inf)
    lowest = np.min(np.where(np.isnan(others), np.inf, others), axis=1, initial=np.inf)
    alike = (count >= least) & (highest <= most_factor * lowest)
    return np.where(alike, median_of_rows(others), np.nan)
