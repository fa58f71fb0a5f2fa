"""The statistics office's own files through the forms of the catalogue: every figure, its place, and its sums.

Each file is read a second time here by the plainest means, cell by cell, and compared.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lientinh.extract import Extraction, extract_document
from lientinh.read import read_document
from lientinh.readings import Reading

CSV_FILES = (
    "social_insurance.csv",
    "trained_employed_workers_by_province.csv",
    "unemployment_by_region_and_sex.csv",
)
FACTS_UNITS = {"%": 1, "thousand persons": 1000}


@pytest.fixture(scope="module")
def samples(shared_dir: Path) -> Path:
    return shared_dir / "samples"


@pytest.fixture(scope="module")
def extract(samples: Path, catalogue):
    """`extract(name)`: a sample read and extracted, handed in by Lạng Sơn."""
    done: dict[str, Extraction] = {}

    def once(name: str) -> Extraction:
        if name not in done:
            done[name] = extract_document(read_document(samples / name), catalogue, "20")
        return done[name]

    return once


def numbers_of(extraction: Extraction) -> dict[str, Decimal]:
    """Cell → value as the file writes it, whatever its unit."""
    return {str(one.locator.cell): Decimal(one.value_text.replace(",", ".")) for one in extraction.readings}


def address(row: int, column: int) -> str:
    return f"{openpyxl.utils.get_column_letter(column)}{row}"


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


@pytest.mark.parametrize("name", CSV_FILES)
def test_every_cell_of_a_csv(samples: Path, extract, name: str) -> None:
    with (samples / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    labels = 2 if rows[2][:2] == ["Year", "Region"] else 1
    expected = {
        address(row, column): Decimal(text)
        for row, values in enumerate(rows, start=1)
        for column, text in enumerate(values, start=1)
        if row > 3 and column > labels and is_number(text)
    }
    assert numbers_of(extract(name)) == expected
    assert extract(name).drift == extract(name).unmapped == ()


def test_every_cell_of_the_workbook_and_every_blank(samples: Path, extract) -> None:
    name = "population_growth_by_province.xlsx"
    sheet = openpyxl.load_workbook(samples / name).active
    cells = [cell for row in sheet.iter_rows(min_row=4, min_col=2) for cell in row if cell.value is not None]
    extraction = extract(name)
    assert numbers_of(extraction) == {
        cell.coordinate: Decimal(str(cell.value)) for cell in cells if cell.value != ".."
    }
    assert {str(one.locator.cell) for one in extraction.missing} == {
        cell.coordinate for cell in cells if cell.value == ".."
    }
    assert {str(one.locator) for one in extraction.readings[:1]} == {"V02.20!B4"}
    assert extraction.drift == extraction.unmapped == ()


def test_every_figure_of_the_json(samples: Path, extract) -> None:
    dataset = json.loads((samples / "trained_workers_rate.jsonstat.json").read_bytes())["dataset"]
    extraction = extract("trained_workers_rate.jsonstat.json")
    assert [one.value for one in extraction.readings] == [Decimal(str(value)) for value in dataset["value"]]
    assert len({one.breakdown for one in extraction.readings}) == 22
    assert {one.obs_status for one in extraction.readings if one.period == "2021"} == {"P"}
    assert {one.area_code for one in extraction.readings} == {"VN"}


def test_the_workbook_against_known_cells(extract) -> None:
    found = {
        (one.area_code, one.period): one for one in extract("population_growth_by_province.xlsx").readings
    }
    assert found["VN", "2022"].value == Decimal("0.97")
    assert (found["34", "2005"].value, found["34", "2005"].territory) == (Decimal("-0.04"), "34")
    assert (found["28", "2007"].value, ("28", "2008") in found) == (
        Decimal("1.14"),
        False,
    )  # Hà Tây, then ".."
    assert found["19", "2022"].obs_status == "P"
    assert found["19", "2022"].territory == "19"  # listed beside Bắc Kạn: Thái Nguyên as before the merger
    assert found["79", "2021"].value == Decimal("-0.66")


def facts_of(shared_dir: Path, indicator_code: str) -> Iterator[tuple[tuple[str, str], Decimal, str]]:
    with (shared_dir / "facts" / "gso_provinces.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["indicator"] == indicator_code:
                value = Decimal(row["value"]) * FACTS_UNITS[row["unit"]]
                yield (row["area_code"], row["year"]), value, row["obs_status"]


def test_the_trained_rate_is_that_of_the_fact_sheet(shared_dir: Path, extract) -> None:
    readings = extract("trained_employed_workers_by_province.csv").readings
    found = {(one.area_code, one.period): (one.value, one.obs_status) for one in readings}
    facts = list(facts_of(shared_dir, "trained_employed_workers_rate"))
    assert len(facts) == 54
    for key, value, status in facts:
        assert found[key] == (value, status), key


def by_meaning(readings: tuple[Reading, ...]) -> dict[tuple[str, str, str], Decimal]:
    return {(str(one.indicator_code), one.breakdown, str(one.period)): one.value for one in readings}  # type: ignore[misc]


@pytest.mark.parametrize("code", ["insurance_revenue", "insurance_expenditure", "insurance_fund_balance"])
def test_three_funds_make_the_total(extract, code: str) -> None:
    """Within the billion that each of three addends is rounded to."""
    found = by_meaning(extract("social_insurance.csv").readings)
    years = {period for indicator, _, period in found if indicator == code}
    assert len(years) == 5
    for year in years:
        parts = [found[code, f"insurance={fund}", year] for fund in ("social", "health", "unemployment")]
        assert abs(sum(parts) - found[code, "_T", year]) <= 2 * 10**9, year
        assert found[code, "_T", year] % 10**9 == 0


def test_units_of_the_insurance_table(extract) -> None:
    found = by_meaning(extract("social_insurance.csv").readings)
    assert found["insured_persons", "insurance=social", "2010"] == 9682600
    assert found["unemployment_insurance_monthly_beneficiaries", "_T", "2010"] == 36996
    assert found["insurance_revenue", "_T", "2015"] == 217755 * 10**9
    units = {one.unit_code for one in extract("social_insurance.csv").readings}
    assert units == {"PERSON", "VND"}
    written = {one.unit_text for one in extract("social_insurance.csv").readings}
    assert written == {"Thous. persons", "Person", "Bill. dongs"}


def test_a_whole_lies_between_its_parts_but_for_one_misprint(extract) -> None:
    """The table prints 0.2 for the South East in 2008 where the yearbook has 2.13; it is read as it stands."""
    readings = extract("unemployment_by_region_and_sex.csv").readings
    found = {(one.area_code, one.indicator_code, one.period, one.breakdown): one.value for one in readings}
    outside = set()
    for area, code, period, breakdown in found:
        if breakdown == "_T":
            parts = [found[area, code, period, f"sex={sex}"] for sex in "MF"]
            if not min(parts) <= found[area, code, period, "_T"] <= max(parts):
                outside.add((area, code, period))
    assert outside == {("R5", "underemployment_rate", "2008")}


def test_country_rows_become_observations_and_regions_are_explained(extract) -> None:
    readings = extract("unemployment_by_region_and_sex.csv").readings
    levels = {
        one.area_level: sum(other.area_level == one.area_level for other in readings) for one in readings
    }
    assert levels == {"country": 54, "region": 324}
    national = {
        (one.indicator_code, one.breakdown, one.period): one for one in readings if one.area_code == "VN"
    }
    assert national["unemployment_rate", "sex=F", "2016"].value == Decimal("2.2")
    assert national["unemployment_rate", "sex=F", "2016"].obs_status == "P"


def by_cell(extraction: Extraction) -> dict[tuple[str | None, ...], Decimal | None]:
    return {
        (one.area_code, one.indicator_code, one.breakdown, one.period): one.value
        for one in extraction.readings
        if one.indicator_code
    }


def test_the_yearbook_pages_of_2008(extract) -> None:
    extraction = extract("tcvn3_2008_unemployment_by_region.pdf")
    found = by_cell(extraction)
    assert (len(found), extraction.drift, extraction.unmapped) == (7 * 6 + 7 * 6 - 7, (), ())
    assert found["R2", "unemployment_rate", "area_type=urban", "2000"] == Decimal("6.42")
    assert found["VN", "underemployment_rate", "area_type=rural", "2008"] == Decimal("6.10")
    status = {one.obs_status for one in extraction.readings if one.period_text.startswith("Sơ bộ")}
    assert status == {"P"}
    wholes = [key for key in found if key[2] == "_T"]
    assert len(wholes) == 2 * 7
    for area, code, _, year in wholes:
        parts = [found[area, code, f"area_type={part}", year] for part in ("urban", "rural")]
        assert min(parts) <= found[area, code, "_T", year] <= max(parts), (area, code)


def test_both_pages_of_2008_print_the_same_urban_rates(extract) -> None:
    rates: dict[str | None, set[Decimal | None]] = {}
    for one in extract("tcvn3_2008_unemployment_by_region.pdf").readings:
        if (one.indicator_code, one.breakdown, one.period) == (
            "unemployment_rate",
            "area_type=urban",
            "2008",
        ):
            rates.setdefault(one.area_code, set()).add(one.value)
    assert sorted(map(len, rates.values())) == [1] * 7


def test_the_yearbook_pages_of_2011(extract) -> None:
    """Seventy areas by four years, each as the export of PX-Web has it; and the national pages beside it."""
    extraction = extract("tcvn3_2011_trained_unemployment.pdf")
    found = by_cell(extraction)
    assert (extraction.drift, extraction.unmapped) == ((), ())
    export = by_cell(extract("trained_employed_workers_by_province.csv"))
    shared = [key for key in export if key[3] in ("2008", "2009", "2010", "2011")]
    assert len(shared) == 280
    assert {key: found[key] for key in shared} == {key: export[key] for key in shared}
    assert found["VN", "trained_employed_workers_rate", "sex=M", "2000"] == Decimal("11.8")
    assert found["VN", "trained_employed_workers_rate_working_age", "area_type=rural", "2011"] == Decimal(
        "9.5"
    )
    assert found["R6", "unemployment_rate", "area_type=urban", "2005"] == Decimal("4.87")
    assert sum(one.indicator_code is not None for one in extraction.readings) == 85 + 280 + 35 + 42


def test_the_export_by_sex_holds_rates_by_residence_to_2013(extract) -> None:
    """What the form's `source` warns of: its Male and Female of 2008 and 2011 are the yearbooks' urban and rural."""
    export = by_cell(extract("unemployment_by_region_and_sex.csv"))
    for name, year in (
        ("tcvn3_2008_unemployment_by_region.pdf", "2008"),
        ("tcvn3_2011_trained_unemployment.pdf", "2011"),
    ):
        book = by_cell(extract(name))
        for sex, residence in (("M", "urban"), ("F", "rural")):
            printed = book["VN", "unemployment_rate", f"area_type={residence}", year]
            assert abs(export["VN", "unemployment_rate", f"sex={sex}", year] - printed) <= Decimal("0.06")
