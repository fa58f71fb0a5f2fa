"""What is asked, period by period: the rules of `asked.csv` spelled out until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Asked
from lientinh.periods import list_periods, period_window
from lientinh.publish.fields import date_fields, text_fields

Json = dict[str, Any]

_KEYS = "indicator_code breakdown period period_basis scenario plan_basis accumulation area_code report_type"
ASKED = pa.schema([*text_fields(_KEYS), *date_fields("period_start period_end due_on")])


# A window of the administrative calendar begins on the 15th of the month before its period of the calendar.
_EARLIEST_START = timedelta(days=31)


def list_asked_cells(catalogue: Catalogue, until: date) -> list[Json]:
    """One row per asked series, period that has begun by `until`, and area code; `*` means every province.

    The window is that of the rule's basis: `nd09` for reports of the administrative calendar.
    """
    cells = {}
    for asked in catalogue.asked:
        periods = list_periods(asked.frequency, asked.period_from, asked.period_to, until + _EARLIEST_START)
        for cell in (_cell(asked, period, area_code) for period in periods for area_code in asked.area_codes):
            if cell["period_start"] <= until:
                cells[tuple(str(cell[name]) for name in _KEYS.split())] = cell
    return [cells[key] for key in sorted(cells)]


def duties_changed(catalogue: Catalogue, then: date, today: date) -> bool:
    """Whether between two days a period began that is asked about, or the last day on time passed for one."""
    if today <= then:
        return False
    return any(
        cell["period_start"] > then or then <= (cell["due_on"] or cell["period_end"]) < today
        for cell in list_asked_cells(catalogue, today)
    )


def _cell(asked: Asked, period: str, area_code: str) -> Json:
    start, end = period_window(period, asked.basis)
    return {
        "indicator_code": asked.indicator_code,
        "breakdown": asked.breakdown,
        "period": period,
        "period_basis": asked.basis,
        "scenario": asked.scenario,
        "plan_basis": asked.plan_basis,
        "accumulation": asked.accumulation,
        "area_code": area_code,
        "report_type": asked.report_type,
        "period_start": start,
        "period_end": end,
        "due_on": end + timedelta(days=asked.due_days) if asked.due_days is not None else None,
    }
