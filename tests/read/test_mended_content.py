"""Legacy letters in workbooks, Word files and web pages become Unicode, and the document says so."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import openpyxl

from legacy_encoding import write_tcvn3, write_vni
from lientinh.read.content import Content
from lientinh.read.text.mended_content import mend_content

_ROWS = [
    ["Chỉ tiêu", "Đơn vị tính", "Năm 2008"],
    ["Tỷ lệ thất nghiệp khu vực thành thị", "%", 4.65],
    ["Số lao động được giải quyết việc làm", "nghìn người", 12.5],
]


def test_a_workbook_in_a_legacy_font(read) -> None:
    book = openpyxl.Workbook()
    for row in _ROWS:
        book.active.append([write_tcvn3(value) if isinstance(value, str) else value for value in row])
    file = io.BytesIO()
    book.save(file)
    document = read("a.xlsx", file.getvalue())
    table = document.tables[0]
    assert [[cell.text for cell in table.row_cells(row)][:2] for row in (1, 2, 3)] == [
        row[:2] for row in _ROWS
    ]
    assert table.cell(2, 3).value == Decimal("4.65")
    assert document.encoding == "tcvn3"
    assert document.notes == ("encoding tcvn3 converted",)


def test_a_word_file_in_a_legacy_font(read) -> None:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Cộng hoà xã hội chủ nghĩa Việt Nam")
    document.add_paragraph(write_vni("Toàn tỉnh giải quyết việc làm cho 12.350 lao động"))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = write_vni("Tỷ lệ hộ nghèo"), "4,35%"
    document.save(file)
    found = read("a.docx", file.getvalue())
    assert [block.text for block in found.paragraphs] == [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Toàn tỉnh giải quyết việc làm cho 12.350 lao động",
    ]
    assert [cell.text for cell in found.tables[0].cells] == ["Tỷ lệ hộ nghèo", "4,35%"]
    assert found.encoding == "vni"


def test_a_web_page_whose_letters_are_named(read) -> None:
    words = write_tcvn3("Toàn tỉnh giải quyết việc làm cho 12.350 lao động trong năm").replace(
        "\xad", "&shy;"
    )
    found = read("a.html", f"<html><body><main><p>{words}</p></main></body></html>")
    assert found.paragraphs[0].text == "Toàn tỉnh giải quyết việc làm cho 12.350 lao động trong năm"


def test_content_in_unicode_is_the_very_same() -> None:
    content = Content((), "text/plain")
    assert mend_content(content) is content
