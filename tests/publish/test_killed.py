"""Killed at any point of a publication, the next one gives the rows an undisturbed one gives."""

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
POINTS = ("after_stage", "after_relations", "after_build", "after_log", "before_swap", "after_swap")
_PUBLISHER = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path[:0] = sys.argv[1:3]
    from small_lakes import SmallLake, small_catalogue

    def die(point):
        if point == sys.argv[4]:
            os.kill(os.getpid(), signal.SIGKILL)

    SmallLake(Path(sys.argv[3]), small_catalogue()).publish("2023-02-11", fault=die)
    """
)


def rows_of(file: Path) -> list:
    return ask(file, "select * from comparison") + ask(file, "select * from observation")


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_published_again(tmp_path, point):
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit("value\n100", name="one", report="R")
    lake.publish("2023-01-11")
    before = rows_of(lake.file)
    lake.submit("value\n120", name="two", report="R", relation="corrects", landed="2023-02-10")
    killed = subprocess.run(
        [sys.executable, "-c", _PUBLISHER, str(TESTS.parent / "include"), str(TESTS), str(tmp_path), point],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert (rows_of(lake.file) == before) == (
        point != "after_swap"
    )  # the old one or the new one, never a half

    publication = lake.publish("2023-02-11")
    assert publication.n == 2
    assert [entry["n"] for entry in lake.lake.publications()] == [1, 2]
    assert [str(row["value"]) for row in ask(lake.file, "select value from observation")] == ["120.000000"]
    assert [path.name for path in lake.file.parent.iterdir() if path.name.startswith("building")] == []
    after = rows_of(lake.file)
    lake.file.unlink()
    lake.publish("2023-02-11")
    assert rows_of(lake.file) == after
