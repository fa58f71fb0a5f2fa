"""Words by which a list compares, dates, overlaps or leaves something out, and so is no division."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lientinh.gates.mentions import Mention, Opposites, Prepared

# Beside such words a number is compared, planned or dated, and no part of anything.
_COMPARED_BEFORE = re.compile(
    r"\b(?:tăng|giảm|(?:nhiều|ít|cao|thấp) hơn|kém|bằng|so với|cùng kỳ|kế hoạch|chỉ tiêu|thực hiện(?=\s*:)|dự toán"
    r"|bình quân|trung bình|mỗi|từng)"
    r"(?:\s+(?:thêm|được|khoảng|trên|gần|năm))?[\s:]*$"
)
_COMPARED_AFTER = re.compile(
    r"^[^;,()]{0,20}\b(?:so với(?! tổng)|cùng kỳ|/\s*(?:người|hộ|tháng|năm)|mỗi (?:người|hộ|tháng))"
)
_DATED = re.compile(r"\b(?:năm|quý|tháng)\s+(?:[0-9]{1,4}|[ivx]+)\s*[:(]?\s*$")
_REST = re.compile(r"\b(?:khác|còn lại)\b")
_POINTED = re.compile(
    r"…|\.\.\.|\bv\.v"
    r"|\b(?:riêng|chủ yếu|nhất là|đặc biệt là|điển hình|tiêu biểu|một số|nhiều nhất|cao nhất|thấp nhất|như)\b"
)
# Attributes that cut across one another: two of them never divide a whole, one and its opposite do.
_ACROSS = {
    "nữ": "nam",
    "nông thôn": "thành thị",
    "thành thị": "nông thôn",
    "dân tộc": "kinh",
    "hộ nghèo": "cận nghèo",
}


def is_compared(prepared: Prepared, mention: Mention) -> bool:
    """Is the number beside another ("tăng 50", "so với cùng kỳ"), a plan's, a mean or of a date of its own?"""
    before = prepared.folded[max(0, mention.start - 40) : mention.start]
    after = prepared.folded[mention.end : mention.end + 60]
    return bool(_COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(after) or _DATED.search(before))


def names_rest(texts: Iterable[str]) -> bool:
    """Does one of the items say "others"? Then the list means to be complete."""
    return any(_REST.search(text) for text in texts)


def are_opposite(texts: Sequence[str], opposites: Iterable[Opposites]) -> bool:
    """Are these two items, of which one names the opposite of the other?"""
    if len(texts) != 2:
        return False
    first, second = texts
    return any(
        (one.search(first) and other.search(second)) or (other.search(first) and one.search(second))
        for one, other in opposites
    )


def is_open(told: Iterable[tuple[str, bool]]) -> bool:
    """Does the list leave something out, or only point some things out? Its items, and whether they tell a number.

    "…", "riêng", "chủ yếu"; or others of whom no number is told.
    """
    return any(_POINTED.search(text) or (_REST.search(text) and not number) for text, number in told)


def cuts_across(texts: Sequence[str]) -> bool:
    """Does an item name an attribute whose opposite none names? Then the items may overlap."""
    for word, opposite in _ACROSS.items():
        pattern = re.compile(rf"\b{word}\b")
        having = [text for text in texts if pattern.search(text)]
        if having and len(having) < len(texts):
            answered = opposite and any(re.search(rf"\b{opposite}\b", text) for text in texts)
            if not answered and not names_rest(texts):
                return True
    return False
