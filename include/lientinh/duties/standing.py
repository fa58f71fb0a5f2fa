"""How duties stand on a day: what has come, what is late, what falls due and what nobody knows the date of.

What has come is what the warehouse knows now; on an earlier day a report that arrived after it had not come yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from lientinh.catalogue import Catalogue
from lientinh.duties.listing import Duty, list_duties
from lientinh.ministry_time import ministry_day
from lientinh.publish.engines import open_engine
from lientinh.settings import Settings

Row = dict[str, Any]

_KEY = ("area_code", "agency_code", "report_type", "period", "period_basis")
_ACCEPTED = ("on_time", "late", "arrived")
_ARRIVAL = ("arrived_on", "landed_at", "relation", "submission_id", "report_id")


def read_standings(settings: Settings, catalogue: Catalogue, on: date) -> list[Row]:
    """The duties of a day by the catalogue, with what the warehouse knows to have come; see `stand_on`.

    Without a warehouse nothing has come.
    """
    engine = open_engine(settings)
    known: list[Row] = []
    if engine.publication_number() is not None:
        with engine.read() as warehouse:
            known = warehouse.ask("export_reporting_status")
    return stand_on(list_duties(catalogue, on), known, catalogue, on)


def stand_on(duties: Iterable[Duty], known: Sequence[Row], catalogue: Catalogue, on: date) -> list[Row]:
    """One row per duty: its fields, names, and of `known` (rows of `reporting_status`) what had come by the day.

    `state`: as in `reporting_status`; `internal` of what a province keeps to itself. `days_late` of what came late or
    is overdue, `days_left` until the last day on time; both empty without a date.
    """
    by_key = {tuple(row[name] for name in _KEY): row for row in known}
    names = {one.report_type: (one.name_vi, one.name_en) for one in catalogue.report_types}
    return [_stand(duty, by_key, catalogue, names, on) for duty in duties]


def _stand(
    duty: Duty,
    by_key: Mapping[tuple[Any, ...], Row],
    catalogue: Catalogue,
    names: Mapping[str, tuple[str, str]],
    on: date,
) -> Row:
    fields = asdict(duty)
    came = by_key.get(tuple(fields[name] for name in _KEY))
    if came is not None and not _has_come(came, on):
        came = None
    state = _state(duty, came, on)
    agency = catalogue.agency(duty.agency_code) if duty.agency_code else None
    area = catalogue.area(duty.area_code, duty.period_end)
    report_type = names.get(duty.report_type, (duty.report_type, duty.report_type))
    return {
        **fields,
        "cut_off_on": duty.period_end,
        "agency_name_vi": agency.name_vi if agency else None,
        "agency_name_en": agency.name_en if agency else None,
        "area_name_vi": area.name_vi,
        "area_name_en": area.name_en,
        "report_type_name_vi": report_type[0],
        "report_type_name_en": report_type[1],
        "state": state,
        **{name: came[name] if came else None for name in _ARRIVAL},
        "days_late": _days_late(duty, came, state, on),
        "days_left": (duty.due_on - on).days if duty.due_on and state == "not_due" else None,
    }


def _has_come(row: Row, on: date) -> bool:
    """Whether a report had come by a day; of one whose arrival nobody wrote down, whether it had landed here."""
    if row["submission_id"] is None:
        return False
    came_on: date = row["arrived_on"] or ministry_day(row["landed_at"])
    return came_on <= on


def _state(duty: Duty, came: Row | None, on: date) -> str:
    if duty.received_by != "ministry":
        return "internal"
    if came is not None:
        return str(came["state"])
    return "not_due" if (duty.due_on or duty.period_end) >= on else "not_reported"


def _days_late(duty: Duty, came: Row | None, state: str, on: date) -> int | None:
    if duty.due_on is None:
        return None
    if came is not None and state in _ACCEPTED:
        arrived_on: date | None = came["arrived_on"]
        return (arrived_on - duty.due_on).days if arrived_on and arrived_on > duty.due_on else None
    return (on - duty.due_on).days if state in ("not_reported", "returned") and on > duty.due_on else None
