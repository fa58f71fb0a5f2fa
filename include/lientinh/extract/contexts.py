"""Which words of a sentence belong to which of its quantities.

Between two quantities the text is cut where the first one's tail ends and where the second one's label
begins: at marks, and at the words that join clauses. A quantity may also lean on another: a part on its
total, "kinh phí: 43.276 triệu đồng" on what the money was for, "đạt 68,75% kế hoạch" on the figure before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.extract.clauses import Sentence, Span, find_brackets, find_part_marks
from lientinh.extract.quantities import Quantity

_JOINING = re.compile(r"\s(?=(?:với|và|cùng|trong đó|cụ thể|bao gồm|gồm|nhưng|chiếm|đạt|thu hút|trị giá)\s)")
_ELLIPTICAL = re.compile(
    r"^[\s,(]*(?:(?:và|cũng|chỉ|mới)\s+)*(?:chiếm|đạt|bằng|tăng|giảm|tương đương|tương ứng|vượt|hoàn thành)"
    r"(?:\s+(?:tỷ lệ|tỷ trọng|mức|thêm|khoảng|trên|gần|hơn|dưới|với|là|được))*\s*$"
)
_MONEY_LABEL = re.compile(
    r"^[\s,(]*(?:(?:với|và|có|tổng|số|mức|quà|tặng|quà tặng|hỗ trợ|thực hiện|tổng cộng)\s+)*"
    r"(?:kinh phí|tiền|số tiền|trị giá|giá trị|tổng trị giá|tổng kinh phí|doanh số)(?:\s+[^\s,;:]+){0,8}\s*:?\s*$|^[\s,(]*với\s*$"
)
# "… với 50 người tham gia", "cho trên 3.000 đơn vị, trên 164.000 người", "2.187 lao động và 12 trẻ em"
_WITH = re.compile(r"^[\s,]*(?:(?:với|thu hút)\b[^,;:]{0,60}:?|và|cùng(?: với)?)?\s*$")


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a quantity, from the narrowest to the widest, and what it leans on.

    `own` is the clause it stands in, `label` reaches back to the tail of the quantity before it, `wide` on to
    the label of the one after it. `leans_on` is the index of the quantity its words presuppose, `totals` are
    indexes of those it may be a part of, nearest first.
    """

    own: Span
    label: Span
    wide: Span
    clause_start: int
    leans_on: int | None
    is_ratio: bool
    totals: tuple[int, ...]


def find_contexts(folded: str, sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[Context, ...]:
    """One context for each quantity of a sentence, in order."""
    marks = _find_marks(sentence)
    joints = [match.start() for match in _JOINING.finditer(folded, sentence.start, sentence.end)]
    starts = [
        _label_start(folded, sentence, quantities, index, marks, joints) for index in range(len(quantities))
    ]
    openings = _find_openings(folded, sentence)
    contexts: list[Context] = []
    for index, quantity in enumerate(quantities):
        label, clause = starts[index]
        following = _tail_limit(sentence, quantities, index, starts)
        stop = max(
            min([mark for mark in marks if mark >= quantity.unit_end] + [following]), quantity.unit_end
        )
        tail = max(min(stop, following), quantity.unit_end)
        narrow = max([cut for cut in (*marks, *joints) if label <= cut <= quantity.begin] + [label])
        end = max(min([mark for mark in marks if folded[mark] in ";)" and mark >= tail] + [following]), tail)
        leans_on, is_ratio = _leans_on(folded, quantities, index, label)
        contexts.append(
            Context(
                Span(narrow, tail),
                Span(label, tail),
                Span(label, end),
                clause,
                leans_on,
                is_ratio,
                _totals(quantities, index, openings),
            )  # fmt: skip
        )
    return tuple(contexts)


def _find_marks(sentence: Sentence) -> list[int]:
    """Positions of the marks that part clauses, but for colons: a label goes on to its value."""
    ends = {
        clause.end
        for clause, following in zip(sentence.clauses, sentence.clauses[1:], strict=False)
        if following.mark != ":"
    }
    return sorted(ends)


def _find_openings(folded: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Spans in which quantities are parts of one before: inside brackets, and after "trong đó" and its like."""
    inside = [(bracket.start, bracket.end) for bracket in find_brackets(folded) if not bracket.is_number]
    after = [(mark.start, sentence.end) for mark in find_part_marks(folded)]
    return [(start, end) for start, end in (*inside, *after) if sentence.start <= start < sentence.end]


def _label_start(
    folded: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    index: int,
    marks: list[int],
    joints: list[int],
) -> tuple[int, int]:
    """Where the words of a quantity begin, and where its clause does (after ";", an open bracket, the sentence)."""
    quantity = quantities[index]
    clause = sentence.start
    for part in sentence.clauses:
        if part.start <= quantity.start and part.mark in (";", "("):
            clause = part.start
    closed = folded.rfind(")", clause, quantity.start) + 1
    if folded.count(")", clause, quantity.start) > folded.count("(", clause, quantity.start):
        clause = closed
    if index == 0 or quantities[index - 1].start < clause:
        return clause, clause
    before = max(quantities[index - 1].unit_end, quantities[index - 1].end, clause)
    parting = [mark for mark in marks if before <= mark <= quantity.begin]
    if not parting:
        parting = [joint for joint in joints if before <= joint <= quantity.begin]
    return min(parting, default=min(before, quantity.begin)), clause


def _tail_limit(
    sentence: Sentence, quantities: Sequence[Quantity], index: int, starts: list[tuple[int, int]]
) -> int:
    """How far a quantity's words can reach: to the next one's label, or to its number where nothing parts them."""
    if index + 1 == len(quantities):
        return sentence.end
    label, following = starts[index + 1][0], quantities[index + 1]
    parted = label > max(quantities[index].unit_end, quantities[index].end)
    return label if parted or following.start <= quantities[index].unit_end else following.begin


def _leans_on(folded: str, quantities: Sequence[Quantity], index: int, label: int) -> tuple[int | None, bool]:
    """The quantity whose words this one presupposes, and whether it is a ratio of it."""
    if index == 0:
        return None, False
    quantity, before = quantities[index], quantities[index - 1]
    if set(folded[before.end : quantity.begin]) & set(";."):
        return None, False
    words = folded[label : quantity.begin]
    if quantity.is_percent:
        nearest = next((i for i in range(index - 1, -1, -1) if not quantities[i].is_percent), index - 1)
        elliptical = _ELLIPTICAL.match(words)
        return (nearest if "chiếm" in words else index - 1, True) if elliptical else (None, False)
    if quantity.unit_code in (before.unit_code, None):
        return None, False
    alone_in_brackets = (
        folded[label - 1 : label] == "(" and ")" in folded[quantity.unit_end : quantity.unit_end + 2]
    )
    leans = quantity.unit_code == "VND" and _MONEY_LABEL.match(words)
    return (index - 1, False) if leans or alone_in_brackets or _WITH.match(words) else (None, False)


def _totals(quantities: Sequence[Quantity], index: int, openings: list[tuple[int, int]]) -> tuple[int, ...]:
    """Quantities before the nearest opening this one stands in, nearest first."""
    start = quantities[index].start
    nearest = max((begun for begun, stopped in openings if begun < start < stopped), default=None)
    if nearest is None:
        return ()
    return tuple(i for i in range(index - 1, -1, -1) if quantities[i].start < nearest)
