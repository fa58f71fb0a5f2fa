"""A quantity and what has been decided about it become a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lientinh.catalogue.models import Indicator
from lientinh.documents import Locator
from lientinh.extract.areas import Place
from lientinh.extract.contexts import Context
from lientinh.extract.folding import fold
from lientinh.extract.naming import Identity
from lientinh.extract.periods import Period
from lientinh.extract.quantities import Quantity
from lientinh.extract.quoting import phrase_of
from lientinh.extract.scenario import Stance
from lientinh.extract.surroundings import Setting
from lientinh.readings import Accumulation, Measure, PlanBasis, Reading

_AUTHORITY = {"statistical_form": 1, "report": 2, "plan": 3, "proposal": 3, "decision": 3, "dispatch": 3}
_NEWS = 4
# What was not done is no figure of what was: "chưa giải quyết việc làm cho 2.500 lao động".
_UNDONE = re.compile(
    r"\b(?:chưa|không)\s+(?:được\s+)?(?:giải quyết|tạo|đào tạo|tuyển|bố trí|hoàn thành|giới thiệu|hỗ trợ)\b"
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What has been decided about one quantity."""

    identity: Identity
    measure: Measure
    stance: Stance
    accumulation: Accumulation
    period: Period | None
    place: Place


def assemble_reading(
    setting: Setting, quantity: Quantity, context: Context, quote: str, settled: Settled
) -> Reading:
    """The reading of one quantity; its ordinal is given when the document has been read."""
    text, head, paragraph = setting.dating.text, setting.head, setting.paragraph
    identity, place = settled.identity, settled.place
    period = _fit_period(settled.period, settled.accumulation) if settled.period else None
    return Reading(
        ordinal=0,
        indicator_code=_code(identity, quantity, quote),
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
        quote=quote,
        locator=Locator(
            setting.file,
            page=paragraph.page,
            paragraph=paragraph.number,
            start=quantity.start,
            end=quantity.end,
            line=paragraph.line,
        ),
        source_authority=_AUTHORITY.get(head.kind, _NEWS),
    )


def _code(identity: Identity, quantity: Quantity, quote: str) -> str | None:
    """The indicator's code; none for what the words say was not done, unless that is a state of progress."""
    indicator: Indicator | None = identity.indicator
    if indicator is None or "progress=" in identity.breakdown:
        return indicator.indicator_code if indicator else None
    return None if quantity.value and _UNDONE.search(fold(quote)) else indicator.indicator_code


def _fit_period(period: Period, accumulation: Accumulation) -> Period:
    """A stock closes its period or stands at a day; what accumulates up to a day has an open start."""
    if period.end is None or period.kind not in ("until", "now", "point"):
        return period
    if accumulation == "itd":
        return replace(period, label=f"..--{period.end}", start=None)
    if period.kind == "until":
        return replace(period, label=period.end.isoformat(), start=period.end)
    return period


def _plan_basis(stance: Stance, period: Period | None) -> PlanBasis | None:
    """A target for a term of office or for several years is one of its term."""
    loose = stance.scenario == "plan" and stance.plan_basis in ("unstated", "proposed")
    if loose and period is not None and (period.kind == "term" or (period.label or "").endswith("Y")):
        return "term"
    return stance.plan_basis
