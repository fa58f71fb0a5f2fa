"""`critical` rejects the submission, `error` withholds what it concerns, `warning` publishes with a flag.

An error that names readings withholds their observations; one that names a document, all of that document;
one that names neither, the whole submission: in doubt nothing is published. One about a place nothing was
read from (`place_only`) withholds nothing: what is not there is not published anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lientinh.findings import SEVERITIES, Finding

Row = dict[str, Any]
# Asked once a report, for all its documents in the submission.
RELATION_RULES = ("decide.relation_unclear", "decide.relation_target_unknown")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The decision's substance; ids sorted, so that equal findings give equal bytes.

    `held`: finding id → the observations that wait because of it; `without_territory` wait because of none.
    """

    outcome: Literal["accepted", "rejected"]
    held: dict[str, tuple[str, ...]]
    without_territory: tuple[str, ...]
    flagged: tuple[str, ...]
    severities: dict[str, int]
    refused: str | None

    @property
    def withheld(self) -> tuple[str, ...]:
        """Ids of all observations that wait, for whatever reason."""
        ids = {observation for held in self.held.values() for observation in held}
        return tuple(sorted(ids | set(self.without_territory)))


def decide_submission(findings: Sequence[Finding], observations: Iterable[Row]) -> Outcome:
    """Findings of one submission and its observation rows → what becomes of them."""
    rows = list(observations)
    counted = Counter(found.severity for found in findings)
    errors = (found for found in findings if found.severity == "error")
    held = {found.finding_id: _concerned(rows, [found], whole=True) for found in errors}
    critical = sorted(found.rule_id for found in findings if found.severity == "critical")
    return Outcome(
        outcome="rejected" if critical else "accepted",
        held={finding_id: ids for finding_id, ids in sorted(held.items()) if ids},
        without_territory=_without_territory(rows),
        flagged=_concerned(rows, (found for found in findings if found.severity == "warning"), whole=False),
        severities={severity: counted.get(severity, 0) for severity in SEVERITIES},
        refused=critical[0] if critical else None,
    )


def _without_territory(rows: list[Row]) -> tuple[str, ...]:
    """A figure that may be of the old province or the merged one is nobody's until a person says whose."""
    return tuple(sorted(row["observation_id"] for row in rows if row["territory"] is None))


def _concerned(rows: list[Row], findings: Iterable[Finding], *, whole: bool) -> tuple[str, ...]:
    """Ids of the observations that findings concern; `whole`: a finding that names none concerns all."""
    ids: set[str] = set()
    for found in findings:
        ids.update(row["observation_id"] for row in rows if _concerns(found, row, whole))
    return tuple(sorted(ids))


def _concerns(found: Finding, row: Row, whole: bool) -> bool:
    if found.place_only:
        return False
    if found.observation_id is not None:
        return bool(row["observation_id"] == found.observation_id)
    if found.rule_id in RELATION_RULES:
        return bool(row["report_id"] == found.report_id)
    if found.document_id is not None and row["document_id"] != found.document_id:
        return False
    if found.reading_ordinals:
        return row["ordinal"] in found.reading_ordinals
    return whole
