"""A period is closed when everybody who owes its report has sent it, or the deadline has passed.

Closing freezes the publication of the day in `lake/closings/` and writes the period's report, a page to print
(`exports/bao-cao-ky/`). Runs at 07:30 and after every publication; what is closed stays closed until a correction
comes, and then is closed again with a report that says what changed. A manual run with `report_type` and
`period` closes just that one, at once.

Tiếng Việt: chốt kỳ báo cáo khi các cơ quan đã gửi đủ hoặc hết hạn: giữ lại số liệu tại thời điểm chốt và lập báo cáo so
sánh các tỉnh; có đính chính thì chốt lại, báo cáo nêu rõ thay đổi.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, dag, get_current_context, task

from lientinh_airflow.assets import warehouse_asset
from lientinh_airflow.dag_settings import TIMEZONE, dag_settings
from lientinh_airflow.failures import run_stage


@task(
    task_display_name="Chốt kỳ và lập báo cáo",
    retries=2,
    retry_delay=timedelta(seconds=60),
    execution_timeout=timedelta(hours=1),
)
def close() -> list[dict]:
    """The closings that were written: which period, at which publication, why, and where its report stands."""
    params = get_current_context()["params"]
    if params["report_type"] and params["period"]:
        return run_stage("stages.close_one_period", params["report_type"], params["period"], params["why"])
    return run_stage("stages.close_due_periods")


@dag(
    dag_id="close_period",
    dag_display_name="Chốt kỳ báo cáo",
    description="Freezes the vintage of a period and writes its comparison report",
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("30 7 * * *", timezone=TIMEZONE), assets=[warehouse_asset()]
    ),
    **dag_settings(),
    params={
        "report_type": Param(None, type=["null", "string"], title="Loại báo cáo (report type)"),
        "period": Param(None, type=["null", "string"], title="Kỳ (period)"),
        "why": Param("deadline", enum=["deadline", "all_reported", "correction"], title="Lý do (cause)"),
    },
    tags=["calendar"],
    doc_md=__doc__,
)
def closing() -> None:
    close()


closing()
