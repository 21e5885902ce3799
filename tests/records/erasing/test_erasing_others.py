"""Erasing takes what is the person's, however it is spelled, and leaves what is somebody else's or the firm's own."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.consents import Covers, note_consent
from records.coverage.permissions import allow_client
from records.delivered.deliveries import Delivery, DeliveryState
from records.erasing import erase
from records.forming.forms import published_version
from records.mail import send_later
from records.money.payment_changes import change_payment
from records.money.payments import PaymentKind, record_payment
from records.relations.given.outcomes import log_referral
from tests.records.erasing.test_erasing import everything_written
from tests.records.firm_of_tests import NOW, partner, reviewer, told


def waiting(session: Session, body: str) -> Delivery:
    delivery = Delivery(
        origin="whence", event=body, state=DeliveryState.WAITS, reason="", body=body, first_at=NOW, last_at=NOW, times=1
    )
    session.add(delivery)
    session.commit()
    return delivery


@pytest.mark.parametrize(
    ("name", "ref", "body"),
    [
        ("Zebedee Quixwell", "CL-10", '{"client": "CL-107", "amount": "500"}'),
        ("Zebedee Quixwell", "50000", '{"client": "CL-107", "amount": 50000}'),
        ('"livemode": true', "CL-10", '{"client": "CL-107", "livemode": true}'),
    ],
)
def test_what_was_delivered_of_others_stays(session: Session, name: str, ref: str, body: str) -> None:
    client = told(session, "google", name=name).client
    client.ref = ref
    delivery = waiting(session, body)
    erase(session, client, NOW)
    assert (delivery.state, delivery.body) == (DeliveryState.WAITS, body)


def test_what_was_delivered_of_the_person_goes_in_whatever_letters(session: Session) -> None:
    client = told(session, "google", name="José Álvarez").client
    delivery = waiting(session, r'{"client": "Jos\u00e9 \u00c1lvarez"}')
    erase(session, client, NOW)
    assert delivery.body is None


def test_a_name_made_of_the_firms_own_words_does_not_change_its_form(session: Session) -> None:
    published = published_version(session, "new-client")
    assert published
    before = published.definition
    client = told(session, "google", name="What brought").client
    session.commit()
    gone = erase(session, client, NOW)
    session.commit()
    session.expire_all()
    assert published.definition == before
    assert "form_versions" in {mention.table for mention in gone.still_named}


def test_a_name_is_found_folded_in_capitals_and_decomposed(session: Session) -> None:
    client = told(session, "google", name="Élodie Ångström").client
    log_referral(session, partner(session, "Joe Smith"), "Mme Élodie Ångström", date(2026, 3, 1), NOW)
    for words in ("It was ÉLODIE ÅNGSTRÖM", "It was E\u0301lodie A\u030angstro\u0308m", "It was élodie ångström."):
        send_later(session, "note", "ann@firm.example", words, words, NOW)
    session.commit()
    erase(session, client, NOW)
    session.commit()
    assert "ngstr" not in everything_written(session)


def test_what_staff_wrote_about_the_person_goes(session: Session) -> None:
    client, ann, joe = (
        told(session, "google", name="Zebedee Quixwell").client,
        reviewer(session),
        partner(session, "Joe"),
    )
    note_consent(session, client, Covers.NAME, True, "Zeb rang from the florp clinic", NOW, ann)
    allow_client(session, client, "Zeb said so at the florp clinic", NOW, ann)
    day, received = date(2026, 3, 12), PaymentKind.RECEIVED
    paid = record_payment(session, client, 5_000, "USD", day, received, at=NOW)
    change_payment(session, paid, 6_000, "USD", day, received, NOW, ann, "Zeb is out of the florp clinic")
    assert joe.partner is not None
    joe.partner.notes = "Sent Zebedee Quixwell to us"
    session.commit()
    gone = erase(session, client, NOW)
    session.commit()
    written = everything_written(session)
    assert [mark for mark in ("zeb", "florp") if mark in written] == []
    assert gone.still_named == []
