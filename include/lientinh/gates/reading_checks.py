"""What must be true of each reading: its number, its unit, its period, and its repeats in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.doubtful_numbers import find_doubtful
from lientinh.gates.reading_figures import figure_key, interval_of_reading
from lientinh.gates.relation_findings import Origin
from lientinh.gates.suites import Check, ColumnCheck, IntervalCheck
from lientinh.periods import period_frequency, period_window
from lientinh.readings import DocumentHead, Reading

# Reports are written before their periods close, by up to a month (Decree 09/2019 cuts on the 14th).
_AHEAD_DAYS = 31
_WHOLE_KINDS = ("count", "events")
_PLACES = Decimal("0.000001")

READING_CHECKS: tuple[Check, ...] = (
    ColumnCheck("gate1.negative_count", "not_above", "floor", "value"),
    ColumnCheck("gate1.percent_over_100", "not_above", "value", "ceiling"),
    ColumnCheck("gate1.fraction_of_a_whole", "not_above", "fraction", "no_fraction"),
    ColumnCheck("gate1.number_doubtful", "not_above", "doubts", "no_doubt"),
    ColumnCheck("gate1.recognised_doubtful", "not_above", "least_confidence", "confidence"),
    ColumnCheck("gate1.date_after_report", "not_above", "day", "latest_day"),
    ColumnCheck("gate1.period_outside_report", "not_above", "day_of_stock", "last_day_of_report"),
    ColumnCheck("gate1.period_unclear", "present", "period_where_needed"),
    ColumnCheck("gate1.territory_unclear", "present", "territory_where_needed"),
    ColumnCheck("gate1.unit_unlike_indicator", "present", "unit_where_needed"),
    IntervalCheck("gate1.unequal_repeat", ("lower", "upper", "first_lower", "first_upper")),
    IntervalCheck("gate1.several_values", ("lower", "upper", "event_lower", "event_upper")),
)
_NUMBERS = (
    "value", "floor", "ceiling", "fraction", "no_fraction", "doubts", "no_doubt", "least_confidence", "confidence",
    "day", "latest_day", "day_of_stock", "last_day_of_report", "lower", "upper", "first_lower",
    "first_upper", "event_lower", "event_upper",
)  # fmt: skip
_NOT_NEEDED = "-"
Context = tuple[
    Reading, DocumentHead, Origin, "Reading | None"
]  # with the first statement of the same figure


def reading_rows(
    submissions: Sequence[CheckedSubmission], catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Context]]:
    """One row a reading of every document of every submission, and beside it what its finding needs."""
    contexts = [context for submission in submissions for context in _contexts(submission)]
    kinds = {unit.unit_code: unit.kind for unit in catalogue.units}
    doubtful = {
        origin.document_id: find_doubtful(extraction.readings, catalogue)
        for submission in submissions
        for _, extraction, origin in submission.each()
    }
    rows = [
        _row(reading, head, first, kinds, catalogue)
        | {"doubts": float(reading.ordinal in doubtful[origin.document_id]), "no_doubt": 0.0}
        for reading, head, origin, first in contexts
    ]
    frame = pd.DataFrame(rows, columns=[*_NUMBERS, *_WHERE_NEEDED])
    return frame.astype(dict.fromkeys(_NUMBERS, "float64")), contexts


_WHERE_NEEDED = ("period_where_needed", "territory_where_needed", "unit_where_needed")


def _contexts(submission: CheckedSubmission) -> Iterator[Context]:
    for _, extraction, origin in submission.each():
        firsts: dict[tuple[Any, ...], Reading] = {}
        for reading in extraction.readings:
            first = firsts.setdefault(figure_key(reading), reading) if _is_figure(reading) else None
            yield reading, extraction.head, origin, first


def find_unequal_repeats(
    contexts: Sequence[Context], catalogue: Catalogue
) -> dict[str, list[tuple[Reading, Reading]]]:
    """By document id the pairs of a figure's first statement and a later one that cannot mean the same number."""
    found: dict[str, list[tuple[Reading, Reading]]] = {}
    for reading, _, origin, first in contexts:
        if first is None or first is reading or _may_be_several(reading, catalogue):
            continue
        if not interval_of_reading(first, catalogue).meets(interval_of_reading(reading, catalogue)):
            found.setdefault(origin.document_id, []).append((first, reading))
    return found


