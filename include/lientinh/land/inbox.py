"""Find what has come to rest: files and folders nobody is still writing.

A file or folder has come to rest when nothing of it changed for `rest_seconds`, or when `_READY` says so:
inside the folder, beside the file as `<name>._READY`, or as `_READY` for a whole inbox. Dot files and
`.part` files are still being written, or nobody's business, like what systems leave in folders. Symbolic links
are not followed: what a link points to was not handed in.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lientinh.errors import UsageError

READY_MARK = "_READY"
_READY_SUFFIX = "._READY"
# What systems and programs leave in folders by themselves: thumbnails, lock files of Office, parts of Mac archives.
_LEFT_BEHIND = re.compile(
    r"thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|~\$.*|~wr[ld]\d*\.tmp", re.IGNORECASE
)
_SPELLED_OUT = re.compile(r"\\x[0-9a-f]{2}")
_AREA_FOLDER = re.compile(r"^[0-9A-Z]{2,8}$")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One sender's hand-in: a file, or a folder of files, and whether it leaves its place once landed."""

    path: Path
    area_code: str
    leaves: bool

    @property
    def name(self) -> str:
        return readable_name(self.path.name)

    def files(self) -> list[tuple[str, Path]]:
        """(relative name, path) of the files that count, sorted by name."""
        if not self.path.is_dir():
            return [(self.name, self.path)]
        return sorted(
            (readable_name(path.relative_to(self.path).as_posix()), path)
            for path in self.path.rglob("*")
            if path.is_file() and not path.is_symlink() and _counts(path.relative_to(self.path))
        )

    def left_behind(self) -> list[str]:
        """Relative names of files in the folder that no person put there; they are not handed in."""
        if not self.path.is_dir():
            return []
        inside = (path.relative_to(self.path) for path in self.path.rglob("*") if path.is_file())
        return sorted(readable_name(path.as_posix()) for path in inside if _is_left_behind(path))


def readable_name(name: str) -> str:
    """The name in NFC, with bytes that are no UTF-8 spelled out ("b\\xe1o.txt"): a receipt could not hold them.

    A Mac hands in decomposed names: "báo cáo.docx" from there and from Windows is one name.
    """
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def is_spelled_out(name: str) -> bool:
    """Was the name not readable as it stood?"""
    return bool(_SPELLED_OUT.search(name))


def find_arrivals(
    inbox: Path, now: float, rest_seconds: float, area_code: str | None = None
) -> list[Arrival]:
    """Everything at rest below `inbox/<area_code>/`, in order of area and name; `now` in seconds since 1970."""
    if not inbox.is_dir():
        return []
    folders = [inbox / area_code] if area_code else sorted(inbox.iterdir())
    return [
        arrival
        for folder in folders
        if folder.is_dir() and not folder.is_symlink() and _AREA_FOLDER.match(folder.name)
        for arrival in _arrivals_in(folder, folder.name, leaves=True)
        if _is_ready(arrival) or _last_change(arrival) <= now - rest_seconds
    ]


def find_paths(paths: Iterable[Path], area_code: str | None) -> list[Arrival]:
    """What a person names on the command line: whoever names it vouches that it is complete; it stays there.

    A folder named like an area code holds that area's submissions, one an entry; a folder of such folders
    is a whole inbox; any other folder is one submission. Raises `UsageError` for a path that is not there
    and for a submission whose sender is not known.
    """
    return [arrival for path in paths for arrival in _named(path, area_code)]


def _named(path: Path, area_code: str | None) -> Iterator[Arrival]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.is_dir() and area_code is None:
        inner = [folder for folder in sorted(path.iterdir()) if folder.is_dir()]
        if path.name.isdigit():
            inner = [path]
        areas = [folder for folder in inner if folder.name.isdigit()]
        if areas:
            for folder in areas:
                yield from _arrivals_in(folder, folder.name, leaves=False)
            return
    code = area_code or _area_of_parents(path)
    if code is None:
        raise UsageError(f"{path}: whose submission is it? Give --area CODE (GSO code, for example 04)")
    yield Arrival(path, code, leaves=False)


def _area_of_parents(path: Path) -> str | None:
    parent = path.absolute().parent.name
    return parent if parent.isdigit() else None


def _arrivals_in(folder: Path, area_code: str, *, leaves: bool) -> Iterator[Arrival]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not _counts(Path(path.name)):
            continue
        if not (path.is_dir() or path.is_file()):  # a pipe or a socket would be waited on for ever
            continue
        arrival = Arrival(path, area_code, leaves)
        if arrival.files():
            yield arrival


def _counts(relative: Path) -> bool:
    return not any(
        part.startswith(".") or part.endswith((".part", _READY_SUFFIX)) or part == READY_MARK
        for part in relative.parts
    ) and not _is_left_behind(relative)


def _is_left_behind(relative: Path) -> bool:
    return any(_LEFT_BEHIND.fullmatch(part) for part in relative.parts)


def ready_marks(arrival: Arrival) -> list[Path]:
    """The marks that are this arrival's own; a mark for a whole inbox belongs to all and stays."""
    return [arrival.path.with_name(arrival.path.name + _READY_SUFFIX)]


def _is_ready(arrival: Arrival) -> bool:
    inside = arrival.path / READY_MARK
    beside = arrival.path.parent / READY_MARK
    # os.path: a name that the mark makes too long for the file system has no mark, and is no error
    return any(os.path.isfile(mark) for mark in (inside, beside, *ready_marks(arrival)))  # noqa: PTH113


def _last_change(arrival: Arrival) -> float:
    """Seconds since 1970 of the newest change to any of its files; of a file that just vanished, never at rest."""
    newest = 0.0
    names = [path for _, path in arrival.files()]
    if arrival.path.is_dir():  # a file still being written under a dot name, or a name just added
        names += [Path(root) for root, _, _ in os.walk(arrival.path)]
        if any(arrival.path.rglob("*.part")):  # unfinished, however long ago: landed now, it would be lost
            return float("inf")
    for path in names:
        try:
            newest = max(newest, path.stat().st_mtime)
        except FileNotFoundError:
            return float("inf")
    return newest


def clear_landed(inbox: Path, receipt_ids: set[str]) -> None:
    """Remove what a killed run had set aside: only what has its receipt."""
    for aside in inbox.glob("*/.landed-*"):
        if aside.name.removeprefix(".landed-") in receipt_ids:
            shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink(missing_ok=True)
