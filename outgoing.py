"""Where outgoing mail goes and whom it is from: what the settings ``MAIL_URL`` and ``MAIL_FROM`` say."""

from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import email_validator

_HOW = "must be an address such as smtps://user:password@mail.example.com or file:///var/mail/outbox"


class Tls(StrEnum):
    """Whether the way to the server is encrypted."""

    WITHIN = "from the first byte"
    REQUIRED = "by STARTTLS, or not at all"
    OFFERED = "by STARTTLS if the server offers it"
    NONE = "never"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes mail. Its password shows in no representation; ``ca`` is a file of authorities to trust."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""

    def __str__(self) -> str:
        return f"the server {self.host}, port {self.port}"


@dataclass(frozen=True, slots=True)
class MailFolder:
    """A folder into which mails are written as files instead of being sent."""

    path: Path

    def __str__(self) -> str:
        return f"the folder {self.path}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mails are from: a name, if there is one, and an address (its domain in ASCII)."""

    name: str
    address: str

    def __str__(self) -> str:
        return formataddr((self.name, self.address)) if self.name.isascii() else f"{self.name} <{self.address}>"

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.rpartition("@")[2]


_TLS_WORDS = {"required": Tls.REQUIRED, "offered": Tls.OFFERED, "none": Tls.NONE}
_SCHEMES = {"smtp": None, "smtp+starttls": Tls.REQUIRED, "smtps": Tls.WITHIN}


def mail_url(value: str) -> MailServer | MailFolder | None:
    """What ``MAIL_URL`` names, None if it is empty. Raises ValueError, whose message never has the value in it."""
    if not value:
        return None
    scheme = value.partition("://")[0].lower()
    if scheme == "file":
        return _folder(value)
    if scheme not in _SCHEMES:
        raise ValueError(_HOW)
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
        words = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as problem:
        raise ValueError(f"{_HOW}; signs such as / and @ in a password are written as %2F and %40") from problem
    if not host or parts.path.strip("/") or parts.fragment:
        raise ValueError(f"{_HOW}; signs such as / and # in a password are written as %2F and %23")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and not password:
        raise ValueError("names a user and no password; write it like smtps://user:password@mail.example.com")
    tls = _tls(scheme, words, bool(user) and not _is_here(host))
    usual = 465 if tls is Tls.WITHIN else 587 if user or tls is Tls.REQUIRED else 25
    return MailServer(host, port or usual, tls, user, password, words.get("ca", [""])[-1])


def mail_from(value: str) -> Sender | None:
    """Whom ``MAIL_FROM`` names, None if it is empty. Raises ValueError."""
    if not value.strip():
        return None
    name, address = parseaddr(value)
    if any(ord(character) < 32 for character in value) or not address:
        raise ValueError("must be an address such as office@example.com or The Firm <office@example.com>")
    try:
        checked = email_validator.validate_email(address, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError as problem:
        raise ValueError(f"has no usable address: {problem}") from problem
    if not checked.ascii_email:
        raise ValueError("has letters before the @ that not every server takes; use an address in plain letters")
    return Sender(name.strip(), checked.ascii_email)


def _folder(value: str) -> MailFolder:
    parts = urlsplit(value)
    if parts.netloc not in {"", "localhost"} or not parts.path.strip("/") or parts.query:
        raise ValueError("must name a folder with three slashes, such as file:///var/mail/outbox")
    return MailFolder(Path(unquote(parts.path)))


def _tls(scheme: str, words: dict[str, list[str]], is_secret: bool) -> Tls:
    unknown = words.keys() - {"tls", "ca"}
    if unknown:
        raise ValueError(f"has no use for {', '.join(sorted(unknown))}; behind the ? can stand tls= and ca=")
    fixed = _SCHEMES[scheme]
    word = words.get("tls", [""])[-1]
    if fixed and word:
        raise ValueError(f"says by {scheme}:// already how it is encrypted; leave out tls=")
    if word and word not in _TLS_WORDS:
        raise ValueError(f"can have tls={', tls='.join(_TLS_WORDS)} behind the ?")
    # A password is not sent in the clear through a network unless the owner says so.
    return fixed or _TLS_WORDS.get(word, Tls.REQUIRED if is_secret else Tls.OFFERED)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
