"""What has landed: the submissions, from their receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Submission:
    """What one sender handed in at one time. Time and name are those of its first arrival, stored once."""

    submission_id: str
    area_code: str
    name: str
    files: tuple[tuple[str, str, int], ...]  # (relative name, sha256, bytes)
    landed_at: datetime
    arrived_on: date | None
    submitted_by: str | None = None  # user name, where it is known
    refused: str | None = None  # the rule by which the door kept nothing of it but this
    ignored: tuple[str, ...] = ()  # names of files in its folder that no person put there

    @property
    def received(self) -> str:
        """The month it landed in, UTC: "2026-11"."""
        return f"{self.landed_at:%Y-%m}"


def list_submissions(receipts: Iterable[dict[str, Any]]) -> dict[str, Submission]:
    """Receipts, the earliest first → submissions by id in order of arrival."""
    found: dict[str, Submission] = {}
    for receipt in receipts:
        if receipt["submission_id"] in found:
            continue
        found[receipt["submission_id"]] = Submission(
            submission_id=receipt["submission_id"],
            area_code=receipt["area_code"],
            name=receipt["name"],
            files=tuple((file["name"], file["sha256"], file["bytes"]) for file in receipt["files"]),
            landed_at=datetime.fromisoformat(receipt["landed_at"]),
            arrived_on=date.fromisoformat(receipt["arrived_on"]) if receipt["arrived_on"] else None,
            submitted_by=receipt.get("submitted_by"),
            refused=receipt.get("refused"),
            ignored=tuple(receipt.get("ignored", ())),
        )
    return found
