"""Thirty days of a ministry's alerts: what each person gets is little, and nothing is lost. `-s` shows the counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lientinh.alerts.delivering import deliver
from lientinh.alerts.events import AlertEvent
from lientinh.alerts.ledger import Ledger
from lientinh.alerts.links import Links
from lientinh.alerts.messages import Message
from lientinh.alerts.routes import AlertRoute, RouteFile, Routes
from lientinh.alerts.sources import Words, finding_events, review_events, submission_events
from lientinh.alerts.watching import task_failure_event
from lientinh.errors import NotDelivered
from small_alerts import NAMES

FIRST = datetime(2026, 6, 1, 0, 0, tzinfo=UTC)  # 07:00 at the ministry
DAYS = 30
RUNS_A_DAY = 6  # every four hours: a publication, or the morning's calendar
WORDS = Words(NAMES, Links(Path("/tmp/home"), "https://lientinh.example"))
PROVINCES = ("04", "14", "20")
BROKEN_FROM, BROKEN_UNTIL = 10, 18  # days on which the management's mail server is down


def test_the_count_of_messages_a_person_gets(tmp_path: Path) -> None:
    ledger, routes = Ledger(tmp_path / "alerts"), thirty_day_routes()
    office = Office()
    happened: dict[str, AlertEvent] = {}
    failing_runs = 0
    for now, events in stream(ledger):
        office.now = now
        for event in events:
            happened.setdefault(event.key, event)
        failing_runs += bool(deliver(events, routes, ledger, office, now).failing)  # type: ignore[arg-type]
    for hour in range(1, 49):  # two more days, so that the last digests leave
        office.now = now + timedelta(hours=hour)
        deliver([], routes, ledger, office, office.now)  # type: ignore[arg-type]

    report_counts(office, len(happened))
    for route in routes.file.routes:
        office.check_nothing_lost(route, happened.values())
        office.check_few(route, happened.values())
    assert failing_runs > 10, "a broken route is said by every run as long as it lasts"
    told = [event.key for _, message in office.taken["operators"] for event in message.events]
    assert len([key for key in told if key.startswith("undelivered:management:")]) == 1
    assert sum(map(len, office.taken.values())) <= 100, "four people, thirty days"


def thirty_day_routes() -> Routes:
    def route(route_id: str, *takes: dict[str, Any]) -> dict[str, Any]:
        return {"id": route_id, "title_vi": route_id, "title_en": route_id, "takes": takes}

    grave = ["critical", "error"]
    operators = {"kinds": ["operation", "publication"], "severities": [*grave, "warning"], "often": "at_once"}
    file = RouteFile.model_validate(
        {
            "routes": [
                route("operators", operators),
                route(
                    "reviewers",
                    {"kinds": ["finding"], "severities": [*grave, "warning"]},
                    {"kinds": ["review"], "severities": [*grave, "warning"]},
                ),
                route(
                    "reporting_desk",
                    {"kinds": ["calendar"], "severities": [*grave, "warning", "info"]},
                    {"kinds": ["submission"], "severities": grave},
                ),
                route("management", {"kinds": ["review", "calendar"], "severities": grave}),
            ]
        }
    )
    return Routes(file, NAMES)


@dataclass
class Office:
    """Four people's mailboxes, one of them out of order for some days."""

    now: datetime = FIRST
    taken: dict[str, list[tuple[datetime, Message]]] = field(default_factory=lambda: defaultdict(list))

    def send(self, message: Message, route: AlertRoute) -> None:
        if route.id == "management" and BROKEN_FROM <= (self.now - FIRST).days < BROKEN_UNTIL:
            raise NotDelivered("the mail server cannot be reached")
        self.taken[route.id].append((self.now, message))

    def check_nothing_lost(self, route: AlertRoute, happened: Any) -> None:
        """Everything the route takes was told, each once."""
        told = Counter(event.key for _, message in self.taken[route.id] for event in message.events)
        told = Counter({key: count for key, count in told.items() if not key.startswith("undelivered:")})
        assert told == Counter(event.key for event in happened if route.how_often(event)), route.id

    def check_few(self, route: AlertRoute, happened: Any) -> None:
        """At most one digest a day, and what must go at once."""
        digests = Counter(
            (at + timedelta(hours=7)).date()
            for at, message in self.taken[route.id]
            if message.form == "daily"
        )
        assert not digests or max(digests.values()) == 1, route.id
        at_once = [event for event in happened if route.how_often(event) == "at_once"]
        alerts = [message for _, message in self.taken[route.id] if message.form == "at_once"]
        # one more where another route stopped working
        assert len(alerts) <= len(at_once) + 1, route.id


