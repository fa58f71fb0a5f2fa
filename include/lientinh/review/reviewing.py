"""Take a person's answer: into the lake first, then the decision that follows from it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.lake.lake import newest_of_each, submission_of
from lientinh.ministry_time import ministry_day
from lientinh.readings import Relation
from lientinh.review.answers import Answer, AnswerKind, read_answer, seen_of
from lientinh.review.questions import Question, list_questions
from lientinh.review.redeciding import REVIEWED, decide_after, name_answers

log = logging.getLogger(__name__)
Json = dict[str, Any]
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Said:
    """Who says it, why, when and by which way; `by` is a user name."""

    by: str
    reason: str
    at: datetime
    via: Literal["cli", "airflow"] = "cli"


def answer_questions(
    lake: Lake,
    catalogue: Catalogue,
    submission_id: str,
    answer: AnswerKind,
    said: Said,
    finding_ids: Sequence[str] = (),
    relation: Relation | None = None,
) -> Json:
    """Accept or return what waits in a submission, or only the findings named; the new decision.

    Raises `UsageError` where nothing waits, where who answers handed the submission in, and where an unclear relation
    is accepted without saying which it is.
    """
    asked = list_questions(lake, catalogue, submission_id)
    chosen = [one for one in asked if not finding_ids or one.finding["finding_id"] in finding_ids]
    missing = set(finding_ids) - {one.finding["finding_id"] for one in chosen}
    if missing or not chosen:
        what = ", ".join(sorted(missing)) or submission_id
        raise UsageError(f"{what}: không có nội dung nào đang chờ ý kiến (nothing there waits for an answer)")
    _check_person(lake, submission_id, said.by)
    _check_relation(chosen, answer, relation)
    given = Answer(
        submission_id=submission_id,
        about={one.finding["finding_id"]: seen_of(one.finding) for one in chosen},
        answer=answer,
        relation=relation,
        by=said.by,
        reason=said.reason,
        until=None,
        answered_at=said.at,
        via=said.via,
    )
    return _take(lake, given)


def waive_finding(
    lake: Lake, finding_id: str, submission_id: str, said: Said, until: date | None = None
) -> Json:
    """Let a finding rest, with a reason and perhaps an end; what is published does not change.

    Raises `UsageError` for a finding the submission does not show, one that rejected it, and one that holds
    figures back: that one is answered by a review.
    """
    decision = _newest_decision(lake, submission_id)
    found = next((row for row in _findings_of(lake, decision) if row["finding_id"] == finding_id), None)
    if found is None:
        raise UsageError(f"{finding_id}: submission {submission_id} shows no such finding any more")
    if found["severity"] == "critical" or finding_id in decision.get("held", {}):
        raise UsageError(
            f"{finding_id}: nội dung này giữ số liệu lại, dùng `lientinh review {submission_id}`"
            " (it holds figures back; answer it by `lientinh review`)"
        )
    if until is not None and until < ministry_day(said.at):
        raise UsageError(f"--until {until}: ngày đã qua (that day has passed)")
    _check_person(lake, submission_id, said.by)
    return _take(
        lake,
        Answer(
            submission_id=submission_id,
            about={finding_id: seen_of(found)},
            answer="waived",
            relation=None,
            by=said.by,
            reason=said.reason,
            until=until,
            answered_at=said.at,
            via=said.via,
        ),
    )


def settle_answers(lake: Lake) -> list[Json]:
    """The decisions of all answers that no newest decision knows of yet; none in the usual case.

    A run may have been killed after its answer, two persons may have answered in one moment, and a reprocessing may
    have been under way: whatever happened, the newest decision on a submission ends up knowing every answer to it.
    """
    answered = lake.answered_submissions()
    if not answered:
        return []
    decision_ids: dict[str, list[str]] = {one: [] for one in answered}
    for one in lake.decision_ids():
        if submission_of(one) in answered:
            decision_ids[submission_of(one)].append(one)
    unsure = [one for one, ids in decision_ids.items() if not _is_settled(ids, answered[one])]
    made = (_try_to_settle(lake, one, decision_ids[one]) for one in sorted(unsure))
    return [decision for decision in made if decision is not None]


def _is_settled(decision_ids: Sequence[str], answer_ids: set[str]) -> bool:
    """Told by names alone where there is one processing; where there are more, the decisions are read."""
    automatic = [one for one in decision_ids if REVIEWED not in one]
    return len(automatic) == 1 and f"{automatic[0]}{REVIEWED}{name_answers(answer_ids)}" in decision_ids


def _try_to_settle(lake: Lake, submission_id: str, decision_ids: Sequence[str]) -> Json | None:
    """A submission whose objects are damaged is settled when they are restored; publishing names them."""
    try:
        return _settle(lake, submission_id, decision_ids)
    except (OSError, ValueError) as error:
        log.error("not settled submission=%s error=%s", submission_id, type(error).__name__)
        return None


def _settle(lake: Lake, submission_id: str, decision_ids: Sequence[str]) -> Json | None:
    """From the newest automatic decision and every answer; None where the newest decision knows them all."""
    decisions = sorted(
        (lake.read_decision(one) for one in decision_ids),
        key=lambda one: (str(one["decided_at"]), str(one["decision_id"])),
    )
    answers = [read_answer(content) for content in lake.answers()]
    mine = [one for one in answers if one.submission_id == submission_id]
    if not decisions or {one.answer_id for one in mine} <= set(decisions[-1].get("answered", ())):
        return None
    base = [one for one in decisions if REVIEWED not in one["decision_id"]][-1]
    after = datetime.fromisoformat(decisions[-1]["decided_at"]) + _MOMENT
    decision = decide_after(base, _findings_of(lake, base), answers, after)
    lake.write_decision(decision)
    return decision


def _take(lake: Lake, given: Answer) -> Json:
    lake.write_answer(given.as_json())
    settle_answers(lake)
    log.info(
        "answered submission=%s answer=%s findings=%d", given.submission_id, given.answer, len(given.about)
    )
    return _newest_decision(lake, given.submission_id)


def _findings_of(lake: Lake, decision: Json) -> list[Json]:
    rows: list[Json] = lake.read_stage("findings", [decision]).to_pylist()
    return rows


def _newest_decision(lake: Lake, submission_id: str) -> Json:
    for one in newest_of_each(lake.decisions()):
        if one["submission_id"] == submission_id:
            return one
    raise UsageError(f"{submission_id}: no such submission has been decided")


def _check_person(lake: Lake, submission_id: str, by: str) -> None:
    if not by.strip():
        raise UsageError("--by: cần tên tài khoản của người trả lời (whose answer is it?)")
    for receipt in lake.receipts():
        if receipt["submission_id"] == submission_id and receipt.get("submitted_by") == by:
            raise UsageError(
                f"{by}: người gửi hồ sơ không tự rà soát hồ sơ của mình (who hands in does not review)"
            )


def _check_relation(chosen: Sequence[Question], answer: AnswerKind, relation: Relation | None) -> None:
    asked = any(one.kind == "relation" for one in chosen)
    if asked and answer == "accepted" and relation is None:
        raise UsageError(
            "chưa rõ quan hệ với báo cáo trước: chọn --relation replaces, corrects, supplements hoặc initial"
            " (say what it is to the earlier report)"
        )
    if relation is not None and not asked:
        raise UsageError("--relation: quan hệ với báo cáo trước đã rõ (the relation is no question here)")
