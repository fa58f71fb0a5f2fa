"""Reprocess: old submissions again, with today's package and catalogue, as a vintage of its own.

A new processing never stands as the sender's correction: the submission stays the same, its decision is a
further one, and the publication that takes it in has the cause `reprocessed`.
"""

from __future__ import annotations

from typing import Any

from lientinh.checking import normalise_submission
from lientinh.errors import UsageError
from lientinh.pipeline import Pipeline

Json = dict[str, Any]
_VALUE = ("value", "lower", "upper", "qualifier", "unit_code")


def plan_reprocessing(
    pipeline: Pipeline, *, submission_id: str | None = None, indicator_code: str | None = None
) -> list[Json]:
    """Submissions whose newest decision is of another processing, and what would change in each.

    One row a submission: ids, name, and how many series would be added, removed, changed. With
    `indicator_code` only submissions in which that indicator would change. Raises `UsageError` for an id
    or a code that nobody knows.
    """
    if indicator_code is not None:
        pipeline.catalogue.indicator(indicator_code)
    newest = {decision["submission_id"]: decision for decision in pipeline.lake.decisions()}
    if submission_id is not None and submission_id not in newest:
        raise UsageError(f"{submission_id}: no such submission has been decided")
    plan = []
    for one, decision in newest.items():
        if decision["processing"] == pipeline.processing or submission_id not in (None, one):
            continue
        change = _compare(pipeline, decision, indicator_code)
        if indicator_code is None or change["added"] or change["removed"] or change["changed"]:
            plan.append({"submission_id": one, "name": decision["name"], **change})
    return plan


def run_reprocessing(pipeline: Pipeline, plan: list[Json]) -> list[Json]:
    """Decide the planned submissions again; manifests."""
    return pipeline.check_and_decide([one["submission_id"] for one in plan])


def _compare(pipeline: Pipeline, decision: Json, indicator_code: str | None) -> dict[str, int]:
    before = _by_series(pipeline.lake.read_stage("observations", [decision]).to_pylist(), indicator_code)
    (handled,) = pipeline.handle([decision["submission_id"]])
    rows = normalise_submission(handled, pipeline.catalogue, pipeline.processing).rows
    after = _by_series(rows, indicator_code)
    return {
        "added": len(after.keys() - before.keys()),
        "removed": len(before.keys() - after.keys()),
        "changed": sum(before[series] != after[series] for series in before.keys() & after.keys()),
    }


def _by_series(rows: list[Json], indicator_code: str | None) -> dict[str, tuple[Any, ...]]:
    """By series what leads it; of a copy that leads nothing what it says."""
    chosen = [row for row in rows if indicator_code in (None, row["indicator_code"])]
    return {
        row["series_id"]: tuple(row[name] for name in _VALUE)
        for row in sorted(chosen, key=lambda row: bool(row["leads"]))
    }
