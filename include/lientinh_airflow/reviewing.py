"""What the tasks of a review call: requests out of the lake, answers into it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lientinh.errors import UsageError
from lientinh.review.requests import answer_request, list_requests
from lientinh.review.reviewing import Said
from lientinh_airflow.review_operator import NOTE, NUMBERS
from lientinh_airflow.stages import open_pipeline

Manifest = dict[str, Any]


def waiting_submissions(decided: list[Manifest]) -> list[str]:
    """Of what a run decided, the submissions about which a person is asked something."""
    from lientinh.review.questions import list_questions

    pipeline = open_pipeline()
    held = [one["submission_id"] for one in decided if one["withheld"]]
    return [one for one in held if list_questions(pipeline.lake, pipeline.catalogue, one)]


def prepare_requests(submission_id: str | None) -> list[Manifest]:
    """What the submission's reviewers are asked now; nothing where it was answered elsewhere meanwhile."""
    if not submission_id:
        raise UsageError('which submission? Give the run its id as configuration: {"submission_id": …}')
    pipeline = open_pipeline()
    return list_requests(pipeline.lake, pipeline.catalogue, submission_id)


def record_answer(request: Manifest, answer: Manifest) -> Manifest:
    """An answer from Airflow's pages into the lake, by the user who gave it and at that time; then the reply again."""
    from lientinh.replies import write_replies

    pipeline = open_pipeline()
    given = answer["params_input"] or {}
    person = answer["responded_by_user"] or {}
    said = Said(
        by=str(person.get("id") or ""),
        reason=str(given.get(NOTE) or ""),
        at=datetime.fromisoformat(answer["responded_at"]),
        via="airflow",
    )
    (chosen,) = answer["chosen_options"]
    decision = answer_request(
        pipeline.lake, pipeline.catalogue, request, chosen, str(given.get(NUMBERS) or ""), said
    )
    if decision is None:
        return {"submission_id": request["submission_id"], "answered": "elsewhere"}
    write_replies(pipeline, [decision["submission_id"]], pipeline.clock())  # nobody is asked what is settled
    return {
        "submission_id": decision["submission_id"],
        "decision_id": decision["decision_id"],
        "withheld": len(decision["withheld"]),
    }
