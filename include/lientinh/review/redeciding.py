"""From a decision and a person's answers to what stands: a further decision of the same submission.

A decision says under `held` which observations each finding keeps from being published. An accepted finding lets
its observations go, with a flag; a returned or unanswered one keeps them; a waiver changes nothing that is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from lientinh.review.answers import Answer, latest_answers

Json = dict[str, Any]
REVIEWED = "-review-"  # stands in the id of a decision that follows from an answer


def apply_answers(decision: Json, findings: Iterable[Mapping[str, Any]], answers: Iterable[Answer]) -> Json:
    """The decision as it is after the answers to its findings; the same one where there are none."""
    rows = list(findings)
    answered = latest_answers(answers, rows)
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
        **_related(decision, rows, answered),
    }


def decide_after(
    decision: Json, findings: Iterable[Mapping[str, Any]], answers: Iterable[Answer], last: Answer
) -> Json:
    """The decision that follows from `last`, made by whoever gave it, at that time: the same bytes every time."""
    at = last.answered_at.astimezone(UTC).isoformat(timespec="microseconds")
    return {
        **apply_answers(decision, findings, answers),
        "decision_id": f"{decision['submission_id']}-{decision['processing']}{REVIEWED}{last.answer_id}",
        "decided_by": last.by,
        "decided_at": at,
    }


def _describe(finding_id: str, answer: Answer) -> Json:
    content = answer.as_json()
    names = ("answer_id", "answer", "relation", "by", "reason", "until", "answered_at")
    return {"finding_id": finding_id, **{name: content[name] for name in names}}


def _related(decision: Json, findings: Iterable[Mapping[str, Any]], answered: Mapping[str, Answer]) -> Json:
    """What an answer says a document is to the earlier report, in place of what the document does not say."""
    said = {
        found["document_id"]: answered[found["finding_id"]].relation
        for found in findings
        if found["finding_id"] in answered and answered[found["finding_id"]].relation
    }
    if not said:
        return {}
    documents = [
        {**document, "relation": said.get(document["document_id"], document["relation"])}
        for document in decision["documents"]
    ]
    return {"documents": documents, "relation": documents[0]["relation"]}
