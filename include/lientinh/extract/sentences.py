"""One sentence into readings: each quantity with its words, indicator, scenario, period and area."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lientinh.catalogue.models import Area
from lientinh.documents import Locator, Paragraph
from lientinh.extract.areas import Geography, Place
from lientinh.extract.clauses import Sentence, Span, trim
from lientinh.extract.contexts import Context, find_contexts
from lientinh.extract.dating import Dating, choose_period
from lientinh.extract.naming import Identified, Identity, Namer
from lientinh.extract.periods import Period
from lientinh.extract.phrases import PhraseBook
from lientinh.extract.quantities import Quantity
from lientinh.extract.scenario import Stance, decide_accumulation, decide_measure, decide_scenario
from lientinh.extract.section import Section
from lientinh.readings import Accumulation, DocumentHead, Measure, Reading

_QUOTE_LENGTH = 240  # a quote reaches back to what the figure leans on, but no further than this
_TERRITORIAL = ("COMMUNE", "DISTRICT", "PROVINCE")  # "9/9 huyện": all there are, no plan
_AUTHORITY = {"statistical_form": 1, "report": 2, "plan": 3, "proposal": 3, "decision": 3, "dispatch": 3}
_EDGES = re.compile(r"^[\s\-+*•;,:(]+|[\s;,:.(]+$")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is carried into a sentence from outside: totals it may break down, period and stance of its lead."""

    totals: tuple[Identified, ...] = ()
    period: Period | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sentences of a paragraph share."""

    paragraph: Paragraph
    file: str
    head: DocumentHead
    section: Section
    book: PhraseBook
    geography: Geography
    places: list[tuple[int, int, Area]]
    dating: Dating


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence read: its readings and, for what follows, what they were identified as and when."""

    readings: tuple[Reading, ...] = ()
    identified: tuple[Identified, ...] = ()
    period: Period | None = None
    stance: Stance | None = None


@dataclass(slots=True)
class _Sentence:
    """The working state of one sentence."""

    setting: Setting
    sentence: Sentence
    quantities: Sequence[Quantity]
    contexts: tuple[Context, ...]
    frame: Frame
    namer: Namer
    stances: list[Stance] = field(default_factory=list)
    periods: list[Period | None] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def read_sentence(
    setting: Setting, sentence: Sentence, quantities: Sequence[Quantity], frame: Frame
) -> Outcome:
    """Readings of the quantities of one sentence, in order."""
    dating = setting.dating
    contexts = find_contexts(dating.folded, sentence, quantities)
    span = Span(sentence.start, sentence.end)
    namer = Namer(setting.book, dating.text, span, frame.totals)
    state = _Sentence(setting, sentence, quantities, contexts, frame, namer)
    for index in range(len(quantities)):
        _read_quantity(state, index)
    return Outcome(
        tuple(state.readings),
        tuple(namer.identified),
        state.periods[-1] if state.periods else None,
        state.stances[-1] if state.stances else None,
    )


def _read_quantity(state: _Sentence, index: int) -> None:
    dating, quantity, context = state.setting.dating, state.quantities[index], state.contexts[index]
    before = dating.folded[state.sentence.start : quantity.begin]
    after = dating.folded[quantity.unit_end : state.sentence.end]
    counted = dating.folded[quantity.unit_start : state.sentence.end]
    follows_fraction = index > 0 and state.quantities[index - 1].role == "planned"
    measure = decide_measure(before, after, quantity, follows_fraction)
    identity = state.namer.identify(quantity, context)
    measure, identity = _settle_measure(state, measure, identity, context)
    state.namer.identified[index] = Identified(quantity, identity)
    stance = _stance(state, index, before, counted)
    state.stances.append(stance)
    period = choose_period(dating, state.sentence, state.quantities, state.contexts, index, stance.scenario)
    total = next(iter(context.totals), None)
    if total is not None and period in (dating.carried, dating.standing) and stance == state.stances[total]:
        period = state.periods[total]
    state.periods.append(period)
    place = state.setting.geography.locate(
        dating.text, state.sentence.start, quantity.begin, quantity.unit_end, state.setting.places
    )
    accumulation = _accumulation(before, after, identity, period)
    if period is not None:
        period = _fit_period(period, accumulation)
    state.readings.append(
        _assemble(state, index, identity, measure or "level", stance, accumulation, period, place)
    )


def _settle_measure(
    state: _Sentence, measure: Measure | None, identity: Identity, context: Context
) -> tuple[Measure | None, Identity]:
    """A share or a change that is an indicator of its own is a level; other ratios go with what they are of."""
    indicator = identity.indicator
    if measure is None:
        return None, replace(identity, indicator=None, breakdown="_T")
    if measure == "level":
        return measure, identity
    if measure == "growth_pct" and indicator is not None and indicator.unit_code == "PERCENTAGE_POINT":
        return "level", identity
    if measure == "share" and indicator is not None and indicator.unit_code == "PERCENT":
        return "level", identity
    if context.is_ratio and context.leans_on is not None:
        whole = state.namer.identified[context.leans_on].identity
        return measure, Identity(whole.indicator, whole.breakdown, identity.unit_code)
    return measure, replace(identity, indicator=None, breakdown="_T")


