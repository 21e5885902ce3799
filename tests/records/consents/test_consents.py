"""What clients allow to be told of them: the form's tick and what they said to staff since, the latest word first."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.answers.recording import record_submission
from records.answers.submissions import IMPORTED
from records.clients import Client
from records.consents import Covers, may_be_named, named, note_consent, outcome_may_be_shown, with_outcome
from tests.records.firm_of_tests import NOW, filled, reviewer


def came(session: Session, may_tell: bool, name: str = "Ana Adams", days: int = 0, **changes: object) -> Client:
    """A client whose form was ticked or not, so many days after the first one."""
    at = NOW + timedelta(days=days)
    sent = {"name": name, "email": f"{name[:3]}@mail.example", "received_at": at, "may_tell": may_tell} | changes
    return record_submission(session, filled(session, **sent)).client


def say(session: Session, client: Client, covers: Covers, is_given: bool, days: int) -> None:
    note_consent(session, client, covers, is_given, "on the phone", NOW + timedelta(days=days), reviewer(session))


NAME, OUTCOME = Covers.NAME, Covers.OUTCOME


@pytest.mark.parametrize(
    ("tick", "said", "name", "outcome"),
    [
        (False, [], False, False),
        (True, [], True, False),
        (False, [(NAME, True)], True, False),
        (True, [(NAME, False)], False, False),
        (True, [(OUTCOME, True)], True, True),
        (True, [(OUTCOME, True), (OUTCOME, False)], True, False),
        # Leave to tell what became of them is leave to tell that they came.
        (False, [(OUTCOME, True)], True, True),
        # A word that they may not be named ends both, and leave for the name alone brings only that back.
        (True, [(OUTCOME, True), (NAME, False)], False, False),
        (True, [(OUTCOME, True), (NAME, False), (NAME, True)], True, False),
    ],
)
def test_the_latest_word_counts(
    session: Session, tick: bool, said: list[tuple[Covers, bool]], name: bool, outcome: bool
) -> None:
    client = came(session, tick)
    for day, (covers, is_given) in enumerate(said, start=1):
        say(session, client, covers, is_given, day)
    assert (may_be_named(session, client), outcome_may_be_shown(session, client)) == (name, outcome)


def test_a_later_form_is_a_word_too_and_a_file_is_none(session: Session) -> None:
    client = came(session, True)
    say(session, client, OUTCOME, True, 1)
    came(session, False, days=2, door=IMPORTED, answer="a friend")
    assert outcome_may_be_shown(session, client)
    assert came(session, False, days=3, answer="a neighbour") is client
    assert not may_be_named(session, client)
    came(session, True, days=4, answer="a cousin")
    assert may_be_named(session, client)
    assert not outcome_may_be_shown(session, client)


def test_of_two_words_of_one_instant_the_one_that_forbids_counts(session: Session) -> None:
    client = came(session, False)
    for is_given in (False, True):
        say(session, client, NAME, is_given, 1)
    assert not may_be_named(session, client)


def test_many_are_asked_about_at_once(session: Session) -> None:
    yes, no, told = (came(session, tick, name) for tick, name in [(True, "Ann"), (False, "Bob"), (True, "Cid")])
    say(session, told, OUTCOME, True, 1)
    everybody = [yes.id, no.id, told.id, *range(1000, 2000)]
    assert named(session, everybody) == {yes.id, told.id}
    assert with_outcome(session, everybody) == {told.id}
    assert named(session, []) == set()
