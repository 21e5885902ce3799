"""Payments that were changed, moved, refunded or removed by hand: what was done, who did it, when, why, and how it was.

A removed payment's row goes, so that nothing can count it by mistake; the change keeps all that is needed to bring it
back.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client, take_back_won_by_payment, won_by_payment
from records.db import Base, instant, key
from records.money.currencies import plain_amount
from records.money.payments import Payment, PaymentKind, record_payment
from records.staff.users import User
from records.totals import follow


class PaymentDid(StrEnum):
    """What was done to a payment."""

    CHANGED = "changed"
    MOVED = "moved"
    REFUNDED = "refunded"
    REMOVED = "removed"


class CannotChange(ValueError):
    """A change of a payment that cannot be made or undone; the message says why and what would do."""


class PaymentChange(Base):
    """One change of a payment, with its values ``before`` it; one that was undone says by whom and when.

    ``payment_id`` is no foreign key, because a removed payment is not there; it is then a negative number, since SQLite
    may give the number of a row that is gone to a new one. ``client_id`` is whose payment it was,
    ``to_client_id`` to whom it was moved, ``made_id`` the payment that a refund made.
    """

    __tablename__ = "payment_changes"
    __table_args__ = (Index(None, "payment_id"), Index(None, "client_id"), Index(None, "to_client_id"))

    id: Mapped[key]
    payment_id: Mapped[int]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    to_client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    made_id: Mapped[int | None]
    did: Mapped[PaymentDid]
    why: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship(foreign_keys=[client_id])
    to_client: Mapped[Client | None] = relationship(foreign_keys=[to_client_id])
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])

    @property
    def before_on(self) -> date:
        """The day that the payment had before."""
        return date.fromisoformat(self.before["paid_on"])


def change_payment(
    session: Session,
    payment: Payment,
    amount: int,
    currency: str,
    paid_on: date,
    kind: PaymentKind,
    at: datetime,
    user: User,
    why: str,
) -> PaymentChange:
    """Give a payment other values, in minor units. Raises CannotChange for an amount of nothing."""
    if amount == 0:
        raise CannotChange("a payment of nothing changes nothing; remove it instead")
    _alone_with(session, payment)
    change = _keep(session, payment, PaymentDid.CHANGED, at, user, why)
    payment.amount, payment.currency, payment.paid_on, payment.kind = amount, currency, paid_on, kind
    session.flush()
    _follow_stage(session, payment.client, at)
    return change


def move_payment(
    session: Session, payment: Payment, client: Client, at: datetime, user: User, why: str
) -> PaymentChange:
    """Let a payment be another client's. Raises CannotChange if it is theirs already."""
    _alone_with(session, payment, client)
    if client is payment.client:
        raise CannotChange(f"this is a payment of {client.name} already; choose somebody else")
    before = payment.client
    change = _keep(session, payment, PaymentDid.MOVED, at, user, why)
    change.to_client = payment.client = client
    session.flush()
    _follow_stage(session, before, at)
    _follow_stage(session, client, at)
    return change


def refund_payment(
    session: Session, payment: Payment, amount: int, paid_on: date, at: datetime, user: User, why: str
) -> PaymentChange:
    """A refund of so much of a payment (a positive amount in its minor units), which is a payment of its own.

    Raises CannotChange if it is more than what is left of the payment.
    """
    _alone_with(session, payment)
    left = left_of(session, payment)
    if payment.amount < 0:
        raise CannotChange("this is a refund itself; change or remove it instead")
    if not 0 < amount <= left:
        most = plain_amount(left, payment.currency)
        raise CannotChange(f"of this payment {most} {payment.currency} can be refunded; type an amount up to that")
    change = _keep(session, payment, PaymentDid.REFUNDED, at, user, why)
    # The number of the change makes the ref one that no other payment has.
    ref = f"refund {change.id} of payment {payment.id}"
    made = record_payment(
        session, payment.client, -amount, payment.currency, paid_on, payment.kind, at, user=user, ref=ref
    )
    change.made_id = made.id
    session.flush()
    return change


def remove_payment(session: Session, payment: Payment, at: datetime, user: User, why: str) -> PaymentChange:
    """Take a payment away. Raises CannotChange while a refund of it stands."""
    _alone_with(session, payment)
    if refunds_of(session, payment):
        raise CannotChange("this payment has been refunded; undo the refund first")
    change, client = _keep(session, payment, PaymentDid.REMOVED, at, user, why), payment.client
    _renumber(session, payment.id, -change.id)
    session.delete(payment)
    session.flush()
    _follow_stage(session, client, at)
    return change


