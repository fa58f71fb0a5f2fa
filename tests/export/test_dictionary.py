"""The dictionary: every column of what people are given, in both languages, as the warehouse has it."""

from __future__ import annotations

import re

import pytest

from drawn import ask
from lientinh.export.dictionary import COMMAND, write_dictionary
from lientinh.export.marts import MARTS, describe_columns
from lientinh.publish.column_words import describe_rows
from lientinh.publish.relations import RELATIONS

_ENGINE_TYPES = {
    "text": "VARCHAR", "decimal": "DECIMAL", "integer": "INTEGER|SMALLINT|BIGINT", "boolean": "BOOLEAN",
    "date": "DATE", "datetime": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
_VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


def test_every_relation_for_people_and_every_dimension_is_given_away():
    people = {
        "comparison",
        "observation",
        "reporting_status",
        "reporting_punctuality",
        "finding",
        "publication",
    }
    dimensions = {one.name for one in RELATIONS if one.name.startswith("dim_")}
    dimensions -= {
        "dim_kind"
    }  # only the facts' keys refer to it; the marts name scenario, basis and accumulation
    assert {mart.name for mart in MARTS} == people | dimensions


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_the_words_are_of_the_columns_the_warehouse_has(exported_lake, mart):
    found = {
        row["column_name"]: row["column_type"] for row in ask(exported_lake.file, f"describe {mart.name}")
    }
    described = describe_columns(mart.name)
    assert [column.name for column in described] == list(found)
    for column in described:
        assert re.match(_ENGINE_TYPES[column.type], found[column.name]), column.name


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_every_column_is_described_in_both_languages(mart):
    for text in describe_rows(mart.name):
        assert len(text) > 10
    for column in describe_columns(mart.name):
        assert _VIETNAMESE.search(column.description_vi), f"{mart.name}.{column.name}"
        assert len(column.description_en) > 5, f"{mart.name}.{column.name}"
        assert column.type != "decimal" or column.unit, f"{mart.name}.{column.name} has no unit"


def test_the_page_names_the_sdmx_concept_of_a_column(catalogue):
    (line,) = {
        line for line in write_dictionary(catalogue).splitlines() if line.startswith("| `obs_status` |")
    }
    assert line.split(" | ")[3] == "`OBS_STATUS`"


def test_the_page_in_the_docs_is_up_to_date(root_dir, catalogue):
    page = (root_dir / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert page == write_dictionary(catalogue), f"write it again: {COMMAND}"


def test_all_that_the_catalogue_knows_is_in_it(catalogue):
    page = write_dictionary(catalogue)
    names = [one.name_vi for one in (*catalogue.indicators, *catalogue.units, *catalogue.dimensions)]
    assert [name for name in names if name not in page] == []
    assert "| `not_comparable` | không so sánh được | not comparable |" in page
