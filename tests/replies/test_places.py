"""Where a finding stands, in a letter's words."""

from __future__ import annotations

from typing import Any

import pytest

from lientinh.documents import Cell, Document, Table
from lientinh.replies.places import find_place, name_section, split_cell
from lientinh.replies.safe_text import name_file, printable, shorten
from small_documents import document_of

TEXT = """Phần thứ nhất

KẾT QUẢ NĂM 2022

I. KẾT QUẢ THỰC HIỆN

1. Việc làm

Một đoạn về việc làm.

4. Giảm nghèo và bảo trợ

4.2. Bảo trợ xã hội

Một đoạn về bảo trợ.

Phần thứ hai

KẾ HOẠCH NĂM 2023

II. Chỉ tiêu chủ yếu

Một đoạn về chỉ tiêu.
"""


def finding(locator: str) -> dict[str, Any]:
    return {"locator": locator, "subject": "x"}


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("Một đoạn về việc làm.", "Mục I.1 “Việc làm”, Phần thứ nhất"),
        ("Một đoạn về bảo trợ.", "Mục I.4.2 “Bảo trợ xã hội”, Phần thứ nhất"),
        ("Một đoạn về chỉ tiêu.", "Mục II “Chỉ tiêu chủ yếu”, Phần thứ hai"),
    ],
)
def test_a_paragraph_is_called_by_its_headings(words: str, section: str) -> None:
    document = document_of(TEXT)
    number = next(one.number for one in document.paragraphs if one.text == words)
    assert name_section(document, number) == section
    place = find_place(document, finding(f"small.txt:{number}:4-8"))
    assert (place.section_vi, place.paragraph, place.start, place.end) == (section, number, 4, 8)


def test_a_paragraph_without_headings_is_called_by_its_first_words() -> None:
    document = document_of("Sở báo cáo như sau: có 12 người được hỗ trợ trong tháng và nhiều người khác nữa.")
    place = find_place(document, finding("small.txt:1:22-24"))
    assert place.section_vi.startswith("Đoạn “Sở báo cáo như sau")


def test_a_cell_is_called_by_sheet_and_address() -> None:
    sheets = (Table(1, "Biểu 1", (Cell(1, 1, "a", "a"),)), Table(2, "Nhà ở!2", (Cell(1, 1, "a", "a"),)))
    document = Document("d", "so-lieu.xlsx", "0", "x", sheets)
    place = find_place(document, finding("Nhà ở!2!AB12"))
    assert (place.sheet, place.cell, place.section_vi) == ("Nhà ở!2", "AB12", "Trang tính “Nhà ở!2”")
    assert find_place(document, finding("Biểu 1")).cell is None
    assert find_place(document, finding("Biểu 9!A1")).is_whole


def test_a_cell_of_a_table_in_a_text() -> None:
    document = Document("d", "a.html", "0", "x", (Table(3, None, (Cell(2, 2, "5", "5"),)),))
    place = find_place(document, finding("a.html:3:B2"))
    assert (place.paragraph, place.cell, place.spot_vi, place.section_vi) == (3, "B2", "ô B2", "Bảng số 1")


def test_the_whole_document() -> None:
    assert find_place(document_of("Một đoạn."), finding("small.txt")).is_whole
    assert find_place(document_of("Một đoạn."), finding("small.txt:1-2:3")).is_whole


def test_cells_and_columns() -> None:
    assert [split_cell(cell) for cell in ("A1", "Z2", "AA10", "XFD1048576")] == [
        (1, 1),
        (2, 26),
        (10, 27),
        (1048576, 16384),
    ]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("bao-cao.docx", "bao-cao.docx"),
        ("Báo cáo quý I.xlsx", "Báo cáo quý I.xlsx"),
        ("<script>.txt", "_script_.txt"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b\\c.xlsx", "a-b-c.xlsx"),
        ("thu-muc/cong-van.txt", "thu-muc-cong-van.txt"),
        ("a\u202etxt.xlsx", "atxt.xlsx"),
        ("..", "tep"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_names_of_files_stay_in_their_folder(given: str, name: str) -> None:
    assert name_file(given) == name


def test_what_cannot_be_shown_is_left_out() -> None:
    assert printable("a\x00b\x1bc\u202ed\ud800") == "abcd\N{REPLACEMENT CHARACTER}"
    assert shorten("một hai ba", 7) == "một…"
    assert shorten("một", 7) == "một"
