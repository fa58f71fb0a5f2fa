"""The documents of a handled submission as gate 2 takes them: their reports, their parts, their copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.companions.copies import is_recognised_rank, is_signed_rank
from lientinh.documents import Document
from lientinh.gates import FROM_HEAD, ReportDocument
from lientinh.handling import HandledSubmission
from lientinh.readings import Reading


def describe_documents(one: HandledSubmission, catalogue: Catalogue) -> list[ReportDocument]:
    """The submission's documents as messages about other reports name them."""
    least = catalogue.limits_of("gate1.recognised_doubtful")["least_confidence"]
    return [
        ReportDocument(
            submission_id=one.submission.submission_id,
            area_code=one.submission.area_code,
            sha256=document.sha256,
            document_id=document.document_id,
            report_id=one.report_ids[document.document_id],
            landed_at=one.submission.landed_at,
            file=document.file,
            is_of_run=True,
            unsure=_find_unsure(extraction.readings, least),
            **_describe_part(one, document),
            **{name: getattr(extraction.head, name) for name in FROM_HEAD},
        )
        for document, extraction in zip(one.documents, one.extractions, strict=True)
    ]


def _find_unsure(readings: Sequence[Reading], least: float) -> frozenset[int]:
    return frozenset(one.ordinal for one in readings if one.confidence is not None and one.confidence < least)


def _describe_part(one: HandledSubmission, document: Document) -> dict[str, Any]:
    """What the document is in its submission and beside earlier ones; signed and recognised as its rank says."""
    part, earlier = one.companion(document.document_id), one.earlier.get(document.document_id)
    version = one.versions.get(document.document_id)
    return {
        "media_type": document.media_type,
        "content_id": version.content_id if version else "",
        "role": part.role,
        "of": part.of,
        "goes_with": earlier.version.submission_id if earlier else None,
        "goes_with_document": earlier.version.document_id if earlier else None,
        "goes_with_kind": earlier.kind if earlier else None,
        "precedence": earlier.precedence if earlier else 0,
        "stands_at": earlier.version.landed[0] if earlier else None,
        "is_recognised": version is not None and is_recognised_rank(version.rank),
        "is_signed": version is not None and is_signed_rank(version.rank),
    }
