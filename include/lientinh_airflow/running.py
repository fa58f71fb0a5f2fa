"""Run DAGs to their end in this process: Airflow's own tasks, states and metadata, without its four servers.

`DAG.test()` keeps the runs in Airflow's metadata, where `make up` shows them. Import this module only once
the environment is set: Airflow reads it when it is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import DAG
from airflow.utils.db import initdb

from lientinh.errors import InfrastructureError


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A DAG run that has ended. `failed_tasks` are empty where it succeeded."""

    dag_id: str
    state: str
    failed_tasks: tuple[str, ...]

    @property
    def succeeded(self) -> bool:
        return self.state == "success"


def load_dags(dags_dir: Path) -> dict[str, DAG]:
    """Airflow's metadata made or migrated, and every DAG of the folder by its id.

    Raises `InfrastructureError` where a file cannot be imported or there is no DAG at all.
    """
    initdb()
    bag = DagBag(dag_folder=str(dags_dir))
    if bag.import_errors:
        raise InfrastructureError("\n".join(f"{file}: {why}" for file, why in bag.import_errors.items()))
    if not bag.dags:
        raise InfrastructureError(f"{dags_dir}: no DAG")
    return dict(bag.dags)


def run_to_end(dag: DAG) -> FinishedRun:
    """One manual run, all its tasks in order."""
    run = dag.test()
    failed = tuple(
        task.task_id if task.map_index < 0 else f"{task.task_id}[{task.map_index}]"
        for task in run.get_task_instances()
        if task.state in ("failed", "upstream_failed")
    )
    return FinishedRun(dag.dag_id, str(run.state), failed)
