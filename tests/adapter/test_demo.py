"""How `make run` ends when something fails; what it does when all goes well is in tests/dags/test_ingest_run.py."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from lientinh.errors import InfrastructureError
from lientinh.settings import Settings
from lientinh_airflow import demo
from lientinh_airflow.quiet import words_into

pytestmark = pytest.mark.airflow


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment of the test's own: `main` writes into it."""
    own = {**os.environ, "LIENTINH_HOME": str(tmp_path)}
    monkeypatch.setattr(demo.os, "environ", own)
    return own


def give(code: int) -> Callable[..., int]:
    return lambda *_: code


def test_its_exit_code_is_that_of_the_runs(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for code in (0, 1):
        monkeypatch.setattr(demo, "run_samples", give(code))
        assert demo.main() == code
    assert environ["AIRFLOW_HOME"].startswith(environ["LIENTINH_HOME"])


def test_a_machine_that_fails_is_exit_code_3(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise InfrastructureError("the disk is full")

    monkeypatch.setattr(demo, "run_samples", fail)
    assert demo.main() == 3
    assert "the disk is full" in capfd.readouterr().err


def test_a_failed_run_is_named_and_nothing_is_shown_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lientinh_airflow import running

    monkeypatch.setattr(
        running, "run_to_end", lambda dag: running.FinishedRun(dag.dag_id, "failed", ("publish",))
    )
    screen = io.StringIO()
    console = Console(file=screen, width=100)
    assert demo.run_samples(Settings(home=tmp_path), console, tmp_path / "run.log") == 1
    assert "publish_warehouse: publish" in screen.getvalue()
    assert "run.log" in screen.getvalue()
    assert "So sánh" not in screen.getvalue()


@pytest.mark.parametrize(
    ("text", "words"),
    [("import nothing_of_this_name\n", "nothing_of_this_name"), ("", "no DAG")],
    ids=["broken", "empty"],
)
def test_dags_that_cannot_be_loaded_are_an_error(tmp_path: Path, text: str, words: str) -> None:
    from lientinh_airflow.running import load_dags

    (tmp_path / "a_dag.py").write_text(f"# airflow dag\n{text}", encoding="utf-8")
    with pytest.raises(InfrastructureError, match=words):
        load_dags(tmp_path)


def test_streams_are_as_before_when_it_is_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "run.log"
    with words_into(log) as screen:
        os.write(1, b"machinery\n")
        print("for people", file=screen)
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "for people\nafter\n"
    assert log.read_text(encoding="utf-8") == "machinery\n"
