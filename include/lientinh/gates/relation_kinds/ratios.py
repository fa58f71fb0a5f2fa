"""Percentages beside the counts they come from.

"537/615 hộ đạt 87,3%"; "2.531 hộ, trong đó 21 hộ nghèo chiếm 0,83%"; and two shares of a whole nobody states:
"23.510 hộ, chiếm 12,20%; 23.248 hộ, chiếm 12,07%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from lientinh.gates.intervals import Interval, interval_of, percentage, whole_of
from lientinh.gates.items import clause_start, counts_same
from lientinh.gates.list_words import is_compared
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation, in_scale
from lientinh.gates.scopes import scope_of, totals_before

_REACHED = re.compile(
    r"^[^0-9;.]{0,30}(?:\b(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương)|[=(])(?: tỷ lệ| tỉ lệ| khoảng)?\s*$"
)
_SHARED = re.compile(
    r"^(?:[^0-9;:.(),]{0,120}?[\s,(]+chiếm(?: (?:tỷ lệ|tỉ lệ|tỷ trọng|khoảng|trên|gần|hơn))*|[^0-9;:.,()]{0,60}\()\s*$"
)
_ENDS = re.compile(r"\s*(?:[.,;:)]|$|và\b|so với (?:kế hoạch|chỉ tiêu)|kế hoạch|chỉ tiêu)")
_ASIDE = re.compile(r"\s*\(")  # "đạt 90,2% (xây mới 267 hộ, …)": what was done is broken down after its share
_BRACKETS = re.compile(r"\([^()]*\)")
_HUNDRED = Decimal(100)
_SAME_WHOLE = Decimal(2)  # two wholes that differ by more are two wholes


def find_ratios(prepared: Prepared) -> Iterator[Relation]:
    """Percentages of a/b, shares of a stated total, and pairs of shares of one unstated total."""
    shared: list[tuple[Mention, Mention]] = []
    for index, mention in enumerate(prepared.mentions):
        if not mention.is_ratio or index == 0:
            continue
        relation = _of_fraction(prepared, index)
        if relation is not None:
            yield relation
        elif (part := _part_of(prepared, index)) is not None:
            totals = _stated_totals(prepared, part)
            if not totals:
                shared.append((part, mention))
            elif _ENDS.match(prepared.folded, mention.unit_end):
                yield _share(prepared, part, mention, totals)
    yield from _pair_shares(prepared, shared)


def _of_fraction(prepared: Prepared, index: int) -> Relation | None:
    share = prepared.mentions[index]
    before = [one for one in prepared.mentions[:index] if prepared.depth(one.start) == 0]
    if len(before) < 2 or before[-1].role != "planned" or before[-2].role != "done":
        return None
    done, planned = before[-2:]
    between = _BRACKETS.sub("", prepared.folded[planned.unit_end : share.start])
    ends = _ENDS.match(prepared.folded, share.unit_end) or _ASIDE.match(prepared.folded, share.unit_end)
    if not _REACHED.match(between) or not ends or planned.value == 0:
        return None
    return _percentage(prepared, "arithmetic.ratio_of_counts", done, planned, share)


def _part_of(prepared: Prepared, index: int) -> Mention | None:
    """The count right before a percentage that is said to be a share."""
    share, part = prepared.mentions[index], prepared.mentions[index - 1]
    if part.is_ratio or part.role == "planned" or not _SHARED.match(prepared.folded[part.end : share.start]):
        return None
    bare_bracket = prepared.text[: share.start].rstrip().endswith("(")
    if bare_bracket and not re.match(r"\s*\)", prepared.text[share.unit_end :]):
        return None
    return None if is_compared(prepared, share) else part


def _stated_totals(prepared: Prepared, part: Mention) -> list[Mention]:
    """The totals of the "trong đó" in whose reach the part stands, the nearest first.

    A share may also be of a larger total that stands before it in the paragraph.
    """
    for mark in reversed(prepared.part_marks):
        scope = scope_of(prepared, mark)
        if scope is None or not scope.start <= part.start < scope.end:
            continue
        if prepared.depth(part.start) != prepared.depth(scope.start):
            continue
        home, totals = totals_before(prepared, scope, None)
        nearest = [one for one in totals if home is prepared and counts_same(one, part)]
        earlier = [one for one in prepared.within(0, scope.opens)[::-1] if counts_same(one, part)]
        return [*nearest, *earlier] if nearest else []
    return []


def _share(prepared: Prepared, part: Mention, share: Mention, totals: list[Mention]) -> Relation:
    relations = [_percentage(prepared, "arithmetic.share_of_total", part, total, share) for total in totals]
    return next((one for one in relations if one.holds), relations[0])


def _percentage(prepared: Prepared, rule_id: str, above: Mention, below: Mention, share: Mention) -> Relation:
    computed = _HUNDRED * above.value / below.value if below.value else Decimal(0)
    return Relation(
        rule_id=rule_id,
        prepared=prepared,
        total=share,
        parts=(above, below),
        computed=percentage(above.interval, below.interval),
        stated=cut_or_rounded(share),
        quote=prepared.text[
            clause_start(prepared, min(above, below, key=lambda one: one.start)) : share.unit_end
        ],
        figures={
            "numerator": in_scale(above.value, above.factor),
            "denominator": in_scale(below.value, below.factor),
            "computed": round_like(computed, share.value),
            "stated": share.value,
        },
    )


def cut_or_rounded(share: Mention) -> Interval:
    """Percentages are often cut and not rounded (20,68 for 20,69): a whole last place either way is no fault."""
    return interval_of(share.value, share.rounding * 2, share.qualifier)


def round_like(number: Decimal, written: Decimal) -> Decimal:
    """A number with as many decimal places as another is written with, at least one."""
    places = max(1, -int(written.as_tuple().exponent))
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _pair_shares(prepared: Prepared, shared: list[tuple[Mention, Mention]]) -> Iterator[Relation]:
    """Neighbouring shares of one sentence lead back to wholes that must be able to be one."""
    for (part, share), (next_part, next_share) in pairwise(shared):
        sentence = prepared.sentence_at(part.start)
        if sentence is None or not sentence.start <= next_part.start < sentence.end:
            continue
        if not counts_same(part, next_part) or not _plain_end(prepared, next_share):
            continue
        first, second = (
            whole_of(a.interval, cut_or_rounded(b)) for a, b in ((part, share), (next_part, next_share))
        )
        wholes = [
            _HUNDRED * a.value / b.value for a, b in ((part, share), (next_part, next_share)) if b.value
        ]
        if len(wholes) < 2 or max(wholes) > _SAME_WHOLE * min(wholes):
            continue
        yield _pair(prepared, (part, share, next_part, next_share), first, second, wholes)


def _plain_end(prepared: Prepared, share: Mention) -> bool:
    return bool(_ENDS.match(prepared.folded, share.unit_end)) or prepared.folded[
        share.unit_end :
    ].lstrip().startswith("theo")


def _pair(
    prepared: Prepared,
    mentions: tuple[Mention, Mention, Mention, Mention],
    first: Interval,
    second: Interval,
    wholes: list[Decimal],
) -> Relation:
    part, share, next_part, next_share = mentions
    return Relation(
        rule_id="arithmetic.common_denominator",
        prepared=prepared,
        total=next_share,
        parts=(part, share, next_part),
        computed=first,
        stated=second,
        quote=prepared.text[clause_start(prepared, part) : next_share.unit_end],
        figures={
            "first_part": part.value,
            "first_share": share.value,
            "first_total": wholes[0].quantize(Decimal(1)),
            "second_part": next_part.value,
            "second_share": next_share.value,
            "second_total": wholes[1].quantize(Decimal(1)),
        },
    )
