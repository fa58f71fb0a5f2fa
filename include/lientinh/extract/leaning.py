"""When a quantity's own words are not enough: what it leans on in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lientinh.extract.quantities import Quantity

# ratio: "đạt 118% so với cùng kỳ"; with: "… với 50 người tham gia", "kinh phí: 10 triệu đồng"; same: "và 35 hộ cận
# nghèo"; shift: "từ 7,4% … xuống 5,1%"; purpose: "cho vay 2 tỷ đồng để tạo việc làm cho 40 người"
LeanKind = Literal["ratio", "with", "same", "shift", "purpose"]

_BOUND = r"(?:\s*(?:khoảng|trên|gần|hơn|dưới|mức|ở mức|tới|đến|là|được|đạt|thành|thêm|tỷ lệ|tỷ trọng|với|còn))*\s*$"
_RATIO = re.compile(
    rf"^[\s,(]*(?:(?:và|cũng|chỉ|mới|đã)\s+)*(?:chiếm|đạt|bằng|tăng|giảm|tương đương|tương ứng|vượt"
    rf"|hoàn thành|(?:với |có )?tỷ lệ){_BOUND}"
)
_SHIFT = re.compile(rf"^[\s,]*(?:và\s+)?(?:xuống|lên|còn|tới|tăng lên|giảm xuống|giảm còn){_BOUND}")
# Words of a clause that repeats its subject without naming it: "và dự tính 6 tháng đầu năm duy trì ở mức dưới 4%"
_SILENT = re.compile(
    r"^(?:[\s,]|\b(?:và|kết quả|thực hiện|lũy kế|từ|nay|mới|cũng|được|dự tính|dự kiến|ước(?: tính)?|phấn đấu|đến|vào"
    r"|trong|cả|năm|tháng|quý|đầu|cuối|hết|duy trì|giữ|ổn định|ở|mức|là|đạt|còn|khoảng|trên|dưới|gần|hơn|xuống|lên"
    r"|i{1,3}|iv)\b|[0-9/-]+)+$"
)
_MONEY = re.compile(
    r"^[\s,(]*(?:(?:với|và|có|tổng|số|mức|quà|tặng|quà tặng|hỗ trợ|thực hiện|tổng cộng)\s+)*"
    r"(?:kinh phí|tiền|số tiền|trị giá|giá trị|doanh số)(?:\s+[^\s,;:]+){0,8}\s*:?\s*$"
)
_WITH = re.compile(r"^[\s,]*(?:với|thu hút)\b[^,;:]{0,60}:?\s*$")
_GOES_ON = re.compile(r"lũy kế\b")  # "…; lũy kế từ đầu năm 120 lao động" is the same thing since January
_PURPOSE = re.compile(r"^(?:để|nhằm|qua đó|từ đó|nhờ đó|góp phần|giúp)\b")
_BARE = re.compile(r"^[\s,]*(?:và|cùng(?: với)?|với)?\s*$")


@dataclass(frozen=True, slots=True)
class Lean:
    """On which quantity of the sentence (its index), and how."""

    index: int
    kind: LeanKind


def find_lean(folded: str, quantities: Sequence[Quantity], index: int, label: int) -> Lean | None:
    """What the quantity at `index`, whose words begin at `label`, leans on; None: it stands by itself."""
    quantity = quantities[index]
    before = _reachable(folded, quantities, index)
    words = folded[label : quantity.begin].lstrip(" ,;)")
    if not before or (
        ";" in folded[quantities[before[0]].end : quantity.begin] and not _GOES_ON.match(words)
    ):
        return None
    return (
        _lean_of_percent(words, quantities, before)
        if quantity.is_percent
        else _lean(folded, words, quantities, index, before)
    )


def _reachable(folded: str, quantities: Sequence[Quantity], index: int) -> list[int]:
    """Quantities before this one, nearest first, but for those in brackets that are closed by now."""
    start = quantities[index].start
    found = []
    for earlier in range(index - 1, -1, -1):
        between = folded[quantities[earlier].end : start]
        if between.count(")") <= between.count("("):
            found.append(earlier)
    return found


def _lean_of_percent(words: str, quantities: Sequence[Quantity], before: list[int]) -> Lean | None:
    nearest = before[0]
    if _SHIFT.match(words) and quantities[nearest].is_percent:
        return Lean(nearest, "shift")
    if _RATIO.match(words):
        counted = _nearest_count(quantities, before)
        shares = "chiếm" in words or "tỷ lệ" in words
        return Lean(counted if shares and counted is not None else nearest, "ratio")
    if quantities[nearest].is_percent and (_BARE.match(words) or _SILENT.match(words)):
        return Lean(nearest, "same")
    return None


def _lean(
    folded: str, words: str, quantities: Sequence[Quantity], index: int, before: list[int]
) -> Lean | None:
    anchor = _nearest_count(quantities, before)
    if anchor is None:
        return None
    quantity = quantities[index]
    if _PURPOSE.match(words):
        return Lean(anchor, "purpose")
    if quantity.unit_code is None or quantity.unit_code == quantities[anchor].unit_code:
        repeats = _BARE.match(words) or _SILENT.match(words)
        return Lean(anchor, "same") if repeats and quantity.unit_code else None
    start, end = quantity.begin, quantity.unit_end
    in_brackets = folded[:start].rstrip().endswith("(") and folded[end : end + 1] == ")"
    money = quantity.unit_code == "VND" and _MONEY.match(words)
    return Lean(anchor, "with") if money or in_brackets or _WITH.match(words) or _BARE.match(words) else None


def _nearest_count(quantities: Sequence[Quantity], before: list[int]) -> int | None:
    return next((earlier for earlier in before if not quantities[earlier].is_percent), None)
