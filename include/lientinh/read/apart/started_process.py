"""Starting the reading process, speaking with it, and seeing it off."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from lientinh.errors import InfrastructureError
from lientinh.read.apart.reading_process import READY, REPLY
from lientinh.read.content import Limits

_INCLUDE = Path(__file__).resolve().parents[2]
_START = (
    "import sys, pathlib; sys.dont_write_bytecode = True; sys.path[:] = sys.argv[4:];"
    " from lientinh.read.apart.reading_process import serve;"
    " serve(int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3] == 'with-office')"
)
# What the process needs to know of its surroundings; nothing else of the environment reaches it.
_KEPT_NAMES = ("LD_LIBRARY_PATH", "PATH", "TESSDATA_PREFIX")
_START_SECONDS = 60.0  # a tenth of one on an idle machine
_END_SECONDS = 2.0
_SHOWN_BYTES = 2000
_SCRATCH = "lientinh-read-"


class StartedProcess:
    """A reading process: the socket to it, what it says on stderr, and its scratch folder."""

    def __init__(self, *, with_office: bool = False) -> None:
        """Raises InfrastructureError where no process can be started."""
        self.with_office = with_office
        self._channel, theirs = socket.socketpair()
        _sweep_scratch()
        self._scratch = Path(tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-"))
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._ready = False
        try:
            self._popen = _start(theirs, self._scratch, self._errors, with_office)
        except OSError as error:
            self._clean_up()
            raise InfrastructureError(f"no reading process can be started: {error}") from error
        finally:
            theirs.close()

    @property
    def pid(self) -> int:
        return self._popen.pid

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def wait_until_ready(self) -> None:
        """Raises InfrastructureError where it ends before it has begun: that is no file's fault."""
        if self._ready:
            return
        self._channel.settimeout(_START_SECONDS)
        try:
            self._ready = self._receive(len(READY)) == READY
        except (EOFError, ConnectionError, TimeoutError) as error:
            said = self.last_words()[1].decode(errors="replace")
            raise InfrastructureError(f"the reading process does not start: {said}") from error

    def ask(
        self, file: IO[bytes], name: str, limits: Limits, seconds: float, *, look: bool
    ) -> tuple[int, bool, bytes]:
        """Status, whether it goes on, and the answer's bytes: a document, or with `look` whether it is a secret.

        Raises TimeoutError, EOFError or ConnectionError.
        """
        self._channel.settimeout(seconds)
        socket.send_fds(self._channel, [pickle.dumps((name, limits, look))], [file.fileno()])
        status, goes_on, size = REPLY.unpack(self._receive(REPLY.size))
        return status, goes_on, self._receive(size)

    def _receive(self, size: int) -> bytes:
        content = bytearray(size)
        view, done = memoryview(content), 0
        while done < size:
            count = self._channel.recv_into(view[done:])
            if not count:
                raise EOFError
            done += count
        return bytes(content)

    def last_words(self) -> tuple[int, bytes]:
        """How it ended (as `Popen.returncode`) and the end of what it wrote to stderr."""
        code = self._wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - _SHOWN_BYTES))
        return code, self._errors.read()

    def end(self) -> None:
        """Close the socket, which ends it; kill it where it does not; remove its scratch folder."""
        self._channel.close()
        self._wait()
        self._clean_up()

    def _wait(self) -> int:
        try:
            return self._popen.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._popen.send_signal(signal.SIGKILL)
            return self._popen.wait()

    def _clean_up(self) -> None:
        self._channel.close()
        self._errors.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def disown(self) -> None:
        """It is another's: this copy of the socket must not keep it alive, and nobody here waits for it."""
        self._channel.close()
        self._errors.close()
        self._popen.returncode = 0


def _start(
    theirs: socket.socket, scratch: Path, errors: IO[bytes], with_office: bool
) -> subprocess.Popen[bytes]:
    rights = "with-office" if with_office else "alone"
    paths = [str(_INCLUDE), *(one for one in sys.path if Path(one).is_absolute())]
    kept = {name: os.environ[name] for name in _KEPT_NAMES if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - this interpreter and this package
        [sys.executable, "-I", "-c", _START, str(theirs.fileno()), str(scratch), rights, *paths],
        env={**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "TMPDIR": str(scratch), "HOME": str(scratch)},
        cwd=scratch,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        pass_fds=(theirs.fileno(),),
        start_new_session=True,  # Ctrl+C is for the parent, who closes the socket
    )


def _sweep_scratch() -> None:
    """Scratch folders of parents that ended without a goodbye, as Airflow's tasks do; their number is in the name."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*-*"):
        number = folder.name.removeprefix(_SCRATCH).partition("-")[0]
        if number.isdecimal() and not _is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another account's
        return True
    return True
