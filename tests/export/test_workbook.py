"""The workbook, opened again: numbers are numbers, words say why there is none, and nothing runs as a formula."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from drawn import ask
from lientinh.export.exporting import export
from lientinh.export.workbook import name_sheet


@pytest.fixture(scope="module")
def hostile_name(exported_lake):
    return next(one.name_vi for one in exported_lake.catalogue.indicators if one.indicator_code == "labour")


@pytest.fixture(scope="module")
def file(exported_lake, tmp_path_factory):
    return (
        export(exported_lake.settings, "xlsx", out=tmp_path_factory.mktemp("out")).folder / "lientinh-1.xlsx"
    )


@pytest.fixture(scope="module")
def book(file):
    return openpyxl.load_workbook(file)


def sheet_of(book, name_en):
    return next(sheet for sheet in book.worksheets if sheet["A2"].value == name_en)


def table_of(sheet, title):
    """{(code, period): cell} of the table under a title."""
    top = next(cell.row for cell in sheet["A"] if cell.value == title) + 2
    periods = {cell.column: cell.value for cell in sheet[top][2:] if cell.value is not None}
    found = {}
    for row in range(top + 1, sheet.max_row + 1):
        if not re.fullmatch(r"\d\d", str(sheet.cell(row, 1).value or "")):
            break
        for column, period in periods.items():
            found[sheet.cell(row, 1).value, period] = sheet.cell(row, column)
    return found


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def links_of(sheets):
    cells = (cell for sheet in sheets for row in sheet.iter_rows() for cell in row)
    return [cell.hyperlink for cell in cells if cell.hyperlink]


def test_provinces_by_periods_numbers_as_numbers_reasons_in_words(book):
    cells = table_of(sheet_of(book, "New jobs"), "Thực hiện · trong kỳ · theo năm dương lịch")
    assert {place: cell.value for place, cell in cells.items()} == {
        ("04", 2021): 90, ("04", 2022): 12345.5,
        ("06", 2021): "·", ("06", 2022): 30,
        ("14", 2021): "chưa báo cáo", ("14", 2022): "trên 11.000",
        ("19", 2021): "không so sánh được: khác kỳ", ("19", 2022): 150,
        ("20", 2021): "chưa báo cáo", ("20", 2022): "chờ làm rõ",
    }  # fmt: skip
    assert cells["04", 2022].number_format == "[$-42A]#,##0.0"
    assert cells["04", 2022].data_type == "n"
    assert cells["14", 2022].data_type == "s"


def test_every_exact_figure_of_the_comparison_is_there(exported_lake, book):
    kept = ask(
        exported_lake.file,
        "select indicator_name_en, value from comparison where state = 'reported' and qualifier is null",
    )
    assert len(kept) > 8
    for row in kept:
        sheet = sheet_of(book, row["indicator_name_en"])
        numbers = [
            cell.value for line in sheet.iter_rows() for cell in line if isinstance(cell.value, int | float)
        ]
        assert any(one == pytest.approx(float(row["value"]), rel=1e-15) for one in numbers), row


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        # One of the provinces is withheld, one only bounded: a sum of the others is no sum.
        ("New jobs", {"Cả nước (theo báo cáo)": [None, 60000]}),
        ("Unemployed people", {"Tổng các tỉnh được yêu cầu hoặc đã báo cáo": [12]}),
    ],
)
def test_what_all_provinces_have_stands_below_and_says_what_it_is(book, indicator, expected):
    sheet = sheet_of(book, indicator)
    below = {}
    for row in range(1, sheet.max_row):
        title = str(sheet.cell(row, 2).value).split("\n")[0]
        if title.startswith(("Tổng", "Cả nước (")):
            below.setdefault(
                title,
                [sheet.cell(row, column).value for column in range(3, 3 + len(expected.get(title, [])))],
            )
    assert below == expected


def test_a_figure_of_the_country_has_its_source_too(book):
    said = texts(sheet_of(book, "New jobs"))
    assert any(text.startswith("Cả nước: “Báo cáo country”") for text in said)


def test_a_plan_has_its_own_table(book):
    cells = table_of(sheet_of(book, "New jobs"), "Kế hoạch · được giao · trong kỳ · theo năm dương lịch")
    assert {place: cell.value for place, cell in cells.items() if cell.data_type == "n"} == {
        ("20", 2022): 120
    }


def test_merged_borders_have_a_table_where_figures_were_made_for_them(book):
    title = "Thực hiện · trong kỳ · theo năm dương lịch · theo địa giới từ 1/7/2025"
    sheet = sheet_of(book, "New jobs")
    merged = table_of(sheet, title)["19", 2022]
    assert merged.value == 180
    assert merged.font.italic
    assert any("mã 06 + 19 (made from" in text for text in texts(sheet))


def test_windows_stand_in_words_and_bounds_with_theirs(book):
    said = texts(sheet_of(book, "New jobs"))
    assert any("từ 1/1/2021 đến 31/8/2021" in text for text in said)
    assert any(text.startswith("lũy kế đến 30/6/2022") for text in said)
    assert "1–1,5" in texts(sheet_of(book, "Poverty rate"))


def test_nothing_withheld_rejected_or_second_to_another_leaks(book):
    values = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not {value for value in values if re.search(r"(?<!\d)(777|555|999)(?!\d)", value)}


def test_notes_and_sources(book):
    said = texts(sheet_of(book, "New jobs"))
    assert "Có nội dung cần rà soát (published with a warning): Cao Bằng (2022)." in said
    assert "Chưa báo cáo (not reported); chờ làm rõ (withheld); không so sánh được (not comparable)." in said
    sources = [text for text in said if "số 12/BC-SLĐTBXH, ngày 5/1/2023, Sở LĐTBXH, tệp =1+1.txt" in text]
    assert len(sources) == 5
    assert sources[0].startswith("Cao Bằng: “Báo cáo =1+1”")


def test_what_is_written_is_never_a_formula(file, book, hostile_name):
    assert hostile_name.startswith("=HYPERLINK(")
    with zipfile.ZipFile(file) as archive:
        parts = {
            name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")
        }
    assert not [name for name, text in parts.items() if re.search(r"<f[ >]", text)]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet_of(book, "Labour force")["A1"].value == hostile_name
    assert hostile_name in texts(book["Mục lục"])
    links = links_of(book)
    assert len(links) == 8
    assert not [link for link in links if link.target]


def test_the_cover_names_the_vintage_and_puts_codes_into_words(book):
    said = texts(book.worksheets[0])
    assert "Số liệu tại thời điểm 10/12/2025 08:30 (lần cập nhật kho số liệu thứ 1)" in said
    assert {"không so sánh được", "chờ làm rõ", "khác phạm vi địa bàn", "thực hiện"} <= set(said)


def test_the_contents_lead_to_every_sheet(book):
    led_to = {link.location.split("!")[0].strip("'") for link in links_of([book["Mục lục"]])}
    assert led_to == {sheet.title for sheet in book.worksheets[2:]}
    assert len(led_to) == 4


def test_it_is_made_to_be_read_and_printed(book):
    for sheet in book.worksheets[2:]:
        assert sheet.freeze_panes == "C4"
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$B")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "lần cập nhật" in sheet.oddFooter.left.text
        assert sheet.column_dimensions["B"].width > 20


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        (7, "Tỷ lệ hộ nghèo", "7 Tỷ lệ hộ nghèo"),
        (12, "Số lao động được tạo việc làm mới", "12 Số lao động được tạo việc…"),
        (3, "a/b [c]: d?*\\e'", "3 a b c d e"),
        (104, "x" * 90, "104…"),
    ],
)
def test_names_of_sheets_are_what_excel_takes(number, title, expected):
    assert name_sheet(number, title) == expected
    assert len(expected) <= 31


def test_a_value_keeps_the_digits_a_spreadsheet_can_hold(exported_lake, book):
    written = table_of(sheet_of(book, "Labour force"), "Thực hiện · tại thời điểm · theo năm dương lịch")
    (cell,) = written.values()
    assert cell.value == pytest.approx(float(Decimal("123456789012.123456")), rel=1e-15)
