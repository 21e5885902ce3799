"""A submission that staff call spam is out of all counts, and comes back exactly as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Visit
from records.answers.recording import new_client, record_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage
from records.erasing import erase
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.reviews.undoing import undo_review
from records.spam.held import HeldSubmission, Place
from records.spam.holding import hold
from records.spam.verdicts import CannotBeSpam, NotHeld, mark_spam, not_spam, undo_verdict
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, filled, partner, reviewer, told

LATER = NOW + timedelta(days=2)


def rows(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the place where spam is kept."""
    return {name: kept for name, kept in everything(session).items() if not name.startswith("held_")}


def counted(session: Session) -> tuple[int, int]:
    """The clients of the ranking, and all answers."""
    return rank(session, Question("USD")).total.clients // 1_000_000, session.scalar(
        select(func.count(Submission.id))
    ) or 0


def test_spam_goes_with_its_client_and_comes_back_as_it_was(session: Session) -> None:
    partner(session, "Nisha Patel")
    ann = reviewer(session)
    seen = {"visit": Visit("https://firm.example/?utm_source=x", "https://www.google.com/"), "visited_at": NOW}
    told(session, "Nisha Patel")
    first = told(session, "the office next door", own_answers={"when": "2026-04-01"}, may_tell=True, **seen)
    corrected = filled(session, identity=first.identity, name=first.name, email=first.email, answer="Nisha Patl")
    record_submission(session, corrected)
    change_stage(session, first.client, Stage.LOST, LATER, ann)
    # Somebody else gave the same address, and was flagged for it.
    other = told(session, "google", email=first.email, name="Ursula Voss").client
    session.commit()
    assert other.same_contact_as_id == first.client_id
    before, count = rows(session), counted(session)

    (held,) = mark_spam(session, [first], ann, LATER)
    session.commit()
    assert (held.place, [(step.place, step.user) for step in held.steps]) == (Place.SPAM, [(Place.SPAM, ann)])
    assert held.sent["answer"] == "Nisha Patl"
    assert counted(session) == (count[0] - 1, count[1] - 2)
    assert session.scalar(select(Client.same_contact_as_id).where(Client.name == "Ursula Voss")) is None
    assert rows(session) != before

    submission = not_spam(session, held, ann, LATER)
    session.commit()
    assert (submission.answer, held.place, held.submission) == ("Nisha Patl", Place.LET_IN, submission)
    assert (held.sent, held.taken, held.email_key) == ({}, None, None)
    assert rows(session) == before
    # Said twice, it stays; undone, it is spam again, in the same place; and undone again, it is back.
    assert not_spam(session, held, ann, LATER) is submission
    undo_verdict(session, held, ann, LATER)
    session.commit()
    assert (held.place, session.scalar(select(func.count(HeldSubmission.id)))) == (Place.SPAM, 1)
    assert counted(session) == (count[0] - 1, count[1] - 2)
    undo_verdict(session, held, ann, LATER)
    session.commit()
    assert rows(session) == before
    assert [step.place for step in held.steps] == [Place.SPAM, Place.LET_IN, Place.SPAM, Place.LET_IN]


def test_of_a_known_client_only_the_answer_goes(session: Session) -> None:
    ann = reviewer(session)
    first = told(session, "google")
    again = told(session, "Buy it now", name=first.client.name, email=first.email, received_at=LATER)
    assert again.client is first.client
    before = rows(session)
    with pytest.raises(CannotBeSpam, match="has sent another form since"):
        mark_spam(session, [first], ann, LATER)
    (held,) = mark_spam(session, [again], ann, LATER)
    session.commit()
    assert (counted(session), held.taken and held.taken["clients"]) == ((1, 1), [])
    assert not_spam(session, held, ann, LATER).answer == "Buy it now"
    session.commit()
    assert rows(session) == before
    # Both together are a client who never was.
    name = first.client.name
    (held,) = mark_spam(session, [first, again], ann, LATER)
    session.commit()
    assert counted(session) == (0, 0)
    # A number that was given again meanwhile stays with whoever has it now.
    new = told(session, "a new one").client
    back = not_spam(session, held, ann, LATER)
    session.commit()
    assert back.client is not new
    assert (back.client.name, counted(session)) == (name, (2, 3))
    assert {each.answer for each in session.scalars(select(Submission).where(Submission.client == back.client))} == {
        "google",
        "Buy it now",
    }


