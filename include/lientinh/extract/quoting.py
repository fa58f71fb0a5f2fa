"""The evidence of a reading: the smallest clause that carries its value, and the words that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lientinh.extract.clauses import trim
from lientinh.extract.contexts import Context
from lientinh.extract.naming import Source
from lientinh.extract.quantities import Quantity

_QUOTE_LENGTH = 240  # a quote reaches back to what the figure leans on, but no further than this
_CLAUSE_LENGTH = 160  # of words that name nothing the nearest clause is enough
_PHRASE_LENGTH = 160
# What opens a clause without being of it: bullets, list numbers, footnote marks, a bracket left open or closed
_LEAD = re.compile(r"(?:[\s\-+*•;,:)⁰¹²³⁴-⁹]|\((?![^)]*\))|[0-9]{1,2}(?:\.[0-9]{1,2})*\.\s(?=\D))+")
_DANGLING = re.compile(
    r"(?:[\s.,;:]|\s(?:tại|ở|là|với|và|cho|của|tới|đến|trên|hơn|gần|khoảng|dưới)|(?<!trở)\s(?:lên|xuống))+$"
)
_EDGES = re.compile(r"^[\s\-+*•;,:(]+|[\s;,:.(]+$")


def phrase_of(text: str, quantity: Quantity, context: Context) -> str:
    """The words that name a quantity, without its number."""
    label = _EDGES.sub("", text[context.label.start : quantity.begin])
    tail = _EDGES.sub("", text[quantity.unit_start : max(context.label.end, quantity.unit_start)])
    return " ".join(f"{label} {tail}".split())[:_PHRASE_LENGTH]


def quote_of(text: str, quantity: Quantity, contexts: Sequence[Context], index: int, source: Source) -> str:
    """The smallest clause that carries the value, verbatim, with the figure it leans on where that is near.

    `source` is where its name was found: those words belong to the evidence.
    """
    context = contexts[index]
    start, end = context.label.start, max(context.label.end, quantity.unit_end, quantity.end)
    lean = context.lean if context.lean is None or context.lean.kind != "same" or source == "lean" else None
    limit = _QUOTE_LENGTH if lean is not None or source in ("label", "lean") else _CLAUSE_LENGTH
    while lean is not None:
        anchor = contexts[lean.index]
        near = [place for place in (anchor.label.start, anchor.own.start) if end - place <= limit]
        if not near:
            break
        start, lean = near[0], anchor.lean
    if end - start > limit:
        start = max(start, context.own.start)
    span = trim(text, min(start, quantity.begin), end)
    stop = span.end
    if text.count("(", span.start, stop) > text.count(")", span.start, stop) and text[stop : stop + 1] == ")":
        stop += 1
    lead = _LEAD.match(text, span.start, stop)
    return _DANGLING.sub("", text[lead.end() if lead else span.start : stop])
