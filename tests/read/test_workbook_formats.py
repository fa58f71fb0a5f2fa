"""The same sheet in .xlsx, .xls, .xlsb and .ods: addresses, types, per cent, errors, merged and hidden places."""

from __future__ import annotations

import io
import struct
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter

from lientinh.documents import Cell, CellError
from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.sheets.workbook import read_ods, read_xls, read_xlsb
from small_binary_workbooks import binary_cell, binary_record, binary_rows, record, wide, xls_of, xlsb_of
from small_packages import zip_of

# The table floats: it begins at C5. Row 6 is hidden, column E too; B8:C9 is merged.
EXPECTED = [
    Cell(5, 3, "Tỷ lệ", "Tỷ lệ", "General"),
    Cell(5, 4, Decimal("0.125"), "12,5%", "0.0%"),
    Cell(5, 5, CellError("#DIV/0!"), "#DIV/0!", "General"),
    Cell(6, 3, Decimal("1234.5"), "1.234,50", "#,##0.00"),
    Cell(6, 5, Decimal(7), "7", "General"),
    Cell(7, 4, CellError("#N/A"), "#N/A", "General"),
    Cell(8, 2, "gộp", "gộp", "General"),
]
FORMATS = ("General", "0.0%", "#,##0.00")
NOTES = (
    "hidden rows of sheet Biểu: 6, 2 figures in them, read like the others",
    "hidden columns of sheet Biểu: E, 1 figures in them, read like the others",
)


