"""What is said of a charge's refunds, by whom, and how the payments that come of it are called."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.db import Base, key, money

TOTAL = "total"
BY_FILE = " refunded"
"""A file that says in the row of a charge how much of it is refunded has a payment of the charge's ref and this."""

_BETWEEN = " refund "
_FAILED = " failed"
# Stripe's numbers begin with what they are of: ch_…, py_…, re_…, pyr_…. Nobody's own refs are to be taken for them.
_ID = r"[a-z]{2,4}_\w+"
_ONE = re.compile(rf"(?P<charge>{_ID}){_BETWEEN}(?P<number>{_ID})(?P<failed>{_FAILED})?")


@dataclass(frozen=True, slots=True)
class Refund:
    """What is said of a charge's refunds: of one, or (``said_by`` is ``TOTAL``) of all together."""

    charge: str
    said_by: str
    failed: bool = False


class ToldRefund(Base):
    """How much of a charge is said to be refunded: by one refund (its id), or in all (``TOTAL``), in minor units.

    Some senders tell the same refund in two ways; kept beside each other, neither is counted twice. ``told_on`` is the
    refund's own day. ``import_id`` is the file that told of it, as long as nobody else has told of it, too: what only
    a file has said goes with the file.
    """

    __tablename__ = "told_refunds"
    __table_args__ = (UniqueConstraint("charge", "said_by"),)

    id: Mapped[key]
    charge: Mapped[str]
    said_by: Mapped[str]
    amount: Mapped[money]
    failed: Mapped[bool]
    told_on: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))


def nth_ref(charge: str, number: int) -> str:
    """The ref of the payment that was made of what was missing for the n-th time."""
    return f"{charge}{_BETWEEN}{number}"


def single_ref(refund: Refund) -> str:
    """The ref that one refund of a file has: its charge's and its own number."""
    return f"{refund.charge}{_BETWEEN}{refund.said_by}{_FAILED if refund.failed else ''}"


def single_refs() -> tuple[ColumnElement[str], ColumnElement[str]]:
    """The same as a database puts it together for a row of ``ToldRefund``: of the refund, and of its failure."""
    ref: ColumnElement[str] = ToldRefund.charge + _BETWEEN + ToldRefund.said_by
    return ref, ref + _FAILED


def may_be_single(ref: str) -> bool:
    """Whether a ref can be that of a single refund at all; asked of every row of a file, so it has to be quick."""
    return _BETWEEN in ref


def single_refund(ref: str | None) -> Refund | None:
    """The refund that a ref made by ``single_ref`` names; None if it is no such ref."""
    found = _ONE.fullmatch(ref or "")
    return Refund(found["charge"], found["number"], failed=bool(found["failed"])) if found else None


def charge_of(ref: str) -> str:
    """The charge's ref within the ref of a payment that gives money of it back; the ref itself if it is none."""
    return ref.removesuffix(BY_FILE).partition(_BETWEEN)[0]
