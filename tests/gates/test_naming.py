"""What figures and periods are called in a message, and what a finding is about."""

from __future__ import annotations

import pytest

from gates.builders import check
from lientinh.catalogue import Catalogue
from lientinh.gates.naming import name_period

PERIODS = [
    ("2022", "năm 2022", "2022"),
    ("2022-S1", "6 tháng đầu năm 2022", "first half of 2022"),
    ("2022-S2", "6 tháng cuối năm 2022", "second half of 2022"),
    ("2022-Q3", "quý III năm 2022", "quarter 3 of 2022"),
    ("2022-M06", "tháng 6 năm 2022", "month 6 of 2022"),
    ("2021-01-01--P8M", "8 tháng đầu năm 2021", "first 8 months of 2021"),
    ("2021-03-01--P2M", "từ 1/3/2021 đến 30/4/2021", "2021-03-01 to 2021-04-30"),
    ("2020-01-01--P5Y", "từ 1/1/2020 đến 31/12/2024", "2020-01-01 to 2024-12-31"),
    ("..--2022-06-30", "đến 30/6/2022", "up to 2022-06-30"),
    ("2022-06-30", "ngày 30/6/2022", "2022-06-30"),
    (None, "…", "…"),
]


@pytest.mark.parametrize(("period", "vi", "en"), PERIODS)
def test_periods_in_words(period: str | None, vi: str, en: str) -> None:
    assert name_period(period) == (vi, en)


def only(catalogue: Catalogue, text: str):
    return [one for one in check(catalogue, text=text) if one.rule_id.startswith("arithmetic.")]


def test_without_an_indicator_the_documents_own_words_name_the_figure(catalogue: Catalogue) -> None:
    (found,) = only(catalogue, "Đã sửa 40 mái nhà dột nát (25 mái tôn, 16 mái ngói).")
    assert "(“mái nhà dột nát”, chênh lệch 1)" in found.message_vi
    (bare,) = only(catalogue, "Số nhà đã sửa: 40 (25 mái tôn, 16 mái ngói).")
    assert "(“Số nhà đã sửa”, chênh lệch 1)" in bare.message_vi


def test_a_corrected_figure_that_is_still_wrong_is_the_same_finding(catalogue: Catalogue) -> None:
    first, second = (
        only(catalogue, f"Năm nay tỉnh đã sửa {total} hộ (25 sửa mái, 16 sửa tường).")[0]
        for total in (40, 42)
    )
    other = only(catalogue, "Năm nay tỉnh đã xây 40 trường (25 trường gạch, 16 trường gỗ).")[0]
    assert first.finding_id == second.finding_id != other.finding_id
    assert "40" not in first.subject


def test_two_broken_sums_in_the_same_words_are_two_findings(catalogue: Catalogue) -> None:
    text = "Sửa 40 hộ (25 mái, 16 tường). Sửa 50 hộ (25 mái, 26 tường)."
    assert len({one.finding_id for one in only(catalogue, text)}) == 2
