"""Small warehouses built on an engine step by step, without the publisher: for tests of the engines themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from lientinh.lake import Lake
from lientinh.publish.building import Building, Plan
from lientinh.publish.engine import Build, no_fault
from lientinh.publish.publications import Publication, read_publication
from small_lakes import SmallLake, asked, small_catalogue


def build_nothing(made: Build, n: int) -> None:
    """The smallest warehouse with every relation: a catalogue, an empty lake, and one publication numbered n."""
    publication = Publication(
        n=n,
        published_at=datetime(2025, 1, n, tzinfo=UTC),
        cause="first",
        decision_ids=(),
        package_version="0",
        catalogue_digest="0",
    )
    lake, catalogue = Lake.open("memory://empty"), small_catalogue(asked("jobs", "2024"))
    Building(made, lake, catalogue, Plan([publication], 0, ""), no_fault).run(set())


def build_from(made: Build, lake: SmallLake) -> None:
    """The warehouse of a lake as its last publication knows it, made whole."""
    entries = [read_publication(content) for content in lake.lake.publications()]
    Building(made, lake.lake, lake.catalogue, Plan(entries, 0, ""), no_fault).run(set())
