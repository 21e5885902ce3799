"""What changed since a month was closed says who did it, when and why, whatever it was."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.rematching import rematch
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage
from records.clients.correcting import Known, correct_client
from records.closed.closed_months import Closure
from records.closed.closing import close_month, reopen_month
from records.delivered.deliveries import Delivery, DeliveryState
from records.delivered.hook_secrets import Origin
from records.importing import undo_import
from records.imports import Import
from records.joining.apart import take_apart
from records.joining.join import join_clients
from records.money.payments import Payment, PaymentKind, record_payment
from records.reviews.reviewing import review_answer, reviews_of
from records.reviews.teaching import confirm_alias
from records.reviews.undoing import undo_newest, undo_review
from records.sources import Alias, Source
from records.sources.merged import Merge
from records.sources.merging import merge_sources, undo_merge
from reports.closed.changes import Change, changes_since
from reports.counting.questions import Measure, Of, Question
from tests.records.firm_of_tests import NOW, partner, reviewer, told
from tests.records.import_files import taken_in

CLOSED = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 12, tzinfo=UTC)
LATEST = LATER + timedelta(days=1)
MARCH = date(2026, 3, 1)
QUESTION = Question("USD", Of.PARTNERS, Measure.CLIENTS, MARCH, date(2026, 3, 31))
PAYMENTS = "ref,client,amount,currency,on,kind"
CLIENTS = "ref,name,email,came_on,stage,answer"


def close(session: Session, at: datetime = CLOSED) -> Closure:
    session.commit()
    closure = close_month(session, MARCH, at, date(2026, 5, 1), reviewer(session))
    session.commit()
    return closure


def found(session: Session, closure: Closure) -> list[tuple[str, str, str]]:
    """What, who and why of each change."""
    session.commit()
    session.expire_all()
    changes = changes_since(session, closure, QUESTION)
    assert all(change.cause.at is None or change.cause.at > CLOSED for change in changes)
    return [said(change) for change in changes]


def said(change: Change) -> tuple[str, str, str]:
    return change.what, change.cause.who, change.cause.why


def paid(session: Session, client: Client, amount: int = 500) -> Payment:
    day, at = date(2026, 3, 12), NOW + timedelta(days=1)
    return record_payment(session, client, amount, "USD", day, PaymentKind.RECEIVED, at)


def test_a_merge_names_both_sources_and_who_merged_them(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    told(session, "Yolanda Fitz")
    closure = close(session)
    merge_sources(session, keep, gone, reviewer(session), LATER)
    assert found(session, closure) == [
        ("Credited otherwise", "Ann", "Yolanda Fitz merged into Joseph Smithson"),
    ]


def test_a_chain_of_merges_names_where_it_ends(session: Session) -> None:
    last, middle, first = (partner(session, name) for name in ("Joseph Smithson", "Yolanda Fitz", "Karen Osterhaus"))
    told(session, "Karen Osterhaus")
    merge_sources(session, middle, first, reviewer(session), NOW + timedelta(days=1))
    closure = close(session)
    merge_sources(session, last, middle, reviewer(session), LATER)
    assert found(session, closure) == [("Credited otherwise", "Ann", "Yolanda Fitz merged into Joseph Smithson")]


def test_an_undone_merge_has_who_undid_it(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    told(session, "Yolanda Fitz")
    merge = merge_sources(session, keep, gone, reviewer(session), NOW + timedelta(days=1))
    closure = close(session)
    undo_merge(session, merge, LATER, reviewer(session))
    assert session.scalars(select(Merge)).all() == []
    assert found(session, closure) == [("Credited otherwise", "Ann", "merge of two sources undone")]


def test_a_merge_is_not_the_cause_for_a_client_of_another_source(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    other = told(session, "somebody else altogether")
    closure = close(session)
    merge_sources(session, keep, gone, reviewer(session), LATER)
    review_answer(session, other, reviewer(session), [keep], LATER - timedelta(hours=1))
    assert found(session, closure) == [("Credited otherwise", "Ann", "answer reviewed")]


def test_a_review_and_an_undone_review(session: Session) -> None:
    joe = partner(session, "Joseph Smithson")
    one, other = told(session, "somebody"), told(session, "somebody else")
    review_answer(session, other, reviewer(session), [joe], NOW + timedelta(days=1))
    closure = close(session)
    review_answer(session, one, reviewer(session), [joe], LATER)
    undo_review(session, reviews_of(session, other)[0], LATEST, reviewer(session))
    assert found(session, closure) == [
        ("Credited otherwise", "Ann", "review of the answer undone"),
        ("Credited otherwise", "Ann", "answer reviewed"),
    ]


def test_matching_again_after_the_directory_has_learned(session: Session) -> None:
    submission = told(session, "Karen Osterhaus sent me")
    closure = close(session)
    partner(session, "Karen Osterhaus")
    rematch(session, [submission.id], LATER)
    assert found(session, closure) == [("Credited otherwise", "", "answer matched again")]


def test_a_further_answer(session: Session) -> None:
    partner(session, "Karen Osterhaus")
    told(session, "", name="Ann Lee", email="ann@lee.example")
    closure = close(session)
    told(session, "Karen Osterhaus", name="Ann Lee", email="ann@lee.example", received_at=LATER)
    assert found(session, closure) == [("Credited otherwise", "", "a further answer")]


def taught(session: Session, at: datetime) -> tuple[Submission, Alias]:
    """An answer that a spelling decides which was taught by another one."""
    stephen = partner(session, "Stephen Millar")
    first, second = told(session, "Big Stevo"), told(session, "big stevo!")
    review = review_answer(session, first, reviewer(session), [stephen], NOW)
    session.commit()
    if at > CLOSED:
        close(session)
    confirm_alias(session, review, stephen, "Big Stevo", at)
    return second, session.scalars(select(Alias)).one()


def test_what_a_spelling_decides_has_who_taught_it(session: Session) -> None:
    taught(session, LATER)
    closure = session.scalars(select(Closure)).one()
    assert found(session, closure) == [
        ("Credited otherwise", "Ann", "answer decided again after a spelling was added"),
    ]


def test_an_undone_spelling_has_who_undid_it(session: Session) -> None:
    _, alias = taught(session, NOW + timedelta(days=1))
    closure = close(session)
    undo_newest(session, alias, LATER, reviewer(session))
    assert found(session, closure) == [
        ("Credited otherwise", "Ann", "what was taught was undone, and the answer decided as before"),
    ]


def test_an_import_of_payments_and_its_undoing(session: Session, tmp_path: Path) -> None:
    client = told(session, "somebody", email="ann@lee.example").client
    before = close(session)
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,ann@lee.example,5,USD,2026-03-04,")
    assert ("Payment added", "", "import of payments.csv") in found(session, before)
    closure = close_again(session, before)
    undo_import(session, session.scalars(select(Import)).one(), reviewer(session), LATER)
    assert set(found(session, closure)) == {
        ("Payment removed", "Ann", "import of payments.csv undone"),
        ("Client is not won any more", "Ann", "import of payments.csv undone"),
    }
    assert client.stage is Stage.ENQUIRY


def close_again(session: Session, before: Closure) -> Closure:
    reopen_month(session, before, LATER - timedelta(days=2), reviewer(session))
    return close(session, LATER - timedelta(days=1))


def test_an_import_of_clients_and_its_undoing(session: Session, tmp_path: Path) -> None:
    before = close(session)
    taken_in(session, tmp_path, "clients", CLIENTS, "C1,Ann Lee,ann@lee.example,2026-03-04,,")
    assert found(session, before) == [("Client added", "", "import of clients.csv")]
    closure = close_again(session, before)
    undo_import(session, session.scalars(select(Import)).one(), reviewer(session), LATER)
    assert found(session, closure) == [("Client removed", "Ann", "import of clients.csv undone")]


def test_an_import_that_changes_a_day_of_coming(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", CLIENTS, "C1,Ann Lee,ann@lee.example,2026-03-04,,")
    closure = close(session)
    taken_in(session, tmp_path, "clients", CLIENTS, "C1,Ann Lee,ann@lee.example,2026-02-04,,")
    assert found(session, closure) == [
        ("Client counts no more: day of coming, office or filter", "", "import of clients.csv"),
    ]


def test_a_payment_told_by_the_webhook(session: Session) -> None:
    client = told(session, "somebody").client
    change_stage(session, client, Stage.WON, NOW, reviewer(session))
    closure = close(session)
    payment = record_payment(session, client, 500, "USD", date(2026, 3, 12), PaymentKind.RECEIVED, LATER)
    origin = next(iter(Origin))
    session.add(
        Delivery(
            origin=origin,
            event="e1",
            state=DeliveryState.TAKEN,
            reason="",
            payment_id=payment.id,
            first_at=LATER,
            last_at=LATER,
            times=1,
        )
    )
    assert found(session, closure) == [("Payment added", "", f"told by the webhook ({origin.value})")]


def test_what_counts_by_arrival_is_explained_too(session: Session) -> None:
    """The role that a merge of another role leaves alone has no change to explain."""
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    told(session, "Yolanda Fitz")
    closure = close(session)
    merge_sources(session, keep, gone, reviewer(session), LATER)
    session.commit()
    arrived = Question("USD", Of.SOURCES, Measure.CLIENTS, MARCH, date(2026, 3, 31), role=Role.ARRIVED_THROUGH)
    assert changes_since(session, closure, arrived) == []
    assert session.scalars(select(Source).where(Source.id == gone.id)).one().retired_at is not None


def test_another_day_of_coming_names_who_corrected_it(session: Session) -> None:
    partner(session, "Yolanda Fitz")
    client = told(session, "Yolanda Fitz").client
    closure = close(session)
    known = Known(name=client.name, email=client.email, phone=client.phone, company="", came_on=date(2026, 2, 20))
    correct_client(session, client, known, LATER, reviewer(session))
    assert found(session, closure) == [
        (
            "Client counts no more: day of coming, office or filter",
            "Ann",
            f"day of coming corrected from {NOW.date()} to 2026-02-20",
        ),
    ]


def test_clients_who_were_joined_and_are_two_again_say_by_whom(session: Session) -> None:
    for name in ("Joe Smith", "Nisha Patel"):
        partner(session, name)
    one, other = (told(session, answer).client for answer in ("Joe Smith", "Nisha Patel"))
    paid(session, other)
    names = {one.id: one.name, other.id: other.name}
    gone = other.id
    closure = close(session)
    join = join_clients(session, one, other, reviewer(session), LATER)
    why = f"{names[gone]} and {names[join.keep_id]} joined as one client"
    assert set(found(session, closure)) == {
        ("Client joined with another, who is the same person", "Ann", why),
        ("Client is won now", "Ann", why),
        ("Moved to another client", "Ann", why),
    }
    take_apart(session, join, LATEST, reviewer(session))
    assert found(session, closure) == []
