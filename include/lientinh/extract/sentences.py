"""One sentence into readings: each quantity with its words, indicator, scenario, period and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lientinh.extract.assembling import Settled, assemble_reading
from lientinh.extract.clauses import Sentence, Span
from lientinh.extract.contexts import Context, find_contexts
from lientinh.extract.dating import choose_period, lies_ahead
from lientinh.extract.naming import Identified, Identity, Namer
from lientinh.extract.periods import Period
from lientinh.extract.phrases import TOTAL
from lientinh.extract.quantities import Quantity
from lientinh.extract.quoting import quote_of
from lientinh.extract.scenario import (
    Stance,
    decide_accumulation,
    decide_measure,
    decide_scenario,
    is_change,
)  # fmt: skip
from lientinh.extract.surroundings import Frame, Setting
from lientinh.readings import Accumulation, Measure, Reading

_TERRITORIAL = ("COMMUNE", "DISTRICT", "PROVINCE")  # "9/9 huyện": all there are, no plan


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
    unsaid = stance.scenario == "actual" and not stance.local
    results = state.setting.section.scenario == "actual"
    if unsaid and lies_ahead(
        dating, state.sentence, state.quantities, state.contexts, index, among_results=results
    ):
        stance = Stance("plan", "unstated", True)
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
    settled = Settled(
        identity,
        measure,
        stance,
        accumulation,
        period,
        place or state.frame.place or geography.own,
    )
    quote = quote_of(dating.text, quantity, state.contexts, index, state.namer.sources[index])
    state.readings.append(assemble_reading(state.setting, quantity, state.contexts[index], quote, settled))


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
