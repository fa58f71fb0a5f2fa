"""Rows in, events out: what is told of findings, rejections and reviews, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lientinh.alerts.links import Links
from lientinh.alerts.sources import Words, finding_events, review_events, submission_events
from small_alerts import NAMES, NOON

WORDS = Words(
    areas=NAMES,
    links=Links(Path("/tmp/home"), "https://lientinh.example"),
    indicators={"jobs": ("Số lao động được tạo việc làm", "Workers given jobs", "employment")},
)


def a_finding(**changes: Any) -> dict[str, Any]:
    row = {
        "finding_id": "f1",
        "severity": "error",
        "state": "new",
        "area_code": "20",
        "submission_id": "s1",
        "indicator_code": "jobs",
        "period": "2022-S1",
        "first_seen_at": NOON,
        "last_seen_at": NOON,
        "resolved_at": None,
    }
    return {**row, **changes}


def never(key: str) -> bool:
    return False


def test_a_new_finding_says_where_what_and_how_grave_without_a_figure() -> None:
    (event,) = finding_events([a_finding()], WORDS, never)
    assert event.key == "finding:f1:open"
    assert event.title_vi == "Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi"
    assert event.text_vi == "Số lao động được tạo việc làm, 6 tháng đầu năm 2022"
    assert event.text_en == "Workers given jobs, the first half of 2022"
    assert (event.kind, event.severity, event.area_code, event.field) == (
        "finding",
        "error",
        "20",
        "employment",
    )
    assert event.link.startswith("https://lientinh.example/")


def test_a_finding_without_an_indicator_concerns_every_field() -> None:
    (event,) = finding_events([a_finding(indicator_code=None, period=None)], WORDS, never)
    assert event.field is None
    assert event.text_vi == "Nội dung báo cáo"


def test_a_life_is_told_once_at_each_turn() -> None:
    """open, seen again, resolved, seen resolved again, back, resolved a second time."""
    told: list[str] = []
    states = ["new", "ongoing", "resolved", "resolved", "ongoing", "ongoing", "resolved", "new", "resolved"]
    for state in states:
        row = a_finding(state=state, resolved_at=NOON if state == "resolved" else None)
        told += [
            event.key for event in finding_events([row], WORDS, told.__contains__) if event.key not in told
        ]
    assert told == [
        "finding:f1:open",
        "finding:f1:resolved",
        "finding:f1:open:2",
        "finding:f1:resolved:2",
        "finding:f1:open:3",
        "finding:f1:resolved:3",
    ]


def test_what_is_back_is_not_called_new() -> None:
    told = ["finding:f1:open", "finding:f1:resolved"]
    (event,) = finding_events([a_finding(state="ongoing")], WORDS, told.__contains__)
    assert event.title_vi == "Lạng Sơn: 1 nội dung cần rà soát xuất hiện lại ở mức lỗi"


def test_waived_is_not_told_nor_what_came_and_went_unseen() -> None:
    assert finding_events([a_finding(state="waived")], WORDS, never) == []
    assert finding_events([a_finding(state="resolved", resolved_at=NOON)], WORDS, never) == []


def test_a_rejection_names_no_file() -> None:
    row = {"submission_id": "s1", "area_code": "14", "landed_at": NOON, "decided_at": NOON}
    (event,) = submission_events(
        [{**row, "outcome": "rejected", "name": "Nguyen Van A.docx"}, {**row, "outcome": "accepted"}], WORDS
    )
    assert event.title_vi == "Sơn La: 1 hồ sơ trả lại, đề nghị gửi lại"
    assert event.text_vi == "Hồ sơ s1, tiếp nhận 20/11/2026 12:00"
    assert "Nguyen" not in repr(event)


@pytest.mark.parametrize(
    ("days_open", "ending", "severity"),
    [
        (0, "asked", "warning"),
        (2, "asked", "warning"),
        (3, "unanswered", "error"),
        (5, "unanswered", "error"),
        (6, "unanswered_long", "critical"),
    ],
)
def test_a_review_that_nobody_answers_grows_graver(days_open: int, ending: str, severity: str) -> None:
    row = {
        "submission_id": "s1",
        "area_code": "20",
        "field": "employment",
        "asked_at": datetime(2026, 11, 16, tzinfo=UTC),
        "days_open": days_open,
        "answer_days": 3,
    }
    (event,) = review_events([row], WORDS, NOON)
    assert event.key == f"review:s1:employment:{ending}"
    assert event.severity == severity


def test_a_link_leads_to_what_is_there(tmp_path: Path) -> None:
    links = Links(tmp_path, "https://lientinh.example")
    assert links.to_submission("20", "s1") == "https://lientinh.example/data_docs"
    (tmp_path / "quarantine" / "s1").mkdir(parents=True)
    assert links.to_submission("20", "s1") == "https://lientinh.example/quarantine/s1/"
    (tmp_path / "outbox" / "20" / "s1").mkdir(parents=True)
    assert links.to_submission("20", "s1") == "https://lientinh.example/outbox/20/s1/"
    assert Links(tmp_path).to_submission("20", "s1") == (tmp_path / "outbox" / "20" / "s1").as_uri() + "/"
