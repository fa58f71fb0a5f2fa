"""The observations of a run with their bounds joined as columns: from the catalogue, the past, the neighbours."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.history import (
    OWN_PAST,
    SAME_PERIOD,
    SLIP_TOLERANCE,
    bounds_of_past,
    group_values,
    slip_distance,
    slip_reference,
)  # fmt: skip
from lientinh.gates.intervals import interval_of
from lientinh.gates.suites import ColumnCheck
from lientinh.periods import period_frequency

OBSERVATION_CHECKS = (
    ColumnCheck("gate2.key_not_unique", "unique", "observation_id"),
    ColumnCheck("gate2.out_of_range", "not_above", "minimum", "number"),
    ColumnCheck("gate2.out_of_range", "not_above", "number", "maximum"),
    ColumnCheck("gate2.unequal_repeat", "not_above", "low", "lead_high"),
    ColumnCheck("gate2.unequal_repeat", "not_above", "lead_low", "high"),
    ColumnCheck("gate2.jump_against_history", "not_above", "usual_low", "number"),
    ColumnCheck("gate2.jump_against_history", "not_above", "number", "usual_high"),
    ColumnCheck("gate2.unit_slip", "not_above", "slip_tolerance", "slip_distance"),
)
_NUMBERS = sorted(
    {name for check in OBSERVATION_CHECKS for name in (check.column, check.other) if name}
    - {"observation_id"}
)
_COMPARED = [
    "lead_value",
    "past_median",
    "past_count",
    "slip_power",
    "slip_reference",
    "slip_against",
]


def observation_rows(observations: pd.DataFrame, history: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The observations, same rows in the same order, with the bounds each is held to.

    `history` are the current observations of the lake; those of the submissions at hand are left out of it.
    """
    current = _numbered(observations).reset_index(drop=True)
    past = _numbered(_others(history, current))
    joined = current.join(_limits(current, catalogue))
    joined = joined.join(_leads(current)).join(_usual(current, past, catalogue))
    return joined.astype(dict.fromkeys(_NUMBERS, "float64"))


def _others(history: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """The known observations of the same indicators from other submissions: all that bounds are made from."""
    same = history["indicator_code"].isin(set(current["indicator_code"]))
    return history[same & ~history["submission_id"].isin(set(current["submission_id"]))]


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Values and their intervals as floats, and the frequency of the period."""
    intervals = [
        interval_of(value, rounding, qualifier or None) if value is not None else None
        for value, rounding, qualifier in zip(
            frame["value"], frame["rounding"], frame["qualifier"], strict=True
        )
    ]
    columns: dict[str, list[Any]] = {
        "number": [_float(value) for value in frame["value"]],
        "low": [_float(one.lower) if one else None for one in intervals],
        "high": [_float(one.upper) if one else None for one in intervals],
    }
    numbers = pd.DataFrame(columns, index=frame.index, dtype="float64")
    return frame.join(numbers).assign(
        frequency=[period_frequency(period) for period in frame["period"]],
        plan_basis=frame["plan_basis"].fillna(""),  # so that keys without it compare equal
    )


def _limits(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    indicators = {one.indicator_code: one for one in catalogue.indicators}
    rows = []
    for code in current["indicator_code"]:
        one = indicators[code]
        rows.append({"minimum": _float(one.min_value), "maximum": _float(one.max_value)})
    return pd.DataFrame(rows, index=current.index, columns=["minimum", "maximum"])


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _leads(current: pd.DataFrame) -> pd.DataFrame:
    """For a series stated in several documents of a submission, the interval of the leading one."""
    leading = current[current["leads"].astype(bool)].set_index(["submission_id", "series_id"])
    leading = leading[~leading.index.duplicated()]
    keys = pd.MultiIndex.from_frame(current[["submission_id", "series_id"]])
    found = leading.reindex(keys).set_index(current.index)
    elsewhere = found["document_id"].notna() & (found["document_id"] != current["document_id"])
    columns = {"low": "lead_low", "high": "lead_high", "value": "lead_value"}
    return found[[*columns]].where(elsewhere).rename(columns=columns)


def _usual(current: pd.DataFrame, past: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """What is usual after the province's own past, and how near the figure is to a slip of the unit."""
    own, everyone = group_values(past, OWN_PAST), group_values(_with_latest(past, current), SAME_PERIOD)
    ratios = {unit.unit_code for unit in catalogue.units if unit.kind == "ratio"}
    nobody = past.iloc[0:0]
    rows = []
    for _, row in current.iterrows():
        mine = own.get(tuple(row[OWN_PAST]), nobody)
        mine = mine[(mine["period"] != row["period"]) & mine["number"].notna()]
        peers = everyone.get(tuple(row[SAME_PERIOD]), nobody)
        peers = peers[(peers["area_code"] != row["area_code"]) & peers["number"].notna()]
        rows.append(_usual_of(row, mine["number"], peers["number"], is_ratio=row["unit_code"] in ratios))
    columns = ["usual_low", "usual_high", "slip_distance", "slip_tolerance", *_COMPARED[1:]]
    return pd.DataFrame(rows, index=current.index, columns=columns)


def _with_latest(past: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    return current if past.empty else pd.concat([past, current], ignore_index=True)


def _usual_of(row: pd.Series, mine: pd.Series, peers: pd.Series, *, is_ratio: bool) -> dict[str, Any]:
    usual = bounds_of_past(mine, is_ratio=is_ratio)
    found: dict[str, Any] = {"past_count": len(mine)}
    if usual is not None:
        found |= {"usual_low": usual[0], "usual_high": usual[1], "past_median": float(mine.median())}
    reference = None if is_ratio or pd.isna(row["number"]) else slip_reference(mine, peers)
    distance = slip_distance(row["number"], reference[1]) if reference else None
    if reference and distance:
        found |= {"slip_distance": distance[0], "slip_power": distance[1], "slip_tolerance": SLIP_TOLERANCE}
        found |= {"slip_against": reference[0], "slip_reference": reference[1]}
    return found
