"""Counts of windows of which one lies in the other: the longer one counts at least as many.

"Sáu tháng" lies in "chín tháng" and in the year, a quarter in its half-year, what was counted since a
beginning up to one day in what was counted up to a later one. Only sums are compared (never rates, stocks or
averages), of one province, definition and scenario; an actual part also with the estimate of the whole.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import group_codes, stated_bounds
from lientinh.gates.suites import ColumnCheck

FALLS, ABOVE = "gate2.cumulative_falls", "gate2.part_above_whole"
_SERIES = [
    "area_code", "territory", "indicator_code", "breakdown", "period_basis", "plan_basis", "accumulation",
]  # fmt: skip
_STATES = r"progress=(?!done)"  # what is under way or not begun grows less as the year goes on
_STANDARD = ("A", "S", "Q", "M")


def window_checks(rule_id: str) -> tuple[ColumnCheck, ...]:
    """What the pairs of the rule must pass."""
    return (ColumnCheck(rule_id, "not_above", "part_low", "whole_high"),)


def pair_windows(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → a row for each pair of windows of which one is of the run.

    Columns: rule_id; part, whole: the places of the two among the rows of `run` followed by those of `known`;
    part_low, whole_high; told: the place of the figure the finding is about, the whole where it is of the run.
    """
    flows = _flows(run, known, catalogue)
    pairs = pd.concat([_begun_together(flows), _inside(flows), _since_a_beginning(flows)], ignore_index=True)
    same = pairs["scenario_part"] == pairs["scenario_whole"]
    estimated = (pairs["scenario_part"] == "actual") & (pairs["scenario_whole"] == "estimate")
    pairs = pairs[(same | estimated) & (pairs[["place_part", "place_whole"]].min(axis=1) < len(run))]
    is_calendar = pairs["frequency_part"].isin(_STANDARD) & pairs["frequency_whole"].isin(_STANDARD)
    whole_is_new = pairs["place_whole"] < len(run)
    made = {
        "rule_id": np.where(is_calendar, ABOVE, FALLS),
        "part": pairs["place_part"],
        "whole": pairs["place_whole"],
        "part_low": pairs["low_part"],
        "whole_high": pairs["high_whole"],
        "told": pairs["place_whole"].where(whole_is_new, pairs["place_part"]),
    }
    return pd.DataFrame(made).drop_duplicates(["part", "whole"]).reset_index(drop=True)


def _flows(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The leading sums of both, one a series and scenario and period: those of the run, then the newest."""
    summed = {
        one.indicator_code
        for one in catalogue.indicators
        if one.accumulation == "period" and one.time_aggregation == "sum"
    }
    figures = pd.concat([run, known], ignore_index=True)
    figures = figures.assign(place=np.arange(len(figures)))
    figures = (
        figures[
            figures["indicator_code"].isin(summed)
            & figures["accumulation"].isin(("period", "itd"))
            & ~figures["is_ratio"]
            & ~figures["breakdown"].str.contains(_STATES)
            & figures["leads"].astype(bool)
            & figures["territory"].notna()
        ]
        .drop_duplicates([*_SERIES, "scenario", "period"])
        .reset_index(drop=True)
    )
    ends, starts = (pd.to_datetime(figures[name]) for name in ("period_end", "period_start"))
    bounds = stated_bounds(figures)
    columns = ["place", "scenario", "frequency", "accumulation"]
    return figures[columns].assign(
        start=starts,
        end=ends,
        year=ends.dt.year,
        series=group_codes(figures, _SERIES),
        low=bounds["low"],
        high=bounds["high"],
    )


def _begun_together(flows: pd.DataFrame) -> pd.DataFrame:
    """Of pairs with one beginning the shorter and the longer."""
    longer = flows[(flows["frequency"] != "M") & flows["start"].notna()]
    pairs = flows[flows["start"].isin(set(longer["start"]))].merge(
        longer, on=["series", "start"], suffixes=("_part", "_whole")
    )
    return pairs[pairs["end_part"] < pairs["end_whole"]]


def _inside(flows: pd.DataFrame) -> pd.DataFrame:
    """Of pairs within one year the one that begins later, and the period that holds it."""
    standard = flows[flows["frequency"].isin(_STANDARD) & flows["start"].notna()]
    wholes = standard[standard["frequency"] != "M"]
    pairs = standard[standard["year"].isin(set(wholes["year"]))].merge(
        wholes, on=["series", "year"], suffixes=("_part", "_whole")
    )
    return pairs[(pairs["start_part"] > pairs["start_whole"]) & (pairs["end_part"] <= pairs["end_whole"])]


def _since_a_beginning(flows: pd.DataFrame) -> pd.DataFrame:
    """Each figure since an unknown beginning, and the next one of its series and scenario."""
    open_ended = flows[(flows["accumulation"] == "itd") & flows["start"].isna()]
    ordered = open_ended.sort_values(["series", "scenario", "end"], kind="stable")
    later = ordered.shift(-1)
    follows = (
        (ordered["series"] == later["series"])
        & (ordered["scenario"] == later["scenario"])
        & (ordered["end"] < later["end"])
    )
    pairs = ordered.add_suffix("_part").join(later.add_suffix("_whole"))[follows]
    return pairs.astype({"place_whole": "int64"})
