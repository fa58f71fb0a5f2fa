"""Lineage: what a task ran on, what it made, and how the data stood, as OpenLineage events in a file.

By default the events of a month stand in `LIENTINH_HOME/lineage/<YYYY-MM>.jsonl` and nothing leaves the machine. Where
the environment configures an OpenLineage client (`OPENLINEAGE_URL`, `OPENLINEAGE__TRANSPORT__TYPE`,
`OPENLINEAGE_CONFIG`), that decides. Events carry identities, names and counts; never figures.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lientinh.catalogue import load_catalogue
from lientinh.catalogue.models import Rule
from lientinh.settings import read_settings
from lientinh.version import __version__

Manifest = dict[str, Any]

NAMESPACE = "lientinh"
PRODUCER = f"urn:lientinh:{__version__}"
_CLIENT_SETTINGS = ("OPENLINEAGE_URL", "OPENLINEAGE__TRANSPORT__TYPE", "OPENLINEAGE_CONFIG")
_SEVERITIES = {"critical": "error", "error": "error", "warning": "warn", "info": "info"}
# Task → the datasets it reads and writes, by the folders and relations of the design; {area} is the sender's.
_DATASETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "land": (("inbox/{area}",), ("lake/raw", "lake/receipts")),
    "read": (("lake/raw", "lake/receipts"), ("lake/readings",)),
    "check_and_decide": (
        ("lake/readings", "lake/observations"),
        ("lake/observations", "lake/findings", "lake/decisions", "data_docs"),
    ),
    "publish": (
        ("lake/observations", "lake/findings", "lake/decisions", "lake/publications"),
        ("warehouse", "lake/publications"),
    ),
    "close": (("warehouse",), ("lake/closings", "exports/bao-cao-ky")),
}
# The rules of these gates are assertions about the rows of this dataset.
_ASSERTED = {"lake/readings": ("land", "read", "gate1"), "lake/observations": ("gate2",)}
ASSERTING_TASK = "check_and_decide"


@dataclass(frozen=True, slots=True)
class TaskRun:
    """One try of one task, mapped or not (`map_index` -1)."""

    dag_id: str
    task_id: str
    run_id: str
    map_index: int
    try_number: int
    area_code: str | None

    @property
    def job_name(self) -> str:
        """`ingest_lang_son.read`, as other OpenLineage producers name Airflow's tasks."""
        return f"{self.dag_id}.{self.task_id}"

    @property
    def lineage_id(self) -> str:
        """The same try has the same id in every event; another try has another."""
        return _identify(self.dag_id, self.run_id, self.task_id, str(self.map_index), str(self.try_number))

    @property
    def dag_run_id(self) -> str:
        """Of the DAG run it belongs to."""
        return _identify(self.dag_id, self.run_id)


def describe_event(
    run: TaskRun,
    state: str,
    at: datetime,
    manifests: Sequence[Manifest] = (),
    rules: Sequence[Rule] = (),
    error: str | None = None,
) -> Any:
    """A run event; `state` is START, COMPLETE, ABORT (skipped) or FAIL.

    Manifests of what was decided, with the rules of the catalogue, give the data-quality facets of the inputs.
    """
    from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
    from openlineage.client.facet_v2 import error_message_run, parent_run

    reads, writes = _DATASETS.get(run.task_id, ((), ()))
    facets: dict[str, Any] = {
        "parent": parent_run.ParentRunFacet(
            run=parent_run.Run(runId=run.dag_run_id), job=parent_run.Job(namespace=NAMESPACE, name=run.dag_id)
        )
    }
    if error is not None:
        facets["errorMessage"] = error_message_run.ErrorMessageRunFacet(
            message=error, programmingLanguage="python"
        )
    return RunEvent(
        eventType=RunState[state],
        eventTime=at.astimezone(UTC).isoformat(),
        run=Run(runId=run.lineage_id, facets=facets),
        job=Job(namespace=NAMESPACE, name=run.job_name),
        producer=PRODUCER,
        inputs=[
            InputDataset(
                namespace=NAMESPACE,
                name=name.format(area=run.area_code),
                inputFacets=_quality_of(name, manifests, rules) if manifests else {},
            )
            for name in reads
        ],
        outputs=[OutputDataset(namespace=NAMESPACE, name=name.format(area=run.area_code)) for name in writes],
    )


def _quality_of(dataset: str, manifests: Sequence[Manifest], rules: Sequence[Rule]) -> dict[str, Any]:
    """Every rule set against the dataset, with whether it held; and how many rows there were."""
    from openlineage.client.facet_v2 import data_quality_assertions_dataset as assertions
    from openlineage.client.facet_v2 import data_quality_metrics_input_dataset as metrics

    if dataset not in _ASSERTED:
        return {}
    broken: Counter[str] = Counter()
    for manifest in manifests:
        broken.update(manifest["rules"])
    rows = sum(manifest[dataset.removeprefix("lake/")] for manifest in manifests)
    return {
        "dataQualityMetrics": metrics.DataQualityMetricsInputDatasetFacet(
            columnMetrics={}, rowCount=rows, fileCount=len(manifests)
        ),
        "dataQualityAssertions": assertions.DataQualityAssertionsDatasetFacet(
            assertions=[
                assertions.Assertion(
                    assertion=rule.rule_id,
                    success=not broken[rule.rule_id],
                    severity=_SEVERITIES[rule.severity],
                    description=rule.reason,
                    expected="0 findings",
                    actual=f"{broken[rule.rule_id]} findings",
                )
                for rule in rules
                if rule.gate in _ASSERTED[dataset]
            ]
        ),
    }


def list_rules(environ: Mapping[str, str]) -> Sequence[Rule]:
    """The rules of the catalogue in use."""
    return load_catalogue(read_settings(environ).catalogue_dir).rules


def emit_event(event: Any, environ: Mapping[str, str]) -> None:
    """One line in the month's file; or whatever the environment configures. OSError where it cannot be written."""
    if any(environ.get(name) for name in _CLIENT_SETTINGS):
        from openlineage.client import OpenLineageClient

        OpenLineageClient().emit(event)
        return
    from openlineage.client.serde import Serde

    file = lineage_file(read_settings(environ).home, str(event.eventTime))
    file.parent.mkdir(parents=True, exist_ok=True)
    line = (Serde.to_json(event) + "\n").encode("utf-8")
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, line)  # one call: tasks that write at once keep their lines apart
    finally:
        os.close(descriptor)


def lineage_file(home: Path, event_time: str) -> Path:
    """`lineage/2026-11.jsonl`, of the month in UTC."""
    return home / "lineage" / f"{event_time[:7]}.jsonl"


def _identify(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((NAMESPACE, *parts))))
