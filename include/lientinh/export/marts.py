"""The relations that are given away: what a row is, what columns mean, what identifies and what refers to what."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lientinh.publish.relations import SQL_DIR, read_sql

COLUMNS_FILE = Path(__file__).resolve().parent / "columns.csv"
ColumnType = Literal["text", "decimal", "integer", "boolean", "date", "datetime"]
_ANY = "*"  # the words of a column that means the same wherever it stands
_TYPES: dict[str, ColumnType] = {
    "text": "text",
    "decimal": "decimal",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row (or, of a dimension with versions, a code) of another relation."""

    columns: tuple[str, ...]
    relation: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mart:
    """A relation that is given away; `key` is unique, though parts of it may be empty."""

    name: str
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column in words; `unit` is `unit_code` where the row names it, else the unit itself, else empty."""

    name: str
    type: ColumnType
    unit: str
    description_vi: str
    description_en: str


_INDICATOR = Reference(("indicator_code",), "dim_indicator", ("indicator_code",))
_BREAKDOWN = Reference(("indicator_code", "breakdown"), "dim_breakdown", ("indicator_code", "breakdown"))
_PERIOD = Reference(("period", "period_basis"), "dim_period", ("period", "period_basis"))
_AREA = Reference(("area_code",), "dim_area", ("area_code",))
_TERRITORY = Reference(("territory",), "dim_area", ("territory",))
_AGENCY = Reference(("agency_code",), "dim_agency", ("agency_code",))
_REPORT = Reference(("report_id",), "dim_report", ("report_id",))
_REPORT_TYPE = Reference(("report_type",), "dim_report_type", ("report_type",))
_SUBMISSION = Reference(("submission_id",), "dim_submission", ("submission_id",))

MARTS = (
    Mart("publication", ("n",)),
    Mart(
        "comparison",
        ("boundary", "indicator_code", "breakdown", "period", "period_basis", "scenario", "plan_basis",
         "accumulation", "area_code", "territory"),
        (_INDICATOR, _BREAKDOWN, _PERIOD, _TERRITORY, Reference(("boundary",), "dim_boundary", ("boundary",))),
    ),
    Mart("observation", ("observation_id",), (_INDICATOR, _BREAKDOWN, _PERIOD, _TERRITORY, _SUBMISSION, _REPORT)),
    Mart(
        "reporting_status",
        ("area_code", "agency_code", "report_type", "period", "period_basis"),
        (_AREA, _AGENCY, _REPORT_TYPE, _SUBMISSION, _REPORT),
    ),
    Mart("finding", ("finding_id",), (_INDICATOR, _SUBMISSION)),
    Mart("dim_area", ("territory",)),
    Mart("dim_agency", ("agency_key",)),
    Mart("dim_boundary", ("boundary",)),
    Mart("dim_breakdown", ("indicator_code", "breakdown"), (_INDICATOR,)),
    Mart("dim_indicator", ("indicator_code",)),
    Mart("dim_period", ("period", "period_basis")),
    Mart("dim_report", ("report_id",)),
    Mart("dim_report_type", ("report_type",)),
    Mart("dim_submission", ("submission_key",)),
)  # fmt: skip


@cache
def describe_columns(relation: str) -> tuple[Column, ...]:
    """Columns of a relation, in its order. English is the comment of the SQL file where that has one."""
    shared = {row["column"]: row for row in _read_words() if row["relation"] == _ANY}
    comments = read_sql(SQL_DIR / f"{relation}.sql").columns
    own = (row for row in _read_words() if row["relation"] == relation and row["column"])
    return tuple(
        _column(row if row["type"] else shared[row["column"]], comments.get(row["column"])) for row in own
    )


@cache
def describe_rows(relation: str) -> tuple[str, str]:
    """What a row of a relation is, Vietnamese and English."""
    heads = (row for row in _read_words() if row["relation"] == relation and not row["column"])
    return next(heads)["description_vi"], _as_sentence(read_sql(SQL_DIR / f"{relation}.sql").description)


@cache
def _read_words() -> tuple[dict[str, str], ...]:
    with COLUMNS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _column(row: dict[str, str], comment: str | None) -> Column:
    english = _as_sentence(comment) if comment else row["description_en"]
    return Column(row["column"], _TYPES[row["type"]], row["unit"], row["description_vi"], english)


def _as_sentence(text: str) -> str:
    """With a capital, unless it begins with codes (`as_reported, or …`), whose letters are theirs."""
    first = text.split(maxsplit=1)[0]
    return (text[:1].upper() + text[1:] if first.isalpha() else text) + (
        "" if text.endswith((".", "…")) else "."
    )
