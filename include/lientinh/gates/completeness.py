"""What a document lacks as a whole: figures, number and date, an annex it announces, tables no form fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lientinh.annexes import ANNEX_FILE, ANNEX_HEADING
from lientinh.catalogue.catalogue import Catalogue
from lientinh.documents import Document, Locator
from lientinh.extract.folding import fold
from lientinh.findings import Finding
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.form_gaps import find_form_gaps, holds_figures
from lientinh.gates.mandatory import find_missing_indicators
from lientinh.gates.messages import make_finding
from lientinh.gates.relation_findings import Origin

if TYPE_CHECKING:
    from lientinh.extract import Extraction

_THE_TEXT = "document"
_NUMBERED_KINDS = ("report", "plan", "proposal", "dispatch", "decision")
_OWES_FIGURES = ("report", "statistical_form")
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


def find_gaps(submission: CheckedSubmission, catalogue: Catalogue) -> Iterator[Finding]:
    """Findings about whole documents of a submission."""
    has_tables = any(_has_annex(document) for document in submission.documents)
    for document, extraction, origin in submission.each():
        yield from _figures(document, extraction, origin, catalogue)
        yield from _head(document, extraction, origin, catalogue)
        yield from _remarks(document, origin, catalogue)
        yield from find_form_gaps(document, extraction, origin, catalogue)
        if not has_tables:
            yield from _annex(document, origin, catalogue)
    yield from find_missing_indicators(submission, catalogue)


def _make(catalogue: Catalogue, rule_id: str, document: Document, origin: Origin, **given: Any) -> Finding:
    """About a document as a whole: a report has one text, so the rule alone says what it is about."""
    given.setdefault("locator", document.file)
    return make_finding(catalogue, rule_id, subject=_THE_TEXT, **asdict(origin), file=document.file, **given)


def _remarks(document: Document, origin: Origin, catalogue: Catalogue) -> Iterator[Finding]:
    """What its reader said of the file as a whole."""
    for remark in document.remarks:
        given: dict[str, Any] = {"locator": remark.locator or document.file, **dict(remark.details)}
        subject = f"{document.file} {remark.subject}".rstrip()
        yield make_finding(
            catalogue, remark.rule_id, subject=subject, **asdict(origin), file=document.file, **given
        )


def _figures(
    document: Document, extraction: Extraction, origin: Origin, catalogue: Catalogue
) -> Iterator[Finding]:
    unknown = [one for one in extraction.readings if one.indicator_code is None]
    if not extraction.readings and extraction.head.kind in _OWES_FIGURES:
        yield _make(catalogue, "gate1.no_figures", document, origin)
    if unknown:
        yield _make(catalogue, "gate1.indicators_unknown", document, origin, count=len(unknown))


def _head(
    document: Document, extraction: Extraction, origin: Origin, catalogue: Catalogue
) -> Iterator[Finding]:
    head = extraction.head
    if head.kind not in _NUMBERED_KINDS:
        return
    if head.number is None:
        yield _make(catalogue, "gate1.number_blank", document, origin)
    if head.issued_on is None:
        issued_text = head.issued_text or "…"
        yield _make(catalogue, "gate1.date_blank", document, origin, issued_text=issued_text)


def _annex(document: Document, origin: Origin, catalogue: Catalogue) -> Iterator[Finding]:
    """The first place that announces an annex; one finding a document."""
    for paragraph in document.paragraphs:
        match = _ANNEX.search(fold(paragraph.text))
        if match is None or _ISSUED_WITH.search(match[0]):
            continue
        words = paragraph.text[match.start() : match.end()]
        locator = Locator(document.file, paragraph=paragraph.number, start=match.start(), end=match.end())
        given = {"locator": locator, "quote": words, "words": words}
        yield _make(catalogue, "gate1.annex_missing", document, origin, **given)
        return


def _has_annex(document: Document) -> bool:
    """A table of figures anywhere, or a part of the text or a file that calls itself an annex."""
    if ANNEX_FILE.search(fold(document.file.rpartition("/")[2])):
        return True
    headings: Sequence[str] = [one.text for one in document.paragraphs if one.kind == "heading"]
    return any(map(holds_figures, document.tables)) or any(ANNEX_HEADING.match(text) for text in headings)
