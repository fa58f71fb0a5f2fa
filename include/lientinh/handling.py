"""One submission through the stages that need no neighbours: read, extract, name its reports."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lientinh.catalogue import Catalogue
from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.extract import Extraction, extract_document
from lientinh.identity import hash_parts, identify_report
from lientinh.lake import Lake
from lientinh.land.submissions import Submission
from lientinh.read import read_document
from lientinh.readings import DocumentHead, Reading

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandledSubmission:
    """A submission, its documents with what was extracted from each, and the files that were refused."""

    submission: Submission
    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    refusals: tuple[BadInput, ...]

    @property
    def readings(self) -> list[tuple[str, Reading]]:
        """(document_id, reading) of all documents in order."""
        return [
            (document.document_id, reading)
            for document, extraction in zip(self.documents, self.extractions, strict=True)
            for reading in extraction.readings
        ]

    @property
    def report_ids(self) -> dict[str, str]:
        """document_id → report_id."""
        return {
            document.document_id: report_of(extraction.head, document)
            for document, extraction in zip(self.documents, self.extractions, strict=True)
        }

    @property
    def fallback_report_id(self) -> str:
        """What a finding about a file that could not be read belongs to: the submission itself."""
        return hash_parts("report", self.submission.submission_id)


def handle_submission(submission: Submission, lake: Lake, catalogue: Catalogue) -> HandledSubmission:
    """Read and extract every file of a landed submission; a refused file is a refusal, not an exception."""
    documents, extractions, refusals = [], [], []
    if all(area.area_code != submission.area_code for area in catalogue.areas):
        refusals.append(BadInput("land.area_unknown", submission.name))
    for name, sha256, _ in () if refusals else submission.files:
        try:
            document = _read_raw(lake, name, sha256)
        except BadInput as refusal:
            refusals.append(refusal)
            continue
        documents.append(document)
        extractions.append(extract_document(document, catalogue, submission.area_code))
    log.info(
        "read submission=%s documents=%d readings=%d refused=%d",
        submission.submission_id,
        len(documents),
        sum(len(extraction.readings) for extraction in extractions),
        len(refusals),
    )
    return HandledSubmission(submission, tuple(documents), tuple(extractions), tuple(refusals))


def _read_raw(lake: Lake, name: str, sha256: str) -> Document:
    """Readers take a path: the bytes get one for as long as they are read."""
    with tempfile.TemporaryDirectory(prefix="lientinh-") as folder:
        path = Path(folder) / f"document{Path(name).suffix.lower()}"
        path.write_bytes(lake.read_raw(sha256))
        return read_document(path, name)


def report_of(head: DocumentHead, document: Document) -> str:
    """The report a document is about: issuer, type and period; or issuer, number, symbol and date.

    A document that states neither (a draft without number, a news page) is a report of its own, known by
    issuer and title, or by its bytes where it has no title.
    """
    issuer = head.agency_code or head.agency_text
    if head.report_type and head.report_period and issuer:
        return identify_report(issuer, head.report_type, head.report_period)
    if head.number and issuer:
        return identify_report(issuer, head.number, head.symbol, head.issued_on)
    if head.title and issuer:
        return identify_report(issuer, head.title, head.issued_text)
    return identify_report(document.sha256)
