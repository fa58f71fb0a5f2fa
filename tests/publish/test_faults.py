"""What goes wrong around a publication stops it cleanly: the old warehouse stays, and the next call makes it good."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import psycopg
import pytest

from drawn import ask
from lientinh.errors import InfrastructureError
from lientinh.lake import Lake
from small_lakes import SmallLake, small_catalogue


@pytest.fixture
def lake(tmp_path, warehouse_url) -> SmallLake:
    lake = SmallLake(tmp_path, small_catalogue(), warehouse_url)
    lake.submit("value\n100", name="one", report="R")
    lake.publish("2023-01-11")
    return lake


def values_of(lake: SmallLake) -> list[str]:
    rows = ask(lake.warehouse, "select value from observation order by value")
    return [f"{row['value']:.0f}" for row in rows]


def stage_file(lake: SmallLake, decision: dict, stage: str = "observations") -> Path:
    return Path(lake.settings.lake_root) / lake.lake.decided_path(stage, decision)


@pytest.mark.parametrize("stage", ["observations", "findings"])
def test_a_damaged_file_is_named_and_stops_only_its_own_submission(lake, stage):
    hurt = lake.submit("value\n5", name="hurt", area="14", landed="2023-01-12")
    lake.submit("value\n7", name="sound", area="20", landed="2023-01-12")
    file = stage_file(lake, hurt, stage)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    publication = lake.publish("2023-01-13")
    assert list(publication.damaged) == [lake.lake.decided_path(stage, hurt)]
    assert hurt["decision_id"] not in publication.decision_ids
    assert values_of(lake) == ["7", "100"]
    file.write_bytes(whole)
    publication = lake.publish("2023-01-14")
    assert publication.decision_ids == (hurt["decision_id"],)
    assert not publication.damaged
    assert values_of(lake) == ["5", "7", "100"]


def test_a_damaged_decision_waits_for_its_repair(lake):
    hurt = lake.submit("value\n5", name="hurt", area="14", landed="2023-01-12")
    file = Path(lake.settings.lake_root) / "decisions" / f"{hurt['decision_id']}.json"
    whole = file.read_bytes()
    file.write_bytes(b'{"decision_id": ')
    assert list(lake.publish("2023-01-13").damaged) == [f"decisions/{hurt['decision_id']}.json"]
    file.write_bytes(whole)
    lake.publish("2023-01-14")
    assert values_of(lake) == ["5", "100"]


def test_what_was_published_and_then_damaged_is_named_when_the_warehouse_is_made_anew(lake):
    hurt = lake.submit("value\n5", name="hurt", area="14", landed="2023-01-12")
    lake.publish("2023-01-13")
    file = stage_file(lake, hurt)
    whole = file.read_bytes()
    file.unlink()
    publication = lake.publish("2023-01-14", to=2)
    assert list(publication.damaged) == [lake.lake.decided_path("observations", hurt)]
    assert values_of(lake) == ["100"]
    file.write_bytes(whole)
    assert not lake.publish("2023-01-14", to=2).damaged
    assert values_of(lake) == ["5", "100"]


def test_two_publishers_at_once_one_does_it_and_the_other_says_why_not(lake):
    lake.submit("value\n7", name="two", area="20", landed="2023-01-12")
    inside, outcome = threading.Event(), []

    def wait_inside(point: str) -> None:
        if point == "after_stage":
            inside.set()
            with pytest.raises(InfrastructureError, match="under way") as refused:
                lake.publish("2023-01-13")
            outcome.append(refused.value.retriable)

    assert lake.publish("2023-01-13", fault=wait_inside).n == 2
    assert outcome == [True]
    assert values_of(lake) == ["7", "100"]


@pytest.mark.parametrize("point", ["after_evidence", "after_build", "before_swap"])
def test_a_full_disk_loses_nothing(tmp_path, point):
    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit("value\n100", name="one")
    lake.publish("2023-01-11")
    lake.submit("value\n7", name="two", area="20", landed="2023-01-12")

    def fill(met: str) -> None:
        if met == point:
            raise OSError(28, "No space left on device")

    with pytest.raises(InfrastructureError, match="No space left"):
        lake.publish("2023-01-13", fault=fill)
    assert values_of(lake) == ["100"]
    lake.publish("2023-01-13")
    assert values_of(lake) == ["7", "100"]


@pytest.mark.parametrize("point", ["after_stage", "before_swap"])
def test_a_server_that_goes_away_loses_nothing(tmp_path, postgres_url, point):
    lake = SmallLake(tmp_path, small_catalogue(), postgres_url)
    lake.submit("value\n100", name="one")
    lake.publish("2023-01-11")
    lake.submit("value\n7", name="two", area="20", landed="2023-01-12")

    def cut(met: str) -> None:
        if met == point:
            with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
                connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                )

    with pytest.raises(InfrastructureError, match="PostgreSQL"):
        lake.publish("2023-01-13", fault=cut)
    assert values_of(lake) == ["100"]
    lake.publish("2023-01-13")
    assert values_of(lake) == ["7", "100"]


def test_a_lake_restored_from_its_copy_gives_the_same_warehouse(lake, tmp_path):
    lake.submit("value\n120", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    names = ("comparison", "observation", "fact_observation", "finding", "publication")
    before = {name: sorted(ask(lake.warehouse, f"select * from {name}"), key=str) for name in names}
    copy = tmp_path / "backup"
    shutil.copytree(lake.settings.lake_root, copy)
    shutil.rmtree(lake.settings.lake_root)
    shutil.copytree(copy, lake.settings.lake_root)
    lake.lake = Lake.open(lake.settings.lake_root)
    lake.publish("2023-03-01", to=2)
    assert {name: sorted(ask(lake.warehouse, f"select * from {name}"), key=str) for name in names} == before
    lake.submit("value\n130", name="three", report="R", relation="corrects", landed="2023-03-10")
    assert lake.publish("2023-03-11").n == 3
    assert values_of(lake) == ["130"]
