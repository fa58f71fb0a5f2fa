"""Periods as documents write them."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.extract.folding import fold
from lientinh.extract.periods import find_periods, first_months, last_months, window_label
from lientinh.extract.timeframe import Clock, period_of_label, resolve, year_of
from lientinh.periods import period_frequency

CLOCK = Clock(2022, date(2022, 7, 21), reported_until=date(2022, 6, 30))

PERIODS = [
    # words, kind, label once resolved
    ("6 tháng đầu năm 2022", "window", "2022-S1"),
    ("Sáu tháng đầu năm", "window", "2022-S1"),
    ("8 tháng năm 2021", "window", "2021-01-01--P8M"),
    ("9 tháng đầu năm", "window", "2022-01-01--P9M"),
    ("3 tháng đầu năm 2023", "window", "2023-Q1"),
    ("12 tháng năm 2020", "window", "2020"),
    ("9 tháng/2023", "window", "2023-01-01--P9M"),
    ("6 tháng cuối năm 2022", "window", "2022-S2"),
    ("3 tháng cuối năm", "window", "2022-Q4"),
    ("các tháng cuối năm 2022", "window", "2022-S2"),
    ("quý IV/2022", "window", "2022-Q4"),
    ("quý 1 – 2019", "window", "2019-Q1"),
    ("quý III năm 2021", "window", "2021-Q3"),
    ("quý II", "window", "2022-Q2"),
    ("tháng 6/2022", "window", "2022-M06"),
    ("tháng 11 năm 2021", "window", "2021-M11"),
    ("Trong tháng 6", "window", "2022-M06"),
    ("năm 2021", "window", "2021"),
    ("trong năm", "window", "2022"),
    ("cả năm 2023", "window", "2023"),
    ("giai đoạn 2021 – 2025", "window", "2021-01-01--P5Y"),
    ("từ năm 2016 đến năm 2020", "window", "2016-01-01--P5Y"),
    ("từ 01/01/2022 đến 30/6/2022", "window", "2022-S1"),
    ("từ ngày 01/4/2022 đến ngày 30/6/2022", "window", "2022-Q2"),
    ("từ ngày 01/10/2022 đến hết ngày 31/12/2022", "window", "2022-Q4"),
    ("từ 01/5/2022 đến 31/5/2022", "window", "2022-M05"),
    ("từ 01/02/2022 đến 31/5/2022", "window", "2022-02-01--P4M"),
    ("từ ngày 05/3/2022 đến ngày 14/3/2022", "window", "2022-03-05--P10D"),
    ("từ ngày 15/12/2021 đến ngày 14/6/2022", "window", "2022-S1"),
    ("từ 15/5/2022 đến 14/6/2022", "window", "2022-M06"),
    ("từ đầu năm đến ngày 15/9/2022", "window", "2022-01-01--P258D"),
    ("từ đầu năm đến hết tháng 9/2022", "window", "2022-01-01--P9M"),
    ("từ đầu năm đến tháng 8", "window", "2022-01-01--P8M"),
    ("từ đầu năm đến nay", "window", "2022-01-01--P202D"),
    ("tính đến ngày 10/9/2021", "until", "..--2021-09-10"),
    ("đến 31/01/2021", "until", "..--2021-01-31"),
    ("Lũy kế đến tháng 6/2022", "until", "..--2022-06-30"),
    ("đến hết quý II/2022", "until", "..--2022-06-30"),
    ("tại thời điểm 31/12/2021", "point", "2021-12-31"),
    ("đến năm 2023", "point", "2023"),
    ("vào 2025", "point", "2025"),
    ("cuối năm 2021", "point", "2021"),
    ("nhiệm kỳ 2020-2025", "term", "2020-01-01--P6Y"),
    ("nhiệm kỳ", "term", None),
    ("Đại hội Đảng bộ tỉnh lần thứ XX", "term", None),
    ("hiện có", "now", "2022-07-21"),
    ("Đến nay", "now", "2022-07-21"),
]


@pytest.mark.parametrize(("words", "kind", "label"), PERIODS)
def test_periods(words: str, kind: str, label: str | None) -> None:
    text = f"{words}, toàn tỉnh đạt kết quả"
    mention = find_periods(fold(text))[0]
    period = resolve(mention, text, CLOCK)
    assert (period.kind, period.label) == (kind, label)
    if label is not None:
        period_frequency(label)  # a label of the common schema
        assert period.end is not None


NO_PERIODS = [
    "so với cùng kỳ năm 2021 tăng 5%",
    "tăng hơn cùng kỳ năm 2020",
    "thực hiện tốt, phát hiện sớm, thể hiện rõ",
    "năm 2021-2022",
    "giai đoạn 2025 - 2021",
    "từ 30/02/2022 đến 31/03/2022",
    "hiện trạng, hiện đại",
    "Quyết định ngày 21 tháng 7 năm 2022",
]


@pytest.mark.parametrize("words", NO_PERIODS)
def test_what_names_no_period(words: str) -> None:
    labels = [resolve(mention, words, CLOCK).label for mention in find_periods(fold(words))]
    assert labels in ([], [None])


def test_decree_09_windows_begin_on_the_15th() -> None:
    text = "từ ngày 15/12/2021 đến ngày 14/6/2022"
    period = resolve(find_periods(text)[0], text, CLOCK)
    assert (period.start, period.end, period.basis) == (date(2021, 12, 15), date(2022, 6, 14), "nd09")


def test_words_without_a_year_need_a_clock() -> None:
    text = "6 tháng đầu năm"
    assert resolve(find_periods(text)[0], text, Clock(None, None)).label is None
    text = "hiện nay"
    assert resolve(find_periods(text)[0], text, Clock(2022, None)).label is None
    text = "từ đầu năm đến nay"
    assert resolve(find_periods(text)[0], text, Clock(2022, None)).label is None


REST = [
    # what the clock knows, what is left of 2022
    (Clock(2022, date(2022, 10, 12), date(2022, 9, 30)), "2022-Q4"),
    (Clock(2022, date(2022, 9, 3), date(2022, 8, 31)), "2022-09-01--P4M"),
    (Clock(2022, date(2022, 6, 10)), "2022-S2"),
    (Clock(2022, date(2022, 10, 2)), "2022-11-01--P2M"),
    (Clock(2022, None), "2022-S2"),
]


@pytest.mark.parametrize(("clock", "label"), REST)
def test_the_rest_of_the_year(clock: Clock, label: str) -> None:
    text = "các tháng cuối năm"
    assert resolve(find_periods(text)[0], text, clock).label == label


def test_a_plan_beside_a_half_year_is_one_for_the_year() -> None:
    half = period_of_label("2022-S1", "calendar")
    assert year_of(half, CLOCK).label == "2022"
    unknown = resolve(find_periods("nhiệm kỳ")[0], "nhiệm kỳ", CLOCK)
    assert year_of(unknown, Clock(None, None)).label is None
    assert year_of(unknown, CLOCK).label == "2022"


def test_labels_of_months() -> None:
    assert [first_months(2022, count) for count in (3, 6, 8, 12)] == [
        "2022-Q1",
        "2022-S1",
        "2022-01-01--P8M",
        "2022",
    ]
    assert [last_months(2022, count) for count in (3, 6, 2)] == ["2022-Q4", "2022-S2", "2022-11-01--P2M"]
    assert window_label(date(2022, 1, 1), date(2022, 12, 31)) == "2022"
    assert window_label(date(2021, 7, 1), date(2021, 12, 31)) == "2021-S2"
