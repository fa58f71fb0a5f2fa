"""Reading in a process of its own: whatever a file does to its reader, the caller goes on.

One reading process for each process that reads, started when it is needed and kept from file to file; a file that
kills it costs only itself. See docs/decisions/reading-in-a-child-process.md.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from lientinh.documents import Document
from lientinh.errors import BadInput, InfrastructureError, UsageError
from lientinh.read.apart.document_coding import decode
from lientinh.read.apart.reading_process import OUT_OF_MEMORY, READ, REFUSED, UNAVAILABLE
from lientinh.read.apart.started_process import StartedProcess
from lientinh.read.content import DEFAULT_LIMITS, Limits
from lientinh.read.readers import BY_LIBREOFFICE, check_name_and_size

log = logging.getLogger(__name__)
_GRACE_SECONDS = 5.0  # the process stops itself in time; this is for one that no longer can
# How the allocators of C++ and Rust, and Python, say it before they end.
_OUT_OF_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory", b"Cannot allocate")


def read_in_child(path: Path, file_name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """`read_document` in the reading process of this one, within `limits`.

    Raises what `read_document` raises, and BadInput with `read.takes_too_long`, `read.takes_too_much_memory` or
    `read.reader_failed` where the file stopped its reader; InfrastructureError where no process can be started.
    """
    name = file_name or path.name
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    size = path.stat().st_size
    check_name_and_size(name, size, limits)
    allowed = replace(limits, seconds=limits.seconds_for(size), memory_bytes=limits.memory_for(size))
    with path.open("rb") as file, _reading.lock:
        document: Document = _understand(*_ask(file, name, allowed), name, allowed, Document)
        return document


def look_in_child(path: Path, limits: Limits = DEFAULT_LIMITS) -> bool | None:
    """`secrecy.bears_mark` in the reading process, which is not told the file's name.

    None where nobody can look into the file, also where it stopped who did.
    """
    with path.open("rb") as file, _reading.lock:
        try:
            found = _understand(*_ask(file, "", limits, look=True), "", limits, bool | None)
        except BadInput:
            return None
    return None if found is None else bool(found)


def warm_up() -> None:
    """Start the reading process now, so that it is ready when the first file comes."""
    with _reading.lock:
        _reading.current()


def stop_reading() -> None:
    """End the reading process, if there is one; the next file gets a new one."""
    with _reading.lock:
        _reading.stop()


class _Reading:
    """The one reading process of this process, and the lock that lets one file in at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: StartedProcess | None = None

    def current(self, *, with_office: bool = False) -> StartedProcess:
        """The process, started where there is none; another where this one has other rights than the file needs."""
        process = self.process
        if process is None or process.with_office != with_office or not process.is_alive():
            self.stop()
            process = self.process = StartedProcess(with_office=with_office)
        return process

    def stop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.end()

    def forget(self) -> None:
        """In a forked process: the reading process is its parent's, and so is the right to speak with it."""
        self.lock = threading.Lock()
        if self.process is not None:
            self.process.disown()
            self.process = None


_reading = _Reading()
os.register_at_fork(after_in_child=_reading.forget)
atexit.register(stop_reading)


def _ask(file: IO[bytes], name: str, limits: Limits, *, look: bool = False) -> tuple[int, bytes]:
    """What the reading process answers. It is ended where it did not answer, and where it wants to go."""
    process = _reading.current(with_office=Path(name).suffix.lower() in BY_LIBREOFFICE)
    try:
        process.wait_until_ready()
        status, goes_on, content = process.ask(
            file, name, limits, limits.seconds + limits.tool_seconds + _GRACE_SECONDS, look=look
        )
    except TimeoutError:
        _reading.stop()
        raise _too_long(name, limits) from None
    except (EOFError, ConnectionError):
        raise _autopsy(process, name, limits) from None
    except (
        BaseException
    ):  # an interrupt between question and answer: the next answer would be to this question
        _reading.stop()
        raise
    if not goes_on:
        _reading.stop()
    return status, content


def _understand(status: int, content: bytes, name: str, limits: Limits, wanted: Any) -> Any:
    try:
        answer: Any = decode(content)
        if status == READ and isinstance(answer, wanted):
            return answer
        if status == REFUSED:
            rule_id, file_name, details = answer
            refusal = BadInput(str(rule_id), str(file_name), **details)
    except Exception as error:  # whatever bytes that are no answer bring about
        _reading.stop()
        log.warning("the reader of %s sent what is no document: %s", name, error)
        raise BadInput("read.reader_failed", name) from error
    if status == REFUSED:
        raise refusal
    if status == OUT_OF_MEMORY:
        raise _too_much_memory(name, limits)
    if status == UNAVAILABLE:
        raise InfrastructureError(str(answer))
    log.warning("the reader of %s failed:\n%s", name, answer)
    raise BadInput("read.reader_failed", name)


def _autopsy(process: StartedProcess, name: str, limits: Limits) -> BadInput:
    """Why the process ended in the middle of a file."""
    code, said = process.last_words()
    _reading.stop()
    if code in (-signal.SIGALRM, -signal.SIGXCPU):
        return _too_long(name, limits)
    if code == -signal.SIGKILL or any(mark in said for mark in _OUT_OF_MEMORY):
        return _too_much_memory(name, limits)  # SIGKILL: by the machine's own guard of its memory
    log.warning("the reader of %s ended with %s: %s", name, code, said.decode(errors="replace"))
    return BadInput("read.reader_failed", name)


def _too_long(name: str, limits: Limits) -> BadInput:
    return BadInput("read.takes_too_long", name, seconds=round(limits.seconds))


def _too_much_memory(name: str, limits: Limits) -> BadInput:
    return BadInput("read.takes_too_much_memory", name, megabytes=limits.memory_bytes // 1024**2)
