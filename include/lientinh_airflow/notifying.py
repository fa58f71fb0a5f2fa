"""A task that has failed for good is told to the routes, once for each run and task. Thin: DAG files import it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any


def alert_task_failure(context: Mapping[str, Any]) -> None:
    """`on_failure_callback` of every task. What it cannot deliver now stays in the ledger for the next run.

    A task that failed because alerts could not be delivered is not told again: the ledger has told the other routes.
    """
    from lientinh.alerts.delivering import deliver
    from lientinh.alerts.ledger import Ledger
    from lientinh.alerts.route_loading import load_routes
    from lientinh.alerts.watching import task_failure_event
    from lientinh.errors import AlertsUndelivered
    from lientinh_airflow.alert_channels import airflow_channels
    from lientinh_airflow.stages import open_pipeline

    if any(isinstance(error, AlertsUndelivered) for error in _causes(context.get("exception"))):
        return
    task = context["task_instance"]
    now = datetime.now(UTC)
    event = task_failure_event(task.dag_id, task.task_id, task.run_id, getattr(task, "log_url", ""), now)
    pipeline = open_pipeline()
    routes = load_routes(pipeline.settings.alert_routes_file, pipeline.catalogue)
    channels = airflow_channels(pipeline.settings, os.environ)
    deliver([event], routes, Ledger(pipeline.settings.alerts_dir), channels, now)


def _causes(error: object) -> Iterator[BaseException]:
    """An exception and what it was raised from."""
    while isinstance(error, BaseException):
        yield error
        error = error.__cause__
