"""Last year's column copied into this year: most figures of a report's period are those of the year before.

A figure may stay what it was; most of a report's figures never do. Only actual figures other than nought count,
and only where enough different numbers are among them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import OWN_PAST, group_codes
from lientinh.gates.suites import ColumnCheck

STALE = "gate2.stale_figures"
STALE_CHECKS = (ColumnCheck(STALE, "not_above", "same_share", "most_share"),)
_COLUMN = ["submission_id", "document_id", "period"]


def find_stale(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → a row for each document and period of the run whose year before is known.

    Columns: place (of its first repeated figure in `run`), ordinals (of all repeated ones), before (the period it
    repeats), same, size (figures with a year before), same_share, most_share.
    """
    limits = catalogue.limits_of(STALE)
    figures = pd.concat([run, known], ignore_index=True)
    figures = figures.assign(
        place=np.arange(len(figures)), series=group_codes(figures, [*OWN_PAST, "season"])
    )
    usable = figures["leads"].astype(bool) & figures["number"].fillna(0).ne(0) & figures["month"].notna()
    figures = figures[usable & figures["scenario"].eq("actual") & figures["frequency"].ne("open")]
    before = figures.drop_duplicates(["series", "month"]).assign(month=lambda frame: frame["month"] + 12)
    pairs = figures[figures["place"] < len(run)].merge(
        before[["series", "month", "number", "period"]], on=["series", "month"], suffixes=("", "_before")
    )
    pairs = pairs.assign(same=pairs["number"] == pairs["number_before"])
    repeated = pairs[pairs["same"]]
    stale = (
        repeated.groupby(_COLUMN, sort=False)
        .agg(
            place=("place", "min"),
            ordinals=("ordinal", lambda ordinals: tuple(sorted(set(ordinals)))),
            before=("period_before", "first"),
            same=("same", "size"),
            numbers=("number", "nunique"),
        )
        .join(pairs.groupby(_COLUMN, sort=False)["same"].size().rename("size"))
    )
    stale = stale[stale["numbers"] >= limits["least_figures"]].reset_index()
    return stale.assign(same_share=stale["same"] / stale["size"], most_share=limits["most_share"])
