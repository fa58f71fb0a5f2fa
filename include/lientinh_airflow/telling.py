"""What the tasks that tell people call: alerts by Airflow's connections, and the calendar's reminders."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from lientinh_airflow.stages import open_pipeline

Manifest = dict[str, Any]


def tell_news() -> Manifest:
    """What findings, submissions, reviews and publications there are that nobody was told of yet; counts."""
    from lientinh.alerts.sending import send_alerts
    from lientinh_airflow.alert_channels import airflow_channels

    pipeline = open_pipeline()
    report = send_alerts(pipeline, pipeline.clock(), airflow_channels(pipeline.settings, os.environ))
    return {"messages": len(report.sent)}


def watch(last_success: datetime | None) -> Manifest:
    """The day's watch: reminders, lateness and escalations of the calendar, letters to who is late, and all other news.

    `last_success`: when the watch last ran to its end; None the first time.
    """

    from lientinh.alerts.sending import send_alerts
    from lientinh_airflow.alert_channels import airflow_channels

    pipeline = open_pipeline()
    now = pipeline.clock()
    report = send_alerts(
        pipeline,
        now,
        airflow_channels(pipeline.settings, os.environ),
        last_runs={"watch_calendar": last_success} if last_success else {},
    )
    return {"messages": len(report.sent)}