def as_xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Biểu")
    sheet.write("C5", "Tỷ lệ")
    sheet.write("D5", 0.125, book.add_format({"num_format": "0.0%"}))
    sheet.write_formula("E5", "=1/0", None, "#DIV/0!")
    sheet.write("C6", 1234.5, book.add_format({"num_format": "#,##0.00"}))
    sheet.write("E6", 7)
    sheet.write_formula("D7", "=NA()", None, "#N/A")
    sheet.merge_range("B8:C9", "gộp", book.add_format())
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column("E:E", None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def label(row: int, column: int, text: str) -> bytes:
    """A text cell of an .xls."""
    return record(0x204, f"HHHHB{2 * len(text)}s", row, column, 0, len(text), 1, text.encode("utf-16-le"))


def as_xls() -> bytes:
    error = struct.pack("<BBBBHH", 2, 0, 0x2A, 0, 0, 0xFFFF)
    return xls_of(
        record(0x7D, "HHHHHH", 4, 4, 2000, 0, 1, 0)
        + record(0x208, "HHHHHHHH", 5, 2, 5, 300, 0, 0, 0x120, 0)
        + label(4, 2, "Tỷ lệ")
        + record(0x203, "HHHd", 4, 3, 1, 0.125)
        + record(0x205, "HHHBB", 4, 4, 0, 0x07, 1)
        + record(0x203, "HHHd", 5, 2, 2, 1234.5)
        + record(0xBD, "HHHIH", 5, 4, 0, 7 << 2 | 2, 4)
        + record(0x06, "HHH8sHIH", 6, 3, 0, error, 0, 0, 0)
        + label(7, 1, "gộp")
        + record(0xE5, "HHHHH", 1, 7, 8, 1, 2),
        FORMATS,
    )


def text_cell(column: int, text: str) -> bytes:
    """A text cell of an .xlsb."""
    return binary_cell(6, column, 0, f"{4 + 2 * len(text)}s", wide(text))


def as_xlsb(**settings) -> bytes:
    return xlsb_of(
        binary_record(390)
        + binary_record(60, "IIIIH", 4, 4, 2000, 0, 1)
        + binary_record(391)
        + binary_rows(
            {
                4: [text_cell(2, "Tỷ lệ"), binary_cell(5, 3, 1, "d", 0.125), binary_cell(3, 4, 0, "B", 0x07)],
                5: [binary_cell(5, 2, 2, "d", 1234.5), binary_cell(2, 4, 0, "I", 7 << 2 | 2)],
                6: [binary_cell(11, 3, 0, "BHI", 0x2A, 0, 0)],
                7: [text_cell(1, "gộp")],
            },
            hidden=[5],
        )
        + binary_record(177, "I", 1)
        + binary_record(176, "IIII", 7, 8, 1, 2)
        + binary_record(178),
        FORMATS,
        **settings,
    )


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = "".join(f' xmlns:{name}="{NAMES}:{name}:1.0"' for name in ("office", "table", "text", "style"))
SPACES += f' xmlns:number="{NAMES}:datastyle:1.0"'
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
STYLES = """
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/></number:percentage-style>
<number:number-style style:name="N2">
<number:number number:decimal-places="2" number:grouping="true"/></number:number-style>
<style:style style:name="parent" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="parent"/>
"""


def ods(table: str, styles: str = STYLES) -> bytes:
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0"/>',
            "content.xml": f"<office:document-content{SPACES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="Biểu">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def gap(count: int, tag: str = "table-cell") -> str:
    return f'<table:{tag} table:number-columns-repeated="{count}"/>'


def figure(value: str, more: str = 'office:value-type="float"') -> str:
    return f'<table:table-cell {more} office:value="{value}"/>'


def failed(text: str) -> str:
    return (
        '<table:table-cell table:formula="of:=X" office:value-type="string" office:string-value=""'
        f' calcext:value-type="error"><text:p>{text}</text:p></table:table-cell>'
    )


def words(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def as_ods() -> bytes:
    return ods(
        gap(4, "table-column")
        + '<table:table-column table:visibility="collapse"/>'
        + row(gap(1), more=' table:number-rows-repeated="4"')
        + row(
            gap(2), words("Tỷ lệ"), figure("0.125", 'office:value-type="percentage" table:style-name="ce1"'),
            failed("#DIV/0!"),
        )
        + row(
            gap(2), figure("1234.5", 'office:value-type="float" table:style-name="ce2"'), gap(1), figure("7"),
            more=' table:visibility="filter"',
        )
        + row(gap(3), failed("#N/A"))
        + row(gap(1), words("gộp", ' table:number-columns-spanned="2" table:number-rows-spanned="2"'))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.xlsx", as_xlsx), ("a.xlsm", as_xlsx), ("a.xls", as_xls), ("a.xlsb", as_xlsb), ("a.ods", as_ods)],
)
def test_one_sheet_in_every_format(name, make, read) -> None:
    document = read(name, make())
    table = document.tables[0]
    assert list(table.cells) == EXPECTED
    assert table.merged == ((8, 2, 9, 3),)
    assert document.notes == NOTES


@pytest.mark.parametrize(("state", "hidden"), [(0, False), (1, True), (2, True)])
def test_hidden_and_very_hidden_sheets_of_an_xlsb(state, hidden, read) -> None:
    assert read("a.xlsb", as_xlsb(state=state)).tables[0].hidden is hidden


@pytest.mark.parametrize(("epoch_1904", "day"), [(False, date(2022, 7, 21)), (True, date(2026, 7, 22))])
def test_dates_of_an_xlsb_in_both_epochs(epoch_1904, day, read) -> None:
    rows = binary_rows({0: [binary_cell(5, 0, 0, "d", 44763.0)]})
    assert (
        read("a.xlsb", xlsb_of(rows, ["dd/mm/yyyy"], epoch_1904=epoch_1904)).tables[0].cells[0].value == day
    )


def test_an_xls_that_nobody_calculated(read) -> None:
    """Programs that write formulas without a result put down nought; Excel says when it has calculated."""
    formula = record(0x06, "HHHdHIH", 1, 1, 0, 0.0, 0, 0, 0)
    figure_beside = record(0x203, "HHHd", 0, 0, 0, 5.0)
    with pytest.raises(BadInput) as refusal:
        read("a.xls", xls_of(figure_beside + formula, calculated=False))
    assert (refusal.value.rule_id, refusal.value.details["cells"]) == ("read.not_calculated", "B2")
    assert [cell.text for cell in read("a.xls", xls_of(figure_beside + formula)).tables[0].cells] == [
        "5",
        "0",
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<table:table-cell table:formula="of:=1+1"/>', "read.not_calculated"),
        ('<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>', None),
        (failed("Err:502"), CellError("Err:502")),
        (words("#N/A", ' table:formula="of:=NA()"'), CellError("#N/A")),
        (words("#N/A"), "#N/A"),  # somebody typed it
        (
            '<table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/>',
            timedelta(hours=30),
        ),
        (figure("0.125", 'office:value-type="percentage"'), Decimal("0.125")),
    ],
)
def test_cells_of_an_ods(cell, expected, read) -> None:
    data = ods(row(figure("1"), cell))
    if expected == "read.not_calculated":
        with pytest.raises(BadInput) as refusal:
            read("a.ods", data)
        assert refusal.value.rule_id == expected
        return
    found = read("a.ods", data).tables[0].cell(1, 2)
    assert (found and found.value) == expected


def test_a_percentage_of_an_ods_shows_as_one_whatever_its_style(read) -> None:
    data = ods(row(figure("0.125", 'office:value-type="percentage"')))
    assert read("a.ods", data).tables[0].cells[0].number_format == "0%"


def test_styles_of_an_ods_come_from_columns_and_rows_too(read) -> None:
    data = ods(
        '<table:table-column table:default-cell-style-name="ce1"/>'
        + row(figure("0.5"), figure("2"))
        + row(figure("3"), more=' table:default-cell-style-name="ce2"')
    )
    assert [cell.text for cell in read("a.ods", data).tables[0].cells] == ["50,0%", "2", "3,00"]


def test_an_error_repeated_is_an_error_each_time(read) -> None:
    repeated = failed("#N/A").replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" '
    )
    cells = (
        read("a.ods", ods(row(figure("1"), repeated, more=' table:number-rows-repeated="2"'))).tables[0].cells
    )
    assert [(cell.address, cell.text) for cell in cells if isinstance(cell.value, CellError)] == [
        ("B1", "#N/A"), ("C1", "#N/A"), ("B2", "#N/A"), ("C2", "#N/A"),
    ]  # fmt: skip


