"""The observations of a run with their bounds joined as columns: from the catalogue, the past, the neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.definitions import NEW_DEFINITION, shared_jumps
from lientinh.gates.figures import gather_figures
from lientinh.gates.history import JUMP, usual_after
from lientinh.gates.peers import OUTLIER, outliers_among
from lientinh.gates.slips import SLIP, slips_of
from lientinh.gates.suites import ColumnCheck

OBSERVATION_CHECKS = (
    ColumnCheck("gate2.key_not_unique", "unique", "observation_id"),
    ColumnCheck("gate2.out_of_range", "not_above", "minimum", "number"),
    ColumnCheck("gate2.out_of_range", "not_above", "number", "maximum"),
    ColumnCheck(SLIP, "not_above", "slip_tolerance", "slip_distance"),
    ColumnCheck(JUMP, "not_above", "usual_low", "jump_number"),
    ColumnCheck(JUMP, "not_above", "jump_number", "usual_high"),
    ColumnCheck(OUTLIER, "not_above", "peer_distance", "peer_limit"),
    ColumnCheck(NEW_DEFINITION, "not_above", "jump_share", "jump_limit"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """`run`: the observations of the run, prepared; `known`: those of the lake that they can be compared with."""

    run: pd.DataFrame
    known: pd.DataFrame


def compare_observations(
    observations: pd.DataFrame, history: pd.DataFrame, catalogue: Catalogue
) -> tuple[pd.DataFrame, Figures]:
    """The observations, same rows in the same order, with the bounds each is held to; and the figures compared.

    `history` are the current observations of the lake. A jump by a thousand is a slip of the unit, and a jump
    of most provinces at once a likely change of definition: neither is also a jump (`jump_number` is missing
    there), nor is a slip also an outlier.
    """
    run, known = gather_figures(observations, history, catalogue)
    past = usual_after(run, known, catalogue)
    slips = slips_of(run, known, past, catalogue)
    joined = run.join([_limits(run, catalogue), past, slips])
    joined = joined.join(outliers_among(run, known, catalogue))
    slipped = joined["slip_distance"] < joined["slip_tolerance"]
    joined = joined.join(shared_jumps(joined[~slipped], known, catalogue))
    is_shared = joined["jump_share"] > joined["jump_limit"]
    joined["jump_number"] = joined["number"].mask(slipped | is_shared)
    joined["peer_distance"] = joined["peer_distance"].mask(slipped | is_shared)
    return joined, Figures(run, known)


def _limits(run: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The range the catalogue gives the indicator."""
    found = {}
    for name in ("minimum", "maximum"):
        attribute = "min_value" if name == "minimum" else "max_value"
        bounds = {one.indicator_code: getattr(one, attribute) for one in catalogue.indicators}
        known = {code: float(bound) for code, bound in bounds.items() if bound is not None}
        found[name] = run["indicator_code"].map(known).astype("float64")
    return pd.DataFrame(found, index=run.index)
