"""Recognised lines into paragraphs, without a recogniser: geometry, numbers, phrases, confidences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from lientinh.documents import Paragraph
from lientinh.read.scans.recognition import Line
from lientinh.read.scans.text import join_lines
from read.recognised import line


def paragraphs(*pages: Sequence[Line]) -> list[Paragraph]:
    blocks = join_lines(list(enumerate(pages, start=1)))
    return [block for _, block in blocks if isinstance(block, Paragraph)]


def texts(*lines: Line) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines)]


def one(*lines: Line) -> Paragraph:
    (paragraph,) = paragraphs(lines)
    return paragraph


FULL = "Toàn tỉnh tạo việc làm mới cho trên 11.000 lao động và"


def test_lines_of_a_paragraph_are_one() -> None:
    assert texts(
        line(FULL, left=160), line("hỗ trợ 2.364 dự án cho vay trong sáu tháng qua, đến", top=60)
    ) == [f"{FULL} hỗ trợ 2.364 dự án cho vay trong sáu tháng qua, đến"]


def test_a_line_drawn_in_begins_another() -> None:
    assert len(texts(line(FULL), line("Sở đã tiếp 47 lượt công dân.", left=160, top=60))) == 2


def test_a_line_that_stops_short_ends_one() -> None:
    short = line("Có 5 hộ.", top=60)
    assert len(texts(line(FULL), short, line("Tỷ lệ là 5% trong cả năm ở các huyện của tỉnh", top=120))) == 2


def test_a_list_item_stands_alone_and_a_dash_between_words_does_not() -> None:
    assert len(texts(line(FULL), line("- Kinh phí là 5 tỷ đồng", top=60))) == 2
    assert len(texts(line(FULL), line("- xã hội của tỉnh", top=60))) == 1


def test_a_title_in_two_lines_is_one() -> None:
    assert texts(line("KẾT QUẢ NĂM 2022", left=300), line("CỦA TỈNH", left=400, top=60)) == [
        "KẾT QUẢ NĂM 2022 CỦA TỈNH"
    ]


def test_a_sentence_goes_on_over_a_page_and_its_footnotes() -> None:
    first = [
        line("2"),
        line(FULL, top=300),
        line("1 Gồm 08 viên chức", top=600, height=20),
    ]
    second = [line("3"), line("xóa đói cho 5 hộ."), line("4", left=500, top=900)]
    found = paragraphs(first, second)
    assert [(one.page, one.kind, one.text) for one in found] == [
        (1, "paragraph", f"{FULL} xóa đói cho 5 hộ."),
        (1, "footnote", "¹ Gồm 08 viên chức"),
    ]


def test_a_letterhead_is_read_column_by_column() -> None:
    assert texts(
        line("UBND TỈNH X|CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        line("SỞ LAO ĐỘNG|Độc lập - Tự do - Hạnh phúc", top=60),
        line("Số: 5/BC-SLĐ|Lạng Sơn, ngày 5 tháng 7 năm 2022", top=120),
    ) == [
        "UBND TỈNH X SỞ LAO ĐỘNG",
        "Số: 5/BC-SLĐ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
        "Lạng Sơn, ngày 5 tháng 7 năm 2022",
    ]


def test_words_carry_their_confidence_to_the_characters() -> None:
    found = one(line("Có 1.250 hộ", sure=91.5))
    start = found.text.index("1.250")
    assert found.word_confidences[1] == (start, start + 5, 91.5)
    assert found.confidence == 91.5
    assert found.confidence_within(start, start + 1) == 91.5
    assert Paragraph(1, "Có 5 hộ").confidence is None


def test_a_number_in_two_pieces_is_whole_again() -> None:
    assert one(line("bằng 68,~75% kế hoạch cả năm nay")).text == "bằng 68,75% kế hoạch cả năm nay"
    assert one(line("đã có 1~05.261 người ở các nơi")).text == "đã có 105.261 người ở các nơi"


def test_one_that_may_be_two_is_not_trusted() -> None:
    found = one(line("bằng 68,?75% kế hoạch cả năm nay"))
    assert found.text == "bằng 68, 75% kế hoạch cả năm nay"
    assert [sure for _, _, sure in found.word_confidences][:3] == [96.0, 0.0, 0.0]


def test_two_numbers_are_two() -> None:
    found = one(line("năm 2021, 35 người và 12 hộ"))
    assert found.text == "năm 2021, 35 người và 12 hộ"
    assert found.confidence == 96.0


@pytest.mark.parametrize("word", ["1O5", "l2,5%", "35S", "2.36A4", "O,5%", "I.250", "3⁄47"])
def test_a_letter_in_a_number_takes_all_trust(word: str) -> None:
    found = one(line(f"Có {word} người"))
    assert found.confidence == 0.0


@pytest.mark.parametrize("word", ["101/KH-SLĐTBXH", "COVID-19", "1.2.", "20kg", "II.", "số", "Q1"])
def test_letters_beside_a_number_do_not(word: str) -> None:
    assert one(line(f"Có {word} người")).confidence == 96.0


def test_numbers_in_a_row_of_a_table_are_not_trusted() -> None:
    found = one(line("Lạng Sơn|12,5|13,1"))
    assert [sure for _, _, sure in found.word_confidences] == [96.0, 96.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("KẾT QUÁ NĂM 2022", "KẾT QUẢ NĂM 2022"),
        ("là 105,261 tý đồng;", "là 105,261 tỷ đồng;"),
        ("so với kể hoạch.", "so với kế hoạch."),
        ("Lao đông nữ", "Lao động nữ"),
    ],
)
def test_a_known_phrase_is_set_right(read: str, meant: str) -> None:
    assert one(line(read)).text == meant


@pytest.mark.parametrize("text", ["chi tiêu là 5", "105 tỉ đồng", "kết, quá trình", "bảo cáo"])
def test_what_may_be_meant_stays(text: str) -> None:
    assert (one(line(text)).text == text) is (text != "bảo cáo")


def test_dashes_that_came_out_as_rules() -> None:
    assert one(line("__ Kinh phí 5 tỷ đồng")).text == "- Kinh phí 5 tỷ đồng"
    assert texts(line("____ ____")) == []


@pytest.mark.parametrize(("word", "sure"), [("|Tỉnh", 96.0), ("|24,20", 0.0), ("24,20|", 0.0)])
def test_a_bar_is_a_rule_or_a_one(word: str, sure: float) -> None:
    plain = line("Có 24,20 người")
    found = one(replace(plain, words=(replace(plain.words[0], text=word), *plain.words[2:])))
    assert found.text == f"{word.strip('|')} người"
    assert found.word_confidences[0][2] == sure
