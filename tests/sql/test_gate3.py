"""Every check of gate 3 objects to a warehouse that breaks it, and to none other."""

from __future__ import annotations

import pytest

from lientinh.errors import PublicationStopped
from lientinh.publish.building import Building, Plan
from lientinh.publish.engines import open_engine
from lientinh.publish.gate3 import run_gate_3, run_slice_checks
from lientinh.publish.publications import read_publication
from lientinh.publish.relations import SQL_DIR
from small_lakes import SmallLake, asked, small_catalogue

BREACHES = {
    "observation_keys_unique": "insert into stage_observation select * from stage_observation",
    "dimension_keys_unique": "insert into dim_period select * from dim_period",
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
SLICE_BREACHES = {
    "counts_reconcile": "delete from fact_observation_rows where value = 100",
    "fact_keys_unique": "insert into fact_observation_rows select * from fact_observation_rows",
    "one_leader_per_series": "update fact_observation_rows set area_key = 1, kind_key = 1",
}


@pytest.fixture
def build(tmp_path):
    lake = SmallLake(tmp_path, small_catalogue(asked("jobs", "2022", "2022")))
    lake.submit("area | scenario | value\n04 | actual | 100\n20 | actual | 90\n20 | plan | 80", name="one")
    lake.publish("2023-02-01")
    entries = [read_publication(entry) for entry in lake.lake.publications()]
    with open_engine(lake.settings).rebuild(1) as build:
        Building(build, lake.lake, lake.catalogue, Plan(entries, 0, ""), lambda point: None).run(set())
        yield build


def test_a_right_warehouse_passes(build):
    run_slice_checks(build)
    run_gate_3(build, 1)


@pytest.mark.parametrize("check", sorted(BREACHES))
def test_each_check_objects(build, check):
    build.execute(BREACHES[check])
    with pytest.raises(PublicationStopped) as stopped:
        run_gate_3(build, 1)
    assert check in [problem.split(":")[0] for problem in stopped.value.problems]


@pytest.mark.parametrize("check", sorted(SLICE_BREACHES))
def test_each_check_of_a_slice_objects(build, check):
    build.execute(SLICE_BREACHES[check])
    with pytest.raises(PublicationStopped) as stopped:
        run_slice_checks(build)
    assert check in [problem.split(":")[0] for problem in stopped.value.problems]


def test_a_warehouse_of_another_publication_is_stale(build):
    with pytest.raises(PublicationStopped, match="nothing_stale"):
        run_gate_3(build, 2)


def test_no_check_without_its_test():
    assert {file.stem for file in (SQL_DIR / "gate3").glob("*.sql")} == set(BREACHES)
    assert {file.stem for file in (SQL_DIR / "gate3" / "slice").glob("*.sql")} == set(SLICE_BREACHES)


def test_an_observation_lost_on_the_way_is_noticed(build):
    build.execute(
        "delete from fact_observation_rows where observation_key in (select min(observation_key) from voice)"
    )
    with pytest.raises(PublicationStopped, match="neither a fact nor explained"):
        run_slice_checks(build)
