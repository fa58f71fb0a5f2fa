"""What a reading process takes from itself before it meets a sender's file: the network, other files, other processes.

Three layers, each as far as the machine has it: Landlock (files, TCP, signals to others), a seccomp filter (sockets
other than local ones, other processes' memory) and Python's audit hook. None needs privileges, none can be undone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from lientinh.read.apart.landlock import restrict_files

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 22, 38, 4
_SECCOMP_MODE_FILTER = 2
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32 = 0x40000000  # the third set of numbers that x86-64 kernels know
# Audit architecture, socket(2), and what reads or stops other processes: ptrace, process_vm_readv and _writev.
_CALLS = {"x86_64": (0xC000003E, 41, (101, 310, 311)), "aarch64": (0xC00000B7, 198, (117, 270, 271))}
_EVERYWHERE = (425, 438)  # io_uring_setup, whose requests no filter sees; pidfd_getfd
# Programs and libraries; outside programs (LibreOffice, Tesseract) read their own below these.
_SYSTEM_FOLDERS = (
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/opt", "/nix", "/proc", "/sys/devices/system", "/dev/null",
    "/dev/zero", "/dev/urandom", "/dev/random", "/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/ld.so.cache",
    "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/libreoffice", "/etc/locale.alias", "/etc/localtime",
    "/etc/nsswitch.conf", "/etc/passwd", "/etc/ssl/openssl.cnf", "/var/cache/fontconfig",
    "/var/lib/libreoffice", "/var/spool/libreoffice",
)  # fmt: skip
_WRITABLE = ("/dev/null", "/proc")  # /proc: `unshare` writes its own maps there
_OFFICE_SOCKETS = ("/tmp",)  # noqa: S108 - where LibreOffice wants its socket, whatever TMPDIR says


def confine(scratch: Path, *, with_office: bool = False) -> tuple[str, ...]:
    """Confine this process to its code, the system's programs and `scratch`; the names of the layers that hold.

    `with_office`: LibreOffice can be started, which needs a socket in /tmp, and to remove it.
    """
    readable = [*_SYSTEM_FOLDERS, sys.prefix, sys.base_prefix, sys.exec_prefix, *filter(None, sys.path)]
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    layers = []
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            locked = restrict_files(
                readable, [*_WRITABLE, str(scratch)], _OFFICE_SOCKETS if with_office else ()
            )
            layers += ["landlock"] if locked else []
            layers += ["seccomp"] if _refuse_calls(libc) else []
    _watch(readable, [*_WRITABLE, str(scratch)], scratch)
    return (*layers, "audit")


def limit_memory(memory_bytes: int) -> None:
    """Soft limits, so that an outside program can be given its own: data (heap and private mappings), as it is now."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_at_most(memory_bytes, hard), hard))


def limit_written_bytes(file_bytes: int) -> None:
    """No file it writes grows beyond."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_at_most(file_bytes, hard), hard))


def _at_most(wanted: int, hard: int) -> int:
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def _refuse_calls(libc: ctypes.CDLL) -> bool:
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    architecture, socket, reaching_out = known
    refused = _ERRNO | errno.EACCES
    program = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_IF_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, refused),
        (_IF_EQUAL, 0, 4, socket),
        (_LOAD, 0, 0, 16),  # its first argument
        (_IF_EQUAL, 0, 1, 1),  # AF_UNIX
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, refused),
    ]
    for number in (*reaching_out, *_EVERYWHERE):
        program += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, refused)]
    program.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    filter_program = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(filter_program)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, pointer, 0, 0) == 0)


def _watch(readable: Sequence[str], writable: Sequence[str], scratch: Path) -> None:
    """Refuse what Python code asks for, with a name for it; C libraries never ask Python."""
    reading = tuple({os.path.realpath(folder) for folder in readable} | set(readable))
    writing = tuple({os.path.realpath(folder) for folder in writable} | set(writable))

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError(errno.EACCES, f"no network while a file is read: {event}")
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.normpath(scratch / os.fsdecode(arguments[0]))  # the folder it works in
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            allowed = writing if flags & (os.O_WRONLY | os.O_RDWR) else (*reading, *writing)
            if not _is_below(path, allowed):
                raise PermissionError(errno.EACCES, f"no other file while a file is read: {path}")

    sys.addaudithook(refuse)


def _is_below(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)
