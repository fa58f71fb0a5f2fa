"""Figures of one document of which one cannot, or can hardly, exceed the other, as the catalogue orders them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.breakdowns import BreakdownRelation, relate_readings
from lientinh.gates.messages import make_finding
from lientinh.gates.relation import in_scale
from lientinh.gates.relation_findings import Origin, Words
from lientinh.readings import Reading

_RULES = {"part": "gate1.subset_larger_than_set", "step": "gate1.more_than_its_source"}
_TOTAL = "_T"


def find_orderings(readings: Sequence[Reading], catalogue: Catalogue) -> Iterator[BreakdownRelation]:
    """Pairs of totals of the same area, period and scenario; the first statement of each figure counts."""
    totals: dict[tuple[object, ...], Reading] = {}
    for one in readings:
        if (
            one.measure == "level"
            and one.value is not None
            and one.breakdown == _TOTAL
            and one.period is not None
        ):
            totals.setdefault((one.indicator_code, *_situation(one)), one)
    for ordering in catalogue.orderings:
        for (code, *situation), smaller in totals.items():
            larger = totals.get((ordering.larger_code, *situation))
            if code == ordering.smaller_code and larger is not None:
                yield relate_readings(_RULES[ordering.kind], larger, (smaller,), catalogue)


def _situation(reading: Reading) -> tuple[object, ...]:
    return (reading.area_code, reading.territory, reading.period, reading.scenario, reading.plan_basis)


def ordering_finding(
    relation: BreakdownRelation, hint: Words, origin: Origin, catalogue: Catalogue
) -> Finding:
    """At the smaller figure's place, which is the larger one."""
    larger, smaller = relation.total, relation.parts[0]
    names = {one: catalogue.indicator(str(one.indicator_code)) for one in (larger, smaller)}
    shown = {one: in_scale(one.value or Decimal(0), Decimal(1)) for one in (larger, smaller)}
    return make_finding(
        catalogue,
        relation.rule_id,
        subject=f"{larger.indicator_code} {smaller.indicator_code} {smaller.period} {smaller.scenario}",
        in_form=smaller.locator.cell is not None,
        **asdict(origin),
        indicator_code=smaller.indicator_code,
        period=smaller.period,
        locator=smaller.locator,
        quote=smaller.quote,
        reading_ordinals=(larger.ordinal, smaller.ordinal),
        part=shown[smaller],
        whole=shown[larger],
        what_vi=f"{names[smaller].name_vi}; {names[larger].name_vi}",
        what_en=f"{names[smaller].name_en}; {names[larger].name_en}",
        later=shown[smaller],
        earlier=shown[larger],
        later_name_vi=names[smaller].name_vi,
        later_name_en=names[smaller].name_en,
        earlier_name_vi=names[larger].name_vi,
        earlier_name_en=names[larger].name_en,
        hint_vi=hint[0],
        hint_en=hint[1],
    )
