"""Payments: the money of clients."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import ColumnElement, ForeignKey, Index, func, not_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client, won_by_payment
from records.db import Base, currency_code, instant, key, locked_by_name, money
from records.imports import UNFINISHED, Import
from records.staff.users import User


class PaymentKind(StrEnum):
    """Whether money was asked for or has come in; the two are never added."""

    BILLED = "billed"
    RECEIVED = "received"


class Payment(Base):
    """Money of a client on a calendar day, in minor units; refunds are negative.

    Without a ``ref`` a row of a file is known again by client, amount, currency, day, kind and ``nth``, its
    number among the equal ones.
    """

    __tablename__ = "payments"
    __table_args__ = (
        Index(None, "client_id", "kind", "currency", "paid_on", "amount"),
        Index(None, "kind", "currency", "paid_on"),
        Index(None, "import_id"),
    )

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    ref: Mapped[str | None] = mapped_column(unique=True)
    amount: Mapped[money]
    currency: Mapped[currency_code]
    paid_on: Mapped[date]
    kind: Mapped[PaymentKind]
    nth: Mapped[int]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant]

    client: Mapped[Client] = relationship()
    user: Mapped[User | None] = relationship()


def in_turn(session: Session) -> None:
    """Wait until nobody else brings payments of files or deliveries, so that neither misses what the other adds.

    To be done before anything is changed that counts: a file is alone with what counts after this.
    """
    locked_by_name(session, "payments of files")


@cache
def payments_that_count() -> ColumnElement[bool]:
    """All payments but those of an import that is not finished: until its last batch nothing of it counts.

    Put together once: a page sums payments in many ways.
    """
    unfinished = select(Import.id).where(Import.finished_at.is_(None), Import.state.in_(UNFINISHED))
    # Asked first, and once: hardly ever is one under way, and then no payment is looked at for its import.
    none_at_all = not_(unfinished.exists().correlate(None))
    return or_(none_at_all, Payment.import_id.is_(None), Payment.import_id.not_in(unfinished))


def sum_of_payments(session: Session, client: Client, kind: PaymentKind, currency: str, without: int = 0) -> int:
    """What a client has paid, or was billed, in all in a currency, in minor units; the payment ``without`` left out."""
    those = select(func.coalesce(func.sum(Payment.amount), 0)).where(
        Payment.client_id == client.id,
        Payment.kind == kind,
        Payment.currency == currency,
        Payment.id != without,
        payments_that_count(),
    )
    return int(session.scalar(those) or 0)


def record_payment(
    session: Session,
    client: Client,
    amount: int,
    currency: str,
    paid_on: date,
    kind: PaymentKind,
    at: datetime,
    *,
    user: User | None = None,
    ref: str | None = None,
    nth: int = 1,
    import_id: int | None = None,
) -> Payment:
    """A new payment in minor units of its currency; the first positive one makes its client won."""
    payment = Payment(
        client=client,
        amount=amount,
        currency=currency,
        paid_on=paid_on,
        kind=kind,
        created_at=at,
        user=user,
        ref=ref,
        nth=nth,
        import_id=import_id,
    )
    session.add(payment)
    # The client is locked with it; the stage may be another one by now.
    session.flush()
    session.refresh(client, ["stage"])
    if amount > 0:
        won_by_payment(session, client, at)
    session.flush()
    return payment
