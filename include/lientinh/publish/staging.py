"""Stage what a build needs of the lake: decisions, their documents, findings and observations."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from lientinh.lake import Lake
from lientinh.lake.lake import submission_of
from lientinh.publish.engine import Build
from lientinh.publish.fields import text_fields
from lientinh.publish.masking_words import Masker
from lientinh.publish.publications import Publication
from lientinh.publish.relations import read_step
from lientinh.publish.staging_lake import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    HELD_PUBLICATION,
    OBSERVATION,
    OBSERVATION_COLUMNS,
    answer_rows,
    decision_rows,
    document_rows,
    evidence_rows,
    finding_rows,
    held_rows,
    observation_rows,
    publication_rows,
    read_stage_file,
)

Json = dict[str, Any]
log = logging.getLogger(__name__)
_DAMAGE = (OSError, ValueError, KeyError, pa.ArrowException)  # of an object of the lake, whatever reads it


class Staging:
    """The lake's side of one build: the log, and the publication the warehouse holds already (0: none).

    `damaged` names the objects of the lake that could not be read, each with why; `hurt` the decisions they belong to.
    """

    def __init__(
        self, build: Build, lake: Lake, entries: Sequence[Publication], held_n: int, masker: Masker
    ) -> None:
        self.build, self.lake, self.entries, self.masker = build, lake, entries, masker
        self.held_n = held_n
        purged = lake.purged()
        listed = [
            (entry.n, one)
            for entry in entries
            for one in entry.decision_ids
            if submission_of(one) not in purged
        ]
        self.new_ids = [one for n, one in listed if n > held_n]
        self.held_ids = {one for n, one in listed if n <= held_n}
        self.decisions: list[Json] = []
        self.damaged: dict[str, str] = {}
        self.hurt: set[str] = set()

    def stage_held_publication(self) -> None:
        """The publication the warehouse holds into `held_publication`: number 0 without a time where it holds none."""
        moments = {entry.n: entry.published_at for entry in self.entries}
        row = {"n": self.held_n, "published_at": moments.get(self.held_n)}
        self.build.load("held_publication", pa.Table.from_pylist([row], schema=HELD_PUBLICATION))

    def stage_decisions(self) -> None:
        """Log, decisions, documents and findings into their `stage_*` tables."""
        self.decisions = self._read_decisions(self.new_ids)
        if self.held_ids:
            self.decisions += self._read_decisions(self._find_neighbours(self.decisions))
        self.decisions.sort(key=lambda one: (one["decided_at"], one["decision_id"]))
        mask = self.masker.columns
        findings, readings = finding_rows(self._read_files("findings", self.decisions))
        for name, table in (
            ("stage_publication", publication_rows(self.entries)),
            ("stage_decision", decision_rows(self.lake, self.decisions, self.entries)),
            ("stage_document", mask(document_rows(self.decisions), "title")),
            ("stage_answer", mask(answer_rows(self.decisions), "reason")),
            ("stage_held", held_rows(self.decisions)),
            ("stage_finding", mask(findings, "quote", "message_vi", "message_en")),
            ("stage_finding_reading", readings),
        ):
            self.build.load(name, table)

    def _read_decisions(self, decision_ids: Iterable[str]) -> list[Json]:
        found = []
        for decision_id in decision_ids:
            try:
                found.append(self.lake.read_decision(decision_id))
            except _DAMAGE as error:
                self._name_damage(f"decisions/{decision_id}.json", decision_id, error)
        return found

    def _find_neighbours(self, new: Sequence[Json]) -> list[str]:
        """Ids of held decisions on the reports of new ones, on all reports of their submissions, and so on."""
        submissions = {one["submission_id"] for one in new}
        reports = {document["report_id"] for one in new for document in one["documents"]}
        seen = 0
        while len(submissions) + len(reports) > seen:
            seen = len(submissions) + len(reports)
            self.build.load("seed_submission", id_table("submission_id", submissions))
            reports |= {row["report_id"] for row in self.build.ask(read_step("neighbouring_report"))}
            self.build.load("seed_report", id_table("report_id", reports))
            submissions |= {
                row["submission_id"] for row in self.build.ask(read_step("neighbouring_submission"))
            }
        self.build.load("seed_submission", id_table("submission_id", submissions))
        return sorted(row["decision_id"] for row in self.build.ask(read_step("neighbouring_decision")))

    def stage_observations(self) -> None:
        """Observations of accepted decisions into `stage_observation`, the evidence of new ones behind what is held."""
        keys: dict[str, dict[str, int]] = {}
        for row in self.build.ask(read_step("document_key")):
            if row["document_id"]:
                keys.setdefault(row["decision_id"], {})[row["document_id"]] = row["submission_key"]
        accepted = [
            one for one in self.decisions if one["outcome"] == "accepted" and one["decision_id"] in keys
        ]
        accepted.sort(key=lambda one: min(keys[one["decision_id"]].values()))
        staged = (
            batch
            for decision, table in self._read_files("observations", accepted, OBSERVATION_COLUMNS)
            for batch in observation_rows(decision, table, keys[decision["decision_id"]]).to_batches()
        )
        self.build.load("stage_observation", pa.RecordBatchReader.from_batches(OBSERVATION, staged))
        new = [one for one in accepted if one["decision_id"] not in self.held_ids]
        words = (
            batch
            for decision, table in self._read_files("observations", new, EVIDENCE_COLUMNS)
            for batch in self._mask_evidence(evidence_rows(table, keys[decision["decision_id"]])).to_batches()
        )
        self.build.append_evidence(words, EVIDENCE, self.entries[-1].n)

    def _mask_evidence(self, rows: pa.Table) -> pa.Table:
        return self.masker.columns(self.masker.quotes(rows), "phrase")

    def _read_files(
        self, stage: str, decisions: Sequence[Json], columns: Sequence[str] | None = None
    ) -> Iterator[tuple[Json, pa.Table]]:
        """Each decision's file of a stage; a damaged one is named and left out."""
        for decision in decisions:
            path = self.lake.decided_path(stage, decision)
            if path in self.damaged:
                continue
            try:
                table = read_stage_file(self.lake, stage, decision, columns)
            except _DAMAGE as error:
                self._name_damage(path, decision["decision_id"], error)
                continue
            yield decision, table

    def _name_damage(self, path: str, decision_id: str, error: Exception) -> None:
        self.damaged[path] = f"{type(error).__name__}: {error}"
        self.hurt.add(decision_id)
        log.error("damaged object=%s error=%s", path, type(error).__name__)


def id_table(name: str, ids: Iterable[str]) -> pa.Table:
    """A table of one column of ids."""
    return pa.Table.from_pydict({name: sorted(set(ids))}, schema=pa.schema(text_fields(name)))
