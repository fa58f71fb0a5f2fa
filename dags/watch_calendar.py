"""Every morning at seven: who has to report soon, who is late, what nobody answered, what stands still.

First the warehouse is published again where a date passed overnight (a duty fell due, a waiver ended), then each is
told what is new for them, once: reminders before a due date, lateness after it, escalation; reviews that nobody
answered; what waits in an inbox. What could not be delivered yesterday is tried again.

Tiếng Việt: bảy giờ sáng hằng ngày nhắc báo cáo sắp đến hạn, thông báo báo cáo chậm, ý kiến chưa trả lời và sự cố
vận hành.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import CronTriggerTimetable, dag, task

from lientinh_airflow.failures import as_airflow_failures, task_defaults

MACHINE_RETRIES = {"retries": 3, "retry_delay": timedelta(minutes=2)}


@task(task_display_name="Cập nhật theo lịch", **MACHINE_RETRIES)
def renew() -> dict:
    """A publication where a date that matters has passed since the last one."""
    from lientinh_airflow.stages import publish_warehouse

    with as_airflow_failures():
        return publish_warehouse()


@task(task_display_name="Nhắc việc, thông báo", **MACHINE_RETRIES)
def tell() -> dict:
    """Reminders, lateness, escalations and all other news, to those whom the routes name."""
    from lientinh_airflow.telling import watch

    with as_airflow_failures():
        return watch()


@dag(
    dag_id="watch_calendar",
    dag_display_name="Theo dõi lịch báo cáo",
    description="Every morning: reminders, lateness, escalations, and all else nobody was told of yet",
    schedule=CronTriggerTimetable("0 7 * * *", timezone="Asia/Ho_Chi_Minh"),
    start_date=pendulum.datetime(2025, 1, 1, tz="Asia/Ho_Chi_Minh"),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=task_defaults(),
    tags=["calendar"],
    doc_md=__doc__,
)
def watching() -> None:
    renew() >> tell()


watching()
