"""Somebody who gave another's address and is erased takes nothing of that other with them."""

import pytest
from sqlalchemy.orm import Session

from records.delivered.deliveries import Delivery, DeliveryState
from records.erasing import erase
from records.mail import send_later
from tests.records.firm_of_tests import NOW, partner, reviewer, told


@pytest.mark.parametrize("whose", ["client", "partner", "staff"])
def test_mails_and_payments_of_whose_address_was_given_stay(session: Session, whose: str) -> None:
    address = {"client": "jane@mail.example", "partner": "joe@smith.example", "staff": "ann@firm.example"}[whose]
    told(session, "google", name="Jane Doe", email="jane@mail.example")
    partner(session, "Joe Smith", email="joe@smith.example")
    reviewer(session)
    mail = send_later(session, "note", address, "Your month", f"For {address}", NOW)
    paid = Delivery(
        origin="whence",
        event="e1",
        state=DeliveryState.WAITS,
        reason="",
        body=f'{{"client": "{address}"}}',
        first_at=NOW,
        last_at=NOW,
        times=1,
    )
    session.add(paid)
    session.commit()
    stranger = told(session, "google", name="Buy Pills", email=address.title()).client
    erase(session, stranger, NOW)
    session.commit()
    assert (mail.to, mail.text, mail.due_at is not None) == (address, f"For {address}", True)
    assert (paid.state, paid.body is not None) == (DeliveryState.WAITS, True)
    assert (stranger.email, stranger.email_key) == ("", None)
