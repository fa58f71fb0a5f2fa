"""Publish: what was decided since the last publication into the warehouse, checked by gate 3, in one step."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from lientinh.catalogue import Catalogue
from lientinh.errors import InfrastructureError, UsageError
from lientinh.lake import Lake
from lientinh.ministry_time import ministry_day
from lientinh.publish.asked_cells import duties_changed
from lientinh.publish.building import Building, Plan, timed
from lientinh.publish.engine import Engine, Fault, no_fault
from lientinh.publish.engines import open_engine
from lientinh.publish.publications import (
    Publication,
    known_decisions,
    name_cause,
    newly_purged,
    read_publication,
    time_after,
)
from lientinh.purge.removing import complete_purges
from lientinh.review.reviewing import settle_answers
from lientinh.settings import Settings
from lientinh.version import __version__

log = logging.getLogger(__name__)


def publish(
    lake: Lake,
    settings: Settings,
    catalogue: Catalogue,
    *,
    now: datetime,
    cause: str | None = None,
    to: int | None = None,
    fault: Fault = no_fault,
) -> Publication:
    """Publish what was decided since, or make the warehouse of publication `to` again.

    The new warehouse is made and checked before the log is written, and the log before the swap: killed at any
    point, the next call gives the same rows. Without `cause` it is named by what changed. Nothing new and a
    current warehouse: the last publication, not `new`. A new decision whose files are damaged is left for a
    later publication and named in `damaged`. Raises `UsageError` where there is no such publication,
    `InfrastructureError` where another publishes, `PublicationStopped` where gate 3 stops it.
    """
    complete_purges(settings, lake)
    settle_answers(lake)
    engine = open_engine(settings)
    with engine.lock():
        entries = [read_publication(content) for content in lake.publications()]
        held_n = engine.publication_number() or 0
        damaged: dict[str, str] = {}
        left_out: set[str] = set()
        while True:
            chosen = (
                _choose(lake, catalogue, entries, left_out, cause, now)
                if to is None
                else _back_to(entries, to)
            )
            if not chosen.new and to is None and held_n == chosen.n:
                log.info("already current publication=%d", chosen.n)
                return replace(chosen, damaged=damaged)
            known = [entry for entry in entries if entry.n < chosen.n] + [chosen]
            plan = Plan(known, 0 if to is not None else _base(held_n, known), engine.folder)
            hurt = _make(engine, lake, catalogue, plan, chosen, damaged, fault)
            if not hurt:
                return replace(chosen, damaged=damaged)
            left_out |= hurt


def _base(held_n: int, known: Sequence[Publication]) -> int:
    """The publication a change starts from; 0 where only a whole build gives the right rows."""
    held = next((entry for entry in known if entry.n == held_n), None)
    latest = known[-1]
    if any(entry.purged for entry in known if entry.n > held_n):
        return 0  # what was removed must not be copied along
    if held is None or held.n >= latest.n:
        return 0
    same = (held.catalogue_digest, held.package_version) == (latest.catalogue_digest, latest.package_version)
    return held.n if same else 0


def _make(
    engine: Engine,
    lake: Lake,
    catalogue: Catalogue,
    plan: Plan,
    chosen: Publication,
    damaged: dict[str, str],
    fault: Fault,
) -> set[str]:
    """Build, check, log and swap; or the new decisions whose files are damaged, and nothing has happened."""
    open_build = engine.rebuild if plan.whole else engine.change
    copying = time.monotonic()
    with open_build(chosen.n) as build:
        log.info("built part=copy seconds=%.3f", time.monotonic() - copying)
        fault("after_copy")
        building = Building(build, lake, catalogue, plan, fault)
        hurt = building.run(set(chosen.decision_ids) if chosen.new else set())
        damaged |= building.staging.damaged
        if hurt:
            return hurt
        fault("after_build")
        if chosen.new and not lake.write_publication(chosen.as_json()):
            raise InfrastructureError(f"publication {chosen.n} was taken by another publisher; publish again")
        fault("after_log")
        with timed("swap"):
            build.commit(fault)
    log.info("published publication=%d decisions=%d", chosen.n, len(chosen.decision_ids))
    return set()


def _choose(
    lake: Lake,
    catalogue: Catalogue,
    entries: Sequence[Publication],
    left_out: set[str],
    cause: str | None,
    now: datetime,
) -> Publication:
    """The next publication, or the last one where there is nothing to say that it does not."""
    known = known_decisions(entries)
    new = [one for one in lake.decision_ids() if one not in known and one not in left_out]
    purged = newly_purged(entries, lake.purged())
    why = "purged" if purged else name_cause(new, known) or _what_else_changed(lake, entries, catalogue, now)
    if why is None:
        return entries[-1]
    return Publication(
        n=entries[-1].n + 1 if entries else 1,
        published_at=time_after(entries, now),
        cause=cause or why,
        decision_ids=tuple(new),
        package_version=__version__,
        catalogue_digest=catalogue.digest,
        purged=tuple(purged),
        new=True,
    )


def _what_else_changed(
    lake: Lake, entries: Sequence[Publication], catalogue: Catalogue, now: datetime
) -> str | None:
    """Why a warehouse made today would differ although nothing was decided; None where it would not."""
    if not entries:
        return "first"
    latest = entries[-1]
    if latest.package_version != __version__:
        return "package"
    if latest.catalogue_digest != catalogue.digest:
        return "catalogue"
    then, today = ministry_day(latest.published_at), ministry_day(now)
    due = duties_changed(catalogue, then, today)
    return "calendar" if due or _waiver_ended(lake, then, today) else None


def _waiver_ended(lake: Lake, then: date, today: date) -> bool:
    """Whether the last day of a waiver passed between two days."""
    ends = (date.fromisoformat(one["until"]) for one in lake.answers() if one["until"])
    return any(then <= end < today for end in ends)


def _back_to(entries: Sequence[Publication], to: int) -> Publication:
    found = next((entry for entry in entries if entry.n == to), None)
    if found is None:
        raise UsageError(f"there is no publication {to}; the log holds {len(entries)}")
    return replace(found, new=False)
