"""What is asked, period by period: the rules of `asked.csv` spelled out until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Asked
from lientinh.periods import list_periods, period_window

Json = dict[str, Any]

ASKED = pa.schema(
    [
        (name, pa.string())
        for name in (
            "indicator_code breakdown period period_basis scenario plan_basis accumulation area_code report_type"
        ).split()
    ]
    + [(name, pa.date32()) for name in ("period_start", "period_end", "due_on")]
)


def list_asked_cells(catalogue: Catalogue, until: date) -> list[Json]:
    """One row per asked series, period that has begun by `until`, and area code; `*` means every province.

    The window follows the report type: a report of the administrative calendar is asked for `nd09` windows.
    """
    basis_of = {one.report_type: one.period_basis for one in catalogue.report_types}
    cells = {}
    for asked in catalogue.asked:
        basis = basis_of.get(asked.report_type, "calendar")
        for period in list_periods(asked.frequency, asked.period_from, asked.period_to, until):
            for area_code in asked.area_codes:
                cell = _cell(asked, period, basis, area_code)
                cells[tuple(str(cell[name]) for name in ASKED.names[:9])] = cell
    return [cells[key] for key in sorted(cells)]


def _cell(asked: Asked, period: str, basis: str, area_code: str) -> Json:
    start, end = period_window(period, basis)
    return {
        "indicator_code": asked.indicator_code,
        "breakdown": asked.breakdown,
        "period": period,
        "period_basis": basis,
        "scenario": asked.scenario,
        "plan_basis": asked.plan_basis,
        "accumulation": asked.accumulation,
        "area_code": area_code,
        "report_type": asked.report_type,
        "period_start": start,
        "period_end": end,
        "due_on": end + timedelta(days=asked.due_days) if asked.due_days is not None else None,
    }
