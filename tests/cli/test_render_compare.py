"""What a person sees of a comparison."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from lientinh.cli.render_compare import print_comparison
from lientinh.compare import compare, read_names
from small_lakes import SmallLake, asked, small_catalogue


@pytest.fixture
def lake(tmp_path):
    return SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))


def shown(lake, indicator="jobs", *, width=200, names=True, **narrowed) -> str:
    console = Console(file=io.StringIO(), width=width)
    rows = compare(lake.settings, indicator, **narrowed)
    print_comparison(console, rows, read_names(lake.settings, indicator) if names else None)
    return console.file.getvalue()


def test_years_in_columns_with_ranks_and_vietnamese_numbers(lake):
    lake.submit(
        """
        area | period | value | qualifier | flagged
        04   | 2021   | 11000 |           |
        04   | 2022   | 12000 |           | yes
        20   | 2021   | 9000  | more_than |
        20   | 2022   | 15000 |           |
        """,
        name="one",
    )
    lake.publish("2023-02-01")
    text = shown(lake)
    assert "Số việc làm mới (New jobs)" in text
    assert "người (people)" in text
    assert "12.000! (2)" in text and "15.000 (1)" in text
    assert "trên 9.000" in text
    assert "(xếp hạng 2 tỉnh)" in text
    assert "chưa báo cáo (not reported)" in text
    assert "1 tỉnh không thuộc diện báo cáo" in text
    assert "Bắc Kạn" not in text


def test_one_period_shows_change_and_plan(lake):
    lake.submit(
        """
        area | period | scenario | value
        04   | 2021   | actual   | 11000
        04   | 2022   | actual   | 12000
        20   | 2022   | actual   | 15000
        04   | 2022   | plan     | 16000
        """,
        name="one",
    )
    lake.publish("2023-02-01")
    text = shown(lake, period="2022", scenario="actual")
    assert "2/2" in text and "-3.000" in text and "1.000 (9,1%)" in text and "16.000" in text and "75" in text


def test_a_percentage_changes_by_points(lake):
    lake.submit(
        """
        indicator    | period | value
        jobless_rate | 2021   | 2.5
        jobless_rate | 2022   | 2
        """,
        name="one",
    )
    lake.publish("2023-02-01")
    assert "-0,5 điểm %" in shown(lake, "jobless_rate", period="2022")


def test_reasons_breakdowns_plans_and_merged_provinces_are_in_words(lake):
    lake.submit(
        """
        indicator | area | scenario | plan_basis | breakdown              | value | withheld
        jobs      | 06   | actual   |            |                        | 3     |
        jobs      | 19   | actual   |            |                        | 4     |
        jobs      | 04   | estimate |            |                        | 5     |
        jobs      | 20   | actual   |            |                        | 6     | yes
        jobs      | 14   | plan     | assigned   |                        | 7     |
        trained   | 04   | actual   |            | sex=F                  | 8     |
        """,
        name="one",
    )
    lake.publish("2025-08-01")
    text = shown(lake, boundary="2025-07-01")
    assert "7* " in text and "tính từ số liệu của các tỉnh" in text
    assert "chỉ có số ước" in text and "chờ làm rõ" in text
    assert "kế hoạch (plan) · được giao (assigned)" in text
    assert "Nữ (Female)" in shown(lake, "trained")
    assert "sex=F" in shown(lake, "trained", names=False)


def test_a_narrow_terminal_shows_the_newest_periods_and_counts_the_rest(lake):
    rows = "\n".join(f"04 | {year} | 5" for year in range(2010, 2023))
    lake.submit(f"area | period | value\n{rows}", name="one")
    lake.publish("2023-02-01")
    text = shown(lake, width=80)
    assert "2022" in text and "2010" not in text
    assert "10 kỳ khác" in text


def test_nothing_to_show_is_said(lake):
    lake.publish("2023-02-01")
    assert "Nothing asked or reported" in shown(lake, "labour")


def test_the_country_and_the_sum_of_the_provinces_each_under_its_name(lake):
    lake.submit(
        """
        area | period | value
        VN   | 2022   | 700000
        04   | 2022   | 12000
        14   | 2022   | 1
        19   | 2022   | 15000
        20   | 2022   | 0
        04   | 2021   | 7
        06   | 2021   | 8
        """,
        name="one",
    )
    lake.publish("2023-02-01")
    for text in (shown(lake, period="2022"), shown(lake)):
        lines = text.splitlines()
        assert any("Cả nước, báo cáo" in line and "700.000" in line for line in lines)
        assert any("Cộng các tỉnh" in line and "27.001 (4 tỉnh)" in line for line in lines)
        assert "không phải số của cả nước (the sum is of the provinces asked or heard" in " ".join(
            text.split()
        )
    assert "15 (2 tỉnh)" in shown(lake)


def test_a_sum_that_lacks_a_province_says_how_many_there_are(lake):
    lake.submit("area | value\n04 | 12000\n20 | 5", name="one")
    lake.publish("2023-02-01")
    assert "– (2/4 tỉnh)" in shown(lake) and "Cả nước" not in shown(lake)


def test_a_break_is_marked_and_said(lake):
    lake.submit(
        """
        period | area | territory     | value
        2024   | 19   |               | 10
        2025   | 19   | 19@2025-07-01 | 20
        """,
        name="one",
    )
    lake.publish("2026-02-01")
    text = " ".join(shown(lake).split())
    assert "20†" in text and "10†" not in text
    assert (
        "† khác phạm vi địa bàn so với năm trước nên không tính tăng, giảm (break: another territory" in text
    )


def test_a_weighted_rate_is_marked_with_its_weight_and_not_more_precise_than_its_parts(lake):
    lake.submit(
        """
        indicator | area | value
        share     | 06   | 50.1
        share     | 19   | 70.3
        labour    | 06   | 1000
        labour    | 19   | 2000
        """,
        name="one",
    )
    lake.publish("2025-08-01")
    text = " ".join(shown(lake, "share", boundary="2025-07-01").split())
    assert "63,57** " in text and "63,566667" not in text
    assert (
        "** bình quân gia quyền theo “Lực lượng lao động”" in text
        and "weighted by Labour force): Thái Nguyên = 06 + 19" in text
    )
    assert "Cộng các tỉnh" not in text
