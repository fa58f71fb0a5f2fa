"""Periods as documents write them, and what they are in the calendar.

A mention is found first and resolved later: "6 tháng đầu năm" needs the year of its section, "hiện nay" the
date of the document, "các tháng cuối năm" what the document has already reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lientinh.periods import period_window

# window: from … to …; until: up to a day, from an unstated start; point: at a day or the end of a year;
# term: a term of office; now: the document's own date
MentionKind = Literal["window", "until", "point", "term", "now"]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """Words that name a period. `label` has "YYYY" in place of a year the words leave out, None for `now`."""

    start: int
    end: int
    kind: MentionKind
    label: str | None
    basis: str = "calendar"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the common schema; all None where the words name one that nobody can date."""

    label: str | None
    start: date | None
    end: date | None
    kind: MentionKind
    text: str
    basis: str = "calendar"

    @property
    def year(self) -> int | None:
        return self.end.year if self.end else None


_DATE = (
    r"(?P<d{0}>0?[1-9]|[12][0-9]|3[01])\s*(?:[/.-]|\s+tháng\s+)\s*(?P<m{0}>0?[1-9]|1[0-2])"
    r"\s*(?:[/.-]|\s+năm\s+)\s*(?P<y{0}>(?:19|20)[0-9]{{2}})"
)
_D1, _D2 = _DATE.format(1), _DATE.format(2)
_Y = r"(?P<y>(?:19|20)[0-9]{2})"
_Y2 = r"(?P<y2>(?:19|20)[0-9]{2})"
_N = r"(?P<n>[0-9]{1,2}|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?)"
_Q = r"(?P<q>iv|i{1,3}|[1-4])"
_M = r"(?P<m>0?[1-9]|1[0-2])"
_WORDS = {"ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNTIL = r"(?:lũy kế\s+)?(?:tính\s+)?(?:đến|tới)(?:\s+(?:hết|cuối|thời điểm|đầu))*(?:\s+ngày)?\s*"
_OF_YEAR = rf"(?:\s*(?:năm|[/-]|của năm)?\s*{_Y})"

Found = re.Match[str]
Builder = Callable[[Found], tuple[MentionKind, str | None, str]]


def _day(found: Found, number: int = 1) -> date | None:
    try:
        return date(int(found[f"y{number}"]), int(found[f"m{number}"]), int(found[f"d{number}"]))
    except ValueError:
        return None


def _count(found: Found) -> int:
    return _WORDS.get(found["n"]) or int(found["n"])


def _year(found: Found) -> str:
    return found["y"] or "YYYY"


def _between(found: Found) -> tuple[MentionKind, str | None, str]:
    """Two dates; from the 15th to the 14th they are the windows of Decree 09/2019/NĐ-CP."""
    first, last = _day(found, 1), _day(found, 2)
    if first is None or last is None or last < first:
        return "window", None, "calendar"
    if first.day == 15 and last.day == 14:
        months = (last.year - first.year) * 12 + last.month - first.month
        return "window", first_months(last.year, months, last.month), "nd09"
    return "window", window_label(first, last), "calendar"


def _since_new_year(found: Found) -> tuple[MentionKind, str | None, str]:
    last = _day(found, 2)
    return "window", window_label(date(last.year, 1, 1), last) if last else None, "calendar"


def _until_day(found: Found) -> tuple[MentionKind, str | None, str]:
    day = _day(found)
    return "until", f"..--{day}" if day else None, "calendar"


def _at_day(found: Found) -> tuple[MentionKind, str | None, str]:
    day = _day(found)
    return "point", str(day) if day else None, "calendar"


def _until_month(found: Found) -> tuple[MentionKind, str | None, str]:
    return "until", _open_end(_month(found)), "calendar"


def _month(found: Found) -> str:
    return f"{found['y']}-M{int(found['m']):02d}"


def _quarter(found: Found) -> str:
    return f"{_year(found)}-Q{_QUARTERS.get(found['q']) or found['q']}"


def _years(found: Found) -> tuple[MentionKind, str | None, str]:
    first, last = int(found["y"]), int(found["y2"])
    if not 0 < last - first < 30:
        return "window", None, "calendar"
    return "window", f"{first}-01-01--P{last - first + 1}Y", "calendar"


_FORMS: tuple[tuple[str, Builder], ...] = (
    (rf"\btừ\s+(?:ngày\s+)?{_D1}\s*(?:đến|tới|-)\s*(?:hết\s+)?(?:ngày\s+)?{_D2}", _between),
    (
        rf"\btừ\s+đầu\s+năm(?:\s+[0-9]{{4}})?\s*(?:đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?{_D2}",
        _since_new_year,
    ),
    (
        rf"\btừ\s+đầu\s+năm(?:\s+[0-9]{{4}})?\s*(?:đến|tới)\s*(?:hết\s+|cuối\s+)?tháng\s+{_M}\s*(?:[/-]|\s+năm)\s*{_Y}",
        lambda f: ("window", first_months(f["y"], int(f["m"])), "calendar"),
    ),
    (
        rf"\btừ\s+đầu\s+năm\s*(?:đến|tới)\s*(?:hết\s+|cuối\s+)?tháng\s+{_M}\b",
        lambda f: ("window", first_months("YYYY", int(f["m"])), "calendar"),
    ),
    (r"\btừ\s+đầu\s+năm\s*(?:đến|tới)\s+nay\b", lambda f: ("window", "YYYY-01-01--NOW", "calendar")),
    (rf"\b{_UNTIL}{_D1}", _until_day),
    (rf"\b(?:tại|vào)\s+(?:thời điểm\s+)?(?:ngày\s+)?{_D1}", _at_day),
    (rf"\b{_UNTIL}tháng\s+{_M}\s*(?:[/-]|\s+năm)\s*{_Y}", _until_month),
    (rf"\b{_UNTIL}quý\s+{_Q}{_OF_YEAR}", lambda f: ("until", _open_end(_quarter(f)), "calendar")),
    (
        rf"\b(?:{_N}|các)\s+tháng\s+cuối\s+năm(?:\s+{_Y})?",
        lambda f: ("window", last_months(_year(f), _count(f) if f["n"] else 0), "calendar"),
    ),
    (
        rf"(?<![\w.,/]){_N}\s*tháng\s+(?:đầu\s+)?(?:của\s+)?năm\s+{_Y}|(?<![\w.,/]){_N.replace('<n>', '<n2>')}\s*"
        rf"(?:tháng|t)\s*[/-]\s*{_Y2}",
        lambda f: ("window", _months_of(f), "calendar"),
    ),
    (
        rf"(?<![\w.,/]){_N}\s*tháng\s+đầu\s+(?:của\s+)?năm\b",
        lambda f: ("window", first_months("YYYY", _count(f)), "calendar"),
    ),
    (
        rf"\blũy kế\s+(?:đến\s+|từ\s+đầu\s+năm\s+)?{_N}\s*tháng\b",
        lambda f: ("window", first_months("YYYY", _count(f)), "calendar"),
    ),
    (rf"\bquý\s+{_Q}{_OF_YEAR}", lambda f: ("window", _quarter(f), "calendar")),
    (
        rf"\bquý\s+{_Q.replace('[1-4]', '[1-4](?![0-9])')}(?!\w){_OF_YEAR}?",
        lambda f: ("window", _quarter(f), "calendar"),
    ),
    (rf"\bnhiệm kỳ\s+(?:năm\s+)?{_Y}\s*-\s*{_Y2}", lambda f: ("term", _years(f)[1], "calendar")),
    (
        rf"\b(?:giai đoạn|thời kỳ|trong [0-9]+ năm,?)\s+\(?(?:năm\s+)?{_Y}\s*(?:-|đến)\s*(?:năm\s+)?{_Y2}",
        _years,
    ),
    (rf"\btừ\s+(?:năm\s+)?{_Y}\s*(?:-|đến(?:\s+hết)?)\s*(?:năm\s+)?{_Y2}", _years),
    (r"\bnhiệm kỳ\b|\bđại hội[^.;]{0,50}?\blần thứ\s+[ivxlc0-9]+\b", lambda f: ("term", None, "calendar")),
    (rf"\btháng\s+{_M}\s*(?:[/-]|\s+năm)\s*{_Y}", lambda f: ("window", _month(f), "calendar")),
    (rf"\btháng\s+{_M}(?![0-9]|[.,/-][0-9])", lambda f: ("window", f"YYYY-M{int(f['m']):02d}", "calendar")),
    (
        rf"\b(?:{_UNTIL}(?:năm\s+)?|vào\s+(?:cuối\s+)?(?:năm\s+)?|cuối\s+năm\s+){_Y}(?![.,/]?[0-9])",
        lambda f: ("point", f["y"], "calendar"),
    ),
    (rf"\b(?:năm|cả năm|trong năm)\s+{_Y}(?!\s*[-/]\s*[0-9])", lambda f: ("window", f["y"], "calendar")),
    (r"\b(?:trong|cả) năm\b(?!\s+[0-9])", lambda f: ("window", "YYYY", "calendar")),
    (
        r"(?<!thực )(?<!phát )(?<!xuất )(?<!thể )(?<!tái )(?<!biểu )(?<!cải )(?<!hội )(?<!ẩn )\b"
        r"hiện(?: (?:nay|tại|có|đang))?\b(?! (?:tượng|đại|trạng|hành|thực|vật|diện))"
        r"|\b(?:tính )?đến nay\b|\bđến thời điểm (?:hiện (?:tại|nay)|này|báo cáo)\b",
        lambda f: ("now", None, "calendar"),
    ),
)
_PATTERNS = [(re.compile(pattern), builder) for pattern, builder in _FORMS]
# What a figure is compared with is not its own period: "so với cùng kỳ năm 2018", "so với cuối năm 2015".
_DAY_OF = re.compile(r"\bngày\s+[0-9]{1,2}\s+$")  # the month of "ngày 21 tháng 7 năm 2022" is part of a date
_COMPARED = re.compile(r"(?:so với|so|cùng kỳ|hơn|bằng)\s+(?:cùng kỳ\s+)?(?:của\s+)?(?:thời điểm\s+)?$")


def _months_of(found: Found) -> str:
    if found["n"]:
        return first_months(found["y"], _count(found))
    return first_months(found["y2"], _WORDS.get(found["n2"]) or int(found["n2"]))


def _open_end(label: str) -> str:
    return f"..--{period_window(label)[1]}"


def first_months(year: int | str, count: int, last_month: int | None = None) -> str:
    """The label of the first months of a year; `last_month` where the count was taken between two dates."""
    if last_month is not None and last_month != count:
        return {3: f"{year}-Q{last_month // 3}", 1: f"{year}-M{last_month:02d}"}.get(count, f"{year}")
    return {6: f"{year}-S1", 3: f"{year}-Q1", 12: f"{year}"}.get(count, f"{year}-01-01--P{count}M")


def last_months(year: int | str, count: int) -> str | None:
    """The label of the last months of a year; 0: as many as are left, which only the document can say."""
    if count == 0:
        return f"{year}-REST"
    return {6: f"{year}-S2", 3: f"{year}-Q4", 12: f"{year}"}.get(
        count, f"{year}-{13 - count:02d}-01--P{count}M"
    )


def window_label(first: date, last: date) -> str:
    """The label of a window of whole months, else of days."""
    if first.day == 1 and (date.fromordinal(last.toordinal() + 1)).day == 1 and first.year == last.year:
        months = last.month - first.month + 1
        if first.month == 1:
            return first_months(first.year, months)
        if (months, first.month) in ((6, 7), (3, 10)):
            return str(last_months(first.year, months))
        if months == 3 and first.month % 3 == 1:
            return f"{first.year}-Q{last.month // 3}"
        return f"{first.year}-M{first.month:02d}" if months == 1 else f"{first}--P{months}M"
    return f"{first}--P{(last - first).days + 1}D"


def find_periods(folded: str) -> tuple[PeriodMention, ...]:
    """Mentions of periods in a folded text, in order, without those a figure is only compared with."""
    taken: list[PeriodMention] = []
    for pattern, builder in _PATTERNS:
        for found in pattern.finditer(folded):
            if any(mention.start < found.end() and found.start() < mention.end for mention in taken):
                continue
            kind, label, basis = builder(found)
            taken.append(PeriodMention(found.start(), found.end(), kind, label, basis))
    mentions = sorted(taken, key=lambda mention: mention.start)
    return tuple(
        mention
        for mention in mentions
        if not _COMPARED.search(folded, max(0, mention.start - 60), mention.start)
        and not _DAY_OF.search(folded, max(0, mention.start - 12), mention.start)
    )
