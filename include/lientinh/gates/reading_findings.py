"""A reading that fails a check, as a finding in the words of its rule."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.messages import make_finding
from lientinh.gates.naming import name_period
from lientinh.gates.reading_checks import Context
from lientinh.gates.relation_findings import Words
from lientinh.gates.suites import Check
from lientinh.readings import Reading


def reading_finding(check: Check, context: Context, hint: Words, catalogue: Catalogue) -> Finding:
    """The finding of a reading that fails a check; `hint` is what would mend a figure stated otherwise."""
    reading, head, origin, first = context
    unit = catalogue.unit(reading.unit_code) if reading.unit_code else None
    code = reading.indicator_code
    indicator = catalogue.indicator(code) if code else None
    expected = catalogue.unit(indicator.unit_code) if indicator else None
    name_vi, name_en = (indicator.name_vi, indicator.name_en) if indicator else (f"“{reading.phrase}”",) * 2
    ordinals = (reading.ordinal,) if first in (None, reading) else (first.ordinal, reading.ordinal)
    area = catalogue.area(reading.area_code) if reading.area_code else None
    when_vi, when_en = name_period(reading.period)
    report_vi, report_en = name_period(head.report_period)
    return make_finding(
        catalogue,
        check.rule_id,
        subject=_subject(check, reading),
        in_form=reading.locator.cell is not None,
        **asdict(origin),
        indicator_code=code,
        period=reading.period or "",
        locator=reading.locator,
        quote=reading.quote,
        reading_ordinals=ordinals,
        stated=_written(reading),
        what_vi=name_vi,
        what_en=name_en,
        unit_vi=unit.name_vi if unit else reading.unit_text,
        unit_en=unit.name_en if unit else reading.unit_text,
        expected_unit_vi=expected.name_vi if expected else "",
        expected_unit_en=expected.name_en if expected else "",
        issued_on=head.issued_on or date.min,
        area_vi=area.name_vi if area else "…",
        area_en=area.name_en if area else "…",
        when_vi=when_vi,
        when_en=when_en,
        report_period_vi=report_vi,
        report_period_en=report_en,
        period_end=reading.period_end or date.min,
        first=first.value_text if first else "",
        second=reading.value_text,
        page=reading.locator.page or 1,
        confidence=Decimal(str(reading.confidence or 0)),
        least_confidence=int(catalogue.limits_of("gate1.recognised_doubtful")["least_confidence"]),
        hint_vi=hint[0],
        hint_en=hint[1],
    )


def _written(reading: Reading) -> str:
    """The figure with its unit, as the document writes them."""
    space = "" if reading.unit_text.startswith("%") else " "
    return f"{reading.value_text}{space}{reading.unit_text}".strip()


def _subject(check: Check, reading: Reading) -> str:
    """A late date and an unclear territory are one doubt each, however many figures they concern."""
    if check.rule_id == "gate1.period_outside_report":
        return str(reading.period_end)
    if check.rule_id == "gate1.territory_unclear":
        return str(reading.area_code)
    return subject_of_reading(reading)


def subject_of_reading(reading: Reading) -> str:
    """What a reading is about, without its figure."""
    name = reading.indicator_code or reading.phrase
    parts = (name, reading.breakdown, reading.measure, reading.period, reading.scenario, reading.accumulation)
    return " ".join(part for part in parts if part)
