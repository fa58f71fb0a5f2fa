"""Sentences, clauses and brackets, with their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.extract.clauses import Span, find_brackets, find_part_marks, split_sentences, trim

SENTENCES = [
    # paragraph, its sentences
    ("Đã cấp 12.500 thẻ. Còn 3 hộ.", ["Đã cấp 12.500 thẻ.", "Còn 3 hộ."]),
    ("Đến TP. Sơn La, TX. Mộc Châu v.v. đều có. Hết.", ["Đến TP. Sơn La, TX. Mộc Châu v.v. đều có.", "Hết."]),
    ("1. Tạo việc làm. 2. Giảm nghèo.", ["1. Tạo việc làm.", "2. Giảm nghèo."]),
    (
        "Nuôi dưỡng 20 người. (Trong đó: nữ 9 người.) Hết.",
        ["Nuôi dưỡng 20 người.", "(Trong đó: nữ 9 người.)", "Hết."],
    ),
    ("giữ vững ổn định. phấn đấu đạt 95%./.", ["giữ vững ổn định.", "phấn đấu đạt 95%./."]),
    ("Có (xem mục 2. Kết quả) 5 xã.", ["Có (xem mục 2. Kết quả) 5 xã."]),
    ("Còn khó khăn... Vì sao? Chưa rõ!", ["Còn khó khăn...", "Vì sao?", "Chưa rõ!"]),
    ("Thuộc nhóm 5. Tiếp theo là gì", ["Thuộc nhóm 5.", "Tiếp theo là gì"]),
    ("", []),
]


@pytest.mark.parametrize(("paragraph", "sentences"), SENTENCES)
def test_sentences(paragraph: str, sentences: list[str]) -> None:
    assert [paragraph[one.start : one.end] for one in split_sentences(paragraph)] == sentences


CLAUSES = [
    # sentence, its clauses as (mark before it, depth, text)
    (
        "Cấp 12 sổ, gồm: mới 9 sổ; lại 3 sổ",
        [("", 0, "Cấp 12 sổ"), (",", 0, "gồm"), (":", 0, "mới 9 sổ"), (";", 0, "lại 3 sổ")],
    ),
    (
        "khám cho 40 hộ (25 nghèo, 15 cận nghèo) xong",
        [("", 0, "khám cho 40 hộ"), ("(", 1, "25 nghèo"), (",", 1, "15 cận nghèo"), (")", 0, "xong")],
    ),
    ("100% xã, phường, thị trấn đạt", [("", 0, "100% xã, phường, thị trấn đạt")]),
    ("phòng, chống ma túy, mại dâm", [("", 0, "phòng, chống ma túy"), (",", 0, "mại dâm")]),
    ("thâm niên: (22)", [("", 0, "thâm niên"), (":", 0, "(22)")]),
    ("tiêu chuẩn 9001:2015, đạt 1,5 lần", [("", 0, "tiêu chuẩn 9001:2015"), (",", 0, "đạt 1,5 lần")]),
    ("a) còn mở (chưa đóng, hết", [("", 0, "a) còn mở (chưa đóng"), (",", 0, "hết")]),
]


@pytest.mark.parametrize(("sentence", "clauses"), CLAUSES)
def test_clauses(sentence: str, clauses: list[tuple[str, int, str]]) -> None:
    (found,) = split_sentences(sentence)
    assert [(one.mark, one.depth, sentence[one.start : one.end]) for one in found.clauses] == clauses


def test_brackets_know_their_depth_and_what_is_only_a_number() -> None:
    brackets = find_brackets("a (b (12) c) d) (7.500)")
    assert [(one.start, one.end, one.depth, one.is_number) for one in brackets] == [
        (2, 12, 1, False),
        (5, 9, 2, True),
        (16, 23, 1, True),
    ]


def test_part_marks() -> None:
    text = "Cấp 12 sổ, trong đó mới 9; cụ thể 3, bao gồm 1"
    assert [text[mark.start : mark.end] for mark in find_part_marks(text)] == [
        "trong đó",
        "cụ thể",
        "bao gồm",
    ]


def test_a_span_holds_its_start_and_not_its_end() -> None:
    span = trim("  x y ", 0, 6)
    assert span == Span(2, 5)
    assert [span.holds(place) for place in (1, 2, 4, 5)] == [False, True, True, False]


@given(st.text(alphabet="ab 1.,;:()“”\n", max_size=60))
def test_pieces_are_verbatim_and_in_order(text: str) -> None:
    last = 0
    for sentence in split_sentences(text):
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        starts = [clause.start for clause in sentence.clauses]
        assert starts == sorted(starts)
        assert all(sentence.start <= clause.start < clause.end <= sentence.end for clause in sentence.clauses)
        last = sentence.end
