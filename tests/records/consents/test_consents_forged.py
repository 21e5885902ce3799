"""A tick on the public form in another's name gives no leave that they did not give themselves."""

import pytest
from sqlalchemy.orm import Session

from records.answers.recording import new_client, record_answer
from records.clients import Client
from records.consents import Covers, may_be_named, note_consent
from tests.records.firm_of_tests import NOW, filled, reviewer, told

JANE = {"name": "Jane Doe", "email": "jane@mail.example"}


def forged(session: Session, client: Client) -> bool:
    """Whether somebody else can have a client named who knows their name and address."""
    assert told(session, "Joe Smith", **JANE, may_tell=True).client is client
    return may_be_named(session, client)


@pytest.mark.parametrize("before", ["no tick", "taken back to staff", "never asked"])
def test_a_partner_cannot_tick_for_a_client(session: Session, before: str) -> None:
    if before == "never asked":
        client = new_client(session, "Jane Doe", NOW, email=JANE["email"], door="imported")
    else:
        client = told(session, "google", **JANE, may_tell=before != "no tick").client
    if before == "taken back to staff":
        note_consent(session, client, Covers.NAME, False, "phone", client.created_at, reviewer(session))
    assert not forged(session, client)


def test_what_is_surely_theirs_counts(session: Session) -> None:
    """A correction on the page by which they came, and an answer by their own link."""
    first = told(session, "google", **JANE, identity="own")
    assert not may_be_named(session, first.client)
    told(session, "google", **JANE, identity="own", may_tell=True)
    assert may_be_named(session, first.client)
    other = told(session, "google", name="Ben Bright", email="ben@mail.example").client
    record_answer(session, other, filled(session, name="Ben Bright", may_tell=True, door="link"))
    assert may_be_named(session, other)
