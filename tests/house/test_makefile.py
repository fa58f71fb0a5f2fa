"""The commands: all there, each installing only what it needs, and nothing twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "run", "up", "test", "check", "coverage", "test-slow", "bench", "quality", "lock", "help", "clean",
}  # fmt: skip

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What make looks at, without an environment."""
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run_make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`make` as a newcomer calls it: nothing of the calling make or of CI's own environment reaches it."""
    ours = {"VENV", "LIENTINH_HOME", "PYTHON", "PYTEST_ARGS", "UV_COMPILE_BYTECODE"}
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith(("MAKE", "MFLAGS"))
    }
    command = ["make", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def plan(folder: Path, *arguments: str) -> str:
    """What make would do, without doing it."""
    done = run_make(folder, "--dry-run", f"PYTHON={sys.executable}", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def mark_installed(folder: Path) -> None:
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".made").touch()
    for stamp in re.findall(r"\.venv/\.installed-\S+", plan(folder, "test")):
        (folder / stamp).touch()


def test_every_command_is_there_and_explained() -> None:
    done = run_make(ROOT, "help")
    assert set(re.findall(r"make ([a-z-]+)\t\S", done.stdout)) == COMMANDS


def test_run_installs_what_the_product_needs_and_no_more(checkout: Path) -> None:
    planned = plan(checkout, "run")
    assert "--require-hashes -r requirements.txt" in planned
    assert "requirements-dev.txt" not in planned


def test_test_adds_the_tests_requirements(checkout: Path) -> None:
    assert "-r requirements.txt -r requirements-dev.txt" in plan(checkout, "test")


def test_a_second_call_installs_nothing(checkout: Path) -> None:
    mark_installed(checkout)
    for command in ("run", "test", "check"):
        assert "install" not in plan(checkout, command).replace(".installed", ""), command


def test_a_changed_requirement_installs_again_and_a_new_date_does_not(checkout: Path) -> None:
    mark_installed(checkout)
    requirements = checkout / "requirements.txt"
    requirements.touch()
    assert "pip install" not in plan(checkout, "run")
    requirements.write_text(requirements.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert "pip install" in plan(checkout, "run")


def test_an_old_python_is_told_so(checkout: Path) -> None:
    fake = checkout / "old-python"
    fake.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    done = run_make(checkout, f"PYTHON={fake}", "run")
    assert done.returncode == 2
    assert "Needs Python 3.11, 3.12 or 3.13" in done.stderr


def test_ci_calls_the_same_commands() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make (\S+)", script, re.MULTILINE) == ["check", "run", "test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
