"""What the lake says, as Arrow rows for the warehouse's SQL: decisions known by a publication and their rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lientinh.lake import Lake
from lientinh.lake.findings_schema import FINDINGS
from lientinh.land.submissions import list_submissions
from lientinh.observations import DECIMAL
from lientinh.publish.fields import TIME, date_fields, text_fields
from lientinh.publish.publications import Publication

Json = dict[str, Any]

# The place of a reading in its document is below this: no file within the readers' limits holds as many.
KEYS_PER_DOCUMENT = 10_000_000

PUBLICATION = pa.schema(
    [("n", pa.int32()), ("published_at", TIME), *text_fields("cause package_version catalogue_digest")]
)
HELD_PUBLICATION = pa.schema([("n", pa.int32()), ("published_at", TIME)])
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
    "relation relation_to area_code report_type report_period period_basis legal_state encoding role copy_of"
)
DOCUMENT = pa.schema(
    [
        *text_fields(_DOCUMENT_TEXT),
        *date_fields("issued_on"),
        ("precedence", pa.int32()),
        ("stands_at", TIME),
    ]
)
FINDING = pa.schema(
    [*(field for field in FINDINGS if field.name != "reading_ordinals"), ("decision_id", pa.string())]
)
ANSWER = pa.schema(
    [*text_fields("decision_id finding_id answer by reason"), *date_fields("until"), ("answered_at", TIME)]
)
HELD = pa.schema(text_fields("finding_id decision_id observation_id"))
FINDING_READING = pa.schema([*text_fields("finding_id decision_id document_id"), ("ordinal", pa.int32())])
_KEYS = [("observation_key", pa.int64()), ("submission_key", pa.int32())]
OBSERVATION = pa.schema(
    [
        *_KEYS,
        *text_fields("observation_id area_code territory indicator_code breakdown period period_basis"),
        *date_fields("period_end"),
        *text_fields("scenario plan_basis accumulation"),
        *((name, DECIMAL) for name in ("value", "lower", "upper")),
        *text_fields("qualifier"),
        ("rounding", DECIMAL),
        *text_fields("obs_status"),
        ("source_authority", pa.int16()),
        *((name, pa.bool_()) for name in ("leads", "withheld", "flagged")),
    ]
)
_LOCATOR_NUMBERS = ("page", "paragraph", "start", "end", "line")
_LOCATOR_FIELDS = ("file", "page", "paragraph", "start", "end", "line", "sheet", "cell")
# What the two streams read of a file of observations.
OBSERVATION_COLUMNS = [
    "document_id",
    "ordinal",
    *(name for name in OBSERVATION.names if name not in (*(key for key, _ in _KEYS), "withheld", "flagged")),
]
EVIDENCE = pa.schema(
    [
        ("observation_key", pa.int64()),
        *text_fields("observation_id series_id document_id"),
        ("ordinal", pa.int32()),
        *text_fields("quote value_text unit_text phrase locator"),
        *(
            (f"locator_{name}", pa.int32() if name in _LOCATOR_NUMBERS else pa.string())
            for name in _LOCATOR_FIELDS
        ),
    ]
)
# What the stream of words reads of the same file.
EVIDENCE_COLUMNS = [
    *(name for name in EVIDENCE.names if name != "observation_key" and not name.startswith("locator_"))
]


def publication_rows(log: Sequence[Publication]) -> pa.Table:
    """The log, one row a publication."""
    rows = [{name: getattr(entry, name) for name in PUBLICATION.names} for entry in log]
    return pa.Table.from_pylist(rows, schema=PUBLICATION)


def decision_rows(lake: Lake, known: Sequence[Json], log: Sequence[Publication]) -> pa.Table:
    """Decisions with the publication that first knew each."""
    publication_of = {decision_id: entry for entry in log for decision_id in entry.decision_ids}
    arrived = _read_arrivals(lake, known)
    rows = []
    for decision in known:
        row = {name: decision.get(name) for name in DECISION.names}
        for name in ("decided_at", "landed_at"):
            row[name] = datetime.fromisoformat(decision[name])
        row["arrived_on"] = arrived[decision["submission_id"]]
        row["n"] = publication_of[decision["decision_id"]].n
        row["published_at"] = publication_of[decision["decision_id"]].published_at
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=DECISION)


def _read_arrivals(lake: Lake, known: Sequence[Json]) -> dict[str, date | None]:
    """When each submission arrived at the ministry; older decisions leave that to the receipts."""
    arrived = {
        one["submission_id"]: date.fromisoformat(one["arrived_on"]) if one["arrived_on"] else None
        for one in known
        if "arrived_on" in one
    }
    if any(one["submission_id"] not in arrived for one in known):
        received = list_submissions(lake.receipts()).values()
        arrived = {one.submission_id: one.arrived_on for one in received} | arrived
    return arrived


def document_rows(known: Iterable[Json]) -> pa.Table:
    """The documents of decisions."""
    rows = []
    for decision in known:
        for document in decision["documents"]:
            row = {name: document.get(name) for name in DOCUMENT.names}
            row["decision_id"] = decision["decision_id"]
            row["issued_on"] = date.fromisoformat(document["issued_on"]) if document["issued_on"] else None
            row["role"] = document.get("role") or "alone"
            row["precedence"] = document.get("precedence") or 0
            row["stands_at"] = datetime.fromisoformat(document.get("stands_at") or decision["landed_at"])
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=DOCUMENT)


def answer_rows(known: Iterable[Json]) -> pa.Table:
    """What persons answered to findings, as the decisions that follow from it say."""
    rows = []
    for decision in known:
        for answer in decision.get("answers", ()):
            row = {name: answer.get(name) for name in ANSWER.names}
            row["decision_id"] = decision["decision_id"]
            row["until"] = date.fromisoformat(answer["until"]) if answer["until"] else None
            row["answered_at"] = datetime.fromisoformat(answer["answered_at"])
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=ANSWER)


def held_rows(known: Iterable[Json]) -> pa.Table:
    """Which observations each finding keeps back, as decisions say."""
    rows = [
        {"finding_id": finding_id, "decision_id": decision["decision_id"], "observation_id": observation_id}
        for decision in known
        for finding_id, ids in decision.get("held", {}).items()
        for observation_id in ids
    ]
    return pa.Table.from_pylist(rows, schema=HELD)


def finding_rows(tables: Iterable[tuple[Json, pa.Table]]) -> tuple[pa.Table, pa.Table]:
    """Findings of decisions, and one row per finding and reading it concerns."""
    findings, readings = [FINDING.empty_table()], []
    for decision, table in tables:
        owner = pa.repeat(pa.scalar(decision["decision_id"], pa.string()), table.num_rows)
        owned = table.append_column("decision_id", owner)
        findings.append(owned.select(FINDING.names))
        readings += [
            {**found, "ordinal": ordinal}
            for found in owned.select([*FINDING_READING.names[:3], "reading_ordinals"]).to_pylist()
            for ordinal in found.pop("reading_ordinals") or ()
        ]
    return pa.concat_tables(findings), pa.Table.from_pylist(readings, schema=FINDING_READING)


def read_stage_file(lake: Lake, stage: str, decision: Json, columns: Sequence[str] | None = None) -> pa.Table:
    """A decision's file of a stage, or some of its columns; `OSError` or `pa.ArrowException` where it is damaged."""
    content = io.BytesIO(lake.storage.read_bytes(lake.decided_path(stage, decision)))
    # In one thread: these files are small, and handing them to several takes longer than reading them.
    return pq.ParquetFile(content).read(columns=columns, use_threads=False)


