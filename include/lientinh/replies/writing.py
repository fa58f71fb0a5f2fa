"""Replies into the outbox: one folder for each decided submission, for a person to look at and send."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lientinh.errors import UsageError
from lientinh.lake import Lake
from lientinh.lake.lake import newest_of_each
from lientinh.lake.lake_lock import share_lake
from lientinh.ministry_time import ministry_day
from lientinh.pipeline import Pipeline
from lientinh.replies.annotating import annotate_files
from lientinh.replies.cases import ReplyCase, build_case
from lientinh.replies.letter import write_letter
from lientinh.replies.page import write_page
from lientinh.replies.receipt import write_receipt
from lientinh.replies.receipt_facts import count_figures
from lientinh.replies.resolving import find_mended
from lientinh.storage import replace_file

log = logging.getLogger(__name__)
Json = dict[str, Any]
MANIFEST, PAGE, LETTER, RECEIPT = (
    "reply.json",
    "phan-hoi.html",
    "du-thao-cong-van.docx",
    "phieu-tiep-nhan.docx",
)


def write_replies(
    pipeline: Pipeline, submission_ids: Sequence[str], now: datetime, *, afresh: bool = False
) -> list[Json]:
    """Write `outbox/<area_code>/<submission_id>/…` for decided submissions; what stands in each `reply.json`.

    A reply is written on the day of `now` and keeps that day, its dates and its bytes as long as its decision and what
    it asks stay as they are; `afresh` counts the days to answer from `now` again. Raises `UsageError` for a submission
    that has not been decided.
    """
    with share_lake(pipeline.settings.home):
        return _write_replies(pipeline, submission_ids, now, afresh=afresh)


def _write_replies(
    pipeline: Pipeline, submission_ids: Sequence[str], now: datetime, *, afresh: bool
) -> list[Json]:
    submissions = pipeline.submissions()
    names = {submission_id: one.name for submission_id, one in submissions.items()}
    decided = {one["submission_id"]: one for one in newest_of_each(pipeline.lake.decisions())}
    unknown = [one for one in submission_ids if one not in decided]
    if unknown:
        raise UsageError(
            f"{unknown[0]}: no submission with this id has been decided; `lientinh ingest` decides"
        )
    manifests = []
    for submission_id in dict.fromkeys(submission_ids):
        folder = reply_folder(pipeline.settings.outbox_dir, decided[submission_id])
        on = ministry_day(now)
        mended = find_mended(pipeline.lake, decided[submission_id], decided.values())
        case = build_case(pipeline.lake, pipeline.catalogue, decided[submission_id], names, on)
        earlier = _read_manifest(folder)
        if not afresh and _is_unchanged(earlier, case):
            first = date.fromisoformat(earlier["written_on"])
            case = build_case(pipeline.lake, pipeline.catalogue, decided[submission_id], names, first)
        manifests.append(_write_reply(replace(case, mended=mended), pipeline.lake, folder, earlier))
    return manifests


def reply_folder(outbox: Path, decision: Mapping[str, Any]) -> Path:
    """Where the reply to a submission lies; an area's code is a folder's name and never a way out."""
    return outbox / (re.sub(r"\W", "_", decision["area_code"]) or "_") / str(decision["submission_id"])


def _read_manifest(folder: Path) -> Json:
    """What an earlier reply wrote; nothing where there is none, or one that no longer reads as it was written."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_unchanged(earlier: Json, case: ReplyCase) -> bool:
    asked = (case.decision["decision_id"], case.finding_ids)
    return (earlier.get("decision_id"), earlier.get("finding_ids")) == asked and "written_on" in earlier


def _write_reply(case: ReplyCase, lake: Lake, folder: Path, earlier: Json) -> Json:
    files = _make_files(case, lake)
    for name, data in files.items():
        replace_file(folder / name, data)
    for file in earlier.get("files", ()):
        # Of an earlier decision, with more to ask; only what our own manifest names, and only inside the folder.
        if (name := Path(str(file["name"])).name) not in files:
            (folder / name).unlink(missing_ok=True)
    manifest = _describe(case, files)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(folder / MANIFEST, text.encode("utf-8"))
    log.info(
        "replied submission=%s files=%d asked=%d",
        manifest["submission_id"],
        len(files),
        len(case.finding_ids),
    )
    return manifest | {"folder": str(folder)}


def _make_files(case: ReplyCase, lake: Lake) -> dict[str, bytes]:
    """The reply's files by name: what is asked, in the sender's own file or on a page, and the letter; or a receipt."""
    if not case.requests:
        return {RECEIPT: write_receipt(case)}
    annotated = annotate_files(case, lake)
    files = {one.name: one.data for one in annotated}
    covered = {document_id for one in annotated for document_id in one.document_ids}
    if any(point.document_id not in covered for point in case.points):
        files[PAGE] = write_page(case)
    return {**files, LETTER: write_letter(case, list(files))}


def _describe(case: ReplyCase, files: Mapping[str, bytes]) -> Json:
    counts = count_figures(case)
    return {
        "schema_version": "1",
        "submission_id": case.decision["submission_id"],
        "area_code": case.decision["area_code"],
        "name": case.decision["name"],
        "decision_id": case.decision["decision_id"],
        "outcome": case.decision["outcome"],
        "written_on": case.written_on.isoformat(),
        "answer_by": case.answer_by.isoformat() if case.answer_by else None,
        "finding_ids": case.finding_ids,
        "figures": {"read": counts.read, "accepted": counts.accepted, "withheld": counts.waiting},
        "check_before_signing": list(case.parties.unsure) if case.requests else [],
        "files": [
            {"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in sorted(files.items())
        ],
    }
