"""Each event once, in few messages, and nothing lost: the ledger between sources and channels."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lientinh.alerts.delivering import REPORTED_AFTER, deliver, flush
from lientinh.alerts.ledger import Ledger
from lientinh.errors import AlertsUndelivered
from small_alerts import NOON, Recorder, a_route, an_event, refusal, routes_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DESK = routes_of(a_route())
BREAKDOWN = {"kind": "operation", "severity": "critical", "area_code": None, "topic": ""}


def test_events_of_one_run_are_one_message(ledger: Ledger) -> None:
    channel = Recorder()
    report = deliver([an_event("finding:1:open"), an_event("finding:2:open")], DESK, ledger, channel, NOON)
    assert report.queued == 2
    assert channel.subjects() == ["Lạng Sơn: 2 nội dung cần rà soát mới ở mức lỗi"]


def test_an_unchanged_event_is_told_once(ledger: Ledger) -> None:
    channel = Recorder()
    for day in range(5):
        report = deliver([an_event()], DESK, ledger, channel, NOON + day * DAY)
        assert report.queued == (1 if day == 0 else 0)
    assert len(channel.taken) == 1


def test_a_digest_a_day_and_none_without_news(ledger: Ledger) -> None:
    channel = Recorder()
    for hour in range(0, 72, 2):
        deliver(
            [an_event(f"finding:{hour}:open")] if hour < 30 else [], DESK, ledger, channel, NOON + hour * HOUR
        )
    assert [message.form for _, message in channel.taken] == ["daily"] * 3
    assert sum(len(message.events) for _, message in channel.taken) == 15


def test_the_digest_waits_for_its_hour_but_the_first_of_a_route(ledger: Ledger) -> None:
    channel = Recorder()
    night = NOON - 8 * HOUR  # 04:00 at the ministry
    deliver([an_event("finding:1:open")], DESK, ledger, channel, night)
    assert len(channel.taken) == 1, "whoever sets a route up sees that it works"
    deliver([an_event("finding:2:open")], DESK, ledger, channel, night + DAY)
    assert len(channel.taken) == 1
    flush(DESK, ledger, channel, night + DAY + 3 * HOUR)
    assert len(channel.taken) == 2


def test_what_is_critical_does_not_wait(ledger: Ledger) -> None:
    channel = Recorder()
    deliver([an_event()], DESK, ledger, channel, NOON)
    deliver([an_event("finding:2:open")], DESK, ledger, channel, NOON + HOUR)
    deliver([an_event("task:a:b:c", **BREAKDOWN)], DESK, ledger, channel, NOON + 2 * HOUR)
    assert [message.form for _, message in channel.taken] == ["daily", "at_once"]
    assert [event.key for event in channel.taken[1][1].events] == ["task:a:b:c"]


def test_each_route_hears_what_it_takes(ledger: Ledger) -> None:
    here = a_route("here", takes=[{"kinds": ["finding"], "severities": ["error"], "areas": ["14"]}])
    health = a_route(
        "health", takes=[{"kinds": ["finding"], "severities": ["error"], "fields": ["children"]}]
    )
    channel = Recorder()
    events = [
        an_event("finding:1:open"),
        an_event("finding:2:open", area_code="14"),
        an_event("finding:3:open", field=None),
        an_event("finding:4:open", severity="warning", area_code="14", field="children"),
    ]
    deliver(events, routes_of(here, health), ledger, channel, NOON)
    heard = {route: sorted(event.key for event in message.events) for route, message in channel.taken}
    assert heard == {"here": ["finding:2:open"], "health": ["finding:3:open"]}


def test_a_refused_message_is_tried_again_later_and_then_the_same(ledger: Ledger) -> None:
    channel = Recorder(answers=[refusal("busy"), refusal("busy")])
    report = deliver([an_event()], DESK, ledger, channel, NOON)
    assert report.failed == {"desk": "busy"}
    minutes = [m for m in range(1, 40) if flush(DESK, ledger, channel, NOON + timedelta(minutes=m)).failed]
    assert minutes == [5], "five minutes after the first refusal, ten after the second"
    assert [message.composed_at for _, message in channel.taken] == [NOON]
    assert not flush(DESK, ledger, channel, NOON + DAY).sent


def test_what_comes_while_a_route_refuses_is_one_message_when_it_answers(ledger: Ledger) -> None:
    channel = Recorder(answers=[refusal()] * 30)
    keys = set()
    now = NOON
    while channel.answers:
        keys.add(key := f"finding:{now.isoformat()}:open")
        deliver([an_event(key)], DESK, ledger, channel, now)
        now += 3 * HOUR
    deliver([], DESK, ledger, channel, now + DAY)
    deliver([], DESK, ledger, channel, now + 2 * DAY)
    told = [event.key for _, message in channel.taken for event in message.events]
    assert set(told) == keys and len(told) == len(keys), "nothing lost, nothing twice"
    assert len(channel.taken) <= 2


def test_after_many_failures_the_others_hear_of_it_once_and_the_run_says_so(ledger: Ledger) -> None:
    routes = routes_of(a_route("desk"), a_route("operators"))
    channel = Recorder()
    down = {"desk"}

    class Half:
        def send(self, message, route):
            if route.id in down:
                raise refusal("server down")
            channel.send(message, route)

    failing = []
    for hour in range(96):
        report = deliver([an_event()] if hour == 0 else [], routes, ledger, Half(), NOON + hour * HOUR)  # type: ignore[arg-type]
        failing.append(bool(report.failing))
    first = failing.index(True)
    assert first >= REPORTED_AFTER - 1
    assert all(failing[first:]), "every run says so as long as it lasts"
    with pytest.raises(AlertsUndelivered, match="desk: server down"):
        report.raise_if_failing()
    assert channel.subjects("operators") == [
        "Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi",
        "Không gửi được thông báo cho: Bộ phận desk",
    ]
    down.clear()
    report = flush(routes, ledger, Half(), NOON + 5 * DAY)  # type: ignore[arg-type]
    assert not report.failing
    assert channel.subjects("desk") == ["Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi"]


def test_a_refusal_for_good_is_reported_at_once(ledger: Ledger) -> None:
    routes = routes_of(a_route("desk"), a_route("operators"))
    channel = Recorder(answers=[refusal("no such mailbox", permanent=True)])
    report = deliver([an_event()], routes, ledger, channel, NOON)
    assert report.failing == {"desk": "no such mailbox"}
    assert "Không gửi được thông báo cho: Bộ phận desk" in channel.subjects("operators")


def test_a_message_refused_for_good_does_not_hold_up_what_comes_after(ledger: Ledger) -> None:
    channel = Recorder(answers=[refusal("spam", permanent=True)])
    deliver([an_event()], DESK, ledger, channel, NOON)
    deliver([an_event("task:a:b:c", **BREAKDOWN)], DESK, ledger, channel, NOON + HOUR)
    assert [sorted(event.key for event in message.events) for _, message in channel.taken] == [
        ["finding:1:open", "task:a:b:c"]
    ]


def test_a_refusal_ends_a_route_for_this_run(ledger: Ledger) -> None:
    """What must go at once is refused: the digest waits, and the refused message stays the one it was."""
    channel = Recorder(answers=[refusal()])
    events = [an_event("task:a:b:c", **BREAKDOWN), an_event("finding:1:open")]
    deliver(events, DESK, ledger, channel, NOON)
    flush(DESK, ledger, channel, NOON + HOUR)
    assert [message.form for _, message in channel.taken] == ["at_once", "daily"]
    assert channel.taken[0][1].composed_at == NOON


def test_a_channel_that_breaks_down_silences_no_other(ledger: Ledger) -> None:
    routes = routes_of(a_route("desk"), a_route("operators"))
    channel = Recorder(answers=[ZeroDivisionError("a fault of ours")])
    report = deliver([an_event()], routes, ledger, channel, NOON)
    assert report.failed == {"desk": "ZeroDivisionError"}
    assert len(channel.subjects("operators")) == 1
    flush(routes, ledger, channel, NOON + HOUR)
    assert len(channel.subjects("desk")) == 1


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize(
    "step",
    ["queue", "compose", "settle_replaced", "message", "start", "deliver"],
)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_anywhere_nothing_is_lost(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, step: str, moment: str
) -> None:
    """Killed before or after each thing that is written, then run again: all told, in one message."""
    channel = Recorder()
    events = [an_event("finding:1:open"), an_event("finding:2:open")]
    real = getattr(Ledger, step)

    def killed(self, *arguments):
        if moment == "after":
            real(self, *arguments)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, step, killed)
        with pytest.raises(Killed):
            deliver(events, DESK, ledger, channel, NOON)
    deliver(events, DESK, Ledger(ledger.folder), channel, NOON + HOUR)
    deliver(events, DESK, Ledger(ledger.folder), channel, NOON + DAY)
    told = [event.key for _, message in channel.taken for event in message.events]
    assert set(told) == {"finding:1:open", "finding:2:open"}
    ids = {message.message_id for _, message in channel.taken}
    assert len(ids) == 1, "what may come twice is recognised by its id"
    twice = step == "deliver" and moment == "before"  # after the channel's yes, before the note of it
    assert len(channel.taken) == (2 if twice else 1)


def test_two_processes_do_not_send_at_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lientinh.alerts.delivering._WAIT_SECONDS", 0.2)
    channel = Recorder()
    with Ledger(ledger.folder).locked(0) as ours:
        assert ours
        report = deliver([an_event()], DESK, ledger, channel, NOON)
    assert report.busy and report.queued == 1 and not channel.taken
    assert len(flush(DESK, ledger, channel, NOON).sent) == 1


def test_a_route_that_left_the_file_stops_nothing(ledger: Ledger) -> None:
    channel = Recorder(answers=[refusal()])
    deliver([an_event()], routes_of(a_route("gone"), a_route("desk")), ledger, channel, NOON)
    deliver([an_event("finding:2:open")], DESK, ledger, channel, NOON + DAY)
    assert [route for route, _ in channel.taken] == ["desk", "desk"]
