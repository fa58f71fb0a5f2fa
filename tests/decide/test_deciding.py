"""By severity: reject, withhold, flag, record."""

from __future__ import annotations

from dataclasses import replace

from lientinh.decide import decide_submission
from lientinh.findings import Finding

FINDING = Finding(
    "f",
    "rule",
    "warning",
    "20",
    "rep",
    "sub",
    None,
    None,
    None,
    None,
    "a.txt:1",
    "",
    "vi",
    "en",
    "vi",
    "en",
    "s",
)
ROWS = [
    {"observation_id": "o1", "document_id": "d1", "ordinal": 1, "territory": "20"},
    {"observation_id": "o2", "document_id": "d1", "ordinal": 2, "territory": "20"},
    {"observation_id": "o3", "document_id": "d2", "ordinal": 1, "territory": "20"},
]


def decide(**changes):
    return decide_submission([replace(FINDING, **changes)], ROWS)


def test_nothing_found_is_accepted():
    done = decide_submission([], ROWS)
    assert (done.outcome, done.withheld, done.flagged, done.refused) == ("accepted", (), (), None)


def test_critical_rejects_and_names_the_rule():
    done = decide(severity="critical", rule_id="read.empty")
    assert (done.outcome, done.refused) == ("rejected", "read.empty")


def test_an_error_withholds_what_it_names():
    assert decide(severity="error", document_id="d1", reading_ordinals=(2,)).withheld == ("o2",)
    assert decide(severity="error", observation_id="o3").withheld == ("o3",)


def test_an_error_that_names_nothing_withholds_everything_in_doubt():
    assert decide(severity="error", document_id="d1").withheld == ("o1", "o2")
    assert decide(severity="error").withheld == ("o1", "o2", "o3")


def test_a_warning_flags_only_what_it_names():
    assert decide(document_id="d1", reading_ordinals=(1,)).flagged == ("o1",)
    assert decide(document_id="d1").flagged == ()
    assert decide(document_id="d1", reading_ordinals=(1,)).withheld == ()


def test_info_is_only_counted():
    done = decide(severity="info", observation_id="o1")
    assert (done.flagged, done.withheld) == ((), ())
    assert done.severities == {"critical": 0, "error": 0, "warning": 0, "info": 1}


def test_a_figure_without_a_territory_waits_whatever_was_found():
    rows = [{**ROWS[0], "territory": None}, ROWS[1]]
    assert decide_submission([], rows).withheld == ("o1",)
