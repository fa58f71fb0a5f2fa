"""What carries digits and is no quantity: dates, document numbers, articles, ordinals, ages, names.

Patterns are written for folded text, but for document symbols, which only their capitals tell from words.
Hard ones never hold a quantity; a soft one does where a unit follows the number ("cấp 43 giấy phép" is 43
permits, "cấp 3" a grade).
"""

from __future__ import annotations

import re

from lientinh.extract.clauses import Span

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_LEGAL = (
    r"nghị định|nghị quyết|quyết định|chỉ thị|thông tư(?: liên tịch)?|luật|bộ luật|pháp lệnh|công văn|kế hoạch"
    r"|kết luận|công điện|thông báo|thông tri|hướng dẫn|báo cáo|tờ trình|giấy phép|văn bản"
)
_COUNTED = r"huyện|xã|phường|hộ|đơn vị|người|cơ quan|địa phương|chương trình|chỉ tiêu|thôn|tỉnh|sở"
_NUMBERED = (
    r"thứ|lần thứ|hạng|khóa|kỳ họp(?: thứ)?|phiên họp(?: thứ)?|điều|khoản|điểm [a-zđ],?|tiểu mục|phụ lục"
    r"|chương|mục|biểu(?: số)?|mẫu(?: số)?|bảng|hình|phần|tập|trang|trung đoàn|đại đội|trung đội|tiểu đoàn"
    r"|tiểu đội|sư đoàn|lữ đoàn|quân khu|quân đoàn|quân chủng|ban chỉ đạo|quốc lộ|tỉnh lộ|đường|top|thế kỷ"
    r"|mức độ|cấp độ|giai đoạn|tiểu dự án|học kỳ|tầng|lô|thửa|ngõ|hẻm|ca"
)
_NUMBERED_SOMETIMES = (
    r"đợt|lần|lớp|khối|loại|nhóm|vùng|tổ|khu|đội|cấp|bậc|ngạch|mức|dự án|đề án|chương trình|nhiệm vụ|tiêu chí"
    r"|nội dung|quận|phường|xã|thôn|tổ dân phố|trung ương|thường xuyên|cơ sở|trung tâm|đoàn|phòng|bước"
    r"|phương án|mục tiêu|chỉ tiêu|hợp phần|gói|công ty|trường|viện|nhà máy|điểm|hình thức|số"
)
_END_OF_NUMBER = r"(?![.,/]?[0-9])(?!\s*%)"

# "20-CT/TW", "68/NQ-CP", "148/KH/TU", "20 - CT/TW"
_SYMBOL = re.compile(r"(?<![\w.,])[0-9]+(?:/[0-9]{4})?\s*[/–-]\s*[A-ZĐ]{2}[\w&]*(?:\s*[-/–]\s*[A-ZĐ][\w&]*)*")
_HARD: tuple[str, ...] = (
    # document numbers: "Nghị định số 20", "Số: 101/"
    rf"\b(?:{_LEGAL})\s+số:?\s*[0-9]+(?:/[0-9]{{4}})?",
    r"(?<!tổng )(?<!con )(?<!chỉ )(?<!\w)số:?\s*[0-9]+\s*/",
    # dates
    rf"(?<![0-9/]){_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}\b",
    rf"\bngày\s+{_DAY}(?:\s+tháng\s+{_MONTH}(?:\s+năm\s+{_YEAR})?)?{_END_OF_NUMBER}",
    rf"\b(?:ngày|sáng|chiều|tối|trưa|trước|sau|đến|từ|và|dịp|lúc)\s+{_DAY}[/-]{_MONTH}{_END_OF_NUMBER}"
    rf"(?!\s+(?:{_COUNTED})\b)",
    rf"\btháng\s+{_MONTH}(?:\s*[/-]\s*{_YEAR}|\s+năm\s+{_YEAR})?{_END_OF_NUMBER}",
    rf"\b{_MONTH}/{_YEAR}\b",
    rf"\b(?:năm|năm học|niên khóa|vụ|mùa)\s+{_YEAR}(?:\s*[-/]\s*(?:{_YEAR}|[0-9]{{2}}))?\b",
    rf"(?<![0-9.,]){_YEAR}\s*-\s*{_YEAR}\b",
    # ages, clock times, spans of time between two numbers
    r"[0-9]+\s*(?:-|đến|tới)\s*(?:dưới\s+)?[0-9]+\s*(?:tuổi|tháng|năm|ngày|giờ|phút|tuần|quý)\b",
    r"[0-9]+(?:[.,][0-9]+)?\s*(?:tuổi|tháng tuổi|giờ|phút|giây)\b",
    r"[0-9]+\s*giờ\s*(?:-|đến)\s*[0-9]+|\b[0-9]{1,2}h[0-9]{0,2}\b|\b24\s*/\s*(?:24|7)\b",
    # names with numbers
    r"\bcovid\s*-?\s*19\b|\biso\s*[0-9][0-9:.-]*|\btcvn\s*[0-9][0-9:.-]*|\b[a-z]+-?[0-9]+[a-z0-9-]*\b",
    rf"\b(?:{_NUMBERED})\s*(?:số\s*)?[0-9]+{_END_OF_NUMBER}"
    rf"(?:\s*(?:,|và|-)\s*(?:thứ\s*)?[0-9]+{_END_OF_NUMBER}(?=\s*(?:[,;.:)]|và|trên|hàng|$)))*",
    # telephone, web, e-mail, account numbers
    r"(?:điện thoại|đt|tel|fax|hotline|đường dây nóng|tài khoản|stk|mã số thuế|mst)[\s:.]*[0-9][0-9 .()-]+",
    r"(?<![0-9.])0[0-9]{2,3}[ .-][0-9]{3}[ .-][0-9]{3,4}\b",
    r"https?://\S+|\bwww\.\S+|\S+@\S+",
)
_SOFT: tuple[str, ...] = (
    rf"\b(?:{_LEGAL}|{_NUMBERED_SOMETIMES})\s+(?:số\s+)?[0-9]+{_END_OF_NUMBER}",
    rf"(?<![0-9.,/]){_YEAR}(?![.,/]?[0-9])",
)
_LIST_MARK = re.compile(
    r"^[\s\-+*•(]*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?=\s)"
)

_HARD_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _HARD))
_SOFT_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _SOFT))


def find_nonquantities(text: str, folded: str) -> tuple[Span, ...]:
    """Spans of a text whose digits are never a quantity; `folded` is the text folded."""
    spans = [Span(*match.span()) for match in _SYMBOL.finditer(text)]
    spans += [Span(*match.span()) for match in _HARD_PATTERN.finditer(folded)]
    mark = _LIST_MARK.match(folded)
    return (*([Span(*mark.span())] if mark else []), *spans)


def find_doubtful(folded: str) -> tuple[Span, ...]:
    """Spans whose digits are a quantity only where a unit follows them."""
    return tuple(Span(*match.span()) for match in _SOFT_PATTERN.finditer(folded))
