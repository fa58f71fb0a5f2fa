"""Mentions of periods resolved: the year they leave out, the document's own date, what is left of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lientinh.extract.periods import Period, PeriodMention, window_label
from lientinh.periods import period_window


@dataclass(frozen=True, slots=True)
class Clock:
    """What the words of a document are relative to: the year under way, its date, what it has reported so far."""

    year: int | None
    today: date | None
    reported_until: date | None = None


def resolve(mention: PeriodMention, text: str, clock: Clock) -> Period:
    """The period a mention names; `text` is the paragraph. Fields are None where nothing dates it."""
    words = text[mention.start : mention.end]
    label = _label(mention, clock)
    if label is None:
        return Period(None, None, None, mention.kind, words, mention.basis)
    start, end = period_window(label, mention.basis)
    return Period(label, start, end, mention.kind, words, mention.basis)


def period_of_label(label: str, basis: str) -> Period:
    """The window of a label that no words of the text state."""
    start, end = period_window(label, basis)
    return Period(label, start, end, "window", "", basis)


def _label(mention: PeriodMention, clock: Clock) -> str | None:
    if mention.kind == "now":
        return clock.today.isoformat() if clock.today else None
    label = mention.label
    if label is None or ("YYYY" in label and clock.year is None):
        return None
    label = label.replace("YYYY", str(clock.year))
    if label.endswith("-NOW"):
        return window_label(date.fromisoformat(label[:10]), clock.today) if clock.today else None
    return _rest_of_year(int(label[:4]), clock) if label.endswith("-REST") else label


def _rest_of_year(year: int, clock: Clock) -> str:
    """ "Các tháng cuối năm": what follows the months already reported, else the half-year the document is in."""
    until = clock.reported_until
    if until is not None and until.year == year and until.month < 12:
        first = until.month + 1
    elif clock.today is not None and clock.today.year == year:
        first = 7 if clock.today.month in (5, 6, 7, 8) else min(clock.today.month + 1, 12)
    else:
        first = 7
    return {7: f"{year}-S2", 10: f"{year}-Q4"}.get(first, f"{year}-{first:02d}-01--P{13 - first}M")


def year_of(period: Period, clock: Clock) -> Period:
    """The calendar year a period lies in: where a plan for the year stands beside a half-year's result."""
    year = period.end.year if period.end else clock.year
    if year is None:
        return Period(None, None, None, "window", period.text)
    return Period(str(year), date(year, 1, 1), date(year, 12, 31), "window", period.text)
