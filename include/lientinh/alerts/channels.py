"""Channels: the ways a message leaves by. Each takes it, or raises `NotDelivered`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lientinh.alerts.apprise_channel import AppriseChannel
from lientinh.alerts.messages import Message
from lientinh.alerts.routes import AlertRoute, Way
from lientinh.alerts.smtp import SmtpChannel, SmtpConfig
from lientinh.alerts.webhook import WebhookChannel
from lientinh.errors import NotDelivered
from lientinh.storage import replace_file
from lientinh.wording import clock

FindValue = Callable[[str], str | None]  # what stands under a name in the environment, or in a connection


class Channel(Protocol):
    """One way out."""

    def send(self, message: Message, address: str, secret: str | None) -> None:
        """Hand the message over; `NotDelivered` where it was not taken."""


@dataclass(frozen=True)
class Channels:
    """The ways there are, and where addresses and keys are looked up when a message goes."""

    ways: Mapping[Way, Channel]
    find: FindValue = lambda name: None

    def send(self, message: Message, route: AlertRoute) -> None:
        """By the route's way to its address; a way or an address that is missing is a failed delivery, not a crash."""
        channel = self.ways.get(route.way)
        if channel is None:
            raise NotDelivered(f"nothing is set up to send by {route.way}", permanent=True)
        address = route.address or self._value(route.address_from) or ""
        channel.send(message, address, self._value(route.secret_from))

    def _value(self, name: str | None) -> str | None:
        if name is None:
            return None
        value = self.find(name)
        if not value:
            raise NotDelivered(f"{name} is named in the routes and set nowhere", permanent=True)
        return value.strip()


@dataclass(frozen=True)
class FileChannel:
    """Messages as text and page files of a folder: the way that needs no service. The same message, the same bytes."""

    folder: Path

    def send(self, message: Message, address: str, secret: str | None) -> None:
        del address, secret
        stem = f"{message.message_id.split('-')[0]}-{message.route_id}-{message.message_id[-6:]}"
        head = f"Tiêu đề (subject): {message.subject}\nThời điểm (at): {clock(message.composed_at)}\n\n"
        try:
            replace_file(self.folder / f"{stem}.html", message.html.encode("utf-8"))
            replace_file(self.folder / f"{stem}.txt", (head + message.text).encode("utf-8"))
        except OSError as error:
            raise NotDelivered(f"cannot write {self.folder}: {error.strerror}") from error


def open_channels(outbox: Path, find: FindValue, smtp: Callable[[], SmtpConfig | None]) -> Channels:
    """All ways; the mail server is looked up only when something goes by mail."""
    return Channels(
        ways={
            "file": FileChannel(outbox),
            "smtp": SmtpChannel(smtp),
            "webhook": WebhookChannel(),
            "apprise": AppriseChannel(),
        },
        find=find,
    )