def _stance(state: _Sentence, index: int, before: str, after: str) -> Stance:
    """The quantity's own words, else its total's stance, else its list's, else the section's."""
    quantity, context, setting = state.quantities[index], state.contexts[index], state.setting
    if quantity.role in ("planned", "ranked") and index > 0:
        done = state.stances[index - 1]
        if quantity.role == "ranked" or quantity.unit_code in _TERRITORIAL:
            return done
        return Stance("plan", "unstated", True)
    stance = decide_scenario(before, after, setting.section, setting.head.kind)
    if stance.local:
        return stance
    if context.totals:
        return state.stances[context.totals[0]]
    return state.frame.stance or stance


def _accumulation(before: str, after: str, identity: Identity, period: Period | None) -> Accumulation:
    nature = identity.indicator.accumulation if identity.indicator else None
    kind = period.kind if period else None
    if nature is None and kind in ("now", "point"):
        nature = "stock"
    return decide_accumulation(before, after, nature, open_start=kind in ("until", "now", "point"))


def _fit_period(period: Period, accumulation: Accumulation) -> Period:
    """A stock closes its period or stands at a day; what accumulates up to a day has an open start."""
    if period.end is None or period.kind not in ("until", "now", "point"):
        return period
    if accumulation == "itd":
        return replace(period, label=f"..--{period.end}", start=None)
    if period.kind == "until":
        return replace(period, label=period.end.isoformat(), start=period.end)
    return period


def _assemble(
    state: _Sentence, index: int, identity: Identity, measure: Measure, stance: Stance, accumulation: Accumulation,
    period: Period | None, place: Place,
) -> Reading:  # fmt: skip
    setting, quantity, context = state.setting, state.quantities[index], state.contexts[index]
    text, head = setting.dating.text, setting.head
    paragraph = setting.paragraph
    basis = period.basis if period and period.basis != "calendar" else head.period_basis
    return Reading(
        ordinal=0,
        indicator_code=identity.indicator.indicator_code if identity.indicator else None,
        phrase=_phrase(text, quantity, context),
        breakdown=identity.breakdown,
        measure=measure,
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        rounding=quantity.rounding,
        unit_code=identity.unit_code,
        value_text=text[quantity.start : quantity.end],
        unit_text=text[quantity.unit_start : quantity.unit_end],
        scenario=stance.scenario,
        plan_basis=_plan_basis(stance, period),
        accumulation=accumulation,
        period=period.label if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_basis=basis,
        period_text=period.text if period else "",
        area_code=place.area_code,
        area_level=place.area_level,
        territory=place.territory,
        quote=_quote(state, index),
        locator=Locator(
            setting.file,
            page=paragraph.page,
            paragraph=paragraph.number,
            start=quantity.start,
            end=quantity.end,
            line=paragraph.line,
        ),
        source_authority=_AUTHORITY.get(head.kind, 4),
    )


def _plan_basis(stance: Stance, period: Period | None) -> str | None:
    """A target for a term of office or for several years is one of its term."""
    if stance.scenario == "plan" and stance.plan_basis in ("unstated", "proposed") and period is not None:
        if period.kind == "term" or (period.label or "").endswith("Y"):
            return "term"
    return stance.plan_basis


def _phrase(text: str, quantity: Quantity, context: Context) -> str:
    """The words that name the quantity, without the number."""
    label = _EDGES.sub("", text[context.label.start : min(quantity.begin, quantity.start)])
    tail = _EDGES.sub("", text[quantity.unit_start : max(context.label.end, quantity.unit_start)])
    return " ".join(f"{label} {tail}".split())[:160]


def _quote(state: _Sentence, index: int) -> str:
    """The smallest clause that carries the value, with the figure it leans on where that is near."""
    text, quantity, context = state.setting.dating.text, state.quantities[index], state.contexts[index]
    start, end = context.label.start, context.label.end
    anchor = context.leans_on
    while anchor is not None:
        if end - state.contexts[anchor].label.start > _QUOTE_LENGTH:
            break
        start = state.contexts[anchor].label.start
        anchor = state.contexts[anchor].leans_on
    if end - start > _QUOTE_LENGTH:
        start = max(start, context.own.start)
    span = trim(text, min(start, quantity.begin), max(end, quantity.unit_end))
    lead = re.match(r"(?:[\s\-+*•;,:⁰¹²³⁴-⁹]|\((?![^)]*\)))+", text[span.start : span.end])
    return text[span.start + (lead.end() if lead else 0) : span.end]
