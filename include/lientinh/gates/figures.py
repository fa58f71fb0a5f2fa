"""Observations as numbers that a whole column can be compared with: floats, intervals, order in time, groups."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.intervals import Interval, interval_of
from lientinh.periods import period_frequency

# One figure of one province over time, and one figure of one period over the provinces.
OWN_PAST = [
    "area_code", "territory", "indicator_code", "breakdown", "period_basis", "scenario", "plan_basis", "accumulation",
    "frequency",
]  # fmt: skip
SAME_PERIOD = [
    "indicator_code", "breakdown", "period", "period_basis", "scenario", "plan_basis", "accumulation",
]  # fmt: skip

POPULATION = "population"  # what counts are divided by to compare provinces
TOTAL = "_T"

_PERIODS_A_YEAR = {"A": 1, "S": 2, "Q": 4, "M": 12}
_WHOLE_FROM = 9e9  # from here on millionths no longer fit into the 53 bits of a float
_WITHIN = 0.999999  # of two numbers rounded alike only one rounds to where their intervals touch


def gather_figures(
    observations: pd.DataFrame, history: pd.DataFrame, catalogue: Catalogue
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The observations of a run and the known ones they are compared with → both, with their numbers.

    `history` are the current observations of the lake; those of the submissions at hand are left out of it, the
    newest to land stand first. Added to both, rows in the order given otherwise: `number`, `low`, `high`
    (float64), `frequency`, `season`, `month` (of the period's end, counted), `is_ratio`, `is_province`.
    """
    same = history["indicator_code"].isin(_concerned(set(observations["indicator_code"]), catalogue))
    others = history[same & ~history["submission_id"].isin(set(observations["submission_id"]))]
    known = others.sort_values(["landed_at", "submission_id"], ascending=False, kind="stable")
    return _prepare(observations, catalogue), _prepare(known, catalogue)


def _concerned(indicator_codes: set[str], catalogue: Catalogue) -> set[str]:
    """With those that move in and out of the same stocks."""
    stocks = {
        flow.stock_code for flow in catalogue.flows if {flow.stock_code, flow.flow_code} & indicator_codes
    }
    moved = {flow.flow_code for flow in catalogue.flows if flow.stock_code in stocks}
    return indicator_codes | stocks | moved | {POPULATION}


def _prepare(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    ratios = {unit.unit_code for unit in catalogue.units if unit.kind == "ratio"}
    provinces = {area.area_code for area in catalogue.areas if area.level == "province"}
    frame = frame.reset_index(drop=True)
    ends = pd.to_datetime(frame["period_end"])
    return frame.assign(
        number=floats(frame["value"]),
        **worded_bounds(frame),
        frequency=_by_label(frame["period"], period_frequency),
        season=_by_label(frame["period"], _season),
        month=(ends.dt.year * 12 + ends.dt.month).astype("float64"),
        is_ratio=frame["unit_code"].isin(ratios),
        is_province=frame["area_code"].isin(provinces),
        plan_basis=frame["plan_basis"].fillna(""),  # so that keys without it compare equal
    )


def _by_label(labels: pd.Series, rule: Callable[[str], str]) -> pd.Series:
    """A rule of period labels, asked once a label."""
    return labels.map({label: rule(label) for label in labels.unique()}).astype("object")


def _season(period: str) -> str:
    """What of a label comes again every year: "S1", "M06", "01-01--P8M"; nothing of a year."""
    return "" if period_frequency(period) == "open" else period[5:]


def periods_a_year(frequencies: pd.Series) -> np.ndarray:
    """How many periods of the frequency make a year; 1 of what has none."""
    return frequencies.map(_PERIODS_A_YEAR).fillna(1).to_numpy(dtype="int64")


def floats(column: pd.Series) -> np.ndarray:
    """Decimals as floats; NaN where there is none."""
    return column.to_numpy(dtype="float64", na_value=np.nan)


def worded_bounds(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """`low` and `high` of what a number and its words can stand for ("trên 11.000": up to the next round number)."""
    value, rounding = floats(frame["value"]), floats(frame["rounding"])
    worded = _worded(frame)
    return {
        "low": _place(_settle(value - rounding), worded, "lower"),
        "high": _place(_settle(value + rounding), worded, "upper"),
    }


def stated_bounds(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """`low` and `high` as the words bound a figure ("trên 11.000": no end); of a plain number what rounds to it."""
    value, reach = floats(frame["value"]), floats(frame["rounding"]) * _WITHIN
    lower, upper = floats(frame["lower"]), floats(frame["upper"])
    bounded = ~np.isnan(lower) | ~np.isnan(upper)
    worded = _worded(frame[~bounded])
    return {
        "low": _place(np.where(bounded, lower, value - reach), worded, "lower"),
        "high": _place(np.where(bounded, upper, value + reach), worded, "upper"),
    }


def _worded(frame: pd.DataFrame) -> dict[int, Interval]:
    """By place in the index: of the few figures with a word that bounds them."""
    chosen = frame[frame["qualifier"].fillna("").ne("") & frame["value"].notna()]
    columns = (chosen[name] for name in ("value", "rounding", "qualifier"))
    return {
        int(place): interval_of(Decimal(value), Decimal(rounding), qualifier)
        for place, value, rounding, qualifier in zip(chosen.index, *columns, strict=True)
    }


def _place(numbers: np.ndarray, worded: dict[int, Interval], bound: str) -> np.ndarray:
    for place, interval in worded.items():
        number = getattr(interval, bound)
        numbers[place] = np.nan if number is None else float(number)
    return numbers


def _settle(numbers: np.ndarray) -> np.ndarray:
    """The nearest millionth, so that two sums of one number are one float."""
    return np.where(np.abs(numbers) < _WHOLE_FROM, np.round(numbers, 6), numbers)


def group_codes(frame: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """A number for each row, the same where all columns are; missing keys are a key of their own."""
    if frame.empty:
        return np.empty(0, dtype="int64")
    return frame.groupby(columns, dropna=False, sort=False).ngroup().to_numpy(dtype="int64")
