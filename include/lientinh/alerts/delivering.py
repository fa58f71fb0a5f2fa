"""Delivering: events to the routes that take them, each once, in few messages, until a channel has taken them.

At least once: see ledger.py for the one case in which a message can come twice. `critical` goes at once, with all that
one call brings for a route in one message; the rest waits for the route's daily digest.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from lientinh.alerts.channels import Channels
from lientinh.alerts.events import AlertEvent
from lientinh.alerts.ledger import Ledger, Tries
from lientinh.alerts.message_pages import write_page, write_text
from lientinh.alerts.messages import Form, Message, group_events, write_subject
from lientinh.alerts.routes import AlertRoute, Routes
from lientinh.errors import AlertsUndelivered, LienTinhError, NotDelivered
from lientinh.ministry_time import MINISTRY_TIME, ministry_day

REPORTED_AFTER = (
    5  # failures of a message before the other routes hear of it: an hour and a quarter at the pace below
)
_FIRST_PAUSE = timedelta(minutes=5)
_LONGEST_PAUSE = timedelta(hours=6)
_WAIT_SECONDS = 60.0  # for another process that is sending; what is queued goes with its next call or ours
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """One message a channel took."""

    route_id: str
    form: Form
    message_id: str
    subject: str
    event_count: int


@dataclass
class DeliveryReport:
    """What one call did. `failing`: routes refused so often that others were told; each with the last reason."""

    queued: int = 0
    sent: list[Sent] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    failing: dict[str, str] = field(default_factory=dict)
    busy: bool = False

    def raise_if_failing(self) -> None:
        """`AlertsUndelivered` where a route keeps failing: a run that could not tell must not look well."""
        if self.failing:
            raise AlertsUndelivered([f"{route}: {reason}" for route, reason in sorted(self.failing.items())])


def deliver(
    events: Iterable[AlertEvent], routes: Routes, ledger: Ledger, channels: Channels, now: datetime
) -> DeliveryReport:
    """Queue what is new for each route, then send what is due."""
    queued = sum(queue_event(event, routes, ledger, now) for event in events)
    report = flush(routes, ledger, channels, now)
    report.queued = queued
    return report


def queue_event(event: AlertEvent, routes: Routes, ledger: Ledger, now: datetime) -> int:
    """The number of routes that had not been told of this event."""
    count = 0
    for route in routes.file.routes:
        often = route.how_often(event)
        if often is not None:
            count += ledger.queue(event, route.id, often, now)
    return count


def flush(routes: Routes, ledger: Ledger, channels: Channels, now: datetime) -> DeliveryReport:
    """Send what is due: messages that failed or were cut off, what must go at once, and the day's digests."""
    report = DeliveryReport()
    with ledger.locked(_WAIT_SECONDS) as ours:
        if not ours:
            report.busy = True
            return report
        for route in routes.file.routes:
            _serve(route, routes, ledger, channels, now, report)
        told = [
            route_id for route_id in report.failing if _tell_others(route_id, routes, ledger, report, now)
        ]
        if told:
            for route in routes.file.routes:
                if route.id not in report.failed:
                    _serve(route, routes, ledger, channels, now, report)
    return report


def _serve(
    route: AlertRoute,
    routes: Routes,
    ledger: Ledger,
    channels: Channels,
    now: datetime,
    report: DeliveryReport,
) -> None:
    """One route: its open messages, then what is new. A refusal ends it until the next call."""
    ledger.settle_replaced(route.id, now)
    for message_id in ledger.open_messages(route.id):
        _try(route, message_id, ledger, channels, now, report)
    for form in _due_forms(route, routes, ledger, now):
        if route.id in report.failed:
            return
        composed = _compose(route, routes, ledger, form, now)
        if composed:
            _try(route, composed, ledger, channels, now, report)


def _try(
    route: AlertRoute,
    message_id: str,
    ledger: Ledger,
    channels: Channels,
    now: datetime,
    report: DeliveryReport,
) -> None:
    """Send one message unless it is too early for another try; note before and after."""
    tries = ledger.tries(route.id, message_id)
    if _is_reported(tries):
        report.failing[route.id] = tries.reason
    if route.id in report.failed or now < _next_try(tries):
        return
    number = ledger.attempts(route.id, message_id) + 1
    message = ledger.message(route.id, message_id)
    ledger.start(route.id, message_id, number, now)
    try:
        channels.send(message, route)
    except Exception as error:  # noqa: BLE001  a channel that breaks down must not silence the other routes
        if not isinstance(error, NotDelivered):
            _LOG.exception("route %s: the channel broke down", route.id)
        reason = str(error) if isinstance(error, LienTinhError) else type(error).__name__
        permanent = isinstance(error, NotDelivered) and error.permanent
        ledger.fail(route.id, message_id, number, now, reason, permanent)
        report.failed[route.id] = reason
        if _is_reported(ledger.tries(route.id, message_id)):
            report.failing[route.id] = reason
        return
    ledger.deliver(route.id, message_id, now)
    report.failing.pop(route.id, None)
    report.sent.append(Sent(route.id, message.form, message_id, message.subject, len(message.events)))


