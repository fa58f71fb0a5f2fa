"""What waits for a person: findings that hold figures back, or a relation nobody stated, and who is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.decide.deciding import RELATION_RULES
from lientinh.lake import Lake
from lientinh.lake.lake import newest_of_each
from lientinh.land.submissions import Submission, list_submissions
from lientinh.ministry_time import ministry_day
from lientinh.review.reviewers import Assigned, assign_reviewers

Json = dict[str, Any]
_SETTLED = ("accepted", "rejected")
_TAKES_OVER = ("replaces", "withdraws")
_SAYS_AGAIN = ("corrects", "supplements")


@dataclass(frozen=True, slots=True)
class Question:
    """One finding of a submission and the figures that wait because of it.

    `figures`: rows of the observations, in the order of the document. `asked_at`: when the decision that holds
    them back was first made.
    """

    submission_id: str
    area_code: str
    name: str
    finding: Mapping[str, Any]
    figures: tuple[Json, ...]
    fields: tuple[str, ...]
    asked_at: datetime
    assigned: Assigned
    kind: Literal["figures", "relation"]


def list_questions(lake: Lake, catalogue: Catalogue, submission_id: str | None = None) -> list[Question]:
    """All open questions, or those of one submission, in the order in which they were asked.

    A question is closed by an answer, and by a later submission of the same report that replaces or withdraws
    the one in question or says the figure again, as a correction or as the copy that leads.
    """
    decisions = lake.decisions()
    current = [one for one in newest_of_each(decisions) if one["outcome"] == "accepted"]
    landed = list_submissions(lake.receipts())
    found = []
    for decision in current:
        if submission_id in (None, decision["submission_id"]) and _open_ids(decision):
            first = min(one["decided_at"] for one in decisions if _same_processing(one, decision))
            found += _ask(lake, catalogue, decision, _later(decision, current), landed, first)
    return sorted(found, key=lambda one: (one.asked_at, one.submission_id, str(one.finding["finding_id"])))


def _open_ids(decision: Json) -> set[str]:
    answered = {one["finding_id"] for one in decision.get("answers", ()) if one["answer"] in _SETTLED}
    return set(decision.get("held", {})) - answered


def _same_processing(one: Json, other: Json) -> bool:
    return bool(one["submission_id"] == other["submission_id"] and one["processing"] == other["processing"])


def _later(decision: Json, current: Sequence[Json]) -> list[Json]:
    """Accepted submissions of the same reports that landed after it."""
    reports = {document["report_id"] for document in decision["documents"]}
    mine = (decision["landed_at"], decision["submission_id"])
    return [
        one
        for one in current
        if (one["landed_at"], one["submission_id"]) > mine
        and any(document["report_id"] in reports for document in one["documents"])
    ]


def _ask(
    lake: Lake,
    catalogue: Catalogue,
    decision: Json,
    later: Sequence[Json],
    landed: Mapping[str, Submission],
    asked_at: str,
) -> list[Question]:
    rows = {row["observation_id"]: row for row in lake.read_stage("observations", [decision]).to_pylist()}
    gone = _said_again(lake, rows.values(), later, decision)
    findings = {row["finding_id"]: row for row in lake.read_stage("findings", [decision]).to_pylist()}
    questions = []
    for finding_id in sorted(_open_ids(decision)):
        waiting = [rows[one] for one in decision["held"][finding_id] if one in rows and one not in gone]
        if not waiting:
            continue
        fields = tuple(sorted({catalogue.indicator(row["indicator_code"]).field for row in waiting}))
        at = datetime.fromisoformat(asked_at)
        submitter = landed[decision["submission_id"]].submitted_by
        finding = findings[finding_id]
        questions.append(
            Question(
                submission_id=decision["submission_id"],
                area_code=decision["area_code"],
                name=decision["name"],
                finding=finding,
                figures=tuple(sorted(waiting, key=lambda row: (row["document_id"], row["ordinal"]))),
                fields=fields,
                asked_at=at,
                assigned=assign_reviewers(
                    catalogue, fields, decision["area_code"], ministry_day(at), submitter
                ),
                kind="relation" if finding["rule_id"] in RELATION_RULES else "figures",
            )
        )
    return questions


def _leads(later: Json, decision: Json) -> bool:
    """Does a later submission hold a copy that leads what this one holds?"""
    return any(
        document.get("copy_of") == decision["submission_id"] and (document.get("precedence") or 0) < 0
        for document in later["documents"]
    )


def _said_again(lake: Lake, rows: Iterable[Json], later: Sequence[Json], decision: Json) -> set[str]:
    """Ids of observations that a later submission of their report has taken the place of."""
    reports = {document["report_id"] for document in decision["documents"]}
    replaced, series = set(), set()
    for one in later:
        relations = {
            doc["report_id"]: doc["relation"] for doc in one["documents"] if doc["report_id"] in reports
        }
        replaced |= {report for report, relation in relations.items() if relation in _TAKES_OVER}
        if any(relation in _SAYS_AGAIN for relation in relations.values()) or _leads(one, decision):
            series |= {
                (row["report_id"], row["series_id"])
                for row in lake.read_stage("observations", [one]).to_pylist()
            }
    return {
        row["observation_id"]
        for row in rows
        if row["report_id"] in replaced or (row["report_id"], row["series_id"]) in series
    }
