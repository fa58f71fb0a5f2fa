"""Reading in a process of its own: the same documents, and a file that stops its reader stops nothing else."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lientinh.errors import BadInput, InfrastructureError, UsageError
from lientinh.read import read_document, read_in_child
from lientinh.read.apart import child, started_process
from lientinh.read.apart.document_coding import decode, encode
from lientinh.read.content import Limits

GOOD = "Có 66,72% lao động qua đào tạo.\n"


@pytest.fixture(autouse=True)
def _end_afterwards() -> Iterator[None]:
    yield
    child.stop_reading()


def pid() -> int:
    assert child._reading.process is not None
    return child._reading.process.pid


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(BadInput) as refused:
        read_in_child(path, limits=limits or Limits())
    return refused.value.rule_id


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "bao_cao.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Takes seconds to read, and more than a hundred megabytes."""
    path = tmp_path / "lon.csv"
    path.write_text("a;b;c;d\n" + "1;2;3;4\n" * 400_000, encoding="utf-8")
    return path


def run_code(code: str) -> subprocess.Popen[str]:
    """Python code in a process whose reading process can be looked at from here."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def is_gone(process: int, seconds: float = 5.0) -> bool:
    """No such process, or a dead one that its new parent has not collected."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_samples_are_the_same_documents_as_read_here(root_dir: Path) -> None:
    samples = [
        path
        for path in sorted((root_dir / "include" / "samples").rglob("*.*"))
        if path.suffix in (".txt", ".docx", ".xlsx", ".html")
    ]
    assert samples
    for path in samples:
        assert read_in_child(path) == read_document(path)


def test_one_process_reads_one_file_after_another(good: Path, tmp_path: Path) -> None:
    first = read_in_child(good, "thư mục/báo cáo.txt")
    assert first.file == "thư mục/báo cáo.txt"
    before = pid()
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 but no more")
    assert refusal(tmp_path / "a.docx") == "read.truncated"
    assert read_in_child(good, first.file) == first
    assert pid() == before


def test_refused_before_anything_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert refusal(tmp_path / "a.exe") == "read.unknown_format"
    assert refusal(tmp_path / "a.txt", Limits(file_bytes=10)) == "read.too_large"
    assert child._reading.process is None
    with pytest.raises(UsageError):
        read_in_child(tmp_path / "none.txt")


def test_a_file_that_takes_too_long_is_stopped(slow: Path, good: Path) -> None:
    assert refusal(slow, Limits(seconds=0.1)) == "read.takes_too_long"
    assert read_in_child(good).paragraphs[0].text == GOOD.strip()


def test_a_clock_that_stands_still_stops_no_limit(slow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert refusal(slow, Limits(seconds=0.1)) == "read.takes_too_long"


def test_a_file_that_takes_too_much_memory_is_stopped(slow: Path, good: Path) -> None:
    assert refusal(slow, Limits(memory_bytes=64 * 1024 * 1024)) == "read.takes_too_much_memory"
    assert read_in_child(good).paragraphs[0].text == GOOD.strip()


@pytest.mark.parametrize(
    ("sent", "rule_id"),
    [
        (signal.SIGSEGV, "read.reader_failed"),
        (signal.SIGABRT, "read.reader_failed"),
        (signal.SIGKILL, "read.takes_too_much_memory"),  # as the machine's guard of its memory ends it
        (signal.SIGALRM, "read.takes_too_long"),
    ],
)
def test_how_it_ended_gives_the_reason(
    sent: signal.Signals, rule_id: str, slow: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that dies in the middle of a file: the question is asked, and then there is no one to answer."""
    receive = started_process.StartedProcess._receive

    def kill_and_receive(process: started_process.StartedProcess, size: int) -> bytes:
        os.kill(process.pid, sent)
        return receive(process, size)

    read_in_child(good)
    with monkeypatch.context() as patch:
        patch.setattr(started_process.StartedProcess, "_receive", kill_and_receive)
        assert refusal(slow) == rule_id
    assert read_in_child(good).paragraphs[0].text == GOOD.strip()


def test_a_process_that_cannot_start_is_no_files_fault(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(started_process, "_START", "raise SystemExit('no such module')")
    with pytest.raises(InfrastructureError, match="no such module"):
        read_in_child(good)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    child.stop_reading()
    with pytest.raises(InfrastructureError, match="nowhere"):
        read_in_child(good)


def test_nothing_is_left_when_the_parent_ends(good: Path) -> None:
    code = (
        "from pathlib import Path; from lientinh.read import read_in_child; from lientinh.read.apart import child\n"
        f"read_in_child(Path({str(good)!r})); reading = child._reading.process\n"
        "print(reading.pid, reading._scratch)"
    )
    parent = run_code(code)
    number, scratch = parent.communicate()[0].split()
    assert parent.returncode == 0
    assert is_gone(int(number), 0.1)
    assert not Path(scratch).exists()


def test_what_a_parent_left_that_ended_without_goodbye_is_swept(good: Path) -> None:
    code = (
        "import os; from pathlib import Path; from lientinh.read import read_in_child\n"
        "from lientinh.read.apart import child\n"
        f"read_in_child(Path({str(good)!r})); print(child._reading.process._scratch, flush=True); os._exit(0)"
    )
    left = Path(run_code(code).communicate()[0].strip())
    assert left.is_dir()
    read_in_child(good)
    assert not left.exists()
    process = child._reading.process
    assert process is not None
    mine = process._scratch
    started_process._sweep_scratch()
    assert mine.is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_is_left_when_the_parent_is_killed_in_the_middle(slow: Path, good: Path) -> None:
    code = (
        "from pathlib import Path; from lientinh.read import read_in_child; from lientinh.read.apart import child\n"
        f"read_in_child(Path({str(good)!r})); print(child._reading.process.pid, flush=True)\n"
        f"read_in_child(Path({str(slow)!r}))"
    )
    parent = run_code(code)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    time.sleep(0.2)  # it has begun to read, which takes seconds
    assert not is_gone(number, 0.0)
    parent.kill()
    parent.communicate()
    assert is_gone(number, 2.0)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_forked_process_gets_a_reading_process_of_its_own(good: Path) -> None:
    read_in_child(good)
    mine = pid()
    forked = os.fork()
    if not forked:
        try:
            read_in_child(good)
            same = pid() == mine
            child.stop_reading()
        except BaseException:
            os._exit(2)
        os._exit(1 if same else 0)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    assert read_in_child(good)
    assert pid() == mine


def test_an_answer_can_hold_the_classes_of_a_document_and_no_others() -> None:
    """What a reader that a file took over would send: it runs nothing here."""

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("exit 7",)

    for trap in (Trap(), {"nested": [Trap()]}, os.system, Path("/"), subprocess.Popen):
        with pytest.raises(pickle.UnpicklingError):
            decode(encode(trap))
    named = b"\x80\x04\x8c\x12lientinh.documents\x8c\x0fListedGrid.cells\x93."
    with pytest.raises(pickle.UnpicklingError):
        decode(named)