def _is_reported(tries: Tries) -> bool:
    return tries.permanent or tries.failures >= REPORTED_AFTER


def _next_try(tries: Tries) -> datetime:
    """5, 10, 20 minutes … after a refusal, at most six hours; a try that was cut off is made again at once."""
    if tries.last is None:
        return datetime.min.replace(tzinfo=UTC)
    if tries.permanent:
        return tries.last + _LONGEST_PAUSE
    pause: timedelta = _FIRST_PAUSE * 2 ** min(tries.failures - 1, 10)
    return tries.last + min(pause, _LONGEST_PAUSE)


def _due_forms(route: AlertRoute, routes: Routes, ledger: Ledger, now: datetime) -> list[Form]:
    """What may be composed now. A route that has just refused composes nothing new: it all goes into one message
    when it answers again, or when the refused one is set aside."""
    unsent = ledger.open_messages(route.id)
    if unsent and not all(_is_reported(ledger.tries(route.id, one)) for one in unsent):
        return []
    forms: list[Form] = ["at_once"]
    if _digest_is_due(route.id, routes, ledger, now):
        forms.append("daily")
    return forms


def _digest_is_due(route_id: str, routes: Routes, ledger: Ledger, now: datetime) -> bool:
    """Once a day from `digest_at` on; the first of a route waits for no hour, so that whoever sets it up sees it."""
    local = now.astimezone(MINISTRY_TIME)
    digests = [one for one in ledger.message_ids(route_id) if _form_of(one) == "daily"]
    if not digests:
        return True
    return _local_day(max(digests)) < local.date() and local.time() >= routes.file.digest_at


def _compose(route: AlertRoute, routes: Routes, ledger: Ledger, form: Form, now: datetime) -> str | None:
    """Fix the message of what waits for this form; None where nothing does. What a set-aside message held goes too."""
    event_ids = [
        one for one, often in ledger.waiting(route.id).items() if form == "daily" or often == "at_once"
    ]
    if not event_ids:
        return None
    replaced = next(iter(ledger.open_messages(route.id)), None)
    if replaced:
        event_ids = ledger.event_ids(route.id, replaced) + event_ids
    events = ledger.events(event_ids)
    sections = group_events(events, routes.area_names)
    message = Message(
        message_id=_identify(route.id, form, event_ids, now),
        route_id=route.id,
        form=form,
        composed_at=now,
        subject=write_subject(sections),
        text=write_text(route, form, now, sections),
        html=write_page(route, form, now, sections),
        events=events,
    )
    ledger.compose(message, event_ids, replaced)
    ledger.settle_replaced(route.id, now)
    return message.message_id


def _identify(route_id: str, form: Form, event_ids: Sequence[str], now: datetime) -> str:
    """Time and form for whoever lists the folder, and a hash of what makes it this message."""
    digest = hashlib.sha256("\0".join([route_id, *sorted(event_ids)]).encode()).hexdigest()[:20]
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{form}-{digest}"


def _form_of(message_id: str) -> str:
    return message_id.split("-")[1]


def _local_day(message_id: str) -> date:
    stamp = datetime.strptime(message_id.split("-", maxsplit=1)[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return ministry_day(stamp)


def _tell_others(
    route_id: str, routes: Routes, ledger: Ledger, report: DeliveryReport, now: datetime
) -> bool:
    """Queue, once for each time a route stopped working, that it did; True where this was new."""
    failing = routes.route(route_id)
    unsent = ledger.open_messages(route_id)
    if failing is None or not unsent:
        return False
    since = ledger.tries(route_id, unsent[0]).since or now
    event = AlertEvent(
        key=f"undelivered:{route_id}:{since.isoformat()}",
        kind="operation",
        severity="critical",
        area_code=None,
        field=None,
        title_vi=f"Không gửi được thông báo cho: {failing.title_vi}",
        title_en=f"Alerts do not reach: {failing.title_en}",
        text_vi="Thông báo vẫn được giữ và tiếp tục gửi lại. Kiểm tra địa chỉ và dịch vụ gửi của tuyến thông báo này.",
        text_en="They are kept and tried again. Check the address and the service of this route.",
        link="",
        happened_at=now,
    )
    others = [route for route in routes.file.routes if route.id != route_id]
    chosen = [route for route in others if route.how_often(event)] or others
    return sum(ledger.queue(event, route.id, "at_once", now) for route in chosen) > 0