def observation_rows(decision: Json, table: pa.Table, keys: Mapping[str, int]) -> pa.Table:
    """A decision's observations by their keys, with what was decided of each; `keys`: document_id → submission_key."""
    table = _with_keys(table, keys)
    for mark in ("withheld", "flagged"):
        marked = pa.array(decision[mark], pa.string())
        table = table.append_column(mark, pc.is_in(table.column("observation_id"), value_set=marked))
    return table.select(OBSERVATION.names).cast(OBSERVATION)


def evidence_rows(table: pa.Table, keys: Mapping[str, int]) -> pa.Table:
    """A decision's evidence: locators spread over columns, and as the text people see; in the order of keys."""
    table = _with_keys(table, keys)
    places = table.column("locator").combine_chunks()
    table = table.drop_columns(["locator"]).append_column("locator", write_places(places))
    for name in _LOCATOR_FIELDS:
        table = table.append_column(f"locator_{name}", pc.struct_field(places, name))
    return table.select(EVIDENCE.names).cast(EVIDENCE).sort_by("observation_key")


def write_places(places: pa.StructArray) -> pa.Array:
    """Locators as `Locator` writes them, all at once."""
    place = {name: pc.struct_field(places, name) for name in _LOCATOR_FIELDS}
    text = {name: item.cast(pa.string()) for name, item in place.items()}
    span = pc.binary_join_element_wise(text["start"], text["end"], pa.scalar("-"))
    within = pc.coalesce(text["cell"], span)
    in_document = pc.binary_join_element_wise(
        text["file"], text["paragraph"], within, pa.scalar(":"), null_handling="skip"
    )
    in_cell = pc.binary_join_element_wise(text["sheet"], text["cell"], pa.scalar("!"))
    return pc.coalesce(in_cell, text["sheet"], in_document)


def _with_keys(table: pa.Table, keys: Mapping[str, int]) -> pa.Table:
    documents = pa.array(list(keys), pa.string())
    numbers = pa.array(list(keys.values()), pa.int64())
    submission_key = numbers.take(
        pc.index_in(table.column("document_id"), value_set=documents).combine_chunks()
    )
    ordinal = table.column("ordinal").combine_chunks().cast(pa.int64())
    observation_key = pc.add(pc.multiply(submission_key, KEYS_PER_DOCUMENT), ordinal)
    return table.append_column("submission_key", submission_key).append_column(
        "observation_key", observation_key
    )
