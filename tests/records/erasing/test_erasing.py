"""Erasing a person: their words are nowhere any more, and every number is what it was."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Visit
from records.answers.credits import Credit, Standing
from records.answers.rematching import answers_to_rematch, rematch
from records.answers.submissions import Submission
from records.clients import Client
from records.closed.closed_months import ClosedClient
from records.closed.closing import close_month
from records.db import Base, db
from records.delivered.deliveries import Delivery, DeliveryState
from records.engine.shredding import swept
from records.erasing import ERASED, clients_with_email, erase
from records.importing import read_file, take_in
from records.keywords import Keyword
from records.mail import send_later
from records.money.payment_changes import change_payment
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer, reviews_of, source_of_client
from records.reviews.teaching import confirm_alias
from records.reviews.undoing import undo_review
from records.sources import Alias
from records.sources.merging import merge_sources, undo_merge
from reports.counting.questions import Of, Question, usual_role
from reports.counting.rankings import rank
from tests.records.firm_of_tests import NOW, partner, reviewer, told

NAME, EMAIL, PHONE = "Zebedee Quixwell", "zebedee@quixwell.example", "+1 617 555 0142"
MARKS = ("zebedee", "quixwell", "5550142", "555 0142", "florp", "grumb")
"""Parts of everything that this person has given; none may be anywhere afterwards."""


def everything_written(session: Session) -> str:
    """All values of all rows in one text."""
    session.flush()
    return "\n".join(
        repr(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
    ).lower()


def rankings(session: Session) -> list[Any]:
    """Every ranking's figures, by role and rule."""
    return [
        (of, {row.id: row.figures for row in found.rows}, found.elsewhere, found.unknown, found.in_review)
        for of in (Of.PARTNERS, Of.SOURCES, Of.CHANNELS, Of.WEBSITES)
        for found in [rank(session, Question(currency="USD", of=of, role=usual_role(of)))]
    ]


def a_person(session: Session, answer: str, **changes: Any) -> Submission:
    return told(
        session,
        answer,
        **(
            {
                "name": NAME,
                "email": EMAIL,
                "phone": PHONE,
                "need": "florp over grumb",
                "searched": "florp lawyer",
                "visit": Visit("https://firm.example/?utm_term=florp+lawyer", "https://www.google.com/"),
                "may_tell": True,
            }
            | changes
        ),
    )


def erased(session: Session) -> None:
    (client,) = clients_with_email(session, EMAIL.upper())
    erase(session, client, NOW, reviewer(session))
    session.commit()


def nothing_left(session: Session) -> None:
    written = everything_written(session)
    assert [line for line in written.splitlines() if any(mark in line for mark in MARKS)] == []


def test_words_go_everywhere_and_numbers_stay(session: Session) -> None:
    """Sure credits keep their sources, shares and money; the phrase that nobody else has searched loses its words."""
    partner(session, "Joe Smithson")
    submission = a_person(session, "Joe Smithson, for the florp thing")
    client = submission.client
    record_payment(session, client, 12_345, "USD", date(2026, 3, 12), PaymentKind.RECEIVED, at=NOW)
    told(session, "Joe Smithson")
    close_month(session, date(2026, 3, 1), NOW + timedelta(days=40), date(2026, 4, 20), reviewer(session))
    session.commit()
    before = rankings(session)
    assert "florp lawyer" in session.scalars(select(Keyword.phrase)).all()
    erased(session)
    nothing_left(session)
    assert rankings(session) == before
    assert client.name == ERASED
    assert {each.reason for each in session.scalars(select(Credit).where(Credit.client_id == client.id))} == {
        "The person was erased."
    }
    assert session.scalar(select(func.count()).select_from(ClosedClient)) == 2


def test_an_answer_that_waited_cannot_be_known_any_more(session: Session) -> None:
    partner(session, "Thomas Grzegorczyk")
    partner(session, "Tom Baker")
    submission = a_person(session, "Tom the florp")
    said = select(Credit.standing).where(Credit.client_id == submission.client_id, Credit.role == "introduced_by")
    assert session.scalars(said).all() == [Standing.IN_REVIEW]
    erased(session)
    nothing_left(session)
    assert answers_to_rematch(session) == []
    rematch(session, [submission.id], NOW)
    assert session.scalars(said).all() == [Standing.UNKNOWN]


def test_what_was_learned_goes_unless_somebody_else_has_said_it(session: Session) -> None:
    stephen, ann = partner(session, "Stephen Millar"), reviewer(session)
    mine = a_person(session, "Big Florpo")
    shared = a_person(session, "Tall Grimaldo", email="other@mail.example", name="Other Person", phone="")
    for submission, words in ((mine, "Big Florpo"), (shared, "Tall Grimaldo")):
        review = review_answer(session, submission, ann, [stephen], NOW)
        confirm_alias(session, review, stephen, words, NOW)
    told(session, "Tall Grimaldo sent me")
    session.commit()
    assert {alias.name for alias in session.scalars(select(Alias))} == {"Big Florpo", "Tall Grimaldo"}
    before = rankings(session)
    erased(session)
    assert [alias.name for alias in session.scalars(select(Alias))] == ["Tall Grimaldo"]
    other = session.scalars(select(Client).where(Client.email == "other@mail.example")).one()
    erase(session, other, NOW)
    session.commit()
    assert [alias.name for alias in session.scalars(select(Alias))] == ["Tall Grimaldo"]
    assert rankings(session) == before
    nothing_left(session)
    # Taking the review back finds no words, and guesses nothing.
    undo_review(session, reviews_of(session, mine)[0], NOW, ann)
    session.commit()
    nothing_left(session)


