"""Every morning at seven and after each publication: reminders, lateness, and what else nobody was told of yet.

First the warehouse is published again where a date passed overnight (a duty fell due, a waiver ended). Then each is
told what is new for them, once: findings and rejected submissions, reminders before a due date, lateness after it,
escalation, reviews that nobody answered, what waits in an inbox. A late period gets one draft letter that lists all who
are late. What could not be delivered is tried again at the pace of the retries.

Tiếng Việt: bảy giờ sáng hằng ngày và sau mỗi lần cập nhật kho: thông báo nội dung mới, nhắc báo cáo sắp đến hạn, báo
cáo chậm, ý kiến chưa trả lời và sự cố vận hành; lập dự thảo công văn đôn đốc.
"""

from __future__ import annotations

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from lientinh_airflow.assets import warehouse_asset
from lientinh_airflow.dag_settings import TIMEZONE, dag_settings
from lientinh_airflow.failures import ALERT_RETRIES, MACHINE_RETRIES, run_stage


@task(task_display_name="Cập nhật theo lịch", **MACHINE_RETRIES)
def renew() -> dict:
    """A publication where a date that matters has passed since the last one."""
    return run_stage("stages.publish_warehouse")


@task(task_display_name="Nhắc việc, thông báo", **ALERT_RETRIES)
def tell() -> dict:
    """Reminders, lateness, escalations and all other news, to those whom the routes name."""
    return run_stage("stages.watch_calendar")


@dag(
    dag_id="watch_calendar",
    dag_display_name="Theo dõi lịch báo cáo, thông báo",
    description="Reminders, lateness, escalations, and all else nobody was told of yet",
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("0 7 * * *", timezone=TIMEZONE), assets=[warehouse_asset()]
    ),
    **dag_settings(),
    tags=["calendar"],
    doc_md=__doc__,
)
def watching() -> None:
    renew() >> tell()


watching()
