"""What a document lacks as a whole: figures, number and date, an annex it announces, tables no form fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lientinh.catalogue.catalogue import Catalogue
from lientinh.companions.annexes import find_reference
from lientinh.documents import Document
from lientinh.findings import Finding
from lientinh.gates.announced import count_sent, find_announced
from lientinh.gates.checked import CheckedSubmission
from lientinh.gates.form_gaps import find_form_gaps
from lientinh.gates.mandatory import find_missing_indicators
from lientinh.gates.messages import make_finding
from lientinh.gates.relation_findings import Origin

if TYPE_CHECKING:
    from lientinh.extract import Extraction

_THE_TEXT = "document"
_NUMBERED_KINDS = ("report", "plan", "proposal", "dispatch", "decision")
_OWES_FIGURES = ("report", "statistical_form")
# Said once of a report, however many documents it comes in.
OF_THE_REPORT = ("gate1.no_figures", "gate1.number_blank", "gate1.date_blank", "gate1.indicators_missing")


def find_gaps(submission: CheckedSubmission, catalogue: Catalogue) -> Iterator[Finding]:
    """Findings about whole documents of a submission."""
    sent = count_sent(submission.documents)
    for document, extraction, origin in submission.each():
        if submission.companion(document.document_id).role == "copy":
            continue  # what it lacks as a whole its original lacks too, or has
        yield from _figures(document, extraction, origin, submission, catalogue)
        yield from _head(document, extraction, origin, catalogue)
        yield from _remarks(document, origin, catalogue)
        yield from find_form_gaps(document, extraction, origin, catalogue)
        yield from _annex(document, origin, sent, catalogue)
        yield from _owner(document, origin, submission, catalogue)
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
    document: Document,
    extraction: Extraction,
    origin: Origin,
    submission: CheckedSubmission,
    catalogue: Catalogue,
) -> Iterator[Finding]:
    unknown = [one for one in extraction.readings if one.indicator_code is None]
    if extraction.head.kind in _OWES_FIGURES and not submission.report_has_figures(origin.report_id):
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


def _annex(document: Document, origin: Origin, sent: int, catalogue: Catalogue) -> Iterator[Finding]:
    """The first place that announces an annex where none came, or the one that announces most; one a document."""
    announced = list(find_announced(document))
    if not announced:
        return
    first = announced[0] if not sent else max(announced, key=lambda one: one.count)
    given = {"locator": first.locator, "quote": first.words, "words": first.words}
    if not sent:
        yield _make(catalogue, "gate1.annex_missing", document, origin, **given)
    elif first.count > sent:
        given |= {"announced": first.count, "sent": sent}
        yield _make(catalogue, "gate1.annexes_fewer", document, origin, **given)


def _owner(
    document: Document, origin: Origin, submission: CheckedSubmission, catalogue: Catalogue
) -> Iterator[Finding]:
    """An annex that belongs to none of the letters it came with, or to one of several."""
    doubt = submission.companion(document.document_id).doubt
    if doubt is None:
        return
    letters = ", ".join(
        f"“{one.file}”"
        for one, extraction in zip(submission.documents, submission.extractions, strict=True)
        if one is not document and extraction.head.kind in _NUMBERED_KINDS
    )
    reference = find_reference(document)
    named = f"{reference.number}/{reference.symbol.upper()}" if reference else ""
    rule_id = "gate1.annex_of_another" if doubt == "names_another" else "gate1.annex_owner_unclear"
    yield make_finding(
        catalogue,
        rule_id,
        subject=document.file,
        **asdict(origin),
        locator=document.file,
        file=document.file,
        letters=letters,
        named=named,
    )
