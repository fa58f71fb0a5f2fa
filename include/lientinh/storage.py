"""The one small interface through which the lake touches a disk or an object store.

Every object is written whole or not at all. On a local disk that is a temporary file, fsync and an
exclusive link; on an object store one conditional PUT (fsspec's `mode="create"`).
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Protocol

import fsspec

from lientinh.errors import InfrastructureError

_SCRATCH = ".tmp"  # beside the data, so that a rename never crosses a file system


class Storage(Protocol):
    """Named byte objects under one root; names are relative paths with forward slashes."""

    def read_bytes(self, name: str) -> bytes: ...

    def exists(self, name: str) -> bool: ...

    def list_names(self, folder: str) -> list[str]:
        """Names of all objects below a folder, sorted; none where it is not there."""

    def write_once(self, name: str, data: bytes) -> bool:
        """Write unless it is there; True where this call wrote it. What is there is never changed."""

    def overwrite(self, name: str, data: bytes) -> None:
        """Put other bytes in the place of an object, whole: only what is removed on order is ever changed."""

    def remove(self, name: str) -> None:
        """Remove an object that is there or not."""

    def remove_scratch(self) -> None:
        """Remove what killed writers left; only for who is alone at the lake."""


def open_storage(root: str) -> Storage:
    """The storage for a path or an fsspec URL."""
    if "://" in root and not root.startswith("file://"):
        return ObjectStorage(root)
    return LocalStorage(Path(root.removeprefix("file://")))


class LocalStorage:
    """A folder of a local disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read_bytes(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def exists(self, name: str) -> bool:
        return (self.root / name).is_file()

    def list_names(self, folder: str) -> list[str]:
        base = self.root / folder
        found = (path for path in base.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def write_once(self, name: str, data: bytes) -> bool:
        target = self.root / name
        if target.is_file():
            return False
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            scratch = self.root / _SCRATCH
            scratch.mkdir(exist_ok=True)
            return _link_new_file(target, data, scratch)
        except OSError as error:
            raise InfrastructureError(f"cannot write {name}: {error.strerror}") from error

    def overwrite(self, name: str, data: bytes) -> None:
        replace_file(self.root / name, data)

    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)
        sync_folder((self.root / name).parent)

    def remove_scratch(self) -> None:
        """What killed writers left; only for who is alone at the lake."""
        for leftover in (self.root / _SCRATCH).glob("*"):
            leftover.unlink(missing_ok=True)


def _link_new_file(target: Path, data: bytes, scratch: Path) -> bool:
    """A hard link fails where the name exists, so of two writers one wins and neither overwrites."""
    handle, temporary = tempfile.mkstemp(dir=scratch)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, target)
        except FileExistsError:
            return False
        sync_folder(target.parent)
        return True
    finally:
        Path(temporary).unlink(missing_ok=True)


def replace_file(target: Path, data: bytes) -> None:
    """Write a local file that may exist, atomically: readers see the old bytes or the new ones."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable; file systems that cannot fsync a folder need none."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ObjectStorage:
    """A prefix of an object store, through fsspec."""

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.core.url_to_fs(url)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def read_bytes(self, name: str) -> bytes:
        return bytes(self._files.cat_file(self._path(name)))

    def exists(self, name: str) -> bool:
        return bool(self._files.isfile(self._path(name)))

    def list_names(self, folder: str) -> list[str]:
        if not self._files.isdir(self._path(folder)):
            return []
        prefix = self._path("")
        return sorted(str(path).removeprefix(prefix) for path in self._files.find(self._path(folder)))

    def write_once(self, name: str, data: bytes) -> bool:
        try:
            self._files.pipe_file(self._path(name), data, mode="create")
        except FileExistsError:
            return False
        except OSError as error:
            raise InfrastructureError(f"cannot write {name}: {error}") from error
        return True

    def overwrite(self, name: str, data: bytes) -> None:
        self._files.pipe_file(self._path(name), data)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def remove_scratch(self) -> None:
        """An object store has no scratch."""
