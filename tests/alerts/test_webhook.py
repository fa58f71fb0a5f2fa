"""A webhook on a real HTTP endpoint on the loopback, and a service behind Apprise."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from lientinh.alerts.channels import Channels, open_channels
from lientinh.alerts.delivering import deliver, flush
from lientinh.alerts.ledger import Ledger
from lientinh.alerts.webhook import WebhookChannel
from small_alerts import NOON, Endpoint, a_route, an_event, http_endpoint, routes_of

ROUTES = routes_of(a_route(way="webhook", address_from="HOOK", secret_from="HOOK_KEY"))


def channels_to(url: str, **changes: float) -> Channels:
    return Channels({"webhook": WebhookChannel(**changes)}, {"HOOK": url, "HOOK_KEY": "khóa"}.get)


def test_a_message_is_posted_once_and_signed(endpoint: Endpoint, ledger: Ledger) -> None:
    deliver([an_event()], ROUTES, ledger, channels_to(endpoint.url), NOON)
    deliver([an_event()], ROUTES, ledger, channels_to(endpoint.url), NOON + timedelta(days=1))
    ((headers, body),) = endpoint.got
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    expected = hmac.new("khóa".encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Lientinh-Signature"] == f"sha256={expected}"
    content = json.loads(body)
    assert headers["Idempotency-Key"] == content["message_id"]
    assert content["subject"] == "Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi"
    assert [event["key"] for event in content["events"]] == ["finding:1:open"]


def test_500_then_200(endpoint: Endpoint, ledger: Ledger) -> None:
    endpoint.answers = [500]
    channels = channels_to(endpoint.url)
    assert "500" in deliver([an_event()], ROUTES, ledger, channels, NOON).failed["desk"]
    flush(ROUTES, ledger, channels, NOON + timedelta(minutes=6))
    first, second = (body for _, body in endpoint.got)
    assert first == second
    assert not flush(ROUTES, ledger, channels, NOON + timedelta(days=1)).sent


@pytest.mark.parametrize(
    ("code", "for_good"), [(404, True), (410, True), (429, False), (503, False), (408, False)]
)
def test_what_may_pass_is_told_from_what_will_not(
    endpoint: Endpoint, ledger: Ledger, code: int, for_good: bool
) -> None:
    endpoint.answers = [code]
    report = deliver([an_event()], ROUTES, ledger, channels_to(endpoint.url), NOON)
    assert bool(report.failing) is for_good


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(endpoint: Endpoint, ledger: Ledger, code: int) -> None:
    with http_endpoint(Endpoint()) as elsewhere:
        endpoint.answers, endpoint.location = [code], elsewhere.url
        report = deliver([an_event()], ROUTES, ledger, channels_to(endpoint.url), NOON)
        assert str(code) in report.failed["desk"]
        assert not elsewhere.got


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://h.example/x", "khong-phai", "http://", "http://[::1"]
)
def test_only_http_addresses(ledger: Ledger, url: str) -> None:
    assert deliver([an_event()], ROUTES, ledger, channels_to(url), NOON).failing


def test_an_endpoint_that_is_gone(ledger: Ledger) -> None:
    with http_endpoint(Endpoint()) as gone:
        url = gone.url
    report = deliver([an_event()], ROUTES, ledger, channels_to(url), NOON)
    assert "cannot be reached" in report.failed["desk"] and not report.failing


def test_a_name_that_is_set_nowhere_is_named(ledger: Ledger) -> None:
    report = deliver([an_event()], ROUTES, ledger, Channels({"webhook": WebhookChannel()}), NOON)
    assert report.failing == {"desk": "HOOK is named in the routes and set nowhere"}


def test_apprise_reaches_its_service(endpoint: Endpoint, ledger: Ledger, tmp_path) -> None:
    """Apprise's own plugin for a JSON endpoint stands for the services it knows."""
    pytest.importorskip("apprise")
    address = endpoint.url.replace("http://", "json://")
    channels = open_channels(tmp_path, {"CHAT": address}.get, lambda: None)
    routes = routes_of(a_route(way="apprise", address_from="CHAT"))
    endpoint.answers = [500]
    assert deliver([an_event()], routes, ledger, channels, NOON).failed
    assert flush(routes, ledger, channels, NOON + timedelta(hours=1)).sent
    content = endpoint.bodies()[1]
    assert content["title"] == "Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi"
    assert "Kính gửi" in content["message"]


def test_apprise_knows_no_such_url(ledger: Ledger, tmp_path) -> None:
    channels = open_channels(tmp_path, {"CHAT": "khong-phai"}.get, lambda: None)
    report = deliver(
        [an_event()], routes_of(a_route(way="apprise", address_from="CHAT")), ledger, channels, NOON
    )
    assert report.failing
    assert "khong-phai" not in report.failing["desk"], "the URL holds the service's key"
