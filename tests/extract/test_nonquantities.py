"""What carries digits and is no quantity."""

from __future__ import annotations

import pytest

from lientinh.extract.folding import fold
from lientinh.extract.nonquantities import find_doubtful, find_nonquantities
from lientinh.extract.numbers import NUMBER_TOKEN

# text, the numbers left when what is never a quantity is taken away
LEFT = [
    ("Quyết định số 1855/QĐ-UBND ngày 02/9/2021 giao 40 xã", ["40"]),
    ("Chỉ thị 37 - CT/TW, Kế hoạch 148/KH/TU và 15-NQ/TW", []),
    ("Nghị định số 28 của Chính phủ", []),
    ("ngày 5 tháng 6 năm 2020, sáng 27/7, tháng 9/2021, 8/2021", []),
    ("trước ngày 10/6 và 10/12", []),
    ("đã làm 12/15 hộ", ["12"]),
    ("từ 12 đến dưới 18 tuổi; 60 tuổi; 24 giờ; 24/24", []),
    ("năm 2021⁵, năm học 2021-2022, 2021 – 2025", []),
    ("dịch Covid – 19, COVID-19, ISO 9001:2015, TCVN 7000", []),
    ("khóa 18, 19; thứ 2 và thứ 5; đại đội 17; Sư đoàn 327; top 10", []),
    ("mức độ 3, 4 trên cổng", []),
    ("góp phần 5% vào tăng trưởng", ["5"]),
    ("điện thoại: 0205 3812 345; ĐT 02053.812.345", []),
    ("xem https://langson.gov.vn/2022/bao-cao-12", []),
    ("Số: 12/BC-SLĐTBXH", []),
    ("tổng số 141 đại biểu, con số 12", ["141", "12"]),
    ("1.2. Có 3 nhóm", ["3"]),
    ("- 4. Trao 5 suất", ["5"]),
]


@pytest.mark.parametrize(("text", "numbers"), LEFT)
def test_nonquantities(text: str, numbers: list[str]) -> None:
    folded = fold(text)
    masked = find_nonquantities(text, folded)
    found = [
        token
        for token in NUMBER_TOKEN.finditer(folded)
        if not any(span.holds(token.start()) for span in masked)
    ]
    assert [token[0] for token in found] == numbers


# text, the numbers that are quantities only where a unit follows
DOUBTFUL = [
    ("cấp 3 và cấp 43 giấy phép", ["3", "43"]),
    ("dự án 5, nhiệm vụ 1: làm đường", ["5", "1"]),
    ("khoảng 2020 người", ["2020"]),
    ("nghị định 94 của", ["94"]),
    ("có 12 xã", []),
]


@pytest.mark.parametrize(("text", "numbers"), DOUBTFUL)
def test_doubtful_numbers(text: str, numbers: list[str]) -> None:
    spans = find_doubtful(text)
    found = [
        token[0] for token in NUMBER_TOKEN.finditer(text) if any(span.holds(token.start()) for span in spans)
    ]
    assert found == numbers
