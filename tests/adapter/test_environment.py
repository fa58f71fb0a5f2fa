"""One machine's Airflow: everything below one folder, and what is set already stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lientinh_airflow.environment import local_environment
from lientinh_airflow.first_password import main, write_first_password


def test_everything_is_below_home(tmp_path: Path) -> None:
    environment = local_environment({"PATH": "/bin", "AIRFLOW_HOME": "/elsewhere"}, tmp_path, port=9000)
    assert environment["AIRFLOW_HOME"] == str(tmp_path / "airflow")
    assert environment["LIENTINH_HOME"] == str(tmp_path)
    assert environment["PATH"] == "/bin"
    assert environment["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:9000"


def test_what_is_set_stays(tmp_path: Path) -> None:
    environment = local_environment({"AIRFLOW__CORE__PARALLELISM": "16"}, tmp_path)
    assert environment["AIRFLOW__CORE__PARALLELISM"] == "16"


def test_the_first_password_is_written_once(tmp_path: Path) -> None:
    passwords = tmp_path / "auth" / "passwords.json"
    assert write_first_password(passwords, "one") is True
    assert write_first_password(passwords, "two") is False
    assert json.loads(passwords.read_text(encoding="utf-8")) == {"admin": "one"}
    assert passwords.stat().st_mode & 0o007 == 0


def test_the_init_job_needs_both_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AIRFLOW_ADMIN_PASSWORD", raising=False)
    assert main() == 2
    monkeypatch.setenv("AIRFLOW_ADMIN_PASSWORD", "one")
    monkeypatch.setenv("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", str(tmp_path / "passwords.json"))
    assert main() == 0
    assert "one" not in capsys.readouterr().out.replace("first password written", "")


_NOISE = """
import os, sys
from pathlib import Path
from lientinh_airflow.quiet import words_into
print("before", flush=True)
with words_into(Path(sys.argv[1])) as screen:
    print("machinery")
    os.write(2, b"deep machinery\\n")
    print("for people", file=screen)
print("after", flush=True)
"""


def test_words_of_the_machinery_go_into_the_log(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "run.log"
    done = subprocess.run(
        [sys.executable, "-c", _NOISE, str(log)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["before", "for people", "after"]
    assert done.stderr == ""
    assert set(log.read_text(encoding="utf-8").splitlines()) == {"machinery", "deep machinery"}
