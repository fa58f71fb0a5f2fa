"""The finding: one thing wrong or doubtful, in words that show the arithmetic and say what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("critical", "error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """Columns as in the warehouse's `finding`; life dates and waivers join there, from the publication log."""

    finding_id: str
    rule_id: str
    severity: Severity
    area_code: str | None
    report_id: str | None
    submission_id: str | None
    document_id: str | None
    observation_id: str | None
    indicator_code: str | None
    period: str | None
    locator: str
    quote: str
    message_vi: str
    message_en: str
    action_vi: str
    action_en: str
    subject: str  # what the finding is about, independent of place; part of its identity
    reading_ordinals: tuple[int, ...] = ()  # readings of the document it concerns
    place_only: bool = False  # nothing was read at its place (a cell no form knows): nothing waits for it
