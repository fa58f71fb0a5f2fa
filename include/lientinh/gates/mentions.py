"""A number of a paragraph as arithmetic needs it, and the paragraph with all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from lientinh.documents import Paragraph
from lientinh.extract.clauses import (
    Bracket,
    Clause,
    Sentence,
    Span,
    find_brackets,
    find_part_marks,
    split_sentences,
)
from lientinh.gates.intervals import Interval, interval_of
from lientinh.readings import Qualifier, Reading

Opposites = tuple[re.Pattern[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """One number. `value` and `rounding` are in the base unit, `factor` is the scale it is written in.

    `noun` is the words after the number (its unit and what follows, up to the next mark); `kind` the kind of
    its unit, "count" where the catalogue knows none. `role` says whether it is a side of a/b.
    """

    start: int
    end: int
    unit_end: int
    value: Decimal
    factor: Decimal
    rounding: Decimal
    qualifier: Qualifier | None
    unit_code: str | None
    kind: str
    noun: str
    role: str
    reading: Reading | None = None
    paragraph: int = 0

    @property
    def interval(self) -> Interval:
        return interval_of(self.value, self.rounding, self.qualifier)

    @property
    def is_ratio(self) -> bool:
        return self.kind == "ratio"

    @property
    def ordinals(self) -> tuple[int, ...]:
        return (self.reading.ordinal,) if self.reading else ()


@dataclass(frozen=True)
class Prepared:
    """A paragraph with all that arithmetic asks of it; spans are characters of its text.

    `opposites` are words that divide a whole between them; `unread` numbers nobody can tell the meaning of: a
    list that holds one is not judged.
    """

    paragraph: Paragraph
    folded: str
    mentions: tuple[Mention, ...]
    opposites: tuple[Opposites, ...] = ()
    unread: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return self.paragraph.text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return split_sentences(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for sentence in self.sentences for clause in sentence.clauses)

    @cached_property
    def brackets(self) -> tuple[Bracket, ...]:
        return find_brackets(self.text)

    @cached_property
    def part_marks(self) -> tuple[Span, ...]:
        return find_part_marks(self.text)

    def depth(self, position: int) -> int:
        """How many brackets a character stands in."""
        return self._depths[position] if position < len(self._depths) else 0

    @cached_property
    def _depths(self) -> list[int]:
        steps = [0] * (len(self.text) + 1)
        for bracket in self.brackets:
            steps[bracket.start + 1] += 1
            steps[bracket.end - 1] -= 1
        return list(accumulate(steps))

    def next_semicolon(self, start: int, end: int) -> int:
        """The first semicolon of the same depth as `start`; `end` where there is none."""
        depth, position = self.depth(start), start
        while (position := self.text.find(";", position, end)) >= 0:
            if self.depth(position) == depth:
                return position
            position += 1
        return end

    def reads_all(self, start: int, end: int) -> bool:
        """Is every number of the span understood?"""
        return not any(start <= span.start < end for span in self.unread)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions whose number stands in the span, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return tuple(mention for mention in self.mentions[first:last] if mention.end <= end)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def sentence_at(self, position: int) -> Sentence | None:
        return next((one for one in self.sentences if one.start <= position < one.end), None)
