"""The draft letter: what it says, in which order, and that every figure has its place."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from decided_reports import HEAD, NOW, SUMS, Ingest, Ingested, words_of
from lientinh.ministry_time import ministry_day
from lientinh.replies import write_replies
from lientinh.replies.cases import build_case
from lientinh.replies.letter_text import LetterText, compose_letter


def compose(ingested: Ingested) -> LetterText:
    pipeline, ids = ingested
    decision = pipeline.lake.decisions()[-1]
    names = {ids[0]: decision["name"]}
    return compose_letter(
        build_case(pipeline.lake, pipeline.catalogue, decision, names, ministry_day(NOW)), ["phan-hoi.html"]
    )


def text_of(letter: LetterText) -> list[str]:
    return [
        "".join(part if isinstance(part, str) else part[0] for part in paragraph)
        for paragraph in letter.paragraphs
    ]


def test_it_says_what_came_what_was_accepted_what_is_asked_and_by_when(decided: Ingested) -> None:
    letter = compose(decided)
    opening, asking, *rest = text_of(letter)
    assert letter.issuer == "Bộ Nội vụ"
    assert letter.addressees == ("Sở Nội vụ tỉnh Lạng Sơn",)
    assert "Báo cáo số 12/BC-SLĐTBXH ngày 05/7/2022 của Sở Lao động - Thương binh và Xã hội" in opening
    assert re.search(r"Trong \d+ số liệu đọc được, \d+ số liệu đã được tiếp nhận", opening)
    assert "Nhiệm vụ của Sở Lao động - Thương binh và Xã hội nay do quý Sở đảm nhiệm" in asking
    assert rest[0] == "1. Mục I.1 “Người có công”"
    assert rest[1].startswith(
        "a) Báo cáo ghi: “Trung tâm Điều dưỡng người có công đã đón 03 đợt với 140 đại biểu"
    )
    assert "91 + 55 = 146, Báo cáo ghi 140" in rest[1]
    assert "540 + 21 + 50 + 11 = 622, Báo cáo ghi 620" in rest[2]
    assert all("Đề nghị" in words for words in rest[1:3])
    assert "chậm nhất ngày 07/12/2026" in rest[4], (
        "ten working days after 20 November, of which one is a holiday"
    )
    assert "đính chính" in rest[4]
    assert rest[-1] == "Bộ Nội vụ trân trọng cảm ơn sự phối hợp của quý Sở./."


def test_the_figures_in_question_are_set_apart(decided: Ingested) -> None:
    bold = [
        part[0]
        for words in compose(decided).paragraphs
        for part in words
        if not isinstance(part, str) and part[1]
    ]
    assert {"140", "91", "55", "540", "620", "21", "50", "11"} <= set(bold)


def test_every_figure_of_a_request_stands_under_a_place(decided: Ingested) -> None:
    """No arithmetic without the words it is about."""
    for words in text_of(compose(decided)):
        if "chênh lệch" in words:
            quoted = re.search(r"ghi: “(.+?)”", words)
            stated = re.search(r"Báo cáo ghi ([\d.,]+)", words.partition("”")[2])
            assert quoted and stated
            assert stated[1] in quoted[1]


def test_what_is_only_told_is_not_asked(ingest: Ingest) -> None:
    """A step larger than the one before is a note: it stands on the page, not in the letter."""
    text = HEAD + SUMS + "Có 691 người đăng ký tìm việc làm, 697 người được giới thiệu việc làm.\n"
    pipeline, ids = ingest({"bao-cao.txt": text})
    (manifest,) = write_replies(pipeline, ids, NOW)
    folder = Path(manifest["folder"])
    page = (folder / "phan-hoi.html").read_text(encoding="utf-8")
    assert "Lưu ý, không cần trả lời" in page
    assert "697" in page
    assert "697" not in words_of(folder / "du-thao-cong-van.docx")


def test_an_error_shortens_the_days_to_answer(ingest: Ingest) -> None:
    text = HEAD + "1. Việc làm\n\nTỷ lệ thất nghiệp khu vực thành thị là 120%.\n"
    pipeline, ids = ingest({"bao-cao.txt": text})
    (manifest,) = write_replies(pipeline, ids, NOW)
    assert manifest["figures"]["withheld"] == 1
    assert manifest["answer_by"] == "2026-11-30"
    words = words_of(Path(manifest["folder"]) / "du-thao-cong-van.docx")
    assert "1 số liệu chờ làm rõ, chưa đưa vào tổng hợp" in words


@pytest.fixture
def letter_file(decided: Ingested) -> Path:
    (manifest,) = write_replies(*decided, NOW)
    return Path(manifest["folder"]) / "du-thao-cong-van.docx"


def test_the_form_of_an_official_letter(letter_file: Path) -> None:
    file = Document(io.BytesIO(letter_file.read_bytes()))
    section = file.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    measured = [round(length / Mm(1)) for length in (section.page_width, section.page_height, *edges)]
    assert measured == [210, 297, 20, 20, 30, 20]
    assert file.styles["Normal"].font.name == "Times New Roman"
    words = words_of(letter_file).splitlines()
    head = [
        "BỘ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Sở Nội vụ tỉnh Lạng Sơn.",
        "Nơi nhận:",
        "- Như trên;",
        "PHỤ LỤC",
    ]
    assert [words.index(line) for line in head] == sorted(words.index(line) for line in head)


def test_number_place_day_and_signature_are_blank(letter_file: Path) -> None:
    words = words_of(letter_file)
    assert re.search(r"^Số: …+/…+-…+$", words, re.MULTILINE)
    assert re.search(r"^…+, ngày … tháng … năm …+$", words, re.MULTILINE)
    assert words.count("\n…………………………\n") == 2


def test_nothing_of_the_machine_is_in_the_package(letter_file: Path) -> None:
    with zipfile.ZipFile(letter_file) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "Dự thảo" in core
    assert str(NOW.year) not in core


def test_many_faults_of_one_table_are_not_a_log(ingest: Ingest, root_dir: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(root_dir / "include" / "samples" / "20" / "so-lieu-hang-nam-2016.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and cell.value < 1_900:  # the years head the columns
                cell.value = -5
    changed = io.BytesIO()
    book.save(changed)
    pipeline, ids = ingest({"so-lieu.xlsx": changed.getvalue()})
    (manifest,) = write_replies(pipeline, ids, NOW + timedelta(days=1))
    assert len(manifest["finding_ids"]) > 5
    words = words_of(Path(manifest["folder"]) / "du-thao-cong-van.docx")
    assert re.search(r"Còn \d+ chỗ khác trong phần này được đánh dấu trong tệp gửi kèm", words)
