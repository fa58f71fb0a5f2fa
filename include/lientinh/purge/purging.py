"""Purge a submission: the tombstone first, then everything else, with the lake and the publisher's right held."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from lientinh.errors import InfrastructureError, UsageError
from lientinh.lake import Lake
from lientinh.lake.lake_lock import hold_lake_alone
from lientinh.publish.engine import Engine
from lientinh.publish.engines import open_engine
from lientinh.purge.removing import Fault, Removal, no_fault, plan_removal, remove_submission
from lientinh.purge.traces import Traces
from lientinh.settings import Settings

Json = dict[str, Any]
_WAIT_SECONDS = 60.0
_BETWEEN_TRIES_S = 0.5


@dataclass(frozen=True, slots=True)
class Purge:
    """What was ordered by whom, and what went. `new`: whether this call wrote the tombstone."""

    tombstone: Json
    removal: Removal
    new: bool

    def as_dict(self) -> Json:
        """As a command prints it."""
        kept = {
            key: item for key, item in self.tombstone.items() if key not in ("observation_ids", "content_ids")
        }
        return {**kept, "new": self.new, **asdict(self.removal)}


def plan_purge(settings: Settings, lake: Lake, submission_id: str) -> Removal:
    """What a purge would do; touches nothing. `UsageError` where no such submission has landed."""
    traces = Traces(submission_id, settings, lake)
    _require(traces)
    return plan_removal(traces)


def purge_submission(  # noqa: PLR0913  who, why and when are the record; the rest is how patient it is
    settings: Settings,
    lake: Lake,
    submission_id: str,
    *,
    reason: str,
    by: str,
    now: datetime,
    wait_seconds: float = _WAIT_SECONDS,
    fault: Fault = no_fault,
) -> Purge:
    """Remove a submission and all that was made from it; the tombstone says who ordered it, when and why.

    Asked again it does nothing more, and finishes what was cut off. The warehouse loses it with the next publication.
    Raises `UsageError` where no such submission has landed, `InfrastructureError` where others use the lake or the
    warehouse for all of `wait_seconds`.
    """
    traces = Traces(submission_id, settings, lake)
    _require(traces)
    with _publisher_lock(open_engine(settings), wait_seconds), hold_lake_alone(settings.home, wait_seconds):
        fault("before")
        new = lake.write_tombstone(
            {
                "schema_version": "1",
                "submission_id": submission_id,
                "area_code": traces.area_code,
                "reason": reason,
                "purged_by": by,
                "purged_at": now.astimezone(UTC).isoformat(timespec="microseconds"),
                "observation_ids": sorted(row["observation_id"] for row in traces.observations),
                "content_ids": traces.content_ids(),
            }
        )
        fault("tombstone")
        is_done = submission_id not in lake.unfinished_purges()
        removal = Removal() if is_done else remove_submission(traces, fault)
    return Purge(lake.tombstones()[submission_id], removal, new)


def _require(traces: Traces) -> None:
    if not traces.is_known and traces.submission_id not in traces.lake.purged():
        raise UsageError(f"{traces.submission_id}: không có hồ sơ này (no such submission has landed)")


@contextmanager
def _publisher_lock(engine: Engine, wait_seconds: float) -> Iterator[None]:
    """The publisher's right, waited for: a publication takes seconds."""
    give_up = time.monotonic() + wait_seconds
    while True:
        lock = engine.lock()
        try:
            lock.__enter__()
            break
        except InfrastructureError:
            if time.monotonic() >= give_up:
                raise
        time.sleep(_BETWEEN_TRIES_S)
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
