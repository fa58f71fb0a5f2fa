"""Which report a document is about: its own, or the earlier one that it replaces, corrects or supplements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lientinh.catalogue import match_key
from lientinh.companions.roles import Sent
from lientinh.content_identity import identify_content
from lientinh.documents import Document
from lientinh.identity import identify_report
from lientinh.readings import DocumentHead


class KnownReports:
    """Reports by issuer, number and symbol: what "thay thế Báo cáo số 15/BC-SLĐTBXH" points to."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    @classmethod
    def of_decisions(cls, decisions: Iterable[dict[str, Any]]) -> KnownReports:
        """The reports of accepted submissions, the first decided leading."""
        known = cls()
        for decision in decisions:
            if decision["outcome"] == "accepted":
                for document in decision["documents"]:
                    issuer = document["agency_code"] or document["agency_text"]
                    known.add(issuer, document["number"], document["symbol"], document["report_id"])
        return known

    def add(self, issuer: str, number: str | None, symbol: str | None, report_id: str) -> None:
        """Remember a report that has a number; the first of one number stays."""
        if issuer and number:
            self._ids.setdefault((issuer, _key(f"{number}/{symbol or ''}")), report_id)

    def find(self, issuer: str, reference: str | None) -> str | None:
        """The report of this issuer with this number and symbol; None where none is known."""
        return self._ids.get((issuer, _key(reference))) if reference else None

    def name_report(self, head: DocumentHead, document: Document) -> str:
        """The report id of a document, remembered for those that come after it."""
        issuer = head.agency_code or head.agency_text
        earlier = self.find(issuer, head.relation_to) if head.relation != "initial" else None
        report_id = earlier or report_of(head, document)
        self.add(issuer, head.number, head.symbol, report_id)
        return report_id


def name_reports(files: Sequence[Sent], earlier: Mapping[str, str], known: KnownReports) -> dict[str, str]:
    """Document id → report id of the files of one submission; `earlier`: of those that came before, as they were named.

    An annex is of its letter's report, but for a form with a kind and a period of its own; a copy of the leading one's.
    """
    named: dict[str, str] = {}
    for one in sorted(files, key=lambda file: _ORDER[file.companion.role]):
        part = one.companion
        if one.document_id in earlier:
            named[one.document_id] = earlier[one.document_id]
            issuer = one.head.agency_code or one.head.agency_text
            known.add(issuer, one.head.number, one.head.symbol, named[one.document_id])
        elif part.of in named and not (part.role == "annex" and _is_own_report(one, files)):
            named[one.document_id] = named[part.of]
        elif part.role == "annex" and part.of:
            named[one.document_id] = report_of(one.head, one.document)
        else:
            named[one.document_id] = known.name_report(one.head, one.document)
    return named


_ORDER = {"cover": 0, "alone": 0, "annex": 1, "copy": 2}


def _is_own_report(annex: Sent, files: Sequence[Sent]) -> bool:
    head = annex.head
    letter = next(one.head for one in files if one.document_id == annex.companion.of)
    own = "report_period" not in annex.companion.taken and head.report_type and head.report_period
    return bool(own) and (head.report_type, head.report_period) != (letter.report_type, letter.report_period)


def report_of(head: DocumentHead, document: Document) -> str:
    """The report a document is of itself: issuer, type and period; or issuer, number, symbol and date.

    A document that states neither (a draft without number, a news page) is a report of its own, known by
    issuer and title, or by its content where it has no title: the same in another encoding is the same report.
    """
    issuer = head.agency_code or head.agency_text
    if head.report_type and head.report_period and issuer:
        return identify_report(issuer, head.report_type, head.report_period)
    if head.number and issuer:
        return identify_report(issuer, head.number, head.symbol, head.issued_on)
    if head.title and issuer:
        return identify_report(issuer, head.title, head.issued_text)
    return identify_report(identify_content(document) or document.sha256)


def _key(reference: str) -> str:
    """Number and symbol without what typists vary: leading zeros, spaces, case."""
    return match_key(reference).replace(" ", "").lstrip("0")
