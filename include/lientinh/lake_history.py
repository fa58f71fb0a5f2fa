"""What the lake knows when a run is checked: the figures of accepted submissions and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from lientinh.companions.copies import is_recognised_rank, is_signed_rank
from lientinh.companions.earlier_versions import UNKNOWN_RANK
from lientinh.gates import FROM_HEAD, LakeHistory, ReportDocument
from lientinh.lake import Lake

Json = dict[str, Any]


def read_history(
    lake: Lake, decisions: Iterable[Json], without: Collection[str], beside: Collection[str] = ()
) -> LakeHistory:
    """Of every submission but those of the run (`without`) its newest accepted decision, as gate 2 takes it.

    A later processing that was rejected takes nothing back: the warehouse keeps what was accepted before.
    Findings are read only where a submission of the run was decided before: only then can another report's
    finding already tell of it; and of the submissions `beside`, whose copies the run holds.
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
        told_by={
            one: frozenset(lake.read_stage("findings", [newest[one]]).column("finding_id").to_pylist())
            for one in sorted(newest.keys() & set(beside))
        },
    )


def _describe(decision: Json, document: Json) -> ReportDocument:
    head = {name: document[name] for name in FROM_HEAD}
    head["issued_on"] = date.fromisoformat(head["issued_on"]) if head["issued_on"] else None
    rank = document.get("version_rank", UNKNOWN_RANK)
    return ReportDocument(
        submission_id=decision["submission_id"],
        area_code=decision["area_code"],
        sha256=document["sha256"],
        document_id=document["document_id"],
        report_id=document["report_id"],
        landed_at=datetime.fromisoformat(decision["landed_at"]),
        file=document["file"],
        media_type=document.get("media_type") or "",
        content_id=document.get("content_id") or "",
        role=document.get("role") or "alone",
        of=document.get("of"),
        goes_with=document.get("copy_of"),
        goes_with_document=document.get("copy_of_document"),
        goes_with_kind=document.get("goes_with"),
        precedence=document.get("precedence", 0),
        stands_at=datetime.fromisoformat(document["stands_at"]) if document.get("stands_at") else None,
        is_recognised=is_recognised_rank(rank),
        is_signed=is_signed_rank(rank),
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
