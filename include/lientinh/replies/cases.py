"""One decided submission with everything its reply is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.handling import read_landed_file
from lientinh.lake import Lake
from lientinh.land.inbox import is_spelled_out
from lientinh.replies.parties import Parties, find_parties
from lientinh.replies.points import Point, Request, group_points, make_points
from lientinh.replies.resolving import Mended
from lientinh.replies.terms import choose_answer_by

Json = dict[str, Any]
# What leads a submission of several files: its letter before its tables.
_LEADING_KINDS = ("report", "plan", "proposal", "decision", "dispatch", "statistical_form", "news", "unknown")


@dataclass(frozen=True)
class ReplyCase:
    """A submission, its newest decision, its documents by id, what is asked of its sender and what only told.

    `written_on`: the day of the reply; `answer_by`: last day to answer, None where nothing is asked; `mended`: what it
    mends of an earlier submission.
    """

    decision: Json
    documents: Mapping[str, Document]
    requests: tuple[Request, ...]
    notes: tuple[Point, ...]
    parties: Parties
    catalogue: Catalogue
    written_on: date
    answer_by: date | None
    mended: Mended | None = None

    @property
    def is_rejected(self) -> bool:
        return bool(self.decision["outcome"] == "rejected")

    @property
    def is_unwanted(self) -> bool:
        """Refused at the door, where nothing of it is kept: it is not asked for again."""
        return any(not file["sha256"] for file in self.decision["files"])

    @property
    def points(self) -> list[Point]:
        """All that is asked, in the order of the letter."""
        return [point for request in self.requests for point in request.points]

    @property
    def leading(self) -> Json | None:
        """The document (of the decision) the reply is about; None where no file could be read."""
        described: list[Json] = self.decision["documents"]
        return min(
            described,
            key=lambda one: (
                one.get("role") in ("annex", "copy"),
                _LEADING_KINDS.index(one["kind"]),
                not one["number"],
            ),
            default=None,
        )

    @property
    def finding_ids(self) -> list[str]:
        return [point.finding_id for point in self.points]


def build_case(
    lake: Lake, catalogue: Catalogue, decision: Json, names: Mapping[str, str], on: date
) -> ReplyCase:
    """Everything from the lake, the documents read again from raw; `names` of all submissions by id."""
    documents = read_documents(lake, decision)
    findings = open_findings(lake.read_stage("findings", [decision]).to_pylist(), decision, on)
    readings = lake.read_stage("readings", [decision]).to_pylist()
    fields = {one.indicator_code: one.field for one in catalogue.indicators}
    requests, notes = group_points(make_points(findings, documents, readings, fields, names))
    rows = lake.read_stage("observations", [decision]).select(["indicator_code"]).to_pylist()
    figures = Counter(fields[row["indicator_code"]] for row in rows)
    asked = [point.field for request in requests for point in request.points if point.field]
    case = ReplyCase(
        decision=decision,
        documents=documents,
        requests=tuple(requests),
        notes=tuple(notes),
        parties=Parties(None, (), {}, (), ()),
        catalogue=catalogue,
        written_on=on,
        answer_by=choose_answer_by(catalogue, [one.severity for one in requests], on),
    )
    leading = case.leading
    agency_code = leading["agency_code"] if leading else None
    parties = find_parties(catalogue, decision["area_code"], agency_code, figures, asked, on)
    return replace(case, parties=parties)


def read_documents(lake: Lake, decision: Json) -> dict[str, Document]:
    """The submission's documents by id, those that can be read."""
    found = {}
    for file in decision["files"]:
        if is_spelled_out(file["name"]) or not file["sha256"]:  # refused at the door: no bytes are kept
            continue
        try:
            document = read_landed_file(lake, file["name"], file["sha256"], file.get("bytes"))
        except BadInput:
            continue  # its refusal is a finding of the decision
        found[document.document_id] = document
    return found


def open_findings(findings: Iterable[Json], decision: Json, on: date) -> list[Json]:
    """Findings that nobody has accepted, or waived for this day: what a person has settled is not asked again."""
    settled = {
        answer["finding_id"]
        for answer in decision.get("answers", ())
        if answer["answer"] == "accepted"
        or (answer["answer"] == "waived" and _holds(answer.get("until"), on))
    }
    return [finding for finding in findings if finding["finding_id"] not in settled]


def _holds(until: str | None, on: date) -> bool:
    return until is None or on <= date.fromisoformat(until)
