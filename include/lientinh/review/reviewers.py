"""Who may answer: the reviewers of the catalogue by field, province and day, never the one who handed it in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lientinh.catalogue.catalogue import Catalogue, is_valid
from lientinh.catalogue.models import Reviewer

EVERY = "*"


@dataclass(frozen=True, slots=True)
class Assigned:
    """User names of those asked, to whom it goes when they do not answer, and after how many working days."""

    reviewers: tuple[str, ...]
    escalates_to: tuple[str, ...]
    answer_days: int


def assign_reviewers(
    catalogue: Catalogue, fields: Collection[str], area_code: str, on: date, submitted_by: str | None = None
) -> Assigned:
    """Reviewers valid that day for the province and any of the fields; without fields, for all.

    Whoever submitted is left out; where nobody is left, those the question would escalate to are asked at once.
    """
    suitable = [one for one in catalogue.reviewers if is_valid(one, on) and _covers(one, fields, area_code)]
    free = [one for one in suitable if one.reviewer != submitted_by]
    upwards = sorted({one.escalates_to for one in suitable if one.escalates_to} - {submitted_by or ""})
    names = tuple(sorted({one.reviewer for one in free})) or tuple(upwards)
    days = min(
        (one.answer_days for one in free), default=min((one.answer_days for one in suitable), default=3)
    )
    return Assigned(names, tuple(upwards), days)


def _covers(one: Reviewer, fields: Collection[str], area_code: str) -> bool:
    in_area = EVERY in one.area_codes or area_code in one.area_codes
    in_field = EVERY in one.fields or bool(one.fields if not fields else set(one.fields) & set(fields))
    return in_area and in_field
