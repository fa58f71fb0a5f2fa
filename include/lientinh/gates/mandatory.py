"""Indicators a report owes and does not give: what `asked.csv` asks of its province, report type and period.

Only where type and period of the report are known, and only what is asked of exactly this period. A figure
counts as given when the indicator has one of the asked scenario (an estimate stands for an actual) that ends
within the period, whatever its breakdown, in any document of the submission: a doubt about its period or its
standard is another finding's, and nobody is told that a figure is missing which stands in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from lientinh.catalogue.catalogue import EVERY_PROVINCE, Catalogue
from lientinh.catalogue.models import Asked
from lientinh.findings import Finding
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.messages import make_finding
from lientinh.gates.naming import name_period
from lientinh.periods import period_frequency, period_window
from lientinh.readings import DocumentHead, Reading
from lientinh.wording import SCENARIOS

_WHOLE_REPORTS = ("initial", "replaces")  # a correction says only what it changes
# Windows are the calendar's, whatever the basis (administrative ones close two weeks earlier), and reports date
# figures by the day of writing, up to a month after their period ("đến nay").
_AFTER_DAYS = timedelta(days=31)

Given = tuple[str, str | None, date | None, str | None]  # indicator, scenario, last day, area


def find_missing_indicators(submission: CheckedSubmission, catalogue: Catalogue) -> Iterator[Finding]:
    """One finding a report, with the names of all indicators it lacks; none for a report without any figure."""
    given = [one for extraction in submission.extractions for one in _given(extraction.readings)]
    given += [
        (cell.indicator_code, None, None, None)
        for extraction in submission.extractions
        for cell in extraction.missing
        if cell.meaning == "not_applicable"
    ]
    for document, extraction, origin in submission.each():
        head = extraction.head
        asked = list(_asked_of(head, origin.area_code, catalogue)) if given else []
        lacking = [one for one in asked if not _is_given(one, given, origin.area_code, head)]
        if lacking:
            yield make_finding(
                catalogue,
                "gate1.indicators_missing",
                subject=f"{head.report_type} {head.report_period}",
                **asdict(origin),
                locator=document.file,
                count=len(lacking),
                asked=len(asked),
                **_names(lacking, head, catalogue),
            )


def _given(readings: Sequence[Reading]) -> Iterator[Given]:
    for one in readings:
        if one.measure == "level" and one.indicator_code is not None:
            yield one.indicator_code, one.scenario, one.period_end, one.area_code


def _asked_of(head: DocumentHead, area_code: str | None, catalogue: Catalogue) -> Iterator[Asked]:
    period = head.report_period
    if head.report_type is None or period is None or head.relation not in _WHOLE_REPORTS:
        return
    for one in catalogue.asked:
        if (one.report_type, one.frequency) != (head.report_type, period_frequency(period)):
            continue
        mine = EVERY_PROVINCE in one.area_codes or area_code in one.area_codes
        if mine and one.period_from <= period <= (one.period_to or period):
            yield one


def _is_given(asked: Asked, given: Sequence[Given], area_code: str | None, head: DocumentHead) -> bool:
    first, last = period_window(str(head.report_period))
    scenarios = {None, asked.scenario} | ({"estimate"} if asked.scenario == "actual" else set())
    return any(
        code == asked.indicator_code
        and scenario in scenarios
        and area in (None, area_code)
        and (end is None or ((first is None or first <= end) and end <= last + _AFTER_DAYS))
        for code, scenario, end, area in given
    )


def _names(lacking: Sequence[Asked], head: DocumentHead, catalogue: Catalogue) -> dict[str, Any]:
    """The indicators, the report's type and its period in words."""
    (report_type,) = [one for one in catalogue.report_types if one.report_type == head.report_type]
    period_vi, period_en = name_period(head.report_period)
    names: dict[tuple[str, str], None] = {}
    for one in lacking:
        indicator = catalogue.indicator(one.indicator_code)
        word_vi, word_en = SCENARIOS[one.scenario]
        plain = one.scenario == "actual"
        names[
            indicator.name_vi + ("" if plain else f" ({word_vi})"),
            indicator.name_en + ("" if plain else f" ({word_en})"),
        ] = None
    return {
        "names_vi": "; ".join(vi for vi, _ in names),
        "names_en": "; ".join(en for _, en in names),
        "type_vi": report_type.name_vi,
        "type_en": report_type.name_en,
        "period_vi": period_vi,
        "period_en": period_en,
    }
