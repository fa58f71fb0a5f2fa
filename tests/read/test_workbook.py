"""Workbooks: typed cells at the sheet's real addresses, shown as the sheet shows them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl.utils.datetime
import pytest
import xlsxwriter
from openpyxl import Workbook

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.sheets.number_formats import (
    BUILT_IN_FORMATS,
    decimals_of,
    is_percent,
    rounding_of,
    scale_of,
    show_number,
)
from lientinh.read.sheets.workbook import read_ods, read_xls, read_xlsx
from small_packages import docx_of, p, zip_of

MOMENT = datetime(2022, 7, 21, 8, 30)  # noqa: DTZ001 (cells have no time zone)


def xlsx(fill) -> bytes:
    book = Workbook()
    fill(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(address: str, value, number_format: str | None = None):
    def fill(book, sheet) -> None:
        sheet[address] = value
        if number_format:
            sheet[address].number_format = number_format

    return fill


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "text"),
    [
        (517.9, "#,##0.0", Decimal("517.9"), "517,9"),
        (1014.5, "#,##0.0", Decimal("1014.5"), "1.014,5"),
        (20, "0.0", Decimal(20), "20,0"),
        (0.1, None, Decimal("0.1"), "0,1"),
        (0.125, "0.0%", Decimal("0.125"), "12,5%"),
        (127550801040, "#,##0", Decimal(127550801040), "127.550.801.040"),
        (1e30, "0.0", Decimal(int(1e30)), f"{int(1e30)},0"),
        ("1.234", None, "1.234", "1.234"),
        ("Hỗ  trợ\nhộ", None, "Hỗ  trợ\nhộ", "Hỗ trợ hộ"),
        (True, None, True, "TRUE"),
        (False, None, False, "FALSE"),
        (date(2022, 7, 21), None, date(2022, 7, 21), "2022-07-21"),
        (MOMENT, None, MOMENT, "2022-07-21 08:30:00"),
        (time(8, 30), None, time(8, 30), "08:30:00"),
    ],
)
def test_cells(value, number_format, expected, text, read) -> None:
    cell = read("a.xlsx", xlsx(put("C4", value, number_format))).tables[0].cells[0]
    assert (cell.address, cell.value, cell.text) == ("C4", expected, text)
    assert type(cell.value) is type(expected)


def test_a_number_is_never_read_from_text_and_text_never_made_a_number(read) -> None:
    def fill(book, sheet) -> None:
        sheet["A1"], sheet["A2"] = 1.234, "1.234"

    first, second = read("a.xlsx", xlsx(fill)).tables[0].cells
    assert first.value == Decimal("1.234")
    assert second.value == "1.234"


def test_sheets_merges_hidden_and_empty(read) -> None:
    def fill(book, sheet) -> None:
        sheet.title = "Biểu 1"
        sheet["B2"] = "Năm"
        sheet.merge_cells("B2:D3")
        hidden = book.create_sheet("Ẩn")
        hidden["A1"] = 5
        hidden.sheet_state = "hidden"
        book.create_sheet("Trống")
        book.create_chartsheet("Đồ thị")

    document = read("a.xlsx", xlsx(fill))
    assert [(table.sheet, table.hidden, len(table.cells)) for table in document.tables] == [
        ("Biểu 1", False, 1), ("Ẩn", True, 1), ("Trống", False, 0),
    ]  # fmt: skip
    assert document.tables[0].merged == ((2, 2, 3, 4),)
    assert document.notes == ("hidden sheet Ẩn: 1 cells, not read for figures",)
    assert document.tables[0].number == 1


def test_a_formula_without_a_result_is_no_blank(read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", xlsx(put("B2", "=SUM(A1:A9)")))
    assert refusal.value.rule_id == "read.not_calculated"
    assert refusal.value.details == {"sheet": "Sheet", "cells": "B2", "count": 1}


def test_a_formula_with_an_empty_text_as_its_result_is_calculated(read) -> None:
    content = edit(xlsx(put("B2", "=A1")), "<v></v>", "<v></v>", 't="str"')
    assert [cell.address for cell in read("a.xlsx", content).tables[0].cells] == ["A1"]


def edit(data: bytes, old: str, new: str, attribute: str) -> bytes:
    """The workbook with the formula's cell typed as text, and a plain cell beside it."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="B2"' in sheet
    sheet = sheet.replace('<c r="B2"', f'<c r="B2" {attribute}').replace(old, new)
    sheet = sheet.replace("<sheetData>", '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return zip_of(parts)


def test_cells_far_apart_are_refused_before_they_are_spread_out() -> None:
    def fill(book, sheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = 1, 2

    with pytest.raises(BadInput) as refusal:
        read_xlsx(xlsx(fill), "a.xlsx", Limits())
    assert refusal.value.rule_id == "read.too_many_cells"


def test_a_far_row_is_far_although_its_cells_have_no_address() -> None:
    content = edit(
        xlsx(put("B2", 1)),
        "<sheetData>",
        '<sheetData><row r="1048576"><c><v>1</v></c><c><v>2</v></c></row>',
        "",
    )
    with pytest.raises(BadInput) as refusal:
        read_xlsx(content, "a.xlsx", Limits(cells=1_000))
    assert refusal.value.rule_id == "read.too_many_cells"


def test_too_many_cells() -> None:
    def fill(book, sheet) -> None:
        for number in range(1, 12):
            sheet.cell(number, 1, number)

    with pytest.raises(BadInput) as refusal:
        read_xlsx(xlsx(fill), "a.xlsx", Limits(cells=10))
    assert (refusal.value.rule_id, refusal.value.details["unit"]) == ("read.too_many_cells", "cells")


@pytest.mark.parametrize(
    ("content", "rule_id"),
    [
        (xlsx(lambda book, sheet: None), "read.empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "read.not_what_its_name_says"),
        (docx_of(p("chữ")), "read.not_what_its_name_says"),
        (zip_of({"xl/vbaProject.bin": b"x", "a.xml": "<a/>"}), "read.macro"),
        (zip_of({"a.xml": "<a/>"}), "read.truncated"),
        (b"PK\x03\x04cut", "read.truncated"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "read.password_protected",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "read.not_what_its_name_says"),
    ],
)
def test_refused(content: bytes, rule_id: str, read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", content)
    assert refusal.value.rule_id == rule_id


def test_an_old_workbook_that_is_none() -> None:
    with pytest.raises(BadInput) as refusal:
        read_xls(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.xls", Limits())
    assert refusal.value.rule_id == "read.truncated"


@pytest.mark.parametrize(
    ("number_format", "decimals", "percent"),
    [
        (None, None, False), ("General", None, False), ("0", 0, False), ("#,##0.00", 2, False), ("0.0%", 1, True),
        ('#,##0.0" nghìn người"', 1, False), ("#,##0.00;[Red](#,##0.00)", 2, False), ("yyyy-mm-dd", None, False),
        ("@", None, False), (BUILT_IN_FORMATS[41], 0, False), (BUILT_IN_FORMATS[44], 2, False),
        (BUILT_IN_FORMATS[10], 2, True), ("0.00E+00", None, False), ('0"%"', 0, False), ("_-* #,##0.0_-", 1, False),
    ],
)  # fmt: skip
def test_number_formats(number_format: str | None, decimals: int | None, percent: bool) -> None:
    assert decimals_of(number_format) == decimals
    assert is_percent(number_format) is percent


@pytest.mark.parametrize(
    ("value", "number_format", "rounding"),
    [
        ("517.9", "0.0", "0.05"), ("20", "0.0", "0.05"), ("20", None, "0.5"), ("20", "General", "0.5"),
        ("17.25", "0.0", "0.005"), ("0.125", "0.0%", "0.05"), ("0", None, "0.5"), ("1200", "#,##0", "0.5"),
        ("0.12345678", None, "5E-7"), ("1234567", "#,##0,", "0.0005"), ("1200000", "#,##0.0,,", "0.05"),
    ],
)  # fmt: skip
def test_rounding_is_half_the_last_published_place(
    value: str, number_format: str | None, rounding: str
) -> None:
    assert rounding_of(Decimal(value), number_format) == Decimal(rounding)


@pytest.mark.parametrize(
    ("number_format", "scale", "shown"),
    [
        ("#,##0", 0, "12.345.678"), ("#,##0,", 3, "12.346"), ("0.0,,", 6, "12,3"), ("#,##0,.00", 3, "12.345,68"),
        ('#,##0," nghìn"', 3, "12.346"), ("#,##0;(#,##0,)", 0, "12.345.678"), (None, 0, "12345678"),
        ("General", 0, "12345678"), ("0%", 0, "1234567800%"),
    ],
)  # fmt: skip
def test_numbers_shown_in_thousands_and_millions(number_format, scale, shown) -> None:
    assert scale_of(number_format) == scale
    assert show_number(Decimal(12345678), number_format) == shown


def test_shown_numbers_are_rounded_half_up() -> None:
    assert show_number(Decimal("12.25"), "0.0") == "12,3"


def ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>',
            "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
            f' xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Biểu">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def test_an_open_document_sheet(read) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    table = read("a.ods", ods(rows)).tables[0]
    assert [(cell.address, cell.value) for cell in table.cells] == [("C4", Decimal("12.5"))]


@pytest.mark.parametrize(
    "repeated", ['table:number-rows-repeated="1048000"', 'table:number-rows-repeated="x"']
)
def test_a_figure_repeated_over_a_whole_sheet(repeated: str) -> None:
    figure = '<table:table-cell table:number-columns-repeated="100" office:value="1"/>'
    content = ods(f"<table:table-row {repeated}>{figure}</table:table-row>")
    with pytest.raises(BadInput) as refusal:
        read_ods(content, "a.ods", Limits(cells=99))
    assert refusal.value.rule_id == "read.too_many_cells"


def test_a_zip_that_is_no_open_document(read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.ods", zip_of({"a.xml": "<a/>"}))
    assert refusal.value.rule_id == "read.not_what_its_name_says"


class PanicException(BaseException):
    """As the library's panics are called; they derive from BaseException."""


@pytest.mark.parametrize(
    ("error", "expected"), [(PanicException, BadInput), (KeyboardInterrupt, KeyboardInterrupt)]
)
def test_a_panic_of_the_library_is_a_damaged_file(error, expected, monkeypatch) -> None:
    class Broken:
        @staticmethod
        def from_filelike(stream):
            raise error("index out of bounds")

    monkeypatch.setattr("lientinh.read.sheets.workbook.CalamineWorkbook", Broken)
    with pytest.raises(expected) as refusal:
        read_xlsx(xlsx(put("A1", 1)), "a.xlsx", Limits())
    assert getattr(refusal.value, "rule_id", "read.truncated") == "read.truncated"


def test_a_number_format_that_is_no_number_is_refused(read) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(put("A1", 1)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="x"')
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", zip_of(parts))
    assert refusal.value.rule_id == "read.truncated"


def test_dates_in_both_epochs_and_as_iso_text(read) -> None:
    moment = datetime(2022, 7, 21, 8, 30)  # noqa: DTZ001

    def fill(book, sheet) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet["A1"], sheet["B1"], sheet["C1"] = date(2022, 7, 21), moment, timedelta(hours=30)

    def fill_iso(book, sheet) -> None:
        book.iso_dates = True
        sheet["A1"], sheet["B1"] = date(2022, 7, 21), moment

    cells = read("a.xlsx", xlsx(fill)).tables[0].cells
    assert [(cell.value, cell.text) for cell in cells] == [
        (date(2022, 7, 21), "2022-07-21"), (moment, "2022-07-21 08:30:00"), (timedelta(hours=30), "30:00:00"),
    ]  # fmt: skip
    assert [cell.value for cell in read("b.xlsx", xlsx(fill_iso)).tables[0].cells] == [
        date(2022, 7, 21),
        moment,
    ]


def test_rich_text_and_escapes_are_text(read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.write_rich_string("A1", "Tỷ lệ ", bold, "hộ nghèo", " (%)")
    sheet.write("A2", "hai\r\ndòng")
    sheet.write("A3", "Ca\u0302\u0300n")  # letter by letter: cần
    book.close()
    cells = read("a.xlsx", out.getvalue()).tables[0].cells
    assert [cell.value for cell in cells] == ["Tỷ lệ hộ nghèo (%)", "hai\ndòng", "Cần"]
    assert cells[1].text == "hai dòng"


def test_formulas_that_a_program_leaves_to_the_next_one(read) -> None:
    """xlsxwriter puts a nought where it was told no result, and says that all is to be calculated."""

    def book_with(result) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        book.add_worksheet("Biểu").write_formula("B2", "=1+1", None, result)
        book.close()
        return out.getvalue()

    assert read("a.xlsx", book_with(2)).tables[0].cells[0].value == Decimal(2)
    with pytest.raises(BadInput) as refusal:
        read("b.xlsx", book_with(0))
    assert refusal.value.rule_id == "read.not_calculated"


def test_very_hidden_sheets_are_hidden(read) -> None:
    def fill(book, sheet) -> None:
        sheet["A1"] = 1
        book.create_sheet("Rất ẩn")["A1"] = 2
        book["Rất ẩn"].sheet_state = "veryHidden"

    document = read("a.xlsx", xlsx(fill))
    assert [table.hidden for table in document.tables] == [False, True]
    assert document.notes == ("hidden sheet Rất ẩn: 1 cells, not read for figures",)


def test_hidden_places_without_figures_are_no_matter(read) -> None:
    def fill(book, sheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"], sheet["B9"] = "a", 2, 3, True, 5
        for row in (1, 2, 3, 4, 6, 99):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["Z"].hidden = True

    assert read("a.xlsx", xlsx(fill)).notes == (
        "hidden rows of sheet Sheet: 1-4, 6, 2 figures in them, read like the others",
    )


def test_a_sheet_that_only_one_way_of_reading_finds_is_refused(read) -> None:
    """Calamine knows the workbook's place by heart; without its relation no format in it is known."""
    with zipfile.ZipFile(io.BytesIO(xlsx(put("A1", 0.125, "0.0%")))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'/officeDocument"', b'/other"')
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", zip_of(parts))
    assert refusal.value.rule_id == "read.truncated"


def test_an_xlsm_is_read_and_its_macros_are_not_run(read) -> None:
    data = xlsx(put("B2", 5))
    assert read("a.xlsm", data).remarks == ()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/vbaProject.bin"] = b"x"
    with_macros = read("a.xlsm", zip_of(parts))
    assert with_macros.tables[0].cells[0].value == Decimal(5)
    assert [remark.rule_id for remark in with_macros.remarks] == ["read.macro_not_run"]
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", zip_of(parts))
    assert refusal.value.rule_id == "read.macro"
