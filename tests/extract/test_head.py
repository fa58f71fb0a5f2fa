"""Heads of documents: kind, issuer, number, date, relation."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.catalogue import Catalogue
from lientinh.extract.head import extract_head, territory_date
from lientinh.readings import DocumentHead
from small_documents import document_of

PLAN = """UBND TỈNH SƠN LA
SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 87/KH-SLĐTBXH

Sơn La, ngày 15 tháng 02 năm 2024

KẾ HOẠCH
Tạo việc làm trên địa bàn tỉnh năm 2024

Nội dung.

GIÁM ĐỐC

Người Ký
"""


@pytest.fixture
def head_of(catalogue: Catalogue):
    def read(text: str, area_code: str | None = None) -> DocumentHead:
        return extract_head(document_of(text), catalogue, area_code)

    return read


def test_a_signed_plan(head_of) -> None:
    head = head_of(PLAN)
    assert (head.kind, head.number, head.symbol, head.issued_on) == (
        "plan",
        "87",
        "KH-SLĐTBXH",
        date(2024, 2, 15),
    )
    assert (head.agency_code, head.area_code) == ("14-sldtbxh", "14")
    assert (head.report_type, head.report_period, head.period_basis) == ("plan", "2024", "calendar")
    assert (head.relation, head.legal_state) == ("initial", "signed")
    assert head.title == "KẾ HOẠCH Tạo việc làm trên địa bàn tỉnh năm 2024"
    assert head.agency_text == "UBND TỈNH SƠN LA SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"


def test_without_a_signatory_it_is_unsigned(head_of) -> None:
    assert head_of(PLAN.replace("GIÁM ĐỐC", "")).legal_state == "unsigned"


def test_a_blank_number_or_day_makes_a_draft(head_of) -> None:
    no_number = head_of(PLAN.replace("87/KH", "/KH"))
    assert (no_number.number, no_number.legal_state) == (None, "draft")
    no_day = head_of(PLAN.replace("ngày 15 tháng 02", "ngày tháng 02"))
    assert (no_day.issued_on, no_day.issued_text) == (None, "ngày tháng 02 năm 2024")
    assert no_day.legal_state == "draft"
    assert territory_date(no_day) == date(2024, 2, 1)


def test_a_marked_draft(head_of) -> None:
    assert head_of("DỰ THẢO lần 2\n\n" + PLAN).legal_state == "draft"


KINDS = [
    # title lines in place of the plan's, number line, kind, report type, period
    (
        "BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2024",
        "Số: 87/BC-SLĐTBXH",
        "report",
        "half_year_report",
        "2024-S1",
    ),
    ("BÁO CÁO\nTình hình quý I/2024", "Số: 87/BC-SLĐTBXH", "report", "quarterly_report", "2024-Q1"),
    ("BÁO CÁO\nTình hình tháng 3/2024", "Số: 87/BC-SLĐTBXH", "report", "monthly_report", "2024-M03"),
    (
        "BÁO CÁO\nKết quả 9 tháng đầu năm 2024",
        "Số: 87/BC-SLĐTBXH",
        "report",
        "nine_month_report",
        "2024-01-01--P9M",
    ),
    ("BÁO CÁO\nKết quả năm 2023", "Số: 87/BC-SLĐTBXH", "report", "annual_report", "2023"),
    ("BÁO CÁO\nVề một số nội dung", "Số: 87/BC-SLĐTBXH", "report", "other_report", None),
    ("QUYẾT ĐỊNH\nGiao chỉ tiêu năm 2024", "Số: 87/QĐ-UBND", "decision", "decision", "2024"),
    ("Nội dung khác", "Số: 87/BC-SLĐTBXH", "report", "other_report", None),
    ("Nội dung khác", "Số: 87/SLĐTBXH-VL", "dispatch", "dispatch", None),
    ("V/v đề xuất chỉ tiêu năm 2024", "Số: 87/SLĐTBXH-VL", "proposal", "proposal", "2024"),
]


@pytest.mark.parametrize(("title", "number", "kind", "report_type", "period"), KINDS)
def test_kinds(head_of, title: str, number: str, kind: str, report_type: str, period: str | None) -> None:
    text = PLAN.replace("KẾ HOẠCH\nTạo việc làm trên địa bàn tỉnh năm 2024", title)
    head = head_of(text.replace("Số: 87/KH-SLĐTBXH", number))
    assert (head.kind, head.report_type, head.report_period) == (kind, report_type, period)


RELATIONS = [
    ("thay thế Báo cáo số 15/BC-SLĐTBXH", "replaces", "15/BC-SLĐTBXH"),
    ("đính chính số liệu tại Báo cáo số 15/BC-SLĐTBXH", "corrects", "15/BC-SLĐTBXH"),
    ("bổ sung số liệu Báo cáo số 15/BC-SLĐTBXH", "supplements", "15/BC-SLĐTBXH"),
    ("thu hồi Báo cáo số 15/BC-SLĐTBXH", "withdraws", "15/BC-SLĐTBXH"),
    ("triển khai Nghị quyết sửa đổi, bổ sung Nghị quyết số 42/NQ-CP", "initial", None),
]


@pytest.mark.parametrize(("words", "relation", "to"), RELATIONS)
def test_relations(head_of, words: str, relation: str, to: str | None) -> None:
    head = head_of(PLAN.replace("KẾ HOẠCH\nTạo việc làm trên địa bàn tỉnh năm 2024", f"V/v {words}"))
    assert (head.relation, head.relation_to) == (relation, to)


def test_a_window_from_the_15th_to_the_14th_is_the_administrative_one(head_of) -> None:
    title = "BÁO CÁO\nKết quả công tác từ ngày 15/12/2023 đến ngày 14/6/2024"
    head = head_of(PLAN.replace("KẾ HOẠCH\nTạo việc làm trên địa bàn tỉnh năm 2024", title))
    assert (head.report_period, head.period_basis) == ("2024-S1", "nd09")


def test_a_proposal_takes_the_year_of_the_plan_it_serves(head_of) -> None:
    title = "V/v đề xuất nội dung\n\nCăn cứ Nghị quyết về Kế hoạch phát triển kinh tế - xã hội năm 2025."
    head = head_of(PLAN.replace("KẾ HOẠCH\nTạo việc làm trên địa bàn tỉnh năm 2024", title))
    assert (head.kind, head.report_period) == ("proposal", "2025")


def test_news_has_a_headline_and_the_area_of_its_portal(head_of) -> None:
    head = head_of(
        "Truy cập nội dung luôn\n\nSở làm việc với doanh nghiệp. Nhiều kết quả.\n\nTin khác\ncaobang.gov.vn\n"
    )
    assert (head.kind, head.title, head.area_code) == ("news", "Sở làm việc với doanh nghiệp.", "04")
    assert (head.legal_state, head.number, head.agency_code, territory_date(head)) == (
        "unknown",
        None,
        None,
        None,
    )


def test_the_sender_stands_in_where_the_head_names_no_area(head_of) -> None:
    assert head_of("Một tin ngắn về việc làm.\n", area_code="14").area_code == "14"
    assert head_of("Tin từ tỉnh Cao Bằng.\n", area_code="14").area_code == "04"
    assert head_of("Một tin ngắn.\n").area_code is None


def test_an_impossible_date_is_none(head_of) -> None:
    assert head_of(PLAN.replace("ngày 15 tháng 02", "ngày 31 tháng 02")).issued_on is None


@pytest.mark.parametrize(
    ("dateline", "issued_on", "territory_on"),
    [
        ("Thứ Sáu, 10/09/2021 15:30", date(2021, 9, 10), date(2021, 9, 10)),
        ("Ngày đăng: 10-9-2021", date(2021, 9, 10), date(2021, 9, 10)),
        ("10/09/2021", date(2021, 9, 10), date(2021, 9, 10)),
        ("Cổng thông tin điện tử tỉnh, tháng 9/2021", None, date(2021, 9, 1)),
        ("Kết quả đến tháng 6/2022", None, None),
        ("Điện thoại 0206/2021", None, None),
        ("31/02/2021", None, None),
    ],
)
def test_a_page_has_the_date_of_its_dateline(head_of, dateline, issued_on, territory_on) -> None:
    head = head_of(f"Sở làm việc với doanh nghiệp\n\n{dateline}\n\nTỉnh có 500 hộ.\n\ncaobang.gov.vn\n")
    assert (head.kind, head.issued_on, territory_date(head)) == ("news", issued_on, territory_on)


def test_a_title_broken_by_hand_is_one_paragraph(head_of) -> None:
    head = head_of(PLAN.replace("KẾ HOẠCH\n", "KẾ HOẠCH "))
    assert (head.title, head.report_period) == ("KẾ HOẠCH Tạo việc làm trên địa bàn tỉnh năm 2024", "2024")
    assert head_of(PLAN.replace("KẾ HOẠCH\n", "Kế hoạch ")).title == ""
