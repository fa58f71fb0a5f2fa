"""Lineage events: what they say, that they stay on this machine, and that they carry no figures."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from lientinh.catalogue import Catalogue
from lientinh_airflow.lineage import TaskRun, describe_event, emit_event

AT = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
CHECK = TaskRun("ingest_lang_son", "check_and_decide", "run", -1, 1, "20")
MANIFESTS = [
    {"readings": 40, "observations": 30, "rules": {"gate1.negative_count": 2}},
    {"readings": 2, "observations": 1, "rules": {}},
]


def as_json(event: Any) -> dict[str, Any]:
    from openlineage.client.serde import Serde

    return json.loads(Serde.to_json(event))


def test_an_event_names_the_job_its_run_and_its_datasets() -> None:
    event = as_json(describe_event(TaskRun("ingest_lang_son", "land", "run", -1, 1, "20"), "START", AT))
    assert event["eventType"] == "START"
    assert event["eventTime"] == "2026-11-30T23:59:00+00:00"
    assert event["job"] == {"namespace": "lientinh", "name": "ingest_lang_son.land", "facets": {}}
    assert [one["name"] for one in event["inputs"]] == ["inbox/20"]
    assert [one["name"] for one in event["outputs"]] == ["lake/raw", "lake/receipts"]
    assert event["run"]["facets"]["parent"]["job"]["name"] == "ingest_lang_son"


def test_one_try_has_one_id_and_another_has_another() -> None:
    tries = [TaskRun("d", "read", "run", index, number, None) for index in (-1, 0, 1) for number in (1, 2)]
    assert len({one.lineage_id for one in tries}) == len(tries)
    assert len({one.dag_run_id for one in tries}) == 1
    assert tries[0].lineage_id == TaskRun("d", "read", "run", -1, 1, "20").lineage_id


def test_rules_are_assertions_about_the_rows_of_their_gate(catalogue: Catalogue) -> None:
    event = as_json(describe_event(CHECK, "COMPLETE", AT, MANIFESTS, catalogue.rules))
    facets = {one["name"]: one["inputFacets"] for one in event["inputs"]}
    assert facets["lake/readings"]["dataQualityMetrics"]["rowCount"] == 42
    assert facets["lake/observations"]["dataQualityMetrics"]["rowCount"] == 31
    asserted = {
        name: {one["assertion"]: one for one in given["dataQualityAssertions"]["assertions"]}
        for name, given in facets.items()
    }
    gates = {rule.rule_id: rule.gate for rule in catalogue.rules}
    assert {gates[one] for one in asserted["lake/observations"]} == {"gate2"}
    assert {gates[one] for one in asserted["lake/readings"]} == {"land", "read", "gate1"}
    broken = asserted["lake/readings"]["gate1.negative_count"]
    assert (broken["success"], broken["actual"]) == (False, "2 findings")
    assert [one for rules in asserted.values() for one, said in rules.items() if not said["success"]] == [
        "gate1.negative_count"
    ]


def test_a_task_nobody_described_has_events_without_datasets() -> None:
    event = as_json(describe_event(TaskRun("d", "new_task", "run", -1, 1, None), "FAIL", AT, error="OSError"))
    assert (event["inputs"], event["outputs"]) == ([], [])
    assert event["run"]["facets"]["errorMessage"]["message"] == "OSError"


def test_events_stand_in_the_file_of_their_month(tmp_path: Path) -> None:
    environ = {"LIENTINH_HOME": str(tmp_path), "OPENLINEAGE_URL": ""}
    for moment in (AT, AT, datetime(2026, 12, 1, tzinfo=UTC)):
        emit_event(describe_event(CHECK, "START", moment), environ)
    lines = {file.name: file.read_text("utf-8").splitlines() for file in (tmp_path / "lineage").iterdir()}
    assert {name: len(told) for name, told in lines.items()} == {"2026-11.jsonl": 2, "2026-12.jsonl": 1}
    assert json.loads(lines["2026-12.jsonl"][0])["run"]["runId"] == CHECK.lineage_id


def test_tasks_that_write_at_once_keep_their_lines_apart(tmp_path: Path, catalogue: Catalogue) -> None:
    event = describe_event(CHECK, "COMPLETE", AT, MANIFESTS, catalogue.rules)
    environ = {"LIENTINH_HOME": str(tmp_path)}

    def write() -> None:
        for _ in range(20):
            emit_event(event, environ)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = (tmp_path / "lineage" / "2026-11.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 80
    assert {json.loads(line)["eventType"] for line in lines} == {"COMPLETE"}


class Receiver(BaseHTTPRequestHandler):
    """A lineage server of the ministry."""

    received: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append(json.loads(body))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


def test_an_address_sends_them_there_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("OPENLINEAGE_URL", url)
    try:
        emit_event(
            describe_event(CHECK, "START", AT), {"LIENTINH_HOME": str(tmp_path), "OPENLINEAGE_URL": url}
        )
    finally:
        server.shutdown()
        server.server_close()
    assert [event["job"]["name"] for event in Receiver.received] == ["ingest_lang_son.check_and_decide"]
    assert not (tmp_path / "lineage").exists()


def test_the_listener_tells_every_state_and_can_be_silenced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    from lientinh_airflow import lineage_listener

    monkeypatch.setenv("LIENTINH_HOME", str(tmp_path))
    dag = SimpleNamespace(tags={"ingest", "area:20"})
    told = SimpleNamespace(
        dag_id="d", task_id="land", run_id="r", map_index=None, try_number=1, task=SimpleNamespace(dag=dag)
    )
    lineage_listener.on_task_instance_running(told)
    lineage_listener.on_task_instance_skipped(told)
    lineage_listener.on_task_instance_failed(told, ValueError("Nguyễn Văn A: 12345"))
    monkeypatch.setenv("LIENTINH_LINEAGE", "off")
    lineage_listener.on_task_instance_success(told)
    (file,) = (tmp_path / "lineage").iterdir()
    text = file.read_text("utf-8")
    events = [json.loads(line) for line in text.splitlines()]
    assert [event["eventType"] for event in events] == ["START", "ABORT", "FAIL"]
    assert events[0]["inputs"][0]["name"] == "inbox/20"
    assert "12345" not in text
