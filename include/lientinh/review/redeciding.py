"""From a decision and a person's answers to what stands: a further decision of the same submission.

A decision says under `held` which observations each finding keeps from being published. An accepted finding lets
its observations go, with a flag; a returned or unanswered one keeps them; a waiver changes nothing that is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from lientinh.identity import hash_parts
from lientinh.review.answers import Answer, latest_answers

Json = dict[str, Any]
REVIEWED = "-review-"  # stands in the id of a decision that follows from an answer


def apply_answers(decision: Json, findings: Iterable[Mapping[str, Any]], answers: Iterable[Answer]) -> Json:
    """The decision as it is after the answers to its findings. `answered` names those to its submission it knows."""
    rows, given = list(findings), list(answers)
    answered = latest_answers(given, rows)
    held: Mapping[str, list[str]] = decision.get("held", {})
    accepted = {one for one, answer in answered.items() if answer.answer == "accepted"}
    returned = {one for one, answer in answered.items() if answer.answer == "rejected"}
    freed = {observation for one in accepted for observation in held.get(one, ())}
    kept = {observation for one, ids in held.items() if one not in accepted for observation in ids}
    return {
        **decision,
        "withheld": sorted(kept | set(decision.get("without_territory", ()))),
        "returned": sorted({observation for one in returned for observation in held.get(one, ())}),
        "flagged": sorted(set(decision["flagged"]) | (freed - kept)),
        "answers": [_describe(one, answered[one]) for one in sorted(answered)],
        "answered": sorted(one.answer_id for one in given if one.submission_id == decision["submission_id"]),
        **_related(decision, rows, answered),
    }


def decide_after(
    decision: Json, findings: Iterable[Mapping[str, Any]], answers: Sequence[Answer], after: datetime
) -> Json:
    """The decision that follows from all answers to its submission: by whoever answered last, then, and not before
    `after`; the same bytes every time."""
    mine = sorted(
        (one for one in answers if one.submission_id == decision["submission_id"]),
        key=lambda one: (one.answered_at, one.answer_id),
    )
    name = name_answers(one.answer_id for one in mine)
    at = max(mine[-1].answered_at, after).astimezone(UTC)
    return {
        **apply_answers(decision, findings, answers),
        "decision_id": f"{decision['submission_id']}-{decision['processing']}{REVIEWED}{name}",
        "decided_by": mine[-1].by,
        "decided_at": at.isoformat(timespec="microseconds"),
    }


def name_answers(answer_ids: Iterable[str]) -> str:
    """What the answers to a submission are together, for the id of the decision that knows them."""
    return hash_parts("answers", *sorted(answer_ids))


def _describe(finding_id: str, answer: Answer) -> Json:
    content = answer.as_json()
    names = ("answer_id", "answer", "relation", "by", "reason", "until", "answered_at")
    return {"finding_id": finding_id, **{name: content[name] for name in names}}


def _related(decision: Json, findings: Iterable[Mapping[str, Any]], answered: Mapping[str, Answer]) -> Json:
    """What an answer says a document is to the earlier report, in place of what the document does not say."""
    said = {
        found["report_id"]: answered[found["finding_id"]].relation
        for found in findings
        if found["finding_id"] in answered and answered[found["finding_id"]].relation
    }
    if not said:
        return {}
    documents = [
        {**document, "relation": said.get(document["report_id"], document["relation"])}
        for document in decision["documents"]
    ]
    return {"documents": documents, "relation": documents[0]["relation"]}
