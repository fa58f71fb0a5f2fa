"""The words of relations and columns, for the comments of the database, the dictionary and the exports.

They stand in `sql/columns.csv`: type, unit, SDMX concept, source, Vietnamese and English. Where the file of a
relation says something of a row or a column, that is the English. A row without a type borrows the words of `*`,
where those of a column stand that means the same in several relations.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from lientinh.publish.relations import SQL_DIR, RelationSql, read_sql

WORDS_FILE = SQL_DIR / "columns.csv"
ColumnType = Literal["text", "decimal", "integer", "boolean", "date", "datetime"]
ANY = "*"  # the words of a column that means the same wherever it stands
# Whose words a relation's columns have, where it has none of its own; `<name>_as_of` has those of `<name>`.
_KIN: dict[str, tuple[str, ...]] = {
    "asked": ("reporting_status",),
    "duty": ("reporting_status",),
    "evidence": ("observation",),
    "fact_observation": ("observation",),
    "finding_life": ("finding",),
    "finding_observation": ("finding",),
    "leading_fact_as_of": ("fact_observation",),
    "figure_as_of": ("fact_observation",),
    "comparison_series_as_of": ("dim_breakdown", "dim_period", "dim_indicator"),
    "regrouped_figure_as_of": ("figure_as_of", "comparison"),
    "comparison_cell_as_of": ("comparison", "regrouped_figure_as_of"),
}
# A unit of a column in words; others, as %, are words already.
UNIT_WORDS = {
    "unit_code": "theo unit_code của chỉ tiêu · the indicator's unit_code",
    "days": "ngày · days",
    "digits": "chữ số · digits",
    "provinces": "tỉnh · provinces",
    "reports": "báo cáo · reports",
    "submissions": "hồ sơ báo cáo · submissions",
}
_SOURCE_WORDS = {"lake": "kho lưu trữ", "catalogue": "danh mục", "computed": "tính khi cập nhật"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column in words; `unit` is `unit_code` where the row or its indicator names it, else the unit, else empty."""

    name: str
    type: ColumnType
    unit: str
    sdmx_concept: str
    source: str
    description_vi: str
    description_en: str


def list_columns(relation: str) -> tuple[str, ...]:
    """Columns the file of words lists for a relation, in its order; all of them where it is given away."""
    return tuple(column for name, column in _read_words() if name == relation and column)


@cache
def describe_column(relation: str, column: str) -> Column | None:
    """The words of a column of a relation; None where nobody has written any."""
    owner, row = next(_candidates(relation, column), ("", None))
    if row is None:
        return None
    source = row["source"] or _head(relation if owner == ANY else owner)["source"]
    return Column(
        column,
        cast(ColumnType, row["type"]),
        row["unit"],
        row["sdmx_concept"],
        source,
        row["description_vi"],
        _english(relation, column),
    )


def describe_rows(relation: str) -> tuple[str, str]:
    """What a row of a relation is, Vietnamese and English."""
    head = _head(relation)
    return head["description_vi"], head["description_en"] or _as_sentence(_file_of(relation).description)


@cache
def comment_column(relation: str, column: str) -> str | None:
    """The comment of a column: `Vietnamese · English · unit · source · SDMX concept`, what it has of these."""
    words = describe_column(relation, column)
    if words is None:
        return None
    parts = [words.description_vi, words.description_en]
    if words.unit:
        parts.append(f"đơn vị (unit): {UNIT_WORDS.get(words.unit, words.unit)}")
    parts.append(_name_source(words.source))
    if words.sdmx_concept:
        parts.append(f"SDMX: {words.sdmx_concept}")
    return " · ".join(parts)


@cache
def comment_relation(relation: str) -> str:
    """The comment of a relation: what a row is, its source, and of a function what its parameter is."""
    parts = [*describe_rows(relation), _name_source(_head(relation)["source"])]
    if relation.endswith("_as_of") and (moment := describe_column(relation, "as_of")):
        parts.append(f"as_of: {moment.description_vi} · {moment.description_en}")
    return " · ".join(parts)


def _name_source(source: str) -> str:
    named = (f"{_SOURCE_WORDS[one.partition('/')[0]]} ({one})" for one in source.split(";"))
    return f"nguồn (source): {', '.join(named)}"


@cache
def _read_words() -> dict[tuple[str, str], dict[str, str]]:
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return {(row["relation"], row["column"]): row for row in csv.DictReader(file)}


def _head(relation: str) -> dict[str, str]:
    return _read_words()[relation, ""]


def _kin(relation: str) -> Iterator[str]:
    """A relation, and those whose words it shares, the nearest first."""
    yield relation
    base = relation.removesuffix("_as_of")
    nearest = _KIN.get(relation, (base,) if base != relation and (base, "") in _read_words() else ())
    for one in nearest:
        yield from _kin(one)


def _candidates(relation: str, column: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of words that a column might have, and whose they are, the nearest first."""
    for owner in (*_kin(relation), ANY):
        row = _read_words().get((owner, column))
        if row and row["type"]:
            yield owner, row


def _english(relation: str, column: str) -> str:
    rows = dict(_candidates(relation, column))
    for owner in (*_kin(relation), ANY):
        if said := _file_of(owner).columns.get(column):
            return _as_sentence(said)
        if owner in rows and rows[owner]["description_en"]:
            return rows[owner]["description_en"]
    return ""


@cache
def _file_of(relation: str) -> RelationSql:
    """The file of a relation; an engine's own relations have none."""
    path = SQL_DIR / f"{relation}.sql"
    return read_sql(path) if relation != ANY and path.is_file() else RelationSql("", "", {})


def _as_sentence(text: str) -> str:
    """With a capital, unless it begins with codes (`as_reported, or …`), whose letters are theirs."""
    first = text.split(maxsplit=1)[0]
    return (text[:1].upper() + text[1:] if first.isalpha() else text) + (
        "" if text.endswith((".", "…")) else "."
    )
