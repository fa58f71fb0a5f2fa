"""From a home's warehouse, lake and inbox to its routes; again and again without a word twice."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lientinh.alerts.ledger import Ledger
from lientinh.alerts.sending import find_waiting, send_alerts
from lientinh.errors import AlertsUndelivered
from lientinh.lake import Lake
from lientinh.pipeline import Pipeline
from small_alerts import Recorder, an_event, refusal
from small_lakes import SmallLake, moment, small_catalogue

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)
FIGURES = "id | indicator_code | period | value\na | jobs | 2022 | 91\nb | jobless | 2022 | 55"


@pytest.fixture
def small(tmp_path: Path) -> SmallLake:
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit(
        FIGURES,
        name="bao-cao",
        area="20",
        findings=[
            {"row": 1, "severity": "error", "rule_id": "gate1.sum"},
            {"row": 2, "severity": "error", "rule_id": "gate1.unit"},
        ],
    )
    return lake


def pipeline_of(lake: SmallLake) -> Pipeline:
    return Pipeline(lake.settings, lake.catalogue, Lake.open(lake.settings.lake_root))


def send(lake: SmallLake, at: datetime, channel: Any, **more: Any) -> Any:
    return send_alerts(pipeline_of(lake), at, channel, **more)


def test_before_anything_is_published_nothing_is_told_of_findings(small: SmallLake) -> None:
    channel = Recorder()
    send(small, moment("2023-01-10T01:00"), channel)
    assert [name for name, _ in channel.taken] == ["reviewers"]
    assert {event.kind for _, message in channel.taken for event in message.events} == {"review"}


def test_findings_of_a_publication_are_told_once_each(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder()
    send(small, moment("2023-01-11T01:00"), channel)
    (subject,) = channel.subjects("reviewers")
    assert "Lạng Sơn: 2 nội dung cần rà soát mới ở mức lỗi" in subject
    for hour in (2, 8, 25):
        send(small, moment("2023-01-11") + hour * HOUR, channel)
    assert len(channel.subjects("reviewers")) == 1


def test_what_a_killed_run_did_not_tell_the_next_one_does(
    small: SmallLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before anything was queued, and the next publication finds the findings no longer new."""
    small.publish("2023-01-11")
    small.submit(
        "indicator_code | period | value\njobs | 2021 | 5", name="khac", area="04", landed="2023-01-12"
    )
    small.publish("2023-01-12")
    channel = Recorder()
    send(small, moment("2023-01-12T01:00"), channel)
    assert "2 nội dung cần rà soát mới ở mức lỗi" in channel.subjects("reviewers")[0]


