"""What other programs have delivered to the webhook: each event once, and what could not be placed kept for staff."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.db import Base, instant, key, locked_by_name
from records.delivered.hook_secrets import Origin
from records.firm import Firm, the_firm
from records.importing.lines.who_paid import WhoPaid
from records.money.payments import Payment, PaymentKind, in_turn, record_payment
from records.money.refunds import bring_refunds
from records.money.told_refunds import Refund
from records.staff.users import User


class DeliveryState(StrEnum):
    """What became of a delivery: *waits* is for a person to settle."""

    TAKEN = "taken"
    THERE = "there"
    IGNORED = "ignored"
    WAITS = "waits"
    SETTLED = "settled"
    LEFT_OUT = "left out"


class Delivery(Base):
    """One event of one origin. ``body`` is what was sent and goes as soon as nobody needs it any more.

    ``reason`` says why it waits or was left alone, ``waits_for`` the ref of the charge that a refund waits for.
    ``payment_id`` is no foreign key, because a payment may be removed.
    """

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("origin", "event"), Index(None, "state", "id"))

    id: Mapped[key]
    origin: Mapped[Origin]
    event: Mapped[str]
    state: Mapped[DeliveryState]
    reason: Mapped[str]
    waits_for: Mapped[str | None]
    body: Mapped[str | None]
    payment_id: Mapped[int | None]
    first_at: Mapped[instant]
    last_at: Mapped[instant]
    times: Mapped[int]
    settled_at: Mapped[instant | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    settled_by: Mapped[User | None] = relationship()


@dataclass(frozen=True, slots=True)
class Told:
    """A payment as it was delivered, in minor units. ``whom`` are what may name its client, the surest first."""

    whom: tuple[str, ...]
    amount: int
    currency: str
    paid_on: date
    kind: PaymentKind
    ref: str | None = None
    refund: Refund | None = None


class Unplaced(ValueError):
    """A payment that cannot be kept as it was told; the message says why and what would do."""


class ChargeIsMissing(Unplaced):
    """A refund of a charge that is not there yet; it waits for a payment with the ref ``charge``."""

    def __init__(self, message: str, charge: str | None) -> None:
        super().__init__(message)
        self.charge = charge


Reading = Callable[[Firm], Told | str]
"""Gives what an event tells a firm, or why it tells of no payment. Raises Unplaced."""


def take_delivery(session: Session, origin: Origin, event: str, body: str, read: Reading, at: datetime) -> Delivery:
    """Keep an event. The same again is the one that is there; one that waits is tried once more.

    Two of the same at once queue up behind each other.
    """
    in_turn(session)
    same = select(Delivery).where(Delivery.origin == origin, Delivery.event == event)
    # As it is now: whoever tries it again has read it before.
    found = session.scalars(same.execution_options(populate_existing=True)).first()
    if found is None:
        found = Delivery(
            origin=origin, event=event, state=DeliveryState.WAITS, reason="", first_at=at, last_at=at, times=0
        )
        session.add(found)
    elif found.state is not DeliveryState.WAITS:
        return found
    found.last_at, found.times = at, found.times + 1
    place_delivery(session, found, body, read, at)
    return found


def place_delivery(session: Session, found: Delivery, body: str, read: Reading, at: datetime) -> None:
    """Read a delivery that waits, and take in what it tells; if that cannot be placed it waits on with the reason.

    To be done in turn, with the delivery as it is then.
    """
    found.waits_for = None
    try:
        told = read(the_firm(session))
        if isinstance(told, str):
            found.state, found.reason, found.body = DeliveryState.IGNORED, told, None
        else:
            _place(session, found, told, at)
    except Unplaced as problem:
        found.reason, found.body = str(problem), body
        if isinstance(problem, ChargeIsMissing):
            found.waits_for = problem.charge
    session.flush()


def client_told(session: Session, whom: tuple[str, ...]) -> Client:
    """The one client whom what was told names, the surest first. Raises Unplaced for none and for several."""
    who = WhoPaid(session, the_firm(session).country)
    named = [each.strip() for each in whom if each.strip()]
    for cell in named:
        meant = who.meant_by([cell])[cell]
        if meant.client_id is not None:
            return session.get_one(Client, meant.client_id)
        if meant.fits:
            # Whoever sends this need not learn who our clients are, so none of them is named.
            raise Unplaced(f"{cell[:80]!r} fits {meant.fits} clients; send the ref or e-mail that only one of them has")
    if not named:
        raise Unplaced("nothing says whose payment it is; send the client's ref, e-mail or name")
    raise Unplaced(
        f"there is no client with the ref, e-mail or name {named[0][:80]!r}; correct it, or add the client first"
    )


def settle_delivery(
    session: Session, delivery: Delivery, client: Client, told: Told, at: datetime, user: User
) -> Payment:
    """Keep a payment that waited as one of a client, as a person has said. Raises Unplaced if it does not wait."""
    _must_wait(session, delivery)
    payment = _record(session, client, told, at, user)
    _settle(delivery, DeliveryState.SETTLED, at, user)
    delivery.payment_id = payment.id
    session.flush()
    return payment


def _must_wait(session: Session, delivery: Delivery) -> None:
    in_turn(session)
    session.refresh(delivery)
    if delivery.state is not DeliveryState.WAITS:
        raise Unplaced("somebody has settled this delivery already")


def leave_out(session: Session, delivery: Delivery, at: datetime, user: User) -> None:
    """Take nothing in of a delivery that waits. Raises Unplaced if it does not wait."""
    _must_wait(session, delivery)
    _settle(delivery, DeliveryState.LEFT_OUT, at, user)
    session.flush()


def forget_bodies(session: Session, named: re.Pattern[str]) -> int:
    """Forget what was delivered of somebody who is erased; how many there were.

    ``named`` finds their e-mail, phone, ref or name in a value. What is delivered of others has none of these.
    """
    kept = session.scalars(select(Delivery).where(Delivery.body.is_not(None))).all()
    found = [each for each in kept if any(named.search(value) for value in _values(each.body or ""))]
    for each in found:
        each.body, each.reason, each.state = None, "the person was erased", DeliveryState.LEFT_OUT
    session.flush()
    return len(found)


def _values(body: str) -> Iterator[str]:
    """The texts in a body, as they are meant: JSON may write a letter as a number. The whole, if it is no JSON."""
    try:
        waiting = [json.loads(body)]
    except (ValueError, RecursionError):
        waiting = [body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            # Numbers are amounts and times, but our own rows may name a client by one.
            waiting.extend(str(each) if key == "client" else each for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield value


def _settle(delivery: Delivery, state: DeliveryState, at: datetime, user: User) -> None:
    delivery.state, delivery.settled_at, delivery.settled_by_id = state, at, user.id
    # The reason quotes what was sent, so it goes with it.
    delivery.body, delivery.reason, delivery.waits_for = None, "", None


def _place(session: Session, delivery: Delivery, told: Told, at: datetime) -> None:
    if told.refund is not None:
        made = _refund(session, told, told.refund, at)
        delivery.state = DeliveryState.TAKEN if made else DeliveryState.THERE
        delivery.payment_id = made.id if made else None
        delivery.body, delivery.reason = None, ""
        return
    if told.ref is not None:
        there = session.scalars(select(Payment).where(Payment.ref == told.ref)).first()
        if there is not None:
            _same(there, told)
            delivery.state, delivery.payment_id = DeliveryState.THERE, there.id
            delivery.body, delivery.reason = None, ""
            return
    payment = _record(session, client_told(session, told.whom), told, at, None)
    delivery.state, delivery.payment_id = DeliveryState.TAKEN, payment.id
    delivery.body, delivery.reason = None, ""


def _same(there: Payment, told: Told) -> None:
    said = (told.amount, told.currency, told.paid_on, told.kind)
    if (there.amount, there.currency, there.paid_on, there.kind) != said:
        raise Unplaced(
            f"a payment with the ref {told.ref!r} is there with another amount, currency, day or kind; "
            "send a refund or a payment of its own, or change the payment on the client's page"
        )


def _record(session: Session, client: Client, told: Told, at: datetime, user: User | None) -> Payment:
    if told.ref is not None:
        locked_by_name(session, f"payment ref {told.ref}")
    equal = select(func.count()).select_from(Payment).where(
        Payment.client_id == client.id,
        Payment.amount == told.amount,
        Payment.currency == told.currency,
        Payment.paid_on == told.paid_on,
        Payment.kind == told.kind,
        Payment.ref.is_(None),
    )  # fmt: skip
    # Without a ref a file that has the same payment recognises it by its number among the equal ones.
    nth = 1 if told.ref is not None else (session.scalar(equal) or 0) + 1
    return record_payment(
        session, client, told.amount, told.currency, told.paid_on, told.kind, at, user=user, ref=told.ref, nth=nth
    )


def _refund(session: Session, told: Told, refund: Refund, at: datetime) -> Payment | None:
    charge = session.scalars(select(Payment).where(Payment.ref == told.ref)).first()
    if charge is None:
        raise ChargeIsMissing(
            "the charge that this refunds is not among the payments; it is taken in as soon as the charge is there",
            told.ref,
        )
    if told.currency != charge.currency:
        raise Unplaced(f"the refund is in {told.currency} and its charge in {charge.currency}; enter it by hand")
    return bring_refunds(session, charge, refund, told.amount, told.paid_on, at)
