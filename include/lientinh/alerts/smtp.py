"""E-mail by SMTP: text and page in one message, subject in UTF-8, the same Message-ID at every try."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from lientinh.alerts.messages import Message, clean_line
from lientinh.errors import NotDelivered, UsageError

Security = Literal["starttls", "tls", "none"]
# One plain address: neither a list, nor a name with it, nor anything that could begin another header.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_POLICY = SMTP_POLICY.clone(cte_type="7bit")  # readable by servers that know no 8BITMIME
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class SmtpConfig:
    """A mail server. `security`: STARTTLS is demanded, never merely tried; `none` is for a relay on the machine."""

    host: str
    sender: str
    port: int = 0
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = "starttls"
    timeout_seconds: float = 20.0


def read_smtp_url(url: str) -> SmtpConfig:
    """`smtp://USER:PASSWORD@HOST:587?from=ADDRESS`, `smtps://…` for TLS from the start, `smtp+plain://…` for none."""
    parts = urlsplit(url)
    schemes: dict[str, Security] = {"smtp": "starttls", "smtps": "tls", "smtp+plain": "none"}
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in schemes or not parts.hostname or not _ADDRESS.fullmatch(sender):
        raise UsageError(
            "LIENTINH_SMTP_URL is no mail server: write smtp://USER:PASSWORD@HOST:587?from=ADDRESS (smtps for TLS from"
            " the start)"
        )
    return SmtpConfig(
        host=parts.hostname,
        sender=sender,
        port=parts.port or 0,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        security=schemes[parts.scheme],
    )


@dataclass(frozen=True)
class SmtpChannel:
    """Sends through the server that `config` gives when it is asked; None is a server nobody has set."""

    config: Callable[[], SmtpConfig | None]

    def send(self, message: Message, address: str, secret: str | None) -> None:
        """One message to one address. A refusal for good (5xx) is permanent; any other may pass later."""
        del secret
        config = self.config()
        if config is None:
            raise NotDelivered(
                "no mail server is set: connection lientinh_smtp, or LIENTINH_SMTP_URL", permanent=True
            )
        if not _ADDRESS.fullmatch(address):
            raise NotDelivered("the route's address is not one plain e-mail address", permanent=True)
        email = write_email(message, config.sender, address)
        try:
            with _connect(config) as server:
                server.send_message(email, config.sender, [address])
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise NotDelivered(
                f"the mail server refuses the recipient ({code})", permanent=code >= 500
            ) from error
        except smtplib.SMTPResponseException as error:
            raise NotDelivered(
                f"the mail server answers {error.smtp_code} ({type(error).__name__})",
                permanent=error.smtp_code >= 500,
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotDelivered(
                f"the mail server {config.host} cannot be reached: {type(error).__name__}"
            ) from error


def write_email(message: Message, sender: str, address: str) -> EmailMessage:
    """The e-mail of a message; the same bytes at every try."""
    email = EmailMessage(policy=_POLICY)
    email["Subject"] = clean_line(f"[Liên Tỉnh] {message.subject}")
    email["From"] = sender
    email["To"] = address
    email["Date"] = format_datetime(message.composed_at)
    email["Message-ID"] = f"<{message.message_id}.{message.route_id}@{sender.partition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    email["Content-Language"] = "vi, en"
    email.set_content(message.text)
    email.add_alternative(message.html, subtype="html")
    email.set_boundary(f"=={message.message_id}==")  # else a random one at every try
    return email


@contextmanager
def _connect(config: SmtpConfig) -> Iterator[smtplib.SMTP]:
    """A session, encrypted and signed in as the settings say; closed whatever happens."""
    port = config.port or _PORTS[config.security]
    if config.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            config.host, port, timeout=config.timeout_seconds, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(config.host, port, timeout=config.timeout_seconds)
    with server:
        if config.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if config.user:
            server.login(config.user, config.password or "")
        yield server
