"""Publish as a whole: numbers and causes, the same rows again, back to an earlier publication, readers undisturbed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from dataclasses import replace

import duckdb
import pytest

from drawn import ask
from lientinh.errors import InfrastructureError, PublicationStopped, UsageError
from lientinh.publish import building, publish
from lientinh.publish.gate3 import run_slice_checks
from lientinh.publish.lock import publisher_lock
from lientinh.publish.reading_warehouse import open_warehouse
from lientinh.publish.relations import RELATIONS
from small_lakes import SmallLake, asked, moment, small_catalogue


@pytest.fixture
def lake(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2021", "2022")))
    lake.submit("area | value\n04 | 100\n20 | 120", name="one", report="R", landed="2023-01-10")
    return lake


def everything(file) -> dict[str, list]:
    """All rows of all tables of a warehouse, keys included."""
    names = [relation.name for relation in RELATIONS if relation.kind in ("table", "evidence")]
    return {name: sorted(ask(file, f"select * from {name}"), key=str) for name in names}


def test_publications_are_numbered_and_say_why(lake):
    first = lake.publish("2023-01-11")
    lake.submit("value\n130", name="two", landed="2023-01-12")
    second = lake.publish("2023-01-13")
    third = lake.publish("2023-01-14", cause="by order")
    assert [(one.n, one.cause, one.new, len(one.decision_ids)) for one in (first, second, third)] == [
        (1, "submissions", True, 1),
        (2, "submissions", True, 1),
        (2, "submissions", False, 1),
    ]
    log = lake.lake.publications()
    assert [entry["n"] for entry in log] == [1, 2]
    assert set(log[0]) >= {"published_at", "cause", "decision_ids", "package_version", "catalogue_digest"}
    assert json.dumps(second.as_dict(), ensure_ascii=False)
    assert "2" in second.describe() and "nothing new" in third.describe()


def test_an_empty_lake_gives_an_empty_warehouse_that_shows_what_is_owed(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2021", "2022")))
    assert lake.publish("2023-02-01").cause == "first"
    assert {row["state"] for row in ask(lake.file, "select state from comparison")} == {
        "not_reported",
        "not_asked",
    }


def test_nothing_new_leaves_the_file_alone(lake):
    lake.publish("2023-01-11")
    before = lake.file.stat()
    lake.publish("2023-01-12")
    assert lake.file.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("on", "catalogue", "cause"),
    [
        ("2023-01-17", {}, "calendar"),  # the 15th, last day on time, has passed
        ("2023-01-11", {"digest": "another"}, "catalogue"),
    ],
)
def test_a_duty_fallen_due_or_another_catalogue_make_a_publication(lake, on, catalogue, cause):
    lake.publish("2023-01-11")
    lake.catalogue = small_catalogue(asked("jobs", "2021", "2022"), **catalogue)
    publication = lake.publish(on)
    assert (publication.n, publication.cause, publication.decision_ids) == (2, cause, ())


def test_another_package_makes_a_publication(lake, monkeypatch):
    lake.publish("2023-01-11")
    monkeypatch.setattr("lientinh.publish.publishing.__version__", "9.9")
    assert lake.publish("2023-01-11").cause == "package"


def test_the_same_lake_gives_the_same_rows_every_vintage_included(lake):
    lake.publish("2023-01-11")
    lake.submit("value\n130", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    before = everything(lake.file)
    lake.file.unlink()
    lake.publish("2023-02-11")
    assert everything(lake.file) == before


def test_a_deleted_warehouse_comes_back_at_the_same_number(lake):
    lake.publish("2023-01-11")
    before = everything(lake.file)
    lake.file.unlink()
    publication = lake.publish("2023-01-12")
    assert (publication.n, publication.new) == (1, False)
    assert everything(lake.file) == before


def test_a_damaged_warehouse_is_made_again(lake):
    lake.publish("2023-01-11")
    before = everything(lake.file)
    lake.file.write_bytes(b"not a database")
    lake.publish("2023-01-12")
    assert everything(lake.file) == before


def test_back_to_an_earlier_publication_and_forward_again(lake):
    lake.publish("2023-01-11")
    first = everything(lake.file)
    lake.submit("value\n130", name="two", report="R", relation="corrects", landed="2023-01-12")
    lake.publish("2023-01-13")
    second = everything(lake.file)
    assert lake.publish("2023-01-14", to=1).n == 1
    assert everything(lake.file) == first
    assert lake.publish("2023-01-14").n == 2
    assert everything(lake.file) == second
    with pytest.raises(UsageError, match="no publication 7"):
        lake.publish("2023-01-14", to=7)


def test_knowledge_is_in_the_order_of_the_log_even_where_the_clock_went_back(lake):
    lake.publish("2023-01-11")
    lake.submit("value\n130", name="two", landed="2023-01-12")
    assert lake.publish("2023-01-01").published_at > moment("2023-01-11")
    lake.submit("value\n131", name="three", report="two", relation="corrects", landed="2023-01-12")
    lake.publish("2023-01-01")
    assert len({entry["published_at"] for entry in lake.lake.publications()}) == 3


def test_one_publisher_at_a_time(lake):
    with publisher_lock(lake.file.parent), pytest.raises(InfrastructureError, match="under way"):
        lake.publish("2023-01-11")
    assert lake.publish("2023-01-11").n == 1


def test_a_number_taken_by_another_publisher_is_no_publication_of_ours(lake):
    def other_publisher(point: str) -> None:
        if point == "after_build":
            lake.lake.write_publication({"n": 1})

    with pytest.raises(InfrastructureError, match="taken by another"):
        lake.publish("2023-01-11", fault=other_publisher)
    assert not lake.file.exists()


def test_gate_3_stops_a_warehouse_that_lost_a_figure_and_the_old_one_stays(lake, monkeypatch):
    lake.publish("2023-01-11")
    before = everything(lake.file)
    lake.submit("value\n130", name="two", landed="2023-01-12")

    def lose_one(build):
        build.execute("delete from fact_observation_rows where value = 130")
        run_slice_checks(build)

    monkeypatch.setattr("lientinh.publish.building.run_slice_checks", lose_one)
    with pytest.raises(PublicationStopped, match="counts_reconcile") as stopped:
        lake.publish("2023-01-13")
    assert not stopped.value.retriable
    assert everything(lake.file) == before
    assert len(lake.lake.publications()) == 1
    assert list(lake.file.parent.glob("building*")) == []


def test_a_figure_of_an_indicator_the_catalogue_no_longer_has_is_explained(lake):
    left = tuple(one for one in lake.catalogue.indicators if one.indicator_code != "jobs")
    lake.catalogue = replace(lake.catalogue, indicators=left, asked=())
    lake.publish("2023-01-11")
    assert [row["reason"] for row in ask(lake.file, "select reason from unpublished_observation")] == [
        "unknown_indicator",
        "unknown_indicator",
    ]


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [("period", "năm 2022", "unknown_period"), ("territory", "77", "unknown_territory")],
)
def test_a_code_that_means_nothing_stops_no_publication_and_is_explained(
    lake, monkeypatch, name, code, reason
):
    monkeypatch.setattr("small_lakes.period_window", lambda *_: (None, None))
    lake.submit(f"{name} | value\n{code} | 5", name="odd", landed="2023-01-12")
    lake.publish("2023-01-13")
    assert [row["reason"] for row in ask(lake.file, "select reason from unpublished_observation")] == [reason]
    assert len(ask(lake.file, "select * from observation")) == 2


def test_who_has_the_old_file_open_keeps_reading_it(lake):
    lake.publish("2023-01-11")
    count = "select count(*) from observation"
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(lake.file), count],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with reader:
        assert reader.stdout.readline() == "2\n"
        lake.submit("value\n130", name="two", landed="2023-01-12")
        lake.publish("2023-01-13")
        reader.stdin.write("again\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "2\n"
        reader.stdin.close()
    assert ask(lake.file, count) == [{"count_star()": 3}]


_READER = textwrap.dedent(
    """
    import sys, duckdb
    connection = duckdb.connect(sys.argv[1], read_only=True)
    print(connection.execute(sys.argv[2]).fetchone()[0], flush=True)
    for line in sys.stdin:
        print(connection.execute(sys.argv[2]).fetchone()[0], flush=True)
    """
)


def test_tables_and_columns_say_what_they_are(lake):
    lake.publish("2023-01-11")
    comments = "select table_name, comment from duckdb_tables() where not internal"
    assert all(row["comment"] for row in ask(lake.file, comments))
    (column,) = ask(
        lake.file,
        "select comment from duckdb_columns() where table_name = 'comparison' and column_name = 'ranked_count'",
    )
    assert "Số tỉnh được xếp hạng. · How many figures the rank covers." in column["comment"]


def test_a_full_disk_at_the_swap_is_infrastructure(lake):
    def full(point: str) -> None:
        if point == "before_swap":
            raise OSError(28, "No space left on device")

    with pytest.raises(InfrastructureError, match="No space left"):
        publish(lake.lake, lake.settings, lake.catalogue, now=moment("2023-01-11"), fault=full)
    assert lake.publish("2023-01-12").n == 1
    with duckdb.connect(str(lake.file), read_only=True) as connection:
        assert connection.execute("select count(*) from observation").fetchone() == (2,)


def test_duties_fall_due_in_an_empty_warehouse_too(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))
    lake.publish("2023-01-11")
    states = "select distinct state from comparison where area_code = '04' and period = '2022'"
    assert ask(lake.file, states) == [{"state": "not_due"}]
    assert lake.publish("2023-02-01").cause == "calendar"
    assert ask(lake.file, states) == [{"state": "not_reported"}]
    grown = everything(lake.file)
    lake.publish("2023-02-01", to=2)
    assert everything(lake.file) == grown


def test_a_change_writes_only_the_series_that_changed(lake, monkeypatch):
    lake.publish("2023-01-11")
    written = []
    put = building.put_in_place

    def count(build, relation, rows):
        if relation.name == "fact_observation":
            written.append(build.ask("select count(*) as n from changed_series")[0]["n"])
        put(build, relation, rows)

    monkeypatch.setattr(building, "put_in_place", count)
    lake.submit("value\n130", name="two", report="R", relation="corrects", landed="2023-02-10")
    lake.publish("2023-02-11")
    assert written == [1]  # of the two the report says


def test_a_warehouse_moved_away_from_its_evidence_says_so_and_is_made_again(lake, tmp_path):
    lake.publish("2023-01-11")
    (there,) = ask(lake.file, "select min(observation_id) as id from evidence")
    moved = tmp_path / "moved"
    lake.settings.home.joinpath("warehouse").rename(moved)
    elsewhere = replace(lake.settings, home=tmp_path / "elsewhere", lake_url=lake.settings.lake_root)
    elsewhere.warehouse_file.parent.parent.mkdir()
    moved.rename(elsewhere.warehouse_file.parent)
    with (
        pytest.raises(InfrastructureError, match="makes it again here"),
        open_warehouse(elsewhere) as warehouse,
    ):
        warehouse.ask("explain_observation", observation_id=there["id"])
    publish(lake.lake, elsewhere, lake.catalogue, now=moment("2023-01-12"))
    with open_warehouse(elsewhere) as warehouse:
        assert warehouse.ask("explain_observation", observation_id=there["id"])
