"""What the tasks call: lots of a size Airflow can map over, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lientinh.errors import InfrastructureError
from lientinh_airflow.stages import MOST_LOTS, account_for, land_submissions, share_out


def waiting(count: int) -> list[dict[str, Any]]:
    return [{"submission_id": f"{number:016x}", "name": f"{number}.xlsx"} for number in range(count)]


@pytest.mark.parametrize(
    ("count", "lots", "largest"), [(0, 0, 0), (1, 1, 1), (500, 500, 1), (501, 251, 2), (1200, 400, 3)]
)
def test_one_each_until_there_are_too_many(count: int, lots: int, largest: int) -> None:
    shared = share_out(waiting(count))
    assert (len(shared), max((len(lot["submissions"]) for lot in shared), default=0)) == (lots, largest)
    assert [one for lot in shared for one in lot["submissions"]] == waiting(count)


@pytest.mark.airflow
def test_airflow_maps_over_as_many() -> None:
    from airflow.configuration import conf

    assert conf.getint("core", "max_map_length") > MOST_LOTS


def test_a_lot_is_called_by_its_submissions() -> None:
    assert [lot["name"] for lot in share_out(waiting(3), most_lots=3)] == ["0.xlsx", "1.xlsx", "2.xlsx"]
    assert [lot["name"] for lot in share_out(waiting(3), most_lots=2)] == ["0.xlsx … 1.xlsx (2)", "2.xlsx"]


def test_what_was_lost_is_named() -> None:
    lots = share_out(waiting(2))
    assert account_for(lots, waiting(2)) == {"submissions": 2, "decided": 2}
    with pytest.raises(InfrastructureError, match=r"1\.xlsx"):
        account_for(lots, waiting(1))


def test_only_the_area_s_own_submissions_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another area has landed and not decided is its own run's business."""
    monkeypatch.setenv("LIENTINH_HOME", str(tmp_path))
    monkeypatch.setenv("LIENTINH_REST_SECONDS", "0")
    for area_code in ("04", "20"):
        folder = tmp_path / "inbox" / area_code
        folder.mkdir(parents=True)
        (folder / f"bao_cao_{area_code}.txt").write_text(f"Báo cáo {area_code}", encoding="utf-8")
    for area_code in ("04", "20", "20"):
        assert [lot["name"] for lot in land_submissions(area_code)] == [f"bao_cao_{area_code}.txt"]
