"""The real thing: a file dropped into an inbox, and nobody touches anything until its figures are in the warehouse."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from lientinh_airflow.local_stack import port_is_free, running_stack

ROOT = Path(__file__).resolve().parents[2]
AREA_CODE = "04"
WORKBOOK = ROOT / "include" / "samples" / AREA_CODE / "so-lieu-hang-nam-2016.xlsx"
DEADLINE_SECONDS = 240  # 17 s were measured on two idle cores

pytestmark = pytest.mark.airflow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with Airflow running on it; its processes end with the test, and their words show if it fails."""
    port = free_port()
    environ = {name: text for name, text in os.environ.items() if not name.startswith("AIRFLOW")}
    try:
        with running_stack(tmp_path, port, {**environ, "LIENTINH_REST_SECONDS": "2"}) as processes:
            yield tmp_path
        assert all(process.poll() is not None for process in processes.values())
        assert port_is_free(port), "something still listens"
    finally:
        for log in sorted((tmp_path / "airflow" / "logs").rglob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            print(f"== {log.relative_to(tmp_path)}", *lines[-40:], sep="\n")


def wait_for(what: str, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"not after {DEADLINE_SECONDS} s: {what}")
        time.sleep(0.5)


def observations(home: Path) -> int:
    """How many figures of the area readers see now."""
    file = home / "warehouse" / "warehouse.duckdb"
    if not file.exists():
        return 0
    with duckdb.connect(str(file), read_only=True) as warehouse:
        query = "SELECT count(*) FROM observation WHERE area_code = ?"
        return int(warehouse.execute(query, [AREA_CODE]).fetchall()[0][0])


def runs(home: Path) -> dict[str, list[str]]:
    """States of the runs by DAG, from Airflow's metadata."""
    with sqlite3.connect(f"file:{home / 'airflow' / 'airflow.db'}?mode=ro", uri=True) as metadata:
        found: dict[str, list[str]] = {}
        for dag_id, state in metadata.execute("SELECT dag_id, state FROM dag_run"):
            found.setdefault(dag_id, []).append(state)
        return found


def test_a_dropped_file_is_in_the_warehouse_without_another_hand(home: Path) -> None:
    inbox = home / "inbox" / AREA_CODE
    inbox.mkdir(parents=True)
    (inbox / "hong.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    shutil.copyfile(WORKBOOK, inbox / WORKBOOK.name)

    wait_for("figures of the workbook in the warehouse", lambda: observations(home) > 0)
    wait_for(
        "every run at its end", lambda: {state for one in runs(home).values() for state in one} == {"success"}
    )

    assert observations(home) > 20
    assert [path.name for path in inbox.iterdir() if not path.name.startswith(".")] == []
    assert len(list((home / "quarantine").iterdir())) == 1, "the broken workbook, and only it"
    assert runs(home).keys() == {"ingest_cao_bang", "publish_warehouse"}, "no other province was bothered"
