"""Places of observations in findings: numbers whole, whatever the column went through."""

from __future__ import annotations

from lientinh.gates.observation_findings import locator_of


def test_numbers_are_whole_again() -> None:
    place = {
        "file": "a.txt",
        "page": None,
        "paragraph": 8.0,
        "start": 42.0,
        "end": 47.0,
        "line": float("nan"),
    }
    assert str(locator_of(place)) == "a.txt:8:42-47"
