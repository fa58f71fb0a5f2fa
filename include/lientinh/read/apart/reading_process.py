"""The reading process: takes an open file and its name, sends back its document or why there is none.

It ends by itself when its parent does, when a file takes too long, and after enough files.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lientinh.errors import BadInput, InfrastructureError
from lientinh.read.apart.confinement import confine, limit_memory, limit_written_bytes
from lientinh.read.apart.document_coding import encode
from lientinh.read.content import Limits
from lientinh.read.readers import read_data
from lientinh.secrecy import bears_mark

READY = b"ready"
_REQUEST_BYTES = 1 << 16
# What came of a file, whether the process goes on to another, and how many bytes follow.
REPLY = struct.Struct(">B?Q")
READ, REFUSED, OUT_OF_MEMORY, UNAVAILABLE, FAILED = range(5)
_MOST_FILES = 200  # lxml and calamine never gave memory back in pieces small enough to matter
_GROWN_BYTES = 384 * 1024 * 1024  # a process that once needed so much keeps most of it
_WRITTEN_BYTES = 256 * 1024 * 1024  # of one file; only outside programs write any


def serve(descriptor: int, scratch: Path, with_office: bool) -> None:
    """Read one file after another from the socket, until it closes."""
    channel = socket.socket(fileno=descriptor)
    limit_written_bytes(_WRITTEN_BYTES)
    confine(scratch, with_office=with_office)
    gc.freeze()
    channel.sendall(READY)
    for count in range(1, _MOST_FILES + 1):
        message, files, _, _ = socket.recv_fds(channel, _REQUEST_BYTES, 1)
        if not message:
            return
        name, limits, look = pickle.loads(message)  # noqa: S301 - from the parent, who started this process
        size = os.fstat(files[0]).st_size
        with _until_parent_ends(channel), _within(limits.seconds_for(size)):
            limit_memory(limits.memory_for(size))
            status, content = _read(files[0], name, limits, look)
        goes_on = count < _MOST_FILES and status in (READ, REFUSED) and _peak_bytes() < _GROWN_BYTES
        channel.sendall(REPLY.pack(status, goes_on, len(content)))
        channel.sendall(content)
        if not goes_on:
            return
        del content
        gc.collect()


def _read(descriptor: int, name: str, limits: Limits, look: bool) -> tuple[int, bytes]:
    try:
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limits.file_bytes + 1)
        if look:
            return READ, encode(bears_mark(data, limits))
        return READ, encode(read_data(data, name, limits))
    except BadInput as refusal:
        return REFUSED, encode((refusal.rule_id, refusal.file_name, _plain(refusal.details)))
    except MemoryError:
        return OUT_OF_MEMORY, encode("")
    except InfrastructureError as error:
        return UNAVAILABLE, encode(str(error))
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception; the parent tells of it
        return FAILED, encode("".join(traceback.format_exception(error, limit=-8))[-4000:])


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    """What a message can show goes over as it is, the rest as text."""
    return {
        key: value if isinstance(value, str | int | float | tuple | list) else str(value)
        for key, value in details.items()
    }


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """SIGALRM, whose default is the end, after so many seconds: the kernel's clock, which no library stops."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _until_parent_ends(channel: socket.socket) -> Iterator[None]:
    """SIGIO, whose default is the end, when the other side closes; nothing else comes over while a file is read."""
    flags = fcntl.fcntl(channel, fcntl.F_GETFL)
    fcntl.fcntl(channel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(channel, fcntl.F_SETFL, flags | os.O_ASYNC)
    closed = select.poll()
    closed.register(channel, 0)  # the other side's end is told whatever is asked for
    if closed.poll(0):
        raise SystemExit(0)
    yield
    fcntl.fcntl(channel, fcntl.F_SETFL, flags)


def _peak_bytes() -> int:
    """The most memory this program had. Linux's ru_maxrss also holds what the parent had when it forked."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
