"""SDMX-CSV 2.0, read back by pysdmx: the warehouse's figures, codes of its own codelists, and nothing withheld."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Codelist, Dataflow, DataStructureDefinition

from drawn import ask
from lientinh.export.exporting import export
from lientinh.export.sdmx_components import COMPONENTS, sdmx_breakdown, sdmx_period

DIMENSIONS = (
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "BREAKDOWN",
    "SCENARIO",
    "PLAN_BASIS",
    "ACCUMULATION",
    "PERIOD_BASIS",
)
SDMX_ID = re.compile(r"[A-Za-z0-9_@$\-]+")


@pytest.fixture(scope="module")
def folder(exported_lake, tmp_path_factory):
    return export(exported_lake.settings, "sdmx-csv", out=tmp_path_factory.mktemp("out")).folder


@pytest.fixture(scope="module")
def rows(folder):
    with (folder / "lientinh-1.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def structures(folder):
    """Validated against the schemas of SDMX-ML 3.0."""
    return read_sdmx(folder / "lientinh-1-structure.xml", validate=True).structures


def number(text):
    return Decimal(text) if text else None


def test_every_figure_that_leads_and_was_accepted_stands_there_digit_for_digit(exported_lake, rows):
    kept = ask(exported_lake.file, "select * from observation where leads")
    assert len(kept) == 15
    expected = {row["observation_id"]: (row["value"], row["lower"], row["upper"]) for row in kept}
    found = {
        row["OBSERVATION_ID"]: tuple(number(row[name]) for name in ("OBS_VALUE", "LOWER", "UPPER"))
        for row in rows
    }
    assert found == expected
    assert len(rows) == len(found)


def test_nothing_withheld_rejected_or_second_to_another_leaks(rows):
    values = {row["OBS_VALUE"] for row in rows}
    assert not values & {"777", "555", "999"}
    assert "12345.5" in values


def test_a_row_as_it_stands(rows):
    row = next(row for row in rows if row["QUALIFIER"] == "more_than")
    assert {name: row[name] for name in row if row[name]} == {
        "STRUCTURE": "dataflow", "STRUCTURE_ID": "LIENTINH:OBSERVATION(1.0.0)", "ACTION": "I",
        "FREQ": "A", "REF_AREA": "14", "INDICATOR": "jobs", "BREAKDOWN": "_T", "SCENARIO": "actual",
        "PLAN_BASIS": "_Z", "ACCUMULATION": "period", "PERIOD_BASIS": "calendar", "TIME_PERIOD": "2022",
        "OBS_VALUE": "11000", "OBS_STATUS": "A", "UNIT_MEASURE": "PERSON", "QUALIFIER": "more_than",
        "LOWER": "11000", "ROUNDING": "0.5", "FLAGGED": "false", "PERIOD_START": "2022-01-01",
        "PERIOD_END": "2022-12-31", "SOURCE_AGENCY": "Sở LĐTBXH", "SOURCE_DOCUMENT": "Báo cáo =1+1",
        "SOURCE_NUMBER": "12", "SOURCE_SYMBOL": "BC-SLĐTBXH", "SOURCE_DATE": "2023-01-05",
        "SOURCE_PLACE": row["SOURCE_PLACE"], "OBSERVATION_ID": row["OBSERVATION_ID"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "frequency"),
    [
        ("2022", "2022", "A"),
        ("2022-S1", "2022-S1", "S"),
        ("2021-01-01--P8M", "2021-01-01/P8M", "_O"),
        ("..--2022-06-30", "2022-06-30", "_O"),
        ("2022-06-30", "2022-06-30", "_Z"),
    ],
)
def test_periods_in_the_form_of_sdmx(rows, ours, theirs, frequency):
    assert sdmx_period(ours) == theirs
    assert (theirs, frequency) in {(row["TIME_PERIOD"], row["FREQ"]) for row in rows}


def test_no_two_rows_share_a_key(rows):
    keys = [tuple(row[name] for name in (*DIMENSIONS, "TIME_PERIOD")) for row in rows]
    assert len(set(keys)) == len(keys)


def test_every_code_is_in_the_codelist_its_component_names(rows, structures):
    definition = next(one for one in structures if isinstance(one, DataStructureDefinition))
    checked = 0
    for component in definition.components:
        if component.enumeration is None:
            continue
        codes = {code.id for code in component.enumeration}
        written = {row[component.id] for row in rows} - {""}
        assert written <= codes, component.id
        checked += 1
    assert checked == len([one for one in COMPONENTS if one.codelist]) == 11


def test_the_data_fit_their_structure(folder, structures):
    assert [type(one) for one in structures if isinstance(one, Dataflow)] == [Dataflow]
    (dataset,) = get_datasets(folder / "lientinh-1.csv", folder / "lientinh-1-structure.xml")
    components = {one.id: one for one in dataset.structure.components}
    assert set(dataset.data.columns) == set(components)
    for name, component in components.items():
        if component.required:
            assert not dataset.data[name].isna().any(), name
    assert str(dataset.data["OBS_VALUE"].dtype) == "double[pyarrow]"


def test_names_are_vietnamese_and_english(folder, structures):
    text = (folder / "lientinh-1-structure.xml").read_text(encoding="utf-8")
    assert '<com:Name xml:lang="vi">thực hiện</com:Name>' in text
    assert '<com:Name xml:lang="en">actual</com:Name>' in text
    areas = next(one for one in structures if isinstance(one, Codelist) and one.id == "CL_REF_AREA")
    assert "(since 2025-07-01)" in areas["19@2025-07-01"].name


def test_codes_of_the_catalogue_can_be_codes_of_sdmx(catalogue):
    codes = [one.indicator_code for one in catalogue.indicators] + [one.unit_code for one in catalogue.units]
    codes += [one.territory for one in catalogue.areas]
    codes += [sdmx_breakdown(f"{one.dimension}={one.member};sex=F") for one in catalogue.dimensions]
    assert [code for code in codes if not SDMX_ID.fullmatch(code)] == []
    marks = [one for one in catalogue.dimensions if {"@", "$"} & set(one.dimension + one.member)]
    assert marks == [], "they stand for = and ; in codes of breakdowns"


def test_only_the_chosen_indicators(exported_lake, tmp_path):
    folder = export(exported_lake.settings, "sdmx-csv", ["poor_rate", "labour"], tmp_path).folder
    with (folder / "lientinh-1.csv").open(encoding="utf-8", newline="") as file:
        assert {row["INDICATOR"] for row in csv.DictReader(file)} == {"labour", "poor_rate"}
