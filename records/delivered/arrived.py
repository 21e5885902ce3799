"""Refunds that were told before their charge: they are taken in as soon as the charge is there, however it came."""

from datetime import datetime

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from records.delivered.deliveries import Delivery, DeliveryState, place_delivery
from records.delivered.reading import reading_of
from records.money.payments import Payment, in_turn, payments_that_count


def place_what_waited(session: Session, at: datetime) -> int:
    """Take in the refunds whose charge is among the payments by now, in the order in which they came; how many."""
    there = select(Payment.ref).where(Payment.ref == Delivery.waits_for, payments_that_count())
    waits = and_(Delivery.state == DeliveryState.WAITS, there.exists())
    if not session.scalar(select(exists().where(waits))):
        return 0
    in_turn(session)
    # As they are now: somebody else may have placed them meanwhile.
    those = select(Delivery).where(waits).order_by(Delivery.id).execution_options(populate_existing=True)
    placed = 0
    for delivery in session.scalars(those).all():
        body = delivery.body or ""
        place_delivery(session, delivery, body, reading_of(delivery.origin, body.encode())[1], at)
        placed += delivery.state is not DeliveryState.WAITS
    return placed
