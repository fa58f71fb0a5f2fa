"""The same figure of one period over the provinces: which province is far from the others, and their median.

Every group of figures that can stand beside one another is a row of a matrix, every province a column: medians
of thousands of periods come at once. One figure stands for a province: the leading one, of several reports the
newest to land. A country's or a region's figure is no peer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import POPULATION, SAME_PERIOD, TOTAL, group_codes
from lientinh.gates.history import NORMAL, median_of_rows

OUTLIER = "gate2.peer_outlier"


@dataclass(frozen=True, slots=True)
class Peers:
    """`numbers`: groups × provinces; `group` and `province`: of each judged row its place there."""

    numbers: np.ndarray
    group: np.ndarray
    province: np.ndarray

    def others(self, rows: np.ndarray) -> np.ndarray:
        """Of these judged rows the numbers of the other provinces, NaN for its own and where there is none."""
        found: np.ndarray = self.numbers[self.group[rows]]
        found[np.arange(len(rows)), self.province[rows]] = np.nan
        return found


def line_up(judged: pd.DataFrame, known: pd.DataFrame, column: str = "number") -> Peers:
    """Figures of provinces, those of the run before the known ones, into the matrix of their groups."""
    figures = pd.concat([judged, known], ignore_index=True)
    usable = (figures["is_province"] & figures["leads"].astype(bool) & figures[column].notna()).to_numpy()
    areas, _ = pd.factorize(figures["area_code"])
    groups = group_codes(figures, SAME_PERIOD)
    first = figures.assign(group=groups, province=areas)[usable].drop_duplicates(["group", "province"])
    shape = (int(groups.max(initial=-1)) + 1, int(areas.max(initial=-1)) + 1)
    numbers = np.full(shape, np.nan)
    numbers[first["group"], first["province"]] = first[column]
    return Peers(numbers, groups[: len(judged)], areas[: len(judged)])


def outliers_among(judged: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """How far each figure is from its peers: peer_distance, peer_limit, peer_value, peer_median, peer_count.

    Percentages in points; counts a head on a logarithmic scale, where the province's population is known,
    else not at all. The limit is so many robust deviations, at least so many points or such a factor; NaN
    where fewer provinces than the limit have the figure. Shown medians are of what was compared, a count's per
    1000 heads.
    """
    limits = catalogue.limits_of(OUTLIER)
    heads = _population(judged, known)
    ratio = judged["is_ratio"].to_numpy(dtype="bool")
    compared = [frame.assign(compared=_comparable(frame, heads)) for frame in (judged, known)]
    peers = line_up(compared[0], compared[1], "compared")
    middles = median_of_rows(peers.numbers)
    distances = median_of_rows(np.abs(peers.numbers - middles[:, None]))
    count = np.isfinite(peers.numbers).sum(axis=1)[peers.group]
    middle, mine = middles[peers.group], compared[0]["compared"].to_numpy()
    spread = limits["spreads"] * NORMAL * distances[peers.group]
    least = np.where(ratio, limits["least_points"], np.log10(limits["least_factor"]))
    is_judged = (count >= limits["least_provinces"]) & judged["is_province"].to_numpy(dtype="bool")
    with np.errstate(over="ignore"):
        per_head, heads_median = 1000 * 10**mine, 1000 * median_of_rows(10**peers.numbers)[peers.group]
    found = {
        "peer_distance": np.where(is_judged, np.abs(mine - middle), np.nan),
        "peer_limit": np.where(is_judged, np.maximum(spread, least), np.nan),
        "peer_value": np.where(ratio, mine, per_head),
        "peer_median": np.where(ratio, middle, heads_median),
        "peer_count": count,
    }
    return pd.DataFrame(found, index=judged.index)


def _comparable(frame: pd.DataFrame, heads: pd.Series) -> np.ndarray:
    """Percentages as they are; the logarithm of positive counts a head; NaN of all else."""
    population = heads.reindex(pd.MultiIndex.from_frame(frame[["area_code", "territory"]])).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        per_head = np.log10(frame["number"].to_numpy() / population)
    per_head = np.where(np.isfinite(per_head), per_head, np.nan)
    return np.where(frame["is_ratio"], frame["number"], per_head)


def _population(judged: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """The newest actual population of each area and territory that is known."""
    columns = ["area_code", "territory", "month", "number"]
    parts = [
        frame.loc[
            frame["indicator_code"].eq(POPULATION)
            & frame["breakdown"].eq(TOTAL)
            & frame["scenario"].eq("actual")
            & frame["number"].gt(0)
            & frame["leads"].astype(bool),
            columns,
        ]
        for frame in (judged, known)
    ]
    found = pd.concat(parts, ignore_index=True).sort_values("month", kind="stable")
    return found.drop_duplicates(["area_code", "territory"], keep="last").set_index(
        ["area_code", "territory"]
    )["number"]
