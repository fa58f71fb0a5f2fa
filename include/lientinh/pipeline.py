"""The whole way from inbox to warehouse, without a scheduler. Airflow and the command line both call this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lientinh.catalogue import Catalogue, load_catalogue
from lientinh.checking import check_submissions
from lientinh.committing import commit_submission, write_readings
from lientinh.companions.copies import Figures, Version, figures_of_rows
from lientinh.companions.earlier_versions import KnownVersions
from lientinh.errors import UsageError
from lientinh.gates.data_docs import collect_docs, docs_folder
from lientinh.handling import HandledSubmission, handle_submission
from lientinh.lake import Lake
from lientinh.lake.lake_lock import share_lake
from lientinh.lake_history import read_history
from lientinh.land import Arrival, Landed, find_arrivals, find_paths, land_arrival
from lientinh.land.inbox import clear_landed
from lientinh.land.submissions import Submission, list_submissions
from lientinh.purge.removing import complete_purges
from lientinh.report_identity import KnownReports
from lientinh.review.answers import read_answer
from lientinh.review.reviewing import settle_answers
from lientinh.settings import Settings
from lientinh.version import __version__

Json = dict[str, Any]
Progress = Callable[[str, str], None]  # (stage, submission's name)


def _silent(stage: str, name: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Pipeline:
    """The stages over one home: settings, catalogue and lake, opened once."""

    settings: Settings
    catalogue: Catalogue
    lake: Lake
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    progress: Progress = _silent

    @classmethod
    def open(cls, settings: Settings, progress: Progress = _silent) -> Pipeline:
        """Load the catalogue and open the lake; raises `CatalogueError` with every problem at once."""
        return cls(
            settings,
            load_catalogue(settings.catalogue_dir),
            Lake.open(settings.lake_root, settings.limits),
            progress=progress,
        )

    @property
    def processing(self) -> str:
        """The version of package and catalogue: the second half of every derived file's identity."""
        return f"{__version__}-{self.catalogue.digest}"

    def land(
        self,
        area_code: str | None = None,
        paths: Iterable[Path] | None = None,
        arrived_on: date | None = None,
        submitted_by: str | None = None,
    ) -> list[Landed]:
        """Land what is at rest in the inboxes, or the paths a person names; idempotent."""
        complete_purges(self.settings, self.lake)
        inbox = self.settings.inbox_dir
        if paths is None:
            arrivals = find_arrivals(inbox, self.clock().timestamp(), self.settings.rest_seconds, area_code)
        else:
            arrivals = find_paths(paths, area_code)
        with share_lake(self.settings.home):
            return self._land(arrivals, arrived_on, submitted_by)

    def _land(
        self, arrivals: Iterable[Arrival], arrived_on: date | None, submitted_by: str | None
    ) -> list[Landed]:
        receipts = self.lake.receipts()
        known = {receipt["submission_id"] for receipt in receipts}
        landed = []
        for arrival in arrivals:
            self.progress("land", arrival.name)
            one = land_arrival(
                arrival,
                self.lake,
                now=self.clock(),
                known=known,
                arrived_on=arrived_on,
                submitted_by=submitted_by,
            )
            if one is not None:
                known.add(one.submission_id)
                landed.append(one)
        safe = {receipt["receipt_id"] for receipt in receipts} | {one.receipt_id for one in landed}
        clear_landed(self.settings.inbox_dir, safe)
        return landed

    def submissions(self) -> dict[str, Submission]:
        """Everything that has landed, in order of arrival."""
        return list_submissions(self.lake.receipts())

    def pending(self) -> list[str]:
        """Landed, and never decided by any processing: what a killed run left to do."""
        decided = {decision["submission_id"] for decision in self.lake.decisions()}
        return [submission_id for submission_id in self.submissions() if submission_id not in decided]

    def read_submission(self, submission_id: str) -> Json:
        """Read and extract one landed submission, its readings into the lake; a small manifest."""
        (one,) = self.handle([submission_id])
        write_readings(one, self.lake, self.processing)
        return {
            "submission_id": submission_id,
            "name": one.submission.name,
            "documents": len(one.documents),
            "readings": len(one.readings),
            "refused": one.refusals[0].rule_id if one.refusals else None,
        }

    def check_and_decide(self, submission_ids: Sequence[str]) -> list[Json]:
        """Gates 1 and 2 over all of them together, then each decided and committed; manifests.

        A submission that this processing has decided keeps that decision; one removed on order meanwhile has none.
        """
        settle_answers(self.lake)
        with share_lake(self.settings.home):
            return self._check_and_decide(submission_ids)

    def _check_and_decide(self, submission_ids: Sequence[str]) -> list[Json]:
        purged = self.lake.purged()
        wanted = [one for one in submission_ids if one not in purged]
        decided = {one: self.lake.find_decision(one, self.processing) for one in wanted}
        todo = self.handle([one for one, decision in decided.items() if decision is None])
        if todo:
            for decision in self._decide(todo):
                decided[decision["submission_id"]] = decision
        return [self._manifest(decision) for decision in decided.values() if decision is not None]

    def handle(self, submission_ids: Sequence[str]) -> list[HandledSubmission]:
        """Read and extract landed submissions; touches no lake file."""
        submissions = self.submissions()
        unknown = [one for one in submission_ids if one not in submissions]
        if unknown:
            raise UsageError(f"{unknown[0]}: no such submission has landed")
        decisions = self.lake.decisions()
        known = KnownReports.of_decisions(decisions)
        versions = KnownVersions.of_decisions(decisions, self._figures_reader(decisions))
        handled = []
        # In the order of landing: what came later may be a copy of what came before.
        for submission_id in sorted(submission_ids, key=list(submissions).index):
            self.progress("read", submissions[submission_id].name)
            one = handle_submission(submissions[submission_id], self.lake, self.catalogue, known, versions)
            handled.append(one)
        return handled

    def _figures_reader(self, decisions: list[Json]) -> Callable[[Version], Figures]:
        """Reads what a document of the lake states, when it is asked for."""
        newest = {one["submission_id"]: one for one in decisions if one["outcome"] == "accepted"}

        def read(version: Version) -> Figures:
            rows = self.lake.read_stage("readings", [newest[version.submission_id]]).to_pylist()
            return figures_of_rows(row for row in rows if row["document_id"] == version.document_id)

        return read

    def _decide(self, todo: list[HandledSubmission]) -> list[Json]:
        self.progress("check", "")
        decisions = self.lake.decisions()
        answers = [read_answer(content) for content in self.lake.answers()]
        with collect_docs(self.settings.data_docs_dir, map(_folder_of, todo)) as docs:
            run = check_submissions(
                todo,
                self.catalogue,
                processing=self.processing,
                history=read_history(
                    self.lake,
                    decisions,
                    without={one.submission.submission_id for one in todo},
                    beside={
                        earlier.version.submission_id for one in todo for earlier in one.earlier.values()
                    },
                ),
                earlier_reports=_first_of_each_report(decisions, todo),
                data_docs_dir=docs,
            )
        return [
            commit_submission(
                one,
                run,
                self.lake,
                self.settings.quarantine_dir,
                processing=self.processing,
                now=self.clock(),
                answers=answers,
            )
            for one in todo
        ]

    def _manifest(self, decision: Json) -> Json:
        found = self.lake.read_stage("findings", [decision]).column("rule_id").to_pylist()
        return {
            "submission_id": decision["submission_id"],
            "name": decision["name"],
            "area_code": decision["area_code"],
            "outcome": decision["outcome"],
            "refused": decision["refused"],
            "readings": decision["counts"]["readings"],
            "observations": decision["counts"]["observations"],
            "withheld": len(decision["withheld"]),
            "findings": decision["findings"],
            "rules": dict(sorted(Counter(found).items())),
            "reports": _reports_of(decision),
        }


