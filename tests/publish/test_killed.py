"""Killed at any point of a publication, on either engine, the next one gives the rows an undisturbed one gives."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from drawn import ask
from small_lakes import SmallLake, small_catalogue

TESTS = Path(__file__).resolve().parents[1]
POINTS = (
    "after_copy",
    "after_evidence",
    "after_stage",
    "after_facts",
    "after_comparison",
    "after_relations",
    "after_build",
    "after_log",
    "before_swap",
    "after_swap",
)
_PUBLISHER = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path[:0] = sys.argv[1:3]
    from small_lakes import SmallLake, small_catalogue

    def die(point):
        if point == sys.argv[4]:
            os.kill(os.getpid(), signal.SIGKILL)

    SmallLake(Path(sys.argv[3]), small_catalogue(), sys.argv[5] or None).publish("2023-02-11", fault=die)
    """
)


def rows_of(lake: SmallLake) -> list:
    return [
        sorted(ask(lake.warehouse, f"select * from {name}"), key=str)
        for name in ("comparison", "observation", "fact_observation", "finding", "publication")
    ]


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_published_again(tmp_path, warehouse_url, point):
    lake = SmallLake(tmp_path, small_catalogue(), warehouse_url)
    lake.submit("value\n100", name="one", report="R")
    lake.publish("2023-01-11")
    before = rows_of(lake)
    lake.submit("value\n120", name="two", report="R", relation="corrects", landed="2023-02-10")
    killed = subprocess.run(
        [
            sys.executable, "-c", _PUBLISHER, str(TESTS.parent / "include"), str(TESTS), str(tmp_path), point,
            warehouse_url or "",
        ],
        check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert (rows_of(lake) == before) == (point != "after_swap")  # the old one or the new one, never a half

    publication = lake.publish("2023-02-11")
    assert publication.n == 2
    assert [entry["n"] for entry in lake.lake.publications()] == [1, 2]
    values = ask(lake.warehouse, "select value from observation")
    assert [str(row["value"]) for row in values] == ["120.000000"]
    assert list(lake.file.parent.glob("building*")) == []
    after = rows_of(lake)
    lake.publish("2023-02-11", to=2)  # made whole
    assert rows_of(lake) == after


def test_the_points_are_all_there_are(tmp_path):
    met = []
    lake = SmallLake(tmp_path, small_catalogue())
    lake.publish("2023-01-11", fault=met.append)
    assert tuple(met) == POINTS