def test_somebody_who_sent_others_is_a_source_without_a_name(session: Session) -> None:
    sender = a_person(session, "google").client
    friend = told(session, "my friend Zebedee")
    source = source_of_client(session, sender, NOW)
    review_answer(session, friend, reviewer(session), [source], NOW)
    session.commit()
    before = rankings(session)
    erase(session, sender, NOW)
    session.commit()
    assert rankings(session) == before
    assert (source.name, source.retired_at is None) == (ERASED, False)
    # The friend's own words are the friend's.
    friends = {value for value in session.scalars(select(Submission.answer)) if value}
    assert friends == {"my friend Zebedee"}


def test_copies_in_mails_deliveries_files_and_undo_records_go(session: Session, tmp_path: Path) -> None:
    ann = reviewer(session)
    client = a_person(session, "florp").client
    send_later(session, "note", EMAIL, f"Dear {NAME}", "florp", NOW, about=client)
    other = send_later(session, "note", "ann@firm.example", "Somebody came", f"It is {NAME.upper()}.", NOW)
    day, received = date(2026, 3, 12), PaymentKind.RECEIVED
    paid = record_payment(session, client, 5_000, "USD", day, received, at=NOW)
    change_payment(session, paid, 6_000, "USD", day, received, NOW, ann, f"{NAME} called")
    session.add(
        Delivery(
            origin="whence",
            event="e1",
            state=DeliveryState.WAITS,
            reason=f"no client {NAME!r}",
            body=f'{{"client": "{EMAIL}"}}',
            first_at=NOW,
            last_at=NOW,
            times=1,
        )
    )
    file = tmp_path / "clients.csv"
    file.write_text(f"name,email,came_on,phone\n{NAME} II,{EMAIL},2026-03-10,+1 617 555 0143\n", "utf-8")
    taken = take_in(session, read_file(file, "clients", {}, {}), NOW)
    assert taken.changed == 1
    session.commit()
    erased(session)
    nothing_left(session)
    assert (other.to, other.due_at is None, other.text) == ("ann@firm.example", False, f"It is (erased {client.id}).")


def test_a_merge_before_it_can_still_be_undone(session: Session) -> None:
    joe, joseph, ann = partner(session, "Joe Smithson"), partner(session, "Joseph Smithsen"), reviewer(session)
    submission = a_person(session, "Joseph Smithsen florp")
    merge = merge_sources(session, joe, joseph, ann, NOW)
    session.commit()
    erased(session)
    nothing_left(session)
    by = select(Credit.source_id).where(Credit.client_id == submission.client_id, Credit.role == "introduced_by")
    assert session.scalars(by).all() == [joe.id]
    undo_merge(session, merge, NOW, ann)
    session.commit()
    assert session.scalars(by).all() == [joseph.id]
    nothing_left(session)


def test_erasing_twice_changes_nothing_and_the_same_person_may_come_again(session: Session) -> None:
    a_person(session, "florp")
    client = clients_with_email(session, EMAIL)[0]
    erased(session)
    once = everything_written(session)
    erase(session, client, NOW + timedelta(days=1))
    session.commit()
    assert everything_written(session) == once
    again = told(session, "google", name=NAME, email=EMAIL)
    assert again.client_id != client.id


def test_a_name_in_the_directory_is_reported_and_stays(session: Session) -> None:
    source = partner(session, NAME)
    client = a_person(session, "florp").client
    gone = erase(session, client, NOW)
    assert ("sources", source.id) in gone.still_named
    assert source.name == NAME


@pytest.mark.parametrize("changes", [{"email": ""}, {"phone": ""}])
def test_who_gave_only_one_contact_goes_as_well(session: Session, changes: dict[str, str]) -> None:
    client = a_person(session, "florp", **changes).client
    erase(session, client, NOW)
    session.commit()
    nothing_left(session)


def test_the_file_of_the_database_has_nothing_left(session: Session) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's dead rows are freed, and overwritten when their space is used again")
    for number in range(20):
        told(session, f"neighbour {number}")
    a_person(session, "florp " * 400)
    erased(session)
    session.close()
    assert swept(db.engine)
    kept = Path(str(db.engine.url.database))
    for file in (kept, kept.with_name(f"{kept.name}-wal")):
        raw = file.read_bytes().lower() if file.exists() else b""
        assert [mark for mark in MARKS if mark.encode() in raw] == []


def test_two_of_one_address_are_both_found(session: Session) -> None:
    told(session, "google", name="Ann Lee", email="house@mail.example")
    told(session, "google", name="Bertram Fox", email="House@mail.example")
    assert [each.name for each in clients_with_email(session, " house@MAIL.example ")] == ["Ann Lee", "Bertram Fox"]
