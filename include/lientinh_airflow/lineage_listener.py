"""Airflow tells of every task that starts, ends or fails; here each becomes a lineage event.

Airflow logs what a listener raises and goes on: lineage that cannot be written never turns a task red.
Registered by the plugin; `LIENTINH_LINEAGE=off` silences it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from airflow.listeners import hookimpl

from lientinh.settings import read_settings
from lientinh_airflow.lineage import ASSERTING_TASK, TaskRun, describe_event, emit_event, list_rules


@hookimpl  # type: ignore[untyped-decorator]
def on_task_instance_running(task_instance: Any) -> None:
    """A try began."""
    _tell(task_instance, "START")


@hookimpl  # type: ignore[untyped-decorator]
def on_task_instance_success(task_instance: Any) -> None:
    """A try ended well; of the gates' task with what every rule found."""
    if task_instance.task_id != ASSERTING_TASK:
        _tell(task_instance, "COMPLETE")
        return
    manifests = task_instance.xcom_pull(task_ids=ASSERTING_TASK) or []
    _tell(task_instance, "COMPLETE", manifests=manifests, rules=list_rules(os.environ))


@hookimpl  # type: ignore[untyped-decorator]
def on_task_instance_skipped(task_instance: Any) -> None:
    """A try found nothing to do."""
    _tell(task_instance, "ABORT")


@hookimpl  # type: ignore[untyped-decorator]
def on_task_instance_failed(task_instance: Any, error: BaseException | str | None) -> None:
    """A try failed, to be repeated or not. Only the kind of error: its words may quote a document."""
    _tell(task_instance, "FAIL", error=type(error).__name__ if isinstance(error, BaseException) else "failed")


def _tell(task_instance: Any, state: str, **more: Any) -> None:
    if not read_settings(os.environ).lineage:
        return
    emit_event(describe_event(_name(task_instance), state, datetime.now(UTC), **more), os.environ)


def _name(task_instance: Any) -> TaskRun:
    dag = getattr(getattr(task_instance, "task", None), "dag", None)
    areas = [tag.removeprefix("area:") for tag in getattr(dag, "tags", ()) if tag.startswith("area:")]
    return TaskRun(
        dag_id=task_instance.dag_id,
        task_id=task_instance.task_id,
        run_id=task_instance.run_id,
        map_index=-1 if task_instance.map_index is None else task_instance.map_index,
        try_number=task_instance.try_number,
        area_code=areas[0] if areas else None,
    )
