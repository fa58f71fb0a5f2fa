"""The receipt says what each file was taken for."""

from __future__ import annotations

from typing import Any

import pytest

from lientinh.replies.file_parts import part_rows


def file(name: str, **said: Any) -> dict[str, Any]:
    given = {
        "role": "alone",
        "of": None,
        "taken": [],
        "taken_from": [],
        "goes_with": None,
        "legal_state": "unsigned",
    }
    return given | {"document_id": name, "file": name} | said


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([file("a.docx")], []),
        (
            [
                file("cv.docx", role="cover"),
                file(
                    "b.xlsx",
                    role="annex",
                    of="cv.docx",
                    taken=["number", "issued_on"],
                    taken_from=["cv.docx"],
                ),
            ],
            [
                "văn bản chính, có phụ lục kèm theo",
                "phụ lục kèm theo “cv.docx”; số, ký hiệu, ngày ban hành lấy theo “cv.docx”",
            ],
        ),
        ([file("b.xlsx", role="annex")], ["phụ lục, chưa rõ kèm theo văn bản nào"]),
        (
            [file("a.pdf", legal_state="signed"), file("a.docx", role="copy", of="a.pdf")],
            ["bản ký, dùng làm gốc", "bản sao của “a.pdf”, dùng để đối chiếu"],
        ),
        (
            [file("a.pdf", goes_with="copy", copy_of="12ab", precedence=-1000)],
            ["cùng là báo cáo đã nhận trong hồ sơ 12ab; từ nay số liệu lấy theo bản này"],
        ),
        (
            [file("a.png", goes_with="copy", copy_of="12ab", precedence=0)],
            ["bản sao của báo cáo đã nhận trong hồ sơ 12ab, dùng để đối chiếu"],
        ),
        (
            [file("b.xlsx", goes_with="annex", copy_of="12ab")],
            ["phụ lục của báo cáo đã nhận trong hồ sơ 12ab"],
        ),
    ],
)
def test_what_a_file_was_taken_for(files: list[dict[str, Any]], words: list[str]) -> None:
    rows = part_rows({"documents": files})
    assert [row[2] for row in rows] == words


def test_files_that_no_person_sent_and_decisions_of_before() -> None:
    old = {"document_id": "d", "file": "a.txt", "legal_state": "signed"}
    assert part_rows({"documents": [old]}) == []
    assert part_rows({"documents": [], "ignored": ["Thumbs.db"]}) == [
        ("Tệp tạm của máy tính, không xét", "ignored", "Thumbs.db")
    ]