def test_resolved_by_a_replacement(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder()
    send(small, moment("2023-01-11T01:00"), channel)
    small.submit(
        FIGURES, name="thay-the", area="20", report="bao-cao", relation="replaces", landed="2023-01-12"
    )
    small.publish("2023-01-12")
    send(small, moment("2023-01-12T01:00"), channel)
    assert channel.subjects("reviewers")[1:] == ["Lạng Sơn: 2 nội dung cần rà soát đã được giải quyết"]


def test_a_rejected_submission_is_told_at_once_and_its_critical_finding_with_it(small: SmallLake) -> None:
    small.submit(
        "indicator_code | period | value\njobs | 2020 | 5",
        name="hong",
        area="14",
        outcome="rejected",
        findings=[{"row": 1, "severity": "critical", "rule_id": "read.empty"}],
    )
    small.publish("2023-01-11")
    channel = Recorder()
    send(small, moment("2023-01-11T01:00"), channel)
    assert channel.subjects("reporting_desk") == ["Sơn La: 1 hồ sơ trả lại, đề nghị gửi lại"]
    assert not any("không tiếp nhận" in subject for subject in channel.subjects("reviewers"))


def test_no_figure_and_no_file_name_in_a_message(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder()
    send(small, moment("2023-01-11T01:00"), channel)
    for _, message in channel.taken:
        words = re.sub(r"\S+/\S+", "", message.text)  # without links and dates
        assert not re.search(r"\b(91|55|146)\b", words)
        assert "bao-cao" not in words


def test_a_review_that_waits_is_told_and_grows_graver(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder()
    for day in (1, 3, 6, 9, 10):
        send(small, moment("2023-01-10T01:00") + day * 24 * HOUR, channel)
    told = [
        event.key.rpartition(":")[2]
        for name, message in channel.taken
        if name == "management"
        for event in message.events
    ]
    assert told == ["unanswered", "unanswered_long"]


def test_what_stands_still_is_told_to_the_operators(small: SmallLake) -> None:
    channel = Recorder()
    send(small, moment("2023-01-10T05:00"), channel)
    assert not channel.subjects("operators")
    send(small, moment("2023-01-10T07:00"), channel)
    send(small, moment("2023-01-10T09:00"), channel)
    assert channel.subjects("operators") == ["Kết quả xử lý chưa được đưa vào kho số liệu"]


def test_an_inbox_that_nobody_empties(small: SmallLake) -> None:
    waiting = small.settings.inbox_dir / "20" / "moi.txt"
    waiting.parent.mkdir(parents=True)
    waiting.write_text("x", encoding="utf-8")
    os.utime(waiting, (0, 0))
    now = datetime.fromtimestamp(waiting.stat().st_ctime + 60).astimezone()
    found = {one.step: one for one in find_waiting(pipeline_of(small), now)}
    assert found["inbox"].area_code == "20"
    assert now - found["inbox"].since < HOUR, "since it was put there, not since it was written"
    assert found["decision"].area_code is None


def test_a_schedule_that_does_not_come_back(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder()
    send(small, moment("2023-01-11T01:00"), channel, schedule="watch_calendar")
    send(small, moment("2023-01-12T02:00"), channel)
    assert not channel.subjects("operators")
    send(small, moment("2023-01-12T04:00"), channel)
    send(small, moment("2023-01-12T05:00"), channel)
    (subject,) = channel.subjects("operators")
    assert "watch_calendar" in subject
    send(small, moment("2023-01-12T06:00"), channel, schedule="watch_calendar")
    assert len(channel.subjects("operators")) == 1


def test_events_of_other_watchers_go_along(small: SmallLake) -> None:
    channel = Recorder()
    late = an_event("late:20", kind="calendar", topic="", title_vi="Lạng Sơn: báo cáo năm quá hạn")
    send(small, moment("2023-01-10T01:00"), channel, events=[late])
    assert channel.subjects("management") == ["Lạng Sơn: báo cáo năm quá hạn"]


def test_a_route_that_keeps_failing_is_an_error_after_all_else_is_done(small: SmallLake) -> None:
    small.publish("2023-01-11")
    channel = Recorder(answers=[refusal("no such mailbox", permanent=True)])
    with pytest.raises(AlertsUndelivered):
        send(small, moment("2023-01-11T01:00"), channel)
    assert Ledger(small.settings.alerts_dir).told_until() is not None
    assert "Không gửi được" in " ".join(channel.subjects("operators"))


def test_without_a_scheduler_from_cron(tmp_path: Path) -> None:
    small = SmallLake(tmp_path, small_catalogue())
    small.submit("indicator_code | period | value\njobs | 2020 | 5", name="cu")
    environment = {
        "LIENTINH_HOME": str(small.settings.home),
        "PYTHONPATH": str(ROOT / "include"),
        "PYTHONUTF8": "1",
        "PATH": "",
    }
    command = [sys.executable, "-m", "lientinh.alerts"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "operators: Kết quả xử lý chưa được đưa vào kho số liệu" in done.stdout
    assert list(small.settings.alerts_dir.glob("outbox/*.txt"))
    lost = {**environment, "LIENTINH_ALERT_ROUTES": "nowhere.yaml"}
    wrong = subprocess.run(command, env=lost, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2 and "LIENTINH_ALERT_ROUTES" in wrong.stderr
