"""Parts listed after "trong đó", "cụ thể", "gồm", or in a bracket right after their total.

"537 hộ (228 xây mới, 309 sửa chữa)"; "43 giấy phép, trong đó cấp mới 42 giấy phép, cấp lại 01 giấy phép";
"03 đợt với 141 đại biểu, trong đó: A: 02 đợt với 91 đại biểu, B: 01 đợt với 55 đại biểu".
"""

from __future__ import annotations

from collections.abc import Iterator

from lientinh.extract.clauses import Bracket
from lientinh.gates.items import clause_start, counts_same, split_items
from lientinh.gates.list_words import is_compared
from lientinh.gates.mentions import Prepared
from lientinh.gates.partitions import Evidence, Listing, relate_sum
from lientinh.gates.relation import Relation, in_scale
from lientinh.gates.scopes import Scope, scope_of, totals_before


def find_listed(prepared: Prepared, previous: Prepared | None) -> Iterator[Relation]:
    """Sums and subsets a paragraph states; `previous` is the paragraph before it, where a total may stand."""
    for mark in prepared.part_marks:
        scope = scope_of(prepared, mark)
        if scope is None:
            continue
        home, totals = totals_before(prepared, scope, previous)
        if totals:
            items = split_items(prepared, scope.start, scope.end)
            listing = Listing(prepared, items, totals, _weigh(scope), scope.end, home=home)
            yield from relate_sum(listing)
            yield from _relate_subset(listing, scope)
    for bracket in prepared.brackets:
        listed = _in_bracket(prepared, bracket)
        if listed is not None:
            yield from relate_sum(listed)


def _weigh(scope: Scope) -> Evidence:
    if scope.complete and scope.ordered:
        return "strong"
    return "medium" if scope.ordered or scope.in_bracket else "weak"


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


def _relate_subset(listing: Listing, scope: Scope) -> Iterator[Relation]:
    """The first thing "trong đó" names is no larger than what it is in."""
    first = next((item for item in listing.items if item.mentions), None)
    if first is None or len(first.mentions) != 1 or not listing.totals:
        return
    part = first.mentions[0]
    home = listing.home or listing.prepared
    total = next((one for one in listing.totals if counts_same(one, part)), None)
    if total is None or is_compared(listing.prepared, part):
        return
    start = clause_start(home, total) if home is listing.prepared else scope.mark.start
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
