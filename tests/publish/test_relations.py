"""The relations and their files: none without the other, each file says what it is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from lientinh.publish.relations import RELATIONS, SQL_DIR, read_sql

FILES = sorted(SQL_DIR.rglob("*.sql"))


def test_every_file_is_a_relation_and_every_relation_a_file():
    assert {file.stem for file in SQL_DIR.glob("*.sql")} == {relation.name for relation in RELATIONS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_what_it_is_and_holds_one_select(file: Path):
    sql = read_sql(file)
    assert sql.description.endswith((".", "of a comparison")), "the first comment is a sentence"
    assert len(duckdb.extract_statements(sql.select)) == 1


def test_the_relations_of_the_design_are_there():
    names = {relation.name for relation in RELATIONS}
    design = (
        "dim_area dim_agency dim_indicator dim_period dim_report dim_submission fact_observation evidence observation "
        "observation_as_of comparison_as_of comparison reporting_status finding publication"
    )
    assert names >= set(design.split())
