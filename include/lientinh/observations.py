"""The common indicator schema: one row per observation, and the readings it is made from, as Arrow schemas.

Every file carries `schema_version`. Units: `value`, `lower`, `upper`, `rounding` in the indicator's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pyarrow as pa

from lientinh.readings import Reading

SCHEMA_VERSION = "1"

DECIMAL = pa.decimal128(24, 6)
_SIX_PLACES = Decimal("0.000001")

LOCATOR = pa.struct(
    [
        ("file", pa.string()),
        ("page", pa.int32()),
        ("paragraph", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("line", pa.int32()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
    ]
)

_SHARED_COLUMNS = [
    ("breakdown", pa.string()),
    ("value", DECIMAL),
    ("lower", DECIMAL),
    ("upper", DECIMAL),
    ("qualifier", pa.string()),
    ("rounding", DECIMAL),
    ("unit_code", pa.string()),
    ("value_text", pa.string()),
    ("unit_text", pa.string()),
    ("scenario", pa.string()),
    ("plan_basis", pa.string()),
    ("accumulation", pa.string()),
    ("period", pa.string()),
    ("period_start", pa.date32()),
    ("period_end", pa.date32()),
    ("period_basis", pa.string()),
    ("area_code", pa.string()),
    ("territory", pa.string()),
    ("indicator_code", pa.string()),
    ("phrase", pa.string()),
    ("quote", pa.string()),
    ("locator", LOCATOR),
    ("obs_status", pa.string()),
    ("source_authority", pa.int16()),
    ("ordinal", pa.int32()),
    ("submission_id", pa.string()),
    ("document_id", pa.string()),
    ("processing", pa.string()),
    ("schema_version", pa.string()),
]

READINGS = pa.schema(
    [
        *_SHARED_COLUMNS,
        ("measure", pa.string()),
        ("area_level", pa.string()),
        ("period_text", pa.string()),
        ("confidence", pa.float64()),  # 0 to 100, of text recognised from a picture
    ]
)

OBSERVATIONS = pa.schema(
    [
        ("observation_id", pa.string()),
        ("series_id", pa.string()),
        *_SHARED_COLUMNS,
        ("report_id", pa.string()),
        ("issued_on", pa.date32()),
        ("arrived_on", pa.date32()),
        ("landed_at", pa.timestamp("us", tz="UTC")),
        ("leads", pa.bool_()),
    ]
)


def readings_table(
    readings: Iterable[tuple[str, Reading]], *, submission_id: str, processing: str
) -> pa.Table:
    """Readings of a submission as (document_id, reading) pairs → one row each, in the order given."""
    rows = []
    for document_id, reading in readings:
        row = asdict(reading)
        row.update(
            document_id=document_id,
            submission_id=submission_id,
            processing=processing,
            schema_version=SCHEMA_VERSION,
        )
        rows.append(with_scaled_decimals(row))
    return pa.Table.from_pylist(rows, schema=READINGS)


def observations_table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Observation rows → a table in the common schema."""
    return pa.Table.from_pylist([with_scaled_decimals(row) for row in rows], schema=OBSERVATIONS)


def with_scaled_decimals(row: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the row whose decimals have the six places of decimal(24,6)."""
    return {
        key: item.quantize(_SIX_PLACES) if isinstance(item, Decimal) else item for key, item in row.items()
    }
