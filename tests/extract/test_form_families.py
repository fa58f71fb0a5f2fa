"""Tables that share a layout are entries of one form; titles alone tell them apart, and must do so exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lientinh.documents import Cell, Document, Table
from lientinh.extract import extract_document
from lientinh.extract.forms.families import expand_tables


def sheet(*rows: tuple[object, ...], sheet_name: str = "Sheet1") -> Document:
    """A workbook of one sheet; numbers are numeric cells, None holds nothing."""
    cells = tuple(
        Cell(row, column, Decimal(str(value)) if isinstance(value, int | float) else str(value), str(value))
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    )
    return Document("d" * 16, "a.xlsx", "0" * 64, "application/x", (Table(1, sheet_name, cells),))


def areas_by_year(title: str, header: str | None = "Cities, provincies") -> Document:
    return sheet((title,), (), (header, "2019", "Prel. 2020"), ("Son La", 10.5, 11), ("Ha Noi", 20, ".."))


def read(document: Document, catalogue) -> dict[tuple[str, ...], Decimal]:
    extraction = extract_document(document, catalogue, "20")
    return {
        (
            str(one.area_code),
            str(one.indicator_code),
            one.breakdown,
            str(one.period),
            one.obs_status,
        ): one.value
        for one in extraction.readings
    }


def test_an_entry_is_a_form_of_its_own() -> None:
    family = {
        "form_id": "f",
        "name_vi": "họ",
        "recognise": {"exact": True},
        "fixed": {"unit": "%"},
        "tables": [
            {"title_any_of": ["a"], "indicator_code": "x"},
            {"title_any_of": ["b"], "name_vi": "riêng", "unit": "người", "indicator_code": "y"},
        ],
    }
    assert expand_tables(family) == [
        {
            "form_id": "f",
            "name_vi": "họ",
            "recognise": {"exact": True, "title_any_of": ["a"]},
            "fixed": {"unit": "%", "indicator_code": "x"},
        },
        {
            "form_id": "f",
            "name_vi": "riêng",
            "recognise": {"exact": True, "title_any_of": ["b"]},
            "fixed": {"unit": "người", "indicator_code": "y"},
        },
    ]
    assert expand_tables({"form_id": "f"}) == [{"form_id": "f"}]


@pytest.mark.parametrize(
    ("title", "indicator_code", "breakdown", "factor"),
    [
        ("Poverty rate by province by Cities, provincies and Year", "poverty_rate", "_T", 1),
        ("Tỷ lệ nghèo phân theo địa phương (*) chia theo Tỉnh, thành phố và Năm", "poverty_rate", "_T", 1),
        ("Population growth rate by province", "population_growth_rate", "_T", 1),
        ("12. Average population by province", "population", "_T", 1000),
        ("Dân số nữ trung bình phân theo địa phương", "population", "sex=F", 1000),
        ("Labour force at 15 years of age and above by province (Persons)", "labour_force", "_T", 1),
        ("Biểu 51a. Labour force at 15 years of age and above by province", "labour_force", "_T", 1000),
        ("Informal employment rate by province", "informal_employment_rate", "_T", 1),
        ("Average rural population by province", "population", "area_type=rural", 1000),
    ],
)
def test_further_tables_of_the_layout(catalogue, title, indicator_code, breakdown, factor) -> None:
    for header in ("Cities, provincies", None):
        assert read(areas_by_year(title, header), catalogue) == {
            ("14", indicator_code, breakdown, "2019", "A"): Decimal("10.5") * factor,
            ("14", indicator_code, breakdown, "2020", "P"): Decimal(11) * factor,
            ("01", indicator_code, breakdown, "2019", "A"): Decimal(20) * factor,
        }


@pytest.mark.parametrize(
    "title",
    [
        "Multidimensional poverty rate by province",
        "Female labour force at 15 years of age and above by province",
        "Poverty rate by province and by sex",
        "Tỷ lệ nghèo phân theo địa phương và thành thị",
        "Tỷ lệ hộ nghèo phân theo địa phương",
        "Poverty rate by provinces of the Mekong",
        "Structure of average population by province",
    ],
)
def test_longer_titles_are_other_tables(catalogue, title) -> None:
    extraction = extract_document(areas_by_year(title), catalogue, "20")
    assert (extraction.readings, extraction.unmapped) == ((), ("Sheet1",))


def test_years_by_items_in_one_heading(catalogue) -> None:
    document = sheet(
        ("Area, population and population density by province by Cities, provincies, Year and Items",),
        (),
        ("Cities, provincies", "2020 (*) Area (Km2)(*)", "2020 (*) Average population (Thous. pers.)",
         "Prel. 2021 Average population (Thous. pers.)", "2020 (*) Population density (Person/km2)"),
        ("Son La", 14109.8, 1270.6, 1287.7, 90),
    )  # fmt: skip
    assert read(document, catalogue) == {
        ("14", "population", "_T", "2020", "A"): Decimal("1270600"),
        ("14", "population", "_T", "2021", "P"): Decimal("1287700"),
    }


def test_years_by_groups_in_one_heading(catalogue) -> None:
    document = sheet(
        ("Average population by province, sex and residence by Cities, provincies, Sex, residence and Year",),
        (),
        ("Cities, provincies", "Total 2020", "Male 2020", "Urban Prel. 2021"),
        ("Son La", 1270.6, 640.5, 175.2),
    )
    assert read(document, catalogue) == {
        ("14", "population", "_T", "2020", "A"): Decimal("1270600"),
        ("14", "population", "sex=M", "2020", "A"): Decimal("640500"),
        ("14", "population", "area_type=urban", "2021", "P"): Decimal("175200"),
    }


def test_a_national_page_is_read_only_beside_the_whole_country(catalogue) -> None:
    page = sheet(
        ("Percentage of trained employed workers by sex and residence",),
        (None, "Total", "Nam - Male"),
        ("Percentage of trained employed worker at working age",),
        ("2009", 15.5, 17.1),
    )
    alone = extract_document(page, catalogue, "20")
    assert alone.readings == ()
    country = sheet(("Another table",), (), ("Region", "2009"), ("Cả nước - Whole country", 1.5)).tables[0]
    both = Document(page.document_id, page.file, page.sha256, page.media_type, (page.tables[0], country))
    assert {
        (one.area_code, one.indicator_code, one.breakdown, one.value)
        for one in extract_document(both, catalogue, "20").readings
    } == {("VN", "trained_employed_workers_rate_working_age", "_T", Decimal("15.5"))}


def test_a_table_that_floats_in_the_sheet_names_its_own_cells(catalogue) -> None:
    for header in ("Cities, provincies", None):
        table = areas_by_year("Poverty rate by province", header).tables[0]
        moved = tuple(Cell(one.row + 6, one.column + 3, one.value, one.text) for one in table.cells)
        document = Document("d" * 16, "a.xlsx", "0" * 64, "application/x", (Table(1, "Sheet1", moved),))
        readings = extract_document(document, catalogue, "20").readings
        assert [str(one.locator) for one in readings] == ["Sheet1!E10", "Sheet1!F10", "Sheet1!E11"]


def test_figures_beside_no_label_stop_the_table(catalogue) -> None:
    """A label cell deleted and the others moved up: each figure would stand beside another's name."""
    title = "Poverty rate by province"
    whole = sheet((title,), (), (None, "2019"), ("Son La", 1), ("Ha Noi", 2), ("Lang Son", 3))
    slipped = sheet((title,), (), (None, "2019"), ("Ha Noi", 1), ("Lang Son", 2), (None, 3))
    assert len(extract_document(whole, catalogue, "20").readings) == 3
    found = extract_document(slipped, catalogue, "20")
    assert found.readings == ()
    assert [(one.kind, one.locator.cell) for one in found.drift] == [("unknown_label", "B6")]


