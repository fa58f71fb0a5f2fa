"""A person decides: one run for each submission that has figures waiting.

The reviewers of the catalogue find what is in question under “Required actions”, with the figures and the arithmetic,
and accept the figures as they stand or return them. Nobody else may answer, and nobody answers what he or she handed
in. Waiting holds no worker; the rest of the submission is published already, and the next report is not delayed.
The answer goes into the lake with name and time, and `publish_warehouse` follows.

Tiếng Việt: mỗi hồ sơ có số liệu chờ làm rõ là một lượt; người rà soát xem nội dung, số liệu và chọn chấp nhận
hoặc trả lại.
"""

from __future__ import annotations

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import PartitionedAssetTimetable, dag, get_current_context, task, task_group

from lientinh_airflow.assets import review_asset
from lientinh_airflow.dag_settings import dag_settings
from lientinh_airflow.failures import MACHINE_RETRIES, run_stage
from lientinh_airflow.review_operator import ReviewOperator


@task(task_display_name="Chuẩn bị nội dung xin ý kiến", **MACHINE_RETRIES)
def prepare() -> list[dict]:
    """What is asked about the run's submission (its partition key, or `submission_id` of a manual run)."""
    run = get_current_context()["dag_run"]
    return run_stage("reviewing.prepare_requests", run.partition_key or (run.conf or {}).get("submission_id"))


@task(task_display_name="Ghi ý kiến", **MACHINE_RETRIES)
def record(request: dict, answer: dict) -> dict:
    """The answer into the lake, and the decision that follows."""
    return run_stage("reviewing.record_answer", request, answer)


@task_group(group_display_name="Từng nội dung")
def review(request: dict) -> None:
    """One request: each goes on as soon as it is answered, whatever the others wait for.

    The run has a partition, and so would the event of an asset it changed, which `publish_warehouse` would not hear.
    """
    ask = ReviewOperator(
        task_id="ask", task_display_name="Xin ý kiến người rà soát", request=request, **MACHINE_RETRIES
    )
    publish = TriggerDagRunOperator(
        task_id="publish",
        task_display_name="Cập nhật kho số liệu",
        trigger_dag_id="publish_warehouse",
        **MACHINE_RETRIES,
    )
    record(request, ask.output) >> publish


@dag(
    dag_id="review_findings",
    dag_display_name="Xin ý kiến về số liệu chờ làm rõ",
    description="A reviewer accepts or returns the figures of a submission that wait for a person",
    schedule=PartitionedAssetTimetable(assets=review_asset()),
    **dag_settings(max_active_runs=1000),  # they wait for people: none may keep another from being asked
    tags=["review"],
    doc_md=__doc__,
)
def reviewing() -> None:
    review.expand(request=prepare())


reviewing()
