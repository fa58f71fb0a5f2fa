"""Sources of alerts: findings, rejected submissions, reviews. Rows in, events out; no figure, no name of a person.

Rows are dicts of the warehouse's columns; times are UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lientinh.alerts.events import AlertEvent, AlertKind
from lientinh.alerts.links import Links
from lientinh.alerts.messages import Names
from lientinh.alerts.topics import title_of
from lientinh.catalogue import Catalogue
from lientinh.findings import Severity
from lientinh.land.door import MARKED
from lientinh.land.submissions import Submission
from lientinh.period_wording import name_period
from lientinh.wording import clock

Row = Mapping[str, Any]
Knows = Callable[[str], bool]
# ending of the key, topic, severity, after how many times the days agreed; the furthest first
_REVIEW_STEPS: tuple[tuple[str, str, Severity, int], ...] = (
    ("unanswered_long", "review_unanswered", "critical", 2),
    ("unanswered", "review_unanswered", "error", 1),
    ("asked", "review_asked", "warning", 0),
)


@dataclass(frozen=True)
class Words:
    """What events are named with: areas, indicators and their fields, and where links lead."""

    areas: Names
    links: Links
    indicators: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)  # code → vi, en, field

    @classmethod
    def of(cls, catalogue: Catalogue, links: Links) -> Words:
        return cls(
            areas={area.area_code: (area.name_vi, area.name_en) for area in catalogue.areas},
            links=links,
            indicators={
                one.indicator_code: (one.name_vi, one.name_en, one.field) for one in catalogue.indicators
            },
        )


def finding_events(rows: Iterable[Row], words: Words, knows: Knows) -> list[AlertEvent]:
    """What became of findings since it was last told: opened, resolved, back again.

    Rows of `finding`; `knows` says whether a key was told. Waived: nothing. Resolved before anybody was told: nothing.
    """
    found = (_finding_event(row, words, knows) for row in rows)
    return [event for event in found if event is not None]


def _finding_event(row: Row, words: Words, knows: Knows) -> AlertEvent | None:
    if row["state"] == "waived":
        return None
    opened, resolved = (f"finding:{row['finding_id']}:{life}" for life in ("open", "resolved"))
    turn = 1
    while knows(_turn(resolved, turn)) and (row["state"] != "resolved" or knows(_turn(opened, turn + 1))):
        turn += 1
    if row["state"] != "resolved":
        topic, key = ("finding_opened" if turn == 1 else "finding_reopened"), _turn(opened, turn)
        happened_at = row["first_seen_at"] if turn == 1 else row["last_seen_at"]
    elif knows(_turn(opened, turn)):
        topic, key, happened_at = "finding_resolved", _turn(resolved, turn), row["resolved_at"]
    else:
        return None
    text_vi, text_en = _subject_of(row, words)
    return _event(
        key,
        topic,
        row["severity"],
        row["area_code"],
        words,
        kind="finding",
        field=words.indicators.get(row["indicator_code"] or "", ("", "", None))[2],
        text=(text_vi, text_en),
        link=words.links.to_submission(row["area_code"], row["submission_id"]),
        happened_at=happened_at,
    )


def _turn(key: str, turn: int) -> str:
    """The second time a finding opens or resolves is another event than the first."""
    return key if turn == 1 else f"{key}:{turn}"


def _subject_of(row: Row, words: Words) -> tuple[str, str]:
    """The indicator and the period a finding is about; the whole report where it names none."""
    name_vi, name_en, _ = words.indicators.get(
        row["indicator_code"] or "", ("Nội dung báo cáo", "The report", "")
    )
    if not row["period"]:
        return name_vi, name_en
    period_vi, period_en = name_period(row["period"])
    return f"{name_vi}, {period_vi}", f"{name_en}, {period_en}"


def submission_events(rows: Iterable[Row], words: Words) -> list[AlertEvent]:
    """Rejected submissions {submission_id, area_code, landed_at, decided_at, outcome}; each is told once.

    The sender's file name may hold anybody's name: the submission goes by its id and the time it landed.
    """
    return [
        _event(
            f"submission:{row['submission_id']}:rejected",
            "submission_rejected",
            "critical",
            row["area_code"],
            words,
            kind="submission",
            text=(
                f"Hồ sơ {row['submission_id']}, tiếp nhận {clock(row['landed_at'])}",
                f"Submission {row['submission_id']}, received {clock(row['landed_at'])}",
            ),
            link=words.links.to_submission(row["area_code"], row["submission_id"]),
            happened_at=row["decided_at"],
        )
        for row in rows
        if row["outcome"] == "rejected"
    ]


def secret_events(submissions: Iterable[Submission], words: Words) -> list[AlertEvent]:
    """Submissions the door stopped for the mark of a state secret, told as soon as they came; each once.

    Nothing is said of the file but the submission's id, when it came and from which area.
    """
    return [
        _event(
            f"secret:{one.submission_id}",
            "state_secret",
            "critical",
            one.area_code,
            words,
            kind="secret",
            text=(
                f"Hồ sơ {one.submission_id}, đến {clock(one.landed_at)}. Nội dung không được lưu; liên hệ nơi gửi"
                " để thu hồi và gửi theo đường văn bản mật.",
                f"Submission {one.submission_id}, came {clock(one.landed_at)}. Nothing was kept; ask the sender to"
                " withdraw it and to use the channel for secret documents.",
            ),
            link=words.links.to_submission(one.area_code, one.submission_id),
            happened_at=one.landed_at,
        )
        for one in submissions
        if one.refused == MARKED
    ]


def review_events(rows: Iterable[Row], words: Words, now: datetime) -> list[AlertEvent]:
    """Withheld figures that wait for a person: asked (a warning), unanswered after `answer_days` (an error), after
    twice as many critical. Of a request first seen late only where it stands is told.

    Rows {submission_id, area_code, field, asked_at, days_open, answer_days (both working days)}. The escalation
    reaches the routes that take `review` at `error`; accounts of persons are not named.
    """
    events = []
    for row in rows:
        ending, topic, severity = next(
            step[:3] for step in _REVIEW_STEPS if row["days_open"] >= step[3] * row["answer_days"]
        )
        key = f"review:{row['submission_id']}:{row['field'] or ''}:{ending}"
        events.append(_review_event(key, topic, severity, row, words, now))
    return events


def _review_event(
    key: str, topic: str, severity: Severity, row: Row, words: Words, now: datetime
) -> AlertEvent:
    return _event(
        key,
        topic,
        severity,
        row["area_code"],
        words,
        kind="review",
        field=row["field"],
        text=(
            f"Hồ sơ {row['submission_id']}, đề nghị rà soát từ {clock(row['asked_at'])}",
            f"Submission {row['submission_id']}, asked {clock(row['asked_at'])}",
        ),
        link=words.links.to_submission(row["area_code"], row["submission_id"]),
        happened_at=row["asked_at"] if topic == "review_asked" else now,
    )


def _event(  # noqa: PLR0913  one place for what all events of these sources share
    key: str,
    topic: str,
    severity: Severity,
    area_code: str | None,
    words: Words,
    *,
    kind: AlertKind,
    text: tuple[str, str],
    link: str,
    happened_at: datetime,
    field: str | None = None,
) -> AlertEvent:
    title_vi, title_en = title_of(topic, severity, area_code, words.areas)
    return AlertEvent(
        key=key,
        kind=kind,
        severity=severity,
        area_code=area_code,
        field=field,
        title_vi=title_vi,
        title_en=title_en,
        text_vi=text[0],
        text_en=text[1],
        link=link,
        happened_at=happened_at,
        topic=topic,
    )
