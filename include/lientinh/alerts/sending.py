"""Sending the alerts of a home: what warehouse, lake and inbox show, and what callers bring, to the routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from lientinh.alerts.channels import Channels, FindValue, open_channels
from lientinh.alerts.delivering import DeliveryReport, deliver
from lientinh.alerts.events import AlertEvent
from lientinh.alerts.ledger import Ledger
from lientinh.alerts.links import Links
from lientinh.alerts.route_loading import load_routes
from lientinh.alerts.routes import Routes
from lientinh.alerts.smtp import SmtpConfig, read_smtp_url
from lientinh.alerts.sources import (
    Words,
    finding_events,
    review_events,
    secret_events,
    submission_events,
)
from lientinh.alerts.watching import Waiting, publication_events, schedule_events, waiting_events
from lientinh.duties.working_days import count_working_days
from lientinh.errors import UsageError
from lientinh.land import find_arrivals
from lientinh.ministry_time import ministry_day
from lientinh.pipeline import Pipeline
from lientinh.publish.reading_warehouse import open_warehouse
from lientinh.review.questions import list_questions
from lientinh.settings import Settings

Json = dict[str, Any]


def send_alerts(
    pipeline: Pipeline,
    now: datetime,
    channels: Channels,
    *,
    events: Iterable[AlertEvent] = (),
    schedule: str | None = None,
) -> DeliveryReport:
    """Tell every route what is new, and try again what failed; safe to run at any time and again.

    `events`: those of other watchers (the calendar). `schedule`: the name under which this run counts as one that went
    well (`watch.schedules`). Raises `AlertsUndelivered`, after all else is done, where a route keeps failing.
    """
    routes = load_routes(pipeline.settings.alert_routes_file, pipeline.catalogue)
    ledger = Ledger(pipeline.settings.alerts_dir)
    links = Links.of(pipeline.settings)
    words = Words.of(pipeline.catalogue, links)
    watch = routes.file.watch
    published_at, found = _from_warehouse(pipeline.settings, ledger, words, routes, now)
    found += secret_events(pipeline.submissions().values(), words)
    found += review_events(list_reviews(pipeline, now), words, now)
    found += waiting_events(find_waiting(pipeline, now), watch, links, now)
    found += schedule_events(ledger.last_runs(watch.schedules), watch, links, now)
    report = deliver([*events, *found], routes, ledger, channels, now)
    if published_at:
        ledger.tell_until(published_at)
    if schedule:
        ledger.note_run(schedule, now)
    report.raise_if_failing()
    return report


def _from_warehouse(
    settings: Settings, ledger: Ledger, words: Words, routes: Routes, now: datetime
) -> tuple[datetime | None, list[AlertEvent]]:
    """The newest publication's time and what is new since the last one that was told; nothing where none was made."""
    since = ledger.told_until()
    try:
        with open_warehouse(settings) as warehouse:
            log = warehouse.ask("publications")
            findings = warehouse.ask("findings_since", since=since)
            rejected = warehouse.ask("rejected_submissions", since=since)
    except UsageError:  # nothing has been published yet
        return None, []
    if not log:
        return None, []
    n, published_at = log[-1]["n"], _utc(log[-1]["published_at"])
    sent_back = {row["submission_id"] for row in rejected}
    # What rejects a submission is told as the rejection.
    telling = [
        row for row in findings if not (row["severity"] == "critical" and row["submission_id"] in sent_back)
    ]
    return published_at, [
        *finding_events(telling, words, ledger.knows),
        *submission_events(rejected, words),
        *publication_events(n, published_at, routes.file.watch, words.links, now),
    ]


def find_waiting(pipeline: Pipeline, now: datetime) -> list[Waiting]:
    """The first of what waits, by area: at rest in an inbox, landed without a decision, decided and not published."""
    waiting = []
    inbox, rest = pipeline.settings.inbox_dir, pipeline.settings.rest_seconds
    for arrival in find_arrivals(inbox, now.timestamp(), rest):
        since = datetime.fromtimestamp(arrival.path.stat().st_ctime, UTC)
        waiting.append(Waiting("inbox", arrival.area_code, since, f"{since:%Y%m%d%H%M%S}"))
    submissions = pipeline.submissions()
    for submission_id in pipeline.pending():
        landed = submissions[submission_id]
        waiting.append(Waiting("submission", landed.area_code, landed.landed_at, submission_id))
    lake = pipeline.lake
    published = {one for entry in lake.publications() for one in entry["decision_ids"]}
    for decision_id in set(lake.decision_ids()) - published:
        try:
            decided_at = datetime.fromisoformat(lake.read_decision(decision_id)["decided_at"])
        except (ValueError, OSError):  # damaged: publishing says so
            continue
        waiting.append(Waiting("decision", None, decided_at, decision_id))
    first: dict[tuple[str, str | None], Waiting] = {}
    for one in sorted(waiting, key=lambda one: (one.since, one.mark)):
        first.setdefault((one.step, one.area_code), one)
    return list(first.values())


def list_reviews(pipeline: Pipeline, now: datetime) -> list[Json]:
    """Open requests for a review, one row per submission and field, as `review_events` takes them."""
    rows: dict[tuple[str, str], Json] = {}
    for question in list_questions(pipeline.lake, pipeline.catalogue):
        days = count_working_days(ministry_day(question.asked_at), ministry_day(now))
        for field in question.fields:
            row = {
                "submission_id": question.submission_id,
                "area_code": question.area_code,
                "field": field,
                "asked_at": question.asked_at,
                "days_open": days,
                "answer_days": question.assigned.answer_days,
            }
            rows.setdefault((question.submission_id, field), row)
    return list(rows.values())


def local_channels(settings: Settings, environ: Mapping[str, str]) -> Channels:
    """The channels without Airflow: addresses and keys from the environment, the mail server from LIENTINH_SMTP_URL."""
    find: FindValue = environ.get
    return open_channels(settings.alerts_dir / "outbox", find, partial(read_smtp_setting, environ))


def read_smtp_setting(environ: Mapping[str, str]) -> SmtpConfig | None:
    """The mail server of LIENTINH_SMTP_URL; None where it is not set."""
    url = environ.get("LIENTINH_SMTP_URL")
    return read_smtp_url(url) if url else None


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
