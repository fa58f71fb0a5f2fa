"""What the lake says, as Arrow tables for the warehouse's SQL: decisions known by a publication and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from lientinh.documents import Locator
from lientinh.lake import Lake
from lientinh.land.submissions import list_submissions
from lientinh.publish.fields import TIME, date_fields, text_fields
from lientinh.publish.publications import Publication

Json = dict[str, Any]
PUBLICATION = pa.schema(
    [("n", pa.int32()), ("published_at", TIME), *text_fields("cause package_version catalogue_digest")]
)
_DECISION_TEXT = (
    "decision_id submission_id processing area_code name received outcome refused relation decided_by"
)
DECISION = pa.schema(
    [
        *text_fields(_DECISION_TEXT),
        ("decided_at", TIME),
        ("landed_at", TIME),
        *date_fields("arrived_on"),
        ("n", pa.int32()),
        ("published_at", TIME),
    ]
)
_DOCUMENT_TEXT = (
    "decision_id document_id report_id file sha256 kind title agency_code agency_text number symbol issued_text "
    "relation relation_to area_code report_type report_period period_basis legal_state encoding"
)
DOCUMENT = pa.schema([*text_fields(_DOCUMENT_TEXT), *date_fields("issued_on")])
MARKED = pa.schema(text_fields("observation_id"))
FINDING_READING = pa.schema([*text_fields("finding_id decision_id document_id"), ("ordinal", pa.int32())])
_LOCATOR_FIELDS = ("file", "page", "paragraph", "start", "end", "line", "sheet", "cell")


def stage_lake(lake: Lake, log: Sequence[Publication]) -> dict[str, pa.Table]:
    """Everything the publications of `log` know → the `stage_*` tables, in a fixed order of rows."""
    publication_of = {decision_id: entry for entry in log for decision_id in entry.decision_ids}
    known = [decision for decision in lake.decisions() if decision["decision_id"] in publication_of]
    accepted = [decision for decision in known if decision["outcome"] == "accepted"]
    arrived = {one.submission_id: one.arrived_on for one in list_submissions(lake.receipts()).values()}
    findings = _rows_of(lake, "findings", known)
    return {
        "stage_publication": _publications(log),
        "stage_decision": _decisions(known, publication_of, arrived),
        "stage_document": _documents(known),
        "stage_withheld": _marked(accepted, "withheld"),
        "stage_flagged": _marked(accepted, "flagged"),
        "stage_observation": _observations(lake, accepted),
        "stage_finding": findings.drop_columns(["reading_ordinals"]),
        "stage_finding_reading": _finding_readings(findings),
    }


def _publications(log: Sequence[Publication]) -> pa.Table:
    rows = [{name: getattr(entry, name) for name in PUBLICATION.names} for entry in log]
    return pa.Table.from_pylist(rows, schema=PUBLICATION)


def _decisions(
    known: list[Json], publication_of: dict[str, Publication], arrived: dict[str, date | None]
) -> pa.Table:
    rows = []
    for decision in known:
        row = {name: decision.get(name) for name in DECISION.names}
        for name in ("decided_at", "landed_at"):
            row[name] = datetime.fromisoformat(decision[name])
        row["arrived_on"] = arrived.get(decision["submission_id"])
        row["n"] = publication_of[decision["decision_id"]].n
        row["published_at"] = publication_of[decision["decision_id"]].published_at
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=DECISION)


def _documents(known: list[Json]) -> pa.Table:
    rows = []
    for decision in known:
        for document in decision["documents"]:
            row = {name: document.get(name) for name in DOCUMENT.names}
            row["decision_id"] = decision["decision_id"]
            row["issued_on"] = date.fromisoformat(document["issued_on"]) if document["issued_on"] else None
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=DOCUMENT)


def _marked(accepted: list[Json], mark: str) -> pa.Table:
    """Ids of the observations that decisions mark `withheld` or `flagged`."""
    ids = sorted({observation_id for decision in accepted for observation_id in decision[mark]})
    return pa.Table.from_pydict({"observation_id": ids}, schema=MARKED)


def _rows_of(lake: Lake, stage: str, decisions: list[Json]) -> pa.Table:
    """The rows of a stage, each with the decision it belongs to."""
    tables = [lake.read_stage(stage, [])]
    owners: list[str] = []
    for decision in decisions:
        table = lake.read_stage(stage, [decision])
        tables.append(table)
        owners += [decision["decision_id"]] * table.num_rows
    return pa.concat_tables(tables).append_column("decision_id", pa.array(owners, pa.string()))


def _finding_readings(findings: pa.Table) -> pa.Table:
    """One row per finding and reading it concerns."""
    rows = [
        {**found, "ordinal": ordinal}
        for found in findings.select([*FINDING_READING.names[:3], "reading_ordinals"]).to_pylist()
        for ordinal in found.pop("reading_ordinals") or ()
    ]
    return pa.Table.from_pylist(rows, schema=FINDING_READING)


def _observations(lake: Lake, accepted: list[Json]) -> pa.Table:
    """Observations with their locator spread over columns, and as the text people see."""
    table = _rows_of(lake, "observations", accepted)
    places = table.column("locator").combine_chunks()
    texts = [str(Locator(**place)) for place in places.to_pylist()]
    table = table.drop_columns(["locator"]).append_column("locator", pa.array(texts, pa.string()))
    for name in _LOCATOR_FIELDS:
        table = table.append_column(f"locator_{name}", pc.struct_field(places, name))
    return table
