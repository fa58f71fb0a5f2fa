"""Arrow rows into PostgreSQL: a table of their schema, filled by COPY."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from lientinh.publish.postgres_connection import raw_connection

# Code points in their order, as DuckDB sorts, whatever the database's locale is; ILIKE and lower() know Vietnamese.
COLLATION = "pg_c_utf8"
_ROWS_AT_ONCE = 50_000
# PostgreSQL holds no NUL in a text; what stands for it is the Unicode sign for a character that cannot be shown.
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}".encode()

_IS_OF_TYPE: tuple[tuple[Callable[[pa.DataType], bool], Callable[[pa.DataType], TypeEngine[Any]]], ...] = (
    (pa.types.is_string, lambda kind: Text(collation=COLLATION)),
    (pa.types.is_large_string, lambda kind: Text(collation=COLLATION)),
    (pa.types.is_decimal, lambda kind: Numeric(kind.precision, kind.scale)),
    (pa.types.is_boolean, lambda kind: Boolean()),
    (pa.types.is_date, lambda kind: Date()),
    (pa.types.is_timestamp, lambda kind: DateTime(timezone=kind.tz is not None)),
    (pa.types.is_int8, lambda kind: SmallInteger()),
    (pa.types.is_int16, lambda kind: SmallInteger()),
    (pa.types.is_int32, lambda kind: Integer()),
    (pa.types.is_int64, lambda kind: BigInteger()),
    (pa.types.is_float64, lambda kind: Double()),
    (pa.types.is_null, lambda kind: Text(collation=COLLATION)),
)


def create_table_for(connection: Connection, name: str, schema: pa.Schema, *, temporary: bool) -> None:
    """An empty table of an Arrow schema; a temporary one goes with the transaction."""
    columns = [Column(field.name, _column_type(field)) for field in schema]
    prefixes = ["TEMPORARY"] if temporary else []
    on_commit = "DROP" if temporary else None
    table = Table(name, MetaData(), *columns, prefixes=prefixes, postgresql_on_commit=on_commit)
    connection.execute(CreateTable(table))


def _column_type(field: pa.Field) -> TypeEngine[Any]:
    kind = _plain(field.type)
    for is_of_type, make in _IS_OF_TYPE:
        if is_of_type(kind):
            return make(kind)
    raise TypeError(
        f"column {field.name} is of Arrow type {field.type}, which no PostgreSQL type is told for"
    )


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def copy_rows(connection: Connection, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Append the batches to a table, columns by name → how many rows.

    CSV that pyarrow writes keeps null (nothing) apart from empty text (a pair of quotes), as COPY reads it.
    """
    plain = pa.schema([pa.field(field.name, _plain(field.type)) for field in schema])
    columns = ", ".join(f'"{column}"' for column in schema.names)
    count = 0
    with (
        raw_connection(connection).cursor() as cursor,
        cursor.copy(f"copy {name} ({columns}) from stdin (format csv)") as copy,
    ):
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS_AT_ONCE):
                copy.write(_as_csv(batch.slice(start, _ROWS_AT_ONCE), plain))
            count += batch.num_rows
    return count


def _as_csv(batch: pa.RecordBatch, plain: pa.Schema) -> bytes:
    sink = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, batch_size=_ROWS_AT_ONCE)
    pa_csv.write_csv(batch.select(plain.names).cast(plain), sink, options)
    return sink.getvalue().replace(b"\x00", _NO_CHARACTER)
