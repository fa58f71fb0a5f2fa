"""A failed task is told once, through the connections of Airflow, and never about alerts that fail themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from lientinh.errors import AlertsUndelivered, InfrastructureError
from lientinh.settings import Settings
from lientinh_airflow.notifying import alert_task_failure
from small_alerts import Mailbox, a_route, an_event, mail_server

pytestmark = pytest.mark.airflow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIENTINH_HOME", str(tmp_path))
    return tmp_path


def failed(
    task_id: str = "read", run_id: str = "manual__1", map_index: int = -1, **more: Any
) -> dict[str, Any]:
    task = SimpleNamespace(
        dag_id="ingest_lang_son",
        task_id=task_id,
        run_id=run_id,
        map_index=map_index,
        log_url="https://airflow.example/dags/ingest_lang_son",
    )
    return {"task_instance": task, **more}


def told(home: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((home / "alerts" / "outbox").glob("*.txt"))]
    return [text.splitlines()[0].partition(": ")[2] for text in texts]


def test_once_for_each_run_and_task(home: Path) -> None:
    for map_index in range(3):
        alert_task_failure(failed(map_index=map_index))
    alert_task_failure(failed())
    assert told(home) == ["Bước xử lý ingest_lang_son.read không hoàn thành"]
    alert_task_failure(failed(run_id="manual__2"))
    assert len(told(home)) == 2


def test_alerts_that_fail_are_not_told_by_an_alert(home: Path) -> None:
    wrapped = RuntimeError("as Airflow sees it")
    wrapped.__cause__ = AlertsUndelivered(["desk: server down"])
    alert_task_failure(failed(exception=wrapped))
    assert told(home) == []


def test_by_the_mail_server_of_airflows_connection(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = home / "alert_routes.yaml"
    route = a_route(way="smtp", address_from="lientinh_desk", often="at_once")
    routes.write_text(yaml.safe_dump({"routes": [route]}, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("LIENTINH_ALERT_ROUTES", str(routes))
    with mail_server(Mailbox()) as mailbox:
        extra = {"disable_ssl": True, "disable_tls": True, "from_email": "lientinh@bo.example"}
        smtp = {"conn_type": "smtp", "host": "127.0.0.1", "port": mailbox.port, "extra": extra}
        monkeypatch.setenv("AIRFLOW_CONN_LIENTINH_SMTP", json.dumps(smtp))
        monkeypatch.setenv(
            "AIRFLOW_CONN_LIENTINH_DESK", json.dumps({"conn_type": "generic", "host": "desk@bo.example"})
        )
        alert_task_failure(failed())
        (email,) = mailbox.emails()
    assert email["To"] == "desk@bo.example"
    assert "ingest_lang_son.read" in email["Subject"]


@pytest.mark.parametrize(
    ("extra", "security"),
    [
        ({}, "tls"),
        ({"disable_ssl": True}, "starttls"),
        ({"disable_ssl": "true", "disable_tls": "false"}, "starttls"),
        ({"disable_ssl": True, "disable_tls": True}, "none"),
    ],
)
def test_a_connection_is_read_as_airflows_own_provider_reads_it(extra: dict[str, Any], security: str) -> None:
    from lientinh_airflow.alert_channels import smtp_of

    connection = SimpleNamespace(
        host="mail.example", port=None, login="a@b.example", password="geheim", extra_dejson=extra
    )
    config = smtp_of(connection)  # type: ignore[arg-type]
    assert config.security == security
    assert config.sender == "a@b.example"
    assert "geheim" not in repr(config)


def test_without_a_connection_the_environment_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from lientinh_airflow.alert_channels import airflow_channels, find_smtp

    assert find_smtp({}) is None
    config = find_smtp({"LIENTINH_SMTP_URL": "smtps://mail.example?from=a@b.example"})
    assert config is not None and config.host == "mail.example"
    channels = airflow_channels(Settings(home=tmp_path), {"DESK": "x@y.example"})
    assert channels.find("DESK") == "x@y.example"
    assert channels.find("NOWHERE") is None


def test_a_delivery_that_failed_is_the_tasks_to_try_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retriable error at first, so that Airflow's retries are the next tries; then a red run."""
    from lientinh_airflow import stages

    now = datetime.now(UTC)
    opened = stages.open_pipeline
    monkeypatch.setattr(stages, "open_pipeline", lambda: replace(opened(), clock=lambda: now))
    routes = home / "alert_routes.yaml"
    route = a_route(way="smtp", address="desk@bo.example", often="at_once")
    routes.write_text(yaml.safe_dump({"routes": [route]}, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("LIENTINH_ALERT_ROUTES", str(routes))
    with mail_server(Mailbox(answers=["451 later"])) as mailbox:
        monkeypatch.setenv(
            "LIENTINH_SMTP_URL", f"smtp+plain://127.0.0.1:{mailbox.port}?from=lientinh@bo.example"
        )
        with pytest.raises(InfrastructureError, match="desk") as refused:
            stages.tell_alerts("watch_calendar", [an_event()])
        assert refused.value.retriable
        mailbox.refuse_recipient = "550 no such user"
        now += timedelta(hours=1)
        with pytest.raises(AlertsUndelivered) as failing:
            stages.tell_alerts("watch_calendar", [an_event()])
        assert not failing.value.retriable
        mailbox.refuse_recipient = None
        now += timedelta(days=1)
        assert stages.tell_alerts("watch_calendar", [an_event()]) == {"queued": 0, "sent": 1}