def _folder_of(one: HandledSubmission) -> str:
    """Where the Data Docs on a submission stand; `docs_link` finds them from its decision."""
    periods = [extraction.head.report_period for extraction in one.extractions]
    return docs_folder(one.submission.area_code, periods, one.submission.received)


def _first_of_each_report(
    decisions: list[Json], todo: list[HandledSubmission]
) -> dict[str, tuple[datetime, str]]:
    """report_id → (landed_at, submission_id) of the accepted or present submission that came first."""
    claims = [
        (document["report_id"], datetime.fromisoformat(decision["landed_at"]), decision["submission_id"])
        for decision in decisions
        if decision["outcome"] == "accepted"
        for document in decision["documents"]
    ]
    claims += [
        (report_id, one.submission.landed_at, one.submission.submission_id)
        for one in todo
        if not one.refusals
        for report_id in one.report_ids.values()
    ]
    first: dict[str, tuple[datetime, str]] = {}
    for report_id, landed_at, submission_id in claims:
        first[report_id] = min(first.get(report_id, (landed_at, submission_id)), (landed_at, submission_id))
    return first


def _reports_of(decision: Json) -> list[str]:
    """The reports of a type and period it holds, each as `<report_type>|<report_period>|<area>`."""
    if decision["outcome"] != "accepted":
        return []
    keys = {
        f"{one['report_type']}|{one['report_period']}|{one['area_code'] or decision['area_code']}"
        for one in decision["documents"]
        if one.get("report_type") and one.get("report_period")
    }
    return sorted(keys)
