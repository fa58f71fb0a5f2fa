"""One sentence into readings: each quantity with its words, indicator, scenario, period and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lientinh.catalogue.models import Area
from lientinh.documents import Locator, Paragraph
from lientinh.extract.areas import Geography, Place
from lientinh.extract.clauses import Sentence, Span
from lientinh.extract.contexts import Context, find_contexts
from lientinh.extract.dating import Dating, choose_period
from lientinh.extract.naming import Identified, Identity, Namer
from lientinh.extract.periods import Period
from lientinh.extract.phrases import TOTAL, PhraseBook
from lientinh.extract.quantities import Quantity
from lientinh.extract.quoting import phrase_of, quote_of
from lientinh.extract.scenario import (
    Stance,
    decide_accumulation,
    decide_measure,
    decide_scenario,
    is_change,
)  # fmt: skip
from lientinh.extract.section import Section
from lientinh.readings import Accumulation, DocumentHead, Measure, PlanBasis, Reading

_TERRITORIAL = ("COMMUNE", "DISTRICT", "PROVINCE")  # "9/9 huyện": all there are, no plan
_AUTHORITY = {"statistical_form": 1, "report": 2, "plan": 3, "proposal": 3, "decision": 3, "dispatch": 3}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is carried into a sentence from outside.

    `totals` it may break down, `before` the figures of the sentence before; period, stance and area of its lead.
    """

    totals: tuple[Identified, ...] = ()
    before: tuple[Identified, ...] = ()
    period: Period | None = None
    stance: Stance | None = None
    place: Place | None = None


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


@dataclass(frozen=True, slots=True)
class _Settled:
    """What has been decided about one quantity."""

    identity: Identity
    measure: Measure
    stance: Stance
    accumulation: Accumulation
    period: Period | None
    place: Place


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
    namer = Namer(setting.book, dating.text, span, frame.totals, setting.section.title)
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
    dating, quantity = state.setting.dating, state.quantities[index]
    before = dating.folded[state.sentence.start : quantity.begin]
    counted = dating.folded[quantity.unit_start : state.sentence.end]
    identity, measure = _identify(state, index, before)
    state.namer.identified[index] = replace(state.namer.identified[index], identity=identity)
    stance = _stance(state, index, before, counted)
    period = _period(state, index, stance)
    if _is_past(state, stance, period):
        stance = Stance("actual", None, False)
        period = _period(state, index, stance)
    state.stances.append(stance)
    state.periods.append(period)
    state.namer.identified[index] = replace(state.namer.identified[index], period=period)
    geography, places = state.setting.geography, state.setting.places
    figure = Span(quantity.begin, max(quantity.unit_end, quantity.end))
    words, sentence = state.contexts[index].label, Span(state.sentence.start, state.sentence.end)
    place = geography.locate(dating.text, sentence, words, figure, places)
    accumulation = _accumulation(before, counted, identity, period)
    settled = _Settled(
        identity,
        measure,
        stance,
        accumulation,
        _fit_period(period, accumulation) if period else None,
        place or state.frame.place or geography.own,
    )
    state.readings.append(_assemble(state, index, settled))


def _identify(state: _Sentence, index: int, before: str) -> tuple[Identity, Measure]:
    quantity, context = state.quantities[index], state.contexts[index]
    after = state.setting.dating.folded[quantity.unit_end : state.sentence.end]
    follows_fraction = index > 0 and state.quantities[index - 1].role == "planned"
    measure = decide_measure(before, after, quantity, follows_fraction)
    identity = state.namer.identify(quantity, context)
    settled, identity = _settle_measure(state, measure, identity, context)
    nature = identity.indicator.accumulation if identity.indicator else None
    if settled is None or (settled == "level" and is_change(before, after, nature)):
        identity = replace(identity, indicator=None, breakdown=TOTAL)
    return identity, settled or "level"


def _period(state: _Sentence, index: int, stance: Stance) -> Period | None:
    """The quantity's own period; without one, its total's or that of the figure it leans on."""
    dating, context = state.setting.dating, state.contexts[index]
    period = choose_period(dating, state.sentence, state.quantities, state.contexts, index, stance.scenario)
    leans = context.lean is not None and context.lean.kind in ("with", "ratio")
    whole = context.totals[0] if context.totals else context.lean.index if context.lean and leans else None
    if whole is not None and period in (dating.carried, dating.standing) and stance == state.stances[whole]:
        return state.periods[whole]
    if period in (dating.carried, dating.standing) and period is not None:
        return _going_on(state, index) or period
    return period


