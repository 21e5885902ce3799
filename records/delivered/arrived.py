"""Refunds that were told before their charge: they are taken in as soon as the charge is there, however it came."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.delivered.reading import reading_of
from records.deliveries import Delivery, DeliveryState, place_delivery
from records.payments import Payment, payments_that_count


def place_what_waited(session: Session, at: datetime) -> int:
    """Take in the refunds whose charge is among the payments by now, in the order in which they came; how many."""
    there = select(Payment.ref).where(Payment.ref == Delivery.waits_for, payments_that_count())
    those = select(Delivery).where(Delivery.state == DeliveryState.WAITS, there.exists()).order_by(Delivery.id)
    placed = 0
    for delivery in session.scalars(those).all():
        body = delivery.body or ""
        place_delivery(session, delivery, body, reading_of(delivery.origin, body.encode())[1], at)
        placed += delivery.state is not DeliveryState.WAITS
    return placed
