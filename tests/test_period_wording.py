"""A period's label in both languages, as alerts and the calendar name it."""

from __future__ import annotations

import pytest

from lientinh.period_wording import name_period


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        ("2022", "năm 2022", "2022"),
        ("2022-S1", "6 tháng đầu năm 2022", "the first half of 2022"),
        ("2022-Q3", "quý III năm 2022", "the third quarter of 2022"),
        ("2022-M06", "tháng 6 năm 2022", "June 2022"),
        ("2022-07-21", "tại thời điểm 21/7/2022", "as of 21 July 2022"),
        ("2021-01-01--P8M", "kỳ 2021-01-01--P8M", "period 2021-01-01--P8M"),
    ],
)
def test_a_period_by_its_name(period: str, vietnamese: str, english: str) -> None:
    assert name_period(period) == (vietnamese, english)
