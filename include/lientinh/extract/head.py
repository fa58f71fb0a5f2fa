"""The head of a document: its kind, issuer, number, date and what it does to an earlier report."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.extract.folding import fold
from lientinh.extract.head_lines import (
    DATE_LINE,
    NUMBER_LINE,
    PAGE_DATE,
    TITLE_KINDS,
    HeadLines,
    read_head_lines,
)
from lientinh.extract.periods import find_periods
from lientinh.extract.timeframe import Clock, resolve
from lientinh.readings import DocumentHead, DocumentKind, Relation

_MONTH_LEFT = re.compile(r"(?:tháng\s*|^)(?P<month>0?[1-9]|1[0-2])\s*(?:năm\s*|[/-])(?P<year>[0-9]{4})")
_SYMBOL_KINDS: tuple[tuple[str, DocumentKind], ...] = (
    ("BC", "report"), ("KH", "plan"), ("QĐ", "decision"), ("NQ", "decision"), ("TTR", "proposal"),
    ("TB", "dispatch"), ("CV", "dispatch"),
)  # fmt: skip
_PROPOSES = re.compile(r"\bđề xuất|đăng ký chỉ tiêu|dự kiến chỉ tiêu")
_HOST = re.compile(r"\b([a-z]+)\.gov\.vn\b")
_RELATIONS: tuple[tuple[Relation, str], ...] = (
    ("withdraws", r"thu hồi|hủy bỏ"),
    ("replaces", r"thay thế"),
    ("corrects", r"đính chính|điều chỉnh số liệu"),
    ("supplements", r"bổ sung(?: số liệu)?"),
)
_RELATED = re.compile(
    "(?:"
    + "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _RELATIONS)
    + r")\b(?: cho| số liệu| tại| của| một số| nội dung)*"
    r"\s+(?:báo cáo|kế hoạch|công văn|văn bản|biểu|hồ sơ|tờ trình)\b[^.;]{0,40}?\bsố:?\s*(?P<to>[0-9]+/[\wđ&/-]+)"
)
_MARK = (
    r"(?:(?:báo cáo|biểu|bản|số liệu)\s+)?(?P<{}>thay thế|đính chính|bổ sung|thu hồi)"
    r"(?:\s+số liệu)?(?:\s+lần\s+\w+)?"
)
_MARKED = re.compile(rf"\(\s*{_MARK.format('bracketed')}\s*\)|^\s*{_MARK.format('alone')}\s*$")


def extract_head(document: Document, catalogue: Catalogue, area_code: str | None = None) -> DocumentHead:
    """What the head of a document says of it; `area_code` is the sender's, used where the head names no area."""
    lines = read_head_lines(document.paragraphs)
    number, symbol = _number(lines.number)
    issued_on, issued_text, place = _date(lines.dated)
    kind = _kind(lines, symbol)
    named = " ".join((lines.letterhead, place, lines.title))
    own_area = _area(named, catalogue, issued_on) or _host_area(lines, catalogue) or area_code
    agency = catalogue.match_agency(f"{lines.letterhead} {symbol or ''}", own_area, issued_on)
    relation, relation_to = _relation(lines)
    period, basis = _period(lines, kind, issued_on)
    return DocumentHead(
        kind=kind,
        title=lines.title,
        agency_code=agency.agency_code if agency else None,
        agency_text=lines.letterhead,
        number=number,
        symbol=symbol,
        issued_on=issued_on,
        issued_text=issued_text,
        relation=relation,
        relation_to=relation_to,
        area_code=own_area,
        report_type=report_type_of(kind, period, catalogue),
        report_period=period,
        period_basis=basis,
        legal_state=_legal_state(lines, kind, number, issued_on),
    )


def territory_date(head: DocumentHead) -> date | None:
    """The day that fixes a document's territory: its date of issue; of a draft the month whose day it leaves blank."""
    if head.issued_on is not None:
        return head.issued_on
    match = _MONTH_LEFT.search(head.issued_text)
    return date(int(match["year"]), int(match["month"]), 1) if match else None


def _number(line: str) -> tuple[str | None, str | None]:
    match = NUMBER_LINE.match(line)
    if match is None:
        return None, None
    symbol = re.sub(r"\s*-\s*", "-", " ".join(match["symbol"].split()))
    return match["number"], symbol or None


