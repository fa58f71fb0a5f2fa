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
from lientinh.identity import hash_parts
from lientinh.lake import Lake
from lientinh.land.inbox import is_spelled_out
from lientinh.land.submissions import Submission
from lientinh.read import check_name_and_size, read_in_child
from lientinh.readings import Reading
from lientinh.report_identity import KnownReports

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandledSubmission:
    """A submission, its documents with what was extracted from each, and the files that were refused."""

    submission: Submission
    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    refusals: tuple[BadInput, ...]
    report_ids: dict[str, str]  # by document id

    @property
    def readings(self) -> list[tuple[str, Reading]]:
        """(document_id, reading) of all documents in order."""
        return [
            (document.document_id, reading)
            for document, extraction in zip(self.documents, self.extractions, strict=True)
            for reading in extraction.readings
        ]

    @property
    def fallback_report_id(self) -> str:
        """What a finding about a file that could not be read belongs to: the submission itself."""
        return hash_parts("report", self.submission.submission_id)


def handle_submission(
    submission: Submission, lake: Lake, catalogue: Catalogue, known: KnownReports
) -> HandledSubmission:
    """Read and extract every file of a landed submission; a refused file is a refusal, not an exception.

    Its reports join the `known` ones, for the submissions that come after it.
    """
    documents: list[Document] = []
    extractions: list[Extraction] = []
    refusals: list[BadInput] = []
    if submission.refused:
        refusals.append(BadInput(submission.refused, submission.name))
    if all(area.area_code != submission.area_code for area in catalogue.areas):
        refusals.append(BadInput("land.area_unknown", submission.name))
    for name, sha256, size in () if refusals else submission.files:
        if is_spelled_out(name):
            refusals.append(BadInput("land.unreadable_name", name))
            continue
        try:
            document = read_landed_file(lake, name, sha256, size)
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
    report_ids = {
        document.document_id: known.name_report(extraction.head, document)
        for document, extraction in zip(documents, extractions, strict=True)
    }
    return HandledSubmission(submission, tuple(documents), tuple(extractions), tuple(refusals), report_ids)


def read_landed_file(lake: Lake, name: str, sha256: str, size: int | None = None) -> Document:
    """One file of a landed submission, read again from its raw bytes; raises `BadInput` as its reader does.

    Readers take a path: the bytes get one for as long as they are read. Where its `size` in bytes is known, a file
    above the limit is refused without them.
    """
    if size is not None:
        check_name_and_size(name, size, lake.limits)
    with tempfile.TemporaryDirectory(prefix="lientinh-") as folder:
        path = Path(folder) / f"document{Path(name).suffix.lower()}"
        path.write_bytes(lake.read_raw(sha256))
        return read_in_child(path, name, lake.limits)