def undo_payment_change(session: Session, change: PaymentChange, at: datetime, user: User) -> None:
    """Put a payment back as it was before its newest change. Raises CannotChange if something was done since."""
    # Alone with these clients, so that what is found to be the newest stays so.
    follow(session, {change.client_id, change.to_client_id or change.client_id})
    session.refresh(change)
    newest = select(PaymentChange).where(
        PaymentChange.undone_at.is_(None),
        or_(PaymentChange.payment_id == change.payment_id, PaymentChange.payment_id == (change.made_id or 0)),
    )
    if session.scalars(newest.order_by(PaymentChange.id.desc())).first() is not change:
        raise CannotChange("something else was done to this payment since; undo that first")
    change.undone_at, change.undone_by_id = at, user.id
    if change.did is PaymentDid.REFUNDED:
        made = session.get(Payment, change.made_id, populate_existing=True)
        if made is not None:
            _renumber(session, made.id, -change.id)
            session.delete(made)
        session.flush()
        return
    there = session.get(Payment, change.payment_id, populate_existing=True)
    if change.did is PaymentDid.REMOVED:
        there = _brought_back(session, change)
    elif there is None:
        raise CannotChange("this payment is not there any more; the import that brought it was undone")
    clients = {change.client_id: change.client, there.client_id: there.client}
    for name, value in _thawed(change).items():
        setattr(there, name, value)
    session.flush()
    session.expire(there, ["client"])
    for each in clients.values():
        _follow_stage(session, each, at)


def changes_of_payments(session: Session, client: Client) -> list[PaymentChange]:
    """What was done to the payments that are or were a client's, the newest first."""
    of_client = or_(PaymentChange.client_id == client.id, PaymentChange.to_client_id == client.id)
    return list(session.scalars(select(PaymentChange).where(of_client).order_by(PaymentChange.id.desc())))


def refunds_of(session: Session, payment: Payment) -> list[Payment]:
    """The refunds of a payment that stand."""
    made = select(PaymentChange.made_id).where(
        PaymentChange.payment_id == payment.id, PaymentChange.made_id.is_not(None), PaymentChange.undone_at.is_(None)
    )
    return list(session.scalars(select(Payment).where(Payment.id.in_(made)).order_by(Payment.id)))


def left_of(session: Session, payment: Payment) -> int:
    """What is left of a payment after its refunds, in minor units."""
    return payment.amount + sum(
        each.amount for each in refunds_of(session, payment) if each.currency == payment.currency
    )


def _alone_with(session: Session, payment: Payment, *others: Client) -> None:
    """Be the only one who changes a payment until the transaction ends, with the payment as it is now.

    Raises CannotChange if somebody has changed, moved or removed it since it was read.
    """
    number, before = payment.id, _frozen(payment)
    follow(session, [payment.client_id, *(each.id for each in others)])
    there = session.get(Payment, number, populate_existing=True)
    if there is None or _frozen(there) != before:
        raise CannotChange("somebody has changed, moved or removed this payment just now; look at it again")


def _follow_stage(session: Session, client: Client, at: datetime) -> None:
    """Let a client's stage follow from their payments, unless a person has set it."""
    session.refresh(client, ["stage"])
    positive = select(Payment.id).where(Payment.client_id == client.id, Payment.amount > 0)
    if session.scalars(positive.limit(1)).first() is not None:
        won_by_payment(session, client, at)
    else:
        take_back_won_by_payment(session, client)
    session.flush()


def _keep(session: Session, payment: Payment, did: PaymentDid, at: datetime, user: User, why: str) -> PaymentChange:
    change = PaymentChange(
        payment_id=payment.id, client=payment.client, did=did, why=why, before=_frozen(payment), at=at, user=user
    )
    session.add(change)
    session.flush()
    return change


def _brought_back(session: Session, change: PaymentChange) -> Payment:
    ref = change.before["ref"]
    if ref is not None and session.scalars(select(Payment.id).where(Payment.ref == ref)).first() is not None:
        raise CannotChange(f"a payment with the ref {ref!r} has come in since; remove that first")
    payment = Payment(**_thawed(change))
    session.add(payment)
    session.flush()
    _renumber(session, change.payment_id, payment.id)
    return payment


def _renumber(session: Session, number: int, to: int) -> None:
    """Let all that was done to a payment be of another number."""
    session.flush()
    for change in session.scalars(
        select(PaymentChange).where(or_(PaymentChange.payment_id == number, PaymentChange.made_id == number))
    ).all():
        if change.payment_id == number:
            change.payment_id = to
        if change.made_id == number:
            change.made_id = to
    session.flush()


def _frozen(payment: Payment) -> dict[str, Any]:
    names = ("client_id", "ref", "amount", "currency", "nth", "import_id", "user_id")
    return {name: getattr(payment, name) for name in names} | {
        "paid_on": payment.paid_on.isoformat(),
        "kind": payment.kind.value,
        "created_at": payment.created_at.astimezone(UTC).isoformat(),
    }


def _thawed(change: PaymentChange) -> dict[str, Any]:
    before = change.before
    return before | {
        # Whose it was may have been joined with another client since, who has it now.
        "client_id": change.client_id,
        "paid_on": date.fromisoformat(before["paid_on"]),
        "kind": PaymentKind(before["kind"]),
        "created_at": datetime.fromisoformat(before["created_at"]),
    }
