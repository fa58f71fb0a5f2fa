"""All relations of a document, and the frame in which they are validated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol

import pandas as pd

from lientinh.documents import Document
from lientinh.gates.intervals import Interval
from lientinh.gates.mention_finder import MentionFinder
from lientinh.gates.mentions import Prepared
from lientinh.gates.relation import Relation
from lientinh.gates.relation_kinds.blocks import find_in_blocks
from lientinh.gates.relation_kinds.listed import find_listed
from lientinh.gates.relation_kinds.places import find_place_counts
from lientinh.gates.relation_kinds.plan_shares import find_plan_shares
from lientinh.gates.relation_kinds.ratios import find_ratios
from lientinh.gates.relation_kinds.same_period import find_same_period
from lientinh.gates.relation_kinds.statuses import find_statuses
from lientinh.gates.suites import IntervalCheck
from lientinh.readings import Reading

RELATION_RULES = (
    "arithmetic.sum_of_parts",
    "arithmetic.sum_of_statuses",
    "arithmetic.ratio_of_counts",
    "arithmetic.share_of_total",
    "arithmetic.common_denominator",
    "arithmetic.share_of_plan",
    "arithmetic.change_on_same_period",
    "arithmetic.count_of_places",
    "gate1.subset_larger_than_set",
    "gate1.more_than_its_source",
)
_BOUNDS = ("computed_lower", "computed_upper", "stated_lower", "stated_upper")
_PLACES = Decimal("0.000000001")  # equal decimals become equal floats


def find_relations(document: Document, readings: Sequence[Reading], finder: MentionFinder) -> list[Relation]:
    """Every relation the paragraphs of a document state about themselves, broken or not, in order of place."""
    paragraphs = [finder.prepare(paragraph, readings) for paragraph in document.paragraphs]
    found = list(_in_paragraphs(paragraphs))
    found += find_in_blocks(paragraphs)
    found += find_plan_shares(paragraphs, readings)
    found += find_same_period(paragraphs, readings)
    return sorted(_once(found), key=lambda one: (one.prepared.paragraph.number, one.total.start))


def _in_paragraphs(paragraphs: Sequence[Prepared]) -> Iterator[Relation]:
    for previous, prepared in zip([None, *paragraphs], paragraphs, strict=False):
        yield from find_listed(prepared, previous)
        yield from find_statuses(prepared)
        yield from find_ratios(prepared)
        yield from find_place_counts(prepared)


def _once(relations: Sequence[Relation]) -> list[Relation]:
    """The same total and parts are one relation, however many words announce it."""
    seen: dict[tuple[Any, ...], Relation] = {}
    for one in relations:
        key = (
            one.rule_id,
            one.prepared.paragraph.number,
            one.total.start,
            *(part.start for part in one.parts),
        )
        seen.setdefault(key, one)
    return list(seen.values())


class Related(Protocol):
    """What the frame needs of a relation, of a text or of a form."""

    @property
    def rule_id(self) -> str: ...
    @property
    def computed(self) -> Interval: ...
    @property
    def stated(self) -> Interval: ...
    @property
    def at_most(self) -> bool: ...


def relation_rows(relations: Sequence[Related]) -> pd.DataFrame:
    """One row a relation: rule_id and the bounds of what is computed and stated; no bound is missing."""
    rows = [
        {
            "rule_id": one.rule_id,
            "computed_lower": _number(one.computed.lower),
            "computed_upper": None if one.at_most else _number(one.computed.upper),
            "stated_lower": None if one.at_most else _number(one.stated.lower),
            "stated_upper": _number(one.stated.upper),
        }
        for one in relations
    ]
    frame = pd.DataFrame(rows, columns=["rule_id", *_BOUNDS])
    return frame.astype(dict.fromkeys(_BOUNDS, "float64"))


def relation_checks() -> list[IntervalCheck]:
    """Of each rule: what is computed and what is stated must have a value in common."""
    return [IntervalCheck(rule_id, _BOUNDS, ("rule_id", rule_id)) for rule_id in RELATION_RULES]


def _number(bound: Decimal | None) -> float | None:
    return None if bound is None else float(bound.quantize(_PLACES))
