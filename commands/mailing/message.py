"""A queued mail as the bytes that go to the server (RFC 5322, with MIME)."""

from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr

import email_validator

from outgoing import Sender
from records.mail.mail_queue import Claimed

_LINE = 76
_UTF8 = Charset("utf-8")
# Readable where it is plain text, and no line of it is longer than 76 characters.
_UTF8.body_encoding = QP
_UTF8.header_encoding = QP
_AS_IT_IS = compat32.clone(linesep="\r\n", mangle_from_=False)


def written(claimed: Claimed, sender: Sender) -> bytes:
    """The whole message. Every value was put on one line when it was queued, so none can add a header."""
    fields = [
        ("From", _mailbox("From", sender.name, sender.address)),
        ("To", _mailbox("To", claimed.to_name, envelope_address(claimed.to))),
        ("Subject", _text("Subject", claimed.subject)),
        ("Date", format_datetime(claimed.dated)),
        ("Message-ID", claimed.message_id),
        *((name, _text(name, value)) for name, value in claimed.headers.items()),
        ("MIME-Version", "1.0"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    body = _body(claimed.text, claimed.html)
    del body["MIME-Version"]
    return head.encode() + body.as_bytes(policy=_AS_IT_IS)


def envelope_address(address: str) -> str:
    """An address as servers take it: its domain in ASCII (IDNA), and all of it if it can be."""
    checked = email_validator.validate_email(address, check_deliverability=False, test_environment=True)
    return checked.ascii_email or f"{checked.local_part}@{checked.ascii_domain}"


def _body(text: str, html: str | None) -> MIMEText | MIMEMultipart:
    plain = MIMEText(text, "plain", _UTF8)  # type: ignore[arg-type]  # a Charset is taken, the types say str
    if html is None:
        return plain
    return MIMEMultipart("alternative", _subparts=[plain, MIMEText(html, "html", _UTF8)])  # type: ignore[arg-type]


def _text(name: str, value: str) -> str:
    """Free text: as it is where it is ASCII, else in encoded words (RFC 2047); folded."""
    # Text that only looks like an encoded word would be read as what it says.
    plain = value.isascii() and "=?" not in value
    return Header(value, "us-ascii" if plain else _UTF8, maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _mailbox(field: str, name: str, address: str) -> str:
    if not name:
        return address
    plain = name.isascii() and "=?" not in name
    shown = formataddr((name, "-")).removesuffix(" <->") if plain else _text(field, name)
    # The address goes onto a line of its own where the first one would get too long.
    together = len(shown) + len(address) + len(field) < _LINE
    return f"{shown} <{address}>" if together else f"{shown}\r\n <{address}>"
