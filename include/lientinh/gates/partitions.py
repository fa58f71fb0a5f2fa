"""Is a list the division of its total, or does it only name some of it?

Only a division can be broken. "Trong đó" introduces both, so the words around it and the numbers themselves
decide: a list that stands in a bracket of its own, that a colon begins, or whose sum comes near the total was
meant to be complete; so was one that a single slip of the hand keeps from adding up. In doubt nothing is said:
a reviewer who meets false alarms stops reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.gates.intervals import add
from lientinh.gates.items import Item, Parts, choose_parts, clause_start, total_of
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.mistyping import is_mistyped
from lientinh.gates.relation import Relation, in_scale

Evidence = Literal["strong", "medium", "weak"]

# How far above and below the total, as a share of it, a sum may lie and still be meant to be the total. Further
# off the parts overlap (types beside ages), or are only some of it. The widest true fault met so far is 2 of 9.
_REACH: dict[Evidence, tuple[Decimal, Decimal]] = {
    "strong": (Decimal("0.25"), Decimal("0.25")),
    "medium": (Decimal("0.25"), Decimal("0.25")),
    "weak": (Decimal("0.1"), Decimal("0.05")),
}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that ends at `end`, what could be its total (the likeliest first), how complete it means to be."""

    prepared: Prepared
    items: Sequence[Item]
    totals: Sequence[Mention]
    evidence: Evidence
    end: int
    rule_id: str = "arithmetic.sum_of_parts"
    home: Prepared | None = None  # where the total stands, if in another paragraph


def relate_sum(listing: Listing) -> list[Relation]:
    """The sums a listing states: one for each unit in which both a total and at least two parts are given."""
    found: list[Relation] = []
    units: set[str | None] = set()
    for total in listing.totals:
        if total.unit_code in units:
            continue
        relation = _relate_total(listing, total, first=not found)
        if relation is not None:
            units.add(total.unit_code)
            found.append(relation)
    return found


def _relate_total(listing: Listing, total: Mention, *, first: bool) -> Relation | None:
    parts = choose_parts(listing.prepared, listing.items, total)
    if parts is None or not (parts.of("same") or (first and parts.of("unnamed"))):
        return None
    for members in _readings_of_list(parts):
        relation = _sum(listing, total, members)
        if relation.holds:
            return relation
    evidence = _weigh(listing, total, parts)
    readable = all(listing.prepared.reads_all(item.start, item.end) for item in listing.items)
    if evidence is None or parts.compared or parts.across or parts.open or not readable:
        return None
    members = _meant(parts, total, evidence)
    if len(members) < 2 or not (
        _is_near(total_of(members), total, evidence)
        or _is_slipped(members, total)
        or _is_exceeded(parts, total, evidence)
    ):
        return None
    return _sum(listing, total, members)


def _readings_of_list(parts: Parts) -> Iterator[tuple[Mention, ...]]:
    """The parts a list can mean: all that may be parts, only those of the total's kind, or the first few of them,
    where the sentence goes on to other things."""
    named = parts.of("same", "unnamed")
    yield from (
        many for many in (named, parts.of("same", "unnamed", "other"), parts.of("same")) if len(many) > 1
    )
    yield from (named[:count] for count in range(len(named) - 1, 1, -1))


def _weigh(listing: Listing, total: Mention, parts: Parts) -> Evidence | None:
    """How complete the list means to be, seen its parts; None where it divides no such total."""
    if total.is_ratio:  # shares of the total and no parts of it?
        return None if abs(total_of(parts.of("same")) - _HUNDRED) <= 1 else "weak"
    if parts.opposite:
        return "strong"
    if listing.evidence != "strong" and not parts.of("same") and any(one.noun for one in parts.of("unnamed")):
        return None  # numbers of things nobody knows the unit of
    return listing.evidence


def _meant(parts: Parts, total: Mention, evidence: Evidence) -> tuple[Mention, ...]:
    """The parts that were meant; empty where things of another kind may or may not be among them."""
    named = parts.of("same", "unnamed")
    if not parts.of("other") or total_of(named) > total.value:
        return named
    return parts.of("same", "unnamed", "other") if evidence == "strong" or parts.rest else ()


def _is_near(sum_of_parts: Decimal, total: Mention, evidence: Evidence) -> bool:
    over, under = _REACH[evidence]
    return -under * total.value <= sum_of_parts - total.value <= over * total.value


def _is_slipped(parts: tuple[Mention, ...], total: Mention) -> bool:
    """Would they add up but for one slip of the hand? No list of some parts only comes so close by chance."""
    gap = total.value - total_of(parts)
    return is_mistyped(total.value, total_of(parts)) or any(
        is_mistyped(one.value, one.value + gap) for one in parts
    )


def _is_exceeded(parts: Parts, total: Mention, evidence: Evidence) -> bool:
    """Is one part alone more than all? Then the list is wrong, complete or not."""
    same = parts.of("same")
    return evidence != "weak" and len(same) > 1 and any(one.value > total.value for one in same)


def _sum(listing: Listing, total: Mention, parts: tuple[Mention, ...]) -> Relation:
    computed = total_of(parts)
    home = listing.home or listing.prepared
    start = clause_start(home, total) if home is listing.prepared else listing.items[0].start
    return Relation(
        rule_id=listing.rule_id,
        prepared=home,
        total=total,
        parts=parts,
        computed=add(part.interval for part in parts),
        stated=total.interval,
        quote=listing.prepared.text[start : listing.end].strip(),
        figures={
            "parts": [in_scale(part.value, total.factor) for part in parts],
            "computed": in_scale(computed, total.factor),
            "stated": in_scale(total.value, total.factor),
            "difference": in_scale(abs(computed - total.value), total.factor),
        },
        part_total=True,
    )
