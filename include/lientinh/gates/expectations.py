"""Our own expectation: one column is at most another in the same row, and a row that lacks either passes.

Great Expectations has one like it, which first copies every column of the frame without the rows that lack a
value: at 10^6 rows that is most of its time. Imported only where a run is validated: the import costs seconds.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations import ExpectColumnPairValuesAToBeGreaterThanB
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    column_pair_condition_partial,
)


class ColumnPairNotBelow(ColumnPairMapMetricProvider):  # type: ignore[misc]  # untyped
    """Rows whose first column is not below the second; where one is missing it is not."""

    condition_metric_name = "column_pair_values.not_below"
    condition_domain_keys = (
        "batch_id", "table", "column_A", "column_B", "row_condition", "condition_parser", "ignore_row_if",
    )  # fmt: skip
    condition_value_keys = ("or_equal",)

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: pd.Series, column_B: pd.Series, **_: Any) -> pd.Series:  # noqa: N803, N805 - its words
        return ~(column_A < column_B)


class ExpectNotBelow(ExpectColumnPairValuesAToBeGreaterThanB):  # type: ignore[misc]  # untyped
    """Expect column A to be at least column B where both are known; no row is left out beforehand."""

    map_metric: ClassVar[str] = "column_pair_values.not_below"
