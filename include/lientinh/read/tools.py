"""Outside programs (LibreOffice, Tesseract): found where they are installed, and run on a short leash.

A program gets a folder of its own, limits, an environment of six names and no network where the machine can take
it away; whatever it starts dies with it, and it dies with whoever started it.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from lientinh.errors import InfrastructureError

log = logging.getLogger(__name__)

TIMED_OUT = 124  # the exit status by which coreutils' timeout says so
OUTPUT_BYTES = 256 * 1024 * 1024  # of any file it writes: a page at 300 dpi is 26 MB without compression
_SHOWN_BYTES = 64 * 1024 * 1024  # of what it prints
_PROGRAM_FOLDERS = "/usr/local/bin:/usr/bin:/bin"
# A shell sets the limits: Python's preexec_fn is unsafe where threads run. `-f` counts blocks of 512 bytes.
_LIMITED = (
    'for limit in "-c 0" "-t $1" "-v $2" "-f $3"; do ulimit $limit 2>/dev/null || :; done; shift 3; exec "$@"'
)
# Each drops the network; the first also makes a world of processes that ends with its first one.
_NETWORK_CUTTERS = (
    ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"),
    ("unshare", "--map-root-user", "--net"),
)
_DIES_WITH_ITS_PARENT = ("setpriv", "--pdeathsig", "KILL")


def find_tool(name: str) -> Path | None:
    """Where a program is installed; None where it is not."""
    found = shutil.which(name) or shutil.which(name, path=_PROGRAM_FOLDERS)
    return Path(found) if found else None


def run_tool(
    argv: Sequence[str | Path], folder: Path, seconds: float, memory_bytes: int
) -> subprocess.CompletedProcess[bytes]:
    """Run a program in `folder`, its HOME and temporary files inside it; `returncode` is TIMED_OUT after `seconds`.

    What it prints comes back, the first 64 MB of each stream. Raises InfrastructureError where it cannot start.
    """
    command = [str(part) for part in argv]
    limits = (str(int(seconds) + 1), str(memory_bytes // 1024), str(OUTPUT_BYTES // 512))
    leash = ("/bin/sh", "-c", _LIMITED, "sh", *limits, *_bound_to_parent(), *cut_network())
    try:
        for name in ("home", "tmp"):
            (folder / name).mkdir(exist_ok=True)
        with (folder / "tmp" / "stdout").open("w+b") as out, (folder / "tmp" / "stderr").open("w+b") as err:
            process = subprocess.Popen(  # noqa: S603 - no shell sees the arguments: "$@"
                [*leash, *command],
                cwd=folder,
                env=_environment(folder, Path(command[0])),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
            code = _wait(process, seconds)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, code, out.read(_SHOWN_BYTES), err.read(_SHOWN_BYTES))
    except OSError as error:
        raise InfrastructureError(f"{command[0]}: cannot be run in {folder}: {error}") from error


@functools.cache
def cut_network() -> tuple[str, ...]:
    """The words before a command that take the network from it; none where the machine does not allow it."""
    for words in _NETWORK_CUTTERS:
        if _works(words):
            return words
    log.warning("outside programs run without proxies, but the network cannot be cut here")
    return ()


@functools.cache
def _bound_to_parent() -> tuple[str, ...]:
    return _DIES_WITH_ITS_PARENT if _works(_DIES_WITH_ITS_PARENT) else ()


def _works(words: Sequence[str]) -> bool:
    program, proof = find_tool(words[0]), find_tool("true")
    if program is None or proof is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - words of this module only
            [program, *words[1:], proof],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _environment(folder: Path, program: Path) -> dict[str, str]:
    """No proxies, no locale of the machine, one thread: the same file gives the same result everywhere."""
    return {
        "PATH": f"{program.parent}:{_PROGRAM_FOLDERS}",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "OMP_THREAD_LIMIT": "1",  # Tesseract's threads wait for one another: four are slower than one
    }


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Its exit status, or TIMED_OUT; it and whatever it started are gone afterwards, also after a clean end."""
    try:
        with _own_clock_stopped():
            return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return TIMED_OUT
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing is left of its group
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def _own_clock_stopped() -> Iterator[None]:
    """The reading process counts the seconds of its own reading; a program's seconds are counted here."""
    left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        if left:
            signal.setitimer(signal.ITIMER_REAL, left)
