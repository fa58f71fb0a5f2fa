"""What somebody should hear of the calendar: a report that falls due, one that is late, one that stays away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.links import Links
from lientinh.catalogue import Catalogue
from lientinh.duties.working_days import add_working_days
from lientinh.findings import Severity
from lientinh.ministry_time import MINISTRY_TIME
from lientinh.period_wording import name_period
from lientinh.wording import day

Row = dict[str, Any]

# A watch that begins today, or begins again, tells nobody of reports that have been missing for years.
_TOLD_FOR_DAYS = 366
# Step: severity, what is said of one agency and of all that owe the same by the same day.
_STEPS: dict[str, tuple[Severity, str, str]] = {
    "remind": ("info", "sắp đến hạn gửi", "falls due"),
    "late": ("warning", "đã quá hạn, chưa nhận được", "is late"),
    "escalate": ("error", "quá hạn đã lâu, vẫn chưa nhận được", "is long overdue"),
}


def calendar_events(rows: Iterable[Row], today: date, catalogue: Catalogue, links: Links) -> list[AlertEvent]:
    """Reminders, lateness and escalation of a day, in rows of `read_standings`; keys that never change tell each once.

    A reminder from `remind_working_days` of the calendar's row before the last day on time, lateness from the day
    after it, escalation once `escalate_working_days` have passed since. For each report type, period and day one
    event that lists all it concerns; beside reminders and lateness one for each agency, for the routes of its
    province. Without a known date, or within a province, nobody is told anything.
    """
    steps = sorted(
        (
            (step, row)
            for row in rows
            if row["received_by"] == "ministry" and row["due_on"] is not None
            for step in _steps_of(row, today, catalogue)
        ),
        key=lambda found: (*_group_of(found), found[1]["area_code"], found[1]["agency_code"] or ""),
    )
    events = []
    for (step, *_), group in groupby(steps, key=_group_of):
        concerned = [row for _, row in group]
        events.append(_listing(step, concerned, today, links))
        if step != "escalate":
            events += [_of_agency(step, row, today, links) for row in concerned]
    return events


def _group_of(found: tuple[str, Row]) -> tuple[str, str, date, str, date]:
    step, row = found
    return step, row["report_type"], row["cut_off_on"], row["period"], row["due_on"]


def _steps_of(row: Row, today: date, catalogue: Catalogue) -> list[str]:
    entry = next((one for one in catalogue.calendar if one.duty_code == row["duty_code"]), None)
    changes, due_on = catalogue.changed_days, row["due_on"]
    if entry is None:
        return []
    if row["state"] == "not_due":
        days = entry.remind_working_days
        return ["remind"] if days and add_working_days(due_on, -days, changes) <= today <= due_on else []
    if not is_late(row, today):
        return []
    days = entry.escalate_working_days
    escalated = days is not None and add_working_days(due_on, days, changes) < today
    return ["late", *(["escalate"] if escalated else [])]


def is_late(row: Row, today: date) -> bool:
    """Whether what a row owes the ministry has not come although its last day on time passed, within the last year."""
    due_on = row["due_on"]
    if row["received_by"] != "ministry" or due_on is None or row["state"] not in ("not_reported", "returned"):
        return False
    return bool(due_on < today and (today - due_on).days <= _TOLD_FOR_DAYS)


def _listing(step: str, rows: Sequence[Row], today: date, links: Links) -> AlertEvent:
    """All whom a step concerns, as the calendar's desk needs them: one event, of no area."""
    first = rows[0]
    severity, said_vi, said_en = _STEPS[step]
    names_vi = "; ".join(_agency(row)[0] for row in rows)
    names_en = "; ".join(_agency(row)[1] for row in rows)
    report_vi, report_en = _report(first)
    return _event(
        f"{step}:*:{first['report_type']}:{first['period']}:{first['due_on']}",
        severity,
        None,
        (f"{report_vi} {said_vi}", f"{report_en} {said_en}"),
        (
            f"Hạn gửi {day(first['due_on'])}. Chưa nhận được của: {names_vi}.",
            f"Last day on time {first['due_on']}. Not received from: {names_en}.",
        ),
        today,
        links,
    )


def _of_agency(step: str, row: Row, today: date, links: Links) -> AlertEvent:
    severity, said_vi, said_en = _STEPS[step]
    (agency_vi, agency_en), (report_vi, report_en) = _agency(row), _report(row)
    returned = row["state"] == "returned"
    return _event(
        f"{step}:{row['agency_code'] or row['area_code']}:{row['report_type']}:{row['period']}:{row['due_on']}",
        severity,
        row["area_code"],
        (f"{row['area_name_vi']}: {report_vi} {said_vi}", f"{row['area_name_en']}: {report_en} {said_en}"),
        (
            f"{agency_vi}: hạn gửi {day(row['due_on'])}."
            + (" Hồ sơ đã gửi được trả lại, đề nghị gửi lại." if returned else ""),
            f"{agency_en}: last day on time {row['due_on']}."
            + (" What came was sent back; it is to come again." if returned else ""),
        ),
        today,
        links,
    )


def _agency(row: Row) -> tuple[str, str]:
    """The agency's name; of one the catalogue does not know, its province's."""
    return (
        row["agency_name_vi"] or f"cơ quan của tỉnh {row['area_name_vi']}",
        row["agency_name_en"] or f"an agency of {row['area_name_en']}",
    )


def _report(row: Row) -> tuple[str, str]:
    period_vi, period_en = name_period(row["period"])
    return f"{row['report_type_name_vi']} ({period_vi})", f"{row['report_type_name_en']} ({period_en})"


def _event(
    key: str,
    severity: Severity,
    area_code: str | None,
    title: tuple[str, str],
    text: tuple[str, str],
    today: date,
    links: Links,
) -> AlertEvent:
    return AlertEvent(
        key=key,
        kind="calendar",
        severity=severity,
        area_code=area_code,
        field=None,
        title_vi=title[0],
        title_en=title[1],
        text_vi=text[0],
        text_en=text[1],
        link=links.to("warehouse"),
        happened_at=datetime.combine(today, time.min, MINISTRY_TIME).astimezone(UTC),
    )
