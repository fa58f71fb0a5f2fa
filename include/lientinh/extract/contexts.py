"""Which words of a sentence belong to which of its quantities.

Between two quantities the text is cut where the first one's tail ends and where the second one's label
begins: at marks, and at the words that join clauses. A colon cuts where words follow it; where the value
follows, it belongs to the label ("số người đăng ký: 691 người").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lientinh.extract.clauses import Bracket, Sentence, Span, find_brackets, find_part_marks
from lientinh.extract.leaning import Lean, find_lean
from lientinh.extract.quantities import Quantity

_JOINING = re.compile(r"\s(?=(?:với|và|cùng|còn|chiếm|đạt|thu hút|trị giá|nâng)\s)")
_PARTING = re.compile(r"\s(?=(?:thì|nhưng|trong khi|trong khi đó|tuy nhiên)\s)")
_VALUE = re.compile(
    r"\s*(?:(?:là|từ|trên|hơn|dưới|gần|khoảng|ít nhất|tối thiểu|tối đa|không quá|đạt)\s+)*\(?[0-9]"
)


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a quantity, from the narrowest to the widest, and what it depends on.

    `own` is the clause it stands in, `label` reaches back to the tail of the quantity before it, `wide` on over
    those that lean on it. `clause_start` is where its clause begins (after ";", an open bracket, the sentence),
    `host` where the words begin that its bracket stands beside. `totals` are indexes of the quantities it may
    be a part of, nearest first.
    """

    own: Span
    label: Span
    wide: Span
    clause_start: int
    host: int | None
    lean: Lean | None
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The cuts of one sentence, found once."""

    folded: str
    sentence: Sentence
    marks: list[int]
    joints: list[int]
    brackets: list[Bracket]
    parts: list[int]


def find_contexts(folded: str, sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[Context, ...]:
    """One context for each quantity of a sentence, in order."""
    layout = _lay_out(folded, sentence)
    contexts: list[Context] = []
    for index, quantity in enumerate(quantities):
        bracket = _bracket_of(layout, quantity)
        clause = _clause_start(layout, quantity, bracket)
        label = _label_start(layout, quantities, index, clause)
        tail = _tail_end(layout, quantities, index)
        cuts = [cut for cut in (*layout.marks, *layout.joints) if label <= cut <= quantity.begin]
        contexts.append(
            Context(
                own=Span(max([*cuts, label]), tail),
                label=Span(label, tail),
                wide=Span(label, tail),
                clause_start=clause,
                host=_host_start(layout, bracket) if bracket else None,
                lean=find_lean(folded, quantities, index, label),
                totals=_totals(layout, quantities, index, bracket),
            )
        )
    return tuple(_widen(contexts, index) for index in range(len(contexts)))


def _lay_out(folded: str, sentence: Sentence) -> _Layout:
    marks = set()
    for clause, following in zip(sentence.clauses, sentence.clauses[1:], strict=False):
        if following.mark != ":" or not _VALUE.match(folded, following.start):
            marks.add(clause.end if following.mark != ":" else following.start)
    parts = [span.start for span in find_part_marks(folded) if sentence.start <= span.start < sentence.end]
    marks |= {max(part - 1, sentence.start) for part in parts}
    marks |= {match.start() for match in _PARTING.finditer(folded, sentence.start, sentence.end)}
    joints = [match.start() for match in _JOINING.finditer(folded, sentence.start, sentence.end)]
    brackets = [
        bracket
        for bracket in find_brackets(folded)
        if not bracket.is_number and sentence.start <= bracket.start and bracket.end <= sentence.end
    ]
    return _Layout(folded, sentence, sorted(marks), joints, brackets, parts)


def _bracket_of(layout: _Layout, quantity: Quantity) -> Bracket | None:
    inside = [bracket for bracket in layout.brackets if bracket.start < quantity.start < bracket.end]
    return inside[-1] if inside else None


def _clause_start(layout: _Layout, quantity: Quantity, bracket: Bracket | None) -> int:
    starts = [
        part.start for part in layout.sentence.clauses if part.mark == ";" and part.start <= quantity.start
    ]
    if bracket is not None:
        starts.append(bracket.start + 1)
    else:  # a clause that closed brackets opened in is not left by them
        starts = [start for start in starts if not any(b.start < start < b.end for b in layout.brackets)]
    return max([*starts, layout.sentence.start])


def _label_start(layout: _Layout, quantities: Sequence[Quantity], index: int, clause: int) -> int:
    """After the tail of the quantity before; after a colon that words follow."""
    quantity = quantities[index]
    start = clause
    if index > 0 and quantities[index - 1].start >= clause:
        before = _end(quantities[index - 1])
        start = min(_cuts_between(layout, before, quantity.begin), default=min(before, quantity.begin))
    colons = [
        mark for mark in layout.marks if start < mark <= quantity.begin and _follows_colon(layout, mark)
    ]
    return max([*colons, start])


def _follows_colon(layout: _Layout, mark: int) -> bool:
    return layout.folded[:mark].rstrip().endswith(":")


def _cuts_between(layout: _Layout, before: int, begin: int) -> list[int]:
    """Marks between two places; where there are none, the words that join clauses."""
    marks = [mark for mark in layout.marks if before <= mark <= begin]
    return marks or [joint for joint in layout.joints if before <= joint <= begin]


def _tail_end(layout: _Layout, quantities: Sequence[Quantity], index: int) -> int:
    """Up to the next mark, or to the next quantity's label; to its very number where nothing parts the two."""
    end = _end(quantities[index])
    limit = layout.sentence.end
    if index + 1 < len(quantities):
        begin = quantities[index + 1].begin
        limit = max(min(_cuts_between(layout, end, begin), default=begin), end)
    return max(min([mark for mark in layout.marks if mark >= end] + [limit]), end)


