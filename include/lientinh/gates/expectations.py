"""Our own expectations, imported only where a run is validated: importing Great Expectations costs seconds.

One column is at most another in the same row, and a row that lacks either passes: Great Expectations has one like
it, which first copies every column of the frame without the rows that lack a value, and at 10^6 rows that is most
of its time. Two intervals of a row have a value in common: it has none, and as two comparisons of columns they
cost 71 ms of CPU and not 45 (1.24.1, 10^5 rows), and the pages did not say what was meant.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations import ExpectColumnPairValuesAToBeGreaterThanB
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    MulticolumnMapMetricProvider,
    column_pair_condition_partial,
    multicolumn_condition_partial,
)
from great_expectations.render import LegacyRendererType, RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer

from lientinh.gates.suites import intervals_apart


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


class IntervalsMeet(MulticolumnMapMetricProvider):  # type: ignore[misc]  # untyped
    """Rows whose two intervals have a value in common: lower, upper, other lower and other upper."""

    condition_metric_name = "multicolumn_values.intervals_meet"
    condition_domain_keys = (
        "batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if",
    )  # fmt: skip
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series:  # noqa: N805
        return ~intervals_apart(column_list)


class ExpectIntervalsToMeet(MulticolumnMapExpectation):  # type: ignore[misc]  # untyped
    """Expect two intervals of each row, given by four columns, to meet; a missing bound is none."""

    map_metric: ClassVar[str] = "multicolumn_values.intervals_meet"
    args_keys: ClassVar[tuple[str, ...]] = ("column_list",)
    ignore_row_if: str = "never"

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)  # type: ignore[untyped-decorator]
    def _prescriptive_renderer(cls, configuration: Any = None, **_: Any) -> list[Any]:
        """How the pages say it, in place of the expectation's name and its arguments."""
        bounds = dict(zip("abcd", configuration.kwargs["column_list"], strict=True))
        template = {
            "template": "$rule_id: the interval from $a to $b must meet the interval from $c to $d.",
            "params": bounds | {"rule_id": configuration.meta["rule_id"]},
        }
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=template)]
