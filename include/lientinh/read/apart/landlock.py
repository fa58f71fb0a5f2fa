"""Landlock: a process gives up the files it does not need (Linux 5.13 and later, without privileges).

Source: the kernel's user space API, https://docs.kernel.org/userspace-api/landlock.html.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_FILE, _MAKE_SOCKET, _TRUNCATE = 1 << 5, 1 << 9, 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE  # what a rule about a single file may hold
# Rights by the interface's version: 2 brought moving, 3 truncating, 5 devices' controls, which stay as they are.
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1}
_ALL_RIGHTS = (1 << 15) - 1
_FIRST_WITH_TCP, _FIRST_WITH_SCOPES = 4, 6
_TCP = 3  # bind and connect
_SCOPES = 3  # abstract sockets and signals of processes outside


def restrict_files(readable: Iterable[str], writable: Iterable[str], sockets: Iterable[str] = ()) -> bool:
    """From here on only these can be read, and only these written; False where the kernel has no Landlock.

    In the folders of `sockets` a local socket can be made, and what is there removed.
    With newer kernels no TCP either, and no signal to a process that is not its own child.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < 1:
        return False
    handled = _RIGHTS.get(version, _ALL_RIGHTS)
    attributes = struct.pack("Q", handled)
    if version >= _FIRST_WITH_TCP:
        attributes += struct.pack("Q", _TCP)
    if version >= _FIRST_WITH_SCOPES:
        attributes += struct.pack("Q", _SCOPES)
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(libc, rules, path, _READ & handled)
        for path in writable:
            _allow(libc, rules, path, handled)
        for path in sockets:
            _allow(libc, rules, path, _MAKE_SOCKET | _REMOVE_FILE)
        return bool(libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    """What is not there needs no rule."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        wanted = rights if os.path.isdir(path) else rights & _OF_FILES  # noqa: PTH112 - a string of sys.path
        libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", wanted, opened), ctypes.c_uint32(0))
    finally:
        os.close(opened)
