"""What gate 1 looks at: a submission with its documents and what was extracted from each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lientinh.companions.roles import ALONE, Companion
from lientinh.documents import Document
from lientinh.gates.relation_findings import Origin

if TYPE_CHECKING:
    from lientinh.extract import Extraction


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """`extractions` stand in the order of `documents`; `report_ids` and `companions` are by document id."""

    submission_id: str
    area_code: str
    report_ids: dict[str, str]
    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    companions: Mapping[str, Companion] = field(default_factory=dict)

    def companion(self, document_id: str) -> Companion:
        """What a document was taken for."""
        return self.companions.get(document_id, ALONE)

    def report_has_figures(self, report_id: str) -> bool:
        """Does any document of the report state one?"""
        return any(
            extraction.readings
            for document, extraction in zip(self.documents, self.extractions, strict=True)
            if self.report_ids[document.document_id] == report_id
        )

    def each(self) -> Iterator[tuple[Document, Extraction, Origin]]:
        """Every document with its extraction and what its findings share."""
        for document, extraction in zip(self.documents, self.extractions, strict=True):
            origin = Origin(
                area_code=extraction.head.area_code or self.area_code,
                report_id=self.report_ids[document.document_id],
                submission_id=self.submission_id,
                document_id=document.document_id,
            )
            yield document, extraction, origin
