"""The pins: what is asked for in *.in is what *.txt pins, and what *.txt pins is what runs here."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, TESTS = "requirements", "requirements-dev"


def asked(name: str) -> list[Requirement]:
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    stripped = [line.split("#")[0].strip() for line in lines]
    return [Requirement(line) for line in stripped if line and not line.startswith("-")]


def pinned(name: str) -> list[tuple[Requirement, int]]:
    """(requirement, number of its hashes) of every entry."""
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return [(Requirement(line.split("--hash")[0].strip()), line.count("--hash=sha256:")) for line in lines]


def pins_here(name: str) -> dict[str, str]:
    """Versions by name, of the entries meant for this Python and platform."""
    return {
        canonicalize_name(entry.name): next(iter(entry.specifier)).version
        for entry, _ in pinned(name)
        if entry.marker is None or entry.marker.evaluate()
    }


@pytest.mark.parametrize("name", [RUNTIME, TESTS])
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    entries = pinned(name)
    assert len(entries) > 10
    for entry, hashes in entries:
        assert [one.operator for one in entry.specifier] == ["=="], entry
        assert hashes > 0, f"{entry} has no hash: make lock"


@pytest.mark.parametrize("name", [RUNTIME, TESTS])
def test_what_is_asked_for_is_what_is_pinned(name: str) -> None:
    pins = {**pins_here(RUNTIME), **pins_here(name)}
    for requirement in asked(name):
        found = pins.get(canonicalize_name(requirement.name))
        assert found, f"{requirement.name} stands in {name}.in and not in {name}.txt: make lock"
        assert requirement.specifier.contains(found), f"{requirement} is pinned as {found}: make lock"


def test_tests_run_on_what_the_product_runs_on() -> None:
    runtime, tests = pins_here(RUNTIME), pins_here(TESTS)
    shared = runtime.keys() & tests.keys()
    assert {name: runtime[name] for name in shared} == {name: tests[name] for name in shared}


@pytest.mark.parametrize(
    "name", ["apache-airflow", "great-expectations", "pandas", "pyarrow", "duckdb", "pydantic"]
)
def test_the_pin_is_what_runs_here(name: str) -> None:
    assert version(name) == pins_here(RUNTIME)[name]


def test_no_index_is_named() -> None:
    for name in (f"{RUNTIME}.in", f"{RUNTIME}.txt", f"{TESTS}.in", f"{TESTS}.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"^\s*(--index-url|--extra-index-url|-i|--find-links)\b", text, re.MULTILINE)