def _date(line: str) -> tuple[date | None, str, str]:
    """Date of issue, its words, and the place; a draft leaves the day blank, and then there is no date."""
    match = DATE_LINE.search(line) or PAGE_DATE.match(line)
    if match is None:
        return None, "", ""
    try:
        issued = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except (TypeError, ValueError):
        issued = None
    return issued, match["text"], match.groupdict().get("place", "").strip()


def _kind(lines: HeadLines, symbol: str | None) -> DocumentKind:
    title, subject = fold(lines.title), fold(lines.subject)
    if _PROPOSES.search(subject):
        return "proposal"
    for kind, pattern in TITLE_KINDS:
        if pattern.match(title):
            return kind
    letters = (symbol or "").upper().split("-")
    for prefix, kind in _SYMBOL_KINDS:
        if prefix in letters[:1]:
            return kind
    if lines.number or lines.subject:
        return "dispatch"
    return "news" if lines.web or lines.title else "unknown"


def _area(text: str, catalogue: Catalogue, on: date | None) -> str | None:
    """The province a head names; letterheads are in capitals, so names are compared as titles."""
    for candidate in (text, text.title()):
        for _, _, area in catalogue.find_areas(candidate, on):
            if area.level == "province":
                return area.area_code
    return None


def _host_area(lines: HeadLines, catalogue: Catalogue) -> str | None:
    """The province whose portal a page comes from: host names are the English names without spaces."""
    host = _HOST.search(lines.tail) if lines.web else None
    names = {area.name_en.replace(" ", "").lower(): area.area_code for area in catalogue.provinces()}
    return names.get(host[1]) if host else None


def _relation(lines: HeadLines) -> tuple[Relation, str | None]:
    """What the document does to an earlier one of its sender; laws amended in passing are no reports."""
    match = _RELATED.search(fold(" ".join((lines.title, lines.subject, lines.preamble))))
    if match is None:
        return state_relation(lines.title) or "initial", None
    name = next(name for name, _ in _RELATIONS if match[name])
    return name, match["to"].upper()


def state_relation(text: str) -> Relation | None:
    """What a title says of itself in brackets, or a line of its own says: "(Đính chính)", "Biểu thay thế lần 2"."""
    match = _MARKED.search(fold(text))
    if match is None:
        return None
    words = match["bracketed"] or match["alone"]
    return next(name for name, pattern in _RELATIONS if re.fullmatch(pattern, words))


def _period(
    lines: HeadLines, kind: DocumentKind, issued_on: date | None
) -> tuple[str | None, Literal["calendar", "nd09"]]:
    """The period of the title, else of the plan the preamble names."""
    clock = Clock(issued_on.year if issued_on else None, issued_on)
    wanted = ("window", "term") if kind in ("plan", "proposal", "decision") else ("window",)
    for text in (lines.title, lines.subject, _plan_named_in(lines.preamble) if kind == "proposal" else ""):
        for mention in find_periods(fold(text)):
            period = resolve(mention, text, clock)
            if mention.kind in wanted and period.label:
                return period.label, "nd09" if period.basis == "nd09" else "calendar"
    return None, "calendar"


def _plan_named_in(preamble: str) -> str:
    match = re.search(r"Kế hoạch phát triển[^;.]*?năm [0-9]{4}", preamble)
    return match[0] if match else ""


def report_type_of(kind: DocumentKind, period: str | None, catalogue: Catalogue) -> str | None:
    """The catalogue's type for the kind; reports are told apart by their period."""
    types = [entry.report_type for entry in catalogue.report_types if kind in entry.document_kinds]
    if kind != "report":
        return types[0] if types else None
    endings = {
        "-S": "half_year_report",
        "-Q": "quarterly_report",
        "-M": "monthly_report",
        "P9M": "nine_month_report",
    }
    wanted = next((name for mark, name in endings.items() if period and mark in period), None)
    if wanted is None:
        wanted = "annual_report" if period and len(period) == 4 else "other_report"
    return wanted if wanted in types else None


def _legal_state(
    lines: HeadLines, kind: DocumentKind, number: str | None, issued_on: date | None
) -> Literal["signed", "unsigned", "draft", "unknown"]:
    """Signed: number, date and a signatory. A blank number or day is a draft that was never issued."""
    if kind in ("news", "unknown"):
        return "unknown"
    if lines.draft or number is None or issued_on is None:
        return "draft"
    return "signed" if lines.signature else "unsigned"
