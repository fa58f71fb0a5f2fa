"""Findings with their life, out of the warehouse."""

from __future__ import annotations

from lientinh.compare import suggest
from lientinh.errors import UsageError
from lientinh.findings import SEVERITIES
from lientinh.publish.reading_warehouse import Row, open_warehouse
from lientinh.settings import Settings

STATES = ("new", "ongoing", "resolved", "waived")


def list_findings(
    settings: Settings,
    *,
    finding_id: str | None = None,
    submission_id: str | None = None,
    area_code: str | None = None,
    severity: str | None = None,
    rule_id: str | None = None,
    state: str | None = None,
) -> list[Row]:
    """Rows of `finding`, open ones first and the gravest first among them; each given value chooses.

    Raises `UsageError` for a severity or a state that cannot be.
    """
    _check("severity", severity, SEVERITIES)
    _check("state", state, STATES)
    with open_warehouse(settings) as warehouse:
        return warehouse.ask(
            "findings",
            finding_id=finding_id,
            submission_id=submission_id,
            area_code=area_code,
            severity=severity,
            rule_id=rule_id,
            state=state,
        )


def _check(name: str, given: str | None, known: tuple[str, ...]) -> None:
    if given is not None and given not in known:
        raise UsageError(f"no {name} {given!r}{suggest(given, known)}; it is one of {', '.join(known)}")
