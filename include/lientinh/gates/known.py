"""What gate 2 knows beside the figures of a run: the figures of the lake, and the reports they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from lientinh.observations import OBSERVATIONS
from lientinh.readings import DocumentKind, Relation

if TYPE_CHECKING:
    import pandas as pd


FROM_HEAD = (
    "kind",
    "relation",
    "number",
    "symbol",
    "issued_on",
    "title",
    "report_period",
)  # of a document's head


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A document of a submission: which report it is about, what it does to it, and how a letter names it.

    `area_code` is the sender's; `sha256` that of its bytes. `role` and `of` say what it is in its submission,
    `goes_with` the earlier submission whose document it is a copy of or brings the annex of; `is_of_run` that it
    is being decided now.
    """

    submission_id: str
    area_code: str
    sha256: str
    document_id: str
    report_id: str
    landed_at: datetime
    kind: DocumentKind
    relation: Relation
    number: str | None
    symbol: str | None
    issued_on: date | None
    title: str
    file: str
    report_period: str | None
    media_type: str = ""
    content_id: str = ""  # what the document says, whatever its bytes; "" where nobody looked
    role: str = "alone"
    of: str | None = None
    goes_with: str | None = None
    goes_with_document: str | None = None
    goes_with_kind: str | None = None
    precedence: int = 0
    stands_at: datetime | None = None
    is_recognised: bool = False
    is_signed: bool = False
    is_of_run: bool = False
    unsure: frozenset[int] | None = None  # ordinals recognised with doubt; None where nobody knows any more


def _no_figures() -> pd.DataFrame:
    empty: pd.DataFrame = OBSERVATIONS.empty_table().to_pandas()
    return empty


@dataclass(frozen=True, slots=True)
class LakeHistory:
    """The leading observations of accepted submissions, each by its newest decision, and what goes with them.

    `figures` are in the OBSERVATIONS schema; `withheld` are ids of theirs. `told`: finding_id → when the newest
    decision that made it was made. `decided`: of the submissions of the run that were decided before, when first.
    `told_by`: the findings of the submissions whose copies the run holds.
    """

    figures: pd.DataFrame = field(default_factory=_no_figures)
    documents: tuple[ReportDocument, ...] = ()
    withheld: frozenset[str] = frozenset()
    told: Mapping[str, datetime] = field(default_factory=dict)
    decided: Mapping[str, datetime] = field(default_factory=dict)
    told_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
