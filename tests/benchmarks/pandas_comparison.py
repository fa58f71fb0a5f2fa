"""The comparison of one indicator as an analyst would write it over the lake's Parquet, without a warehouse.

As quick as pandas honestly gets: only the columns it needs, rows filtered while reading (files of other fields are
skipped by their statistics), Arrow's types, no Python per row. What the decisions say is handed to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.large_catalogue import large_catalogue
from lientinh.lake import Lake
from lientinh.settings import Settings

# What is held against the warehouse, cell by cell.
COMPARED = (
    "value", "rank", "ranked_count", "gap_to_best", "gap_to_median", "value_year_before", "change_abs", "change_pct",
    "plan_value", "plan_attainment_pct",
)  # fmt: skip
_COLUMNS = [
    "observation_id", "series_id", "area_code", "period", "scenario", "value", "qualifier", "landed_at",
    "submission_id",
]  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """What only the decisions know, and pandas gets for nothing: what waits, and which folder holds the figures."""

    folder: Path
    withheld: frozenset[str]


def read_decided(home: Path) -> Decided:
    """Once, before any clock runs."""
    root = Settings(home=home).lake_root
    withheld = frozenset(one for decision in Lake.open(root).decisions() for one in decision["withheld"])
    return Decided(Path(root) / "observations", withheld)


def compare_with_pandas(decided: Decided, indicator_code: str) -> pd.DataFrame:
    """One row per province and month, ten years: the columns of `comparison` that are computed."""
    indicator = large_catalogue().indicator(indicator_code)
    is_ratio = large_catalogue().unit(indicator.unit_code).kind == "ratio"
    figures = _leading_figures(decided, indicator_code)
    is_plan = figures["scenario"] == "plan"
    cells, plans = figures[~is_plan], figures[is_plan & ~figures["withheld"]]
    cells = cells.assign(exact=cells["value"].where(cells["qualifier"].isna() & ~cells["withheld"]))
    cells = _add_ranks(cells, indicator.direction)
    cells = _add_year_before(cells, is_ratio)
    return _add_plans(cells, plans, indicator.direction)


def _leading_figures(decided: Decided, indicator_code: str) -> pd.DataFrame:
    """Figures of provinces, each series as its last submission says it."""
    provinces = [area.area_code for area in large_catalogue().provinces()]
    frame = pd.read_parquet(
        decided.folder,
        columns=_COLUMNS,
        filters=[
            ("indicator_code", "==", indicator_code),
            ("breakdown", "==", "_T"),
            ("area_code", "in", provinces),
        ],
        dtype_backend="pyarrow",
    )
    frame = frame.sort_values(["landed_at", "submission_id"]).drop_duplicates("series_id", keep="last")
    return frame.assign(
        value=frame["value"].astype(float), withheld=frame["observation_id"].isin(list(decided.withheld))
    )


def _add_ranks(cells: pd.DataFrame, direction: str) -> pd.DataFrame:
    exact = cells.groupby("period")["exact"]
    count = exact.transform("count")
    compares = (count >= 2) & cells["exact"].notna()
    cells = cells.assign(gap_to_median=(cells["exact"] - exact.transform("median")).where(compares))
    if direction == "neutral":
        return cells.assign(rank=float("nan"), ranked_count=0, gap_to_best=float("nan"))
    best = exact.transform("max" if direction == "higher_better" else "min")
    return cells.assign(
        rank=exact.rank(method="min", ascending=direction == "lower_better").where(compares),
        ranked_count=count.where(count >= 2, 0),
        gap_to_best=(cells["exact"] - best).where(compares),
    )


def _add_year_before(cells: pd.DataFrame, is_ratio: bool) -> pd.DataFrame:
    years = cells["period"].str.slice(0, 4).astype(int)
    cells = cells.assign(
        period_year_before=(years - 1).astype(str) + cells["period"].str.slice(4).astype(str)
    )
    before = cells[["area_code", "period", "exact"]].rename(
        columns={"period": "period_year_before", "exact": "value_year_before"}
    )
    cells = cells.merge(before, how="left", on=["area_code", "period_year_before"])
    change = cells["exact"] - cells["value_year_before"]
    pct = change * 100 / cells["value_year_before"].where(cells["value_year_before"] != 0)
    return cells.assign(change_abs=change, change_pct=float("nan") if is_ratio else pct)


def _add_plans(cells: pd.DataFrame, plans: pd.DataFrame, direction: str) -> pd.DataFrame:
    plans = plans.assign(exact_plan=plans["value"].where(plans["qualifier"].isna()))
    plans = plans.rename(columns={"value": "plan_value"})[["area_code", "period", "plan_value", "exact_plan"]]
    cells = cells.merge(plans, how="left", on=["area_code", "period"])
    attained = cells["exact"] * 100 / cells["exact_plan"].where(cells["exact_plan"] != 0)
    return cells.assign(plan_attainment_pct=float("nan") if direction == "lower_better" else attained)


def differing_cells(cells: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Exact reported cells of a warehouse's comparison that pandas has otherwise, or not at all, and the other way."""
    warehouse = pd.DataFrame(rows)
    warehouse = warehouse[
        (warehouse["state"] == "reported") & warehouse["qualifier"].isna() & warehouse["value"].notna()
    ]
    keys = ["area_code", "period"]
    ours, theirs = (
        frame.astype(dict.fromkeys(keys, "str")).set_index(keys)[list(COMPARED)].astype(float)
        for frame in (warehouse, cells[cells["exact"].notna()])
    )
    ours, theirs = ours.align(theirs, join="outer")
    same = ((ours - theirs).abs() <= 1e-5 + 1e-9 * theirs.abs()) | (ours.isna() & theirs.isna())
    same["value"] &= ours["value"].notna()
    return ours[~same.all(axis=1)].add_suffix("_warehouse").join(theirs.add_suffix("_pandas"))
