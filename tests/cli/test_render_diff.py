"""What a person sees of a change."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from lientinh.cli.render_diff import print_diff
from lientinh.diff import diff
from small_lakes import SmallLake, small_catalogue


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue())


def shown(lake, since="1", width=200) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_diff(console, diff(lake.settings, since))
    return console.file.getvalue()


def test_figures_stand_under_what_changed_them(lake):
    lake.submit("area | value\n04 | 11000\n14 | 5", name="one", report="R")
    lake.publish("2023-01-11")
    lake.submit("value\n12000", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    lake.submit("area | value\n04 | 11000\n14 | 6", name="one", report="R", processing="p2")
    lake.publish("2023-02-12")
    by_correction, by_reprocessing = shown(lake).split("\n\n")[1:]
    for words in (
        "11/2/2023 07:00, lần cập nhật (publication) 2", "Cao Bằng", "12.000",
        "đính chính (corrects): 12/BC-SLĐTBXH, ngày 5/1/2023, two.txt [",
    ):  # fmt: skip
        assert words in by_correction
    for words in ("xử lý lại, không phải do nơi gửi", "one.txt", "Sơn La", "+1 (20 %)"):
        assert words in by_reprocessing


def test_one_change_of_each_kind(lake):
    lake.submit("indicator | value\njobs | 11000\njobless_rate | 3.5\nlabour | 5", name="one", report="R")
    lake.publish("2023-01-11")
    lake.submit(
        "indicator | value | withheld | scenario | breakdown\njobs | 12000 | | |\njobless_rate | 3 | | |\n"
        "labour | 6 | yes | |\ntrained | 9 | | plan | sex=F",
        name="two", report="R", relation="corrects", landed="2023-02-10",
    )  # fmt: skip
    lake.publish("2023-02-11")
    text = shown(lake)
    for words in (
        "1 số mới (new), 2 thay đổi (changed), 1 chờ làm rõ (withheld)", "+1.000 (9,1 %)", "-0,5 điểm %",
        "Số người được đào tạo, Nữ, kế hoạch, được giao (người)",
    ):  # fmt: skip
        assert words in text
    assert max(map(len, shown(lake, width=80).splitlines())) <= 80


def test_a_change_of_status_alone_and_a_long_list(lake):
    years = "\n".join(f"{year} | 5 | P" for year in range(1950, 2000))
    lake.submit("period | value | obs_status\n" + years, name="one", report="R", issued=None)
    lake.publish("2023-01-11")
    assert "10 more: --json" in shown(lake, "0")
    lake.submit("period | value\n1950 | 5", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert "P → A" in shown(lake)


def test_nothing_changed_is_said(lake):
    lake.submit("value\n5", name="one")
    lake.publish("2023-01-11")
    assert "No figure changed" in shown(lake)
