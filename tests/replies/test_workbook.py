"""Notes in a province's own workbook: seen where they belong, and nothing else in the file has changed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from lxml import etree
from openpyxl.styles import Color, PatternFill
from openpyxl.utils.escape import unescape

from lientinh.errors import BadInput
from lientinh.read.content import Limits
from lientinh.read.sheets.workbook import read_xlsx
from lientinh.replies.cell_styles import FILLS
from lientinh.replies.notes import ReplyWords
from lientinh.replies.workbook import annotate_workbook
from replies.books import MAIN, WORDS, by_hand, by_openpyxl, by_xlsxwriter, members, note
from small_packages import docx_of, p, zip_of

TITLE = "Nội dung cần rà soát"
ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml"
    r"|xl/worksheets/sheet1\.xml|xl/worksheets/_rels/sheet1\.xml\.rels"
    r"|xl/comments(/comment)?1\.xml|xl/drawings/(vmlDrawing1|commentsDrawing1)\.vml"
)
BOOKS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}
CELLS = ("B4", "B5", "B3", "C40", "J4", "D2")


@pytest.fixture(scope="module", params=BOOKS)
def pair(request) -> tuple[bytes, bytes]:
    data = BOOKS[request.param]()
    return data, annotate_workbook(data, [note(cell) for cell in CELLS], WORDS)


def book_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data), keep_vba=True)


def look_of(cell) -> str:
    return f"{cell.border!r}{cell.font!r}{cell.alignment!r}{cell.protection!r}"  # the proxies themselves never equal


def test_every_other_part_is_byte_for_byte_the_same(pair) -> None:
    before, after = members(pair[0]), members(pair[1])
    changed = {name for name in before if before[name] != after.get(name)}
    assert [name for name in sorted(changed) if not ALLOWED.fullmatch(name)] == []
    assert {"xl/styles.xml", "xl/worksheets/sheet1.xml"} <= changed
    assert before.keys() <= after.keys()
    assert list(after)[: len(before)] == list(before)


def test_cells_keep_values_and_formats_and_only_noted_ones_get_a_fill(pair) -> None:
    before, after = book_of(pair[0]), book_of(pair[1])
    noted = {"B4", "B5", "B3", "C40", "J4"} | (
        {"A1"} if "A1:D2" in str(before["Biểu 1"].merged_cells) else {"D2"}
    )
    assert after.sheetnames == [*before.sheetnames, TITLE]
    for sheet in before:
        for row in after[sheet.title].iter_rows():
            for cell in row:
                was = sheet[cell.coordinate]
                assert (cell.value, cell.number_format) == (was.value, was.number_format)
                assert look_of(cell) == look_of(was)
                if sheet.title == "Biểu 1" and cell.coordinate in noted:
                    assert cell.fill.fgColor.rgb == f"FF{FILLS['error']}"
                else:
                    assert repr(cell.fill) == repr(was.fill)


def test_comments_stand_at_their_cells_and_others_are_kept(pair) -> None:
    before, after = book_of(pair[0])["Biểu 1"], book_of(pair[1])["Biểu 1"]
    old = {cell.coordinate: cell.comment for row in before.iter_rows() for cell in row if cell.comment}
    new = {cell.coordinate: cell.comment for row in after.iter_rows() for cell in row if cell.comment}
    assert len(old) > 0
    assert new.keys() >= old.keys() | {"B4", "B5", "B3", "C40", "J4"}
    for address, comment in old.items():
        assert new[address].text.startswith(comment.text.strip())
        assert new[address].author == comment.author
    assert "91 + 55 = 146, báo cáo ghi 141 (B5)" in new["B5"].text
    assert "Đề nghị: Sửa số tổng" in new["B5"].text
    assert new["B5"].author == "Liên Tỉnh"


def test_a_note_in_a_merged_range_stands_at_its_first_cell() -> None:
    sheet = book_of(annotate_workbook(by_openpyxl(), [note("C2")], WORDS))["Biểu 1"]
    assert "146" in sheet["A1"].comment.text


def test_a_comment_of_somebody_else_is_extended_once() -> None:
    once = annotate_workbook(by_openpyxl(), [note("B4")], WORDS)
    twice = annotate_workbook(once, [note("B4", message_vi="khác")], WORDS)
    comment = book_of(twice)["Biểu 1"]["B4"].comment
    assert comment.text.startswith("Số sơ bộ & chưa duyệt\n―――― Liên Tỉnh ――――\n")
    assert comment.text.count("Liên Tỉnh") == 1
    assert "khác" in comment.text
    assert "146" not in comment.text
    gone = annotate_workbook(twice, [note("B6")], WORDS)
    assert book_of(gone)["Biểu 1"]["B4"].comment.text == "Số sơ bộ & chưa duyệt"


def test_the_added_sheet_lists_every_note_with_a_link_to_its_cell() -> None:
    words = ReplyWords("Báo cáo năm", "Annual report", date(2022, 7, 5), date(2022, 7, 15))
    notes = [note("B5"), note("A1", "Số 'khác' 2", severity="info"), note(None, None, severity="critical")]
    notes.append(note("B2", "không có"))
    sheet = book_of(annotate_workbook(by_xlsxwriter(), notes, words))[TITLE]
    assert sheet["A1"].value == TITLE
    head = " ".join(str(sheet.cell(row, 1).value) for row in range(2, 6))
    assert "Bản sao có ghi chú rà soát, không thay thế bản gốc" in head
    assert "does not replace the original" in head
    assert "Ngày tiếp nhận: 05/7/2022" in head
    assert "chậm nhất ngày 15/7/2022" in head
    rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=7)]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert [row[1] for row in rows] == ["Toàn bộ tệp", "không có – B2", "Biểu 1 – B5", "Số 'khác' 2 – A1"]
    assert rows[2][3] == "4.000"
    assert rows[2][4] == "91 + 55 = 146, báo cáo ghi 141 (B5)\n91 + 55 = 146, the report says 141"
    links = {
        cell.coordinate: cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {"B9": "'Biểu 1'!B5", "B10": "'Số ''khác'' 2'!A1"}
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("A7", "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.column_dimensions["H"].hidden


def test_nothing_in_the_added_sheet_runs_as_a_formula() -> None:
    hostile = "=cmd|' /C calc'!A0 <&> _x0041_ \x07 ]]>"
    data = annotate_workbook(
        by_openpyxl(), [note("B5", message_vi=hostile, message_en="", action_vi="@x")], WORDS
    )
    cell = book_of(data)[TITLE]["E7"]
    assert cell.data_type == "s"
    assert unescape(cell.value) == "=cmd|' /C calc'!A0 <&> _x0041_  ]]>"
    assert not [
        item
        for item in etree.fromstring(members(data)["xl/worksheets/sheet3.xml"]).iter()
        if item.tag.endswith("}f")
    ]


def test_the_same_input_gives_the_same_bytes_and_notes_in_any_order(pair) -> None:
    data, after = pair
    assert annotate_workbook(data, [note(cell) for cell in reversed(CELLS)], WORDS) == after


def test_a_second_reply_replaces_the_first(pair) -> None:
    after = pair[1]
    again = annotate_workbook(after, [note(cell) for cell in CELLS], WORDS)
    assert members(again) == members(after)
    other = annotate_workbook(after, [note("B6")], WORDS)
    sheet, was = book_of(other)["Biểu 1"], book_of(pair[0])["Biểu 1"]
    for address in ("B4", "B5", "B3", "J4"):
        assert sheet[address].fill.fill_type == was[address].fill.fill_type
        assert sheet[address].fill.fgColor.rgb == was[address].fill.fgColor.rgb
        assert bool(sheet[address].comment) == bool(was[address].comment)
    assert sheet["B6"].comment is not None
    assert book_of(other).sheetnames == book_of(after).sheetnames


def test_a_sheet_of_the_senders_with_our_name_is_not_ours() -> None:
    book = openpyxl.Workbook()
    book.active.title = TITLE
    book.active["A1"] = TITLE
    book.active["B2"] = 5
    out = io.BytesIO()
    book.save(out)
    data = annotate_workbook(out.getvalue(), [note("B2", TITLE)], WORDS)
    assert book_of(data).sheetnames == [TITLE, f"{TITLE} (2)"]
    assert [table.sheet for table in read_xlsx(data, "a.xlsx", Limits()).blocks] == [TITLE]


@pytest.mark.parametrize(
    ("sheet_data", "wanted"),
    [
        ("<sheetData/>", {"C3": 0}),
        ("<sheetData></sheetData>", {"A1": 0, "B1": 0, "A2": 0}),
        ('<sheetData><row r="2"/></sheetData>', {"B2": 0}),
        (
            '<sheetData><row r="2" spans="1:1"><c r="A2" s="1"><v>1</v></c></row></sheetData>',
            {"C2": 0, "A2": 4},
        ),
        ('<sheetData><row><c><v>1</v></c><c s="2"><v>2</v></c></row></sheetData>', {"B1": 10, "D1": 0}),
        (
            '<sheetData><row r="2"><c r="D2"><v>1</v></c></row></sheetData>',
            {"A2": 0, "C1": 0, "E2": 0, "A9": 0},
        ),
        (
            '<sheetData><row r="4" s="1" customFormat="1"><c r="D4" s="2"/></row></sheetData>',
            {"A4": 4, "D4": 10},
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_that_are_not_there_are_made_in_order(sheet_data, wanted, prefix) -> None:
    prefixed = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", sheet_data + "<pageMargins/>")
    after = annotate_workbook(by_hand(prefixed, prefix=prefix), [note(cell) for cell in wanted], WORDS)
    root = etree.fromstring(members(after)["xl/worksheets/sheet1.xml"])
    rows = list(root.iter(f"{{{MAIN}}}row"))
    numbers = [int(row.get("r", at)) for at, row in enumerate(rows, start=1)]
    assert numbers == sorted(set(numbers))
    formats = [
        int(xf.get("numFmtId"))
        for xf in etree.fromstring(members(after)["xl/styles.xml"]).find(f"{{{MAIN}}}cellXfs")
    ]
    found = {}
    for row, number in zip(rows, numbers, strict=True):
        columns = [
            openpyxl.utils.cell.coordinate_from_string(c.get("r"))[0] if c.get("r") else "AB"[at]
            for at, c in enumerate(row)
        ]
        assert columns == sorted(columns)
        found |= {
            f"{column}{number}": formats[int(c.get("s", 0))] for column, c in zip(columns, row, strict=True)
        }
    assert {cell: found[cell] for cell in wanted} == wanted
    assert [child.tag.rpartition("}")[2] for child in root] == ["sheetData", "pageMargins", "legacyDrawing"]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", docx_of(p("x")), zip_of({"a.xml": "<a/>"}), by_openpyxl()[:4000]],
    ids=["empty", "cut", "word", "zip", "truncated"],
)
def test_what_is_no_workbook_is_refused(data) -> None:
    with pytest.raises(BadInput):
        annotate_workbook(data, [note("A1")], WORDS)


def test_many_notes_on_one_sheet() -> None:
    notes = [note(f"{column}{row}") for column in "ABC" for row in range(1, 1000)]
    data = annotate_workbook(by_openpyxl(), notes, WORDS)
    sheet = book_of(data)["Biểu 1"]
    shapes = next(part for name, part in members(data).items() if name.endswith(".vml"))
    numbers = re.findall(rb'id="_x0000_s(\d+)"', shapes)
    assert len(numbers) == len(set(numbers)) >= 2000
    assert sheet["C999"].fill.fgColor.rgb == f"FF{FILLS['error']}"
    assert book_of(data)[TITLE].max_row == 6 + len(notes)


def test_zip_times_of_new_parts_are_fixed() -> None:
    data = annotate_workbook(by_openpyxl(), [note("B5")], WORDS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.getinfo("xl/worksheets/sheet3.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_a_workbook_without_styles_gets_some() -> None:
    parts = members(by_hand('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'))
    del parts["xl/styles.xml"]
    relations = re.sub(rb'<Relationship Id="b".*?/>', b"", parts["xl/_rels/workbook.xml.rels"])
    types = re.sub(rb'<Override PartName="/xl/styles.xml".*?/>', b"", parts["[Content_Types].xml"])
    data = zip_of({**parts, "xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types})
    cell = book_of(annotate_workbook(data, [note("A1")], WORDS))["Biểu 1"]["A1"]
    assert (cell.value, cell.fill.fgColor.rgb) == (5, f"FF{FILLS['error']}")


def test_strange_workbooks_keep_their_cells_or_are_refused(shared_dir) -> None:
    annotated = 0
    for path in sorted(shared_dir.rglob("*.xlsx")):
        data = path.read_bytes()
        try:
            tables = read_xlsx(data, path.name, Limits()).blocks
        except BadInput:
            continue
        notes = [note(cell.address, table.sheet) for table in tables for cell in table.cells[:5]]
        notes += [note("C70", table.sheet) for table in tables]
        after = annotate_workbook(data, notes, WORDS)
        kept = read_xlsx(after, path.name, Limits()).blocks
        assert [
            (t.sheet, t.merged, t.hidden, [(c.address, c.value, c.text) for c in t.cells]) for t in kept
        ] == [
            (t.sheet, t.merged, t.hidden, [(c.address, c.value, c.text) for c in t.cells]) for t in tables
        ], path.name
        assert annotate_workbook(after, notes, WORDS) == after, path.name
        before, now = members(data), members(after)
        touched = {name for name in before if before[name] != now[name]}
        allowed = re.compile(
            r"\[Content_Types\]\.xml|.*workbook\.xml(\.rels)?|.*styles\.xml|.*sheet[^/]*\.xml(\.rels)?|.*comments.*|.*vmlDrawing.*"
        )
        assert [name for name in touched if not allowed.fullmatch(name)] == [], path.name
        annotated += 1
    assert annotated > 10


def test_a_sheet_with_comments_of_others_and_no_note_is_not_touched() -> None:
    data = by_xlsxwriter()
    after = members(annotate_workbook(data, [note("A1", "Số 'khác' 2")], WORDS))
    before = members(data)
    for name in ("xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"):
        assert after[name] == before[name]


@pytest.mark.parametrize("colour", [{"theme": 4, "tint": -0.25}, {"rgb": "FF00B050"}, {"indexed": 13}])
def test_a_fill_goes_back_to_the_colour_it_had(colour) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Biểu 1"
    book.active["B2"] = 1
    book.active["B2"].fill = PatternFill("solid", fgColor=Color(**colour))
    out = io.BytesIO()
    book.save(out)
    marked = annotate_workbook(out.getvalue(), [note("B2:C3")], WORDS)
    assert book_of(marked)["Biểu 1"]["B2"].fill.fgColor.rgb == f"FF{FILLS['error']}"
    back = book_of(annotate_workbook(marked, [], WORDS))["Biểu 1"]["B2"]
    assert repr(back.fill.fgColor) == repr(book.active["B2"].fill.fgColor)
    assert back.comment is None


def test_a_drawing_that_no_office_writes_is_left_alone_and_the_rest_is_there() -> None:
    parts = members(by_xlsxwriter())
    parts["xl/drawings/vmlDrawing1.vml"] = b"not a drawing"
    after = annotate_workbook(zip_of(parts), [note("B5")], WORDS)
    now = members(after)
    assert now["xl/drawings/vmlDrawing1.vml"] == b"not a drawing"
    assert now["xl/comments1.xml"] == parts["xl/comments1.xml"]
    assert b"B5" in now["xl/worksheets/sheet3.xml"]
    assert now["xl/worksheets/sheet1.xml"] != parts["xl/worksheets/sheet1.xml"]


def test_a_workbook_in_utf_16_is_annotated_too() -> None:
    parts = members(by_hand('<sheetData><row r="1"><c r="A1" s="1"><v>5</v></c></row></sheetData>'))
    text = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    cell = book_of(annotate_workbook(zip_of(parts), [note("A1")], WORDS))["Biểu 1"]["A1"]
    assert (cell.value, cell.comment.author, cell.number_format) == (5, "Liên Tỉnh", "#,##0.00")
