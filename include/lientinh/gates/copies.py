"""One province's figures under another's name, one file from two senders, and one content in two files.

Provinces share a rate or a small count by chance, never most of a report: figures other than nought that are the
same in indicator, period and value are counted, and so are the different numbers among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.gates.figures import group_codes
from lientinh.gates.known import ReportDocument
from lientinh.gates.suites import ColumnCheck

COPY, SAME_FILE = "gate2.identical_figures", "gate2.same_file"
COPY_CHECKS = (ColumnCheck(COPY, "not_above", "shared_share", "most_share"),)
SAME_CONTENT = "gate2.same_content"
SAME_FILE_CHECKS = (ColumnCheck(SAME_FILE, "not_above", "copies", "allowed"),)
SAME_CONTENT_CHECKS = (ColumnCheck(SAME_CONTENT, "not_above", "copies", "allowed"),)
_FIGURE = [
    "indicator_code", "breakdown", "period", "period_basis", "scenario", "plan_basis", "accumulation", "number",
]  # fmt: skip
_SIDE = ["submission_id", "area_code"]


def find_copies(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → a row for each two provinces of two submissions that share figures enough.

    The one of the run that landed later comes first. Columns: place (of a shared figure in `run`),
    known_submission_id, known_document_id, known_area_code, shared, size (of the smaller one), shared_share,
    most_share.
    """
    limits = catalogue.limits_of(COPY)
    figures = pd.concat([run, known], ignore_index=True)
    figures = figures.assign(place=np.arange(len(figures)))
    usable = figures["is_province"] & figures["leads"].astype(bool) & figures["number"].fillna(0).ne(0)
    figures = figures[usable].drop_duplicates([*_SIDE, *_FIGURE])
    figures = figures.assign(figure=group_codes(figures, _FIGURE), side=group_codes(figures, _SIDE))
    sizes = figures.groupby("side")["figure"].size()
    columns = ["figure", "side", "place", "number", "landed_at", "document_id", *_SIDE]
    pairs = figures[figures["place"] < len(run)][columns].merge(
        figures[figures.duplicated("figure", keep=False)][columns], on="figure", suffixes=("", "_known")
    )
    later = (pairs["landed_at"] > pairs["landed_at_known"]) | (
        (pairs["landed_at"] == pairs["landed_at_known"])
        & (pairs["submission_id"] > pairs["submission_id_known"])
    )
    pairs = pairs[
        (pairs["area_code"] != pairs["area_code_known"])
        & (pairs["submission_id"] != pairs["submission_id_known"])
        & (later | (pairs["place_known"] >= len(run)))
    ]
    shared = pairs.groupby(["side", "side_known"], sort=False).agg(
        place=("place", "min"),
        known_submission_id=("submission_id_known", "first"),
        known_document_id=("document_id_known", "first"),
        known_area_code=("area_code_known", "first"),
        shared=("figure", "size"),
        numbers=("number", "nunique"),
    )
    shared = shared[shared["numbers"] >= limits["least_figures"]].reset_index()
    size = np.minimum(
        sizes.reindex(shared["side"]).to_numpy(), sizes.reindex(shared["side_known"]).to_numpy()
    )
    return shared.assign(size=size, shared_share=shared["shared"] / size, most_share=limits["most_share"])


def find_same_files(
    documents: Iterable[ReportDocument], known: Sequence[ReportDocument], copies: Mapping[str, set[str]]
) -> pd.DataFrame:
    """The documents of a run, each with how many other senders sent the same before it, in whatever encoding.

    Columns: document, earlier (the first of them, or None), copies, allowed (0). `copies`: submissions whose
    figures are told of as another's already, by submission.
    """
    documents = list(documents)
    content = SameContent((*known, *documents))
    rows = []
    for one in documents:
        earlier = [
            other
            for other in content.before(one)
            if other.area_code != one.area_code
            and other.submission_id not in copies.get(one.submission_id, set())
        ]
        rows.append((one, earlier[0] if earlier else None, float(len(earlier)), 0.0))
    return pd.DataFrame(rows, columns=["document", "earlier", "copies", "allowed"])


def find_same_contents(documents: Iterable[ReportDocument], known: Sequence[ReportDocument]) -> pd.DataFrame:
    """The documents of a run, each with how many files of the same sender said the same before it.

    Columns as those of `find_same_files`.
    """
    documents = list(documents)
    content = SameContent((*known, *documents))
    rows = []
    for one in documents:
        earlier = [other for other in content.before(one) if other.area_code == one.area_code]
        rows.append((one, earlier[0] if earlier else None, float(len(earlier)), 0.0))
    return pd.DataFrame(rows, columns=["document", "earlier", "copies", "allowed"])


class SameContent:
    """Documents by what they say: the same bytes, or the same text and cells in others."""

    def __init__(self, documents: Sequence[ReportDocument]) -> None:
        self._alike: dict[str, list[ReportDocument]] = {}
        self._place: dict[tuple[str, str], tuple[datetime, str, int]] = {}
        for number, one in enumerate(documents):
            self._place[one.submission_id, one.document_id] = (one.landed_at, one.submission_id, number)
            for identity in {one.sha256, one.content_id} - {""}:
                self._alike.setdefault(identity, []).append(one)

    def before(self, mine: ReportDocument) -> list[ReportDocument]:
        """The documents that say the same and came first, in order; within a submission by their order there."""
        alike = {
            self._placed(one): one
            for identity in {mine.sha256, mine.content_id} - {""}
            for one in self._alike[identity]
        }
        return [alike[place] for place in sorted(alike) if place < self._placed(mine)]

    def _placed(self, one: ReportDocument) -> tuple[datetime, str, int]:
        return self._place[one.submission_id, one.document_id]
