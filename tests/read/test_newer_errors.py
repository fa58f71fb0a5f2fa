"""Errors of newer Excel: the cell is an error, and the rest of the workbook is read."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from lientinh.documents import CellError
from small_packages import zip_of


def workbook(code: str) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Biểu")
    sheet.write_row(0, 0, ["Tỉnh", "2022"])
    sheet.write_formula(1, 0, "=NA()", None, "#N/A")
    sheet.write_number(1, 1, 2.5)
    book.close()
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    return zip_of({**parts, name: parts[name].replace(b"#N/A", code.encode())})


@pytest.mark.parametrize("code", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#N/A"])
def test_a_code_nobody_knew_in_2007_is_an_error_like_the_others(code: str, read) -> None:
    (table,) = read("a.xlsx", workbook(code)).tables
    assert table.cell(2, 1).value == CellError(code)
    assert table.cell(2, 2).text == "2,5"
