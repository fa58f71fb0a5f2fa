"""The data package: valid for frictionless, the same rows in CSV and Parquet, and no formula in either."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from frictionless import Package

from drawn import ask
from lientinh.export.data_package import DESCRIPTOR_FILE, write_cell
from lientinh.export.exporting import export
from lientinh.export.formula_guard import guard_text, unguard_text
from lientinh.export.marts import MARTS, describe_columns


@pytest.fixture(scope="module")
def folder(exported_lake, tmp_path_factory):
    return export(exported_lake.settings, "datapackage", out=tmp_path_factory.mktemp("out")).folder


def read_csv(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_nothing_wrong(folder):
    report = Package(folder / DESCRIPTOR_FILE).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert {task.name for task in report.tasks} == {mart.name for mart in MARTS} | {
        f"{mart.name}_parquet" for mart in MARTS
    }
    assert sum(task.stats["rows"] for task in report.tasks) > 200


def test_frictionless_would_find_a_code_that_nobody_explains(folder, tmp_path):
    for path in folder.iterdir():
        text = path.read_bytes()
        if path.name == "observation.csv":
            text = text.replace(b",labour,", b",labor,")
        (tmp_path / path.name).write_bytes(text)
    report = Package(tmp_path / DESCRIPTOR_FILE).validate()
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_both_files_hold_the_rows_of_the_warehouse(exported_lake, folder, mart):
    columns = [column.name for column in describe_columns(mart.name)]
    kept = ask(exported_lake.file, f"select * from {mart.name}")
    parquet = pq.read_table(folder / f"{mart.name}.parquet").to_pylist()
    assert sorted(map(repr, map(_plain, parquet))) == sorted(map(repr, map(_plain, kept)))
    written = read_csv(folder, mart.name)
    assert len(written) == len(kept)
    expected = [{name: write_cell(row[name]) for name in columns} for row in parquet]
    assert written == expected


def _plain(row):
    return {name: item.normalize() if isinstance(item, Decimal) else str(item) for name, item in row.items()}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84 24",
        "-",
        "- tạo việc làm cho 90 người",
        "@a",
        "'=1",
        "''=1",
        " =1",
        "\t=1",
        "＝1",
        "'",
        "việc",
        "a=b",
        "",
    ],
)
def test_a_guarded_text_is_no_formula_and_comes_back_whole(text):
    guarded = guard_text(text)
    assert not guarded.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert unguard_text(guarded) == text


def test_no_text_in_csv_begins_a_formula_and_numbers_stay_numbers(exported_lake, folder):
    for mart in MARTS:
        text_columns = [column.name for column in describe_columns(mart.name) if column.type == "text"]
        for row in read_csv(folder, mart.name):
            for name in text_columns:
                assert not row[name].lstrip().startswith(tuple("=+-@")), (mart.name, name, row[name])
    assert "-1.25" in {row["value"] for row in read_csv(folder, "observation")}
    files = {row["file"] for row in read_csv(folder, "observation")}
    assert "'=1+1.txt" in files
    assert {unguard_text(file) for file in files} == {
        row["file"] for row in ask(exported_lake.file, "select file from observation")
    }


def test_the_descriptor_names_vintage_units_languages_and_the_guard(folder):
    package = json.loads((folder / DESCRIPTOR_FILE).read_text(encoding="utf-8"))
    assert package["version"] == "1"
    assert package["created"] == "2025-12-10T01:30:00Z"
    resource = next(one for one in package["resources"] if one["name"] == "comparison")
    assert resource["formula_guard"]["prefix"] == "'"
    value = next(field for field in resource["schema"]["fields"] if field["name"] == "value")
    assert value["unit"] == "unit_code"
    assert value["sdmx_concept"] == "OBS_VALUE"
    assert value["source"] == "lake/observations"
    assert value["description_vi"].startswith("Số liệu")
    assert value["description_en"]


def test_withheld_figures_stay_inside(folder):
    assert "777" not in {row["value"] for row in read_csv(folder, "observation")}
    cells = [row for row in read_csv(folder, "comparison") if row["state"] == "withheld"]
    assert cells
    assert {row["value"] for row in cells} == {""}


def test_only_the_chosen_indicators(exported_lake, tmp_path):
    folder = export(exported_lake.settings, "datapackage", ["jobs"], tmp_path).folder
    for name in ("comparison", "observation", "finding"):
        assert {row["indicator_code"] for row in read_csv(folder, name)} == {"jobs"}
    assert len(read_csv(folder, "dim_indicator")) == 8
    assert Package(folder / DESCRIPTOR_FILE).validate().valid
