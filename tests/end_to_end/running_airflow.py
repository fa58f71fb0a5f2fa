"""A whole Airflow on a home of its own, for tests that drop files and wait."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from lientinh_airflow.local_stack import port_is_free, running_stack

DEADLINE_SECONDS = 240  # 17 s were measured on two idle cores


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def airflow_on(home: Path, port: int) -> Iterator[None]:
    """Airflow running on a home; its processes end with the test, and their words show if it fails."""
    environ = {name: text for name, text in os.environ.items() if not name.startswith("AIRFLOW")}
    try:
        with running_stack(home, port, {**environ, "LIENTINH_REST_SECONDS": "2"}) as processes:
            yield
        assert all(process.poll() is not None for process in processes.values())
        assert port_is_free(port), "something still listens"
    finally:
        for log in sorted((home / "airflow" / "logs").rglob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            print(f"== {log.relative_to(home)}", *lines[-40:], sep="\n")


def wait_for(what: str, is_so: Callable[[], object]) -> None:
    """Until it is so; the test fails where it takes too long."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"not after {DEADLINE_SECONDS} s: {what}")
        time.sleep(0.5)


def runs(home: Path) -> dict[str, list[str]]:
    """States of the runs by DAG, from Airflow's metadata."""
    with sqlite3.connect(f"file:{home / 'airflow' / 'airflow.db'}?mode=ro", uri=True) as metadata:
        found: dict[str, list[str]] = {}
        for dag_id, state in metadata.execute("SELECT dag_id, state FROM dag_run"):
            found.setdefault(dag_id, []).append(state)
        return found


def ask_warehouse(home: Path, query: str, *parameters: object) -> list[tuple[object, ...]]:
    """Rows of the warehouse people read; none before the first publication."""
    file = home / "warehouse" / "warehouse.duckdb"
    if not file.exists():
        return []
    with duckdb.connect(str(file), read_only=True) as warehouse:
        return warehouse.execute(query, parameters).fetchall()
