"""The same SQL gives the same rows on DuckDB and on PostgreSQL: every relation, at every moment, and every query."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lientinh.publish.engine import Row, Warehouse
from lientinh.publish.postgres_engine import PostgresEngine
from lientinh.publish.reading_warehouse import open_warehouse
from lientinh.publish.relations import RELATIONS, SQL_DIR, read_sql
from small_lakes import SmallLake, asked, small_catalogue
from small_warehouses import build_from

ALL_AREAS = ("04", "06", "14", "19", "20")
RULES = (
    asked("jobs", "2020", areas=ALL_AREAS),
    asked("jobless_rate", "2020", areas=ALL_AREAS),
    asked("poor_rate", "2020", breakdown="standard=2021-2025"),
    asked("jobs", "2022-S1", frequency="S"),
)
FIRST = """
area | indicator    | breakdown          | period          | value
04   | jobs         | _T                 | 2021            | 7
14   | jobs         | _T                 | 2021            | 3
14   | jobs         | _T                 | 2022            | 10.333333
04   | jobless_rate | _T                 | 2022            | 2.333333
14   | jobless_rate | _T                 | 2022            | 1.7
06   | jobs         | _T                 | 2024            | 1001
19   | jobs         | _T                 | 2024            | 2000.5
06   | jobless      | _T                 | 2024            | 33
19   | jobless      | _T                 | 2024            | 67
06   | labour       | _T                 | 2024            | 3001
19   | labour       | _T                 | 2024            | 4002
06   | jobless_rate | _T                 | 2024            | 1.1
19   | jobless_rate | _T                 | 2024            | 1.67
06   | wage         | _T                 | 2024            | 7000000
19   | wage         | _T                 | 2024            | 8000001
19   | poor_rate    | standard=2016-2020 | 2021            | 9.1
04   | trained      | sex=F              | 2022            | 5
04   | jobs         | _T                 | 2022-M08        | 6
14   | jobs         | _T                 | 2022-01-01--P8M | 6
VN   | jobs         | _T                 | 2022            | 1000
14   | nothing      | _T                 | 2023            | 12
"""
MARKED = """
area | indicator    | period | scenario | value | lower | qualifier | withheld | flagged
04   | jobs         | 2022   |          | 11    |       |           |          | yes
04   | jobs         | 2022   | plan     | 9     |       |           |          |
20   | jobs         | 2022   |          |       | 11000 | more_than |          |
20   | jobless_rate | 2022   |          | 2.5   |       |           | yes      |
14   | jobs         | 2023   | estimate | 12    |       |           |          |
"""
# Where an engine keeps the evidence is its own affair.
OF_ONE_ENGINE = {"warehouse_origin", "publication_number", "evidence_segments"}
SUM = {"rule_id": "sum", "severity": "error", "row": 2}


@pytest.fixture
def lake(tmp_path: Path) -> SmallLake:
    """Four publications: reports, a correction, a replacement, one read anew, one refused and one withdrawn."""
    one = SmallLake(tmp_path, small_catalogue(*RULES))
    annual = {"report_type": "annual", "report_period": "2022"}
    found = [SUM, {"rule_id": "jump", "subject": "x"}]
    one.submit(FIRST, name="one", report="R", arrived="2023-01-09", findings=found)
    one.submit(MARKED, name="marked", report="M")
    one.submit("value\n99", name="news", report="N", area="20", kind="news", **annual)
    one.submit(
        "value\n1", name="bad", report="B", area="19", outcome="rejected", findings=found[1:], **annual
    )
    one.publish("2023-01-15")
    one.submit("period | value\n2022 | 12", name="two", report="R", relation="corrects", landed="2023-02-01")
    one.publish("2023-02-02T17:30")
    best = "period | value | authority\n2022 | 13 | 1"
    one.submit(best, name="three", report="T", landed="2023-03-01", arrived="2023-02-03", **annual)
    one.submit("value\n98", name="news", report="N", area="20", kind="news", processing="p2", **annual)
    one.publish("2023-03-02")
    one.submit("area | value", name="gone", report="N", area="20", relation="withdraws", landed="2024-04-01")
    one.publish("2025-08-02")
    return one


@pytest.fixture
def both(lake: SmallLake, postgres_url: str) -> Iterator[tuple[Warehouse, Warehouse]]:
    """The lake's warehouse, publication by publication on DuckDB and made in one go on PostgreSQL."""
    engine = PostgresEngine(postgres_url)
    with engine.rebuild(4) as made:
        build_from(made, lake)
        made.commit()
    with open_warehouse(lake.settings) as on_duckdb, engine.read() as on_postgres:
        yield on_duckdb, on_postgres


def test_every_relation_holds_the_same_rows(both):
    moments = [{"at": row["published_at"]} for row in both[0].ask("publications")]
    shared = [relation for relation in RELATIONS if relation.name not in OF_ONE_ENGINE]
    filled = set()
    for relation in shared:
        of_a_moment = relation.kind == "macro"
        source = f"{relation.name}(cast($at as timestamptz))" if of_a_moment else relation.name
        for parameters in moments if of_a_moment else [{}]:
            here, there = (one._run(f"select * from {source}", parameters) for one in both)
            check_rows(here, there, in_order=False)
            filled |= {relation.name} if here else set()
    assert filled == {relation.name for relation in shared}, "all are tried"


QUERIES = sorted({file.stem for file in (SQL_DIR / "queries").glob("*.sql")} - OF_ONE_ENGINE)


@pytest.mark.parametrize("queries", [QUERIES[start::4] for start in range(4)], ids=" ".join)
def test_every_query_gives_the_same_rows_in_the_same_order(both, queries):
    log = [row["published_at"] for row in both[0].ask("publications")]
    known = both[0]._run("select observation_id, series_id from evidence order by 1", {})
    values = {
        "indicator_code": ["jobs", "jobless_rate"],
        "period": [None, "2022"],
        "period_before": ["2021"],
        "report_type": ["annual"],
        "scenario": [None, "actual"],
        "boundary": ["as_reported", "2025-07-01"],
        "as_of": [log[1]],
        "since": [None, log[1]],
        "area_code": [None, "04"],
        "severity": [None, "error"],
        "state": [None, "new"],
        **{name: [None] for name in ("finding_id", "submission_id", "rule_id")},
        "from_at": [datetime(1, 1, 1, tzinfo=UTC), log[0]],
        "to_at": [log[1], log[3]],
        "observation_id": [row["observation_id"] for row in known],
        "series_id": [row["series_id"] for row in known],
    }
    for query in queries:
        names = sorted(set(re.findall(r"\$(\w+)", read_sql(SQL_DIR / "queries" / f"{query}.sql").select)))
        answers = []
        for given in itertools.product(*(values[name] for name in names)):
            parameters = dict(zip(names, given, strict=True))
            here, there = (one.ask(query, **parameters) for one in both)
            check_rows(here, there, in_order=True)
            answers += here
        assert answers, f"nothing was asked that {query} has an answer to"


def check_rows(here: list[Row], there: list[Row], *, in_order: bool) -> None:
    """Equal in names, values and scale; rows of a view have no order."""
    drawn, found = ([draw(row) for row in rows] for rows in (here, there))
    if not in_order:
        drawn, found = sorted(drawn), sorted(found)
    assert [pair for pair in zip(drawn, found, strict=True) if pair[0] != pair[1]] == []


def draw(row: Row) -> str:
    """Every column with its value as it prints: a decimal with its scale, a moment in UTC."""
    return " | ".join(f"{name} {item}" for name, item in row.items())
