"""Outside programs on their leash: folder, environment, limits, network, and an end with all they started."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lientinh.errors import InfrastructureError
from lientinh.read.tools import TIMED_OUT, cut_network, find_tool, run_tool

MEGABYTE = 1024 * 1024


def run_shell(script: str, folder: Path, seconds: float = 5) -> subprocess.CompletedProcess[bytes]:
    return run_tool(["/bin/sh", "-c", script], folder, seconds, 512 * MEGABYTE)


def run_python(script: str, folder: Path, seconds: float = 5) -> subprocess.CompletedProcess[bytes]:
    return run_tool([sys.executable, "-S", "-c", script], folder, seconds, 256 * MEGABYTE)


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_tool_is_found_or_not() -> None:
    assert find_tool("sh") is not None
    assert find_tool("no-such-program-anywhere") is None


def test_it_runs_in_its_folder_with_little_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:1")
    monkeypatch.setenv("LIENTINH_HOME", "/somewhere")
    done = run_shell("pwd; env | cut -d= -f1 | sort; cat; echo oh >&2; exit 7", tmp_path)
    folder, *names = done.stdout.decode().split()
    assert done.returncode == 7
    assert folder == str(tmp_path)
    assert set(names) - {"PWD", "SHLVL", "_", "OLDPWD"} == {
        "PATH", "HOME", "TMPDIR", "LC_ALL", "TZ", "OMP_THREAD_LIMIT",
    }  # fmt: skip
    assert done.stderr == b"oh\n"


def test_home_and_temporary_files_lie_inside(tmp_path: Path) -> None:
    run_shell('echo a > "$HOME/a"; echo b > "$TMPDIR/b"', tmp_path)
    assert {path.name for path in tmp_path.rglob("?")} == {"a", "b"}


def test_one_that_does_not_end_is_ended_with_its_children(tmp_path: Path) -> None:
    began = time.monotonic()
    script = "(trap '' HUP TERM; sleep 60) & echo begun; wait"
    done = run_shell(script, tmp_path, seconds=0.5)
    assert done.returncode == TIMED_OUT
    assert done.stdout == b"begun\n"
    assert time.monotonic() - began < 4
    deadline = time.monotonic() + 3  # the kernel takes its moment to end what was killed
    while processes_in(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_in(tmp_path) == []


def processes_in(folder: Path) -> list[Path]:
    """Of `/proc`, those that work in a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):  # gone meanwhile
            found += [path.parent] if path.resolve(strict=True) == folder else []
    return found


def test_its_memory_and_files_are_bounded(tmp_path: Path) -> None:
    memory = run_python("x = bytearray(400 << 20); print(len(x))", tmp_path)
    assert memory.returncode != 0
    assert b"MemoryError" in memory.stderr
    script = (
        "import os\n"
        "with open('large', 'wb') as file:\n"
        "    file.truncate(250 << 20)\n"
        "    file.seek(0, 2)\n"
        "    file.write(bytes(8 << 20))"
    )
    large = run_python(script, tmp_path)
    assert large.returncode != 0
    assert (tmp_path / "large").stat().st_size <= 256 * MEGABYTE


@pytest.mark.skipif(not cut_network(), reason="this machine does not let a process give up its network")
def test_it_reaches_no_network(tmp_path: Path) -> None:
    done = run_python(
        "import socket; socket.create_connection(('198.51.100.1', 80), timeout=3)", tmp_path, seconds=10
    )
    assert b"Network is unreachable" in done.stderr


@pytest.mark.skipif(find_tool("setpriv") is None, reason="setpriv is not on this machine")
def test_it_dies_with_whoever_started_it(tmp_path: Path) -> None:
    """A reading process that is killed for its time leaves no program behind."""
    script = (
        "import sys; from pathlib import Path; from lientinh.read.tools import run_tool\n"
        f"run_tool(['/bin/sh', '-c', 'sleep 60'], Path({str(tmp_path)!r}), 60, 1 << 29)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    reader = subprocess.Popen([sys.executable, "-c", script], env=environment)
    try:
        begun = wait_for_program_in(tmp_path)
        assert begun
    finally:
        reader.kill()
        reader.wait()
    deadline = time.monotonic() + 3
    while any(map(is_running, begun)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, begun))


def wait_for_program_in(folder: Path) -> list[int]:
    """Ids of the processes that work in a folder, once `sleep` is among them."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = processes_in(folder)
        if any((process / "comm").read_text() == "sleep\n" for process in found):
            return [int(process.name) for process in found]
        time.sleep(0.05)
    return []


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    assert run_tool([tmp_path / "nothing"], tmp_path, 5, 512 * MEGABYTE).returncode == 127
    with pytest.raises(InfrastructureError):
        run_tool(["sh"], tmp_path / "gone" / "deeper", 5, 512 * MEGABYTE)
