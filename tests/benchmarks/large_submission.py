"""One submission of a generated lake: its observations, findings, receipt and decision, as the pipeline writes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.large_catalogue import FIRST_YEAR, YEARS
from benchmarks.large_rows import Cells, mix, names, observations
from lientinh.findings import Finding
from lientinh.identity import hash_parts, identify_document, identify_report, identify_submission
from lientinh.lake import Lake
from lientinh.lake.findings_schema import findings_table

Json = dict[str, Any]
PROCESSING = "p1"
PUBLISHED_ON = datetime(FIRST_YEAR + YEARS, 4, 1, tzinfo=UTC)  # when all has landed, first corrections too
_WITHHELD_EVERY, _FLAGGED_EVERY = 1_500, 1_000


@dataclass(frozen=True)
class Report:
    """What a submission is about: a province, a field (by number) and months."""

    number: int
    province: int
    field: int
    months: range


def write_submission(lake: Lake, report: Report, cells: Cells, *, version: int, seed: int) -> Json:
    """A submission about a report, decided: version 0 is the report, later ones correct it. Returns the decision."""
    head = _head(report, version, seed)
    texts = {name: head[name] for name in ("submission_id", "document_id", "report_id")}
    table = observations(
        cells,
        version=version,
        seed=seed,
        texts={**texts, "processing": PROCESSING},
        issued_on=head["issued_on"],
        landed_at=head["landed_at"],
    )
    chance = mix(cells.series(), seed + 11 + version)
    marks = {
        "withheld": _pick(table, chance % np.uint64(_WITHHELD_EVERY) == 0),
        "flagged": _pick(table, chance % np.uint64(_FLAGGED_EVERY) == 1),
    }
    decision = _decision(
        head, {mark: [row["observation_id"] for row in rows] for mark, rows in marks.items()}
    )
    arrival = {key: decision[key] for key in ("submission_id", "area_code", "name", "files", "landed_at")}
    lake.write_receipt(
        {
            **arrival,
            "schema_version": "1",
            "receipt_id": head["submission_id"],
            "arrived_on": head["landed_at"].date().isoformat(),
        }
    )
    lake.write_table(lake.decided_path("observations", decision), table)
    lake.write_table(lake.decided_path("findings", decision), _findings(marks, decision))
    lake.write_decision(decision)
    return decision


def _head(report: Report, version: int, seed: int) -> Json:
    """Names, identities and times."""
    words = names()
    area_code = words.areas[report.province].as_py()
    period = words.periods[report.months[-1]].as_py()
    correction = f"-dinh-chinh-{version}" if version else ""
    file = f"bao-cao-{report.field:02}-{period}{correction}.xlsx"
    sha256 = hashlib.sha256(f"{area_code}/{file}/{seed}".encode()).hexdigest()
    agency_code = f"{area_code}-snv"
    landed_at = _landing(report, version)
    return {
        "area_code": area_code,
        "period": period,
        "file": file,
        "sha256": sha256,
        "agency_code": agency_code,
        "landed_at": landed_at,
        "issued_on": landed_at.date() - timedelta(days=2),
        "relation": "corrects" if version else "initial",
        "submission_id": identify_submission(area_code, [(file, sha256)]),
        "document_id": identify_document(file, sha256),
        "report_id": identify_report(agency_code, "monthly_report", period, report.field),
    }


def _decision(head: Json, marked: dict[str, list[str]]) -> Json:
    """As small as publishing, citing and explaining allow."""
    moment = head["landed_at"].isoformat(timespec="microseconds")
    shared = {name: head[name] for name in ("area_code", "relation", "sha256")}
    document = {
        **shared, "document_id": head["document_id"], "file": head["file"], "report_id": head["report_id"],
        "kind": "report", "title": f"Báo cáo {head['period']}", "agency_code": head["agency_code"],
        "number": "12", "symbol": "BC-SNV", "issued_on": head["issued_on"].isoformat(),
        "report_type": "monthly_report", "report_period": head["period"], "period_basis": "calendar",
        "legal_state": "signed",
    }  # fmt: skip
    return {
        "schema_version": "1", "decision_id": f"{head['submission_id']}-{PROCESSING}",
        "submission_id": head["submission_id"], "processing": PROCESSING, "area_code": head["area_code"],
        "name": head["file"], "files": [{"name": head["file"], "sha256": head["sha256"], "bytes": 40_000}],
        "landed_at": moment,
        "arrived_on": head["landed_at"].date().isoformat(),
        "received": f"{head['landed_at']:%Y-%m}", "outcome": "accepted", "refused": None,
        "decided_at": moment, "decided_by": "automatic", "relation": head["relation"], "documents": [document],
        **marked,
    }  # fmt: skip


def _landing(report: Report, version: int) -> datetime:
    """Days after the last month, another number for every province; the first correction six weeks later."""
    if version > 1:
        return PUBLISHED_ON + timedelta(hours=version)
    end = names().ends[report.months[-1]].as_py()
    days = 3 + report.province % 20 + 42 * version
    return datetime(end.year, end.month, end.day, 2, tzinfo=UTC) + timedelta(days=days, seconds=report.field)


def _pick(table: pa.Table, which: np.ndarray) -> list[Json]:
    columns = ["observation_id", "indicator_code", "period", "quote", "report_id", "document_id", "ordinal"]
    return table.select(columns).take(np.flatnonzero(which)).to_pylist()


def _findings(marks: dict[str, list[Json]], decision: Json) -> pa.Table:
    """One finding a figure that waits or is flagged."""
    kinds = {"withheld": ("gate2.jump", "error"), "flagged": ("gate2.range", "warning")}
    return findings_table(
        Finding(
            finding_id=hash_parts("finding", kinds[mark][0], row["observation_id"]), rule_id=kinds[mark][0],
            severity=kinds[mark][1], area_code=decision["area_code"], report_id=row["report_id"],
            submission_id=decision["submission_id"], document_id=row["document_id"],
            observation_id=row["observation_id"], indicator_code=row["indicator_code"], period=row["period"],
            locator=f"Biểu 1!D{row['ordinal'] + 4}", quote=row["quote"], message_vi="Số liệu tăng đột biến.",
            message_en="The figure jumps.", action_vi="Đề nghị kiểm tra lại.", action_en="Please check.",
            subject=row["observation_id"], reading_ordinals=(row["ordinal"],),
        )
        for mark, rows in marks.items()
        for row in rows
    )  # fmt: skip