def test_labels_among_the_figures_stop_the_table(catalogue) -> None:
    title = "Poverty rate by province"
    beside = sheet(
        (title,),
        (),
        ("Region", "2019", "Region", "2020"),
        ("Son La", 1, "Ha Noi", 5),
        ("Lang Son", 2, "Cao Bang", 6),
    )
    noted = sheet(
        (title,), (), ("Region", "2019", "Ghi", "2020"), ("Son La", 1, "x", 5), ("Lang Son", 2, None, 6)
    )
    assert extract_document(beside, catalogue, "20").readings == ()
    assert len(extract_document(noted, catalogue, "20").readings) == 4


RATES = "Unemployment and underemployment rate of labour force at working age by region and by sex"


def test_headings_over_groups_without_merged_cells(catalogue) -> None:
    """A workbook of PX-Web: groups headed once, no headings over labels, each year once."""
    document = sheet(
        (RATES,), (),
        (None, None, "Unemployment rate", None, "Underemployment rate"),
        (None, None, "General", "Male", "General", "Male"),
        ("Prel. 2016", "Whole country", 2.3, 2.4, 1.7, 1.5),
        (None, "Red River Delta", 2.2, 2.6, 1.1, 1.0),
        ("2015", "Whole country", 2.4, 2.5, 1.8, 1.6),
    )  # fmt: skip
    found = read(document, catalogue)
    assert len(found) == 12
    assert found["VN", "underemployment_rate", "sex=M", "2015", "A"] == Decimal("1.6")
    assert found["R1", "unemployment_rate", "sex=M", "2016", "P"] == Decimal("2.6")


def test_groups_that_are_not_alike_are_not_guessed(catalogue) -> None:
    document = sheet(
        (RATES,), (),
        (None, None, "Unemployment rate", None, "Underemployment rate"),
        (None, None, "General", "Male", "General", "Female"),
        ("2016", "Whole country", 2.3, 2.4, 1.7, 1.8),
        ("2015", "Whole country", 2.4, 2.5, 1.8, 1.6),
    )  # fmt: skip
    found = read(document, catalogue)
    assert {key[2] for key in found} == {"_T"}
    assert found["VN", "underemployment_rate", "_T", "2015", "A"] == Decimal("1.8")