def test_what_something_rests_on_is_refused_with_why(session: Session) -> None:
    ann = reviewer(session)
    nisha = partner(session, "Nisha Patel")
    first = told(session, "Nisha")
    review = review_answer(session, first, ann, [nisha], LATER)
    session.commit()
    with pytest.raises(CannotBeSpam, match="Somebody has decided"):
        mark_spam(session, [first], ann, LATER)
    undo_review(session, review, LATER)
    record_payment(session, first.client, 5_000, "USD", LATER.date(), PaymentKind.RECEIVED, LATER)
    session.commit()
    with pytest.raises(CannotBeSpam, match="there are payments by now"):
        mark_spam(session, [first], ann, LATER)
    assert session.scalar(select(func.count(Client.id))) == 1


def test_what_the_directory_learned_meanwhile_decides(session: Session) -> None:
    ann = reviewer(session)
    first = told(session, "Yolanda Fitz told me")
    (held,) = mark_spam(session, [first], ann, LATER)
    session.commit()
    partner(session, "Yolanda Fitz")
    session.commit()
    not_spam(session, held, ann, datetime.now(UTC))
    session.commit()
    names = [row.name for row in rank(session, Question("USD")).rows if row.figures.clients]
    assert names == ["Yolanda Fitz"]


def test_what_was_taken_out_of_an_erased_clients_answers_goes_with_them(session: Session) -> None:
    ann = reviewer(session)
    client = new_client(session, "Zeb Quix", NOW, email="zeb@mail.example", door="phone")
    answer = record_submission(session, filled(session, name="Zeb Quix", email="zeb@mail.example", answer="florp"))
    assert answer.client is client
    (held,) = mark_spam(session, [answer], ann, LATER)
    client.email = client.email_key = "new@mail.example"
    session.commit()
    erase(session, client, LATER)
    session.commit()
    assert (held.place, held.sent, held.taken) == (Place.ENDED, {}, None)
    with pytest.raises(NotHeld):
        not_spam(session, held, ann, LATER)


def test_an_older_form_that_is_let_in_does_not_undo_a_correction(session: Session) -> None:
    older = filled(session, identity="one page", name="Maria Lopez", email="old@mail.example", phone="201 555 0123")
    held = hold(session, older, 12, [], NOW)
    newer = replace(
        older, name="Maria Lopez-Garcia", email="new@mail.example", received_at=older.received_at + timedelta(minutes=5)
    )
    client = record_submission(session, newer).client
    let_in = not_spam(session, held, reviewer(session), LATER)
    assert let_in.client is client
    assert (client.name, client.email) == ("Maria Lopez-Garcia", "new@mail.example")


def test_somebody_whose_address_another_had_comes_back_without_that_one(session: Session) -> None:
    ann = reviewer(session)
    first = told(session, "google", name="Ida Moss", email="both@mail.example")
    other = told(session, "google", name="Peter Quint", email="both@mail.example")
    assert other.client.same_contact_as_id == first.client_id
    session.commit()
    # Both are spam, one by one, and the first one's number is somebody's by now where a database gives it again.
    (held,) = mark_spam(session, [other], ann, LATER)
    mark_spam(session, [first], ann, LATER)
    session.commit()
    told(session, "a friend", name="Zoe Quill", email="zoe@mail.example", received_at=LATER)
    session.commit()
    assert not_spam(session, held, ann, LATER).client.same_contact_as_id is None
    session.commit()
