"""States of progress that make up the whole: done, under way, not begun, dropped.

"đã thực hiện 537/615 hộ (…), đang thực hiện 21 hộ (…), chưa thực hiện 50 hộ (…), không thực hiện 11 hộ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lientinh.gates.intervals import add
from lientinh.gates.items import clause_start, counts_same, total_of
from lientinh.gates.list_words import is_compared
from lientinh.gates.mentions import Mention, Prepared
from lientinh.gates.relation import Relation, in_scale

_STATE = re.compile(r"\b(đã|đang|chưa|không|còn)(?: được)?((?: [a-zà-ỹđ]+){1,2})")
_REACH = Decimal("0.25")  # beyond a quarter off, the states are of something else


def find_statuses(prepared: Prepared) -> Iterator[Relation]:
    """In each sentence the states of one verb and one unit, against the whole it names."""
    for sentence in prepared.sentences:
        mentions = [
            one for one in prepared.within(sentence.start, sentence.end) if prepared.depth(one.start) == 0
        ]
        plain = [one for one in mentions if one.role != "planned"]
        groups: dict[str, list[tuple[str, Mention]]] = {}
        for before, mention in zip([None, *plain], plain, strict=False):
            start = before.unit_end if before else sentence.start
            state = _state_of(prepared, start, mention)
            if state is not None and not is_compared(prepared, mention):
                groups.setdefault(state[1], []).append((state[0], mention))
        for states in groups.values():
            relation = _relate(prepared, mentions, states)
            if relation is not None:
                yield relation


def _state_of(prepared: Prepared, start: int, mention: Mention) -> tuple[str, str] | None:
    """The state and the verb's first two words in the text that leads to a number."""
    found = None
    for match in _STATE.finditer(prepared.folded, start, mention.start):
        if prepared.depth(match.start()) == 0:
            found = match
    return (found[1], found[2].strip()) if found else None


def _relate(
    prepared: Prepared, mentions: list[Mention], states: list[tuple[str, Mention]]
) -> Relation | None:
    names = [name for name, _ in states]
    parts = tuple(mention for _, mention in states)
    if len(set(names)) < len(names) or "đã" not in names or not {"đang", "chưa"} & set(names):
        return None
    if not all(counts_same(parts[0], part) for part in parts[1:]):
        return None
    total = _whole(mentions, parts)
    if total is None:
        return None
    computed = total_of(parts)
    relation = Relation(
        rule_id="arithmetic.sum_of_statuses",
        prepared=prepared,
        total=total,
        parts=parts,
        computed=add(part.interval for part in parts),
        stated=total.interval,
        quote=prepared.text[
            clause_start(prepared, min(total, parts[0], key=lambda one: one.start)) : _end(prepared, parts)
        ],
        figures={
            "parts": [in_scale(part.value, total.factor) for part in parts],
            "computed": in_scale(computed, total.factor),
            "stated": in_scale(total.value, total.factor),
            "difference": in_scale(abs(computed - total.value), total.factor),
        },
        part_total=True,
    )
    near = abs(computed - total.value) <= _REACH * total.value
    complete = len(parts) > 2 or {"đã", "chưa"} <= set(names)
    return relation if relation.holds or (near and complete) else None


def _whole(mentions: list[Mention], parts: tuple[Mention, ...]) -> Mention | None:
    """The denominator of the part that is written a/b, else the last number of the same thing before the states."""
    planned = [
        one for one in mentions if one.role == "planned" and parts[0].start < one.start < parts[0].unit_end
    ]
    if planned:
        return planned[0]
    before = [one for one in mentions if one.end < parts[0].start and counts_same(one, parts[0])]
    return before[-1] if before else None


def _end(prepared: Prepared, parts: tuple[Mention, ...]) -> int:
    """Where the last state ends, its own bracket included."""
    end = parts[-1].unit_end
    closing = [
        one.end
        for one in prepared.brackets
        if one.start >= end and not prepared.text[end : one.start].strip()
    ]
    return closing[0] if closing else end
