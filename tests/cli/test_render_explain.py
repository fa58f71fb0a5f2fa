"""What a person sees of a number's life."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from lientinh.cli.render_explain import print_explanation
from lientinh.explain import explain
from small_lakes import SmallLake, small_catalogue


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def shown(lake, row_id) -> str:
    console = Console(file=io.StringIO(), width=220)
    print_explanation(console, explain(lake.settings, lake.lake, lake.ids[row_id]))
    return console.file.getvalue()


def test_a_figure_with_its_source_and_doubts(lake):
    finding = {"rule_id": "arithmetic.sum_of_parts", "row": 1}
    lake.submit(
        "value | id | flagged\n12000 | a | yes",
        name="one",
        report="R",
        findings=[finding],
        arrived="2023-01-09",
    )
    lake.publish("2023-01-11")
    lake.submit(
        "value | withheld\n120 | yes", name="two", report="R", relation="corrects", landed="2023-02-10"
    )
    lake.publish("2023-02-11")
    text = shown(lake, "a")
    for words in (
        "12.000 người", "Cao Bằng [04]", "2022 (1/1/2022 – 31/12/2022)", "thực hiện (actual)",
        "“tạo việc làm cho 12000 người”",
        "a.txt:1:3-9, dòng 7", "12/BC-SLĐTBXH, ngày 5/1/2023", "KHÔNG còn", "đến ngày 9/1/2023",
        "tiếp nhận (accepted), kèm cảnh báo", "lần 1, từ (known from) 11/1/2023 07:00",
        "91 + 55 = 146, báo cáo ghi 141",
        "120 (chờ làm rõ)", "đính chính (corrects)",
    ):  # fmt: skip
        assert words in text


def test_a_plan_of_a_part_without_a_date(lake):
    lake.submit(
        "indicator | scenario | breakdown | value | qualifier | id\ntrained | plan | sex=F | 3 | at_least | b",
        name="one",
        issued=None,
    )
    lake.publish("2023-01-11")
    text = shown(lake, "b")
    for words in ("từ 3 trở lên", "Nữ [sex=F]", "được giao (assigned)", "không rõ ngày", "No findings"):
        assert words in text


@pytest.mark.parametrize(
    ("number", "symbol", "words"),
    [
        ("12", "BC-SLĐTBXH", "số 12/BC-SLĐTBXH, ngày tháng 7 năm 2022"),
        (None, "BC-SLĐTBXH", "không ghi số, ký hiệu BC-SLĐTBXH, ngày tháng 7 năm 2022"),
        (None, None, "không ghi số, ngày tháng 7 năm 2022"),
    ],
)
def test_a_draft_says_what_it_lacks(lake, number, symbol, words):
    lake.submit("value | id\n12000 | a", name="one")
    lake.publish("2023-01-11")
    explanation = explain(lake.settings, lake.lake, lake.ids["a"])
    explanation["document"] |= {
        "number": number,
        "symbol": symbol,
        "issued_on": None,
        "issued_text": "ngày tháng 7 năm 2022",
    }
    console = Console(file=io.StringIO(), width=220)
    print_explanation(console, explanation)
    assert words in console.file.getvalue()
