"""Build a warehouse from the lake: whole, or only what the decisions since the last publication touch.

Both ways run the same SQL over staged decisions. A whole build stages all of them; a change stages those of the
reports that something was decided about, with all that was ever decided about these, and puts what comes out
in the place of what the warehouse held of them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.lake import Lake
from lientinh.ministry_time import ministry_day
from lientinh.publish.comparing import keep_comparison
from lientinh.publish.engine import Build, Fault
from lientinh.publish.gate3 import run_gate_3, run_slice_checks
from lientinh.publish.keeping import add_rows, keep_table, put_in_place
from lientinh.publish.masking_words import Masker
from lientinh.publish.publications import Publication
from lientinh.publish.relations import (
    RELATION,
    RELATIONS,
    digest_relations,
    read_held,
    read_relation,
    read_step,
)
from lientinh.publish.slicing import list_slices
from lientinh.publish.staging import Staging
from lientinh.publish.staging_catalogue import stage_catalogue, stage_duties

log = logging.getLogger(__name__)
_KEY, _TEXT = pa.int32(), pa.string()
_LATER = ("reporting_punctuality", "finding")  # views of tables that are made after the others
_NOTHING_HELD = {
    "held_submission": {"submission_key": _KEY},
    "held_report": {"report_id": _TEXT, "report_key": _KEY},
    "held_breakdown": {"indicator_code": _TEXT, "breakdown": _TEXT, "breakdown_key": _KEY},
    "held_period": {"period": _TEXT, "period_basis": _TEXT, "period_key": _KEY},
    "held_kind": {"scenario": _TEXT, "plan_basis": _TEXT, "accumulation": _TEXT, "kind_key": _KEY},
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one build makes known: the log up to its publication, and the publication held already (0: none)."""

    entries: Sequence[Publication]
    held_n: int
    folder: str

    @property
    def whole(self) -> bool:
        return self.held_n == 0


class Building:
    """One build, step by step; its staging says afterwards which objects of the lake were damaged."""

    def __init__(self, build: Build, lake: Lake, catalogue: Catalogue, plan: Plan, fault: Fault) -> None:
        self.build, self.catalogue, self.plan, self.fault = build, catalogue, plan, fault
        places = {area.name_vi.casefold() for area in catalogue.areas}
        self.staging = Staging(build, lake, plan.entries, plan.held_n, Masker(places))

    def run(self, new: set[str]) -> set[str]:
        """Every relation of the warehouse, up to the plan's publication; nothing is committed.

        Stops early with those of the decisions of `new` that are damaged: they are not to be made known yet.
        """
        with timed("stage"):
            self._stage()
        if hurt := new & self.staging.hurt:
            return hurt
        self.fault("after_stage")
        with timed("supersession"):
            self._decide_what_stands()
        self.fault("after_facts")
        with timed("comparison"):
            self._compare()
        self.fault("after_comparison")
        with timed("findings"):
            self._keep_findings()
        self.fault("after_relations")
        with timed("gate_3"):
            run_gate_3(self.build, self.plan.entries[-1].n)
        return set()

    def _stage(self) -> None:
        """The catalogue; decisions, with keys for their documents and reports; then what these documents say."""
        for name, columns in _NOTHING_HELD.items():
            if self.plan.whole:
                self.build.load(name, pa.schema(columns).empty_table())
            else:
                self.build.scratch(name, read_held(name))
        self.staging.stage_held_publication()
        self.staging.stage_decisions()
        self._stage_catalogue()
        self._keep("publication", "dim_submission")
        self._step("touched_report", "touched_submission", "touched_decision", "touched_finding")
        self._keep("dim_report")
        self.staging.stage_observations()
        self.fault("after_evidence")
        days = {entry.n: ministry_day(entry.published_at) for entry in self.plan.entries}
        observed = self.build.ask(read_step("observed_code"))
        for name, table in stage_duties(self.catalogue, days, self.plan.held_n, observed).items():
            self.build.load(name, table)
        self._keep("dim_breakdown", "dim_period", "dim_kind", "asked", "duty")

    def _stage_catalogue(self) -> None:
        """Another catalogue makes another warehouse: a change finds its tables there."""
        origin = {"relations_digest": [digest_relations()], "folder": [self.plan.folder]}
        self.build.load("stage_origin", pa.table(origin))
        self._keep("warehouse_origin")
        if not self.plan.whole:
            return
        for name, table in stage_catalogue(self.catalogue).items():
            self.build.load(name, table)
        self._keep(*(relation.name for relation in RELATIONS if relation.upkeep == "catalogue"))

    def _decide_what_stands(self) -> None:
        """Facts with the time they were known, slice by slice, each checked."""
        self._step("report_event", "speaking")
        for place, bound in enumerate(list_slices(self.build)):
            self.build.load("slice_bound", bound)
            self.build.scratch_view("sliced_observation", read_step("sliced_observation"))
            self._step("voice", "touched_series")
            self.build.scratch("held_fact", read_held("no_fact" if self.plan.whole else "held_fact"))
            self._step("live_interval", "claim", "leading_interval")
            self._keep_slice("fact_observation", first=place == 0)
            self._keep_slice("unpublished_observation", first=place == 0)
            run_slice_checks(self.build)

    def _keep_slice(self, name: str, *, first: bool) -> None:
        """The first slice makes a table, the others add to it; a change has one slice."""
        rows = f"{name}_rows"
        self.build.scratch(rows, read_relation(name).select)
        if name == "fact_observation" and not self.plan.whole:
            self._step("changed_series")
        if self.plan.whole and first:
            self.build.create(RELATION[name], f"select * from {rows}")  # noqa: S608 - our own names
        elif self.plan.whole:
            add_rows(self.build, name, rows)
        else:
            put_in_place(self.build, RELATION[name], rows)

    def _compare(self) -> None:
        for relation in RELATIONS:
            if self.plan.whole and relation.kind in ("macro", "view") and relation.name not in _LATER:
                self.build.create(relation)
        keep_comparison(self.build, self.plan.entries[-1].published_at, whole=self.plan.whole)
        self._keep("reporting_status")
        if self.plan.whole:
            self.build.create(RELATION["reporting_punctuality"])

    def _keep_findings(self) -> None:
        facts = "fact_observation" if self.plan.whole else "fact_observation_rows"
        self.build.scratch_view("staged_fact", f"select * from {facts}")  # noqa: S608 - our own names
        self._keep("finding_observation", "finding_life")
        if self.plan.whole:
            self.build.create(RELATION["finding"])

    def _keep(self, *names: str) -> None:
        for name in names:
            keep_table(self.build, RELATION[name], whole=self.plan.whole)

    def _step(self, *names: str) -> None:
        for name in names:
            self.build.scratch(name, read_step(name))


@contextmanager
def timed(part: str) -> Iterator[None]:
    """A line of the log with the seconds a part took."""
    started = time.monotonic()
    yield
    log.info("built part=%s seconds=%.3f", part, time.monotonic() - started)
