"""Every setting of the application, read from the environment or from ``instance/whence.toml``.

The environment wins. A value that cannot be understood stops the start with a message that names it.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from outgoing import mail_from, mail_url

ROOT = Path(__file__).resolve().parent
_DATABASES = frozenset({"sqlite", "postgres", "postgresql", "postgresql+psycopg"})
SHORTEST_KEY = 16
"""How many characters a key that signs must have."""


class BadSetting(click.ClickException, ValueError):
    """A setting has a value that cannot be used; the message says which and what to do.

    The command line shows the message alone and ends with the exit status 2.
    """

    exit_code = 2


@dataclass(frozen=True)
class Setting:
    """One setting: its name, what it means, and how its text becomes a value."""

    name: str
    meaning: str
    default: str = ""
    read: Callable[[str], object] = str


def _whole_number(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("must be a whole number, such as 1")
    return int(value)


def _web_address(value: str) -> str:
    how = "must be an address such as https://clients.example.com"
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as problem:
        raise ValueError(how) from problem
    # Paths are put behind it, in pages and on paper.
    if value and (not is_good or parts.query or parts.fragment or parts.username or re.search(r"[\s\"<>]", value)):
        raise ValueError(how)
    return value.rstrip("/")


def database_url(value: str) -> str:
    """A database's address as SQLAlchemy takes it; one that it takes already comes back unchanged."""
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in _DATABASES:
        raise ValueError("must be an address such as sqlite:///instance/whence.sqlite3 or postgresql://…")
    if scheme == "sqlite" and rest and not rest.startswith("/"):
        raise ValueError("must have three slashes before a file of the checkout, and four before one elsewhere")
    try:
        make_url(value)
    except (ArgumentError, ValueError) as problem:
        raise ValueError("is no address of a database; write it like postgresql://user:password@host/name") from problem
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and not rest.startswith("//") and rest != "/:memory:":
        # A relative file is meant from the project's root, wherever the command was started.
        return f"sqlite:///{ROOT / rest[1:]}"
    return value


def _secret(value: str) -> str:
    if value and len(value) < SHORTEST_KEY:
        raise ValueError(f"must have at least {SHORTEST_KEY} characters, or be left out: a key is then made")
    return value


def _folder(value: str) -> Path | None:
    return (ROOT / value) if value else None


SETTINGS = (
    Setting(
        "DATABASE_URL",
        "where the records are kept: a SQLite file or a PostgreSQL database",
        "sqlite:///instance/whence.sqlite3",
        database_url,
    ),
    Setting("SECRET_KEY", "signs sessions and form tokens; else instance/secret_key, made at first use", "", _secret),
    Setting("INSTANCE_PATH", "the folder of the installation's own files", "instance", _folder),
    Setting(
        "BASE_URL", "the public address, for links and snippets; with https, sign-ins use HTTPS only", "", _web_address
    ),
    Setting("TRUSTED_PROXIES", "how many proxies in front of the application are one's own", "0", _whole_number),
    Setting("MAIL_URL", "the server that takes outgoing mail, or a folder to write it to", "", mail_url),
    Setting("MAIL_FROM", "whom outgoing mail is from, such as The Firm <office@example.com>", "", mail_from),
    Setting("MAIL_PER_DAY", "how many mails go out within 24 hours at most; 0 is no limit", "0", _whole_number),
    Setting("REFERRER_LISTS", "a folder with lists of search engines and networks to add", "", _folder),
    Setting("BACKUP_KEY", "seals backups, so that restore takes only files made with the same key"),
)


def read_settings(environment: Mapping[str, str] | None = None) -> dict[str, object]:
    """All settings by name, from the environment, the file, or their defaults.

    Raises BadSetting if a value cannot be used or the file is not valid TOML.
    """
    given = os.environ if environment is None else environment
    instance = ROOT / (given.get("INSTANCE_PATH") or "instance")
    from_file = _read_file(instance / "whence.toml")
    # The instance folder is where the default file is, wherever that folder may be.
    defaults = {"DATABASE_URL": f"sqlite:///{instance}/whence.sqlite3"}
    values: dict[str, object] = {}
    for setting in SETTINGS:
        text = given.get(setting.name) or str(from_file.get(setting.name, ""))
        text = text or defaults.get(setting.name, setting.default)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as problem:
            # An address of a database or of a mail server may have its password in it.
            shown = "the value" if setting.read in {_secret, database_url, mail_url} else repr(text)
            raise BadSetting(f"{setting.name}: {shown} {problem}") from problem
    return values


def _read_file(file: Path) -> dict[str, object]:
    try:
        with file.open("rb") as opened:
            found = tomllib.load(opened)
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise BadSetting(f"{file} cannot be read: {problem.strerror}") from problem
    except ValueError as problem:
        raise BadSetting(f"{file} is not valid TOML: {problem}") from problem
    known = [setting.name for setting in SETTINGS if setting.name != "INSTANCE_PATH"]
    unknown = [name for name in found if name not in known]
    if unknown:
        raise BadSetting(f"{file} has no use for {', '.join(unknown)}; the settings are {', '.join(known)}")
    return found
