"""The head of a document: its kind, issuer, number, date and what it does to an earlier report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Paragraph
from lientinh.extract.folding import fold
from lientinh.extract.periods import find_periods
from lientinh.extract.timeframe import Clock, resolve
from lientinh.readings import DocumentHead, DocumentKind, Relation

_HEAD_LENGTH = 30  # blocks; the longest head among the reference inputs has 12
_NUMBER = re.compile(
    r"^Số\s*:\s*(?P<number>[0-9]+)?\s*(?P<slash>[/-])\s*(?P<symbol>[A-ZĐa-z][\wĐđ&\s-]*?)(?:\s*$|\s{2,}|\s+(?=V/v))",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<place>[A-ZÀ-ỸĐ][\w\s.-]{1,40}?),\s*(?P<text>ngày\s*(?P<day>[0-9]{1,2})?\s*tháng\s*(?P<month>[0-9]{1,2})?\s*năm\s*(?P<year>[0-9]{4}))"
)
_TITLES: tuple[tuple[DocumentKind, str], ...] = (
    ("report", r"báo cáo"),
    ("plan", r"kế hoạch"),
    ("decision", r"quyết định|nghị quyết"),
    ("proposal", r"tờ trình|đề xuất"),
    ("dispatch", r"công văn|thông báo"),
)
_TITLE_LINE = tuple((kind, re.compile(rf"^(?:{words})\b(?!.*\bsố [0-9])")) for kind, words in _TITLES)
_SYMBOL_KINDS: tuple[tuple[str, DocumentKind], ...] = (
    ("BC", "report"), ("KH", "plan"), ("QĐ", "decision"), ("NQ", "decision"), ("TTR", "proposal"),
    ("TB", "dispatch"), ("CV", "dispatch"),
)  # fmt: skip
_SUBJECT = re.compile(r"^V/v\b|^Về việc\b", re.IGNORECASE)
_PROPOSES = re.compile(r"\bđề xuất|đăng ký chỉ tiêu|dự kiến chỉ tiêu")
_WEB = re.compile(
    r"(?:^|\s)(?:https?://)?(?:[\w-]+\.)+(?:gov\.vn|vn|com)\b|nguồn:|ảnh:|ảnh minh h", re.IGNORECASE
)
_LAYOUT_WORDS = re.compile(r"cộng hòa xã hội|độc lập - tự do|^kính gửi|^số\s*:")
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
_SIGNED = re.compile(
    r"^(?:\(?đã ký\)?|kt\.|tm\.|tl\.|tuq\.|giám đốc|phó giám đốc|chủ tịch|phó chủ tịch|cục trưởng)",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"^\s*(?:\(?dự thảo\)?)(?:\s+lần\b.*)?\s*$", re.IGNORECASE)


def extract_head(document: Document, catalogue: Catalogue, area_code: str | None = None) -> DocumentHead:
    """What the head of a document says of it; `area_code` is the sender's, used where the head names no area."""
    paragraphs = document.paragraphs
    parts = _HeadParts.of(paragraphs)
    number, symbol = _number(parts.number_line)
    issued_on, issued_text, place = _date(parts.date_line)
    kind = _kind(parts, symbol)
    named = " ".join((parts.letterhead, place, parts.title))
    own_area = _area(named, catalogue, issued_on) or area_code
    agency = catalogue.match_agency(f"{parts.letterhead} {symbol or ''}", own_area, issued_on)
    relation, relation_to = _relation(parts)
    period, basis = _period(parts, kind, issued_on)
    report_type = _report_type(kind, period, catalogue)
    return DocumentHead(
        kind=kind,
        title=parts.title,
        agency_code=agency.agency_code if agency else None,
        agency_text=parts.letterhead,
        number=number,
        symbol=symbol,
        issued_on=issued_on,
        issued_text=issued_text,
        relation=relation,
        relation_to=relation_to,
        area_code=own_area,
        report_type=report_type,
        report_period=period,
        period_basis=basis,
        legal_state=_legal_state(parts, kind, number, issued_on),
    )


@dataclass(frozen=True, slots=True)
class _HeadParts:
    """The lines of a head by what they are; "" where there is none."""

    letterhead: str
    number_line: str
    date_line: str
    subject: str
    title: str
    preamble: str
    signature: str
    draft: bool
    web: bool

    @classmethod
    def of(cls, paragraphs: tuple[Paragraph, ...]) -> _HeadParts:
        head = [paragraph.text for paragraph in paragraphs[:_HEAD_LENGTH]]
        number = next((index for index, text in enumerate(head) if _NUMBER.match(text)), None)
        dated = next(
            (index for index, text in enumerate(head) if len(text) < 80 and _DATED.search(text)), None
        )
        subject = next((text for text in head if _SUBJECT.match(text)), "")
        official = number is not None or dated is not None
        tail = [paragraph.text for paragraph in paragraphs[-6:]]
        return cls(
            letterhead=_letterhead(head[: number or 0]),
            number_line=head[number] if number is not None else "",
            date_line=head[dated] if dated is not None else "",
            subject=subject,
            title=_title(head, max(number or 0, dated or 0)) if official else (head[0] if head else ""),
            preamble=_preamble(head, max(number or 0, dated or 0)),
            signature=next((text for text in reversed(tail) if _SIGNED.match(text)), ""),
            draft=any(_DRAFT.match(text) for text in head),
            web=not official and any(_WEB.search(text) for text in [*head, *tail]),
        )


