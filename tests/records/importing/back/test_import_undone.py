"""An import is taken back: what it brought goes, what it changed comes back, what others rest on stays."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision
from records.answers.submissions import Submission
from records.clients import Client, Stage, StageChange, change_stage
from records.importing import NothingToUndo, Undone, undo_import
from records.imports import Import, ImportChange, ImportState
from records.keywords.search_totals import SearchTotal
from records.money.payments import Payment, PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.sources import Alias, Partner, Source
from records.totals import behind, differences
from tests.records.firm_of_tests import credited, reviewer, told
from tests.records.import_files import NOW, counts, taken_in

PAYMENTS = "ref,client,amount,currency,on,kind"
CLIENTS = "ref,name,email,came_on,stage,answer"
PARTNERS = "id,name,email,aliases"


@pytest.fixture
def ann(session: Session) -> Client:
    client = told(session, "", name="Ann Lee", email="ann@lee.example").client
    client.ref = "C1"
    session.flush()
    return client


def newest(session: Session) -> Import:
    return session.scalars(select(Import).order_by(Import.id.desc())).first()  # type: ignore[return-value]


def undone(session: Session) -> Undone:
    found = undo_import(session, newest(session), reviewer(session), NOW)
    session.commit()
    assert not behind(session)
    assert not list(differences(session.connection()))
    return found


def rows_of(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def stage_of(session: Session, client: Client) -> str:
    return session.scalars(select(Client.stage).where(Client.id == client.id)).one().value


def test_payments_go_and_the_stage_goes_back_with_them(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,", ",C1,6,USD,2026-03-04,")
    assert stage_of(session, ann) == "won"
    found = undone(session)
    record = newest(session)
    assert (found.undo.removed, found.undo.restored, found.kept) == (2, 0, 0)
    assert (found.undo.user, found.undo.at, record.state) == (reviewer(session), NOW, ImportState.UNDONE)
    assert (rows_of(session, Payment), stage_of(session, ann)) == (0, "enquiry")
    with pytest.raises(NothingToUndo, match="undone"):
        undone(session)
    # What was taken back can be taken in again.
    assert counts(taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,")) == (1, 0, 0, 0)


def test_a_client_who_paid_otherwise_too_stays_won(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,")
    record_payment(session, ann, 500, "USD", date(2026, 4, 1), PaymentKind.RECEIVED, NOW)
    undone(session)
    assert (rows_of(session, Payment), stage_of(session, ann)) == (1, "won")


def test_a_stage_that_a_person_gave_afterwards_stays(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,")
    session.refresh(ann)
    change_stage(session, ann, Stage.LOST, NOW, reviewer(session))
    session.flush()
    undone(session)
    assert stage_of(session, ann) == "lost"
    assert [change.stage.value for change in session.scalars(select(StageChange).order_by(StageChange.id))] == [
        "enquiry",
        "lost",
    ]


def test_a_changed_payment_is_again_what_it_was(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,")
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,7,EUR,2026-03-05,billed")
    assert undone(session).undo.restored == 1
    payment = session.scalars(select(Payment)).one()
    assert (payment.amount, payment.currency, payment.paid_on) == (500, "USD", date(2026, 3, 4))
    assert (payment.kind, rows_of(session, ImportChange)) == (PaymentKind.RECEIVED, 0)


def test_what_a_later_import_has_changed_stays_until_that_is_undone(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,5,USD,2026-03-04,", "R2,C1,6,USD,2026-03-04,")
    first = newest(session)
    taken_in(session, tmp_path, "payments", PAYMENTS, "R1,C1,7,USD,2026-03-04,")
    found = undo_import(session, first, None, NOW)
    assert (found.undo.removed, found.kept, found.listed[0].of) == (1, 1, "payments")
    assert (rows_of(session, Payment), first.finished_at) == (1, NOW)
    undone(session)
    assert undo_import(session, first, None, NOW).kept == 0
    assert rows_of(session, Payment) == 0


def test_clients_go_with_what_the_file_told_of_them(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "partners", PARTNERS, "1,Joe Smith,,")
    taken_in(session, tmp_path, "clients", CLIENTS, "C1,Ann Lee,a@b.example,2026-03-04,won,Joe Smith told me")
    assert undone(session).undo.removed == 1
    for table in (Client, StageChange, Submission, Decision, Credit, ImportChange):
        assert rows_of(session, table) == 0
    assert undo_import(session, session.get_one(Import, 1), None, NOW).kept == 0
    assert rows_of(session, Source) == rows_of(session, Partner) == 0


@pytest.mark.parametrize("rests", ["payment", "answer", "stage", "review"])
def test_a_client_on_whom_others_rest_stays_and_is_listed(session: Session, tmp_path: Path, rests: str) -> None:
    rows = ("C1,Ann Lee,a@b.example,2026-03-04,,the radio", "C2,Bo Ek,b@b.example,2026-03-04,,")
    taken_in(session, tmp_path, "clients", CLIENTS, *rows)
    record = newest(session)
    client = session.scalars(select(Client).where(Client.ref == "C1")).one()
    if rests == "payment":
        record_payment(session, client, 500, "USD", date(2026, 4, 1), PaymentKind.RECEIVED, NOW)
    elif rests == "answer":
        told(session, "my neighbour", name="Ann Lee", email="a@b.example")
    elif rests == "stage":
        change_stage(session, client, Stage.QUALIFIED, NOW, reviewer(session))
    else:
        review_answer(session, session.scalars(select(Submission)).one(), reviewer(session), [], NOW)
    found = undo_import(session, record, None, NOW)
    assert (found.undo.removed, found.kept) == (1, 1)
    assert (found.listed[0].of, found.listed[0].row_id) == ("clients", client.id)
    assert session.scalars(select(Client.ref)).all() == ["C1"]
    assert session.scalars(select(Submission).where(Submission.door == "import")).one().answer == "the radio"


def test_a_client_who_was_there_is_again_what_they_were(session: Session, tmp_path: Path, ann: Client) -> None:
    before = credited(session, ann)
    taken_in(session, tmp_path, "clients", CLIENTS, "C1,Anne Lee,anne@lee.example,2026-03-01,won,the radio")
    assert (ann.email, stage_of(session, ann)) == ("anne@lee.example", "won")
    found = undone(session)
    session.refresh(ann)
    assert (ann.name, ann.name_key, ann.email, ann.email_key) == ("Ann Lee", "ann lee", *["ann@lee.example"] * 2)
    assert (ann.came_on, stage_of(session, ann), credited(session, ann)) == (date(2026, 3, 10), "enquiry", before)
    assert (found.undo.restored, found.undo.removed, found.kept) == (1, 1, 0)


def test_a_partner_who_was_credited_since_stays(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "partners", PARTNERS, "1,Joe Smith,,Joey", "2,Nisha Patel,,")
    told(session, "Nisha Patel sent me")
    found = undone(session)
    assert (found.undo.removed, found.kept, found.listed[0].why) == (1, 1, "there are clients credited to it by now")
    assert session.scalars(select(Partner.ref)).all() == ["2"]


def test_a_changed_partner_is_again_what_it_was(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "partners", PARTNERS, "1,Joe Smith,joe@mail.example,")
    taken_in(session, tmp_path, "partners", PARTNERS, "1,Joseph Smith,j@mail.example,Joey;Big Dog")
    submission = told(session, "Big Dog")
    assert credited(session, submission.client) == ["Joseph Smith"]
    undone(session)
    source = session.scalars(select(Source).where(Source.name_key == "joe smith")).unique().one()
    assert (source.name, source.partner and source.partner.email) == ("Joe Smith", "joe@mail.example")
    assert rows_of(session, Alias) == 0
    assert credited(session, submission.client) != ["Joe Smith"]


def test_search_totals_go_and_changed_ones_come_back(session: Session, tmp_path: Path) -> None:
    header = "query,clicks,from,to"
    days = "2026-03-01,2026-03-31"
    taken_in(session, tmp_path, "keywords", header, f"will lawyer,3,{days}")
    taken_in(session, tmp_path, "keywords", header, f"will lawyer,4,{days}", f"probate,1,{days}")
    undone(session)
    total = session.scalars(select(SearchTotal)).one()
    assert (total.query, total.clicks) == ("will lawyer", 3)
