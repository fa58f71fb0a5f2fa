"""Land one arrival: bytes under their sha256, then a receipt, and only then it leaves the inbox."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lientinh.identity import hash_parts, identify_submission
from lientinh.lake import Lake
from lientinh.land.door import Look, Removed, look_at, without_content
from lientinh.land.inbox import Arrival, ready_marks

Stamp = tuple[str, int, int]  # relative name, time of change in nanoseconds, bytes


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of an arrival. `new` is False where the same bytes of the same sender had come before."""

    submission_id: str
    area_code: str
    name: str
    receipt_id: str
    new: bool

    def as_dict(self) -> dict[str, Any]:
        return {
            "submission_id": self.submission_id,
            "area_code": self.area_code,
            "name": self.name,
            "receipt_id": self.receipt_id,
            "new": self.new,
        }


def land_arrival(
    arrival: Arrival,
    lake: Lake,
    *,
    now: datetime,
    known: set[str],
    arrived_on: date | None = None,
    submitted_by: str | None = None,
) -> Landed | None:
    """Land it; None where it changed meanwhile or another took it first: it waits for the next time.

    `known` are the submission ids that have a receipt. A second arrival of the same bytes is a second
    receipt; the same arrival landed again after a crash has the same receipt, by its name, size and time.
    What the door refuses (see door.py) has a receipt without content and leaves the inbox all the same.
    """
    try:
        stamps = [_stamp(name, path) for name, path in arrival.files()]
        looked = look_at(arrival.name, arrival.area_code, arrival.files(), Removed.of(lake))
        files = _take_files(arrival, looked, stamps, lake)
    except FileNotFoundError:
        return None
    if not files:
        return None
    name = arrival.name
    submission_id = identify_submission(arrival.area_code, [(file["name"], file["sha256"]) for file in files])
    if looked.refused:
        submission_id = hash_parts(looked.refused, submission_id)
        name, files = without_content(files)
    receipt_id = hash_parts("receipt", submission_id, name, max(time for _, time, _ in stamps))
    receipt: dict[str, Any] = {
        "schema_version": "1",
        "receipt_id": receipt_id,
        "submission_id": submission_id,
        "area_code": arrival.area_code,
        "name": name,
        "files": files,
        "landed_at": now.astimezone(UTC).isoformat(timespec="microseconds"),
        "arrived_on": arrived_on.isoformat() if arrived_on else None,
        "submitted_by": submitted_by,
    }
    if looked.refused:
        receipt["refused"] = looked.refused
    elif left_behind := arrival.left_behind():
        receipt["ignored"] = left_behind
    lake.write_receipt(receipt)
    if arrival.leaves:
        _leave_inbox(arrival, receipt_id, stamps)
    return Landed(submission_id, arrival.area_code, name, receipt_id, submission_id not in known)


def _take_files(arrival: Arrival, looked: Look, stamps: list[Stamp], lake: Lake) -> list[dict[str, Any]]:
    """Bytes into the lake, unless the door refuses them; the files' names, hashes and sizes.

    No files where any of them changed since the door looked at it: nothing is kept that was not looked at.
    """
    files = []
    for name, path in arrival.files():
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        if looked.sha256.get(name) != sha256 or _stamp(name, path) not in stamps:
            return []
        if looked.refused is None:
            lake.write_raw(sha256, data)
        files.append({"name": name, "sha256": sha256, "bytes": len(data)})
    return files


def _stamp(name: str, path: Path) -> Stamp:
    state = path.stat()
    return name, state.st_mtime_ns, state.st_size


def _leave_inbox(arrival: Arrival, receipt_id: str, landed: list[Stamp]) -> None:
    """Out of sight in one rename, so that nobody meets half a folder; then gone.

    What the sender put in its place after it was read is not what landed: it stays for the next time.
    """
    aside = arrival.path.with_name(f".landed-{receipt_id}")
    try:
        if [_stamp(name, path) for name, path in arrival.files()] != landed:
            return
        _remove(aside)  # what a run killed at this very place had left
        arrival.path.replace(aside)
    except FileNotFoundError:
        return
    _remove(aside)
    for mark in ready_marks(arrival):
        if os.path.isfile(mark):  # noqa: PTH113 - Path.is_file raises where the mark makes the name too long
            mark.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
