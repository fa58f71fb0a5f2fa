"""How far a "trong đó" reaches, and what it reaches back to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lientinh.extract.clauses import Bracket, Span
from lientinh.gates.list_words import is_compared
from lientinh.gates.mentions import Mention, Prepared

_LEAD = re.compile(r"(?:\s+(?:có|là|số))*\s*[:,]?")
_COMPLETE = re.compile(r"(?:gồm|bao gồm|chia ra|cụ thể)")
_NEAREST = 4  # how many mentions back the total of a list may stand
_LONGEST = 2_500  # characters; no list anybody wrote is longer, and a hostile file must not stop the others
_AT_START = 3  # characters a sentence may begin with before its first word: a list mark, a footnote's mark


@dataclass(frozen=True, slots=True)
class Scope:
    """What one "trong đó" introduces: characters `start` to `end`.

    `opens` is where the whole aside begins (its bracket, if it has one), `begins` whether it begins a sentence;
    `ordered` whether a colon follows, `complete` whether its word says that nothing is left out.
    """

    mark: Span
    start: int
    end: int
    opens: int
    begins: bool
    in_bracket: bool
    ordered: bool
    complete: bool


def scope_of(prepared: Prepared, mark: Span) -> Scope | None:
    """The reach of a mark: to the end of its bracket or sentence; without a colon only to the next semicolon."""
    sentence = prepared.sentence_at(mark.start)
    lead = _LEAD.match(prepared.folded, mark.end)
    if sentence is None or lead is None:
        return None
    bracket = _innermost(prepared, mark.start)
    leads = mark.start - (bracket.start + 1 if bracket else sentence.start) < _AT_START
    ordered = lead[0].rstrip().endswith(":")
    limit = min(bracket.end - 1 if bracket else sentence.end, lead.end() + _LONGEST)
    opens = bracket.start if bracket and leads else mark.start
    return Scope(
        mark=mark,
        start=lead.end(),
        end=limit if ordered or leads else prepared.next_semicolon(lead.end(), limit),
        opens=opens,
        begins=opens - sentence.start < _AT_START,
        in_bracket=bracket is not None,
        ordered=ordered,
        complete=bool(_COMPLETE.match(prepared.folded, mark.start)),
    )


def _innermost(prepared: Prepared, position: int) -> Bracket | None:
    around = [bracket for bracket in prepared.brackets if bracket.start < position < bracket.end]
    return max(around, key=lambda bracket: bracket.depth, default=None)


def totals_before(
    prepared: Prepared, scope: Scope, previous: Prepared | None
) -> tuple[Prepared, list[Mention]]:
    """Mentions a total may be, nearest first, and the paragraph they stand in.

    In the sentence before the aside; where the aside begins a sentence, in the sentence before that one, which
    may end the paragraph before.
    """
    current = prepared.sentence_at(scope.mark.start)
    if current is None:
        return prepared, []
    if not scope.begins:
        return prepared, _nearest(prepared, current.start, scope.opens)
    earlier = [one for one in prepared.sentences if one.end <= scope.opens]
    if earlier:
        return prepared, _nearest(prepared, earlier[-1].start, scope.opens)
    if previous is None or not previous.sentences:
        return prepared, []
    last = previous.sentences[-1]
    return previous, _nearest(previous, last.start, last.end)[:1]


def _nearest(prepared: Prepared, start: int, end: int) -> list[Mention]:
    """The last few numbers of a span that can be a total, the last first."""
    depth = prepared.depth(end)
    free = (
        one
        for one in reversed(prepared.within(start, end))
        if prepared.depth(one.start) == depth and one.role != "planned" and not is_compared(prepared, one)
    )
    return list(islice(free, _NEAREST))
