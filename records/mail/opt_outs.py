"""Who wants no mail any more: final, whoever the mail is from, and whatever becomes of the client's row.

Of an address only a keyed hash is kept (HMAC-SHA256), so that it outlives the erasure of the person and is known again
when a file brings them once more. The key is a row of the database and no setting: an opt-out must outlive a change of
SECRET_KEY and a move to another machine.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime

import email_validator
from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.clients.contacts import email_key
from records.db import Base, instant, key, locked_by_name


class OptOutKey(Base):
    """The one key with which addresses are hashed, made at first use."""

    __tablename__ = "opt_out_keys"

    id: Mapped[key]
    secret: Mapped[str]


class OptOut(Base):
    """An address, as its keyed hash, that gets no mail any more; ``at`` is when that was said last."""

    __tablename__ = "opt_outs"

    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[instant]


def opt_out(session: Session, email: str, at: datetime) -> None:
    """Never send mail to an address again; once said, it stays."""
    _keep(session, _hashed(session, email), at)


def _keep(session: Session, address: str, at: datetime) -> None:
    locked_by_name(session, f"opt-out {address}")
    kept = session.get(OptOut, address)
    if kept is None:
        session.add(OptOut(address=address, at=at))
    else:
        kept.at = at
    session.flush()


def take_back_opt_out(session: Session, email: str, at: datetime) -> None:
    """Forget an opt-out that followed from something that is taken back; one that was said again since stays."""
    kept = session.get(OptOut, _hashed(session, email))
    if kept is not None and kept.at == at:
        session.delete(kept)
        session.flush()


def mark_of(session: Session, email: str) -> str:
    """The keyed hash of an address in 43 characters, for the link that ends all mail to it."""
    return urlsafe_b64encode(bytes.fromhex(_hashed(session, email))).decode().rstrip("=")


def opt_out_marked(session: Session, mark: str, at: datetime) -> None:
    """Never send mail again to the address that a mark stands for, whether anything here still says it or not."""
    _keep(session, urlsafe_b64decode(f"{mark}=").hex(), at)


def wants_no_mail(session: Session, email: str) -> bool:
    """Whether an address gets no mail any more."""
    if session.scalars(select(OptOut.address).limit(1)).first() is None:
        return False
    return session.get(OptOut, _hashed(session, email)) is not None


def who_wants_none(session: Session, emails: Iterable[str]) -> set[str]:
    """Those of these addresses that get no mail any more, as they were given."""
    if session.scalars(select(OptOut.address).limit(1)).first() is None:
        return set()
    secret, hashes = _secret(session), set(session.scalars(select(OptOut.address)))
    return {email for email in emails if _digest(secret, email) in hashes}


def _hashed(session: Session, email: str) -> str:
    return _digest(_secret(session), email)


def _digest(secret: bytes, email: str) -> str:
    return hmac.digest(secret, _one_spelling(email).encode("utf-8", "replace"), "sha256").hex()


def _one_spelling(email: str) -> str:
    """An address in the one way that mail is sent to it: ``bücher.example`` is also ``xn--bcher-kva.example``."""
    key = email_key(email) or ""
    if key.isascii() and "xn--" not in key:
        return key
    try:
        found = email_validator.validate_email(key, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError:
        return key
    return found.normalized.lower()


def _secret(session: Session) -> bytes:
    kept = session.scalars(select(OptOutKey).order_by(OptOutKey.id)).first()
    if kept is None:
        locked_by_name(session, "opt-out key")
        kept = session.scalars(select(OptOutKey).order_by(OptOutKey.id)).first()
    if kept is None:
        kept = OptOutKey(secret=secrets.token_hex(32))
        session.add(kept)
        session.flush()
    return bytes.fromhex(kept.secret)
