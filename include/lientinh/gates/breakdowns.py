"""Totals and their breakdowns in a form: no part above its total, and complete parts adding up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.intervals import Interval, add, interval_of
from lientinh.gates.messages import make_finding
from lientinh.gates.relation import in_scale
from lientinh.gates.relation_findings import Origin
from lientinh.readings import Reading

_TOTAL = "_T"
_REST = "other"  # the member that makes a list of members complete


@dataclass(frozen=True)
class BreakdownRelation:
    """Like a relation of the text: `computed`, from `parts`, must meet `stated`, or only not be above it."""

    rule_id: str
    total: Reading
    parts: tuple[Reading, ...]
    computed: Interval
    stated: Interval
    at_most: bool


def find_breakdowns(readings: Sequence[Reading], catalogue: Catalogue) -> Iterator[BreakdownRelation]:
    """Relations between the cells of a form; prose says in words what divides what, and is read there."""
    cells = [one for one in readings if one.locator.cell is not None and _adds_up(one, catalogue)]
    totals = [one for one in cells if one.breakdown == _TOTAL]
    for total in totals:
        for dimension, complete in _dimensions(total, catalogue):
            members = {
                one.breakdown.partition("=")[2]: one
                for one in cells
                if _same_figure(one, total)
                and one.breakdown.startswith(f"{dimension}=")
                and ";" not in one.breakdown
            }
            yield from (
                relate_readings("gate1.subset_larger_than_set", total, (part,)) for part in members.values()
            )
            if complete and set(members) == set(complete):
                yield relate_readings("arithmetic.sum_of_parts", total, tuple(members.values()))


def _adds_up(reading: Reading, catalogue: Catalogue) -> bool:
    if reading.indicator_code is None or reading.value is None or reading.measure != "level":
        return False
    return catalogue.unit(catalogue.indicator(reading.indicator_code).unit_code).kind != "ratio"


def _dimensions(total: Reading, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The indicator's dimensions with their members, where these are all there are: a pair, or with a rest."""
    for dimension in catalogue.indicator(str(total.indicator_code)).dimensions:
        members = tuple(one.member for one in catalogue.dimensions if one.dimension == dimension)
        yield dimension, members if len(members) == 2 or _REST in members else ()


def _same_figure(part: Reading, total: Reading) -> bool:
    return (part.indicator_code, part.period, part.scenario, part.plan_basis, part.accumulation, part.area_code) == (
        total.indicator_code, total.period, total.scenario, total.plan_basis, total.accumulation, total.area_code
    )  # fmt: skip


def relate_readings(rule_id: str, total: Reading, parts: tuple[Reading, ...]) -> BreakdownRelation:
    """One part must not be above the total, several must add up to it."""
    return BreakdownRelation(
        rule_id=rule_id,
        total=total,
        parts=parts,
        computed=add(_interval(part) for part in parts),
        stated=_interval(total),
        at_most=len(parts) == 1,
    )


def _interval(reading: Reading) -> Interval:
    return interval_of(reading.value or Decimal(0), reading.rounding, reading.qualifier)


def breakdown_finding(relation: BreakdownRelation, origin: Origin, catalogue: Catalogue) -> Finding:
    """A broken relation of a form, at the cell of its total."""
    total, parts = relation.total, relation.parts
    indicator = catalogue.indicator(str(total.indicator_code))
    values = [in_scale(part.value or Decimal(0), Decimal(1)) for part in parts]
    stated, computed = in_scale(total.value or Decimal(0), Decimal(1)), sum(values, Decimal(0))
    return make_finding(
        catalogue,
        relation.rule_id,
        subject=" ".join([str(total.indicator_code), str(total.period), *(part.breakdown for part in parts)]),
        in_form=True,
        **asdict(origin),
        indicator_code=total.indicator_code,
        period=total.period,
        locator=total.locator,
        quote="; ".join(one.quote for one in (total, *parts)),
        reading_ordinals=[one.ordinal for one in (total, *parts)],
        parts=values,
        computed=computed,
        stated=stated,
        difference=abs(computed - stated),
        part=values[0],
        whole=stated,
        what_vi=indicator.name_vi,
        what_en=indicator.name_en,
        hint_vi="",
        hint_en="",
    )