def _letterhead(lines: list[str]) -> str:
    """The issuer above the number, without the state's name and motto."""
    return " ".join(line for line in lines if not _LAYOUT_WORDS.search(fold(line)))


def _title(head: list[str], after: int) -> str:
    """The line that names the kind ("KẾ HOẠCH") with the line under it; a dispatch has its "V/v"."""
    for index, text in enumerate(head[after:], start=after):
        if (
            len(text) < 250
            and any(pattern.match(fold(text)) for _, pattern in _TITLE_LINE)
            and text.isupper()
        ):
            following = head[index + 1 : index + 2] if len(text) < 40 else []
            return " ".join([text, *following])
    return next((text for text in head if _SUBJECT.match(text)), "")


def _preamble(head: list[str], after: int) -> str:
    texts = [text for text in head[after + 1 :] if re.match(r"(?:Căn cứ|Thực hiện|Theo)\b", text)]
    return " ".join(texts[:3])


def _number(line: str) -> tuple[str | None, str | None]:
    match = _NUMBER.match(line)
    if match is None:
        return None, None
    symbol = re.sub(r"\s*-\s*", "-", " ".join(match["symbol"].split()))
    return match["number"], symbol or None


def _date(line: str) -> tuple[date | None, str, str]:
    """Date of issue, its words, and the place; a draft leaves the day blank, and then there is no date."""
    match = _DATED.search(line)
    if match is None:
        return None, "", ""
    try:
        issued = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except (TypeError, ValueError):
        issued = None
    return issued, match["text"], match["place"].strip()


def _kind(parts: _HeadParts, symbol: str | None) -> DocumentKind:
    title, subject = fold(parts.title), fold(parts.subject)
    if _PROPOSES.search(subject):
        return "proposal"
    for kind, pattern in _TITLE_LINE:
        if pattern.match(title):
            return kind
    letters = (symbol or "").upper().split("-")
    for prefix, kind in _SYMBOL_KINDS:
        if prefix in letters[:1]:
            return kind
    if parts.number_line or parts.subject:
        return "dispatch"
    return "news" if parts.web or parts.title else "unknown"


def _area(text: str, catalogue: Catalogue, on: date | None) -> str | None:
    """The province a head names; letterheads are in capitals, so names are compared as titles."""
    for candidate in (text, text.title()):
        for _, _, area in catalogue.find_areas(candidate, on):
            if area.level == "province":
                return area.area_code
    return None


def _relation(parts: _HeadParts) -> tuple[Relation, str | None]:
    """What the document does to an earlier one of its sender; laws amended in passing are no reports."""
    match = _RELATED.search(fold(" ".join((parts.title, parts.subject, parts.preamble))))
    if match is None:
        return "initial", None
    name = next(name for name, _ in _RELATIONS if match[name])
    return name, match["to"].upper()


def _period(
    parts: _HeadParts, kind: DocumentKind, issued_on: date | None
) -> tuple[str | None, Literal["calendar", "nd09"]]:
    """The period of the title, else of the plan the preamble names."""
    clock = Clock(issued_on.year if issued_on else None, issued_on)
    wanted = ("window", "term") if kind in ("plan", "proposal", "decision") else ("window",)
    for text in (parts.title, parts.subject, _plan_named_in(parts.preamble) if kind == "proposal" else ""):
        for mention in find_periods(fold(text)):
            period = resolve(mention, text, clock)
            if mention.kind in wanted and period.label:
                return period.label, "nd09" if period.basis == "nd09" else "calendar"
    return None, "calendar"


def _plan_named_in(preamble: str) -> str:
    match = re.search(r"Kế hoạch phát triển[^;.]*?năm [0-9]{4}", preamble)
    return match[0] if match else ""


def _report_type(kind: DocumentKind, period: str | None, catalogue: Catalogue) -> str | None:
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
    parts: _HeadParts, kind: DocumentKind, number: str | None, issued_on: date | None
) -> Literal["signed", "unsigned", "draft", "unknown"]:
    """Signed: number, date and a signatory. A blank number or day is a draft that was never issued."""
    if kind in ("news", "unknown"):
        return "unknown"
    if parts.draft or number is None or issued_on is None:
        return "draft"
    return "signed" if parts.signature else "unsigned"
