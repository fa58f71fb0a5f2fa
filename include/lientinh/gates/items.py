"""The items of a list inside a sentence: which numbers of it can be parts of which total.

"A: x người, trong đó B: y người, C: z người". The marks of writing divide a list badly (commas stand inside
items and between them), so units decide: a part counts the same thing as its total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lientinh.gates.list_words import are_opposite, cuts_across, is_compared, is_open, names_rest
from lientinh.gates.mentions import Mention, Prepared

_BETWEEN = re.compile(r"[;,](?![0-9])|\s(?:và|hoặc)\s")
_COUNTED = {"count", "events"}
_TURN = re.compile(r"^lượt\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list: its text's span and the numbers that stand in it at the list's own depth."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


PartKind = Literal["same", "unnamed", "other"]


@dataclass(frozen=True, slots=True)
class Parts:
    """The numbers of a list that can be parts of one total, in the list's order, each with its kind.

    `same` counts the same thing, `unnamed` what no unit is known for ("228 xây mới"), `other` another thing.
    """

    members: tuple[tuple[PartKind, Mention], ...]
    compared: bool  # the list also compares or dates, so it may be no division
    rest: bool  # an item says "others": the list is meant to be complete
    opposite: bool  # two items, one the opposite of the other: together they are all
    across: bool  # an attribute without its opposite: the items may overlap
    open: bool  # the list says that it leaves something out, or only points some things out

    def of(self, *kinds: PartKind) -> tuple[Mention, ...]:
        return tuple(mention for kind, mention in self.members if kind in kinds)


def split_items(prepared: Prepared, start: int, end: int) -> list[Item]:
    """The members of the list in a span; a bracket inside an item belongs to the item.

    A number alone in brackets after its label ("thường xuyên: (12)") stands for the item. What a nested
    "trong đó" introduces belongs to the nested list.
    """
    depth = prepared.depth(start)
    nested = _nested_spans(prepared, start, end, depth)
    cuts = [start]
    cuts += [
        match.end()
        for match in _BETWEEN.finditer(prepared.folded, start, end)
        if prepared.depth(match.start()) == depth
    ]
    items: list[Item] = []
    for begun, ended in zip(cuts, [*cuts[1:], end], strict=True):
        inside = tuple(
            mention
            for mention in prepared.within(begun, ended)
            if not any(a <= mention.start < b for a, b in nested)
        )
        flat = tuple(mention for mention in inside if prepared.depth(mention.start) == depth)
        alone = tuple(mention for mention in inside if _alone_in_brackets(prepared, mention))
        items.append(Item(begun, ended, flat or alone))
    return items


def _nested_spans(prepared: Prepared, start: int, end: int, depth: int) -> list[tuple[int, int]]:
    """What an inner "trong đó" introduces: from there to the next semicolon of the same depth."""
    spans: list[tuple[int, int]] = []
    for mark in prepared.part_marks:
        inside = spans and mark.start < spans[-1][1]
        if start < mark.start < end and prepared.depth(mark.start) == depth and not inside:
            spans.append((mark.start, prepared.next_semicolon(mark.start, end)))
    return spans


def _alone_in_brackets(prepared: Prepared, mention: Mention) -> bool:
    return any(
        prepared.text[bracket.start + 1 : mention.start].strip() == ""
        and prepared.text[mention.unit_end : bracket.end - 1].strip() == ""
        for bracket in prepared.brackets
        if bracket.start < mention.start < bracket.end
    )


def choose_parts(prepared: Prepared, items: Sequence[Item], total: Mention) -> Parts | None:
    """The parts of `total` among the items; None where an item offers several and none is the natural one."""
    members: list[tuple[PartKind, Mention]] = []
    compared = False
    texts: list[str] = []
    for item in items:
        free = [mention for mention in item.mentions if not is_compared(prepared, mention)]
        compared = compared or len(free) < len(item.mentions)
        by_kind: dict[PartKind, list[Mention]] = {"same": [], "unnamed": [], "other": []}
        for mention in free:
            kind = _kind_of_part(total, mention)
            if kind is not None:
                by_kind[kind].append(mention)
        chosen = next(((kind, found) for kind, found in by_kind.items() if found), None)
        if chosen is None:
            continue
        if len(chosen[1]) > 1:
            return None
        members.append((chosen[0], chosen[1][0]))
        texts.append(prepared.folded[item.start : item.end])
    told = ((prepared.folded[item.start : item.end], bool(item.mentions)) for item in items)
    return Parts(
        members=tuple(members),
        compared=compared,
        rest=names_rest(texts),
        opposite=are_opposite(texts, prepared.opposites),
        across=cuts_across(texts),
        open=is_open(told),
    )


def _kind_of_part(total: Mention, part: Mention) -> PartKind | None:
    """`same`, `unnamed`, `other`, or None for what cannot divide the total: money among heads, or more than all."""
    if counts_same(total, part):
        return "same"
    if not {total.kind, part.kind} <= _COUNTED:
        return None
    if part.unit_code is None:
        return "unnamed"
    return "other" if part.value <= total.value else None


def counts_same(total: Mention, part: Mention) -> bool:
    """Do both count the same thing? "lượt hộ" and "hộ gia đình" do, so near that a list may mix them."""
    if total.unit_code is not None and total.unit_code == part.unit_code:
        return True
    first = _first_word(total)
    return bool(first) and first == _first_word(part) and {total.kind, part.kind} <= _COUNTED


def _first_word(mention: Mention) -> str:
    return _TURN.sub("", mention.noun).split(" ")[0]


def clause_start(prepared: Prepared, mention: Mention) -> int:
    """Where the clause begins in which a mention stands."""
    return next(
        (one.start for one in prepared.clauses if one.start <= mention.start < one.end), mention.start
    )


def total_of(parts: tuple[Mention, ...]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))
