"""The plan as other documents state it against the plan's own document.

A report that says "kế hoạch 16.000" without naming the basis means one of the plans in force: assigned, adjusted
or resolved. It is right if any of them says the same; if none does, it is set against the one that leads.
Figures of one basis are one series, and compared as such (see `report_pairs`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lientinh.gates.known import ReportDocument

FROM_PLAN = "gate2.differs_from_plan"
SAME_PLAN = [
    "area_code", "territory", "indicator_code", "breakdown", "period", "period_basis", "accumulation",
]  # fmt: skip
_PLANS = ("plan", "decision")
_IN_FORCE = ("assigned", "adjusted", "resolution")


def pair_plans(
    voices: pd.DataFrame, documents: Mapping[tuple[str, str], ReportDocument], new_ids: set[str]
) -> pd.DataFrame:
    """Figures that speak for their reports, with `low` and `high` → the statements of a plan that no plan bears out.

    A row each, the figure of the run first and the other one's columns ending in `_known`; none where both were
    known before. `new_ids` are the submissions of the run.
    """
    plans = voices[voices["scenario"] == "plan"]
    keys = zip(plans["submission_id"], plans["document_id"], strict=True)
    is_plan = pd.Series(
        [(one := documents.get(key)) is not None and one.kind in _PLANS for key in keys],
        index=plans.index,
        dtype="bool",
    )
    stated = plans[~is_plan & plans["plan_basis"].eq("unstated")]
    in_force = plans[is_plan & plans["plan_basis"].isin(_IN_FORCE)]
    pairs = stated.merge(in_force, on=SAME_PLAN, suffixes=("", "_known"))
    pairs = pairs.assign(**{f"{name}_known": pairs[name] for name in SAME_PLAN})
    agree = ~(pairs["low"] > pairs["high_known"]) & ~(pairs["low_known"] > pairs["high"])
    borne_out = set(pairs.loc[agree, "observation_id"])
    told = pairs[
        ~pairs["observation_id"].isin(borne_out)
        & (pairs["submission_id"] != pairs["submission_id_known"])
        & (pairs["report_id"] != pairs["report_id_known"])
    ]
    told = told.sort_values(
        ["source_authority_known", "issued_on_known", "landed_at_known"],
        ascending=[True, False, False],
        kind="stable",
        key=lambda column: pd.to_datetime(column) if column.name == "issued_on_known" else column,
    ).drop_duplicates("observation_id")
    is_new, plan_is_new = (told[name].isin(new_ids) for name in ("submission_id", "submission_id_known"))
    both = [told[is_new], _turned(told[~is_new & plan_is_new])]
    return pd.concat(both, ignore_index=True).assign(rule_id=FROM_PLAN)


def _turned(pairs: pd.DataFrame) -> pd.DataFrame:
    """The other figure first."""
    known = [name for name in pairs.columns if name.endswith("_known")]
    first = {name: name.removesuffix("_known") for name in known}
    return pairs.rename(columns=first | {name: known_name for known_name, name in first.items()})
