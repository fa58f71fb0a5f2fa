"""Attainment of a plan against the plan's own figure, where the document states both.

"trên 11.000 lao động …, đạt 68,75% kế hoạch", and elsewhere the 16.000 of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lientinh.gates.intervals import interval_of, percentage
from lientinh.gates.items import clause_start
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation, in_scale
from lientinh.gates.relation_kinds.ratios import cut_or_rounded, round_like
from lientinh.readings import Reading

_HUNDRED = Decimal(100)


def find_plan_shares(paragraphs: Sequence[Prepared], readings: Sequence[Reading]) -> Iterator[Relation]:
    """Every reading "… % of plan" beside the level it belongs to, against the plans the document states."""
    for share in readings:
        if share.measure != "pct_of_plan" or share.value is None or share.indicator_code is None:
            continue
        level = _level_of(share, readings)
        plans = _plans_of(share, readings) if level else []
        place = _mentions_of(paragraphs, share, level) if level else None
        if level is None or not plans or place is None:
            continue
        candidates = [_relate(*place, share, level, plan) for plan in plans]
        yield next((one for one in candidates if one.holds), candidates[0])


def _level_of(share: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The figure whose attainment it is: the nearest one of the same indicator before it in its paragraph."""
    before = [
        one
        for one in readings
        if one.measure == "level"
        and one.value
        and (one.indicator_code, one.breakdown) == (share.indicator_code, share.breakdown)
        and one.locator.paragraph == share.locator.paragraph
        and one.scenario != "plan"
        and (one.locator.start or 0) < (share.locator.start or 0)
    ]
    return before[-1] if before else None


def _plans_of(share: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """What the document plans or expects of the indicator for the year of the share; the year's own plan first."""
    year = share.period_end.year if share.period_end else None
    found = [
        one
        for one in readings
        if one.measure == "level"
        and one.value
        and one.scenario in ("plan", "estimate")
        and (one.indicator_code, one.breakdown) == (share.indicator_code, share.breakdown)
        and one.area_code == share.area_code
        and one.period_end is not None
        and one.period_end.year == year
    ]
    return sorted(found, key=lambda one: (one.scenario != "plan", one.ordinal))


def _mentions_of(
    paragraphs: Sequence[Prepared], share: Reading, level: Reading
) -> tuple[Prepared, Mention, Mention] | None:
    """The paragraph of both, with the mentions of the share and of the level."""
    for prepared in paragraphs:
        if prepared.paragraph.number != share.locator.paragraph:
            continue
        by_ordinal = {one.reading.ordinal: one for one in prepared.mentions if one.reading}
        if share.ordinal in by_ordinal and level.ordinal in by_ordinal:
            return prepared, by_ordinal[share.ordinal], by_ordinal[level.ordinal]
    return None


def _relate(
    prepared: Prepared, share_at: Mention, level_at: Mention, share: Reading, level: Reading, plan: Reading
) -> Relation:
    plan_value = plan.value or Decimal(0)
    target = interval_of(plan_value, Decimal(0))  # the plan is the round figure people aim at, "trên" or not
    computed = _HUNDRED * level_at.value / plan_value
    return Relation(
        rule_id="arithmetic.share_of_plan",
        prepared=prepared,
        total=share_at,
        parts=(level_at,),
        computed=percentage(level_at.interval, target),
        stated=cut_or_rounded(share_at),
        quote=prepared.text[clause_start(prepared, level_at) : share_at.unit_end],
        figures={
            "actual": in_scale(level_at.value, level_at.factor),
            "plan": in_scale(plan_value, level_at.factor),
            "computed": round_like(computed, share_at.value),
            "stated": share_at.value,
            "plan_place": f"“{plan.quote}”",
        },
        others=(plan,),
    )
