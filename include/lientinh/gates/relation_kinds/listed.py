"""Parts listed after "trong đó", "cụ thể", "gồm", or in a bracket right after their total.

"537 hộ (228 xây mới, 309 sửa chữa)"; "43 giấy phép, trong đó cấp mới 42 giấy phép, cấp lại 01 giấy phép";
"03 đợt với 141 đại biểu, trong đó: A: 02 đợt với 91 đại biểu, B: 01 đợt với 55 đại biểu".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lientinh.extract.clauses import Bracket, Span
from lientinh.gates.items import clause_start, counts_same, is_compared, split_items
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.partitions import Evidence, Listing, relate_sum
from lientinh.gates.relation import Relation, in_scale

_LEAD = re.compile(r"(?:\s+(?:có|là|số))*\s*[:,]?")
_COMPLETE = re.compile(r"^(?:gồm|bao gồm|chia ra|cụ thể)")
_NEAREST = 4  # how many mentions back the total of a list may stand


def find_listed(prepared: Prepared, previous: Prepared | None) -> Iterator[Relation]:
    """Sums and subsets a paragraph states; `previous` is the paragraph before it, where a total may stand."""
    for mark in prepared.part_marks:
        listing = _after_mark(prepared, mark, previous)
        if listing is not None:
            yield from relate_sum(listing)
            yield from _relate_subset(listing, mark)
    for bracket in prepared.brackets:
        listing = _in_bracket(prepared, bracket)
        if listing is not None:
            yield from relate_sum(listing)


def _after_mark(prepared: Prepared, mark: Span, previous: Prepared | None) -> Listing | None:
    sentence = prepared.sentence_at(mark.start)
    lead = _LEAD.match(prepared.folded, mark.end)
    if sentence is None or lead is None:
        return None
    bracket = _innermost(prepared, mark.start)
    begins = mark.start - (bracket.start + 1 if bracket else sentence.start) < 3
    ordered = lead[0].rstrip().endswith(":")
    limit = bracket.end - 1 if bracket else sentence.end
    end = limit if ordered or begins else _first_semicolon(prepared, lead.end(), limit)
    opens = bracket.start if bracket and begins else mark.start
    starts = opens - sentence.start < 3
    home, totals = _totals_before(prepared, opens, previous, begins=starts)
    if not totals:
        return None
    complete = bool(_COMPLETE.match(prepared.folded[mark.start : mark.end]))
    evidence: Evidence = (
        "strong" if complete and ordered else "medium" if ordered or bracket or begins else "weak"
    )
    return Listing(prepared, split_items(prepared, lead.end(), end), totals, evidence, end, home=home)


def _innermost(prepared: Prepared, position: int) -> Bracket | None:
    around = [bracket for bracket in prepared.brackets if bracket.start < position < bracket.end]
    return max(around, key=lambda bracket: bracket.depth, default=None)


def _first_semicolon(prepared: Prepared, start: int, end: int) -> int:
    depth = prepared.depth(start)
    stops = (at for at in range(start, end) if prepared.text[at] == ";" and prepared.depth(at) == depth)
    return next(stops, end)


def _totals_before(
    prepared: Prepared, limit: int, previous: Prepared | None, *, begins: bool
) -> tuple[Prepared, list[Mention]]:
    """Mentions a total may be, nearest first, in the sentence; in the one before it where the list begins one."""
    before = [one for one in prepared.sentences if one.start < limit]
    for sentence in before[::-1][: 2 if begins else 1]:
        found = _free_mentions(prepared, sentence.start, limit)
        if found:
            return prepared, found[::-1][:_NEAREST]
    if not begins or len(before) > 1 or previous is None or not previous.sentences:
        return prepared, []
    last = previous.sentences[-1]
    return previous, _free_mentions(previous, last.start, last.end)[::-1][:1]


def _free_mentions(prepared: Prepared, start: int, end: int) -> list[Mention]:
    depth = prepared.depth(end)
    return [
        one
        for one in prepared.within(start, end)
        if prepared.depth(one.start) == depth and one.role != "planned" and not is_compared(prepared, one)
    ]


def _in_bracket(prepared: Prepared, bracket: Bracket) -> Listing | None:
    """A bracket that lists at least two numbers right after the clause that holds their total."""
    inner = bracket.start + 1
    if any(bracket.start < mark.start < bracket.end for mark in prepared.part_marks):
        return None
    depth = prepared.depth(bracket.start)
    clause = [one for one in prepared.clauses if one.end <= bracket.start and one.depth == depth]
    if not clause or prepared.text[clause[-1].end : bracket.start].strip():
        return None
    items = split_items(prepared, inner, bracket.end - 1)
    numbers = sum(bool(item.mentions) for item in items)
    totals = [one for one in prepared.within(clause[-1].start, clause[-1].end) if one.role != "planned"][::-1]
    if numbers < 2 or not totals:
        return None
    return Listing(prepared, items, totals[:2], "strong", bracket.end)


def _relate_subset(listing: Listing, mark: Span) -> Iterator[Relation]:
    """The first thing "trong đó" names is no larger than what it is in."""
    first = next((item for item in listing.items if item.mentions), None)
    if first is None or len(first.mentions) != 1 or not listing.totals:
        return
    part = first.mentions[0]
    home = listing.home or listing.prepared
    total = next((one for one in listing.totals if counts_same(one, part)), None)
    if total is None or is_compared(listing.prepared, part):
        return
    start = clause_start(home, total) if home is listing.prepared else mark.start
    yield Relation(
        rule_id="gate1.subset_larger_than_set",
        prepared=home,
        total=total,
        parts=(part,),
        computed=part.interval,
        stated=total.interval,
        quote=listing.prepared.text[start : first.end].strip(" ,;"),
        figures={"part": in_scale(part.value, part.factor), "whole": in_scale(total.value, total.factor)},
        at_most=True,
    )
