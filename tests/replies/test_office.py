"""Replies opened in a real office program: comments, links and the added sheet are there, values unchanged."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lientinh.read.reply_marks import REPLY_TITLE
from lientinh.replies.workbook import annotate_workbook
from replies.books import WORDS, by_openpyxl, by_xlsxwriter, note


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_libreoffice_opens_it_and_keeps_all_of_it(convert, make) -> None:
    data = annotate_workbook(make(), [note("B4"), note("B5", severity="warning"), note("J4")], WORDS)
    book = openpyxl.load_workbook(io.BytesIO(convert(data, "a.xlsx", "xlsx")))
    original = openpyxl.load_workbook(io.BytesIO(make()), data_only=True)
    assert book.sheetnames == [*original.sheetnames, REPLY_TITLE]
    for sheet in original:
        for row in sheet.iter_rows():
            for cell in row:
                if not str(cell.value).startswith("="):
                    kept = book[sheet.title][cell.coordinate].value
                    assert kept == cell.value or str(kept).startswith("="), cell.coordinate
    comments = {
        cell.coordinate: cell.comment.text
        for row in book["Biểu 1"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert comments.keys() >= {"B4", "B5", "J4"}
    assert all("91 + 55 = 146" in comments[cell] for cell in ("B4", "B5", "J4"))
    sheet = book[REPLY_TITLE]
    assert [sheet.cell(row, 2).value for row in (7, 8, 9)] == ["Biểu 1 – B4", "Biểu 1 – J4", "Biểu 1 – B5"]
    assert sheet["B7"].hyperlink.location.replace("'", "").replace("$", "") == "Biểu 1!B4"
