"""Due dates read from sentences, and dates that are none; then the row of the calendar they propose."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.calendar_models import CalendarEntry
from lientinh.documents import Document, Paragraph
from lientinh.duties.proposing import propose, write_rows
from lientinh.duties.stated_dates import find_stated_dates
from lientinh.extract.head import extract_head
from lientinh.read import read_document

SON_LA = "14/ke-hoach-113-2023.txt"

# Sentence; then each due date as frequency, rule, months after and day.
STATED = {
    "Các sở báo cáo kết quả 6 tháng, 1 năm về UBND tỉnh, gửi trước ngày 10/6 và 10/12.":
        "S1 before 0 10; A before 0 10",
    "Báo cáo UBND tỉnh kết quả 6 tháng, một năm (qua Sở Nội vụ trước ngày 10/6 và ngày 10/12) để tổng hợp.":
        "S1 before 0 10; A before 0 10",
    "Báo cáo định kỳ 6 tháng đầu năm gửi chậm nhất ngày 15/7.": "S1 by 1 15",
    "Định kỳ báo cáo 6 tháng, 9 tháng và hằng năm trước ngày 10/6, 10/9 và 10/12.":
        "S1 before 0 10; 9M before 0 10; A before 0 10",
    "Các đơn vị gửi báo cáo năm không muộn hơn ngày 15 tháng 01 hằng năm.": "A by 1 15",
    "Báo cáo kết quả cả năm trước 05/12.": "A before 0 5",
    "Sở Nội vụ báo cáo Bộ Nội vụ chậm nhất là ngày 20 hằng tháng.": "M by 0 20",
    "Uỷ ban nhân dân cấp xã BÁO CÁO 6 tháng, 1 năm trước ngày 5/6 và 5/12 hàng năm.":
        "S1 before 0 5; A before 0 5",
    "Hạn gửi báo cáo: báo cáo 6 tháng đến hết ngày 30/6.": "S1 by 0 30",
}  # fmt: skip
NO_RULE = (
    "Chỉ thị ban hành ngày 12/12/2022, báo cáo 6 tháng, 1 năm theo quy định.",  # a date, no deadline
    "Các sở báo cáo kết quả 6 tháng trước ngày 10/6/2023.",  # once
    "Các sở báo cáo kết quả 6 tháng trước ngày 10/6 năm 2023.",
    "Báo cáo 6 tháng, 1 năm trước ngày 10/6 và 10/12/2023.",
    "Báo cáo 6 tháng, 1 năm trước ngày 10/6 và ngày 10/12 năm 2023.",
    "Báo cáo số 10/BC-UBND, đạt 10/12 chỉ tiêu trong 6 tháng.",  # a ratio
    "Hoàn thành kế hoạch 6 tháng trước ngày 10/6.",  # no report
    "Trước ngày 10/6, các huyện tổ chức hội nghị 6 tháng và báo cáo kết quả.",  # the report comes after
    "Các sở báo cáo kết quả thực hiện trước ngày 27/7.",  # of which period?
    "Báo cáo kết quả 6 tháng, 1 năm trước ngày 10/6.",  # which of the two?
    "Báo cáo kết quả 6 tháng trước ngày 10/6 và 10/12.",
    "Báo cáo kết quả 6 tháng trước ngày 10/3.",  # no half-year closes so
    "Báo cáo kết quả 6 tháng trước ngày 31/6.",  # no such day
    "Báo cáo 6 tháng cuối năm trước ngày 10/12.",
    "Trong 6 tháng sau khi về nước, người lao động báo cáo trước ngày 10/6.",  # how long something takes
    "Số liệu báo cáo 6 tháng tính đến ngày 14/6.",  # a cut-off
    "Báo cáo năm 2022 gửi trước ngày 10/12.",  # one year's
    "Báo cáo tỷ lệ 6 tháng trước 10,6 và sau 10,12.",
    "Người lao động nghỉ việc trước 1/1/1995 được báo cáo giải quyết trong 1 năm.",
    "Báo cáo 6 tháng trước ngày 10/6, báo cáo bổ sung chậm nhất ngày 20/6.",  # two deadlines
)


def document_of(*texts: str) -> Document:
    blocks = tuple(Paragraph(number, text) for number, text in enumerate(texts, start=1))
    return Document("d", "ke-hoach.txt", "0" * 64, "text/plain", blocks)


def drawn(found) -> str:
    return "; ".join(
        f"{one.frequency} {one.due_rule.removesuffix('_day')} {one.due_months_after} {one.due_day}"
        for one in found
    )


@pytest.mark.parametrize("sentence", STATED, ids=range(len(STATED)))
def test_a_due_date_is_read(sentence):
    assert drawn(find_stated_dates(document_of(sentence))) == STATED[sentence]


@pytest.mark.parametrize("sentence", NO_RULE, ids=range(len(NO_RULE)))
def test_a_date_that_is_no_due_date_is_not(sentence):
    assert find_stated_dates(document_of(sentence)) == []


def test_the_place_is_that_of_the_sentence():
    text = "1. Việc khác đã xong. Các sở báo cáo 6 tháng trước ngày 10/6.  Hết."
    (found,) = find_stated_dates(document_of("Mở đầu.", text))
    assert found.quote == "Các sở báo cáo 6 tháng trước ngày 10/6."
    assert (found.locator.paragraph, text[found.locator.start : found.locator.end]) == (2, found.quote)


def test_who_owes_stands_before_the_word_or_on_the_line_above():
    alone = find_stated_dates(document_of("1. Sở Tài chính; các ngành", "Báo cáo 6 tháng trước ngày 10/6."))
    broken = find_stated_dates(document_of("1. Các sở;", "UBND các huyện báo cáo 6 tháng trước ngày 10/6."))
    own = find_stated_dates(document_of("Mở đầu", "- Sở Y tế báo cáo 6 tháng trước ngày 10/6."))
    assert [one.who for one in (*alone, *broken, *own)] == [
        "Sở Tài chính; các ngành", "Các sở; UBND các huyện", "Sở Y tế",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "receiver"),
    [
        ("Các sở báo cáo UBND tỉnh kết quả 6 tháng trước ngày 10/6.", "province_government"),
        ("UBND tỉnh báo cáo Bộ Nội vụ kết quả 6 tháng trước ngày 10/6.", "ministry"),
        ("Sở báo cáo Bộ Nội vụ và UBND tỉnh kết quả 6 tháng trước ngày 10/6.", "ministry"),
        ("Các sở báo cáo kết quả 6 tháng trước ngày 10/6.", None),
    ],
)
def test_who_receives_it(sentence, receiver):
    (found,) = find_stated_dates(document_of(sentence))
    assert found.received_by == receiver


@pytest.fixture
def plan(root_dir):
    return read_document(root_dir / "include" / "samples" / SON_LA, Path(SON_LA).name)


def test_son_las_plan_states_two_which_the_calendar_holds(plan, catalogue):
    proposals = propose(plan, extract_head(plan, catalogue, "14"), catalogue)
    assert [one.known_as for one in proposals] == ["son_la_113_half_year", "son_la_113_year"]


def test_a_row_is_ready_to_paste(plan, catalogue, tmp_path, root_dir):
    """Taken out of the calendar and pasted back, the rows load and say the same of every period."""
    head = extract_head(plan, catalogue, "14")
    ours = [one for one in catalogue.calendar if one.received_by == "ministry"]
    proposals = propose(plan, head, replace(catalogue, calendar=tuple(ours)))
    assert [one.known_as for one in proposals] == [None, None]
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for file in (root_dir / "include" / "catalogue").glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    lines = (folder / "calendar.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("son_la")]
    (folder / "calendar.csv").write_text("\n".join([*kept, *write_rows(proposals)]) + "\n", encoding="utf-8")
    pasted = [one for one in load_catalogue(folder).calendar if one.received_by != "ministry"]
    assert [(one.duty_code, one.due_rule, one.due_day, one.verified) for one in pasted] == [
        ("14_113_2023_s1", "before_day", 10, False), ("14_113_2023_a", "before_day", 10, False),
    ]  # fmt: skip
    assert {one.valid_from for one in pasted} == {date(2023, 4, 28)}
    assert all("113/KH-UBND ngày 28/04/2023" in one.source for one in pasted)


def test_a_row_has_the_columns_of_the_table(plan, catalogue, root_dir):
    proposals = propose(plan, extract_head(plan, catalogue, "14"), catalogue)
    header = (root_dir / "include" / "catalogue" / "calendar.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == list(CalendarEntry.model_fields)
    assert {len(row) for row in csv.reader(write_rows(proposals))} == {len(CalendarEntry.model_fields)}


def test_one_agency_is_named_several_are_not(catalogue):
    head = extract_head(document_of("KẾ HOẠCH"), catalogue, "14")
    head = replace(head, area_code="14", issued_on=date(2026, 1, 5))
    (one,) = propose(document_of("Sở Nội vụ báo cáo Bộ Nội vụ 6 tháng trước ngày 10/6."), head, catalogue)
    (more,) = propose(
        document_of("Các sở, ngành báo cáo Bộ Nội vụ 6 tháng trước ngày 10/6."), head, catalogue
    )
    assert (one.entry.owed_by, one.entry.agency_codes, one.entry.received_by) == (
        "listed",
        ("14-snv",),
        "ministry",
    )
    assert (more.entry.owed_by, more.entry.agency_codes) == ("others", ())


def test_no_other_sample_or_submission_states_one(root_dir, shared_dir, catalogue):
    files = [*(root_dir / "include" / "samples").rglob("*.*"), *shared_dir.glob("submissions/*.txt")]
    files += shared_dir.glob("narrative/*.txt")
    stating = {
        file.name for file in files
        if file.suffix in (".txt", ".docx", ".html") and find_stated_dates(read_document(file))
    }  # fmt: skip
    assert stating == {"ke-hoach-113-2023.txt", "004_son_la_ke_hoach_113_2023.txt"}
