"""Specifications of the SQL hold on both engines: every drawn test runs twice."""

from __future__ import annotations

import pytest

from small_lakes import SmallLake

# These choose their engine themselves, or look into a build rather than at what people read.
_ON_THEIR_OWN = {"test_analyst_questions", "test_gate3"}


@pytest.fixture(autouse=True, params=["duckdb", "postgres"])
def warehouse_engine(request, monkeypatch) -> None:
    """Small lakes publish to this engine, and `lake.warehouse` is there."""
    if request.param == "postgres":
        monkeypatch.setattr(SmallLake, "default_url", request.getfixturevalue("postgres_url"))


def pytest_collection_modifyitems(items) -> None:
    """One run is enough where the test has its own engines."""
    items[:] = [
        item
        for item in items
        if item.module.__name__.rpartition(".")[2] not in _ON_THEIR_OWN
        or item.callspec.params["warehouse_engine"] == "duckdb"
    ]
