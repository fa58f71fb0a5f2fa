"""Whoever opens the warehouse in a client of their own reads there what everything is, on both engines."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import psycopg
import pytest

from lientinh.export.sdmx_components import COMPONENTS
from lientinh.publish.column_words import (
    ANY,
    UNIT_WORDS,
    WORDS_FILE,
    comment_column,
    comment_relation,
    describe_column,
    describe_rows,
)
from lientinh.publish.relations import RELATIONS, SQL_DIR, read_sql
from small_lakes import SmallLake, asked, small_catalogue

FIGURES = """
area | indicator | period | value
04   | jobs      | 2022   | 11
14   | jobs      | 2022   | 12
"""
_ON_DUCKDB = {
    "relations": """
        select table_name, comment from duckdb_tables() where not internal
        union all select view_name, comment from duckdb_views() where not internal
        union all select function_name, comment from duckdb_functions() where not internal
        """,
    "columns": """
        select table_name, column_name, comment from duckdb_columns() where not internal
        """,
}
_ON_POSTGRES = {
    "relations": """
        select relname, obj_description(oid, 'pg_class') from pg_class
            where relnamespace = 'lientinh'::regnamespace and relkind in ('r', 'v')
        union all select typname, obj_description(oid, 'pg_type') from pg_type
            where typnamespace = 'lientinh'::regnamespace and typtype = 'c' and typname like '%\\_row'
        union all select proname, obj_description(oid, 'pg_proc') from pg_proc
            where pronamespace = 'lientinh'::regnamespace
        """,
    "columns": """
        select relname, attname, col_description(attrelid, attnum)
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'lientinh'::regnamespace and relkind in ('r', 'v', 'c')
            and attnum > 0 and not attisdropped
        """,
}


def read_comments(lake: SmallLake, url: str | None) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """What a warehouse says of its relations, and of their columns."""
    questions = _ON_POSTGRES if url else _ON_DUCKDB
    if url:
        with psycopg.connect(url.replace("+psycopg", "")) as server:
            answers = {name: server.execute(question).fetchall() for name, question in questions.items()}
    else:
        with duckdb.connect(str(lake.file), read_only=True) as file:
            answers = {name: file.execute(question).fetchall() for name, question in questions.items()}
    return dict(answers["relations"]), {tuple(row[:2]): row[2] for row in answers["columns"]}


def test_everything_says_what_it_is_also_after_a_change(tmp_path, warehouse_url):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022")), warehouse_url)
    for month, name in (("01", "one"), ("02", "two")):
        lake.submit(FIGURES, name=name, report=name, landed=f"2023-{month}-10")
        lake.publish(f"2023-{month}-15")
        relations, columns = read_comments(lake, warehouse_url)
        assert {relation.name for relation in RELATIONS} <= set(relations)
        assert [name for name, comment in relations.items() if not comment] == []
        assert [name for name, comment in columns.items() if "nguồn (source): " not in (comment or "")] == []
        assert columns["observation", "obs_status"].endswith(" · SDMX: OBS_STATUS")
        assert "đơn vị (unit): theo unit_code" in columns["fact_observation", "value"]
        if warehouse_url:
            rows_of_a_moment = {column for relation, column in columns if relation == "comparison_as_of_row"}
            assert rows_of_a_moment == {column for relation, column in columns if relation == "comparison"}


def test_a_comment_is_vietnamese_then_english_then_unit_source_and_concept():
    assert comment_column("comparison", "value") == (
        "Số liệu, theo đơn vị ở unit_code; chỉ có ở ô đã báo cáo. · In the unit of unit_code; only of a reported "
        "cell. · đơn vị (unit): theo unit_code của chỉ tiêu · the indicator's unit_code · nguồn (source): kho lưu "
        "trữ (lake/observations) · SDMX: OBS_VALUE"
    )
    assert comment_relation("dim_boundary") == (
        "Mỗi dòng là một cách phân chia các tỉnh: như khi báo cáo, hoặc theo địa giới từ một ngày. · One row per way "
        "of drawing provinces: as reported, or as they were drawn from a day on. · nguồn (source): danh mục "
        "(catalogue/areas.csv)"
    )
    assert "as_of: Tham số" in comment_relation("comparison_as_of")


@pytest.fixture(scope="module")
def words() -> list[dict[str, str]]:
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def columns_there(tmp_path_factory) -> dict[str, list[str]]:
    """The columns of every relation, and of what a function gives, with its parameter."""
    lake = SmallLake(tmp_path_factory.mktemp("columns"), small_catalogue(asked("jobs", "2022")))
    lake.submit(FIGURES, name="one", report="R")
    lake.publish("2023-01-15")
    there = {}
    with duckdb.connect(str(lake.file), read_only=True) as file:
        for name, kind in [*((one.name, one.kind) for one in RELATIONS), ("evidence_segment", "table")]:
            source = f"{name}(timestamptz '2024-01-01')" if kind == "macro" else name
            found = [row[0] for row in file.execute(f"describe select * from {source}").fetchall()]
            there[name] = [*found, "as_of"] if kind == "macro" else found
    return there


def test_no_words_lie_idle_and_none_stand_twice(words, columns_there):
    assert len({(row["relation"], row["column"]) for row in words}) == len(words)
    for row in words:
        if row["relation"] == ANY:
            owners = [name for name, columns in columns_there.items() if row["column"] in columns]
            shown = (row["description_vi"], row["type"])
            described = [describe_column(name, row["column"]) for name in owners]
            assert shown in [(one.description_vi, one.type) for one in described if one], row["column"]
        elif row["column"]:
            assert row["column"] in columns_there[row["relation"]], row
        if row["relation"] != ANY and row["description_en"]:
            said = read_sql_if_there(row["relation"])
            assert row["column"] not in said, "English stands in the SQL file already"


def read_sql_if_there(relation: str) -> dict[str, str]:
    """What the file of a relation says of columns, and of a row (under an empty name)."""
    path = SQL_DIR / f"{relation}.sql"
    return {**read_sql(path).columns, "": ""} if path.is_file() else {}


def test_every_column_has_both_languages_a_source_and_a_number_its_unit(columns_there):
    for relation, columns in columns_there.items():
        assert all(len(text) > 10 for text in describe_rows(relation)), relation
        for column in columns:
            one = describe_column(relation, column)
            assert one, f"nobody has written what {relation}.{column} is"
            assert one.description_vi != one.description_en
            assert min(len(one.description_vi), len(one.description_en), len(one.source)) > 4, (relation, one)
            assert one.type != "decimal" or one.unit, f"{relation}.{column} has no unit"
            assert one.unit in {*UNIT_WORDS, "", "%"}


def test_sources_are_there(words, root_dir: Path):
    known = {
        "lake/observations",
        "lake/decisions",
        "lake/findings",
        "lake/publications",
        "lake/answers",
        "computed",
    }
    known |= {f"catalogue/{file.name}" for file in (root_dir / "include" / "catalogue").glob("*.csv")}
    for row in words:
        assert set(filter(None, row["source"].split(";"))) <= known, row
        assert row["column"] or row["source"], f"{row['relation']} has no source"


class _Asked(dict[str, str]):
    """A row that remembers what was read of it."""

    def __missing__(self, column: str) -> str:
        self[column] = ""
        return ""


def test_the_concepts_are_those_of_the_sdmx_export(words):
    exported = {}
    for component in COMPONENTS:
        row = _Asked()
        component.read(row)
        exported |= dict.fromkeys(row, component.id)
    told = {row["column"]: row["sdmx_concept"] for row in words if row["sdmx_concept"]}
    assert told == exported
    for row in words:
        if row["type"] and row["column"] in exported:
            assert row["sdmx_concept"] == exported[row["column"]], row
        assert re.fullmatch(r"[A-Z_]*", row["sdmx_concept"])
