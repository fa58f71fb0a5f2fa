"""One run over several submissions: normalise each, and put both gates over all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from lientinh.catalogue import Catalogue
from lientinh.companions.report_documents import describe_documents
from lientinh.errors import BadInput
from lientinh.findings import Finding
from lientinh.gates import (
    CheckedSubmission,
    LakeHistory,
    make_finding,
    run_gate_1,
    run_gate_2,
    tell_once,
)
from lientinh.handling import HandledSubmission
from lientinh.normalise import Origin, choose_leads, normalise_document
from lientinh.observations import observations_table

Row = dict[str, Any]
_UNLIKELY = ("gate2.out_of_range", "gate2.jump_against_history", "gate2.peer_outlier")
_IMPOSSIBLE = ("gate1.percent_over_100", "gate1.negative_count")


@dataclass(frozen=True, slots=True)
class CheckedRun:
    """Per submission, in order: its observation rows, what was explained away, and its findings."""

    rows: dict[str, list[Row]]
    explained: dict[str, dict[str, int]]
    findings: dict[str, list[Finding]]


@dataclass(frozen=True, slots=True)
class NormalisedSubmission:
    """A submission's observation rows, `leads` included, and the readings that became none, by reason."""

    rows: list[Row]
    explained: dict[str, int]


def check_submissions(
    handled: Sequence[HandledSubmission],
    catalogue: Catalogue,
    *,
    processing: str,
    history: LakeHistory | None,
    earlier_reports: dict[str, tuple[datetime, str]],
    data_docs_dir: Path | None,
) -> CheckedRun:
    """Gates 1 and 2 over all at once. `earlier_reports`: report_id → (landed_at, submission_id) that began it."""
    rows: dict[str, list[Row]] = {}
    explained: dict[str, dict[str, int]] = {}
    findings: dict[str, list[Finding]] = {one.submission.submission_id: [] for one in handled}
    for one in handled:
        submission_id = one.submission.submission_id
        normalised = normalise_submission(one, catalogue, processing)
        rows[submission_id], explained[submission_id] = normalised.rows, normalised.explained
        findings[submission_id] += _refusals(one, catalogue) + _unclear_relations(
            one, catalogue, earlier_reports
        )
    readable = [one for one in handled if not one.refusals]
    history = history or LakeHistory()
    _step_back(readable, rows, history.figures)
    found = run_gate_1([_as_checked(one) for one in readable], catalogue, data_docs_dir)
    table = observations_table(row for one in readable for row in rows[one.submission.submission_id])
    documents = [document for one in readable for document in describe_documents(one, catalogue)]
    in_observations = run_gate_2(table.to_pandas(), history, catalogue, data_docs_dir, documents=documents)
    for finding in [*found, *_untold(in_observations, found)]:
        findings[str(finding.submission_id)].append(finding)
    told = dict(history.told_by)
    for one in handled:
        submission_id = one.submission.submission_id
        findings[submission_id] = _tell_once(one, findings[submission_id], told)
        told[submission_id] = frozenset(found.finding_id for found in findings[submission_id])
    return CheckedRun(rows, explained, findings)


def _tell_once(
    one: HandledSubmission, findings: list[Finding], told: Mapping[str, frozenset[str]]
) -> list[Finding]:
    """Without what copies only repeat, of their own submission or of an earlier one."""
    behind = {
        document_id: earlier.version.submission_id
        for document_id, earlier in one.earlier.items()
        if earlier.kind == "copy" and earlier.precedence == 0
    }
    copies = {document_id for document_id, part in one.companions.items() if part.role == "copy"}
    before = {finding_id for submission_id in behind.values() for finding_id in told.get(submission_id, ())}
    return tell_once(findings, copies | behind.keys(), before)


def _step_back(handled: Sequence[HandledSubmission], rows: dict[str, list[Row]], known: pd.DataFrame) -> None:
    """A copy that does not lead the document it is a copy of leads no series which that one states."""
    for one in handled:
        behind = {
            document_id: earlier.version.submission_id
            for document_id, earlier in one.earlier.items()
            if earlier.precedence == 0
        }
        stated = {
            submission_id: set(known.loc[known["submission_id"] == submission_id, "series_id"])
            | {row["series_id"] for row in rows.get(submission_id, ())}
            for submission_id in set(behind.values())
        }
        submission_id = one.submission.submission_id
        rows[submission_id] = [
            {**row, "leads": False}
            if row["document_id"] in behind and row["series_id"] in stated[behind[row["document_id"]]]
            else row
            for row in rows[submission_id]
        ]


