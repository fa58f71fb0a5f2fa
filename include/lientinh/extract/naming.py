"""Which indicator and breakdown a quantity gets, from its words and from the quantities it leans on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lientinh.catalogue.models import Indicator
from lientinh.extract.clauses import Span
from lientinh.extract.contexts import Context
from lientinh.extract.phrases import TOTAL, Named, PhraseBook, join_breakdown
from lientinh.extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Identity:
    """What a quantity is: indicator (None where the catalogue has none), breakdown and unit."""

    indicator: Indicator | None
    breakdown: str
    unit_code: str | None


@dataclass(frozen=True, slots=True)
class Identified:
    """A quantity that has been identified, as those after it see it."""

    quantity: Quantity
    identity: Identity


class Namer:
    """Names the quantities of one sentence, in order.

    `outer` are quantities outside the sentence of which these may be parts (the total a list or a footnote
    breaks down), nearest first.
    """

    def __init__(self, book: PhraseBook, text: str, sentence: Span, outer: Sequence[Identified]) -> None:
        self._book = book
        self._text = text
        self._sentence = sentence
        self._outer = outer
        self.identified: list[Identified] = []
        self._contexts: list[Context] = []

    def identify(self, quantity: Quantity, context: Context) -> Identity:
        """Identify the next quantity of the sentence."""
        totals = [self.identified[index] for index in context.totals] or list(self._outer)
        if quantity.role == "planned" and self.identified:
            done = self.identified[-1].identity
            identity = Identity(done.indicator, TOTAL, done.unit_code)  # what was to be done has no progress
        else:
            identity = self._identify(quantity, context, totals)
        self.identified.append(Identified(quantity, identity))
        self._contexts.append(context)
        return identity

    def _identify(self, quantity: Quantity, context: Context, totals: Sequence[Identified]) -> Identity:
        unit_code = quantity.unit_code or self._borrowed_unit(quantity, totals)
        named = self._named(quantity, context, unit_code)
        if named is not None:
            identity = self._with_members(named, context, unit_code)
            if not self._repeats_total(identity, totals):
                return identity
        return self._as_part(quantity, context, totals, unit_code)

    def _borrowed_unit(self, quantity: Quantity, totals: Sequence[Identified]) -> str | None:
        """A bare number in a list of parts ("Hàn Quốc 15", "(22)") counts what its total counts."""
        bare = quantity.unit_start == quantity.unit_end or quantity.unit_code is None
        counted = [total for total in totals if not total.quantity.is_percent and total.identity.unit_code]
        return counted[0].identity.unit_code if bare and counted else None

    def _named(self, quantity: Quantity, context: Context, unit_code: str | None) -> Named | None:
        """By the narrowest words that name something; words it leans on only where it leans."""
        spans = [context.own, context.label, context.wide]
        if context.leans_on is not None:
            spans = [context.own, *self._leaning(context)]
        elif context.clause_start > self._sentence.start and not context.totals and not self.identified:
            spans.append(
                Span(self._sentence.start, context.label.end)
            )  # "… trên địa bàn tỉnh (10 đơn vị: 24 người)"
        for span in spans:
            named = self._book.name(self._text[span.start : span.end], unit_code)
            if named is not None:
                return named
        return None

    def _leaning(self, context: Context) -> list[Span]:
        """From what the words lean on to their end; and from what that leans on in turn."""
        spans = []
        anchor = context.leans_on
        while anchor is not None:
            spans.append(Span(self._contexts[anchor].label.start, context.label.end))
            anchor = self._contexts[anchor].leans_on
        return spans

    def _with_members(self, named: Named, context: Context, unit_code: str | None) -> Identity:
        """The breakdown of the phrase, of dimension words beside the number, and of the definition's anywhere."""
        indicator = named.indicator
        definition = [name for name in indicator.dimensions if name in indicator.definition_dimensions]
        definition += [name for name in indicator.definition_dimensions if name not in definition]
        others = [name for name in indicator.dimensions if name not in definition]
        sentence = self._text[self._sentence.start : self._sentence.end]
        members = self._book.members(definition, sentence)
        members |= self._members(others, context)
        breakdown = join_breakdown(members, named.breakdown)
        return Identity(indicator, breakdown, indicator.unit_code)

    def _members(self, dimensions: Sequence[str], context: Context) -> dict[str, str]:
        label = self._text[context.label.start : context.label.end]
        return self._book.members(dimensions, label)

    @staticmethod
    def _repeats_total(identity: Identity, totals: Sequence[Identified]) -> bool:
        """A part that looks exactly like its total is not the total."""
        return any(
            total.identity.indicator == identity.indicator and total.identity.breakdown == identity.breakdown
            for total in totals
        )

    def _as_part(
        self, quantity: Quantity, context: Context, totals: Sequence[Identified], unit_code: str | None
    ) -> Identity:
        """A part takes its total's indicator if a word says which part it is, else none."""
        for total in [*totals, *self._siblings(context)]:
            indicator = total.identity.indicator
            if indicator is None or indicator.unit_code != unit_code:
                continue
            members = self._members(indicator.dimensions, context)
            breakdown = join_breakdown(total.identity.breakdown, members)
            if members and breakdown != total.identity.breakdown:
                return Identity(indicator, breakdown, unit_code)
        return Identity(None, TOTAL, unit_code)

    def _siblings(self, context: Context) -> list[Identified]:
        """Items of a list whose verb stands once, before the first: "chuyển quà đến hộ nghèo: …; người cao tuổi: …"."""
        if context.totals or context.leans_on is not None:
            return []
        return [item for item in reversed(self.identified) if item.identity.breakdown != TOTAL]
