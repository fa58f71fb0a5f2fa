"""From the lake to the warehouse, whenever the lake has changed: gate 3, then the swap.

One run at a time, whichever province caused it; readers see the old warehouse or the new one. Gate 3
stops a warehouse whose counts do not reconcile: the run turns red and the old warehouse stays.

Tiếng Việt: cập nhật kho số liệu mỗi khi có kết quả xử lý mới; nếu lần kiểm tra cuối không đạt thì giữ nguyên kho cũ.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import dag, task

from lientinh_airflow.assets import lake_asset, warehouse_asset
from lientinh_airflow.dag_settings import dag_settings
from lientinh_airflow.failures import run_stage


@task(
    task_display_name="Kiểm tra lần cuối và cập nhật",
    outlets=[warehouse_asset()],
    retries=3,
    retry_delay=timedelta(seconds=30),
    execution_timeout=timedelta(hours=1),
)
def publish() -> dict:
    """The publication's number and what it holds."""
    return run_stage("stages.publish_warehouse")


@dag(
    dag_id="publish_warehouse",
    dag_display_name="Cập nhật kho số liệu",
    description="Gate 3 and the swap of the warehouse, whenever the lake has changed",
    schedule=[lake_asset()],
    **dag_settings(),
    tags=["publish"],
    doc_md=__doc__,
)
def publishing() -> None:
    publish()


publishing()
