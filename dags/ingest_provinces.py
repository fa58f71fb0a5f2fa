"""From an inbox to the lake: one DAG for each province that the catalogue asks for reports.

A run starts when something comes to rest in `inbox/<area_code>/`. It lands everything there, reads each submission on
its own feet, lets the gates look at all of them together, decides, asks and replies; `publish_warehouse` follows.

**A red run** means a machine or a program failed, never that a report is bad: bad reports are findings.
A submission whose reading failed stays pending; clear the failed task, or let the next run take it along.

Tiếng Việt: mỗi tỉnh một luồng xử lý, tự chạy khi có hồ sơ mới: tiếp nhận, đọc, rà soát, ghi kết quả, phản hồi.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from lientinh_airflow.assets import inbox_asset, lake_asset, reports_asset, review_asset
from lientinh_airflow.dag_settings import dag_settings
from lientinh_airflow.failures import MACHINE_RETRIES, run_stage
from lientinh_airflow.provinces import reporting_provinces


@task(task_display_name="Tiếp nhận", **MACHINE_RETRIES)
def land(area_code: str) -> list[dict]:
    """Everything at rest in the inbox, and what an earlier run landed but did not decide."""
    return run_stage("stages.land_submissions", area_code)


@task(
    task_display_name="Đọc và trích xuất",
    map_index_template="{{ submission_name }}",
    execution_timeout=timedelta(minutes=15),
    max_active_tis_per_dagrun=4,
    **MACHINE_RETRIES,
)
def read(lot: dict) -> list[dict]:
    """One submission, alone: a hostile file fails here and nowhere else. (Of thousands, a few share a task.)"""
    get_current_context()["submission_name"] = lot["name"]
    return run_stage("stages.read_lot", lot)


@task(
    task_display_name="Rà soát, ghi kết quả xử lý",
    outlets=[lake_asset(), reports_asset()],
    trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    **MACHINE_RETRIES,
)
def check_and_decide(lots: list[list[dict]]) -> list[dict]:
    """Gates 1 and 2 over all that could be read, then the decisions: the commit of each submission."""
    # A slice of the mapped results is one call of Airflow's API, a loop is one for each.
    decided = run_stage("stages.check_and_decide_lots", lots[:])
    events = get_current_context()["outlet_events"][reports_asset()]
    events.add_partitions(sorted({key for one in decided for key in one["reports"]}))
    return decided


@task(task_display_name="Chuyển người rà soát", outlets=[review_asset()], **MACHINE_RETRIES)
def ask_reviewers(decided: list[dict]) -> None:
    """A run of `review_findings` for each submission that has figures waiting; skipped where none has."""
    waiting = run_stage("reviewing.waiting_submissions", decided)
    if not waiting:
        raise AirflowSkipException("no figure waits for a person")
    get_current_context()["outlet_events"][review_asset()].add_partitions(waiting)


@task(task_display_name="Phản hồi", **MACHINE_RETRIES)
def write_replies(decided: list[dict]) -> dict:
    """What goes back to each sender, into the outbox; publishing does not wait for it."""
    return run_stage("stages.write_replies_for", decided)


@task(task_display_name="Kiểm tra không sót hồ sơ", retries=0)
def account_for_all(lots: list[dict], decided: list[dict]) -> dict:
    """Never a green run that lost a file: fails where a reading failed or a decision is missing."""
    return run_stage("stages.account_for", lots, decided)


def ingest(area_code: str) -> None:
    """The steps; `account_for_all` waits for every reading, so that a failed one turns the run red."""
    lots = land(area_code)
    manifests = read.expand(lot=lots)
    decided = check_and_decide(manifests)
    ask_reviewers(decided)
    write_replies(decided)
    manifests >> account_for_all(lots, decided)


for province in reporting_provinces():
    dag(
        dag_id=f"ingest_{province.slug}",
        dag_display_name=f"{province.name_vi} – tiếp nhận hồ sơ báo cáo",
        description=f"Reports of {province.name_en} ({province.area_code}) into the lake",
        schedule=[inbox_asset(province.area_code)],
        **dag_settings(),
        tags=["ingest", f"area:{province.area_code}"],
        doc_md=__doc__,
    )(ingest)(province.area_code)
