"""A stock against its flows: at the end as many as before, and who came in, less who went out.

Which flows go with which stock is `flows.csv`. Where it names none of a direction, or one of them is not
reported, the others bound the stock from one side only. All as intervals of what was written, actual figures only.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from lientinh.catalogue.catalogue import Catalogue
from lientinh.catalogue.models import Flow
from lientinh.gates.figures import stated_bounds
from lientinh.gates.suites import ColumnCheck

BALANCE = "gate2.stock_against_flow"
BALANCE_CHECKS = (
    ColumnCheck(BALANCE, "not_above", "stock_low", "expected_high"),
    ColumnCheck(BALANCE, "not_above", "expected_low", "stock_high"),
)
_PLACE = ["area_code", "territory", "breakdown", "period_basis"]
_COLUMNS = ["stock", "before", "flows", "told", "stock_low", "stock_high", "expected_low", "expected_high"]


def balance_stocks(run: pd.DataFrame, known: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures (see `gather_figures`) → a row for each stock whose earlier value and flows are known too.

    Columns: stock, before: places of the two among the rows of `run` followed by those of `known`; flows: the
    (place, direction) of each flow; told: the place of the run that the finding is about; the intervals.
    """
    codes = {code for flow in catalogue.flows for code in (flow.stock_code, flow.flow_code)}
    figures = pd.concat([run, known], ignore_index=True)
    figures = figures.assign(place=np.arange(len(figures)))
    figures = figures[
        figures["indicator_code"].isin(codes)
        & figures["scenario"].eq("actual")
        & figures["leads"].astype(bool)
        & figures["territory"].notna()
        & figures["period_start"].notna()
    ].drop_duplicates([*_PLACE, "indicator_code", "period_start", "period_end", "accumulation"])
    figures = figures.reset_index(drop=True)
    figures = figures.assign(**{f"at_{name}": bound for name, bound in stated_bounds(figures).items()})
    rows = [
        row
        for stock_code in sorted({flow.stock_code for flow in catalogue.flows})
        for row in _balance(stock_code, figures, catalogue, len(run))
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _balance(
    stock_code: str, figures: pd.DataFrame, catalogue: Catalogue, run_size: int
) -> list[dict[str, Any]]:
    flows = [flow for flow in catalogue.flows if flow.stock_code == stock_code]
    stocks = figures[(figures["indicator_code"] == stock_code) & (figures["accumulation"] == "stock")]
    by_end = {(*key, end): row for *key, end, row in _keyed(stocks, "period_end")}
    moved = figures[
        figures["indicator_code"].isin({flow.flow_code for flow in flows})
        & (figures["accumulation"] == "period")
    ]
    windows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for *key, end, row in _keyed(moved, "period_end"):
        windows.setdefault((*key, row.period_start, end), {})[row.indicator_code] = row
    found = []
    for (*key, start, end), present in windows.items():
        stock, before = by_end.get((*key, end)), by_end.get((*key, start - timedelta(days=1)))
        if stock is not None and before is not None:
            found.append(_row(stock, before, flows, present, run_size))
    return [row for row in found if row["told"] < run_size]


def _keyed(frame: pd.DataFrame, column: str) -> list[tuple[Any, ...]]:
    return [
        (*(getattr(row, name) for name in _PLACE), getattr(row, column), row) for row in frame.itertuples()
    ]


def _row(
    stock: Any, before: Any, flows: list[Flow], present: dict[str, Any], run_size: int
) -> dict[str, Any]:
    came, went = (_sum_of(direction, flows, present) for direction in ("in", "out"))
    told = [one.place for one in (stock, *present.values(), before) if one.place < run_size]
    return {
        "stock": stock.place,
        "before": before.place,
        "flows": [
            (present[flow.flow_code].place, flow.direction) for flow in flows if flow.flow_code in present
        ],
        "told": told[0] if told else run_size,
        "stock_low": _or(stock.at_low, 0.0),
        "stock_high": stock.at_high,
        "expected_low": _finite(_or(before.at_low, 0.0) + came[0] - went[1]),
        "expected_high": _finite(_or(before.at_high, np.inf) + came[1] - went[0]),
    }


def _sum_of(direction: str, flows: list[Flow], present: dict[str, Any]) -> tuple[float, float]:
    """The least and the most that moved in a direction; without end where not all of it is known."""
    mine = [flow for flow in flows if flow.direction == direction]
    rows = [present[flow.flow_code] for flow in mine if flow.flow_code in present]
    is_whole = bool(mine) and len(rows) == len(mine)
    low = sum(_or(row.at_low, 0.0) for row in rows)
    return low, sum(_or(row.at_high, np.inf) for row in rows) if is_whole else np.inf


def _or(number: float, otherwise: float) -> float:
    return otherwise if np.isnan(number) else number


def _finite(number: float) -> float:
    return number if np.isfinite(number) else np.nan
