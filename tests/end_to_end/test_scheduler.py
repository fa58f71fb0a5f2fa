"""The real thing: a file dropped into an inbox, and nobody touches anything until its figures are in the warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from end_to_end.running_airflow import airflow_on, ask_warehouse, free_port, runs, wait_for

ROOT = Path(__file__).resolve().parents[2]
AREA_CODE = "04"
WORKBOOK = ROOT / "include" / "samples" / AREA_CODE / "so-lieu-hang-nam-2016.xlsx"

# The whole loop goes the same way with more to do; this one is for looking closer when that fails.
pytestmark = [pytest.mark.airflow, pytest.mark.slow]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with airflow_on(tmp_path, free_port()):
        yield tmp_path


def observations(home: Path) -> int:
    """How many figures of the area readers see now."""
    found = ask_warehouse(home, "SELECT count(*) FROM observation WHERE area_code = ?", AREA_CODE)
    return int(str(found[0][0])) if found else 0


def test_a_dropped_file_is_in_the_warehouse_without_another_hand(home: Path) -> None:
    inbox = home / "inbox" / AREA_CODE
    inbox.mkdir(parents=True)
    (inbox / "hong.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    shutil.copyfile(WORKBOOK, inbox / WORKBOOK.name)

    wait_for("figures of the workbook in the warehouse", lambda: observations(home) > 0)
    wait_for(
        "every run at its end", lambda: {state for one in runs(home).values() for state in one} == {"success"}
    )

    assert observations(home) > 20
    assert [path.name for path in inbox.iterdir() if not path.name.startswith(".")] == []
    assert len(list((home / "quarantine").iterdir())) == 1, "the broken workbook, and only it"
    ingested = {dag_id for dag_id in runs(home) if dag_id.startswith("ingest_")}
    assert ingested == {"ingest_cao_bang"}, "no other province was bothered"
