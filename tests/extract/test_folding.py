"""Folding keeps every character's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lientinh.catalogue import match_key
from lientinh.extract.folding import fold

FOLDED = [
    # text, folded
    ("Tạo VIỆC LÀM", "tạo việc làm"),
    ("hoà bình, Uỷ ban, khoẻ", "hòa bình, ủy ban, khỏe"),
    ("quý II, hoàn thành, huỳnh", "quý ii, hoàn thành, huỳnh"),
    ("2021 – 2025 — hết", "2021 - 2025 - hết"),
    ("1\u00a0500 người⁴, 127 đồng²", "1 500 người , 127 đồng "),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="aàáâăđeêioôơuưyAÀÁĐOÒoòóUÙuùúỳýqQİßﬁ –—²³ .,12", max_size=40))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("text", ["Hoà giải", "uỷ thác", "thoả thuận", "xoá nghèo", "QUỸ", "qui chế", "Thuỷ"])
def test_folding_agrees_with_the_match_key(text: str) -> None:
    assert match_key(fold(text)) == match_key(text)
