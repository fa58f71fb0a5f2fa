"""The gates find at least nine of ten errors that can be found, and alarm at most at one clean row in fifty."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quality.case import shown_by_past
from quality.corpus import published_corpus
from quality.measure import Measured, measure, print_tables
from quality.reports import write_report
from quality.sample_prose import read_sample_prose
from quality.world import PROVINCES

LEAST_RECALL, MOST_FALSE_ALARMS = 0.9, 0.02
KINDS = 30  # fewer, and somebody has taken a kind of error out


def _check(measured: Measured) -> None:
    print_tables(measured)
    assert len({one.case.kind for one in measured.verdicts}) >= KINDS
    assert measured.recall >= LEAST_RECALL
    assert measured.false_alarms <= MOST_FALSE_ALARMS


def test_few_errors_of_every_kind(tmp_path: Path) -> None:
    _check(measure("quick", tmp_path))


@pytest.mark.slow
def test_the_whole_corpus(tmp_path: Path) -> None:
    _check(measure("whole", tmp_path))


@pytest.mark.parametrize("area_code", PROVINCES)
@pytest.mark.parametrize("part", ["S1", "9M", "Y"])
def test_good_reports_are_consistent(area_code: str, part: str) -> None:
    report = write_report(area_code, 2022, part)  # type: ignore[arg-type]
    assert [link for link in report.links if not link.holds(report.everything)] == []
    assert len(report.links) >= 20


def test_the_relations_marked_in_the_samples_hold() -> None:
    samples = read_sample_prose()
    assert [link for one in samples for link in one.links if not link.holds(one.everything)] == []
    assert sum(len(one.links) for one in samples) >= 20


def test_the_same_corpus_at_every_run() -> None:
    first, second = (published_corpus((2016,), ("20",), 1, 1) for _ in range(2))
    assert [one.note for one in first.cases] == [one.note for one in second.cases]
    assert [one.files() for one in first.cases[:5]] == [one.files() for one in second.cases[:5]]


PASTS = [
    # past, value, a rate, does it show
    ("100 101 102 103 104", "110", False, False),  # 5.8 per cent
    ("100 101 102 103 104", "116", False, True),
    ("100 110 121 133 146", "180", False, False),  # it always grew by 10 per cent
    ("100 101 102", "900", False, False),  # too short to say
    ("20.0 21.0 20.5 20.0 19.0", "15.0", True, False),
    ("20.0 21.0 20.5 20.0 19.0", "13.0", True, True),
]


@pytest.mark.parametrize(("past", "value", "is_rate", "shows"), PASTS)
def test_when_a_series_leaves_its_past(past: str, value: str, is_rate: bool, shows: bool) -> None:
    assert shown_by_past(Decimal(value), [Decimal(one) for one in past.split()], is_rate=is_rate) == shows
