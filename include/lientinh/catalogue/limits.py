"""Which limits the rules need: a rule that measures takes its thresholds from `limits.csv`, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LIMITS_OF_RULES: dict[str, tuple[str, ...]] = {
    "gate1.recognised_doubtful": ("least_confidence",),
    "gate2.jump_against_history": (
        "least_periods", "most_periods", "most_periods_of_any_season", "spreads", "least_points",
        "least_factor_of_stock", "least_factor_of_flow",
    ),
    "gate2.unit_slip": ("least_periods", "least_provinces", "most_factor", "tolerance"),
    "gate2.likely_new_definition": ("least_provinces", "least_share"),
    "gate2.identical_figures": ("least_figures", "most_share"),
    "gate2.stale_figures": ("least_figures", "most_share"),
    "gate2.peer_outlier": ("least_provinces", "spreads", "least_points", "least_factor"),
}  # fmt: skip


def check_limits(tables: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Every limit is one that a rule takes, and every rule of the catalogue has all of its own."""
    given: set[tuple[str, str]] = set()
    for row in tables["limits"]:
        entry = row.entry
        names = LIMITS_OF_RULES.get(entry.rule_id, ())
        if entry.limit not in names:
            known = ", ".join(names) or "none"
            yield f"{row.place}: {entry.rule_id} takes no limit {entry.limit!r}; it takes {known}"
        if entry.value <= 0:
            yield f"{row.place}: limit {entry.limit!r} is not positive; write a number above 0"
        given.add((entry.rule_id, entry.limit))
    rules = [row for row in tables["rules"] if row.entry.rule_id in LIMITS_OF_RULES]
    for row in rules:
        for name in LIMITS_OF_RULES[row.entry.rule_id]:
            if (row.entry.rule_id, name) not in given:
                yield f"{row.place}: {row.entry.rule_id} needs the limit {name!r}; add its row to limits.csv"
