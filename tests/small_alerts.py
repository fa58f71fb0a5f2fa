"""Events, routes and servers on the loopback, for tests of the alerts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as email_policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from lientinh.alerts.events import AlertEvent
from lientinh.alerts.messages import Message
from lientinh.alerts.routes import AlertRoute, RouteFile, Routes
from lientinh.errors import NotDelivered

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 12:00 at the ministry
NAMES = {"04": ("Cao Bằng", "Cao Bang"), "14": ("Sơn La", "Son La"), "20": ("Lạng Sơn", "Lang Son")}


def an_event(key: str = "finding:1:open", **changes: Any) -> AlertEvent:
    """A finding of Lạng Sơn at `error`, unless it is said otherwise."""
    content: dict[str, Any] = {
        "key": key,
        "kind": "finding",
        "severity": "error",
        "area_code": "20",
        "field": "employment",
        "title_vi": "Lạng Sơn: 1 nội dung cần rà soát mới ở mức lỗi",
        "title_en": "Lang Son: 1 new finding at level error",
        "text_vi": "Số lao động được tạo việc làm, năm 2022",
        "text_en": "Workers given jobs, 2022",
        "link": "https://lientinh.example/outbox/20/s1/",
        "happened_at": NOON,
        "topic": "finding_opened",
    }
    return AlertEvent(**{**content, **changes})


def a_route(route_id: str = "desk", **changes: Any) -> dict[str, Any]:
    """A route by file that takes everything, by digest."""
    everything = {
        "kinds": ["finding", "submission", "review", "calendar", "operation", "publication"],
        "severities": ["critical", "error", "warning", "info"],
    }
    often = changes.pop("often", "daily")
    return {
        "id": route_id,
        "title_vi": f"Bộ phận {route_id}",
        "title_en": f"Desk {route_id}",
        "takes": [{**everything, "often": often}],
        **changes,
    }


def routes_of(*routes: dict[str, Any], digest_at: str = "07:00") -> Routes:
    return Routes(RouteFile.model_validate({"digest_at": digest_at, "routes": list(routes)}), NAMES)


@dataclass
class Recorder:
    """A channel that keeps what it is given; the first entries of `answers` are raised instead, None passes."""

    answers: list[Exception | None] = field(default_factory=list)
    taken: list[tuple[str, Message]] = field(default_factory=list)
    ways: Mapping[str, Any] = field(default_factory=dict)

    def send(self, message: Message, route: AlertRoute) -> None:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken.append((route.id, message))

    def subjects(self, route_id: str = "desk") -> list[str]:
        return [message.subject for taken_by, message in self.taken if taken_by == route_id]


def refusal(reason: str = "no", *, permanent: bool = False) -> NotDelivered:
    return NotDelivered(reason, permanent=permanent)


@dataclass
class Mailbox:
    """What a mail server has taken; `answers` are given to DATA first, one each."""

    answers: list[str] = field(default_factory=list)
    refuse_recipient: str | None = None
    received: list[Envelope] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.received.append(envelope)
        return answer

    def emails(self) -> list[EmailMessage]:
        return [message_from_bytes(one.content, policy=email_policy) for one in self.received]  # type: ignore[misc]


class _AnyPort(Controller):
    """A controller whose port the system chooses; aiosmtpd knocks at the one it was told."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[Mailbox]:
    """A real SMTP server on the loopback."""
    controller = _AnyPort(mailbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        mailbox.port = controller.port
        yield mailbox
    finally:
        controller.stop()


@dataclass
class Endpoint:
    """What an HTTP endpoint has got; `answers` are the codes given first, then 200."""

    answers: list[int] = field(default_factory=list)
    location: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


@contextmanager
def http_endpoint(endpoint: Endpoint) -> Iterator[Endpoint]:
    """A real HTTP server on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            code = endpoint.answers.pop(0) if endpoint.answers else 200
            endpoint.got.append((dict(self.headers.items()), body))
            self.send_response(code)
            if endpoint.location:
                self.send_header("Location", endpoint.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        endpoint.url = f"http://127.0.0.1:{server.server_port}/hook"
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
