"""Publish: a new warehouse from the lake, checked by gate 3, in the place of the old one in one step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lientinh.catalogue import Catalogue
from lientinh.errors import InfrastructureError, UsageError
from lientinh.lake import Lake
from lientinh.publish.asked_cells import duties_changed
from lientinh.publish.building import create_relations, ministry_day, open_new_warehouse, stage
from lientinh.publish.gate3 import run_gate_3
from lientinh.publish.lock import publisher_lock
from lientinh.publish.publications import (
    Publication,
    known_decisions,
    name_cause,
    read_publication,
    time_after,
)
from lientinh.publish.swapping import read_publication_number, swap_in
from lientinh.settings import Settings
from lientinh.version import __version__

log = logging.getLogger(__name__)
Fault = Callable[[str], None]


def _no_fault(point: str) -> None:
    """Nothing goes wrong here; tests hand in something that does."""


def publish(
    lake: Lake,
    settings: Settings,
    catalogue: Catalogue,
    *,
    now: datetime,
    cause: str | None = None,
    to: int | None = None,
    fault: Fault = _no_fault,
) -> Publication:
    """Publish what was decided since, or make the warehouse of publication `to` again.

    The new file is built and checked before the log is written, and the log before the swap: killed at any
    point, the next call gives the same rows. Without `cause` it is named by what changed. Nothing new and a
    current warehouse: the last publication, not `new`. Raises `UsageError` where there is no such
    publication, `InfrastructureError` where another publishes, `PublicationStopped` where gate 3 stops it.
    """
    folder = settings.warehouse_file.parent
    with publisher_lock(folder):
        entries = [read_publication(content) for content in lake.publications()]
        chosen = _choose(lake, catalogue, entries, cause, now) if to is None else _back_to(entries, to)
        known = [entry for entry in entries if entry.n < chosen.n] + [chosen]
        if not chosen.new and to is None and read_publication_number(settings.warehouse_file) == chosen.n:
            log.info("already current publication=%d", chosen.n)
            return chosen
        building = folder / f".building-{chosen.n}.duckdb"
        _build(building, lake, catalogue, known, fault)
        if chosen.new and not lake.write_publication(chosen.as_json()):
            building.unlink(missing_ok=True)
            raise InfrastructureError(f"publication {chosen.n} was taken by another publisher; publish again")
        fault("after_log")
        swap_in(building, settings.warehouse_file, fault)
        log.info("published publication=%d decisions=%d", chosen.n, len(chosen.decision_ids))
        return chosen


def _choose(
    lake: Lake, catalogue: Catalogue, entries: Sequence[Publication], cause: str | None, now: datetime
) -> Publication:
    """The next publication, or the last one where there is nothing to say that it does not."""
    decisions = lake.decisions()
    known = known_decisions(entries)
    why = name_cause(decisions, known) or _what_else_changed(entries, catalogue, now)
    if why is None:
        return entries[-1]
    return Publication(
        n=entries[-1].n + 1 if entries else 1,
        published_at=time_after(entries, now),
        cause=cause or why,
        decision_ids=tuple(one["decision_id"] for one in decisions if one["decision_id"] not in known),
        package_version=__version__,
        catalogue_digest=catalogue.digest,
        new=True,
    )


def _what_else_changed(entries: Sequence[Publication], catalogue: Catalogue, now: datetime) -> str | None:
    """Why a warehouse made today would differ although nothing was decided; None where it would not."""
    if not entries:
        return "first"
    latest = entries[-1]
    if latest.package_version != __version__:
        return "package"
    if latest.catalogue_digest != catalogue.digest:
        return "catalogue"
    due = duties_changed(catalogue, ministry_day(latest.published_at), ministry_day(now))
    return "calendar" if due else None


def _back_to(entries: Sequence[Publication], to: int) -> Publication:
    found = next((entry for entry in entries if entry.n == to), None)
    if found is None:
        raise UsageError(f"there is no publication {to}; the log holds {len(entries)}")
    return replace(found, new=False)


def _build(
    building: Path, lake: Lake, catalogue: Catalogue, known: Sequence[Publication], fault: Fault
) -> None:
    """The new file, closed and checked; on failure it is removed and nothing has happened."""
    try:
        with open_new_warehouse(building) as connection:
            stage(connection, lake, catalogue, known)
            fault("after_stage")
            create_relations(connection)
            fault("after_relations")
            run_gate_3(connection, known[-1].n)
            connection.execute("checkpoint")
        fault("after_build")
    except Exception:
        building.unlink(missing_ok=True)
        building.with_name(building.name + ".wal").unlink(missing_ok=True)
        raise
