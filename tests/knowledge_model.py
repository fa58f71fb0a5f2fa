"""What must be known after each publication, worked out the obvious way: an independent model of the warehouse.

Written from the words of the design, not from the SQL, as a fold over the publication log:

* A publication knows the decisions that it and those before it list. Of a submission the newest accepted
  processing speaks; what was rejected says nothing and closes nothing.
* A report is what its submissions say, in the order they landed: one that `replaces` or `withdraws` leaves of
  what came before only what it says again; one that `corrects` or `supplements` takes the place of what it says
  and of nothing else; an `initial` one stands beside what is there. A submission whose newest processing says it
  is about another report says nothing in the first one any more.
* A withheld figure stands like any other, but is shown as withheld: it hides what it takes the place of.
* One figure leads each series. Within a report the first to land, and within a submission the one it put first;
  between reports the stronger source, then the later issued (no date comes last), then the later landed. Where
  even these tie any of them may lead, but one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """One figure of a submission."""

    observation_id: str
    series_id: str
    value: Decimal | None
    source_authority: int
    first_said: bool
    is_withheld: bool


@dataclass(frozen=True)
class Decided:
    """A decision on a submission of one document, with what it says."""

    decision_id: str
    submission_id: str
    report_id: str
    relation: str
    is_accepted: bool
    landed_at: datetime
    issued_on: date | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Standing:
    """A figure that stands, and whose it is."""

    figure: Said
    by: Decided


@dataclass(frozen=True)
class Known:
    """What one publication knows: all that stands, and of each series those that may lead it."""

    standing: dict[str, Standing]  # by observation
    may_lead: dict[str, frozenset[str]]  # by series


def read_decided(lake: Any, decision: Row) -> Decided:
    """A decision of the lake with its observations, as the model takes it."""
    (document,) = decision["documents"]
    withheld = set(decision["withheld"])
    rows = lake.read_stage("observations", [decision]).to_pylist()
    return Decided(
        decision_id=decision["decision_id"],
        submission_id=decision["submission_id"],
        report_id=document["report_id"],
        relation=document["relation"],
        is_accepted=decision["outcome"] == "accepted",
        landed_at=datetime.fromisoformat(decision["landed_at"]),
        issued_on=date.fromisoformat(document["issued_on"]) if document["issued_on"] else None,
        said=tuple(
            Said(
                row["observation_id"], row["series_id"], row["value"], row["source_authority"], row["leads"],
                row["observation_id"] in withheld,
            )
            for row in rows
        ),
    )  # fmt: skip


def what_is_known(publications: Iterable[Sequence[Decided]]) -> Known:
    """The log up to a publication, each entry its decisions in order → what that publication knows."""
    newest: dict[str, Decided] = {}
    for decisions in publications:
        for one in decisions:
            if one.is_accepted:
                newest[one.submission_id] = one
    reports: dict[str, list[Decided]] = {}
    for one in sorted(newest.values(), key=lambda one: (one.landed_at, one.submission_id)):
        reports.setdefault(one.report_id, []).append(one)
    left = [standing for said in reports.values() for standing in _read_report(said)]
    return Known({one.figure.observation_id: one for one in left}, _choose_leaders(left))


def _read_report(submissions: list[Decided]) -> list[Standing]:
    """What a report's submissions leave standing, in order of landing."""
    left: list[Standing] = []
    for one in submissions:
        said = {figure.series_id for figure in one.said}
        if one.relation in ("replaces", "withdraws"):
            left = []
        elif one.relation in ("corrects", "supplements"):
            left = [standing for standing in left if standing.figure.series_id not in said]
        left += [
            Standing(figure, one) for figure in sorted(one.said, key=lambda figure: not figure.first_said)
        ]
    return left


def _choose_leaders(left: list[Standing]) -> dict[str, frozenset[str]]:
    voices: dict[tuple[str, str], Standing] = {}
    for one in left:  # in order within each report: the first is its voice
        voices.setdefault((one.figure.series_id, one.by.report_id), one)
    series: dict[str, list[Standing]] = {}
    for (series_id, _), one in voices.items():
        series.setdefault(series_id, []).append(one)
    return {
        series_id: frozenset(
            one.figure.observation_id for one in ours if _strength(one) == max(map(_strength, ours))
        )
        for series_id, ours in series.items()
    }


def _strength(one: Standing) -> tuple[int, date, datetime]:
    return -one.figure.source_authority, one.by.issued_on or date.min, one.by.landed_at
