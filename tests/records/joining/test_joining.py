"""Two clients who are one person are joined: they count once, nothing is lost, and an undo brings both back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit
from records.answers.recording import record_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage, stage_changes
from records.coverage.links import AskLink, ask_token, link_asked_by, make_ask_link
from records.coverage.taken_in import TakenIn
from records.db import Base
from records.importing.back.resting import pointing_to
from records.joining.apart import take_apart
from records.joining.join import CannotJoin, join_clients
from records.joining.moving import STAYS, columns_that_move
from records.joining.rows import ClientJoin
from records.mail import Mail, send_later
from records.money.payment_changes import refund_payment, remove_payment, undo_payment_change
from records.money.payments import Payment, PaymentKind, record_payment
from records.reviews.reviewing import review_answer, source_of_client
from records.sources import Source
from records.sources.merged import Merge
from records.sources.merging import CannotMerge, undo_merge
from records.spam.verdicts import mark_spam, not_spam
from records.totals import differences
from reports.clients.client_search import clients_found
from reports.counting.questions import Of, Question
from reports.counting.rankings import rank
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, credited, filled, partner, reviewer, told

JOINED = NOW + timedelta(days=1)
APART = NOW + timedelta(days=2)


@pytest.fixture
def firm(session: Session) -> Session:
    partner(session, "Joe Smith")
    partner(session, "Nisha Patel")
    reviewer(session)
    told(session, "Joe Smith sent me", name="Ana Adams", email="ana@mail.example", phone="617 555 0101")
    told(session, "Nisha Patel", name="Ana Adams-Brown", email="ana@work.example", phone="")
    told(session, "Joe Smith", name="Zoe Quill", email="zoe@mail.example")
    for number, amount in ((1, 50_000), (2, 20_000), (2, 7_000)):
        paid = (amount, "USD", date(2026, 3, 12), PaymentKind.RECEIVED)
        record_payment(session, session.get_one(Client, number), *paid, NOW + timedelta(hours=1))
    session.commit()
    return session


def join(session: Session, one: int = 1, other: int = 2) -> ClientJoin:
    clients = session.get_one(Client, one), session.get_one(Client, other)
    made = join_clients(session, *clients, reviewer(session), JOINED)
    session.commit()
    return made


def clients_of(session: Session, name: str) -> tuple[int, int]:
    ranking = rank(session, Question(currency="USD", of=Of.PARTNERS))
    return next(((row.figures.clients, row.figures.revenue) for row in ranking.rows if row.name == name), (0, 0))


def test_they_count_once_and_the_first_usable_answer_keeps_the_credit(firm: Session) -> None:
    assert clients_of(firm, "Nisha Patel") == (1_000_000, 27_000)
    join(firm)
    assert clients_of(firm, "Nisha Patel") == (0, 0)
    assert clients_of(firm, "Joe Smith") == (2_000_000, 77_000)
    assert firm.scalar(select(func.count()).select_from(Client)) == 2
    ana = firm.get_one(Client, 1)
    assert credited(firm, ana) == ["Joe Smith"]
    assert [each.answer for each in firm.scalars(select(Submission).where(Submission.client_id == 1))] == [
        "Joe Smith sent me",
        "Nisha Patel",
    ]


def test_undone_everything_is_as_it_was(firm: Session) -> None:
    before = everything(firm)
    made = join(firm)
    take_apart(firm, made, APART, reviewer(firm))
    firm.commit()
    assert everything(firm) == before


def test_blank_contacts_are_filled_and_the_others_lead_to_them(firm: Session) -> None:
    ana = firm.get_one(Client, 1)
    ana.phone, ana.phone_key = "", None
    again = firm.get_one(Client, 2)
    again.phone, again.phone_key, again.company = "617 555 0199", "+16175550199", "Brown Ltd"
    firm.commit()
    made = join(firm)
    assert (ana.email, ana.phone) == ("ana@mail.example", "617 555 0199")
    assert (str(ana.phone_key), ana.company) == ("+16175550199", "Brown Ltd")
    for wanted in ("ana@work.example", "Adams-Brown", "Brown Ltd"):
        assert [each.id for each in clients_found(firm, wanted).clients] == [1]
    ana.phone, ana.phone_key = "617 555 0200", "+16175550200"
    take_apart(firm, made, APART)
    # What was corrected since stays.
    assert (ana.phone, ana.company) == ("617 555 0200", "")


def test_a_form_with_either_address_is_another_answer_of_the_one_client(firm: Session) -> None:
    made = join(firm)
    told(firm, "a friend", name="Ana Adams-Brown", email="ana@work.example")
    told(firm, "google", name="Ana Adams", email="ana@mail.example")
    assert firm.scalar(select(func.count()).select_from(Client)) == 2
    other = record_submission(firm, filled(firm, name="Peter Quint", email="ana@work.example")).client
    assert (other.id not in {1, 2}, other.same_contact_as_id) == (True, 1)
    take_apart(firm, made, APART)
    assert firm.scalar(select(func.count()).where(Submission.client_id == 1)) == 3


def test_what_corrects_an_answer_goes_with_it(firm: Session) -> None:
    first = filled(firm, name="Ida Moss", email="ida@mail.example", answer="Joe Smith")
    client = record_submission(firm, first).client
    firm.commit()
    made = join(firm, 1, client.id)
    later = {"received_at": first.received_at + timedelta(hours=1), "answer": "Nisha Patel", "name": "Ida Moss"}
    record_submission(firm, filled(firm, identity=first.identity, email="ida@mail.example", **later))
    assert firm.scalar(select(func.count()).where(Submission.client_id == 1)) == 3
    ida = take_apart(firm, made, APART)
    assert [each.answer for each in firm.scalars(select(Submission).where(Submission.client_id == ida.id))] == [
        "Joe Smith",
        "Nisha Patel",
    ]
    assert credited(firm, ida) == ["Nisha Patel"]


@pytest.mark.parametrize(
    ("one", "other", "comes_to"),
    [
        ((Stage.QUALIFIED, False), (Stage.WON, False), Stage.WON),
        ((Stage.LOST, True), (Stage.WON, False), Stage.LOST),
        ((Stage.WON, False), (Stage.UNQUALIFIED, True), Stage.UNQUALIFIED),
        ((Stage.LOST, True), (Stage.QUALIFIED, True), Stage.QUALIFIED),
        ((Stage.ENQUIRY, False), (Stage.LOST, False), Stage.LOST),
    ],
)
def test_a_stage_that_a_person_set_wins_else_the_further_one(
    session: Session, one: tuple[Stage, bool], other: tuple[Stage, bool], comes_to: Stage
) -> None:
    reviewer(session)
    clients = [told(session, "google").client for _ in range(2)]
    for client, hours, (stage, by_person) in zip(clients, (1, 2), (one, other), strict=True):
        change_stage(session, client, stage, NOW + timedelta(hours=hours), reviewer(session) if by_person else None)
    session.commit()
    before = everything(session)
    made = join(session, clients[0].id, clients[1].id)
    kept = session.get_one(Client, made.keep_id)
    assert kept.stage is comes_to
    assert stage_changes(session, kept)[-1].stage is comes_to
    take_apart(session, made, APART)
    session.commit()
    assert everything(session) == before


def test_two_who_have_both_sent_somebody_are_one_source(firm: Session) -> None:
    for number, name in ((1, "Ida Moss"), (2, "Kit Lane")):
        source = source_of_client(firm, firm.get_one(Client, number), NOW)
        firm.commit()
        sent = told(firm, source.name, name=name)
        review_answer(firm, sent, reviewer(firm), [source], NOW + timedelta(hours=2))
    firm.commit()
    before = everything(firm)
    made = join(firm)
    (source,) = firm.scalars(select(Source).where(Source.client_id == 1)).unique()
    sent_by = select(Client.name).join(Credit, Credit.client_id == Client.id).where(Credit.source_id == source.id)
    assert set(firm.scalars(sent_by)) == {"Ida Moss", "Kit Lane"}
    with pytest.raises(CannotMerge, match="take them apart"):
        undo_merge(firm, firm.get_one(Merge, made.merge_id), APART)
    firm.rollback()
    take_apart(firm, firm.get_one(ClientJoin, made.id), APART)
    firm.commit()
    assert everything(firm) == before


def test_nobody_is_joined_with_whom_they_came_through(firm: Session) -> None:
    source = source_of_client(firm, firm.get_one(Client, 1), NOW)
    review_answer(firm, firm.get_one(Submission, 2), reviewer(firm), [source], NOW + timedelta(hours=2))
    firm.commit()
    with pytest.raises(CannotJoin, match="came through Ana Adams, and nobody sends themselves"):
        join(firm)


@pytest.mark.parametrize("how", ["refunded", "removed"])
def test_a_payment_that_was_changed_since_is_undone_first(firm: Session, how: str) -> None:
    made, later = join(firm), JOINED + timedelta(hours=1)
    paid = firm.scalars(select(Payment).where(Payment.amount == 20_000)).one()
    if how == "removed":
        done = remove_payment(firm, paid, later, reviewer(firm), "x")
    else:
        done = refund_payment(firm, paid, 500, date(2026, 3, 20), later, reviewer(firm), "x")
    firm.commit()
    with pytest.raises(CannotJoin, match=f"was {how} since; undo that first"):
        take_apart(firm, made, APART)
    firm.rollback()
    undo_payment_change(firm, done, APART, reviewer(firm))
    firm.commit()
    take_apart(firm, made, APART)


def test_a_change_of_before_can_be_undone_after_it(firm: Session) -> None:
    paid = firm.scalars(select(Payment).where(Payment.amount == 20_000)).one()
    done = remove_payment(firm, paid, NOW + timedelta(hours=2), reviewer(firm), "x")
    firm.commit()
    made = join(firm)
    undo_payment_change(firm, done, JOINED + timedelta(hours=1), reviewer(firm))
    firm.commit()
    assert firm.scalar(select(func.sum(Payment.amount)).where(Payment.client_id == 1)) == 77_000
    assert list(differences(firm)) == []
    assert made.keep_id == 1


def test_links_tasks_and_marks_of_both_come_back(firm: Session) -> None:
    ana, again = firm.get_one(Client, 1), firm.get_one(Client, 2)
    for each in (ana, again):
        make_ask_link(firm, each, NOW, None)
        firm.add(TakenIn(client_id=each.id, user_id=reviewer(firm).id, at=NOW))
        send_later(firm, "ask", each.email, "A question", "Dear you", NOW, about=each)
    firm.get_one(Client, 3).same_contact_as = again
    firm.commit()
    tokens = [ask_token(link, "key") for link in firm.scalars(select(AskLink).order_by(AskLink.id))]
    before = everything(firm)
    made = join(firm)
    links = [link_asked_by(firm, token, "key") for token in tokens]
    assert [link.client_id if link else None for link in links] == [1, 1]
    assert set(firm.scalars(select(Mail.about_id))) == {1}
    assert firm.get_one(Client, 3).same_contact_as_id == 1
    take_apart(firm, made, APART)
    firm.commit()
    assert everything(firm) == before


def test_spam_of_a_joined_client_comes_back_to_who_stayed(firm: Session) -> None:
    spam = told(firm, "buy pills", name="Ana Adams-Brown", email="ana@work.example")
    (held,) = mark_spam(firm, [spam], reviewer(firm), NOW + timedelta(hours=3))
    firm.commit()
    join(firm)
    not_spam(firm, held, reviewer(firm), JOINED + timedelta(hours=1))
    firm.commit()
    assert firm.scalar(select(func.count()).where(Submission.client_id == 1)) == 3


def test_every_column_that_points_to_a_client_moves_or_stays_for_a_reason() -> None:
    moves = {f"{table}.{column}" for table, column in columns_that_move()}
    pointing = {f"{column.table.name}.{column.name}" for column in pointing_to("clients")} | {
        "clients.same_contact_as_id"
    }
    assert moves | STAYS.keys() == pointing
    assert not moves & STAYS.keys()
    # These would be there twice.
    unique = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if f"{table.name}.{column.name}" in moves and (column.unique or column.primary_key)
    }
    assert unique == {"ask_links.client_id", "sources.client_id"}
