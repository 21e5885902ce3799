"""The websites that may hold a form in a frame: each form has a list of its own."""

import ipaddress
import re
from datetime import datetime
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList
from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.firm import directory_changed
from records.forming.forms import Form
from records.forming.shared_hosts import SHARED, is_told_apart, why_shared
from records.staff.users import User

MOST = 20
"""How many sites one form may have: they all stand in a header of each of its pages."""
MOST_BYTES = 4_096
"""How long they may be together as they stand in that header; proxies refuse answers whose headers are long."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_EVERY = "*."


class BadSite(ValueError):
    """What was typed is no website that a form could be put on; the message says what to do."""


class FormSite(Base):
    """One website that may hold a form: an origin as browsers write it, or ``https://*.example.com`` for all below.

    Such a pattern does not stand for ``example.com`` itself (CSP Level 3, section 6.7.2.8).
    """

    __tablename__ = "form_sites"
    __table_args__ = (UniqueConstraint("form_id", "origin"),)

    id: Mapped[key]
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"))
    origin: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    form: Mapped[Form] = relationship()
    user: Mapped[User | None] = relationship()

    @property
    def as_typed(self) -> str:
        """The origin with its name as people write it: ``xn--bcher-kva`` is ``bücher``."""
        scheme, between, host = self.origin.partition("://")
        try:
            return f"{scheme}{between}{host.encode('ascii').decode('idna')}"
        except UnicodeError:
            return self.origin


def sites_of(session: Session, form: Form) -> list[FormSite]:
    """The websites that may hold a form, in the order of their names."""
    return list(session.scalars(select(FormSite).where(FormSite.form_id == form.id).order_by(FormSite.origin)))


def add_site(session: Session, form: Form, typed: str, at: datetime, user: User | None) -> FormSite:
    """Let a website hold a form; one that may already is returned as it stands.

    Raises BadSite if what was typed names no website, or the form has as many as it may have.
    """
    origin = origin_of(typed)
    locked_by_name(session, f"sites of form {form.id}")
    sites = sites_of(session, form)
    for site in sites:
        if site.origin == origin:
            return site
    if len(sites) >= MOST:
        raise BadSite(
            f"A form can be on {MOST} websites at most. Take one out that is not needed any more, or let *.example.com "
            "stand for all websites of yours below example.com."
        )
    if len(" ".join([*(site.origin for site in sites), origin])) > MOST_BYTES:
        raise BadSite(
            f"The addresses of this form's websites are too long together (at most {MOST_BYTES} characters). Take one "
            "out that is not needed any more, or let *.example.com stand for all websites of yours below example.com."
        )
    site = FormSite(form_id=form.id, origin=origin, at=at, user_id=user.id if user else None)
    session.add(site)
    session.flush()
    # A website that holds the form is the firm's own, and a visit from there is no source.
    directory_changed(session)
    return site


def remove_site(session: Session, site: FormSite) -> None:
    """Let a website hold the form no more."""
    session.delete(site)
    session.flush()
    directory_changed(session)


def origin_of(typed: str) -> str:
    """The origin of a website as a person writes it: ``Firm.example/contact`` is ``https://firm.example``.

    Raises BadSite.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as problem:
        raise BadSite("This is no address of a website. Write it like https://www.example.com.") from problem
    if scheme not in {"http", "https"} or "@" in parts.netloc or not host:
        raise BadSite("Write the address of the website as its visitors see it, such as https://www.example.com.")
    every = _EVERY if host.startswith(_EVERY) else ""
    name = _in_ascii(host.removeprefix(_EVERY).rstrip("."), may_be_bare=bool(every))
    if not is_told_apart(name):
        raise BadSite(
            f"{name} would be websites of other people too: everybody's are there. Give yours an address of its own "
            "and enter that, or put only a link to the form on it."
        )
    if every:
        _refuse_strangers(name)
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{every}{name}" + (f":{port}" if port and port != usual else "")


def _refuse_strangers(name: str) -> None:
    """Raises BadSite where ``*.name`` would be other people's websites too; it says what to enter instead."""
    problem = f"*.{name} would be websites of other people too"
    is_suffix = _is_a_suffix(name)
    if _is_address(name) or (is_suffix and "." not in name):
        raise BadSite(f"{problem}. Name your own, such as *.example.com.")
    why = why_shared(name)
    if why or is_suffix:
        such_as = f", such as https://your-name.{name}" if is_suffix or name in SHARED else ""
        raise BadSite(
            f"{problem}{f': {why}' if why else ''}. Enter the exact address of yours, without a star{such_as}."
        )


def host_of_site(site: FormSite) -> str:
    """The host of a site, without the star of a pattern."""
    return (urlsplit(site.origin).hostname or "").removeprefix(_EVERY)


def _in_ascii(host: str, may_be_bare: bool) -> str:
    """The host as it stands in headers: ``bücher.example`` is ``xn--bcher-kva.example``."""
    try:
        name = host.encode("idna").decode("ascii").lower() if host else ""
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name) or len(name) > 253 or ("." not in name and name != "localhost" and not may_be_bare):
        raise BadSite("This is no name of a website. Write it like https://www.example.com.")
    return name


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_a_suffix(name: str) -> bool:
    """Whether strangers register names below this one ("co.uk", "wixsite.com")."""
    return name == "localhost" or PublicSuffixList().publicsuffix(name) == name
