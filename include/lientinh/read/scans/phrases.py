"""Phrases that steer reading, set right where recognition missed a mark over a letter: "KẾT QUÁ", "tý đồng".

Tesseract takes Ả for Á in capitals at 96 of 100, and a heading "KẾT QUÁ" no longer says that what follows was done.
Only phrases of two words and more are mended, of which no other Vietnamese phrase has the same letters without their
marks, or where it has one ("chi tiêu", spending), that one is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from lientinh.read.scans.recognition import Word

_PHRASES = (
    "kết quả", "kế hoạch", "chỉ tiêu", "chi tiêu", "mục tiêu", "nhiệm vụ", "thực hiện", "dự kiến", "dữ kiện",
    "phương hướng", "giải pháp", "báo cáo", "phần thứ", "đầu năm", "cuối năm", "cả năm", "lũy kế", "luỹ kế", "cùng kỳ",
    "cùng kì", "so với", "tỷ đồng", "tỉ đồng", "triệu đồng", "nghìn đồng", "ngàn đồng", "tỷ lệ", "tỉ lệ", "tỷ trọng",
    "tỉ trọng", "lao động", "người lao động", "việc làm", "thất nghiệp", "hộ nghèo", "cận nghèo", "giảm nghèo",
    "người có công", "bảo hiểm", "bảo trợ", "trợ cấp", "hỗ trợ", "đào tạo", "giáo dục", "nghề nghiệp", "đưa vào",
    "xuất khẩu", "nước ngoài", "điểm phần trăm",
)  # fmt: skip
_LONGEST = 3
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def _bare(text: str) -> str:
    """Letters without their marks, small."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_BY_LETTERS: dict[str, tuple[str, ...]] = {}
for _phrase in _PHRASES:
    _BY_LETTERS[_bare(_phrase)] = (*_BY_LETTERS.get(_bare(_phrase), ()), _phrase)


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of a paragraph with known phrases set right; a mended word is as sure as the rest of its phrase."""
    mended = list(words)
    for length in range(2, _LONGEST + 1):
        for start in range(len(mended) - length + 1):
            mended[start : start + length] = _mend(mended[start : start + length])
    return mended


def _mend(words: list[Word]) -> list[Word]:
    edged = [_EDGES.match(word.text) for word in words]
    cores = [match[2] if match else "" for match in edged]
    written = " ".join(cores)
    meant = _BY_LETTERS.get(_bare(written), ())
    is_one_phrase = all(match and not match[3] for match in edged[:-1]) and all(
        match and not match[1] for match in edged[1:]
    )
    if not meant or written.lower() in meant or not is_one_phrase:
        return words
    right = meant[0].split()
    untouched = [
        word.confidence for word, core, one in zip(words, cores, right, strict=True) if core.lower() == one
    ]
    sure = min(untouched, default=0.0)
    return [
        word
        if match is None or core.lower() == one
        else replace(
            word, text=match[1] + _in_case_of(core, one) + match[3], confidence=max(word.confidence, sure)
        )
        for word, match, core, one in zip(words, edged, cores, right, strict=True)
    ]


def _in_case_of(written: str, right: str) -> str:
    if len(written) > 1 and sum(map(str.isupper, written)) * 2 > len(written):
        return right.upper()
    return right.capitalize() if written[:1].isupper() else right
