"""Remove a submission whose tombstone stands, step by step; cut off anywhere, the same steps finish it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lientinh.errors import InfrastructureError
from lientinh.lake import Lake
from lientinh.lake.lake_lock import hold_lake_alone
from lientinh.purge.redacting import (
    find_alerts,
    find_lineage,
    find_period_reports,
    find_quoting,
    redact_alert,
    redact_findings,
    redact_lineage,
)
from lientinh.purge.traces import Traces
from lientinh.settings import Settings

log = logging.getLogger(__name__)
Fault = Callable[[str], None]


def no_fault(point: str) -> None:
    """Nothing goes wrong at a point of a removal; tests hand in something that does."""


@dataclass
class Removal:
    """What goes, what is worded otherwise, what is left to a person; names below the home. Nothing of the content."""

    removed: list[str] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    left_to_person: list[str] = field(default_factory=list)
    affected: list[str] = field(
        default_factory=list
    )  # other submissions whose replies are to be written again


def plan_removal(traces: Traces) -> Removal:
    """What a removal would do; touches nothing."""
    home = traces.settings.home
    quoting = find_quoting(traces)
    lake = [*traces.raw, *traces.receipts, *traces.derived, *traces.answers, *traces.decisions]
    alerts = [path.relative_to(home).as_posix() for path in [*find_alerts(traces), *find_lineage(traces)]]
    return Removal(
        removed=[f"lake/{name}" for name in lake]
        + [path.relative_to(home).as_posix() for path in traces.files()],
        redacted=[*(f"lake/{name}" for name in quoting), *alerts],
        left_to_person=find_period_reports(traces),
        affected=sorted(set(quoting.values())),
    )


def remove_submission(traces: Traces, fault: Fault = no_fault) -> Removal:
    """Do it: the lake is held alone, the tombstone written. Its decisions, from which the rest is found, go last."""
    plan = plan_removal(traces)
    for name, other in find_quoting(traces).items():
        fault("findings")
        for folder in traces.settings.outbox_dir.glob(f"*/{other}"):
            _remove(folder)
        redact_findings(traces, name)
    for path in find_alerts(traces):
        fault("alerts")
        redact_alert(traces, path)
    for path in find_lineage(traces):
        fault("lineage")
        redact_lineage(traces, path)
    for path in traces.files():
        fault("files")
        _remove(path)
    storage = traces.lake.storage
    storage.remove_scratch()
    # Each is found from those after it.
    for part in (traces.raw, traces.answers, traces.derived, list(traces.receipts), list(traces.decisions)):
        for name in part:
            fault("lake")
            storage.remove(name)
    fault("done")
    done = {
        "schema_version": "1",
        "done_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "removed": len(plan.removed),
        "redacted": len(plan.redacted),
        "left_to_person": plan.left_to_person,
    }
    traces.lake.finish_purge(traces.submission_id, done)
    log.info("purged submission=%s objects=%d", traces.submission_id, len(plan.removed))
    return plan


def complete_purges(settings: Settings, lake: Lake) -> None:
    """Finish removals that were cut off. Readers do not see what is left of them; where others are at work it waits."""
    for submission_id in lake.unfinished_purges():
        try:
            with hold_lake_alone(settings.home, 0.0):
                remove_submission(Traces(submission_id, settings, lake))
        except InfrastructureError:
            log.warning("purge of submission=%s is not finished: the lake is in use", submission_id)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
