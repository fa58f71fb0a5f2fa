"""Who is asked: by field, province and day; never who handed it in."""

from __future__ import annotations

from datetime import date

import pytest

from lientinh.catalogue.models import Reviewer
from lientinh.review.reviewers import assign_reviewers
from small_lakes import small_catalogue, table

REVIEWERS = """
reviewer | fields     | areas | from       | to         | up
an       | employment | 04    |            |            | truong_phong
binh     | poverty    | *     |            | 2025-03-01 |
chi      | poverty    | *     | 2025-03-01 |            |
truong_phong |        | *     |            |            |
"""


@pytest.fixture
def catalogue():
    rows = [
        Reviewer(
            reviewer=row["reviewer"], title_vi="–", title_en="–", fields=tuple((row["fields"] or "").split()),
            area_codes=(row["areas"],), answer_days=3, escalates_to=row["up"],
            valid_from=row["from"] and date.fromisoformat(row["from"]),
            valid_to=row["to"] and date.fromisoformat(row["to"]),
        )
        for row in table(REVIEWERS)
    ]  # fmt: skip
    return small_catalogue(reviewers=tuple(rows))


@pytest.mark.parametrize(
    ("fields", "area", "day", "submitter", "asked"),
    [
        (["employment"], "04", "2023-01-01", None, ("an",)),
        (["employment"], "14", "2023-01-01", None, ()),
        (["poverty"], "14", "2023-01-01", None, ("binh",)),
        (["poverty"], "14", "2025-03-01", None, ("chi",)),
        (["employment", "poverty"], "04", "2023-01-01", None, ("an", "binh")),
        (["employment"], "04", "2023-01-01", "an", ("truong_phong",)),
        ([], "04", "2023-01-01", None, ("an", "binh")),
    ],
)
def test_who_is_asked(catalogue, fields, area, day, submitter, asked):
    assigned = assign_reviewers(catalogue, fields, area, date.fromisoformat(day), submitter)
    assert assigned.reviewers == asked
