"""Files go on finding a client who was joined with another, by the ref, e-mail, phone or name of before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.clients import Client, Stage
from records.importing import NothingToUndo, answer_row, apply_import, candidates_of, confirm, prepare, undo_import
from records.importing.going_in.staging import StagedRow
from records.imports import Import, ImportState
from records.joining.apart import take_apart
from records.joining.join import join_clients
from records.joining.rows import ClientJoin
from records.money.payments import Payment
from records.totals import differences
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import partner, reviewer
from tests.records.import_files import counts, sheet_of, taken_in

JOINED = datetime(2026, 7, 1, 9, tzinfo=UTC)
APART = datetime(2026, 7, 2, 9, tzinfo=UTC)
HEADER = "ref,name,email,phone,came_on,stage,answer"
ANN = 'C1,Ann Lee,ann@lee.example,(617) 555-0100,2026-03-04,qualified,"Joe Smith told me"'
AGAIN = 'C2,Annie Lee-Ray,annie@work.example,(617) 555-0199,2026-04-05,lost,"Nisha Patel"'
PAYMENTS = "ref,client,amount,on"


def join_both(session: Session) -> ClientJoin:
    one, other = session.scalars(select(Client).order_by(Client.id))
    found = join_clients(session, one, other, reviewer(session), JOINED)
    session.commit()
    return found


@pytest.fixture
def joined(session: Session, tmp_path: Path) -> ClientJoin:
    for name in ("Joe Smith", "Nisha Patel"):
        partner(session, name)
    taken_in(session, tmp_path, "clients", HEADER, ANN, AGAIN)
    taken_in(session, tmp_path, "payments", PAYMENTS, ",C1,100,2026-04-06", ",C2,100,2026-04-06", "R3,C2,7,2026-04-07")
    session.commit()
    return join_both(session)


def test_the_same_files_again_change_nothing(session: Session, tmp_path: Path, joined: ClientJoin) -> None:
    before = everything(session)
    assert counts(taken_in(session, tmp_path, "clients", HEADER, ANN, AGAIN)) == (0, 0, 2, 0)
    assert counts(taken_in(session, tmp_path, "clients", HEADER, AGAIN)) == (0, 0, 1, 0)
    rows = (",C1,100,2026-04-06", ",C2,100,2026-04-06", "R3,C2,7,2026-04-07")
    assert counts(taken_in(session, tmp_path, "payments", PAYMENTS, *rows)) == (0, 0, 3, 0)
    after = everything(session)
    assert {name for name in before if before[name] != after[name]} <= {"imports"}


@pytest.mark.parametrize(
    "row",
    [
        AGAIN.removeprefix("C2"),
        ",Annie Lee-Ray,annie@work.example,,2026-04-05,,",
        ",Annie Lee-Ray,,617-555-0199,2026-04-05,,",
        ",Annie Lee-Ray,,,2026-04-05,,",
        ",Annie Lee-Ray,annie@work.example,,2026-05-05,,",
    ],
)
def test_each_of_them_finds_who_stayed(session: Session, tmp_path: Path, joined: ClientJoin, row: str) -> None:
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row)) == (0, 0, 1, 0)
    assert session.scalar(select(func.count()).select_from(Client)) == 1


@pytest.mark.parametrize("cell", ["C2", "annie@work.example", "617-555-0199", "Annie Lee-Ray", '"Lee-Ray, Annie"'])
def test_a_payment_goes_to_who_stayed(session: Session, tmp_path: Path, joined: ClientJoin, cell: str) -> None:
    assert counts(taken_in(session, tmp_path, "payments", PAYMENTS, f"R9,{cell},50,2026-05-01")) == (1, 0, 0, 0)
    assert set(session.scalars(select(Payment.client_id))) == {joined.keep_id}
    session.commit()
    assert list(differences(session)) == []


def test_what_a_file_tells_anew_is_told_once(session: Session, tmp_path: Path, joined: ClientJoin) -> None:
    more = AGAIN.replace("lost", "unqualified").replace("Nisha Patel", "Joe Smith and Nisha Patel")
    assert counts(taken_in(session, tmp_path, "clients", HEADER, ANN, more)) == (0, 1, 1, 0)
    assert counts(taken_in(session, tmp_path, "clients", HEADER, ANN, more)) == (0, 0, 2, 0)
    ann = session.get_one(Client, joined.keep_id)
    assert (ann.name, ann.email, ann.stage) == ("Ann Lee", "ann@lee.example", Stage.UNQUALIFIED)
    assert session.scalar(select(func.count()).where(Submission.client_id == ann.id)) == 3
    again = take_apart(session, joined, APART)
    assert session.scalar(select(func.count()).where(Submission.client_id == again.id)) == 2
    assert counts(
        taken_in(session, tmp_path, "clients", HEADER, ANN, AGAIN.replace("Nisha", "Joe Smith and Nisha"))
    ) == (
        0,
        0,
        2,
        0,
    )


def test_an_import_is_not_undone_under_a_joining(session: Session, joined: ClientJoin) -> None:
    record = session.scalars(select(Import).where(Import.kind == "clients")).one()
    with pytest.raises(NothingToUndo, match="Annie Lee-Ray, who came with clients"):
        undo_import(session, record, None, APART)
    session.rollback()
    take_apart(session, session.get_one(ClientJoin, joined.id), APART)
    payments = session.scalars(select(Import).where(Import.kind == "payments")).one()
    undo_import(session, payments, None, APART)
    undo_import(session, record, None, APART)
    session.commit()
    assert record.state is ImportState.UNDONE
    assert session.scalar(select(func.count()).select_from(Client)) == 0


def test_payments_that_came_with_a_file_can_go_meanwhile(session: Session, joined: ClientJoin) -> None:
    payments = session.scalars(select(Import).where(Import.kind == "payments")).one()
    undo_import(session, payments, None, APART)
    session.commit()
    assert session.scalar(select(func.count()).select_from(Payment)) == 0
    again = take_apart(session, joined, APART)
    session.commit()
    assert again.stage in {Stage.LOST, Stage.ENQUIRY}
    assert list(differences(session)) == []


def test_a_row_that_waits_for_an_answer_names_who_stayed(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", HEADER, ANN, AGAIN.replace("Annie Lee-Ray", "Ann Lee"))
    record = prepare(session, sheet_of(tmp_path, "payments", PAYMENTS, "R1,Ann Lee,50,2026-05-01"), JOINED)
    session.commit()
    (row,) = session.scalars(select(StagedRow))
    assert len(candidates_of(session, row)) == 2
    join_both(session)
    ((ann, _),) = candidates_of(session, row)
    answer_row(session, row, ann, reviewer(session), APART)
    confirm(session, record, None, APART)
    apply_import(session, record, APART)
    assert session.scalars(select(Payment.client_id)).one() == ann.id


def test_rows_that_wait_to_be_let_in_go_to_who_stayed(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", HEADER, ANN, AGAIN)
    record = prepare(session, sheet_of(tmp_path, "payments", PAYMENTS, "R1,C2,50,2026-05-01"), JOINED)
    session.commit()
    join_both(session)
    confirm(session, record, None, APART)
    apply_import(session, record, APART)
    assert session.scalars(select(Payment.client_id)).one() == session.scalars(select(Client.id)).one()