def stream(ledger: Ledger) -> Iterator[tuple[datetime, list[AlertEvent]]]:
    """The runs of thirty days with the events that watchers make at each: the same ones again as long as they last."""
    for run in range(DAYS * RUNS_A_DAY):
        now = FIRST + timedelta(hours=4 * run)
        day = run // RUNS_A_DAY
        events = finding_events(findings_on(day, now), WORDS, ledger.knows)
        events += submission_events(rejections_on(day), WORDS)
        events += review_events(reviews_on(day), WORDS, now)
        events += calendar_on(day, now)
        if run == 8 * RUNS_A_DAY + 3:
            events.append(task_failure_event("ingest_son_la", "read", "run8", "https://airflow.example", now))
        yield now, events


def findings_on(day: int, now: datetime) -> list[dict[str, Any]]:
    """Two new ones each working day; each open for six days, one in five waived at once, one in seven comes back."""
    rows = []
    for opened in range(day + 1):
        if opened % 7 >= 5:
            continue
        for number in range(2):
            index = 2 * opened + number
            age = day - opened
            state = "new" if age == 0 else "ongoing" if age < 6 else "resolved"
            if index % 5 == 4:
                state = "waived"
            if index % 7 == 0 and 9 <= age < 12:
                state = "ongoing"
            rows.append(
                {
                    "finding_id": f"f{index}",
                    "severity": ("error", "warning", "error")[index % 3],
                    "state": state,
                    "area_code": PROVINCES[index % 3],
                    "submission_id": f"s{opened}",
                    "indicator_code": None,
                    "period": "2026-M05",
                    "first_seen_at": FIRST + timedelta(days=opened),
                    "last_seen_at": now,
                    "resolved_at": now if state == "resolved" else None,
                }
            )
    return rows


def rejections_on(day: int) -> list[dict[str, Any]]:
    return [
        {
            "submission_id": f"bad{rejected}",
            "area_code": "14",
            "landed_at": FIRST + timedelta(days=rejected),
            "decided_at": FIRST + timedelta(days=rejected),
            "outcome": "rejected",
        }
        for rejected in (3, 17)
        if day >= rejected
    ]


def reviews_on(day: int) -> list[dict[str, Any]]:
    """One asked every fifth day and answered after two; the one of day 10 is left for eight."""
    return [
        {
            "submission_id": f"s{asked}",
            "area_code": PROVINCES[asked % 3],
            "field": "employment",
            "asked_at": FIRST + timedelta(days=asked),
            "days_open": day - asked,
            "answer_days": 3,
        }
        for asked in range(0, DAYS, 5)
        if 0 <= day - asked < (8 if asked == 10 else 2)
    ]


def calendar_on(day: int, now: datetime) -> list[AlertEvent]:
    """Three provinces owe a report due on day 9: reminded on day 6, two late on day 10, one still on day 15."""
    steps = [
        (6, "remind", "info", PROVINCES),
        (10, "late", "warning", PROVINCES[:2]),
        (15, "late_long", "error", ("04",)),
    ]
    return [
        AlertEvent(
            key=f"{step}:{area_code}-snv:semiannual:2026-S1",
            kind="calendar",
            severity=severity,  # type: ignore[arg-type]
            area_code=area_code,
            field=None,
            title_vi=f"{NAMES[area_code][0]}: báo cáo 6 tháng – {step}",
            title_en=f"{NAMES[area_code][1]}: half-year report – {step}",
            text_vi="",
            text_en="",
            link="",
            happened_at=now,
        )
        for begins, step, severity, areas in steps
        if day >= begins
        for area_code in areas
    ]


def report_counts(office: Office, happened: int) -> None:
    print(f"\n{DAYS} days, {DAYS * RUNS_A_DAY} runs, {happened} things happened")
    for route_id, taken in office.taken.items():
        forms = Counter(message.form for _, message in taken)
        told = sum(len(message.events) for _, message in taken)
        forms_told = f"{forms['daily']:2} digests, {forms['at_once']} at once"
        print(f"  {route_id:15} {len(taken):3} messages: {forms_told}; {told} events")
