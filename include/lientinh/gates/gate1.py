"""Gate 1: what a document lacks, what each reading must be, and what the document says against itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.findings import Finding
from lientinh.gates.breakdowns import BreakdownRelation, breakdown_finding, find_breakdowns
from lientinh.gates.cell_shares import cell_share_finding, find_cell_shares
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.completeness import find_gaps
from lientinh.gates.mention_finder import MentionFinder
from lientinh.gates.orderings import find_orderings, ordering_finding
from lientinh.gates.reading_checks import READING_CHECKS, reading_rows
from lientinh.gates.reading_findings import reading_finding
from lientinh.gates.relation import Relation
from lientinh.gates.relation_findings import Origin, relation_findings
from lientinh.gates.relations import RELATION_RULES, Related, find_relations, relation_checks, relation_rows
from lientinh.gates.suites import Batch, validate


@dataclass(frozen=True, slots=True)
class _DocumentRelations:
    document: Document
    origin: Origin
    relations: list[Relation]
    breakdowns: list[BreakdownRelation]
    orderings: list[BreakdownRelation]
    shares: list[BreakdownRelation]

    @property
    def all(self) -> list[Related]:
        """In the order of the frame's rows."""
        return [*self.relations, *self.breakdowns, *self.orderings, *self.shares]


def run_gate_1(
    submissions: Sequence[CheckedSubmission], catalogue: Catalogue, data_docs_dir: Path | None = None
) -> list[Finding]:
    """Findings of all submissions of a run, in the order of submissions, documents and places.

    With `data_docs_dir` all readings and all relations are also validated by Great Expectations, one batch
    each, and its Data Docs written to `<data_docs_dir>/gate1`; without, only our own filters run (a sender's
    `check` does not wait seconds for an import).
    """
    readings, contexts = reading_rows(submissions, catalogue)
    related = _relate(submissions, catalogue)
    relations = relation_rows([one for part in related for one in part.all])
    batches = [Batch("readings", readings, READING_CHECKS), *_relation_batches(relations)]
    severities = {rule.rule_id: rule.severity for rule in catalogue.rules}
    validate("gate1", batches, severities, data_docs_dir)
    found = [one for submission in submissions for one in find_gaps(submission, catalogue)]
    for check in READING_CHECKS:
        failing = check.failing(readings)
        found += [reading_finding(check, contexts[row], catalogue) for row in readings.index[failing]]
    found += _relation_findings(related, relations, catalogue)
    return _in_order(submissions, _first_of_each(found))


def _relate(submissions: Sequence[CheckedSubmission], catalogue: Catalogue) -> list[_DocumentRelations]:
    finder = MentionFinder(catalogue)
    return [
        _DocumentRelations(
            document,
            origin,
            find_relations(document, extraction.readings, finder),
            list(find_breakdowns(extraction.readings, catalogue)),
            list(find_orderings(extraction.readings, catalogue)),
            list(find_cell_shares(extraction.readings, catalogue)),
        )
        for submission in submissions
        for document, extraction, origin in submission.each()
    ]


def _relation_batches(relations: pd.DataFrame) -> list[Batch]:
    """A batch a rule, so that the Data Docs say of each rule how many relations held."""
    return [
        Batch(
            rule_id.replace(".", "-"),
            relations[relations["rule_id"] == rule_id].reset_index(drop=True),
            relation_checks(rule_id),
        )
        for rule_id in RELATION_RULES
    ]


def _relation_findings(
    related: Sequence[_DocumentRelations], relations: pd.DataFrame, catalogue: Catalogue
) -> list[Finding]:
    broken = pd.Series(False, index=relations.index)
    for check in relation_checks("any"):
        broken |= check.failing(relations)
    flags = iter(broken.tolist())
    found: list[Finding] = []
    for part in related:
        mine = [next(flags) for _ in part.relations]
        found += relation_findings(part.document, part.relations, mine, part.origin, catalogue)
        found += [breakdown_finding(one, part.origin, catalogue) for one in part.breakdowns if next(flags)]
        found += [ordering_finding(one, part.origin, catalogue) for one in part.orderings if next(flags)]
        found += [cell_share_finding(one, part.origin, catalogue) for one in part.shares if next(flags)]
    return found


def _first_of_each(findings: Sequence[Finding]) -> list[Finding]:
    """Two places with one fault about one subject are one finding, at the first place, about all their readings."""
    unique: dict[tuple[str | None, str], Finding] = {}
    for found in findings:
        key = (found.submission_id, found.finding_id)
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
