"""Who hears what of the calendar, day by day, and each thing once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lientinh.alerts.links import Links
from lientinh.duties import list_duties
from lientinh.duties.standing import stand_on
from lientinh.duties.watching import calendar_events
from small_lakes import UNDATED, asked, owed, small_catalogue

LINKS = Links(Path("/home"))
AREAS = ("04", "14", "20")
RULE = asked("jobs", "2025", "2025", areas=AREAS)
# Due on Thursday 15 January 2026; three working days before it is Monday 12, five after it Thursday 22.
WATCHED = owed(remind_working_days=3, escalate_working_days=5)


def came(area, arrived, state="on_time"):
    return {
        "area_code": area, "agency_code": f"{area}-so", "report_type": "annual", "period": "2025",
        "period_basis": "calendar", "state": state, "arrived_on": date.fromisoformat(arrived),
        "landed_at": datetime(2026, 1, 1, tzinfo=UTC), "relation": "initial", "submission_id": "s", "report_id": "r",
    }  # fmt: skip


def events_on(day, known=(), calendar=(WATCHED,), rule=RULE):
    catalogue = small_catalogue(rule, calendar=calendar)
    today = date.fromisoformat(day)
    rows = stand_on(list_duties(catalogue, today), list(known), catalogue, today)
    return calendar_events(rows, today, catalogue, LINKS)


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2026-01-09", {}),
        ("2026-01-12", {"remind": 4}),
        ("2026-01-15", {"remind": 4}),
        ("2026-01-16", {"late": 4}),
        ("2026-01-22", {"late": 4}),
        ("2026-01-23", {"late": 4, "escalate": 1}),
        ("2027-01-16", {"late": 4, "escalate": 1}),
        ("2027-01-17", {}),  # a year on nobody is told anew
    ],
)
def test_one_for_all_and_one_for_each_agency(day, steps):
    assert Counter(event.key.split(":")[0] for event in events_on(day)) == steps


def test_over_all_days_each_key_comes_up_once_a_step():
    keys = {
        event.key
        for number in range(400)
        for event in events_on(f"{date(2025, 12, 20) + timedelta(days=number)}")
    }
    assert keys == {
        *(
            f"{step}:{who}:annual:2025:2026-01-15"
            for step in ("remind", "late")
            for who in ("*", "04-so", "14-so", "20-so")
        ),
        "escalate:*:annual:2025:2026-01-15",
    }


def test_nobody_hears_of_what_has_come_and_the_list_names_the_others():
    known = [came("04", "2026-01-10"), came("14", "2026-01-20", "late")]
    (everybody, lang_son) = events_on("2026-01-21", known)
    assert everybody.area_code is None
    assert lang_son.area_code == "20"
    assert lang_son.key == "late:20-so:annual:2025:2026-01-15"
    assert (everybody.severity, lang_son.severity) == ("warning", "warning")
    assert everybody.title_vi == "Báo cáo năm (năm 2025) đã quá hạn, chưa nhận được"
    assert everybody.text_vi == "Hạn gửi 15/1/2026. Chưa nhận được của: Sở LĐTBXH."
    assert lang_son.title_en == "Lang Son: Annual report (2025) is late"
    assert {event.kind for event in (everybody, lang_son)} == {"calendar"}


def test_what_was_sent_back_is_late_until_it_comes_again():
    events = events_on("2026-01-16", [came("04", "2026-01-10", "returned")])
    (cao_bang,) = [event for event in events if event.area_code == "04"]
    assert "được trả lại" in cao_bang.text_vi


@pytest.mark.parametrize(
    "calendar",
    [
        (owed(**UNDATED),),
        (owed(received_by="province_government", valid_from=date(2020, 1, 1), remind_working_days=3),),
    ],
    ids=["no date", "within a province"],
)
def test_without_a_date_or_within_a_province_nobody_is_told(calendar):
    for number in range(400):
        assert events_on(f"{date(2025, 12, 20) + timedelta(days=number)}", calendar=calendar) == []


def test_no_reminder_and_no_escalation_where_the_calendar_names_none():
    bare = (owed(),)
    assert events_on("2026-01-15", calendar=bare) == []
    assert {event.severity for event in events_on("2026-06-15", calendar=bare)} == {"warning"}


def test_a_province_with_a_later_day_of_its_own_is_late_on_that_day():
    own = owed("own", area_codes=("14",), due_day=20)
    early, late = (
        events_on("2026-01-16", calendar=(owed(), own)),
        events_on("2026-01-21", calendar=(owed(), own)),
    )
    assert {event.area_code for event in early} == {None, "04", "20"}
    assert [event.key for event in late if event.area_code in (None, "14")] == [
        "late:*:annual:2025:2026-01-15",
        "late:*:annual:2025:2026-01-20",
        "late:14-so:annual:2025:2026-01-20",
    ]
