"""A webhook: one JSON POST a message, signed where a key is given; redirects are refused."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lientinh.alerts.messages import Message
from lientinh.errors import NotDelivered

_TIMEOUT_SECONDS = 20
# Of the 4xx these may pass later: timeout, conflict, too early, too many requests.
_PASSING = frozenset({408, 409, 425, 429})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the message, and what it is signed with, to somebody nobody named."""

    def redirect_request(self, *args: Any, **keywords: Any) -> None:
        """None: the answer stays what it is, a 3xx, and that is a refusal."""


@dataclass(frozen=True)
class WebhookChannel:
    """Posts to the route's address; any 2xx means taken."""

    timeout_seconds: float = _TIMEOUT_SECONDS

    def send(self, message: Message, address: str, secret: str | None) -> None:
        """`Idempotency-Key` is the message's id; `X-Lientinh-Signature` is `sha256=` and the HMAC of the body."""
        host = _host_of(address)
        body = json.dumps(describe_message(message), ensure_ascii=False, sort_keys=True).encode("utf-8")
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.message_id}
        if secret:
            signature = hmac.new(secret.encode("utf-8"), body, hashlib.sha256).hexdigest()
            headers["X-Lientinh-Signature"] = f"sha256={signature}"
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=self.timeout_seconds):
                return
        except urllib.error.HTTPError as error:
            permanent = 300 <= error.code < 500 and error.code not in _PASSING
            error.close()
            raise NotDelivered(f"{host} answers {error.code}", permanent=permanent) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NotDelivered(f"{host} cannot be reached: {type(error).__name__}") from error


def _host_of(address: str) -> str:
    """The host a message goes to; other schemes would reach files of this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.scheme in ("https", "http") else None
    except ValueError:
        host = None
    if not host:
        raise NotDelivered("the route's address is no http(s) address", permanent=True)
    return host


def describe_message(message: Message) -> dict[str, Any]:
    """The message for a program: its words, and its events one by one."""
    return {
        "schema_version": "1",
        "message_id": message.message_id,
        "route": message.route_id,
        "often": message.form,
        "composed_at": message.composed_at.isoformat(),
        "subject": message.subject,
        "text": message.text,
        "events": [
            {
                "key": event.key,
                "kind": event.kind,
                "topic": event.topic,
                "severity": event.severity,
                "area_code": event.area_code,
                "field": event.field,
                "title_vi": event.title_vi,
                "title_en": event.title_en,
                "link": event.link,
                "happened_at": event.happened_at.isoformat(),
            }
            for event in message.events
        ],
    }
