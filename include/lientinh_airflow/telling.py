"""What the tasks that tell people call: alerts by Airflow's connections, and the calendar's reminders."""

from __future__ import annotations

import os
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


def watch() -> Manifest:
    """The day's watch: reminders, lateness, escalations, letters to who is late, and all other news; counts."""
    from lientinh.morning_watch import watch_day
    from lientinh_airflow.alert_channels import airflow_channels

    pipeline = open_pipeline()
    channels = airflow_channels(pipeline.settings, os.environ)
    report, letters = watch_day(pipeline, pipeline.clock(), channels)
    return {"messages": len(report.sent), "letters": len(letters)}
