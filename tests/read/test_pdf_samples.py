"""Pages of two statistical yearbooks: legacy fonts, tables without lines; every figure in its row and column."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from lientinh.catalogue import Catalogue
from lientinh.documents import Document, Table
from lientinh.extract import extract_document
from lientinh.read import read_document
from lientinh.read.text.tcvn3 import TCVN3_TO_UNICODE

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the reference samples are not beside the project"
)
_FIGURE = re.compile(r"\d+,\d+")


@pytest.fixture(scope="module")
def of_2008() -> Document:
    return read_document(SAMPLES / "tcvn3_2008_unemployment_by_region.pdf")


@pytest.fixture(scope="module")
def of_2011() -> Document:
    return read_document(SAMPLES / "tcvn3_2011_trained_unemployment.pdf")


def rows(table: Table) -> list[list[str]]:
    """Texts row by row; "" where a cell holds nothing."""
    width = max(cell.column for cell in table.cells)
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    last = max(cell.row for cell in table.cells)
    return [[texts.get((row, column), "") for column in range(1, width + 1)] for row in range(1, last + 1)]


def test_every_figure_of_2008_stands_in_its_row(of_2008: Document) -> None:
    """The same pages' bytes, decoded by our own table, line by line: label and figures in their order."""
    decoded = (SAMPLES / "tcvn3_2008_unemployment_by_region.tcvn3-bytes.txt").read_bytes().decode("latin-1")
    expected = [_FIGURE.findall(line) for line in decoded.splitlines() if len(_FIGURE.findall(line)) > 1]
    found = [row[1:] for table in of_2008.tables for row in rows(table) if _FIGURE.match(row[1])]
    assert found == expected
    assert len(found) == 14
    names = "".join(TCVN3_TO_UNICODE.get(ord(char), char) for char in decoded)
    for table in of_2008.tables:
        for row in rows(table):
            if _FIGURE.match(row[1]) and not row[0].isupper():
                assert row[0].split("\n")[0].split(" - ")[0] in names


def test_headings_stand_over_their_columns(of_2008: Document, of_2011: Document) -> None:
    assert rows(of_2008.tables[0])[2] == ["", "2000", "2004", "2005", "2006", "2007", "Sơ bộ\nPrel.\n2008"]
    upper, lower = rows(of_2008.tables[1])[2:4]
    assert [text for text in upper if text] == [
        "Tỷ lệ thất nghiệp\nUnemployment rate",
        "Tỷ lệ thiếu việc làm\nUnderemployment rate",
    ]
    assert lower == ["", *["Chung\nGeneral", "Thành thị\nUrban", "Nông\nthôn\nRural"] * 2]
    assert of_2008.tables[1].merged == ((1, 1, 1, 7), (3, 2, 3, 4), (3, 5, 3, 7))
    assert rows(of_2011.tables[0])[2:4] == [
        ["", "Tổng số\nTotal", "Phân theo giới tính\nBy sex", "", "Phân theo thành thị, nông thôn\nBy residence", ""],
        ["", "", "Nam\nMale", "Nữ\nFemale", "Thành thị\nUrban", "Nông thôn\nRural"],
    ]  # fmt: skip


def test_titles_and_units_stand_above_in_unicode(of_2008: Document, of_2011: Document) -> None:
    titles = [
        rows(table)[0][0].split("\n")[0] for document in (of_2008, of_2011) for table in document.tables
    ]
    assert titles == [
        "24 Tỷ lệ thất nghiệp của lực lượng lao động trong độ tuổi",
        "25 Tỷ lệ thất nghiệp và tỷ lệ thiếu việc làm của lực lượng lao động",
        "51 Tỷ lệ lao động đang làm việc trong nền kinh tế đã qua đào tạo",
        "52 Tỷ lệ lao động từ 15 tuổi trở lên đang làm việc trong nền kinh tế",
        "54 Tỷ lệ thất nghiệp của lực lượng lao động trong độ tuổi",
        "55 Tỷ lệ thất nghiệp và thiếu việc làm của lực lượng lao động",
    ]
    units = [cell.text for table in of_2011.tables for cell in table.cells if cell.row == 2]
    assert units == ["Đơn vị tính - Unit: %"] * 4
    assert of_2008.encoding == "tcvn3"


def test_a_table_over_two_pages_is_one(of_2011: Document) -> None:
    table = of_2011.tables[1]
    body = [row for row in rows(table) if _FIGURE.match(row[1])]
    assert len(body) == 63 + 6 + 1  # provinces, regions, country
    assert body[-1] == ["Cà Mau", "5,3", "6,6", "5,8", "5,5"]
    assert table.page_starts == ((1, 2), (42, 3))
    place = next(cell.row for cell in table.cells if cell.text == "Cà Mau")
    assert (table.page, table.page_of(41), table.page_of(place)) == (2, 2, 3)


def test_running_feet_and_page_numbers_are_left_out_and_notes_are_not(
    of_2008: Document, of_2011: Document
) -> None:
    texts = [block.text for document in (of_2008, of_2011) for block in document.paragraphs]
    assert texts[0] == "(*) Số liệu sơ bộ - Preliminary data."
    assert texts[1].startswith(
        "(*) Lao động đã qua đào tạo là những người đã học và tốt nghiệp ở một trường lớp"
    )
    assert texts[2].startswith("(*) Trained employed workers are those who have ever attended")
    assert len(texts) == 3


def test_readings_name_page_table_and_cell_and_read_again_give_their_value(
    of_2008: Document, of_2011: Document, catalogue: Catalogue
) -> None:
    with (SAMPLES.parent / "facts" / "gso_provinces.tsv").open(encoding="utf-8") as rows_of_facts:
        facts = {
            (row["indicator"], row["area_code"], row["year"]): Decimal(row["value"])
            for row in csv.DictReader(rows_of_facts, delimiter="\t")
        }
    compared = 0
    counts = []
    for document in (of_2008, of_2011):
        readings = [one for one in extract_document(document, catalogue).readings if one.locator.cell]
        counts.append(len(readings))
        for reading in readings:
            table = next(table for table in document.tables if table.number == reading.locator.paragraph)
            cell = next(cell for cell in table.cells if cell.address == reading.locator.cell)
            assert cell.text == reading.value_text
            assert reading.locator.page == table.page_of(cell.row)
            fact = facts.get((str(reading.indicator_code), str(reading.area_code), str(reading.period)))
            if fact is not None and reading.breakdown == "_T":
                assert reading.value == fact
                compared += 1
    assert counts == [14 * 6, 442]
    assert compared == 28
