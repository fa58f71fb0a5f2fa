"""What is asked and what is owed, period by period: `asked.csv` and the calendar spelled out until a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from lientinh.catalogue import Catalogue
from lientinh.catalogue.models import Asked
from lientinh.duties import list_duties
from lientinh.duties.calendar_rules import EARLIEST_START, EVERY_PROVINCE, MINISTRY
from lientinh.periods import list_periods, period_window
from lientinh.publish.fields import date_fields, text_fields

Json = dict[str, Any]

_KEYS = "indicator_code breakdown period period_basis scenario plan_basis accumulation area_code report_type"
ASKED = pa.schema([*text_fields(_KEYS), *date_fields("period_start period_end")])
DUTY = pa.schema(
    [
        *text_fields("duty_code agency_code area_code territory report_type period period_basis source"),
        *date_fields("period_start period_end due_on"),
        ("verified", pa.bool_()),
    ]
)


def list_asked_cells(catalogue: Catalogue, until: date) -> list[Json]:
    """One row per asked series, period that has begun by `until`, and area code; `*` means every province.

    The window is that of the rule's basis: `nd09` for reports of the administrative calendar.
    """
    cells = {}
    for asked in catalogue.asked:
        periods = list_periods(asked.frequency, asked.period_from, asked.period_to, until + EARLIEST_START)
        for cell in (_cell(asked, period, area_code) for period in periods for area_code in asked.area_codes):
            if cell["period_start"] <= until:
                cells[tuple(str(cell[name]) for name in _KEYS.split())] = cell
    return [cells[key] for key in sorted(cells)]


def duties_changed(catalogue: Catalogue, then: date, today: date) -> bool:
    """Whether between two days a period began that is asked about, or the last day on time passed for one.

    What has no date is expected until its period ends.
    """
    if today <= then:
        return False
    owed = [duty for duty in list_duties(catalogue, today) if duty.due_on and duty.received_by == MINISTRY]
    if any(then <= duty.due_on < today for duty in owed if duty.due_on):
        return True
    dated = {(duty.report_type, duty.period, duty.period_basis, duty.area_code) for duty in owed}
    return any(
        cell["period_start"] > then
        or (then <= cell["period_end"] < today and not _keys_of(cell, catalogue) <= dated)
        for cell in list_asked_cells(catalogue, today)
    )


def _keys_of(cell: Json, catalogue: Catalogue) -> set[tuple[str, str, str, str]]:
    """The reports that carry a cell, one a province."""
    everywhere = cell["area_code"] == EVERY_PROVINCE
    areas = (
        [area.area_code for area in catalogue.provinces(cell["period_end"])]
        if everywhere
        else [cell["area_code"]]
    )
    return {(cell["report_type"], cell["period"], cell["period_basis"], area_code) for area_code in areas}


def list_owed(catalogue: Catalogue, after: date, until: date) -> list[Json]:
    """One row per duty to the ministry whose period began after a day and by another."""
    return [
        {name: getattr(duty, name) for name in DUTY.names}
        for duty in list_duties(catalogue, until)
        if duty.received_by == MINISTRY and duty.period_start > after
    ]


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
    }
