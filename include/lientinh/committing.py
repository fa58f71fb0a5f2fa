"""Commit one submission: its files first, the decision last. Running it twice writes nothing twice."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lientinh.checking import CheckedRun
from lientinh.decide import Outcome, decide_submission
from lientinh.handling import HandledSubmission
from lientinh.lake import Lake
from lientinh.lake.findings_schema import findings_table
from lientinh.lake.lake import decision_id
from lientinh.observations import observations_table, readings_table
from lientinh.quarantine import quarantine_submission
from lientinh.review.answers import Answer
from lientinh.review.redeciding import apply_answers

log = logging.getLogger(__name__)
Row = dict[str, Any]


def commit_submission(
    one: HandledSubmission,
    run: CheckedRun,
    lake: Lake,
    quarantine_dir: Path,
    *,
    processing: str,
    now: datetime,
    answers: Sequence[Answer] = (),
) -> Row:
    """Readings, observations and findings into the lake, a rejected one into quarantine, then the decision.

    What a person answered earlier to the same finding with the same figures is not asked again.
    """
    submission = one.submission
    rows = run.rows[submission.submission_id]
    findings = run.findings[submission.submission_id]
    outcome = decide_submission(findings, rows)
    place = {
        "received": submission.received,
        "area_code": submission.area_code,
        "submission_id": submission.submission_id,
        "processing": processing,
    }
    write_readings(one, lake, processing)
    lake.write_table(lake.stage_path("observations", **place), observations_table(rows))
    lake.write_table(lake.stage_path("findings", **place), findings_table(findings))
    decision = apply_answers(
        _decision(one, run, outcome, processing, now), [asdict(found) for found in findings], answers
    )
    if outcome.outcome == "rejected":
        quarantine_submission(quarantine_dir, decision, findings)
    lake.write_decision(decision)
    log.info(
        "decided submission=%s outcome=%s observations=%d withheld=%d",
        submission.submission_id,
        outcome.outcome,
        len(rows),
        len(decision["withheld"]),
    )
    return decision


def write_readings(one: HandledSubmission, lake: Lake, processing: str) -> None:
    """The submission's readings into the lake; nothing where they are there."""
    submission = one.submission
    path = lake.stage_path(
        "readings",
        received=submission.received,
        area_code=submission.area_code,
        submission_id=submission.submission_id,
        processing=processing,
    )
    lake.write_table(
        path, readings_table(one.readings, submission_id=submission.submission_id, processing=processing)
    )


def _decision(
    one: HandledSubmission, run: CheckedRun, outcome: Outcome, processing: str, now: datetime
) -> Row:
    submission = one.submission
    return {
        "schema_version": "1",
        "decision_id": decision_id(submission.submission_id, processing),
        "submission_id": submission.submission_id,
        "processing": processing,
        "area_code": submission.area_code,
        "name": submission.name,
        "files": [dict(zip(("name", "sha256", "bytes"), file, strict=True)) for file in submission.files],
        "ignored": list(submission.ignored),
        "landed_at": submission.landed_at.isoformat(timespec="microseconds"),
        "received": submission.received,
        "arrived_on": submission.arrived_on.isoformat() if submission.arrived_on else None,
        "outcome": outcome.outcome,
        "refused": outcome.refused,
        "held": {finding_id: list(ids) for finding_id, ids in outcome.held.items()},
        "without_territory": list(outcome.without_territory),
        "withheld": list(outcome.withheld),
        "flagged": list(outcome.flagged),
        "findings": outcome.severities,
        "decided_at": now.astimezone(UTC).isoformat(timespec="microseconds"),
        "decided_by": "automatic",
        "relation": one.extractions[0].head.relation if one.extractions else "initial",
        "documents": _describe_documents(one),
        "counts": {
            "readings": len(one.readings),
            "observations": len(run.rows[submission.submission_id]),
            "explained": run.explained[submission.submission_id],
        },
    }


def _describe_documents(one: HandledSubmission) -> list[Row]:
    described = []
    for document, extraction in zip(one.documents, one.extractions, strict=True):
        head = asdict(extraction.head)
        head["issued_on"] = head["issued_on"].isoformat() if head["issued_on"] else None
        described.append(
            {
                "document_id": document.document_id,
                "file": document.file,
                "sha256": document.sha256,
                "media_type": document.media_type,
                "encoding": document.encoding,
                "notes": list(document.notes),
                "report_id": one.report_ids[document.document_id],
                "form_id": extraction.form_id,
                "unmapped": list(extraction.unmapped),
                **_describe_part(one, document.document_id),
                **head,
            }
        )
    return described


def _describe_part(one: HandledSubmission, document_id: str) -> Row:
    """What the document was taken for in its submission, and which earlier document it goes with."""
    part, earlier = one.companion(document_id), one.earlier.get(document_id)
    version = one.versions.get(document_id)
    return {
        "role": part.role,
        "of": part.of,
        "taken": list(part.taken),
        "taken_from": list(part.taken_from),
        "content_id": version.content_id if version else "",
        "version_rank": version.rank if version else None,
        "goes_with": earlier.kind if earlier else None,
        "copy_of": earlier.version.submission_id if earlier else None,
        "copy_of_document": earlier.version.document_id if earlier else None,
        "precedence": earlier.precedence if earlier else 0,
        "stands_at": earlier.version.landed[0].isoformat(timespec="microseconds") if earlier else None,
    }