def _is_figure(reading: Reading) -> bool:
    """Does the reading state a figure of the catalogue that others can be compared to?"""
    return reading.indicator_code is not None and reading.value is not None and reading.period is not None


def _row(
    reading: Reading,
    head: DocumentHead,
    first: Reading | None,
    kinds: Mapping[str, str],
    catalogue: Catalogue,
) -> dict[str, Any]:
    kind = kinds.get(reading.unit_code or "", "other")
    counted = kind in (*_WHOLE_KINDS, "money") and reading.measure == "level"
    whole = kind in _WHOLE_KINDS and "average" not in reading.accumulation and reading.value is not None
    return {
        "value": _float(reading.value),
        "floor": 0.0 if counted or _is_share(reading, kind, catalogue) else None,
        "ceiling": 100.0 if _is_share(reading, kind, catalogue) else None,
        "fraction": _float(abs(reading.value or Decimal(0)) % 1) if whole else None,
        "no_fraction": 0.0,
        **_recognition(reading, catalogue),
        **_days(reading, head),
        **_bounds(reading, first, catalogue),
        **_needs(reading, catalogue),
    }


def _is_share(reading: Reading, kind: str, catalogue: Catalogue) -> bool:
    """Is it a percentage of a whole? Attainment of a plan passes 100, growth falls below 0 without fault."""
    if kind != "ratio" or reading.measure not in ("level", "share"):
        return False
    if reading.indicator_code is None or reading.measure == "share":
        return reading.measure == "share"
    indicator = catalogue.indicator(reading.indicator_code)
    if indicator.min_value is not None and indicator.min_value < 0:
        return False
    return indicator.max_value is not None and indicator.max_value <= 100


def _recognition(reading: Reading, catalogue: Catalogue) -> dict[str, float | None]:
    """How sure the recognition of a figure of the catalogue is, and how sure it must be."""
    if reading.confidence is None or reading.indicator_code is None:
        return {}
    limits = catalogue.limits_of("gate1.recognised_doubtful")
    return {"least_confidence": limits["least_confidence"], "confidence": reading.confidence}


def _days(reading: Reading, head: DocumentHead) -> dict[str, float | None]:
    days: dict[str, float | None] = dict.fromkeys(("day", "latest_day", "day_of_stock", "last_day_of_report"))
    if reading.scenario != "actual" or reading.period is None:
        return days
    dated = period_frequency(reading.period) in ("day", "open")
    day = reading.period_end if dated else reading.period_start
    if head.issued_on and day:
        days["day"] = float(day.toordinal())
        days["latest_day"] = float(head.issued_on.toordinal() + (_AHEAD_DAYS if dated else 0))
    if head.report_period and dated and reading.period_end:
        last = period_window(head.report_period, head.period_basis)[1]
        days["day_of_stock"] = float(reading.period_end.toordinal())
        days["last_day_of_report"] = float(last.toordinal())
    return days


def _bounds(reading: Reading, first: Reading | None, catalogue: Catalogue) -> dict[str, float | None]:
    """The interval of a repeat, and of the first statement it must meet: of a figure, or of one event of several."""
    if first is None or first is reading:
        return {}
    mine, other = interval_of_reading(reading, catalogue), interval_of_reading(first, catalogue)
    name = "event" if _may_be_several(reading, catalogue) else "first"
    return {
        "lower": _float(mine.lower),
        "upper": _float(mine.upper),
        f"{name}_lower": _float(other.lower),
        f"{name}_upper": _float(other.upper),
    }


def _may_be_several(reading: Reading, catalogue: Catalogue) -> bool:
    """In prose a count of a period can be of one event of several: two conferences have two attendances."""
    headline = catalogue.indicator(str(reading.indicator_code)).headline
    return reading.accumulation == "period" and reading.locator.cell is None and not headline


def _needs(reading: Reading, catalogue: Catalogue) -> dict[str, str | None]:
    """What an observation would need, missing where the reading lacks it."""
    needed = (
        reading.indicator_code is not None and reading.measure == "level" and reading.area_level == "province"
    )
    if not needed or reading.indicator_code is None:
        return dict.fromkeys(_WHERE_NEEDED, _NOT_NEEDED)
    expected = catalogue.indicator(reading.indicator_code).unit_code
    return {
        "period_where_needed": reading.period,
        "territory_where_needed": reading.territory,
        "unit_where_needed": reading.unit_code if reading.unit_code == expected else None,
    }


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number.quantize(_PLACES))