def far_apart_xls() -> bytes:
    return xls_of(record(0x203, "HHHd", 0, 0, 0, 1.0) + record(0x203, "HHHd", 65_535, 255, 0, 1.0))


def far_apart_xlsb() -> bytes:
    cell = binary_cell(5, 16_383, 0, "d", 1.0)
    return xlsb_of(binary_rows({0: [cell], 1_048_575: [cell]}))


def far_apart_ods() -> bytes:
    far = row(gap(16_000), figure("1"))
    return ods(
        figure("1") + row(figure("1")) + row(gap(1), more=' table:number-rows-repeated="1000000"') + far
    )


@pytest.mark.parametrize(
    ("reader", "make"), [(read_xls, far_apart_xls), (read_xlsb, far_apart_xlsb), (read_ods, far_apart_ods)]
)
def test_cells_far_apart_are_refused_before_they_are_spread_out(reader, make) -> None:
    with pytest.raises(BadInput) as refusal:
        reader(make(), "a", Limits())
    assert refusal.value.details["unit"] == "cells"


def test_a_text_repeated_over_a_sheet_is_refused_before_it_is_spread_out() -> None:
    cell = words("x" * 1_000).replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="1000" '
    )
    with pytest.raises(BadInput) as refusal:
        read_ods(ods(row(cell, more=' table:number-rows-repeated="4000"')), "a.ods", Limits())
    assert refusal.value.details["unit"] == "cells"
    assert read_ods(ods(row(cell, more=' table:number-rows-repeated="2"')), "a.ods", Limits()).blocks


@pytest.mark.parametrize(("reader", "make"), [(read_xls, as_xls), (read_xlsb, as_xlsb), (read_ods, as_ods)])
def test_too_many_cells(reader, make) -> None:
    assert reader(make(), "a", Limits(cells=7)).blocks
    with pytest.raises(BadInput) as refusal:
        reader(make(), "a", Limits(cells=6))
    assert refusal.value.details["unit"] == "cells"


@pytest.mark.parametrize("cut", [10, 60, 300])
def test_records_cut_short_are_no_crash(cut, read) -> None:
    """A record that ends too early is a damaged file."""
    sheet = binary_rows({0: [binary_cell(5, 0, 0, "d", 1.0)]})
    with pytest.raises(BadInput) as refusal:
        read("a.xlsb", xlsb_of(sheet[:-6] + bytes([0x05]) + bytes([cut & 0x7F])))
    assert refusal.value.rule_id == "read.truncated"


def test_a_workbook_by_another_name_says_what_it_is(read) -> None:
    with pytest.raises(BadInput) as refusal:
        read("a.xlsb", as_xlsx())
    assert refusal.value.rule_id == "read.not_what_its_name_says"
    assert "xlsx" in refusal.value.details["found"]


def test_a_date_beyond_all_days_is_a_damaged_file(read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write(0, 0, 1e10, book.add_format({"num_format": "[h]:mm"}))
    book.close()
    with pytest.raises(BadInput) as refusal:
        read("a.xlsx", out.getvalue())
    assert refusal.value.rule_id == "read.truncated"