def _going_on(state: _Sentence, index: int) -> Period | None:
    """ "Lũy kế đến … là 127 tỷ đồng. Hỗ trợ theo … là 54 tỷ đồng": one indicator goes on being counted to that day."""
    indicator = state.namer.identified[index].identity.indicator
    for earlier in state.frame.before:
        until = earlier.period is not None and earlier.period.kind == "until"
        if until and indicator is not None and earlier.identity.indicator == indicator:
            return earlier.period
    return None


def _settle_measure(
    state: _Sentence, measure: Measure | None, identity: Identity, context: Context
) -> tuple[Measure | None, Identity]:
    """A share or a change that is an indicator of its own is a level; other ratios go with what they are of."""
    indicator = identity.indicator
    if measure is None or measure == "level":
        return measure, identity
    if measure == "growth_pct" and indicator is not None and indicator.unit_code == "PERCENTAGE_POINT":
        return "level", identity
    if measure == "share" and indicator is not None and indicator.unit_code == "PERCENT":
        return "level", identity
    if context.lean is not None and context.lean.kind == "ratio":
        whole = state.namer.identified[context.lean.index].identity
        return measure, Identity(whole.indicator, whole.breakdown, identity.unit_code)
    return measure, replace(identity, indicator=None, breakdown=TOTAL)


def _stance(state: _Sentence, index: int, before: str, after: str) -> Stance:
    """The quantity's own words, else its total's stance, else its list's, else the section's."""
    quantity, context, setting = state.quantities[index], state.contexts[index], state.setting
    if quantity.role in ("planned", "ranked") and index > 0:
        done = state.stances[index - 1]
        if quantity.role == "ranked" or quantity.unit_code in _TERRITORIAL:
            return done
        return Stance("plan", "unstated", True)
    if context.lean is not None and context.lean.kind == "ratio":
        of = context.lean.index
        return state.stances[of - 1 if state.quantities[of].role == "planned" else of]
    stance = decide_scenario(before, after, setting.section, setting.head)
    if stance.local:
        return stance
    if context.totals:
        return state.stances[context.totals[0]]
    return state.frame.stance or stance


def _is_past(state: _Sentence, stance: Stance, period: Period | None) -> bool:
    """A figure only its document makes a plan is none for a named period that is over or comes before the plan's."""
    dating = state.setting.dating
    today, standing = dating.clock.today, dating.standing
    if stance.scenario != "plan" or stance.local or period is None or period == standing:
        return False
    if today is None or period.end is None or period.kind == "term":
        return False
    begun = period.start is None or period.start <= today
    followed = standing is not None and standing.end is not None and period.end < standing.end
    return period.end <= today or (begun and followed)


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


def _assemble(state: _Sentence, index: int, settled: _Settled) -> Reading:
    setting, quantity, context = state.setting, state.quantities[index], state.contexts[index]
    text, head, paragraph = setting.dating.text, setting.head, setting.paragraph
    identity, period, place = settled.identity, settled.period, settled.place
    return Reading(
        ordinal=0,
        indicator_code=identity.indicator.indicator_code if identity.indicator else None,
        phrase=phrase_of(text, quantity, context),
        breakdown=identity.breakdown,
        measure=settled.measure,
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        rounding=quantity.rounding,
        unit_code=identity.unit_code,
        value_text=text[quantity.start : quantity.end],
        unit_text=text[quantity.unit_start : quantity.unit_end],
        scenario=settled.stance.scenario,
        plan_basis=_plan_basis(settled.stance, period),
        accumulation=settled.accumulation,
        period=period.label if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_basis=period.basis if period and period.basis != "calendar" else head.period_basis,
        period_text=period.text if period else "",
        area_code=place.area_code,
        area_level=place.area_level,
        territory=place.territory,
        quote=quote_of(text, quantity, state.contexts, index, borrows=state.namer.borrows[index]),
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


def _plan_basis(stance: Stance, period: Period | None) -> PlanBasis | None:
    """A target for a term of office or for several years is one of its term."""
    loose = stance.scenario == "plan" and stance.plan_basis in ("unstated", "proposed")
    if loose and period is not None and (period.kind == "term" or (period.label or "").endswith("Y")):
        return "term"
    return stance.plan_basis
