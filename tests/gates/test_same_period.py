"""A change against the same period: "bằng 118%", "tăng 18%" and "giảm 5,2%" beside both levels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gates.builders import check, reading
from lientinh.catalogue import Catalogue
from lientinh.documents import Locator

RULE = "arithmetic.change_on_same_period"
HOLDS = [
    "Tư vấn 8.977 lượt người, bằng 118% so với cùng kỳ năm 2021 (7.608 lượt người).",
    "Tư vấn 8.977 lượt người, đạt 118% so với cùng kỳ (cùng kỳ năm 2021: 7.608 lượt người).",
    "Tư vấn 8.977 lượt người, tăng 18% so với cùng kỳ năm trước (7.608 lượt người).",
    "Tư vấn 8.977 lượt người, tăng 118% so với cùng kỳ năm trước (7.608 lượt người).",  # some write it so
    "Tư vấn 8.977 lượt người, tăng 18% so với năm 2021 (7.608 lượt người).",
    "Tư vấn 7.000 lượt người, giảm 8,0% so với cùng kỳ năm trước là 7.608 lượt người.",
    "Tư vấn 8.977 lượt người, tăng 1.369 lượt người (18%) so với cùng kỳ.",
    "Tư vấn 8.977 lượt người, tăng 1.369 lượt người, tương đương 18% so với cùng kỳ.",
    "Tuyển 3.600 học viên, bằng 90% kế hoạch, tăng 20% so với cùng kỳ (3.000 học viên).",
    "Chi 105,2 tỷ đồng, tăng 5,2% so với cùng kỳ năm 2021 (100 tỷ đồng).",
    "Tạo việc làm cho trên 780.000 lao động, bằng 99% so với cùng kỳ năm 2018 (788.000 lao động).",
]
BROKEN = [
    (
        "Tư vấn 8.977 lượt người, giảm 18% so với năm 2021 (7.608 lượt người).",
        "8.977 / 7.608 = 118,0%, tức tăng 18,0%; báo cáo ghi giảm 18% so với cùng kỳ",
    ),
    (
        "Tư vấn 8.977 lượt người, bằng 128% so với cùng kỳ năm 2021 (7.608 lượt người).",
        "8.977 / 7.608 = 118,0%, tức tăng 18,0%; báo cáo ghi bằng 128% so với cùng kỳ",
    ),
    (
        "Tư vấn 8.977 lượt người, giảm 18% so với cùng kỳ năm trước (7.608 lượt người).",
        "8.977 / 7.608 = 118,0%, tức tăng 18,0%; báo cáo ghi giảm 18% so với cùng kỳ",
    ),
    (
        "Tư vấn 7.000 lượt người, giảm 5,2% so với cùng kỳ năm trước là 7.608 lượt người.",
        "7.000 / 7.608 = 92,0%, tức giảm 8,0%; báo cáo ghi giảm 5,2% so với cùng kỳ",
    ),
    (
        "Tư vấn 8.977 lượt người, tăng 1.369 lượt người (tăng 28%) so với cùng kỳ.",
        "8.977 / 7.608 = 118,0%, tức tăng 18,0%; báo cáo ghi tăng 28% so với cùng kỳ",
    ),
    (
        "Tuyển 3.600 học viên, bằng 90% kế hoạch, tăng 600 học viên (30%) so với cùng kỳ năm 2021.",
        "3.600 / 3.000 = 120,0%, tức tăng 20,0%; báo cáo ghi tăng 30% so với cùng kỳ",
    ),
]
SILENT = [
    "Tư vấn 8.977 lượt người, tăng 28% so với cùng kỳ.",  # no level of the year before
    "Tư vấn 8.977 lượt người, tăng 28% so với cùng kỳ, có 5.000 lượt người được giới thiệu.",
    "Tư vấn 8.977 lượt người, tăng 28% so với cùng kỳ (5.000 lượt người nước ngoài).",
    "Tư vấn 8.977 lượt người, tăng 28% so với cùng kỳ (300 tỷ đồng).",
    "Tỷ lệ hộ nghèo 5,2%, giảm 1,1% so với cùng kỳ (6,3%).",  # points, by custom
    "Tỷ lệ hộ nghèo 5,2%, giảm 1,1 điểm phần trăm so với cùng kỳ (6,3%).",
    "Chi 105,2 tỷ đồng, giảm còn 95% so với cùng kỳ năm 2021 (100 tỷ đồng).",
    "Tư vấn 8.977 lượt người, tăng 28% (7.608 lượt người).",  # against what?
    "Có 7.608 lượt người đến; tăng 28% so với cùng kỳ (5.000 lượt người).",
]


def broken(catalogue: Catalogue, text: str, *readings: Any) -> list[str]:
    return [one.message_vi for one in check(catalogue, *readings, text=text) if one.rule_id == RULE]


@pytest.mark.parametrize("text", HOLDS + SILENT)
def test_what_holds_or_cannot_be_told(catalogue: Catalogue, text: str) -> None:
    assert broken(catalogue, text) == []


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_a_change_that_does_not_follow(catalogue: Catalogue, text: str, words: str) -> None:
    (message,) = broken(catalogue, text)
    assert words in message


TEXT = "Giới thiệu việc làm cho 697 người, tăng 20% so với cùng kỳ."


def in_text(value: str, start: int, **changes: Any) -> Any:
    place = Locator("a.txt", paragraph=1, start=start, end=start + len(value))
    return reading(value, **({"locator": place, "rounding": Decimal(0)} | changes))


YEAR_BEFORE: dict[str, Any] = {
    "period": "2021-S1",
    "period_start": date(2021, 1, 1),
    "period_end": date(2021, 6, 30),
    "locator": Locator("a.txt", paragraph=9, start=0, end=3),
    "rounding": Decimal(0),
}


def test_the_level_of_the_year_before_may_stand_elsewhere(catalogue: Catalogue) -> None:
    now = in_text("697", TEXT.index("697"))
    assert broken(catalogue, TEXT, now, reading("581", **YEAR_BEFORE)) == []
    (message,) = broken(catalogue, TEXT, now, reading("500", **YEAR_BEFORE))
    assert "697 / 500 = 139,4%" in message
    several = (reading("500", **YEAR_BEFORE), reading("510", **YEAR_BEFORE))
    assert broken(catalogue, TEXT, now, *several) == []
    assert broken(catalogue, TEXT, now, reading("500", **YEAR_BEFORE, breakdown="sex=F")) == []
    assert broken(catalogue, TEXT, now, reading("500", **YEAR_BEFORE | {"period": "2020-S1"})) == []
