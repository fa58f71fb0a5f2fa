"""Percentages of a form against the form's own figures: rates of counts, shares of plan, change on the year before.

Prose says in words what a percentage is of; in a form the catalogue does (numerator and denominator of an
indicator), and the reading's measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.breakdowns import BreakdownRelation
from lientinh.gates.changes import Direction, say_change
from lientinh.gates.intervals import interval_of, percentage, shift
from lientinh.gates.messages import make_finding
from lientinh.gates.reading_figures import interval_of_reading
from lientinh.gates.relation import in_scale
from lientinh.gates.relation_findings import Origin, Words
from lientinh.gates.relation_kinds.ratios import round_like
from lientinh.periods import period_year_before
from lientinh.readings import Reading

_HUNDRED = Decimal(100)
_RATE, _PLAN, _CHANGE = (
    "arithmetic.ratio_of_counts",
    "arithmetic.share_of_plan",
    "arithmetic.change_on_same_period",
)


def find_cell_shares(readings: Sequence[Reading], catalogue: Catalogue) -> Iterator[BreakdownRelation]:
    """Each percentage of a cell whose two figures stand in cells too; the first statement of a figure counts."""
    cells = [one for one in readings if one.locator.cell is not None and one.value is not None]
    levels: dict[tuple[object, ...], Reading] = {}
    for one in cells:
        if one.measure == "level":
            levels.setdefault(_key(one), one)
    for one in cells:
        pair = _pair_of(one, levels, catalogue) if one.indicator_code is not None else None
        if pair is not None and pair[1].value:
            yield _relate(*pair, one, catalogue)


def _key(reading: Reading, **changes: object) -> tuple[object, ...]:
    names = ("indicator_code", "breakdown", "area_code", "territory", "period", "scenario")
    return tuple(changes.get(name, getattr(reading, name)) for name in names)


def _pair_of(
    share: Reading, levels: dict[tuple[object, ...], Reading], catalogue: Catalogue
) -> tuple[str, Reading, Reading] | None:
    """The rule, and what is divided by what; None where the form does not hold both."""
    indicator = catalogue.indicator(str(share.indicator_code))
    own = _key(share)
    match share.measure:
        case "level" if indicator.numerator_code and indicator.denominator_code:
            rule_id = _RATE
            above = levels.get(_key(share, indicator_code=indicator.numerator_code))
            below = levels.get(_key(share, indicator_code=indicator.denominator_code))
        case "pct_of_plan":
            rule_id, above = _PLAN, levels.get(own)
            below = _plan_of(share, levels)
        case "pct_of_same_period" | "growth_pct":
            rule_id, above = _CHANGE, levels.get(own)
            before = period_year_before(share.period) if share.period else None
            below = levels.get(_key(share, period=before)) if before else None
        case _:
            return None
    if above is None or below is None or above is below or _is_ratio(above, catalogue):
        return None
    return rule_id, above, below


def _plan_of(share: Reading, levels: dict[tuple[object, ...], Reading]) -> Reading | None:
    """The plan of the share's own period, else of its year."""
    year = str(share.period_end.year) if share.period_end else None
    plans = (levels.get(_key(share, period=period, scenario="plan")) for period in (share.period, year))
    return next((one for one in plans if one is not None), None)


def _is_ratio(reading: Reading, catalogue: Catalogue) -> bool:
    """A change of a rate is told in points by some and in per cent by others."""
    return catalogue.unit(catalogue.indicator(str(reading.indicator_code)).unit_code).kind == "ratio"


def _relate(
    rule_id: str, above: Reading, below: Reading, share: Reading, catalogue: Catalogue
) -> BreakdownRelation:
    computed = percentage(interval_of_reading(above, catalogue), interval_of_reading(below, catalogue))
    if share.measure == "growth_pct":
        computed = shift(computed, -_HUNDRED)
    value = share.value or Decimal(0)
    return BreakdownRelation(
        rule_id=rule_id,
        total=share,
        parts=(above, below),
        computed=computed,
        stated=interval_of(value, share.rounding * 2, share.qualifier),  # cut and not rounded by many
        at_most=False,
    )


def cell_share_finding(
    relation: BreakdownRelation, hint: Words, origin: Origin, catalogue: Catalogue
) -> Finding:
    """A percentage that does not follow, at its cell."""
    share, (above, below) = relation.total, relation.parts
    indicator = catalogue.indicator(str(share.indicator_code))
    stated = share.value or Decimal(0)
    percent = _HUNDRED * (above.value or Decimal(0)) / (below.value or Decimal(1))
    first, second = (in_scale(one.value or Decimal(0), Decimal(1)) for one in (above, below))
    return make_finding(
        catalogue,
        relation.rule_id,
        subject=f"{share.indicator_code} {share.breakdown} {share.measure} {share.period} {share.scenario}",
        in_form=True,
        **asdict(origin),
        indicator_code=share.indicator_code,
        period=share.period,
        locator=share.locator,
        quote="; ".join(one.quote for one in (share, above, below)),
        reading_ordinals=[one.ordinal for one in (share, above, below)],
        numerator=first,
        denominator=second,
        actual=first,
        plan=second,
        current=first,
        previous=second,
        computed=round_like(percent, stated),
        stated=stated,
        plan_place=str(below.locator),
        what_vi=indicator.name_vi,
        what_en=indicator.name_en,
        hint_vi=hint[0],
        hint_en=hint[1],
        **say_change(percent, abs(stated), _direction(share)),
    )


def _direction(share: Reading) -> Direction:
    if share.measure != "growth_pct":
        return "of"
    return "down" if (share.value or Decimal(0)) < 0 else "up"
