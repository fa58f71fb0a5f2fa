"""E-mail to a real server on the loopback: what arrives, what is refused, what may not be sent."""

from __future__ import annotations

import datetime as dt
import smtplib
import ssl
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lientinh.alerts.channels import Channels
from lientinh.alerts.delivering import deliver, flush
from lientinh.alerts.ledger import Ledger
from lientinh.alerts.smtp import SmtpChannel, SmtpConfig, read_smtp_url
from lientinh.errors import NotDelivered, UsageError
from small_alerts import NOON, Mailbox, a_route, an_event, mail_server, routes_of

BY_MAIL = routes_of(a_route(way="smtp", address="ra-soat@bo.example"))


def channels_to(port: int, **changes: object) -> Channels:
    config = SmtpConfig("127.0.0.1", "lientinh@bo.example", port, **{"security": "none", **changes})  # type: ignore[arg-type]
    return Channels({"smtp": SmtpChannel(lambda: config)})


def test_subject_and_both_languages_arrive_as_they_were_written(mailbox: Mailbox, ledger: Ledger) -> None:
    report = deliver(
        [an_event("finding:1:open"), an_event("finding:2:open", text_vi="Thiếu biểu <kèm> theo", text_en="Annex & co")],
        BY_MAIL, ledger, channels_to(mailbox.port), NOON,
    )  # fmt: skip
    assert len(report.sent) == 1
    (email,) = mailbox.emails()
    assert email["Subject"] == "[Liên Tỉnh] Lạng Sơn: 2 nội dung cần rà soát mới ở mức lỗi"
    assert email["To"] == "ra-soat@bo.example"
    assert email["From"] == "lientinh@bo.example"
    assert email["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(email["Date"]) == NOON
    text = email.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    page = email.get_body(("html",)).get_content()  # type: ignore[union-attr]
    vietnamese, english = text.split("-" * 64)
    assert "Kính gửi: Bộ phận desk" in vietnamese and "Thiếu biểu <kèm> theo" in vietnamese
    assert (
        "To: Desk desk" in english and "2 new findings at level error" in english and "Annex & co" in english
    )
    assert "https://lientinh.example/outbox/20/s1/" in text
    assert '<a href="https://lientinh.example/outbox/20/s1/">' in page
    assert "Thiếu biểu &lt;kèm&gt; theo" in page
    assert mailbox.received[0].content.isascii(), "readable by servers that know no 8BITMIME"  # type: ignore[union-attr]
    assert mailbox.received[0].rcpt_tos == ["ra-soat@bo.example"]


def test_451_then_ok(mailbox: Mailbox, ledger: Ledger) -> None:
    mailbox.answers = ["451 try again later"]
    channels = channels_to(mailbox.port)
    report = deliver([an_event()], BY_MAIL, ledger, channels, NOON)
    assert "451" in report.failed["desk"] and not report.failing
    assert not mailbox.received
    flush(BY_MAIL, ledger, channels, NOON + dt.timedelta(minutes=4))
    assert not mailbox.received
    flush(BY_MAIL, ledger, channels, NOON + dt.timedelta(minutes=5))
    assert len(mailbox.received) == 1
    flush(BY_MAIL, ledger, channels, NOON + dt.timedelta(hours=5))
    assert len(mailbox.received) == 1


def test_a_server_that_is_down_and_comes_back(ledger: Ledger) -> None:
    with mail_server(Mailbox()) as gone:
        port = gone.port
    report = deliver([an_event()], BY_MAIL, ledger, channels_to(port), NOON)
    assert "cannot be reached" in report.failed["desk"]
    with mail_server(Mailbox()) as back:
        flush(BY_MAIL, ledger, channels_to(back.port), NOON + dt.timedelta(hours=1))
        assert len(back.received) == 1


def test_a_mailbox_that_is_not_there_is_a_refusal_for_good(mailbox: Mailbox, ledger: Ledger) -> None:
    mailbox.refuse_recipient = "550 no such user"
    report = deliver([an_event()], BY_MAIL, ledger, channels_to(mailbox.port), NOON)
    assert "550" in report.failing["desk"]


def test_killed_after_the_servers_yes_it_comes_again_with_the_same_id(
    mailbox: Mailbox, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process is gone."""

    def die(*arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "deliver", die)
        with pytest.raises(Killed):
            deliver([an_event()], BY_MAIL, ledger, channels_to(mailbox.port), NOON)
    flush(BY_MAIL, ledger, channels_to(mailbox.port), NOON + dt.timedelta(hours=1))
    first, second = (one.content for one in mailbox.received)
    assert first == second, "the same bytes, Message-ID included"
    assert len({email["Message-ID"] for email in mailbox.emails()}) == 1


HOSTILE = "Lạng Sơn\r\nBcc: all@bo.example\r\n\r\n\u2028x\u202e\x00"


def test_no_text_can_become_a_header(mailbox: Mailbox, ledger: Ledger) -> None:
    event = an_event(
        title_vi=HOSTILE, title_en=HOSTILE, text_vi=HOSTILE, link=f"javascript:{HOSTILE}", topic=""
    )
    deliver([event], BY_MAIL, ledger, channels_to(mailbox.port), NOON)
    (email,) = mailbox.emails()
    assert email["Bcc"] is None
    assert email["Subject"] == "[Liên Tỉnh] Lạng Sơn: Lạng Sơn Bcc: all@bo.example x"
    page = email.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "href" not in page, "only pages and files are linked"
    assert "\u202e" not in page and "\x00" not in page


@pytest.mark.parametrize(
    "address",
    ["", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "Ten <a@b.example>", "khong-phai"],
)
def test_an_address_is_one_plain_address(mailbox: Mailbox, ledger: Ledger, address: str) -> None:
    route = a_route(way="smtp", address_from="DESK")
    channels = Channels(channels_to(mailbox.port).ways, {"DESK": address}.get)
    report = deliver([an_event()], routes_of(route), ledger, channels, NOON)
    assert report.failing and not mailbox.received


def test_the_address_is_looked_up_by_its_name(mailbox: Mailbox, ledger: Ledger) -> None:
    channels = Channels(channels_to(mailbox.port).ways, {"DESK": "desk@bo.example\n"}.get)
    deliver([an_event()], routes_of(a_route(way="smtp", address_from="DESK")), ledger, channels, NOON)
    assert mailbox.emails()[0]["To"] == "desk@bo.example"


def test_without_encryption_nothing_leaves_where_it_is_demanded(mailbox: Mailbox, ledger: Ledger) -> None:
    channels = channels_to(mailbox.port, security="starttls", user="u", password="p")
    report = deliver([an_event()], BY_MAIL, ledger, channels, NOON)
    assert report.failed and not mailbox.received


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for localhost that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context


def _let_in(server: object, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
    right = getattr(data, "password", b"") == b"mat-khau"
    return AuthResult(success=right, handled=False)


@pytest.mark.parametrize(("password", "taken"), [("mat-khau", 1), ("sai", 0)])
def test_encrypted_and_signed_in(
    certificate: ssl.SSLContext, ledger: Ledger, password: str, taken: int
) -> None:
    with mail_server(
        Mailbox(), tls_context=certificate, require_starttls=True, authenticator=_let_in, auth_required=True
    ) as mailbox:
        config = SmtpConfig("localhost", "lientinh@bo.example", mailbox.port, "lientinh", password)
        report = deliver([an_event()], BY_MAIL, ledger, Channels({"smtp": SmtpChannel(lambda: config)}), NOON)
        assert len(mailbox.received) == taken
        assert bool(report.failing) is not bool(taken), "a wrong password is wrong tomorrow too"
        assert password not in repr(config)


def test_a_certificate_nobody_vouches_for_is_refused(
    certificate: ssl.SSLContext, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(Mailbox(), tls_context=certificate) as mailbox:
        config = SmtpConfig("localhost", "lientinh@bo.example", mailbox.port)
        report = deliver([an_event()], BY_MAIL, ledger, Channels({"smtp": SmtpChannel(lambda: config)}), NOON)
        assert report.failed and not mailbox.received


@pytest.mark.parametrize(
    ("url", "security", "port"),
    [
        ("smtp://u%40x:p%2Fw@mail.example:2525?from=a@b.example", "starttls", 2525),
        ("smtps://mail.example?from=a@b.example", "tls", 0),
        ("smtp+plain://127.0.0.1:25?from=a@b.example", "none", 25),
    ],
)
def test_a_server_by_its_url(url: str, security: str, port: int) -> None:
    config = read_smtp_url(url)
    assert (config.security, config.port, config.sender) == (security, port, "a@b.example")
    assert (config.user, config.password) == (("u@x", "p/w") if "u%40x" in url else (None, None))


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example?from=a@b.example", "smtp://mail.example"]
)
def test_a_url_that_is_no_server_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_smtp_url(url.replace("mail", "u:geheim@mail"))
    assert "geheim" not in str(refused.value)


def test_no_server_set_is_a_failed_delivery(ledger: Ledger) -> None:
    report = deliver([an_event()], BY_MAIL, ledger, Channels({"smtp": SmtpChannel(lambda: None)}), NOON)
    assert "LIENTINH_SMTP_URL" in report.failing["desk"]


def test_a_conversation_that_breaks_off(
    mailbox: Mailbox, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **keywords: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(smtplib.SMTP, "send_message", broken)
    report = deliver([an_event()], BY_MAIL, ledger, channels_to(mailbox.port), NOON)
    assert report.failed and not report.failing


def test_a_way_nobody_set_up(ledger: Ledger) -> None:
    with pytest.raises(NotDelivered, match="nothing is set up"):
        Channels({}).send(None, BY_MAIL.file.routes[0])  # type: ignore[arg-type]


def test_a_wrong_setting_of_the_server_is_a_failed_delivery(ledger: Ledger) -> None:
    channels = Channels({"smtp": SmtpChannel(lambda: read_smtp_url("mail.example"))})
    report = deliver([an_event()], BY_MAIL, ledger, channels, NOON)
    assert "LIENTINH_SMTP_URL is no mail server" in report.failed["desk"]
