"""Every check of gate 3 objects to a warehouse that breaks it, and to none other."""

from __future__ import annotations

import duckdb
import pytest

from lientinh.errors import PublicationStopped
from lientinh.publish.building import create_relations, stage
from lientinh.publish.gate3 import run_gate_3
from lientinh.publish.publications import read_publication
from lientinh.publish.relations import SQL_DIR
from small_lakes import SmallLake, asked, small_catalogue

BREACHES = {
    "counts_reconcile": "delete from fact_observation where observation_key = 1",
    "observation_keys_unique": "insert into fact_observation select * from fact_observation",
    "dimension_keys_unique": "insert into dim_period select * from dim_period",
    "one_leader_per_series": "update fact_observation set series_key = 1",
    "comparison_cells_unique": "insert into comparison select * from comparison",
    "comparison_shows_its_own_scenario": (
        "update comparison set observation_id = (select observation_id from observation where scenario = 'plan') "
        "where state = 'reported' and scenario = 'actual'"
    ),
    "only_reported_cells_have_values": "update comparison set value = 0 where state = 'not_reported'",
    "bounded_values_have_no_rank": "update comparison set qualifier = 'about' where rank = 1",
    "ranks_cover_what_they_say": "update comparison set ranked_count = 9",
    "nothing_stale": "delete from dim_submission",
}


@pytest.fixture
def connection(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))
    lake.submit("area | scenario | value\n04 | actual | 100\n20 | actual | 90\n20 | plan | 80", name="one")
    lake.publish("2023-02-01")
    log = [read_publication(entry) for entry in lake.lake.publications()]
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        stage(connection, lake.lake, lake.catalogue, log)
        create_relations(connection)
        yield connection


def test_a_right_warehouse_passes(connection):
    run_gate_3(connection, 1)


@pytest.mark.parametrize("check", sorted(BREACHES))
def test_each_check_objects(connection, check):
    connection.execute(BREACHES[check])
    with pytest.raises(PublicationStopped) as stopped:
        run_gate_3(connection, 1)
    assert check in [problem.split(":")[0] for problem in stopped.value.problems]


def test_a_warehouse_of_another_publication_is_stale(connection):
    with pytest.raises(PublicationStopped, match="nothing_stale"):
        run_gate_3(connection, 2)


def test_no_check_without_its_test():
    assert {file.stem for file in (SQL_DIR / "gate3").glob("*.sql")} == set(BREACHES)


def test_an_observation_lost_on_the_way_is_noticed(connection):
    connection.execute("insert into stage_observation select * from stage_observation limit 1")
    with pytest.raises(PublicationStopped, match="counts_reconcile"):
        run_gate_3(connection, 1)
