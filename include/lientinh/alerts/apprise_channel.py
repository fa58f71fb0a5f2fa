"""Anything Apprise knows (chat, SMS, push), by the one URL it is named with."""

from __future__ import annotations

from dataclasses import dataclass

from lientinh.alerts.messages import Message
from lientinh.errors import NotDelivered


@dataclass(frozen=True)
class AppriseChannel:
    """The address is Apprise's URL of the service; it holds the service's key, so it is never logged."""

    def send(self, message: Message, address: str, secret: str | None) -> None:
        """Apprise answers yes or no; what it logs stays in its own log."""
        del secret
        import apprise  # noqa: PLC0415  half a second, for those who use it

        service = apprise.Apprise()
        if not service.add(address):
            raise NotDelivered("the route's address is no URL Apprise knows", permanent=True)
        try:
            taken = service.notify(
                title=message.subject, body=message.text, body_format=apprise.NotifyFormat.TEXT
            )
        except (OSError, TypeError, ValueError) as error:
            raise NotDelivered(f"the service behind Apprise: {type(error).__name__}") from error
        if not taken:
            raise NotDelivered("the service behind Apprise did not take it")
