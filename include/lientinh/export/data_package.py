"""A Frictionless data package of the marts: each relation in Parquet and in CSV, with one schema for both."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lientinh.export.formula_guard import GUARD, GUARD_EN, GUARD_VI, guard_text
from lientinh.export.marts import MARTS, Mart, describe_columns
from lientinh.export.source import Source, Vintage
from lientinh.publish.column_words import Column, describe_rows
from lientinh.publish.reading_warehouse import Row

Json = dict[str, Any]

DESCRIPTOR_FILE = "datapackage.json"
_PARQUET = "_parquet"
_ROW_GROUP = 50_000  # rows; a group of each indicator's few makes a file four times as large
_FIELD_TYPES = {
    "text": "string",
    "decimal": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}
_ARROW_TYPES = {
    "text": pa.string(),
    "decimal": pa.decimal128(25, 6),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}


def write_data_package(source: Source, folder: Path) -> None:
    """`datapackage.json`, and `<relation>.csv` and `<relation>.parquet` of every relation for people."""
    for mart in MARTS:
        columns = describe_columns(mart.name)
        with (
            (folder / f"{mart.name}.csv").open("w", encoding="utf-8", newline="") as text_file,
            pq.ParquetWriter(
                folder / f"{mart.name}.parquet", _arrow_schema(columns), compression="zstd"
            ) as parquet,
        ):
            writer = csv.writer(text_file, lineterminator="\n")
            writer.writerow([column.name for column in columns])
            for rows in _gather(source.rows_of(mart.name)):
                writer.writerows([write_cell(row[column.name]) for column in columns] for row in rows)
                parquet.write_table(_arrow_table(rows, columns))
    text = json.dumps(_describe(source.vintage, source.chosen), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR_FILE).write_text(text + "\n", encoding="utf-8")


def _gather(batches: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """Batches that are worth a row group of Parquet."""
    gathered: list[Row] = []
    for rows in batches:
        gathered += rows
        if len(gathered) >= _ROW_GROUP:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def write_cell(value: object) -> str:
    """As CSV holds it: numbers with a decimal point and nothing else, ISO 8601, text that is never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    return guard_text(value) if isinstance(value, str) else str(value)


def _arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema(
        [
            pa.field(column.name, _ARROW_TYPES[column.type], metadata={"description": column.description_en})
            for column in columns
        ]
    )


def _arrow_table(rows: list[Row], columns: tuple[Column, ...]) -> pa.Table:
    schema = _arrow_schema(columns)
    arrays = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _describe(vintage: Vintage, chosen: tuple[str, ...] | None) -> Json:
    description = (
        f"{vintage.title_vi}. {vintage.title_en}. Ô trống không bao giờ có nghĩa là 0. An empty cell never means"
        f" zero. {GUARD_VI} {GUARD_EN}"
    )
    return {
        "profile": "data-package",
        "name": f"lientinh-{vintage.number}",
        "title": "Kho số liệu liên tỉnh · Inter-provincial warehouse",
        "description": description,
        "version": str(vintage.number),
        "created": vintage.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "indicator_codes": list(chosen) if chosen else "all",
        "resources": [
            resource
            for mart in MARTS
            for resource in (_describe_csv(mart), _describe_parquet(mart))
        ],
    }  # fmt: skip


def _describe_csv(mart: Mart) -> Json:
    return {
        **_describe_resource(mart, mart.name, "csv", "text/csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "formula_guard": {"prefix": GUARD, "description_vi": GUARD_VI, "description_en": GUARD_EN},
        "schema": _describe_schema(mart, ""),
    }


def _describe_parquet(mart: Mart) -> Json:
    return {
        **_describe_resource(mart, mart.name + _PARQUET, "parquet", "application/vnd.apache.parquet"),
        "schema": _loosen_integers(_describe_schema(mart, _PARQUET)),
    }


def _loosen_integers(schema: Json) -> Json:
    """frictionless reads Parquet through pandas, where an integer column with empty cells holds floats."""
    fields = [
        {**field, "type": "number"}
        if field["type"] == "integer" and field["name"] not in schema["primaryKey"]
        else field
        for field in schema["fields"]
    ]
    return {**schema, "fields": fields}


def _describe_resource(mart: Mart, name: str, extension: str, media_type: str) -> Json:
    vietnamese, english = describe_rows(mart.name)
    return {
        "name": name,
        "type": "table",
        "path": f"{mart.name}.{extension}",
        "format": extension,
        "mediatype": media_type,
        "title": mart.name,
        "description": f"{vietnamese} {english}",
    }


def _describe_schema(mart: Mart, suffix: str) -> Json:
    """The same for both files; references stay among files of one kind."""
    return {
        "fields": [_describe_field(column) for column in describe_columns(mart.name)],
        "primaryKey": list(mart.key),
        "foreignKeys": [
            {
                "fields": list(reference.columns),
                "reference": {"resource": reference.relation + suffix, "fields": list(reference.targets)},
            }
            for reference in mart.references
        ],
        "missingValues": [""],
    }


def _describe_field(column: Column) -> Json:
    described = {
        "name": column.name,
        "type": _FIELD_TYPES[column.type],
        "description": f"{column.description_vi} {column.description_en}",
        "description_vi": column.description_vi,
        "description_en": column.description_en,
    }
    told = {"unit": column.unit, "sdmx_concept": column.sdmx_concept, "source": column.source}
    return described | {name: text for name, text in told.items() if text}
