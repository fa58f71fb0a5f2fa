"""What the lake knows when a run is checked: the figures of accepted submissions and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from lientinh.gates import FROM_HEAD, LakeHistory, ReportDocument
from lientinh.lake import Lake

Json = dict[str, Any]


def read_history(lake: Lake, decisions: Iterable[Json], without: Collection[str]) -> LakeHistory:
    """Of every submission but those of the run (`without`) its newest accepted decision, as gate 2 takes it.

    A later processing that was rejected takes nothing back: the warehouse keeps what was accepted before.
    Findings are read only where a submission of the run was decided before: only then can another report's
    finding already tell of it.
    """
    newest: dict[str, Json] = {}
    decided: dict[str, datetime] = {}
    for decision in decisions:
        if decision["outcome"] != "accepted":
            continue
        if decision["submission_id"] in without:
            decided.setdefault(decision["submission_id"], datetime.fromisoformat(decision["decided_at"]))
        else:
            newest[decision["submission_id"]] = decision
    accepted = list(newest.values())
    frame = lake.read_stage("observations", accepted).to_pandas()
    return LakeHistory(
        figures=frame[frame["leads"].astype(bool)].reset_index(drop=True),
        documents=tuple(_describe(one, document) for one in accepted for document in one["documents"]),
        withheld=frozenset(marked for one in accepted for marked in one["withheld"]),
        told=_read_told(lake, accepted) if decided else {},
        decided=decided,
    )


def _describe(decision: Json, document: Json) -> ReportDocument:
    head = {name: document[name] for name in FROM_HEAD}
    head["issued_on"] = date.fromisoformat(head["issued_on"]) if head["issued_on"] else None
    return ReportDocument(
        submission_id=decision["submission_id"],
        area_code=decision["area_code"],
        sha256=document["sha256"],
        document_id=document["document_id"],
        report_id=document["report_id"],
        landed_at=datetime.fromisoformat(decision["landed_at"]),
        file=document["file"],
        **head,
    )


def _read_told(lake: Lake, accepted: Iterable[Json]) -> dict[str, datetime]:
    """finding_id → when the newest decision that made it was made."""
    told: dict[str, datetime] = {}
    for decision in sorted(accepted, key=lambda one: str(one["decided_at"])):
        at = datetime.fromisoformat(decision["decided_at"])
        for finding_id in lake.read_stage("findings", [decision]).column("finding_id").to_pylist():
            told[finding_id] = at
    return told
