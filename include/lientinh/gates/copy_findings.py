"""Figures and files that two provinces sent alike, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.findings import Finding
from lientinh.gates.copies import (
    COPY,
    COPY_CHECKS,
    SAME_CONTENT,
    SAME_CONTENT_CHECKS,
    SAME_FILE,
    SAME_FILE_CHECKS,
    find_copies,
    find_same_contents,
    find_same_files,
)
from lientinh.gates.known import ReportDocument
from lientinh.gates.messages import make_finding
from lientinh.gates.observation_findings import names_of, place_of
from lientinh.gates.report_words import name_report
from lientinh.gates.suites import Batch


class CopyComparison:
    """The figures and documents of a run beside those of other senders."""

    def __init__(
        self,
        run: pd.DataFrame,
        known: pd.DataFrame,
        documents: Sequence[ReportDocument],
        known_documents: Sequence[ReportDocument],
        catalogue: Catalogue,
    ) -> None:
        self._run, self._catalogue = run, catalogue
        mine = {one.submission_id for one in documents}
        earlier = [one for one in known_documents if one.submission_id not in mine]
        self._documents = {(one.submission_id, one.document_id): one for one in (*earlier, *documents)}
        self._copies = Batch("identical_figures", find_copies(run, known, catalogue), COPY_CHECKS)
        told: dict[str, set[str]] = {}
        for row in _failing(self._copies):
            submission_id = str(run["submission_id"].iloc[row.place])
            told.setdefault(submission_id, set()).add(row.known_submission_id)
        self._files = Batch("same_file", find_same_files(documents, earlier, told), SAME_FILE_CHECKS)
        self._contents = Batch("same_content", find_same_contents(documents, earlier), SAME_CONTENT_CHECKS)

    def batches(self) -> list[Batch]:
        """Each frame with the check it must pass."""
        return [self._copies, self._files, self._contents]

    def findings(self) -> list[Finding]:
        """A finding a pair of provinces, about the whole submission; and one a file, about nothing read from it."""
        return [
            *map(self._of_copy, _failing(self._copies)),
            *(self._of_file(SAME_FILE, row) for row in _failing(self._files)),
            *(self._of_file(SAME_CONTENT, row) for row in _failing(self._contents)),
        ]

    def _of_copy(self, row: Any) -> Finding:
        figure = self._run.iloc[row.place]
        document = self._documents.get((row.known_submission_id, row.known_document_id))
        name_vi, name_en = name_report(document, row.known_submission_id)
        mine, theirs = self._area(figure["area_code"]), self._area(row.known_area_code)
        about = place_of(figure) | names_of(figure, self._catalogue)
        given = {
            "document_id": None,
            "observation_id": None,
            "indicator_code": None,
            "period": None,
            "reading_ordinals": (),
            "shared": int(row.shared),
            "size": int(row.size),
            "known_report_vi": name_vi,
            "known_report_en": name_en,
            "area_vi": mine[0],
            "area_en": mine[1],
            "known_area_vi": theirs[0],
            "known_area_en": theirs[1],
        }
        subject = f"{figure['area_code']} {row.known_area_code}"
        return make_finding(self._catalogue, COPY, subject=subject, **about | given)

    def _of_file(self, rule_id: str, row: Any) -> Finding:
        document, earlier = row.document, row.earlier
        theirs = self._area(earlier.area_code)
        return make_finding(
            self._catalogue,
            rule_id,
            subject=f"{document.file} {earlier.area_code if rule_id == SAME_FILE else earlier.document_id}",
            report_id=document.report_id,
            area_code=document.area_code,
            submission_id=document.submission_id,
            document_id=document.document_id,
            locator=document.file,
            place_only=True,
            file=document.file,
            known_file=earlier.file,
            known_area_vi=theirs[0],
            known_area_en=theirs[1],
            landed_on=earlier.landed_at.date(),
        )

    def _area(self, area_code: str) -> tuple[str, str]:
        area = self._catalogue.area(area_code)
        return area.name_vi, area.name_en


def _failing(batch: Batch) -> list[Any]:
    failing = batch.checks[0].failing(batch.frame)
    return list(batch.frame[failing].itertuples())
