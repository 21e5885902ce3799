"""What is refunded of a charge, whoever says so: one refund after the other, all in one sum, or a file's row.

The same money may be told in all three ways. They are brought together by the charge: what is refunded of it is the
largest of what was said, and a payment is made of what is missing, so that nothing counts twice in whatever order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session

from records.db import Base, key, locked_by_name, money
from records.firm import the_firm
from records.imports import Import, ImportChange
from records.payments import Payment, record_payment

TOTAL = "total"
BY_FILE = " refunded"
"""A file that says in the row of a charge how much of it is refunded has a payment of the charge's ref and this."""
_ONE = " refund "


@dataclass(frozen=True, slots=True)
class Refund:
    """What an event says of a charge's refunds: of one, or (``said_by`` is ``TOTAL``) of all together."""

    charge: str
    said_by: str
    failed: bool = False


class ToldRefund(Base):
    """How much of a charge is said to be refunded: by one refund (its id), or in all (``TOTAL``), in minor units.

    Some senders tell the same refund in two ways; kept beside each other, neither is counted twice. ``told_on`` is the
    refund's own day.
    """

    __tablename__ = "told_refunds"
    __table_args__ = (UniqueConstraint("charge", "said_by"),)

    id: Mapped[key]
    charge: Mapped[str]
    said_by: Mapped[str]
    amount: Mapped[money]
    failed: Mapped[bool]
    told_on: Mapped[date | None]


def bring_refunds(
    session: Session, charge: Payment, refund: Refund, amount: int, told_on: date, at: datetime
) -> Payment | None:
    """Bring what is refunded of a charge up to what is said of it; None if nothing is new. ``amount`` is positive.

    Money comes back only by a refund that is told to have failed.
    """
    locked_by_name(session, f"refunds of {refund.charge}")
    has_failed = _keep(session, refund, amount, told_on)
    kept = kept_refunds(session, charge.ref or "")
    missing = _in_all(session, refund.charge, kept) + sum(each.amount for each in kept)
    if missing < 0:
        missing = max(missing, -amount) if has_failed else 0
    if missing == 0:
        return None
    numbers = [int(each.ref.rpartition(" ")[2]) for each in kept if each.ref and _ONE in each.ref]
    ref = f"{charge.ref}{_ONE}{max([0, *numbers]) + 1}"
    return record_payment(
        session, charge.client, -missing, charge.currency, told_on, charge.kind, at, user=None, ref=ref
    )


def kept_refunds(session: Session, ref: str) -> Sequence[Payment]:
    """The payments that give back money of the charge with this ref, or take that back."""
    one = Payment.ref.startswith(f"{ref}{_ONE}", autoescape=True)
    return session.scalars(select(Payment).where(or_(one, Payment.ref == f"{ref}{BY_FILE}"))).all()


def left_of_file(session: Session, charges: Iterable[str]) -> dict[str, int]:
    """How much of each of these charges is refunded by what was told one by one or in all, not by a file.

    Only charges of which something was told are in it. What was given back because a refund failed is not taken off:
    a file may be older than the failure, and what it says beyond this would count again.
    """
    wanted = sorted(set(charges))
    told = session.scalars(select(ToldRefund.charge).where(ToldRefund.charge.in_(wanted)).distinct()).all()
    return {
        charge: -sum(
            each.amount for each in kept_refunds(session, charge) if each.amount < 0 and each.ref != charge + BY_FILE
        )
        for charge in told
    }


def _keep(session: Session, refund: Refund, amount: int, told_on: date) -> bool:
    """Write down what was said; whether a refund is told to have failed for the first time."""
    of = (ToldRefund.charge == refund.charge, ToldRefund.said_by == refund.said_by)
    said = session.scalars(select(ToldRefund).where(*of)).first()
    if said is None:
        said = ToldRefund(charge=refund.charge, said_by=refund.said_by, amount=0, failed=False, told_on=told_on)
        session.add(said)
    has_failed = refund.failed and not said.failed
    if refund.said_by == TOTAL:
        # Events overtake each other, and a total only grows but for a refund that failed.
        said.amount = max(said.amount, amount)
    else:
        if has_failed:
            total = select(ToldRefund).where(ToldRefund.charge == refund.charge, ToldRefund.said_by == TOTAL)
            for each in session.scalars(total):
                each.amount = max(each.amount - amount, 0)
        said.amount, said.failed = amount, refund.failed or said.failed
    session.flush()
    return has_failed


def _in_all(session: Session, charge: str, kept: Sequence[Payment]) -> int:
    """The most that is said to be refunded of a charge."""
    said = session.scalars(select(ToldRefund).where(ToldRefund.charge == charge)).all()
    ones = [each for each in said if each.said_by != TOTAL]
    sums = [sum(each.amount for each in ones if not each.failed)]
    sums += [each.amount for each in said if each.said_by == TOTAL]
    by_file = next((each for each in kept if each.ref and each.ref.endswith(BY_FILE)), None)
    if by_file is not None:
        # A refund of a later day than the file cannot be in its sum; one of an earlier day may be.
        until = _day_of_file(session, by_file)
        sure = [each for each in ones if each.told_on is not None and each.told_on > until and not each.failed]
        back = [each for each in ones if each.failed and (each.told_on is None or each.told_on <= until)]
        sums.append(-by_file.amount + sum(each.amount for each in sure) - sum(each.amount for each in back))
    return max(sums)


def _day_of_file(session: Session, payment: Payment) -> date:
    """The day, in the firm's zone, on which a file last said how much is refunded."""
    changes = (
        select(func.max(Import.at))
        .join(ImportChange, ImportChange.import_id == Import.id)
        .where(ImportChange.of == Payment.__tablename__, ImportChange.row_id == payment.id)
    )
    given = [payment.created_at, session.scalar(changes)]
    return the_firm(session).today(max(each for each in given if each is not None))
