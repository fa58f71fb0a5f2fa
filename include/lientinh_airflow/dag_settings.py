"""What every DAG of ours has in common; a DAG file adds its own on top."""

from __future__ import annotations

from typing import Any

import pendulum

from lientinh_airflow.failures import task_defaults

TIMEZONE = "Asia/Ho_Chi_Minh"


def dag_settings(**own: Any) -> dict[str, Any]:
    """Arguments of `@dag`: on the ministry's clock, one run at a time, nothing made up for, not paused; `own` wins."""
    common = {
        "start_date": pendulum.datetime(2025, 1, 1, tz=TIMEZONE),
        "catchup": False,
        "max_active_runs": 1,
        "is_paused_upon_creation": False,
        "default_args": task_defaults(),
    }
    return common | own
