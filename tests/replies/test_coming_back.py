"""A workbook with our notes that comes back: the same figures as the original, our sheet noted and passed over."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from lientinh.documents import Document
from lientinh.extract import extract_document
from lientinh.gates.form_gaps import find_form_gaps
from lientinh.gates.relation_findings import Origin
from lientinh.read import read_document
from lientinh.read.reply_marks import REPLY_MARK, REPLY_TITLE
from lientinh.replies.cell_styles import FILLS
from lientinh.replies.workbook import annotate_workbook
from replies.books import WORDS, by_openpyxl, note

SAMPLE = Path(__file__).resolve().parents[2] / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx"
IGNORED = "review notes of a reply, ignored"
NOTES = [note(cell, "Biểu tổng hợp") for cell in ("D12", "P13", "E14", "A30", "B1")]


def document_of(data: bytes, folder: Path, name: str = "a.xlsx") -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name)


@pytest.fixture(scope="module")
def reply() -> bytes:
    return annotate_workbook(SAMPLE.read_bytes(), NOTES, WORDS)


def test_the_blocks_are_those_of_the_original(reply, tmp_path) -> None:
    before, after = document_of(SAMPLE.read_bytes(), tmp_path), document_of(reply, tmp_path)
    assert after.blocks == before.blocks
    assert after.notes == (*before.notes, f"sheet {REPLY_TITLE}: {IGNORED}; answers written in it: 0")


def test_readings_and_findings_are_those_of_the_original(reply, tmp_path, catalogue) -> None:
    found = []
    for data in (SAMPLE.read_bytes(), reply):
        document = document_of(data, tmp_path)
        extraction = extract_document(document, catalogue, "20")
        origin = Origin(area_code="20", report_id="r", submission_id="s", document_id="d")
        found.append((extraction.readings, list(find_form_gaps(document, extraction, origin, catalogue))))
    assert found[0] == found[1]
    assert len(found[0][0]) > 10


@pytest.mark.parametrize("hidden", [False, True])
def test_our_sheet_is_known_after_a_rename_and_anywhere(reply, tmp_path, hidden) -> None:
    book = openpyxl.load_workbook(io.BytesIO(reply))
    ours = book[REPLY_TITLE]
    ours.title = "Trang của Sở"
    ours["G7"] = "Đã sửa"
    ours.sheet_state = "hidden" if hidden else "visible"
    book.move_sheet(ours, -1)
    out = io.BytesIO()
    book.save(out)
    before, after = document_of(SAMPLE.read_bytes(), tmp_path), document_of(out.getvalue(), tmp_path)
    assert [table.cells for table in after.tables] == [table.cells for table in before.tables]
    assert after.tables[0].number == 1
    assert after.notes[-1] == f"sheet Trang của Sở: {IGNORED}; answers written in it: 1"
    again = openpyxl.load_workbook(io.BytesIO(annotate_workbook(out.getvalue(), NOTES[:1], WORDS)))
    assert again.sheetnames == ["Biểu tổng hợp", REPLY_TITLE]
    assert again.defined_names == {}
    assert again["Biểu tổng hợp"]["D12"].fill.fgColor.rgb == f"FF{FILLS['error']}"
    assert again["Biểu tổng hợp"]["P13"].fill.fill_type is None


@pytest.mark.parametrize("sign", [REPLY_TITLE, REPLY_MARK])
def test_one_sign_alone_is_a_sheet_of_the_senders(tmp_path, sign) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = sign
    book.active["B6"] = 12
    out = io.BytesIO()
    book.save(out)
    assert len(document_of(out.getvalue(), tmp_path).tables) == 1


def test_what_the_hidden_column_says_is_not_trusted(tmp_path) -> None:
    data = annotate_workbook(by_openpyxl(), [note("B4"), note("B5"), note("B6"), note("B7")], WORDS)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[REPLY_TITLE]
    for row, text in enumerate(
        ('{"sheet": 3}', "{broken", '{"sheet":"Biểu 1","cell":"B6","colour":"rgb=\\"x\\"/><a"}', "[1]"),
        start=7,
    ):
        sheet.cell(row, 8).value = text
    out = io.BytesIO()
    book.save(out)
    again = openpyxl.load_workbook(io.BytesIO(annotate_workbook(out.getvalue(), [note("B8")], WORDS)))
    assert again["Biểu 1"]["B6"].fill.fill_type is None
    assert again["Biểu 1"]["B8"].comment is not None


def test_a_reply_to_a_workbook_that_was_saved_by_libreoffice(convert, reply, tmp_path) -> None:
    saved = {to: convert(reply, "a.xlsx", to) for to in ("xlsx", "ods", "xls")}
    for to, data in saved.items():
        document = document_of(data, tmp_path, f"a.{to}")
        original = document_of(SAMPLE.read_bytes(), tmp_path)
        assert any("review notes of a reply" in said for said in document.notes), to
        assert [[(c.address, c.value) for c in t.cells] for t in document.tables] == [
            [(c.address, c.value) for c in t.cells] for t in original.tables
        ]
    again = openpyxl.load_workbook(io.BytesIO(annotate_workbook(saved["xlsx"], NOTES[:2], WORDS)))
    sheet = again["Biểu tổng hợp"]
    assert again.sheetnames == ["Biểu tổng hợp", REPLY_TITLE]
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment} == {"D12", "P13"}
    assert sheet["E14"].fill.fill_type is None
    assert sheet["D12"].comment.text.count("146") == 1
