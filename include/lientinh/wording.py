"""Codes of the warehouse in words: Vietnamese first, English beside; numbers as Vietnamese writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_decimal

from lientinh.ministry_time import MINISTRY_TIME

Words = dict[str, tuple[str, str]]

STATES: Words = {
    "reported": ("đã báo cáo", "reported"),
    "not_reported": ("chưa báo cáo", "not reported"),
    "not_due": ("chưa đến hạn", "not due"),
    "not_asked": ("không thuộc diện báo cáo", "not asked"),
    "withheld": ("chờ làm rõ", "withheld"),
    "not_comparable": ("không so sánh được", "not comparable"),
}
REASONS: Words = {
    "definition": ("khác định nghĩa", "another definition"),
    "standard": ("khác chuẩn", "another standard"),
    "territory": ("khác phạm vi địa bàn", "another territory"),
    "basis": ("khác kỳ chốt số liệu", "another cut-off"),
    "scope": ("khác phạm vi tính", "another scope"),
    "period": ("khác kỳ", "another period"),
    "other_accumulation": ("khác cách tính theo thời gian", "another accumulation"),
    "estimate_only": ("chỉ có số ước", "estimate only"),
    "actual_only": ("đã có số thực hiện", "actual instead"),
    "plan_only": ("chỉ có số kế hoạch", "plan only"),
    "plan_basis": ("khác căn cứ kế hoạch", "another plan basis"),
}
SCENARIOS: Words = {
    "actual": ("thực hiện", "actual"),
    "estimate": ("ước thực hiện", "estimate"),
    "plan": ("kế hoạch", "plan"),
}
PLAN_BASES: Words = {
    "assigned": ("được giao", "assigned"),
    "adjusted": ("điều chỉnh", "adjusted"),
    "resolution": ("theo nghị quyết", "by resolution"),
    "proposed": ("đề xuất", "proposed"),
    "term": ("theo nhiệm kỳ, giai đoạn", "for the term"),
    "unstated": ("không nêu căn cứ", "basis unstated"),
}
ACCUMULATIONS: Words = {
    "period": ("trong kỳ", "in the period"),
    "stock": ("tại thời điểm", "at the end"),
    "itd": ("lũy kế từ khi bắt đầu", "since the beginning"),
    "average": ("bình quân trong kỳ", "average"),
    "annual_average": ("bình quân hằng năm", "annual average"),
}
QUALIFIERS: Words = {
    "more_than": ("trên", "more than"),
    "less_than": ("dưới", "less than"),
    "at_least": ("từ {} trở lên", "at least"),
    "at_most": ("không quá", "at most"),
    "about": ("khoảng", "about"),
    "nearly": ("gần", "nearly"),
    "between": ("trong khoảng", "between"),
}
BASES: Words = {
    "calendar": ("theo năm dương lịch", "calendar"),
    "nd09": ("chốt ngày 14 (NĐ 09/2019/NĐ-CP)", "cut on the 14th"),
}
DOCUMENT_KINDS: Words = {
    "report": ("báo cáo", "report"),
    "plan": ("kế hoạch", "plan"),
    "proposal": ("văn bản đề xuất", "proposal"),
    "dispatch": ("công văn", "dispatch"),
    "decision": ("quyết định", "decision"),
    "news": ("tin", "news item"),
    "statistical_form": ("biểu thống kê", "statistical form"),
    "unknown": ("văn bản", "document"),
}
RELATIONS: Words = {
    "initial": ("báo cáo lần đầu", "initial"),
    "replaces": ("thay thế", "replaces"),
    "corrects": ("đính chính", "corrects"),
    "supplements": ("bổ sung", "supplements"),
    "withdraws": ("thu hồi", "withdraws"),
}
SEVERITIES: Words = {
    "critical": ("không tiếp nhận", "critical"),
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "info": ("lưu ý", "info"),
}
FINDING_STATES: Words = {
    "new": ("mới", "new"),
    "ongoing": ("còn tồn tại", "ongoing"),
    "resolved": ("đã xử lý xong", "resolved"),
    "waived": ("được cho qua", "waived"),
}
CAUSES: Words = {
    "submissions": ("hồ sơ mới", "submissions"),
    "reprocessed": ("xử lý lại", "reprocessed"),
    "reviewed": ("ý kiến của người rà soát", "reviewed"),
    "submissions+reprocessed": ("hồ sơ mới và xử lý lại", "submissions and reprocessed"),
    "submissions+reviewed": ("hồ sơ mới và ý kiến rà soát", "submissions and reviewed"),
    "reviewed+reprocessed": ("ý kiến rà soát và xử lý lại", "reviewed and reprocessed"),
    "submissions+reviewed+reprocessed": (
        "hồ sơ mới, ý kiến rà soát và xử lý lại",
        "submissions, reviewed and reprocessed",
    ),
    "purged": ("xóa hồ sơ theo yêu cầu", "removed on order"),
    "first": ("lần đầu", "first"),
    "package": ("phiên bản phần mềm mới", "package"),
    "catalogue": ("danh mục thay đổi", "catalogue"),
    "calendar": ("đến hạn báo cáo", "calendar"),
}
# of files that were not UTF-8 already
ENCODINGS: Words = {
    "tcvn3": ("TCVN3 (ABC), đã chuyển sang Unicode", "TCVN3 (ABC), converted to Unicode"),
    "vni": ("VNI, đã chuyển sang Unicode", "VNI, converted to Unicode"),
    "cp1258": ("Windows-1258, đã chuyển sang Unicode", "Windows-1258, converted to Unicode"),
    "utf-8 as cp1252": (
        "UTF-8 bị mã hóa hai lần, đã chuyển lại đúng Unicode",
        "UTF-8 encoded twice, converted to Unicode",
    ),
    "utf-16": ("UTF-16, đã chuyển sang UTF-8", "UTF-16, converted to UTF-8"),
    "utf-16-le": ("UTF-16, đã chuyển sang UTF-8", "UTF-16, converted to UTF-8"),
    "utf-16-be": ("UTF-16, đã chuyển sang UTF-8", "UTF-16, converted to UTF-8"),
    "cp1252": (
        "không xác định được chắc chắn, đọc theo Windows-1252; đề nghị lưu tệp bằng UTF-8",
        "not certain, read as Windows-1252; please save the file as UTF-8",
    ),
}


def both(words: Words, code: str | None) -> str:
    """`thực hiện (actual)`; a code without words as it is."""
    if code is None:
        return "–"
    if code not in words:
        return code
    vietnamese, english = words[code]
    return f"{vietnamese} ({english})"


def number(value: Decimal | None, places: int = 6, padded: int = 0) -> str:
    """`12.000`, `3,45`; at most `places` decimals, at least `padded`; an en dash for none."""
    if value is None:
        return "–"
    decimals = "0" * padded + "#" * (places - padded)
    return str(format_decimal(value, format=f"#,##0.{decimals}", locale="vi"))


def decimals(values: Iterable[Decimal | None]) -> int:
    """The most decimals any of the values needs."""
    exponents = (value.normalize().as_tuple().exponent for value in values if value is not None)
    return max((-exponent for exponent in exponents if isinstance(exponent, int) and exponent < 0), default=0)


def figure(
    value: Decimal | None,
    lower: Decimal | None,
    upper: Decimal | None,
    qualifier: str | None,
    padded: int = 0,
) -> str:
    """A figure with the word that bounds it: `trên 11.000`, `từ 3 trở lên`, `1–1,5`."""
    if value is None:
        return "–".join(number(bound) for bound in (lower, upper) if bound is not None) or "–"
    text = number(value, padded=padded)
    word = QUALIFIERS[qualifier][0] if qualifier in QUALIFIERS else "{}"
    return word.format(text) if "{}" in word else f"{word} {text}"


def measured(figure_text: str, unit: str) -> str:
    """A figure with its unit as Vietnamese sets it: `120 người`, `21,9%`."""
    return f"{figure_text}{unit}" if unit == "%" else f"{figure_text} {unit}".strip()


def day(on: date | None) -> str:
    """`21/7/2022`, as letters write it."""
    return f"{on.day}/{on.month}/{on.year}" if on else "không rõ ngày"


def clock(moment: datetime | None) -> str:
    """A moment by the ministry's clock: `21/7/2022 07:05`."""
    if moment is None:
        return "–"
    local = moment.astimezone(MINISTRY_TIME)
    return f"{day(local.date())} {local:%H:%M}"
