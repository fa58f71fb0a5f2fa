"""Servers that start together and end together; the whole of it runs in tests/end_to_end/test_scheduler.py."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lientinh.errors import InfrastructureError
from lientinh_airflow import local_stack

_STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def is_alive(number: int) -> bool:
    """Whether it runs; a process that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def run_main(home: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("LIENTINH_HOME", str(home))
    monkeypatch.setenv("LIENTINH_PORT", str(port))
    return local_stack.main()


def test_a_taken_port_is_said_before_anything_starts(
    tmp_path: Path, taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(tmp_path, taken_port, monkeypatch) == 3
    assert f"port {taken_port} is taken" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_component_that_ends_is_named(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"], start_new_session=True)
    process.wait()
    with pytest.raises(InfrastructureError, match="triggerer ended with 7"):
        local_stack.wait_until_healthy({"triggerer": process}, port=1, logs=tmp_path)


def test_nothing_healthy_in_time_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_stack, "_START_SECONDS", 0.1)
    with pytest.raises(InfrastructureError, match="not healthy"):
        local_stack.wait_until_healthy({}, port=1, logs=tmp_path)


def test_a_whole_group_ends_however_stubborn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_stack, "_STOP_SECONDS", 0.5)
    process = subprocess.Popen(
        [sys.executable, "-c", _STUBBORN], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    local_stack.stop({"scheduler": process})
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 30  # killed, it is there until the kernel and its new parent are done
    while is_alive(child):
        assert time.monotonic() < deadline, "a child outlived its group"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("interrupted", "code"), [(True, 0), (False, 3)], ids=["Ctrl+C", "a component ended"]
)
def test_it_stays_until_interrupted_or_broken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    interrupted: bool,
    code: int,
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    class Running:
        def poll(self) -> int | None:
            if interrupted:
                os.kill(os.getpid(), signal.SIGTERM)
            return ended.poll()

    @contextmanager
    def stack(*_: object) -> Iterator[dict[str, Running]]:
        yield {"scheduler": Running()}

    monkeypatch.setattr(local_stack, "running_stack", stack)
    assert run_main(tmp_path, 8080, monkeypatch) == code
    assert "http://127.0.0.1:8080" in capsys.readouterr().out
