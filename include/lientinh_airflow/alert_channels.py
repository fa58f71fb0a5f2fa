"""The channels of alerts under Airflow: mail server, addresses and keys from its connections or the environment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from lientinh.alerts.channels import Channels, open_channels
from lientinh.alerts.sending import read_smtp_setting
from lientinh.alerts.smtp import Security, SmtpConfig
from lientinh.settings import Settings

if TYPE_CHECKING:
    from airflow.sdk import Connection

SMTP_CONNECTION = "lientinh_smtp"


def airflow_channels(settings: Settings, environ: Mapping[str, str]) -> Channels:
    """All ways; a connection is asked for only when a message goes by it."""
    return open_channels(
        settings.alerts_dir / "outbox", partial(find_value, environ), partial(find_smtp, environ)
    )


def find_value(environ: Mapping[str, str], name: str) -> str | None:
    """What stands under a name: the variable of the environment, else the password or the host of the connection.

    A chat's URL is a secret and belongs in the password field, which Airflow encrypts and masks.
    """
    if environ.get(name):
        return environ[name]
    connection = _find_connection(name)
    if connection is None:
        return None
    value: str | None = connection.password or connection.host
    return value


def find_smtp(environ: Mapping[str, str]) -> SmtpConfig | None:
    """The connection `lientinh_smtp`, else LIENTINH_SMTP_URL; None where neither is set."""
    connection = _find_connection(SMTP_CONNECTION)
    return smtp_of(connection) if connection is not None else read_smtp_setting(environ)


def smtp_of(connection: Connection) -> SmtpConfig:
    """A connection of Airflow's type `smtp`, its extras read as Airflow's own provider reads them: TLS from the start
    unless `disable_ssl`, then STARTTLS unless `disable_tls`; `from_email`, else the login, is the sender."""
    extra: dict[str, Any] = connection.extra_dejson
    security: Security = "tls"
    if _is_on(extra.get("disable_ssl")):
        security = "none" if _is_on(extra.get("disable_tls")) else "starttls"
    return SmtpConfig(
        host=connection.host or "",
        sender=extra.get("from_email") or connection.login or "",
        port=int(connection.port or 0),
        user=connection.login or None,
        password=connection.password or None,
        security=security,
        timeout_seconds=float(extra.get("timeout", 20)),
    )


def _is_on(flag: object) -> bool:
    """Extras written by hand hold texts: "false" is not true."""
    return str(flag).strip().lower() in ("true", "1", "yes", "on")


def _find_connection(name: str) -> Connection | None:
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        found: Connection = Connection.get(name)
    except AirflowNotFoundException:
        return None
    return found
