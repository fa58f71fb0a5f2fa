"""Gate 1: what a document lacks, what each reading must be, and what the document says against itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.completeness import OF_THE_REPORT, find_gaps
from lientinh.gates.document_relations import judge_documents, relate_documents
from lientinh.gates.reading_checks import READING_CHECKS, find_unequal_repeats, reading_rows
from lientinh.gates.reading_findings import reading_finding
from lientinh.gates.relation_findings import NO_HINT
from lientinh.gates.relations import relation_checks, relation_rows
from lientinh.gates.suites import Batch, Check, validate


def run_gate_1(
    submissions: Sequence[CheckedSubmission], catalogue: Catalogue, data_docs_dir: Path | None = None
) -> list[Finding]:
    """Findings of all submissions of a run, in the order of submissions, documents and places.

    With `data_docs_dir` all readings and all relations are also validated by Great Expectations, one batch
    each, and its Data Docs written to `<data_docs_dir>/gate1`; without, only our own filters run (a sender's
    `check` does not wait seconds for an import).
    """
    readings, contexts = reading_rows(submissions, catalogue)
    repeats = find_unequal_repeats(contexts, catalogue)
    related = relate_documents(submissions, repeats, catalogue)
    relations = relation_rows([one for part in related for one in part.all])
    checks = relation_checks()
    batches = [Batch("readings", readings, READING_CHECKS), Batch("relations", relations, checks)]
    severities = {rule.rule_id: rule.severity for rule in catalogue.rules}
    validate("gate1", batches, severities, data_docs_dir)
    found = [one for submission in submissions for one in find_gaps(submission, catalogue)]
    judged = judge_documents(related, _broken(relations, checks), catalogue)
    hints = {
        (one.related.document.document_id, ordinal): hint
        for one in judged
        for ordinal, hint in one.repeat_hints()
    }
    for check in READING_CHECKS:
        failing = check.failing(readings)
        for row in readings.index[failing]:
            reading, _, origin, _ = contexts[row]
            hint = hints.get((origin.document_id, reading.ordinal), NO_HINT)
            found.append(reading_finding(check, contexts[row], hint, catalogue))
    found += [finding for one in judged for finding in one.findings(catalogue)]
    return _in_order(submissions, _first_of_each(found))


def _broken(relations: pd.DataFrame, checks: Sequence[Check]) -> list[bool]:
    broken = pd.Series(False, index=relations.index)
    for check in checks:
        broken |= check.failing(relations)
    return broken.tolist()


def _first_of_each(findings: Sequence[Finding]) -> list[Finding]:
    """Two places with one fault about one subject are one finding, at the first place, about all their readings.

    In two documents of one report they are two, but for what is said of the report as a whole.
    """
    unique: dict[tuple[str | None, str | None, str], Finding] = {}
    for found in findings:
        document_id = None if found.rule_id in OF_THE_REPORT else found.document_id
        key = (found.submission_id, document_id, found.finding_id)
        first = unique.get(key, found)
        ordinals = tuple(sorted({*first.reading_ordinals, *found.reading_ordinals}))
        unique[key] = replace(first, reading_ordinals=ordinals)
    return list(unique.values())


def _in_order(submissions: Sequence[CheckedSubmission], findings: Sequence[Finding]) -> list[Finding]:
    places = {submission.submission_id: number for number, submission in enumerate(submissions)}
    return sorted(
        findings,
        key=lambda one: (
            places[str(one.submission_id)],
            one.document_id or "",
            one.reading_ordinals,
            one.rule_id,
            one.locator,
        ),
    )