def _untold(in_observations: Sequence[Finding], in_readings: Sequence[Finding]) -> list[Finding]:
    """A figure impossible in itself is told once, where it stands, and not again as unlikely."""
    told = {
        (found.document_id, ordinal)
        for found in in_readings
        if found.rule_id in _IMPOSSIBLE
        for ordinal in found.reading_ordinals
    }
    return [
        found
        for found in in_observations
        if found.rule_id not in _UNLIKELY
        or not told.intersection((found.document_id, ordinal) for ordinal in found.reading_ordinals)
    ]


def normalise_submission(
    one: HandledSubmission, catalogue: Catalogue, processing: str
) -> NormalisedSubmission:
    """All documents of a submission into the common schema, each series with its lead chosen."""
    report_ids = one.report_ids
    parts = [
        normalise_document(
            extraction.readings,
            Origin(
                submission_id=one.submission.submission_id,
                document_id=document.document_id,
                report_id=report_ids[document.document_id],
                processing=processing,
                head=extraction.head,
                landed_at=one.submission.landed_at,
                arrived_on=one.submission.arrived_on,
            ),
            catalogue,
        )
        for document, extraction in zip(one.documents, one.extractions, strict=True)
    ]
    explained: Counter[str] = Counter()
    for part in parts:
        explained.update(part.explained)
    evidence = {document_id for document_id, part in one.companions.items() if part.role == "copy"}
    rows = choose_leads((row for part in parts for row in part.rows), evidence)
    return NormalisedSubmission(rows, dict(sorted(explained.items())))


def _as_checked(one: HandledSubmission) -> CheckedSubmission:
    return CheckedSubmission(
        submission_id=one.submission.submission_id,
        area_code=one.submission.area_code,
        report_ids=one.report_ids,
        documents=one.documents,
        extractions=one.extractions,
        companions=one.companions,
    )


def _refusals(one: HandledSubmission, catalogue: Catalogue) -> list[Finding]:
    return [
        refusal_finding(
            refusal,
            catalogue,
            area_code=one.submission.area_code,
            report_id=one.fallback_report_id,
            submission_id=one.submission.submission_id,
        )
        for refusal in one.refusals
    ]


def refusal_finding(
    refusal: BadInput,
    catalogue: Catalogue,
    *,
    area_code: str | None,
    report_id: str,
    submission_id: str | None,
) -> Finding:
    """What a reader refused, as the finding its sender understands."""
    return make_finding(
        catalogue,
        refusal.rule_id,
        subject=refusal.file_name,
        report_id=report_id,
        submission_id=submission_id,
        area_code=area_code,
        locator=refusal.file_name,
        file=refusal.file_name,
        **refusal.details,
    )


def _unclear_relations(
    one: HandledSubmission, catalogue: Catalogue, earlier: dict[str, tuple[datetime, str]]
) -> list[Finding]:
    """What a person must say: a further submission of a report that does not say what it does to the first,
    and one that names a report nobody has seen. One question a report; copies ask none."""
    submission = one.submission
    mine = (submission.landed_at, submission.submission_id)
    found, told = [], set[str]()
    for document, extraction in zip(one.documents, one.extractions, strict=True):
        head, report_id = extraction.head, one.report_ids[document.document_id]
        if report_id in told or document.document_id in one.earlier:
            continue
        first = earlier.get(report_id)
        is_first = first is None or first >= mine
        if head.relation == "initial" and not is_first:
            rule_id, reference = "decide.relation_unclear", first[1] if first else ""
        elif head.relation != "initial" and is_first and head.relation_to:
            rule_id, reference = "decide.relation_target_unknown", head.relation_to
        else:
            continue
        told.add(report_id)
        found.append(
            make_finding(
                catalogue,
                rule_id,
                subject=submission.submission_id,
                report_id=report_id,
                submission_id=submission.submission_id,
                document_id=document.document_id,
                area_code=submission.area_code,
                locator=document.file,
                file=document.file,
                earlier=reference,
            )
        )
    return found
