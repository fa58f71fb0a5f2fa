"""A lake as production has it when a report arrives: the province's earlier reports and its neighbours' present ones.

The good submissions go through the gates in the order they landed, everything of one day in one run. A case is then
checked as if it had arrived in place of its good submission: the lake knows all that had landed by then, and nothing
of what came later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.checking import check_submissions
from lientinh.committing import commit_submission
from lientinh.findings import Finding
from lientinh.handling import HandledSubmission, handle_submission
from lientinh.identity import identify_submission
from lientinh.lake import Lake
from lientinh.lake_history import read_history
from lientinh.land.submissions import Submission
from lientinh.pipeline import _first_of_each_report
from lientinh.report_identity import KnownReports
from quality.case import Case, Delivery, Files

PROCESSING = "quality"
Json = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """What the gates say of one submission."""

    handled: HandledSubmission
    findings: list[Finding]


@dataclass
class Scene:
    """A lake in a folder, filled with good submissions."""

    home: Path
    catalogue: Catalogue
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    clean: dict[str, Checked] = field(default_factory=dict)  # by the delivery's key
    _decisions: dict[str, Json] = field(default_factory=dict)  # by the delivery's key
    _known: dict[str, tuple[list[Json], Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lake = Lake.open(str(self.home / "lake"))

    def receive(self, deliveries: Iterable[Delivery]) -> None:
        """Put good submissions through the gates and into the lake."""
        ordered = sorted(deliveries, key=lambda one: one.landed_at)
        for _, group in groupby(ordered, key=lambda one: one.landed_at.date()):
            self._receive_day(list(group))

    def check(self, case: Case) -> Checked:
        """The case in place of its good submission."""
        base = self.deliveries[case.base]
        decisions, history = self._lake_at(base)
        handled = self._handle(base, case.files(), KnownReports.of_decisions(decisions))
        return self._run([handled], decisions, history)[0]

    def _receive_day(self, day: Sequence[Delivery]) -> None:
        decisions = list(self._decisions.values())
        known = KnownReports.of_decisions(decisions)
        handled = [self._handle(one, one.files, known) for one in day]
        history = read_history(self.lake, decisions, set())
        run = self._check(handled, decisions, history)
        for one, submitted in zip(day, handled, strict=True):
            decision = commit_submission(
                submitted, run, self.lake, self.home / "quarantine", processing=PROCESSING, now=one.landed_at
            )
            self.deliveries[one.key] = one
            self._decisions[one.key] = decision

    def check_clean(self, key: str) -> Checked:
        """The good submission itself, as it arrived: what is found of it is a false alarm, or a known truth."""
        if key not in self.clean:
            base = self.deliveries[key]
            self.clean[key] = self.check(Case("clean", key, "", lambda: base.files, None))
        return self.clean[key]

    def _lake_at(self, base: Delivery) -> tuple[list[Json], Any]:
        """Decisions and history without the submission itself and without what landed after its day."""
        if base.key not in self._known:
            decisions = [
                decision
                for key, decision in self._decisions.items()
                if key != base.key and _day(decision) <= base.landed_at.date()
            ]
            self._known[base.key] = decisions, read_history(self.lake, decisions, set())
        return self._known[base.key]

    def _handle(self, base: Delivery, files: Files, known: KnownReports) -> HandledSubmission:
        described = []
        for name, data in files:
            sha256 = hashlib.sha256(data).hexdigest()
            self.lake.write_raw(sha256, data)
            described.append((name, sha256, len(data)))
        submission_id = identify_submission(base.area_code, [file[:2] for file in described])
        submission = Submission(
            submission_id, base.area_code, base.name, tuple(described), base.landed_at, base.landed_at.date()
        )
        return handle_submission(submission, self.lake, self.catalogue, known)

    def _run(
        self, handled: Sequence[HandledSubmission], decisions: list[Json], history: Any
    ) -> list[Checked]:
        run = self._check(handled, decisions, history)
        return [Checked(one, run.findings[one.submission.submission_id]) for one in handled]

    def _check(self, handled: Sequence[HandledSubmission], decisions: list[Json], history: Any) -> Any:
        return check_submissions(
            handled,
            self.catalogue,
            processing=PROCESSING,
            history=history,
            earlier_reports=_first_of_each_report(decisions, list(handled)),
            data_docs_dir=None,
        )


def _day(decision: Json) -> date:
    return datetime.fromisoformat(decision["landed_at"]).astimezone(UTC).date()
