"""What every DAG promises: found, documented, tagged from a closed list, retried, one at a time, thin."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.airflow

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = {
    "close_period": None,
    "ingest_bac_kan": "06",
    "ingest_cao_bang": "04",
    "ingest_lang_son": "20",
    "ingest_son_la": "14",
    "ingest_thai_nguyen": "19",
    "publish_warehouse": None,
    "review_findings": None,
    "watch_calendar": None,
}
# A run that waits for a person must not keep another from being asked.
MANY_AT_A_TIME = {"review_findings"}
TAGS = {"ingest", "publish", "review", "calendar"}
# Fails on purpose where something was lost; the next run takes it along, so a retry would only repeat the news.
NO_RETRY = {"account_for_all"}


def test_one_ingest_dag_for_each_reporting_province_and_one_to_publish(dags: dict[str, Any]) -> None:
    assert dags.keys() == EXPECTED.keys()


@pytest.mark.parametrize("dag_id", sorted(EXPECTED))
def test_a_dag_says_what_it_does(dags: dict[str, Any], dag_id: str) -> None:
    dag = dags[dag_id]
    assert dag.description
    assert dag.dag_display_name != dag_id, "people see a Vietnamese name"
    assert "Tiếng Việt" in dag.doc_md
    assert {tag for tag in dag.tags if not tag.startswith("area:")} <= TAGS
    assert {task.owner for task in dag.tasks} == {"lientinh"}
    assert all(task.task_display_name != task.task_id for task in dag.tasks)
    area_code = EXPECTED[dag_id]
    assert {tag for tag in dag.tags if tag.startswith("area:")} == (
        {f"area:{area_code}"} if area_code else set()
    )


@pytest.mark.parametrize("dag_id", sorted(EXPECTED))
def test_a_dag_runs_one_at_a_time_and_by_itself(dags: dict[str, Any], dag_id: str) -> None:
    dag = dags[dag_id]
    assert dag.max_active_runs == (1000 if dag_id in MANY_AT_A_TIME else 1)
    assert dag.catchup is False
    assert dag.is_paused_upon_creation is False
    assert dag.timezone.name == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("dag_id", sorted(EXPECTED))
def test_machines_get_another_try(dags: dict[str, Any], dag_id: str) -> None:
    for task in dags[dag_id].tasks:
        if task.task_id in NO_RETRY:
            continue
        assert 1 <= task.retries <= 5, task.task_id
        assert timedelta(seconds=10) <= task.retry_delay <= timedelta(minutes=10), task.task_id


def test_every_task_that_fails_is_told(dags: dict[str, Any]) -> None:
    from lientinh_airflow.notifying import alert_task_failure

    for dag in dags.values():
        for task in dag.tasks:
            told = task.on_failure_callback in (alert_task_failure, [alert_task_failure])
            assert told, f"{dag.dag_id}.{task.task_id}: default_args=task_defaults()"


def _assets_of(condition: Any) -> set[str]:
    """Names of the assets a DAG follows, one or all of several."""
    return {asset.name for asset in getattr(condition, "objects", [condition])}


def test_ingest_follows_its_inbox_and_publishing_follows_the_lake(dags: dict[str, Any]) -> None:
    followed = {area and f"inbox_{area}": dag_id for dag_id, area in EXPECTED.items() if area}
    for name, dag_id in {**followed, "lake": "publish_warehouse", "review": "review_findings"}.items():
        assert _assets_of(dags[dag_id].timetable.asset_condition) == {name}
    ingest = dags["ingest_son_la"]
    assert {outlet.name for outlet in ingest.get_task("check_and_decide").outlets} == {"lake", "reports"}
    assert {outlet.name for outlet in ingest.get_task("ask_reviewers").outlets} == {"review"}


def test_periods_are_closed_every_morning_and_after_every_publication(dags: dict[str, Any]) -> None:
    timetable = dags["close_period"].timetable
    assert _assets_of(timetable.asset_condition) == {"warehouse"}
    assert timetable.timetable.expression == "30 7 * * *"
    assert str(timetable.timetable.timezone) == "Asia/Ho_Chi_Minh"
    publish = dags["publish_warehouse"].get_task("publish")
    assert {outlet.name for outlet in publish.outlets} == {"warehouse"}


def test_a_reviewer_is_asked_by_a_task_that_waits_without_a_worker(dags: dict[str, Any]) -> None:
    ask = dags["review_findings"].get_task("review.ask")
    assert "request" in ask.template_fields, "what documents say is never rendered as a template"
    assert not {"subject", "body"} & set(ask.template_fields)
    assert dags["review_findings"].get_task("review.publish").trigger_dag_id == "publish_warehouse"


def test_every_stage_that_a_dag_names_is_there() -> None:
    named = {
        name
        for file in (ROOT / "dags").glob("*.py")
        for name in re.findall(r'run_stage\(\s*"([\w.]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(named) > 5
    for name in named:
        module, _, function = name.rpartition(".")
        assert callable(getattr(import_module(f"lientinh_airflow.{module}"), function)), name


def test_submissions_are_read_apart_and_checked_together(dags: dict[str, Any]) -> None:
    dag = dags["ingest_cao_bang"]
    assert dag.get_task("read").is_mapped
    assert not dag.get_task("check_and_decide").is_mapped
    assert dag.get_task("account_for_all").upstream_task_ids == {"land", "read", "check_and_decide"}


_WHAT_A_PARSE_BRINGS_IN = """
import sys
sys.path.insert(0, sys.argv[1])
import close_period, ingest_provinces, publish_warehouse, review_findings, watch_calendar
print(sorted({"pandas", "great_expectations", "pyarrow", "duckdb"} & sys.modules.keys()))
"""


def test_parsing_the_dags_brings_nothing_heavy_in() -> None:
    """Every task of every run parses its DAG file: what is imported there is paid each time."""
    command = [sys.executable, "-c", _WHAT_A_PARSE_BRINGS_IN, str(ROOT / "dags")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
