"""The running context set by headings."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.documents import Paragraph
from lientinh.extract.folding import fold
from lientinh.extract.section import Outline, Section, heading_basis, heading_rank, heading_scenario
from lientinh.extract.timeframe import Clock

HEADINGS = [
    # heading, scenario
    ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH 9 THÁNG VÀ ƯỚC CẢ NĂM", "actual"),
    ("TÌNH HÌNH THỰC HIỆN CHỈ TIÊU", "actual"),
    ("ĐÁNH GIÁ CHUNG", "actual"),
    ("ƯỚC THỰC HIỆN CẢ NĂM 2022", "estimate"),
    ("DỰ BÁO KHẢ NĂNG HOÀN THÀNH", "estimate"),
    ("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023", "plan"),
    ("MỤC TIÊU, CHỈ TIÊU CHỦ YẾU", "plan"),
    ("Kế hoạch công tác quý IV", "plan"),
    ("NHIỆM VỤ TRỌNG TÂM THÁNG 8", "plan"),
    ("1. Lao động, việc làm", None),
]


@pytest.mark.parametrize(("heading", "scenario"), HEADINGS)
def test_what_a_heading_promises(heading: str, scenario: str | None) -> None:
    assert heading_scenario(fold(heading)) == scenario


RANKS = [
    ("Phần thứ hai", 1),
    ("A. Đánh giá", 2),
    ("III. Kết quả", 3),
    ("2. Việc làm", 4),
    ("2.1. Tạo việc làm", 5),
    ("2.1.3. Vay vốn", 6),
    ("b) Nông thôn", 7),
]


@pytest.mark.parametrize(("heading", "rank"), RANKS)
def test_ranks(heading: str, rank: int) -> None:
    assert heading_rank(heading, Section()) == rank


def test_an_unnumbered_heading_stands_beside_the_one_before() -> None:
    assert heading_rank("ĐÁNH GIÁ", Section(rank=1)) == 2
    assert heading_rank("Ghi nhận", Section(rank=5)) == 5


BASES = [
    ("chỉ tiêu điều chỉnh", "adjusted"),
    ("chỉ tiêu được giao", "assigned"),
    ("theo nghị quyết của hđnd tỉnh", "resolution"),
    ("dự kiến các chỉ tiêu", "proposed"),
    ("mục tiêu giai đoạn 2021-2025", "term"),
    ("mục tiêu", None),
]


@pytest.mark.parametrize(("words", "basis"), BASES)
def test_bases(words: str, basis: str | None) -> None:
    assert heading_basis(words) == basis


def walk(*headings: str) -> list[tuple[str | None, str | None, str | None]]:
    outline = Outline(Clock(2022, date(2022, 7, 21)))
    sections = [
        outline.enter(Paragraph(number, text, "heading")) for number, text in enumerate(headings, start=1)
    ]
    return [(one.scenario, one.plan_basis, one.period.label if one.period else None) for one in sections]


def test_headings_inherit_and_end_one_another() -> None:
    assert walk(
        "Phần thứ nhất",
        "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2022",
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "1. Việc làm",
        "II. DỰ BÁO NĂM 2022",
        "1. Các chỉ tiêu chính",
        "III. GIẢI PHÁP CÁC THÁNG CUỐI NĂM 2022",
        "Phần thứ hai",
        "II. Dự kiến các chỉ tiêu năm 2023",
        "1. Việc làm",
    ) == [
        (None, None, None),
        ("actual", None, "2022-S1"),
        ("actual", None, "2022-S1"),
        ("actual", None, "2022-S1"),
        ("estimate", None, "2022"),
        ("estimate", None, "2022"),  # a topic, not a promise
        ("plan", None, "2022-S2"),
        (None, None, None),
        ("plan", "proposed", "2023"),
        ("plan", "proposed", "2023"),
    ]


def test_a_name_with_a_year_sets_no_period() -> None:
    assert walk("1. Tháng hành động vì trẻ em năm 2021") == [(None, None, None)]
    assert walk("MỤC TIÊU NHIỆM KỲ")[0][2] is None
