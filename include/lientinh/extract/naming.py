"""Which indicator and breakdown a quantity gets, from its words and from the quantities it depends on.

No code is better than a wrong one: a part that looks like its total, or a second figure for the same thing,
is left without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lientinh.catalogue.models import Indicator
from lientinh.extract.clauses import Span
from lientinh.extract.contexts import Context
from lientinh.extract.periods import Period
from lientinh.extract.phrases import TOTAL, Named, PhraseBook, join_breakdown, parse_breakdown
from lientinh.extract.quantities import Quantity

# What makes a second figure for the same thing another one: its own date, or a word of plan or result
_OF_ITS_OWN = re.compile(
    r"\b(?:năm|vào|đến|quý)\s+[^,;]{0,12}[0-9]|[0-9]\s*tháng\b|lũy kế|kết quả|thực hiện|ước|dự kiến|phấn đấu",
    re.IGNORECASE,
)
# All that stands between a figure and the plan it is held to
_PLAN_OF_IT = re.compile(
    r"^[\s,(]*(?=[^0-9]*(?:kế hoạch|chỉ tiêu))"
    r"(?:(?:so với|kế hoạch|chỉ tiêu|cả|năm(?: [0-9]{4})?|đề ra|được giao|giao|là)[\s,:(]*)+$"
)
# No sentence of the labelled documents needs more; a row of thousands of numbers took minutes (2026-11-22).
_MOST_LINKS, _MOST_SIBLINGS = 8, 40


@dataclass(frozen=True, slots=True)
class Identity:
    """What a quantity is: indicator (None where the catalogue has none), breakdown and unit."""

    indicator: Indicator | None
    breakdown: str
    unit_code: str | None


@dataclass(frozen=True, slots=True)
class Identified:
    """A quantity that has been identified, as those after it see it; `label` is its words, `period` its own."""

    quantity: Quantity
    identity: Identity
    label: str = ""
    period: Period | None = None


# In a figure's own clause, in all its words, in those it leans on, or nowhere
Source = Literal["own", "label", "lean", "none"]


class Namer:
    """Names the quantities of one sentence, in order.

    `outer` are quantities outside the sentence of which these may be parts (the total a list or a footnote
    breaks down), nearest first; `title` is the heading the sentence stands under.
    """

    def __init__(
        self, book: PhraseBook, text: str, sentence: Span, outer: Sequence[Identified], title: str
    ) -> None:
        self._book = book
        self._text = text
        self._sentence = sentence
        self._outer = outer
        self._title = title
        self.identified: list[Identified] = []
        self.sources: list[Source] = []  # where each one's name was found
        self._contexts: list[Context] = []

    def identify(self, quantity: Quantity, context: Context) -> Identity:
        """Identify the next quantity of the sentence."""
        totals = [self.identified[index] for index in context.totals] or list(self._outer)
        self._contexts.append(context)
        self.sources.append("none")
        if quantity.role == "planned" and self.identified:
            done = self.identified[-1].identity
            identity = replace(done, breakdown=self._book.without_progress(done.breakdown))
        else:
            identity = self._identify(quantity, context, totals)
        label = self._text[context.label.start : context.label.end]
        self.identified.append(Identified(quantity, identity, label))
        return identity

    def _identify(self, quantity: Quantity, context: Context, totals: Sequence[Identified]) -> Identity:
        unit_code = quantity.unit_code or self._borrowed_unit(quantity, context, totals)
        if (planned := self._plan_of(quantity, unit_code)) is not None:
            return planned
        named = self._named(quantity, context, unit_code)
        if named is not None:
            identity = self._with_members(named, context)
            if not self._repeats(identity, context, totals):
                return identity
        return self._as_part(context, totals, unit_code) or self._in_row(context, unit_code)

    def _borrowed_unit(
        self, quantity: Quantity, context: Context, totals: Sequence[Identified]
    ) -> str | None:
        """A bare number in a list of parts counts what its total counts: "Hàn Quốc 15", "(228 xây mới, …)"."""
        bare = quantity.unit_start == quantity.unit_end or (context.host is not None and quantity.is_bare)
        counted = [total for total in totals if not total.quantity.is_percent and total.identity.unit_code]
        return counted[0].identity.unit_code if bare and counted else None

    def _plan_of(self, quantity: Quantity, unit_code: str | None) -> Identity | None:
        """ "12.000 lao động, đạt 102% kế hoạch (kế hoạch 11.760 lao động)": the plan of the figure before it."""
        if not self.identified:
            return None
        last = self.identified[-1]
        words = self._text[max(last.quantity.unit_end, last.quantity.end) : quantity.begin]
        if not _PLAN_OF_IT.match(words):
            return None
        alike = [one.identity for one in reversed(self.identified) if one.identity.unit_code == unit_code]
        if last.quantity.is_percent and last.identity.indicator:  # the figure whose attainment was just told
            of = last.identity
            alike = [
                one for one in alike if (one.indicator, one.breakdown) == (of.indicator, of.breakdown)
            ] or alike
        return alike[0] if alike and alike[0].indicator else None

    def _named(self, quantity: Quantity, context: Context, unit_code: str | None) -> Named | None:
        """By the narrowest words that name something; else with the heading and what stands before any figure."""
        widest = context.label
        for number, span in enumerate(self._spans(context)):
            named = self._book.name(self._text[span.start : span.end], unit_code)
            if named is not None:
                self.sources[-1] = "own" if number == 0 else "label" if context.lean is None else "lean"
                return named
            widest = span
        if quantity.is_percent:  # "giảm 0,7% tỷ lệ hộ nghèo": the words close up without the number
            label = context.label
            words = f"{self._text[label.start : quantity.begin]} {self._text[quantity.unit_end : label.end]}"
            if (named := self._book.name(words, unit_code)) is not None:
                self.sources[-1] = "label"
                return named
        first = self._contexts[0].label.start
        background = f"{self._title} | {self._text[self._sentence.start : first]}"
        named = self._book.name(self._text[widest.start : widest.end], unit_code, background)
        if named is not None:
            self.sources[-1] = "label"
        return named

    def _spans(self, context: Context) -> Iterator[Span]:
        if context.lean is None or context.lean.kind != "purpose":
            yield context.own
        if context.lean is not None:
            yield from self._leaning(context)
            return
        yield context.label
        yield context.wide
        if context.host is not None and not context.totals:
            yield Span(context.host, context.label.end)  # "… trên địa bàn tỉnh (10 đơn vị: 24 người)"
        elif all(before.label.start < context.clause_start for before in self._contexts[:-1]):
            yield Span(context.clause_start, context.label.end)

    def _leaning(self, context: Context) -> Iterator[Span]:
        """From what the words lean on to their end; and from what that leans on in turn."""
        lean = context.lean
        for _ in range(_MOST_LINKS):
            if lean is None:
                return
            anchor = self._contexts[lean.index]
            yield Span(anchor.own.start, context.label.end)
            yield Span(anchor.label.start, context.label.end)
            lean = anchor.lean

    def _with_members(self, named: Named, context: Context) -> Identity:
        """The breakdown of the phrase, of dimension words beside the number, and of the definition's anywhere."""
        indicator = named.indicator
        sentence = self._text[self._sentence.start : self._sentence.end]
        members = self._book.members(indicator.definition_dimensions, sentence)
        others = [name for name in indicator.dimensions if name not in indicator.definition_dimensions]
        members |= self._members(others, context)
        return Identity(indicator, join_breakdown(members, named.breakdown), indicator.unit_code)

    def _members(self, dimensions: Sequence[str], context: Context) -> dict[str, str]:
        """Members beside the number, else in the words it leans on."""
        found = self._book.members(dimensions, self._text[context.label.start : context.label.end])
        if not found and context.lean is not None and context.lean.kind == "with":
            return self._members(dimensions, self._contexts[context.lean.index])
        return found

    def _repeats(self, identity: Identity, context: Context, totals: Sequence[Identified]) -> bool:
        """A part that looks like its total is not the total, nor a second figure without a date of its own another."""
        if any(_same(total.identity, identity) for total in totals):
            return True
        if context.lean is None or context.lean.kind != "same":
            return False
        own = _OF_ITS_OWN.search(self._text[context.label.start : context.label.end])
        return not own and _same(self.identified[context.lean.index].identity, identity)

    def _as_part(
        self, context: Context, totals: Sequence[Identified], unit_code: str | None
    ) -> Identity | None:
        """A part takes its total's indicator if a word says which part it is."""
        label = self._text[context.label.start : context.label.end]
        for total in totals:
            indicator = total.identity.indicator
            if indicator is None or indicator.unit_code != unit_code:
                continue
            members = self._members(indicator.dimensions, context)
            breakdown = join_breakdown(total.identity.breakdown, members)
            if members and breakdown != total.identity.breakdown:
                return Identity(indicator, breakdown, unit_code)
            named = self._book.name(f"{total.label} | {label}", unit_code)
            if named is not None and named.indicator != indicator:
                return self._with_members(named, context)
        return None

    def _in_row(self, context: Context, unit_code: str | None) -> Identity:
        """An item of a row whose verb stands once: "chuyển quà đến hộ nghèo: …; người cao tuổi: 10 người"."""
        nothing = Identity(None, TOTAL, unit_code)
        if context.totals:
            return nothing
        label = self._text[context.label.start : context.label.end]
        whole = [one for one, its in zip(self.identified, self._contexts, strict=False) if not its.totals]
        for sibling in reversed(whole[-_MOST_SIBLINGS:]):
            indicator, pairs = sibling.identity.indicator, parse_breakdown(sibling.identity.breakdown)
            members = self._members(list(pairs), context)
            if indicator is None or not members or pairs == pairs | members:
                continue
            if indicator.unit_code == unit_code:
                return Identity(indicator, join_breakdown(pairs, members), unit_code)
            named = self._book.name(f"{sibling.label} | {label}", unit_code)
            if named is not None and set(pairs) <= set(named.indicator.dimensions):
                return Identity(named.indicator, join_breakdown(pairs, members), named.indicator.unit_code)
        return nothing


def _same(first: Identity, second: Identity) -> bool:
    return first.indicator == second.indicator and first.breakdown == second.breakdown
