"""Totals and their breakdowns in a form: no part above its total, and complete parts adding up to it.

Sums nest: the total is the sum of its subtotals, and each of these the sum of what divides it further.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.intervals import Interval, add
from lientinh.gates.messages import make_finding
from lientinh.gates.reading_figures import interval_of_reading
from lientinh.gates.relation import in_scale
from lientinh.gates.relation_findings import Origin, Words
from lientinh.readings import Reading

_TOTAL = "_T"
_REST = "other"  # the member that makes a list of members complete
Pairs = frozenset[tuple[str, str]]


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
    figures: dict[tuple[object, ...], list[tuple[Reading, Pairs]]] = {}
    for one in readings:
        if one.locator.cell is not None and _adds_up(one, catalogue):
            figures.setdefault(_figure(one), []).append((one, _pairs_of(one.breakdown)))
    for cells in figures.values():
        for total, pairs in cells:
            for dimension, complete in _dimensions(total, catalogue):
                members = {
                    member: one
                    for one, narrower in cells
                    if (member := _member_added(narrower, pairs, dimension)) is not None
                }
                yield from _relate_members(total, members, complete, catalogue)


def _relate_members(
    total: Reading, members: dict[str, Reading], complete: tuple[str, ...], catalogue: Catalogue
) -> Iterator[BreakdownRelation]:
    yield from (
        relate_readings("gate1.subset_larger_than_set", total, (part,), catalogue)
        for part in members.values()
    )
    if complete and set(members) == set(complete):
        yield relate_readings("arithmetic.sum_of_parts", total, tuple(members.values()), catalogue)


def _pairs_of(breakdown: str) -> Pairs:
    """ "level=primary;sex=F" as pairs; a total has none."""
    if breakdown == _TOTAL:
        return frozenset()
    parted = (pair.partition("=") for pair in breakdown.split(";"))
    return frozenset((dimension, member) for dimension, _, member in parted)


def _member_added(part: Pairs, total: Pairs, dimension: str) -> str | None:
    """The member of `dimension` that is all by which a part is narrower than the total: sums nest level by level."""
    added = part - total
    if not total < part or len(added) != 1:
        return None
    ((name, member),) = added
    return member if name == dimension else None


def _adds_up(reading: Reading, catalogue: Catalogue) -> bool:
    if reading.indicator_code is None or reading.value is None or reading.measure != "level":
        return False
    return catalogue.unit(catalogue.indicator(reading.indicator_code).unit_code).kind != "ratio"


def _dimensions(total: Reading, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The indicator's dimensions with their members, where these are all there are: a pair, or with a rest."""
    for dimension in catalogue.indicator(str(total.indicator_code)).dimensions:
        members = tuple(one.member for one in catalogue.dimensions if one.dimension == dimension)
        yield dimension, members if len(members) == 2 or _REST in members else ()


def _figure(one: Reading) -> tuple[object, ...]:
    """What a total and its parts have in common."""
    return one.indicator_code, one.period, one.scenario, one.plan_basis, one.accumulation, one.area_code


def relate_readings(
    rule_id: str, total: Reading, parts: tuple[Reading, ...], catalogue: Catalogue
) -> BreakdownRelation:
    """One part must not be above the total, several must add up to it."""
    return BreakdownRelation(
        rule_id=rule_id,
        total=total,
        parts=parts,
        computed=add(interval_of_reading(part, catalogue) for part in parts),
        stated=interval_of_reading(total, catalogue),
        at_most=len(parts) == 1,
    )


def breakdown_finding(
    relation: BreakdownRelation, hint: Words, origin: Origin, catalogue: Catalogue
) -> Finding:
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
        hint_vi=hint[0],
        hint_en=hint[1],
    )
