"""Great Expectations over the frames of a gate: few expectations, many rows, one batch a frame and run.

Great Expectations costs seconds of CPU to import and about 17 ms an expectation whatever the rows (measured
with 1.24.1), so bounds come as columns of the frame and every row of every submission is in one batch.
Failing rows are found by our own filter of the same check: asking for their indexes made results 30 times
slower. It is imported only where a run is validated. The two count the same rows, or the program is wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from lientinh.findings import Severity
from lientinh.gates.data_docs import open_context, write_docs

log = logging.getLogger(__name__)

_SEVERITIES: dict[Severity, str] = {
    "critical": "critical",
    "error": "critical",  # its scale has three steps; ours withholds at error
    "warning": "warning",
    "info": "info",
}


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """One expectation about a column, and the same as a filter.

    `not_above`: `column` is at most `other` in the same row; a row that lacks either passes.
    `present`: `column` has a value. `unique`: no value of `column` stands twice.
    """

    rule_id: str
    kind: Literal["not_above", "present", "unique"]
    column: str
    other: str | None = None

    @property
    def name(self) -> str:
        """Its columns and rule, unique within a batch."""
        return f"{self.rule_id}: {self.column} {self.kind} {self.other or ''}".strip()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the frame it looks at."""
        return (self.column, *([self.other] if self.other else []))

    def failing(self, frame: pd.DataFrame) -> pd.Series:
        """True for the rows that fail."""
        values = frame[self.column]
        if self.kind == "present":
            return values.isna()
        if self.kind == "unique":
            return values.notna() & values.duplicated(keep=False)
        return values > frame[self.other]

    def expectation(self, severity: Severity) -> Any:
        """The same for Great Expectations."""
        gxe = import_module("great_expectations.expectations")
        given = {"meta": {"rule_id": self.rule_id, "check": self.name}, "severity": _SEVERITIES[severity]}
        if self.kind == "present":
            return gxe.ExpectColumnValuesToNotBeNull(column=self.column, **given)
        if self.kind == "unique":
            return gxe.ExpectColumnValuesToBeUnique(column=self.column, **given)
        ours = import_module("lientinh.gates.expectations")
        pair = {"column_A": self.other, "column_B": self.column}
        return ours.ExpectNotBelow(**pair, or_equal=True, ignore_row_if="neither", **given)


@dataclass(frozen=True, slots=True)
class IntervalCheck:
    """Two intervals of a row have a value in common, as one expectation and as a filter; a missing bound is none.

    `bounds` are the columns of lower, upper, other lower and other upper; with `where`, a column and its value,
    only those rows are looked at.
    """

    rule_id: str
    bounds: tuple[str, str, str, str]
    where: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """Its columns and rule, unique within a batch."""
        return (
            f"{self.rule_id}: {self.bounds[0]} to {self.bounds[1]} meets {self.bounds[2]} to {self.bounds[3]}"
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the frame it looks at."""
        return (*self.bounds, *([self.where[0]] if self.where else []))

    def failing(self, frame: pd.DataFrame) -> pd.Series:
        """True for the rows that fail."""
        apart = intervals_apart(frame[list(self.bounds)])
        return apart & (frame[self.where[0]] == self.where[1]) if self.where else apart

    def expectation(self, severity: Severity) -> Any:
        """The same for Great Expectations."""
        given: dict[str, Any] = {"meta": {"rule_id": self.rule_id, "check": self.name}}
        if self.where:
            conditions = import_module("great_expectations.expectations.row_conditions")
            given["row_condition"] = conditions.Column(self.where[0]) == self.where[1]
        ours = import_module("lientinh.gates.expectations")
        return ours.ExpectIntervalsToMeet(
            column_list=list(self.bounds), severity=_SEVERITIES[severity], **given
        )


Check = ColumnCheck | IntervalCheck


def intervals_apart(frame: pd.DataFrame) -> pd.Series:
    """True for rows whose intervals have no value in common: lower, upper, other lower, other upper, in this order.

    A bound that is missing is none, so a row without an interval passes.
    """
    lower, upper, other_lower, other_upper = (frame.iloc[:, number] for number in range(4))
    return (lower > other_upper) | (other_lower > upper)


@dataclass(frozen=True, slots=True)
class Batch:
    """A frame and what is expected of it."""

    name: str
    frame: pd.DataFrame
    checks: Sequence[Check]


def validate(
    gate: str, batches: Sequence[Batch], severities: Mapping[str, Severity], data_docs_dir: Path | None
) -> None:
    """Validate the batches and write their Data Docs into `data_docs_dir/<gate>`, in place of the last run's.

    Without a folder nothing is validated or written: the filters alone make the findings, and a sender's
    check stays quick. RuntimeError where an expectation and its filter count differently.
    """
    filled = [batch for batch in batches if len(batch.frame)]
    if data_docs_dir is None or not filled:
        return
    context = open_context(data_docs_dir, gate)
    for batch in filled:
        _validate_batch(context, gate, batch, severities)
    write_docs(context, data_docs_dir / gate)


def _validate_batch(context: Any, gate: str, batch: Batch, severities: Mapping[str, Severity]) -> None:
    gx = import_module("great_expectations")
    source = context.data_sources.add_pandas(f"{gate}-{batch.name}")
    definition = source.add_dataframe_asset(batch.name).add_batch_definition_whole_dataframe(batch.name)
    suite = context.suites.add(gx.ExpectationSuite(name=f"{gate}-{batch.name}"))
    for check in batch.checks:
        suite.add_expectation(check.expectation(severities[check.rule_id]))
    validation = context.validation_definitions.add(
        gx.ValidationDefinition(name=f"{gate}-{batch.name}", data=definition, suite=suite)
    )
    columns = sorted({name for check in batch.checks for name in check.columns})
    outcome = validation.run(
        batch_parameters={"dataframe": batch.frame[columns]}, result_format={"result_format": "SUMMARY"}
    )
    log.info("validated gate=%s batch=%s rows=%d", gate, batch.name, len(batch.frame))
    results = {result.expectation_config.meta["check"]: result for result in outcome.results}
    for check in batch.checks:
        _compare(check, int(check.failing(batch.frame).sum()), results[check.name])


def _compare(check: Check, expected: int, result: Any) -> None:
    if result.exception_info.get("raised_exception"):
        raise RuntimeError(f"{check.rule_id}: the expectation failed to run: {result.exception_info}")
    found = int(result.result["unexpected_count"])
    if found != expected:
        raise RuntimeError(f"{check.rule_id}: expectation counts {found} rows, filter {expected}")
