"""One submission through the stages that need no neighbours: read, extract, name its reports."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from lientinh.catalogue import Catalogue
from lientinh.companions.arranging import Extracted, describe_version, extract_together
from lientinh.companions.copies import Version, figures_of
from lientinh.companions.earlier_versions import Earlier, KnownVersions
from lientinh.companions.roles import ALONE, Companion
from lientinh.documents import Document
from lientinh.errors import BadInput
from lientinh.extract import Extraction
from lientinh.identity import hash_parts
from lientinh.lake import Lake
from lientinh.land.inbox import is_spelled_out
from lientinh.land.submissions import Submission
from lientinh.read import check_name_and_size, read_in_child
from lientinh.readings import Reading
from lientinh.report_identity import KnownReports, name_reports

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandledSubmission:
    """A submission, its documents with what was extracted from each, and the files that were refused."""

    submission: Submission
    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    refusals: tuple[BadInput, ...]
    report_ids: dict[str, str]  # by document id
    companions: dict[str, Companion] = field(default_factory=dict)
    earlier: dict[str, Earlier] = field(default_factory=dict)  # of documents that came before, by document id
    versions: dict[str, Version] = field(default_factory=dict)

    def companion(self, document_id: str) -> Companion:
        """What a document was taken for."""
        return self.companions.get(document_id, ALONE)

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
    submission: Submission,
    lake: Lake,
    catalogue: Catalogue,
    known: KnownReports,
    known_versions: KnownVersions | None = None,
) -> HandledSubmission:
    """Read and extract every file of a landed submission; a refused file is a refusal, not an exception.

    Its reports and documents join the `known` ones, for the submissions that come after it.
    """
    documents, refusals = _read_files(submission, lake, catalogue)
    extracted = extract_together(documents, submission, catalogue)
    log.info(
        "read submission=%s documents=%d readings=%d refused=%d",
        submission.submission_id,
        len(documents),
        sum(len(extraction.readings) for _, extraction in extracted),
        len(refusals),
    )
    return _name(submission, extracted, tuple(refusals), known, known_versions or KnownVersions())


def _read_files(
    submission: Submission, lake: Lake, catalogue: Catalogue
) -> tuple[list[Document], list[BadInput]]:
    if submission.refused:
        return [], [BadInput(submission.refused, submission.name)]
    if all(area.area_code != submission.area_code for area in catalogue.areas):
        return [], [BadInput("land.area_unknown", submission.name)]
    documents: list[Document] = []
    refusals: list[BadInput] = []
    for name, sha256, size in submission.files:
        if is_spelled_out(name):
            refusals.append(BadInput("land.unreadable_name", name))
            continue
        try:
            documents.append(read_landed_file(lake, name, sha256, size))
        except BadInput as refusal:
            refusals.append(refusal)
    return documents, refusals


def _name(
    submission: Submission,
    extracted: list[Extracted],
    refusals: tuple[BadInput, ...],
    known: KnownReports,
    known_versions: KnownVersions,
) -> HandledSubmission:
    """With the report of each document, and what of it came before."""
    files = [sent for sent, _ in extracted]
    figures = {
        sent.document_id: cache(partial(figures_of, extraction.readings)) for sent, extraction in extracted
    }
    versions = {one.document_id: describe_version(one, submission, "") for one in files}
    earlier = {}
    for document_id, version in versions.items():
        if found := known_versions.find_earlier(version, figures[document_id]):
            earlier[document_id] = found
    for one in files:
        letter = earlier.get(one.companion.of or "") if one.companion.role == "annex" else None
        if one.document_id in earlier or letter is None:
            continue
        if found := known_versions.find_letter(versions[one.document_id], letter.version):
            earlier[one.document_id] = found
    copied = {one: found.version.report_id for one, found in earlier.items() if found.kind == "copy"}
    report_ids = name_reports(files, copied, known)
    versions = {
        one: replace(version, report_id=report_ids[one], is_first=one not in copied)
        for one, version in versions.items()
    }
    for version in versions.values() if not refusals else ():
        known_versions.add(version, figures[version.document_id])
    return HandledSubmission(
        submission,
        tuple(one.document for one in files),
        tuple(extraction for _, extraction in extracted),
        refusals,
        report_ids,
        {one.document_id: one.companion for one in files},
        earlier,
        versions,
    )


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
