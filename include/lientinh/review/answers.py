"""The answer of a person to findings: accepted as they are, returned to the sender, or waived.

An answer is about what the person saw: the finding and the figures in it. Where the same fault comes back with
other figures, nobody has answered it yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from lientinh.identity import hash_parts
from lientinh.readings import Relation

Json = dict[str, Any]
AnswerKind = Literal["accepted", "rejected", "waived"]
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
_FIGURE = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered at one time about findings of one submission.

    `about`: finding id → what was seen of it (`seen_of`). `relation`: what the submission is to the earlier report,
    where that was the question. `until`: last day on which a waiver holds; None without end. `by`: user name.
    """

    submission_id: str
    about: Mapping[str, str]
    answer: AnswerKind
    relation: Relation | None
    by: str
    reason: str
    until: date | None
    answered_at: datetime
    via: Literal["cli", "airflow"]

    @property
    def answer_id(self) -> str:
        """Hash of what was asked and when it was answered: written again it is the same answer."""
        asked = (part for pair in sorted(self.about.items()) for part in pair)
        return hash_parts(
            "answer", self.submission_id, self.answer, self.by, _moment(self.answered_at), *asked
        )

    def as_json(self) -> Json:
        """As the lake keeps it."""
        return {
            "schema_version": "1",
            "answer_id": self.answer_id,
            "submission_id": self.submission_id,
            "about": dict(self.about),
            "answer": self.answer,
            "relation": self.relation,
            "by": self.by,
            "reason": self.reason,
            "until": self.until.isoformat() if self.until else None,
            "answered_at": _moment(self.answered_at),
            "via": self.via,
        }


def read_answer(content: Mapping[str, Any]) -> Answer:
    """An answer as the lake keeps it."""
    return Answer(
        submission_id=content["submission_id"],
        about=content["about"],
        answer=content["answer"],
        relation=content["relation"],
        by=content["by"],
        reason=content["reason"],
        until=date.fromisoformat(content["until"]) if content["until"] else None,
        answered_at=datetime.fromisoformat(content["answered_at"]),
        via=content["via"],
    )


def seen_of(finding: Mapping[str, Any]) -> str:
    """What a person saw of a finding: its quote and the figures of its message, not the wording around them."""
    return hash_parts("seen", finding["quote"], *_FIGURE.findall(finding["message_vi"]))


def latest_answers(answers: Iterable[Answer], findings: Iterable[Mapping[str, Any]]) -> dict[str, Answer]:
    """finding id → the newest answer to it as it is now; findings that nobody answered are not in it."""
    seen = {found["finding_id"]: seen_of(found) for found in findings}
    chosen: dict[str, Answer] = {}
    for answer in sorted(answers, key=lambda one: (one.answered_at, one.answer_id)):
        for finding_id, what in answer.about.items():
            if seen.get(finding_id) == what:
                chosen[finding_id] = answer
    return chosen


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
