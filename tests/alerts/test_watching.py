"""What stands still or grows old is told once for each time it does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.links import Links
from lientinh.alerts.routes import Watch
from lientinh.alerts.watching import (
    Waiting,
    publication_events,
    schedule_events,
    task_failure_event,
    waiting_events,
)
from small_alerts import NOON

WATCH = Watch(pending_hours=6, run_hours=26, publication_days=35)
LINKS = Links(Path("/tmp/home"))
MINUTE = timedelta(minutes=1)


def test_waiting_longer_than_agreed() -> None:
    def told(waited: timedelta, mark: str = "s1") -> list[AlertEvent]:
        return waiting_events([Waiting("submission", "20", NOON - waited, mark)], WATCH, LINKS, NOON)

    assert told(timedelta(hours=6)) == []
    (event,) = told(timedelta(hours=6) + MINUTE)
    assert event.severity == "critical" and event.area_code == "20"
    assert event.title_vi == "Hồ sơ đã tiếp nhận chưa có kết quả xử lý"
    assert told(timedelta(hours=9))[0].key == event.key, "the same standstill"
    assert told(timedelta(hours=9), "s2")[0].key != event.key


def test_a_schedule_without_a_run() -> None:
    assert schedule_events({"watch_calendar": NOON - timedelta(hours=26)}, WATCH, LINKS, NOON) == []
    late = {"watch_calendar": NOON - timedelta(hours=26) - MINUTE}
    (event,) = schedule_events(late, WATCH, LINKS, NOON)
    assert "watch_calendar" in event.title_vi and event.severity == "critical"
    assert schedule_events(late, WATCH, LINKS, NOON + timedelta(days=1))[0].key == event.key


def test_a_publication_older_than_agreed() -> None:
    assert publication_events(7, NOON - timedelta(days=35), WATCH, LINKS, NOON) == []
    (event,) = publication_events(7, NOON - timedelta(days=36), WATCH, LINKS, NOON)
    assert event.key == "publication:7:old" and event.severity == "error"


def test_a_failed_task_is_one_event_whatever_its_copies() -> None:
    event = task_failure_event("ingest_lang_son", "read", "run1", "https://airflow.example", NOON)
    assert event.key == "task:ingest_lang_son:run1:read"
    assert event.severity == "critical"
    assert event.link == "https://airflow.example"
