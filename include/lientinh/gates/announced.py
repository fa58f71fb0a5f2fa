"""The tables and annexes a text announces, and those that came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lientinh.companions.annexes import ANNEX_FILE, ANNEX_HEADING
from lientinh.documents import Document, Locator
from lientinh.extract.folding import fold
from lientinh.gates.form_gaps import holds_figures

_LEGAL = r"(?:nghị định|nghị quyết|thông tư|quyết định|luật|hướng dẫn|chỉ thị|công văn|kế hoạch) (?:số|liên)"
# A table or annex that is said to be enclosed, or to hold the details; an annex issued with a circular or a
# decree is none of ours.
_TABLE = r"(?:biểu|phụ lục|bảng)\b(?!\s+(?:lương|hiệu|tượng|dương|ngữ|cáo))"
_ENCLOSED = r"(?:gửi kèm|đính kèm|kèm theo)(?: theo)?\b"
_OURS = r"(?:báo cáo|văn bản|công văn|kế hoạch|tờ trình) này"
_ANNEX = re.compile(
    rf"\b{_TABLE}[^.;()]{{0,60}}?\b{_ENCLOSED}(?!\s+{_LEGAL})"
    rf"|\b{_ENCLOSED}(?: {_OURS})?\s*(?::|là|gồm|có|các|[0-9]{{1,2}})?\s*(?:các |[0-9]{{1,2}} )?{_TABLE}"
    rf"(?![^.;()]{{0,40}}\b(?:ban hành|{_LEGAL}))(?:\s+[^\s.;(),]+){{0,6}}"
    rf"|\b(?:chi tiết|cụ thể|số liệu)\s+(?:tại|theo|ở|xem|như|trong)\s+(?:các )?(?:biểu|phụ lục)\b"
    rf"(?![^.;()]{{0,40}}\b(?:ban hành|{_LEGAL}|mẫu))"
)
_ISSUED_WITH = re.compile(r"\bban hành kèm theo\b")
# "02 biểu", "3 phụ lục"; "phụ lục I, II và III", "biểu số 01, 02".
_COUNTED = re.compile(r"\b(?P<count>0?[1-9]|[1-9][0-9])\s+(?:biểu|phụ lục|bảng)\b")
_NAMED = r"(?:biểu|phụ lục|bảng)(?: số)?\s+"
_ORDER = r"(?:[ivx]+|[0-9]{1,2})\b"
_LISTED = re.compile(rf"\b{_NAMED}(?P<list>{_ORDER}(?:\s*(?:,|;|và)\s*(?:{_NAMED})?{_ORDER})+)")
_MOST = 40  # a larger number before "biểu" counts something else


@dataclass(frozen=True, slots=True)
class Announced:
    """A place that announces annexes, and how many; 1 where it does not say."""

    words: str
    locator: Locator
    count: int


def find_announced(document: Document) -> Iterator[Announced]:
    """Places of a text that say that a table or annex is enclosed."""
    for paragraph in document.paragraphs:
        folded = fold(paragraph.text)
        match = _ANNEX.search(folded)
        if match is None or _ISSUED_WITH.search(match[0]):
            continue
        span = Locator(document.file, paragraph=paragraph.number, start=match.start(), end=match.end())
        around = folded[max(match.start() - 12, 0) : match.end() + 40]
        yield Announced(paragraph.text[match.start() : match.end()], span, _count(around))


def _count(text: str) -> int:
    """How many tables the words name: by their number, or one by one."""
    counts = [int(match["count"]) for match in _COUNTED.finditer(text)]
    counts += [len(set(re.findall(r"[ivx]+\b|[0-9]+", match["list"]))) for match in _LISTED.finditer(text)]
    return max((one for one in counts if one <= _MOST), default=1)


def count_sent(documents: Sequence[Document]) -> int:
    """Tables of figures, and parts of texts and files that call themselves an annex; a workbook's sheets each."""
    return sum(map(_count_in, documents))


def _count_in(document: Document) -> int:
    tables = sum(map(holds_figures, document.tables))
    headings = sum(
        bool(ANNEX_HEADING.match(one.text)) for one in document.paragraphs if one.kind == "heading"
    )
    named = bool(ANNEX_FILE.search(fold(document.file.rpartition("/")[2])))
    return max(tables, headings, int(named))
