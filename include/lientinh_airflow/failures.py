"""What an error of the package means to Airflow: try again, or call a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from lientinh.errors import LienTinhError
from lientinh_airflow.notifying import alert_task_failure

# A task that tells alerts tries again at the ledger's own pace: after 5, 10, 20 … minutes.
MACHINE_RETRIES = {"retries": 2, "retry_delay": timedelta(seconds=30)}
ALERT_RETRIES = {"retries": 5, "retry_delay": timedelta(minutes=5), "retry_exponential_backoff": True}


@contextmanager
def as_airflow_failures() -> Iterator[None]:
    """A retriable error goes on as it is, and the task's retries apply; any other fails the task at once."""
    try:
        yield
    except LienTinhError as error:
        if error.retriable:
            raise
        raise AirflowFailException(str(error)) from error


def run_stage(name: str, *given: Any) -> Any:
    """Call a function of this package, named "stages.land_submissions": DAG files are parsed without importing it."""
    module, _, function = name.rpartition(".")
    with as_airflow_failures():
        return getattr(import_module(f"lientinh_airflow.{module}"), function)(*given)


def task_defaults() -> dict[str, Any]:
    """The `default_args` of every DAG: whose its tasks are, and that somebody hears where one fails for good."""
    return {"owner": "lientinh", "on_failure_callback": alert_task_failure}
