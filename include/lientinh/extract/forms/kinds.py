"""What a figure means: all that title, row, column and mark say of it, put together; and its period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lientinh.extract.folding import fold
from lientinh.extract.forms.models import Kind, Says
from lientinh.extract.forms.templates import Filled
from lientinh.extract.periods import find_periods, window_label
from lientinh.periods import period_frequency, period_window, period_year_before

_PERCENT = "%"
# What the usual columns of a report say; a row or a column may say more. Provenance: the customs of provincial reports.
KINDS: dict[Kind, Says] = {
    "actual_in_period": Says(scenario="actual"),
    "actual_to_date": Says(scenario="actual", accumulation="ytd"),
    "estimate_in_period": Says(scenario="estimate", obs_status="E"),
    "estimate_of_year": Says(scenario="estimate", obs_status="E"),
    "plan_of_year": Says(scenario="plan", plan_basis="unstated"),
    "plan_of_next_year": Says(scenario="plan", plan_basis="unstated"),
    "same_period_last_year": Says(scenario="actual"),
    "to_date_last_year": Says(scenario="actual", accumulation="ytd"),
    "actual_of_last_year": Says(scenario="actual"),
    "pct_of_plan": Says(scenario="actual", measure="pct_of_plan", unit=_PERCENT),
    "pct_of_same_period": Says(scenario="actual", measure="pct_of_same_period", unit=_PERCENT),
    "growth_pct": Says(scenario="actual", measure="growth_pct", unit=_PERCENT),
    "ignored": Says(),
}
# Kinds whose figures are percentages of others; each is its own measure.
COMPARISONS: tuple[Kind, ...] = ("pct_of_plan", "pct_of_same_period", "growth_pct")
_YEARS: dict[Kind, int] = {
    "estimate_of_year": 0, "plan_of_year": 0, "plan_of_next_year": 1, "actual_of_last_year": -1,
}  # fmt: skip
_TO_DATE = ("actual_to_date", "to_date_last_year")
_OF_THE_PERIOD: tuple[Kind, ...] = (
    "actual_in_period", "actual_to_date", "estimate_in_period", *COMPARISONS,
)  # fmt: skip
_LAST_YEAR = ("same_period_last_year", "to_date_last_year")


@dataclass(frozen=True, slots=True)
class FormPeriod:
    """A period of the common schema with its window, and the words that name it."""

    label: str
    start: date | None
    end: date
    text: str


def combine(*parts: Says | None) -> Says:
    """What several places say together: the later says more than the earlier, breakdowns join."""
    said: dict[str, object] = {}
    pairs: dict[str, str] = {}
    for part in parts:
        if part is None:
            continue
        for name in Says.model_fields:
            value = getattr(part, name)
            if value is not None and name != "breakdown":
                said[name] = value
        for pair in part.breakdown.split(";"):
            dimension, _, member = pair.partition("=")
            if member:
                pairs[dimension] = member
    if pairs:
        said["breakdown"] = ";".join(f"{dimension}={member}" for dimension, member in sorted(pairs.items()))
    return Says.model_validate(said)


def settle_period(
    kind: Kind | None, stated: tuple[Filled, str] | None, report_period: str | None, basis: str
) -> FormPeriod | None:
    """The period of a column's or row's own words, else the one its kind gives relative to the reported one.

    `stated` is what stood for a placeholder, with the words around it. None where nothing tells it.
    """
    if stated is not None and (stated[0].year or stated[0].period):
        return _stated(kind, stated[0], stated[1], report_period, basis)
    if report_period is None:
        return None
    label = _relative(kind, report_period)
    return _made(label, "", basis) if label else None


def _stated(
    kind: Kind | None, filled: Filled, text: str, report_period: str | None, basis: str
) -> FormPeriod | None:
    if filled.year:
        return _made(_part_of_year(kind, filled.year, report_period) or filled.year, text, basis)
    mentions = [one for one in find_periods(fold(filled.period or "")) if one.kind == "window" and one.label]
    if len(mentions) != 1 or mentions[0].label is None:
        return None
    label = mentions[0].label
    if "YYYY" in label:
        if report_period is None or not report_period[:4].isdigit():
            return None
        label = label.replace("YYYY", report_period[:4])
    return _made(label, text, basis)


def _part_of_year(kind: Kind | None, year: str, report_period: str | None) -> str | None:
    """Under "Năm 2023" a report on nine months has results of nine months, and beside them those of the year before.

    None where the year's words hold for the whole year.
    """
    if report_period is None or period_frequency(report_period) in ("A", "open", "day"):
        return None
    reported = period_window(report_period)[1].year
    of_period = kind in _OF_THE_PERIOD and int(year) == reported
    of_year_before = kind in _LAST_YEAR and int(year) == reported - 1
    return _relative(kind, report_period) if of_period or of_year_before else None


def _relative(kind: Kind | None, report_period: str) -> str | None:
    """`2022-S1` and "plan_of_year" → `2022`; and "same_period_last_year" → `2021-S1`."""
    if kind in _YEARS:
        return f"{period_window(report_period)[1].year + _YEARS[kind]:04d}"
    label: str | None = report_period
    if kind in _TO_DATE:
        end = period_window(report_period)[1]
        label = window_label(date(end.year, 1, 1), end)
    return period_year_before(label) if kind in _LAST_YEAR and label else label


def _made(label: str, text: str, basis: str) -> FormPeriod | None:
    try:
        start, end = period_window(label, basis)
    except ValueError:  # words that name a period nobody can date
        return None
    return FormPeriod(label, start, end, text)
