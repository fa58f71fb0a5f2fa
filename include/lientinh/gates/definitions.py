"""Jumps of most provinces at once: a likely change of definition, told once and not twenty times.

Decided with what is known when a run is checked: the provinces of the run and those of the lake that have the
same figure of the same period and a past of their own. Where provinces come one at a time the first ones to
jump are told of as jumps, since nobody else is known yet; from the province on that makes them most, the change
of definition is told instead. It is one finding whoever is handled: its identity has no report in it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import SAME_PERIOD, group_codes
from lientinh.gates.history import usual_after

NEW_DEFINITION = "gate2.likely_new_definition"


def shared_jumps(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures of the run with what is usual of them → jump_share, jump_limit, jumped_count, judged_count, direction.

    `jump_share`: of the provinces with a past those that moved as this figure did (1 up, -1 down); NaN where
    it did not move, or where fewer provinces than the limit have a past.
    """
    limits = catalogue.limits_of(NEW_DEFINITION)
    moved = _direction(run)
    found = pd.DataFrame(
        {
            "jump_share": np.nan,
            "jump_limit": np.nan,
            "jumped_count": 0,
            "judged_count": 0,
            "direction": moved,
        },
        index=run.index,
    )
    if not moved.any():
        return found
    judged = _judge_all(run, known, catalogue)
    judged = judged[judged["is_province"] & judged["past_median"].notna() & judged["usual_low"].notna()]
    judged = judged.drop_duplicates(["group", "area_code"])
    judged = judged.assign(up=judged["direction"] > 0, down=judged["direction"] < 0, judged=1)
    counts = judged.groupby("group")[["judged", "up", "down"]].sum()
    mine = counts.reindex(_groups(run, known)[: len(run)]).fillna(0)
    jumped = np.where(moved > 0, mine["up"], mine["down"])
    total = mine["judged"].to_numpy()
    enough = (moved != 0) & (total >= limits["least_provinces"])
    found["jump_share"] = np.where(enough, jumped / np.maximum(total, 1), np.nan)
    found["jump_limit"] = np.where(enough, limits["least_share"], np.nan)
    return found.assign(jumped_count=jumped.astype("int64"), judged_count=total.astype("int64"))


def _groups(run: pd.DataFrame, known: pd.DataFrame) -> np.ndarray:
    """The group of figures that stand beside one another, for the rows of both frames."""
    return group_codes(pd.concat([run[SAME_PERIOD], known[SAME_PERIOD]], ignore_index=True), SAME_PERIOD)


def _direction(judged: pd.DataFrame) -> np.ndarray:
    """1 above what is usual, -1 below, 0 within or unknown."""
    above, below = judged["number"] > judged["usual_high"], judged["number"] < judged["usual_low"]
    return above.to_numpy(dtype="int64") - below.to_numpy(dtype="int64")


def _judge_all(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The figures of the run and the known ones beside those that moved, each with its group and its direction."""
    groups = _groups(run, known)
    mine, theirs = groups[: len(run)], groups[len(run) :]
    beside = np.isin(theirs, mine[_direction(run) != 0])
    columns = [name for name in known.columns if name in run.columns]
    neighbours = known[beside]
    elsewhere = pd.concat([run[columns], known.loc[~beside, columns]], ignore_index=True)
    neighbours = neighbours.join(usual_after(neighbours, elsewhere, catalogue)).assign(group=theirs[beside])
    shown = ["group", "area_code", "is_province", "past_median", "usual_low", "direction"]
    parts = [
        frame.assign(direction=_direction(frame))[shown] for frame in (run.assign(group=mine), neighbours)
    ]
    return pd.concat(parts, ignore_index=True)
