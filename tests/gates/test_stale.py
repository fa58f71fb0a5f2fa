"""Last year's figures sent as this year's: most of them the same is a copy, some of them is a year like another."""

from __future__ import annotations

import pytest

from gates.builders import meet_figures
from lientinh.catalogue import Catalogue
from lientinh.findings import Finding

STALE = "gate2.stale_figures"
CODES = (
    "job_seekers_referred",
    "job_seekers_registered",
    "job_seekers_placed",
    "new_jobs",
    "overseas_workers",
)


def stale(
    catalogue: Catalogue, this_year: str, at: str = "lake", last_year: str = "610 700 420 9000 55"
) -> list[Finding]:
    drawn = ["indicator_code | period | value | at | submission_id"]
    for year, values, where in (("2021", last_year, at), ("2022", this_year, "run")):
        drawn += [
            f"{code} | {year} | {value} | {where} | {where}"
            for code, value in zip(CODES, values.split(), strict=True)
        ]
    return [one for one in meet_figures(catalogue, "\n".join(drawn)) if one.rule_id == STALE]


@pytest.mark.parametrize("at", ["lake", "run"])  # a report of the year before, or a column of the same form
def test_a_copied_column(catalogue: Catalogue, at: str) -> None:
    (found,) = stale(catalogue, "610 700 420 9000 55", at)
    assert (found.severity, found.period, len(found.reading_ordinals)) == ("warning", "2022", 5)
    assert "5 trong 5 số liệu của năm 2022 trùng khớp hoàn toàn với số liệu năm 2021" in found.message_vi


def test_a_copy_with_one_figure_brought_up_to_date(catalogue: Catalogue) -> None:
    (found,) = stale(catalogue, "610 700 420 9000 61")
    assert "4 trong 5" in found.message_vi


@pytest.mark.parametrize(
    ("this_year", "last_year"),
    [
        ("610 700 420 9100 61", "610 700 420 9000 55"),  # three of five
        ("610 610 610 610 610", "610 610 610 610 610"),  # one number, however often
        ("0 0 0 0 0", "0 0 0 0 0"),
    ],
)
def test_a_year_like_another(catalogue: Catalogue, this_year: str, last_year: str) -> None:
    assert stale(catalogue, this_year, last_year=last_year) == []
