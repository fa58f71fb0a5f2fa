"""The documents of one submission read together: copies found, heads completed, each extracted with its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from lientinh.catalogue.catalogue import Catalogue
from lientinh.companions.copies import Figures, Version, figures_of, find_copies_here, rank_version
from lientinh.companions.roles import Companion, Sent, arrange_files, complete_copy
from lientinh.content_identity import identify_content
from lientinh.documents import Document
from lientinh.extract import Extraction, extract_document, read_head
from lientinh.land.submissions import Submission

Extracted = tuple[Sent, Extraction]


def extract_together(
    documents: Sequence[Document], submission: Submission, catalogue: Catalogue
) -> list[Extracted]:
    """Documents in order → each with its part in the submission and what it says.

    A draft is known as a copy only by its figures, so that files are arranged a second time where there is one.
    """
    heads = [read_head(document, catalogue, submission.area_code) for document in documents]
    files = [
        Sent(document, head, content_id=identify_content(document))
        for document, head in zip(documents, heads, strict=True)
    ]
    found = _extract(_arrange(files, submission, catalogue), catalogue, submission.area_code)
    if len(files) > 1:
        figures = {
            sent.document_id: cache(partial(figures_of, extraction.readings)) for sent, extraction in found
        }
        again = _arrange(files, submission, catalogue, figures)
        if again != [sent for sent, _ in found]:
            found = _extract(again, catalogue, submission.area_code)
    return found


def _arrange(
    files: Sequence[Sent],
    submission: Submission,
    catalogue: Catalogue,
    figures: Mapping[str, Callable[[], Figures]] | None = None,
) -> list[Sent]:
    versions = [describe_version(one, submission, "") for one in files]
    known = figures or {}
    copies = find_copies_here(versions, lambda version: known.get(version.document_id, dict)())
    marked = [
        replace(one, companion=Companion("copy", of=copies[one.document_id]))
        if one.document_id in copies
        else one
        for one in files
    ]
    arranged = arrange_files(marked, catalogue)
    by_id = {one.document_id: one for one in arranged}
    return [
        complete_copy(one, by_id[one.companion.of])
        if one.companion.role == "copy" and one.companion.of
        else one
        for one in arranged
    ]


def _extract(files: Sequence[Sent], catalogue: Catalogue, area_code: str) -> list[Extracted]:
    return [(one, extract_document(one.document, catalogue, area_code, one.head)) for one in files]


def describe_version(one: Sent, submission: Submission, report_id: str) -> Version:
    """A file as a candidate for being a copy."""
    head, document = one.head, one.document
    return Version(
        submission_id=submission.submission_id,
        document_id=document.document_id,
        report_id=report_id,
        landed=(submission.landed_at, submission.submission_id),
        area_code=submission.area_code,
        sha256=document.sha256,
        content_id=one.content_id,
        media_type=document.media_type,
        rank=rank_version(document, head),
        is_annex=one.companion.role == "annex",
        kind=head.kind,
        title=head.title,
        issuer=head.agency_code,
        number=head.number,
        symbol=head.symbol,
        issued_on=head.issued_on,
        relation=(head.relation, head.relation_to),
        legal_state=head.legal_state,
        file=document.file,
    )
