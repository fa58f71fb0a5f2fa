"""The lines of a head by what they are: letterhead, number, date, title, subject, legal bases, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lientinh.documents import Paragraph
from lientinh.extract.clauses import split_sentences
from lientinh.extract.folding import fold
from lientinh.readings import DocumentKind

_HEAD_LENGTH = 30  # blocks; the longest head among the reference inputs has 12
_TITLE_LENGTH = 250
NUMBER_LINE = re.compile(
    r"^Số\s*:\s*(?P<number>[0-9]+)?\s*(?P<slash>[/-])\s*(?P<symbol>[A-ZĐa-z][\wĐđ&\s-]*?)(?:\s*$|\s{2,}|\s+(?=V/v))",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?P<place>[A-ZÀ-ỸĐ][\w\s.-]{1,40}?),\s*(?P<text>ngày\s*(?P<day>[0-9]{1,2})?\s*tháng\s*(?P<month>[0-9]{1,2})?\s*năm\s*(?P<year>[0-9]{4}))"
)
# The dateline of a page: a line of its own that opens with a weekday or a date, or ends in ", tháng 9/2021". A heading
# about a period ("Kết quả đến tháng 6/2022") has neither form.
PAGE_DATE = re.compile(
    r"^(?:(?:thứ\s*\w+|chủ nhật|ngày đăng|đăng ngày|cập nhật)\b[\s,:|-]*(?:ngày\s*)?|ngày\s*"
    r"|[^.;:]{3,60},\s*(?:ngày|tháng)\s*|)"
    r"(?P<text>(?:(?P<day>[0-9]{1,2})[/-])?(?P<month>[0-9]{1,2})[/-](?P<year>20[0-9]{2}))"
    r"(?:[\s,|-]*[0-9]{1,2}[:h][0-9]{2}(?:\s*GMT\+7)?)?\s*$",
    re.IGNORECASE,
)
_TITLE_WORDS: tuple[tuple[DocumentKind, str], ...] = (
    ("report", r"báo cáo"),
    ("plan", r"kế hoạch"),
    ("decision", r"quyết định|nghị quyết"),
    ("proposal", r"tờ trình|đề xuất"),
    ("dispatch", r"công văn|thông báo"),
)
TITLE_KINDS = tuple((kind, re.compile(rf"^(?:{words})\b")) for kind, words in _TITLE_WORDS)
_SUBJECT = re.compile(r"^V/v\b|^Về việc\b", re.IGNORECASE)
_WEB = re.compile(
    r"(?:^|\s)(?:https?://)?(?:[\w-]+\.)+(?:gov\.vn|vn|com)\b|nguồn:|ảnh:|ảnh minh h", re.IGNORECASE
)
_BOILERPLATE = re.compile(r"^(?:truy cập nội dung|chuyển đến|trang chủ|đăng nhập|tìm kiếm|menu)")
_LAYOUT_WORDS = re.compile(r"cộng hòa xã hội|độc lập - tự do|^kính gửi|^số\s*:")
_SIGNED = re.compile(
    r"^(?:\(?đã ký\)?|kt\.|tm\.|tl\.|tuq\.|giám đốc|phó giám đốc|chủ tịch|phó chủ tịch|cục trưởng)",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"^\s*(?:\(?dự thảo\)?)(?:\s+lần\b.*)?\s*$", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Theo)\b")


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The lines of a head; "" where there is none. `web`: it looks like a page, not like an official document."""

    letterhead: str
    number: str
    dated: str
    subject: str
    title: str
    preamble: str
    signature: str
    tail: str
    draft: bool
    web: bool


def read_head_lines(paragraphs: tuple[Paragraph, ...]) -> HeadLines:
    """The head's lines from the first and last blocks of a document."""
    head = [paragraph.text for paragraph in paragraphs[:_HEAD_LENGTH]]
    tail = [paragraph.text for paragraph in paragraphs[-6:]]
    number = next((index for index, text in enumerate(head) if NUMBER_LINE.match(text)), None)
    dated = next(
        (index for index, text in enumerate(head) if len(text) < 80 and DATE_LINE.search(text)), None
    )
    official = number is not None or dated is not None
    page_dated = "" if official else next((text for text in head[:10] if PAGE_DATE.match(text)), "")
    after = max(number or 0, dated or 0)
    return HeadLines(
        letterhead=_letterhead(head[: number or 0]),
        number=head[number] if number is not None else "",
        dated=head[dated] if dated is not None else page_dated,
        subject=next((text for text in head if _SUBJECT.match(text)), ""),
        title=_title(head, after) if official else _headline(head),
        preamble=" ".join([text for text in head[after + 1 :] if _BASIS.match(text)][:3]),
        signature=next((text for text in reversed(tail) if _SIGNED.match(text)), ""),
        tail=" ".join(tail),
        draft=any(_DRAFT.match(text) for text in head),
        web=not official and any(_WEB.search(text) for text in [*head, *tail]),
    )


def _letterhead(lines: list[str]) -> str:
    """The issuer above the number, without the state's name and motto."""
    return " ".join(line for line in lines if not _LAYOUT_WORDS.search(fold(line)))


def _title(head: list[str], after: int) -> str:
    """The line that names the kind ("KẾ HOẠCH") with the line under it; a dispatch has its "V/v".

    Both may be one paragraph, broken by hand: "BÁO CÁO Kết quả công tác năm 2023".
    """
    for index, text in enumerate(head[after:], start=after):
        kind = next((named for _, pattern in TITLE_KINDS if (named := pattern.match(fold(text)))), None)
        if kind and text[: kind.end()].isupper() and len(text) < _TITLE_LENGTH:
            following = head[index + 1 : index + 2] if len(text) < 40 else []
            return " ".join([text, *following])
    return next((text for text in head if _SUBJECT.match(text)), "")


def _headline(head: list[str]) -> str:
    """The first sentence of a page, past the links that stand above it."""
    text = next((text for text in head if not _BOILERPLATE.match(fold(text))), "")
    sentences = split_sentences(text)
    return text[sentences[0].start : sentences[0].end][:_TITLE_LENGTH] if sentences else ""
