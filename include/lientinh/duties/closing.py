"""When a period is complete: everybody who owes has reported, or the last day on time has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

Row = dict[str, Any]

_ACCEPTED = ("on_time", "late", "arrived")


@dataclass(frozen=True, slots=True)
class ClosablePeriod:
    """A report type and period that can be closed, and why; how many owe it and how many have reported."""

    report_type: str
    period: str
    period_basis: str
    why: Literal["all_reported", "deadline"]
    owed_count: int
    reported_count: int


def periods_to_close(status_rows: Sequence[Row], today: date) -> list[ClosablePeriod]:
    """The periods that are complete on a day, by report type and period.

    Rows of `reporting_status`, or of `read_standings`. `all_reported`: every agency that owes has an accepted
    submission. `deadline`: the last day on time of all who owe has passed; a period of which any date is unknown
    never closes that way. What stays within a province is nobody's period here.
    """
    owed = [row for row in status_rows if row.get("received_by", "ministry") == "ministry"]
    owed.sort(key=_period_of)
    found = (_close(list(rows), today) for _, rows in groupby(owed, key=_period_of))
    return [one for one in found if one is not None]


def _period_of(row: Row) -> tuple[str, date, str, str]:
    return row["report_type"], row["cut_off_on"], row["period"], row["period_basis"]


def _close(rows: list[Row], today: date) -> ClosablePeriod | None:
    reported = sum(row["state"] in _ACCEPTED for row in rows)
    why: Literal["all_reported", "deadline"]
    if reported == len(rows):
        why = "all_reported"
    elif all(row["due_on"] is not None and row["due_on"] < today for row in rows):
        why = "deadline"
    else:
        return None
    first = rows[0]
    return ClosablePeriod(
        first["report_type"], first["period"], first["period_basis"], why, len(rows), reported
    )
