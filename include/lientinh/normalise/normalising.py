"""One document's readings → rows of the common schema, and the count of what stayed behind, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from lientinh.catalogue.catalogue import Catalogue
from lientinh.identity import identify_observation, identify_series
from lientinh.normalise.time_windows import settle_accumulation
from lientinh.observations import SCHEMA_VERSION
from lientinh.readings import DocumentHead, Reading

Row = dict[str, Any]

_AUTHORITY_BY_KIND = {  # design of the common schema: form, department report, plan, news
    "statistical_form": (1, 1),
    "report": (2, 3),
    "plan": (3, 2),
    "decision": (3, 1),
    "proposal": (3, 3),
    "dispatch": (3, 3),
    "news": (4, 4),
    "unknown": (4, 4),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document's observations come from: what every row of it shares."""

    submission_id: str
    document_id: str
    report_id: str
    processing: str
    head: DocumentHead
    landed_at: datetime
    arrived_on: date | None


@dataclass(frozen=True, slots=True)
class Normalised:
    """Rows of the common schema (without `leads`), and readings that became none, counted by reason."""

    rows: tuple[Row, ...]
    explained: dict[str, int]


def normalise_document(readings: Sequence[Reading], origin: Origin, catalogue: Catalogue) -> Normalised:
    """Readings in → observations out; `len(readings) == len(rows) + sum(explained.values())`.

    Only levels of a known indicator, of a province, with a known period become observations. A value the
    words bound on both sides only ("1-1,5%") is kept with its bounds and no value; a figure of an unclear
    territory is kept without one, and waits for a person.
    """
    rows: list[Row] = []
    explained: Counter[str] = Counter()
    for reading in readings:
        reason = _why_not(reading, catalogue)
        if reason is None:
            rows.append(_observe(reading, origin, catalogue))
        else:
            explained[reason] += 1
    return Normalised(tuple(rows), dict(explained))


def _why_not(reading: Reading, catalogue: Catalogue) -> str | None:
    """The reason a reading is not an observation; None where it is one."""
    checks = (
        ("no_indicator", reading.indicator_code is None),
        ("not_a_level", reading.measure != "level"),
        ("not_of_a_province", reading.area_code is None or reading.area_level not in ("province", "country")),
        ("no_period", reading.period is None or reading.period_end is None),
        ("no_value", reading.value is None and reading.lower is None and reading.upper is None),
        ("other_unit", reading.indicator_code is not None and not _fits_unit(reading, catalogue)),
    )
    return next((reason for reason, applies in checks if applies), None)


def _fits_unit(reading: Reading, catalogue: Catalogue) -> bool:
    return reading.unit_code == catalogue.indicator(str(reading.indicator_code)).unit_code


def _observe(reading: Reading, origin: Origin, catalogue: Catalogue) -> Row:
    row = asdict(reading)
    for name in ("measure", "area_level", "period_text", "confidence"):
        del row[name]
    row["accumulation"] = settle_accumulation(reading)
    row["obs_status"] = _status(reading, origin.head.issued_on)
    row["source_authority"] = _authority(reading, origin.head, catalogue)
    row["series_id"] = identify_series(row)
    row["observation_id"] = identify_observation(
        row["series_id"], origin.submission_id, origin.processing, origin.document_id, reading.ordinal
    )
    row.update(
        submission_id=origin.submission_id,
        document_id=origin.document_id,
        report_id=origin.report_id,
        processing=origin.processing,
        schema_version=SCHEMA_VERSION,
        issued_on=origin.head.issued_on,
        arrived_on=origin.arrived_on,
        landed_at=origin.landed_at,
    )
    return row


def _status(reading: Reading, issued_on: date | None) -> str:
    """SDMX CL_OBS_STATUS: an estimate is E (F for a period that had not begun), an early actual is P."""
    if reading.scenario == "estimate":
        begins_later = issued_on and reading.period_start and reading.period_start > issued_on
        return "F" if begins_later else "E"
    if reading.scenario == "actual" and issued_on and reading.period_end and issued_on < reading.period_end:
        return "P"
    return reading.obs_status


def _authority(reading: Reading, head: DocumentHead, catalogue: Catalogue) -> int:
    """By what the report type says of the scenario, else by the document's kind; a form's cells lead."""
    if reading.locator.sheet is not None:
        return 1
    for report_type in catalogue.report_types:
        if report_type.report_type == head.report_type:
            plan = reading.scenario == "plan"
            return report_type.authority_plan if plan else report_type.authority_actual
    actual, plan_authority = _AUTHORITY_BY_KIND[head.kind]
    return plan_authority if reading.scenario == "plan" else actual
