"""What may be told of a person who was two clients is what both had allowed, and an undo gives each their own back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.answers.recording import new_client
from records.answers.settling import settle
from records.clients import Client
from records.consents import Covers, consents_of, may_be_named, named, note_consent, outcome_may_be_shown, with_outcome
from records.joining.apart import take_apart
from records.joining.join import join_clients
from records.joining.rows import ClientJoin
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.joining.test_joining import APART, JOINED


def joined(session: Session, one: int, other: int) -> ClientJoin:
    clients = session.get_one(Client, one), session.get_one(Client, other)
    return join_clients(session, *clients, reviewer(session), JOINED)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_nothing_may_be_told_that_one_of_the_two_has_not_allowed(session: Session, first: bool, second: bool) -> None:
    numbers = [told(session, "google", may_tell=may_tell).client_id for may_tell in (first, second)]
    allowed = {number for number, may_tell in zip(numbers, (first, second), strict=True) if may_tell}
    assert named(session, numbers) == allowed
    made = joined(session, *numbers)
    assert named(session, numbers) == ({numbers[0]} if first and second else set())
    take_apart(session, made, APART)
    assert named(session, numbers) == allowed


def test_a_later_consent_of_one_does_not_outweigh_the_other(session: Session) -> None:
    clients = [told(session, "google", may_tell=False).client for _ in range(2)]
    later = NOW + timedelta(hours=2)
    note_consent(session, clients[0], Covers.OUTCOME, is_given=True, how="by letter", at=later, user=reviewer(session))
    made = joined(session, clients[0].id, clients[1].id)
    assert not may_be_named(session, clients[0])
    assert not outcome_may_be_shown(session, clients[0])
    note_consent(session, clients[0], Covers.NAME, is_given=True, how="by letter", at=APART, user=reviewer(session))
    # What they say from now on counts.
    assert may_be_named(session, clients[0])
    gone = made.gone_id
    take_apart(session, made, APART + timedelta(hours=1))
    # What they have said since stays with the one who stayed.
    assert outcome_may_be_shown(session, clients[0])
    assert with_outcome(session, [gone]) == set()


def test_who_has_said_nothing_takes_nothing_back(session: Session) -> None:
    client = told(session, "google", may_tell=True).client
    at_desk = new_client(session, "Ida Moss", NOW + timedelta(hours=1), door="desk")
    settle(session, at_desk, NOW)
    joined(session, client.id, at_desk.id)
    assert may_be_named(session, client)


def test_a_tick_that_may_be_anybodys_gives_nothing_that_one_of_the_two_had_refused(session: Session) -> None:
    keep = told(session, "google", name="Ana Adams", email="ana@mail.example", may_tell=True).client
    later = NOW + timedelta(hours=2)
    gone = told(session, "google", name="Ann Adams-Brown", email="ann@work.example", received_at=later).client
    assert named(session, [keep.id, gone.id]) == {keep.id}
    before = len(consents_of(session, keep))
    made = joined(session, keep.id, gone.id)
    # Whoever sent them knows their name and address.
    since = {"may_tell": True, "received_at": JOINED + timedelta(hours=1)}
    for name, email in (("Ana Adams", "ana@mail.example"), ("Ann Adams-Brown", "ann@work.example")):
        assert told(session, "a friend", name=name, email=email, **since).client_id == keep.id
    assert not may_be_named(session, keep)
    take_apart(session, made, APART)
    assert len(consents_of(session, keep)) == before
