"""The morning's watch: a late period gets one letter, and everybody hears of it once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from lientinh.alerts.sending import send_alerts
from lientinh.catalogue.models import ReplyTerm
from lientinh.lake import Lake
from lientinh.morning_watch import watch_duties
from lientinh.pipeline import Pipeline
from small_alerts import Recorder
from small_lakes import SmallLake, asked, moment, owed, small_catalogue

TERM = ReplyTerm(term="late", working_days=3, source="test")
WATCHED = owed(remind_working_days=3, escalate_working_days=5)  # due on Thursday 15 January 2026


@pytest.fixture
def lake(tmp_path: Path) -> SmallLake:
    rule = asked("jobs", "2025", "2025", areas=("04", "14", "20"))
    return SmallLake(tmp_path, small_catalogue(rule, calendar=(WATCHED,), reply_terms=(TERM,)))


def watch(lake: SmallLake, at: datetime) -> tuple[list[str], list[Path]]:
    """Keys of the calendar's events that were told, and letters written."""
    channel = Recorder()
    pipeline = Pipeline(lake.settings, lake.catalogue, Lake.open(lake.settings.lake_root))
    events, letters = watch_duties(pipeline, at)
    send_alerts(pipeline, at, channel, events=events)
    told = [event.key for _, message in channel.taken for event in message.events if event.kind == "calendar"]
    return told, letters


def test_before_the_due_date_a_reminder_and_no_letter(lake: SmallLake) -> None:
    told, letters = watch(lake, moment("2026-01-12T00:30"))
    assert any(key.startswith("remind:*") for key in told)
    assert letters == []


def test_the_day_after_it_one_letter_lists_all_who_are_late(lake: SmallLake) -> None:
    lake.submit(
        "period | value\n2025 | 100", name="one", area="04", landed="2026-01-10", arrived="2026-01-10",
        report_type="annual", report_period="2025",
    )  # fmt: skip
    lake.publish("2026-01-11")
    told, letters = watch(lake, moment("2026-01-16T00:30"))
    (letter,) = letters
    assert letter.parent == lake.settings.outbox_dir / "don-doc" / "annual-2025"
    rows = [cell.text for table in Document(str(letter)).tables for row in table.rows for cell in row.cells]
    assert any(key.startswith("late:*") for key in told)
    assert "late:04-so:annual:2025:2026-01-15" not in told
    assert {"late:14-so:annual:2025:2026-01-15", "late:20-so:annual:2025:2026-01-15"} <= set(told)
    assert sum("Sở LĐTBXH" in text for text in rows) >= 2


def test_the_next_morning_nothing_is_told_or_written_again(lake: SmallLake) -> None:
    watch(lake, moment("2026-01-16T00:30"))
    told, letters = watch(lake, moment("2026-01-17T00:30"))
    assert (told, letters) == ([], [])


def test_no_date_no_letter(tmp_path: Path) -> None:
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2025", "2025"), calendar=()))
    assert watch(lake, moment("2026-06-01"))[1] == []