def _end(quantity: Quantity) -> int:
    return max(quantity.unit_end, quantity.end)


def _host_start(layout: _Layout, bracket: Bracket) -> int:
    """Where the clause begins beside which a bracket stands."""
    starts = [
        part.start for part in layout.sentence.clauses if part.mark == ";" and part.start <= bracket.start
    ]
    return max([*starts, layout.sentence.start])


def _totals(
    layout: _Layout, quantities: Sequence[Quantity], index: int, bracket: Bracket | None
) -> tuple[int, ...]:
    """Quantities before the nearest "trong đó" or the bracket this one stands in, nearest first, asides last.

    Of "537/615 hộ (228 xây mới, …)" what was done is broken down, not what was to be done; of "12.000 lao động (kế
    hoạch 11.500 lao động), trong đó nam …" what stands outside the brackets.
    """
    start = quantities[index].start
    openings = [part for part in layout.parts if part < start and _covers(layout, part, start)]
    if bracket is not None:
        openings.append(bracket.start)
    if not openings:
        return ()
    nearest = max(openings)
    found = [
        i
        for i in range(index - 1, -1, -1)
        if quantities[i].start < nearest and quantities[i].role not in ("planned", "ranked")
    ]
    return tuple(sorted(found, key=lambda i: _in_aside(layout, quantities[i], before=start)))


def _in_aside(layout: _Layout, quantity: Quantity, *, before: int) -> bool:
    """Does it stand in brackets that have closed before a place?"""
    return any(one.start < quantity.start < one.end <= before for one in layout.brackets)


def _covers(layout: _Layout, part: int, position: int) -> bool:
    """A "trong đó" inside brackets ends with them."""
    return all(bracket.end > position for bracket in layout.brackets if bracket.start < part < bracket.end)


def _widen(contexts: list[Context], index: int) -> Context:
    """ "27 lượt đơn vị với 80 vị trí sử dụng lao động nước ngoài": the words after the second serve the first."""
    context, end = contexts[index], contexts[index].wide.end
    for following in contexts[index + 1 :]:
        if following.lean is None or following.lean.kind not in ("with", "ratio"):
            break
        end = following.label.end
    return replace(context, wide=Span(context.label.start, end))
