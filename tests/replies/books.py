"""Workbooks for tests of replies: written by openpyxl, by XlsxWriter with macros and pictures, and by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side

from lientinh.replies.notes import CellNote, ReplyWords
from small_packages import zip_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS = ReplyWords("Báo cáo thử", "Test report")


def note(cell: str | None, sheet: str | None = "Biểu 1", **other) -> CellNote:
    given = {
        "severity": "error",
        "message_vi": f"91 + 55 = 146, báo cáo ghi 141 ({cell})",
        "message_en": "91 + 55 = 146, the report says 141",
        "action_vi": "Sửa số tổng hoặc số thành phần.",
        "finding_id": f"f-{cell}",
    }
    return CellNote(sheet=sheet, cell=cell, **(given | other))


def by_openpyxl() -> bytes:
    """Formats, borders, a fill of the sender's, a merged title, somebody's comment, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"] = "TỔNG HỢP"
    sheet.merge_cells("A1:D2")
    edge = Side(style="thin")
    for row in range(3, 9):
        for column in range(1, 4):
            cell = sheet.cell(row, column, row * 100.25 + column)
            cell.number_format = "#,##0.00"
            cell.border = Border(edge, edge, edge, edge)
    sheet["B5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B4"].comment = Comment("Số sơ bộ & chưa duyệt", "Văn phòng Sở")
    sheet.column_dimensions["E"].width = 3
    book.create_sheet("Biểu 2")["A1"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter() -> bytes:
    """With macros, a chart, a picture, comments on one of two sheets, defined names and a protected structure."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu 1")
        other = book.add_worksheet("Số 'khác' 2")
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 never run"), is_stream=True)
        money = book.add_format({"num_format": "#,##0", "border": 1})
        for row in range(10):
            sheet.write_number(row, 1, row * 1000, money)
            other.write_string(row, 0, f"dòng {row}")
        sheet.write_formula("B12", "=SUM(B1:B10)", money, 45000)
        sheet.write_comment("B3", "ghi chú cũ", {"author": "Phòng Việc làm"})
        sheet.write_comment("A20", "ô trống")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu 1'!$B$1:$B$10"})
        sheet.insert_chart("E2", chart)
        other.insert_image("C3", "dot.png", {"image_data": io.BytesIO(_dot())})
        sheet.data_validation("C1:C5", {"validate": "integer", "criteria": ">", "value": 0})
        book.define_name("TongSo", "='Biểu 1'!$B$12")
        book.set_custom_property("Mã", "x")
        other.repeat_rows(0)
    return out.getvalue()


def _dot() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def by_hand(sheet_data: str, *, prefix: str = "", before: str = "", after: str = "", **other: str) -> bytes:
    """A workbook of a few lines; `prefix` ("x:") for every element of the sheet, `other` parts by name."""
    p, declared = prefix, f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    styles = (
        f'<{p}styleSheet {declared}="{MAIN}"><{p}fonts count="1"><{p}font/></{p}fonts><{p}fills count="2"><{p}fill>'
        f'<{p}patternFill patternType="none"/></{p}fill><{p}fill><{p}patternFill patternType="gray125"/></{p}fill>'
        f'</{p}fills><{p}borders count="1"><{p}border/></{p}borders><{p}cellStyleXfs count="1"><{p}xf/>'
        f'</{p}cellStyleXfs><{p}cellXfs count="3"><{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'<{p}xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<{p}xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0"><{p}alignment horizontal="left"/></{p}xf>'
        f"</{p}cellXfs></{p}styleSheet>"
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName='
        '"/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<{p}workbook {declared}="{MAIN}" xmlns:r="{OFFICE}"><{p}sheets><{p}sheet name="Biểu 1"'
        f' sheetId="7" r:id="a"/></{p}sheets></{p}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/'
        f'worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{OFFICE}/styles" Target='
        '"styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<{p}worksheet {declared}="{MAIN}">{before}{sheet_data}{after}</{p}worksheet>',
        "xl/styles.xml": styles,
    }
    return zip_of(parts | other)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
