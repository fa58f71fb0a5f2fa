"""A new province, indicator, unit or phrase is rows, not code; and the page that says so names every column."""

from __future__ import annotations

import csv

import pytest

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.loading import TABLES


def append(path, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert set(cells) <= set(header)
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([cells.get(column, "") for column in header])


def test_a_province_reports_once_it_is_asked(copied) -> None:
    append(
        copied / "agencies.csv",
        agency_code="22-ubnd",
        name_vi="Ủy ban nhân dân tỉnh Quảng Ninh",
        name_en="People's Committee of Quang Ninh Province",
        aliases="UBND tỉnh Quảng Ninh|UBND tỉnh",
        level="province_government",
        area_code="22",
        verified="true",
        source="kiểm thử",
    )
    append(
        copied / "asked.csv",
        indicator_code="new_jobs",
        breakdown="_T",
        scenario="actual",
        accumulation="period",
        frequency="A",
        period_from="2022",
        area_codes="22",
        report_type="annual_report",
        basis="nd09",
    )
    catalogue = load_catalogue(copied)
    assert catalogue.reporting_provinces() == ("04", "06", "14", "19", "20", "22")
    assert catalogue.match_agency("UBND TỈNH QUẢNG NINH").agency_code == "22-ubnd"


def test_an_indicator_with_its_unit_and_phrase(copied) -> None:
    append(
        copied / "units.csv",
        unit_code="SCHOLARSHIP",
        name_vi="suất học bổng",
        name_en="scholarships",
        kind="count",
        decimals="0",
        symbol="suất",
    )
    append(copied / "unit_words.csv", word="suất học bổng", unit_code="SCHOLARSHIP", factor="1")
    append(
        copied / "indicators.csv",
        indicator_code="child_scholarships",
        name_vi="Số suất học bổng tặng trẻ em",
        name_en="Scholarships to children",
        definition_vi="Số suất học bổng tặng trẻ em có hoàn cảnh đặc biệt trong kỳ.",
        definition_en="Scholarships given to children in special circumstances in the period.",
        field="children",
        unit_code="SCHOLARSHIP",
        direction="neutral",
        area_aggregation="sum",
        time_aggregation="sum",
        accumulation="period",
        min_value="0",
        source="kiểm thử",
    )
    append(copied / "phrases.csv", indicator_code="child_scholarships", all_of="học bổng", breakdown="_T")
    catalogue = load_catalogue(copied)
    assert catalogue.indicator("child_scholarships").unit_code == "SCHOLARSHIP"
    assert catalogue.phrases[-1].all_of == ("học bổng",)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_page_for_data_engineers_names_every_column(root_dir, table) -> None:
    page = (root_dir / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert f"`{table}.csv`" in page
    section = page.split(f"### `{table}.csv`")[1].split("\n### ")[0]
    for column in TABLES[table].model_fields:
        assert f"`{column}`" in section, f"{table}.csv: {column}"
