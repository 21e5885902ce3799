"""A payment whose client is not sure waits for a person: who paid, leave it out, or add it all the same."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client, Stage
from records.importing import (
    NotPrepared,
    NotWaiting,
    add_anyway,
    answer_row,
    apply_import,
    candidates_of,
    confirm,
    counts_of,
    drop_import,
    leave_out,
    prepare,
    read_file,
)
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import, ImportState
from records.money.payments import Payment
from tests.records.firm_of_tests import reviewer, told
from tests.records.import_files import NOW

HEADER = "ref,client,amount,on"


@pytest.fixture
def ann(session: Session) -> Client:
    client = told(session, "", name="Ann Lee", email="ann@lee.example", phone="+1 617 555 0199").client
    client.ref = "C1"
    session.flush()
    return client


@pytest.fixture
def robert(session: Session) -> Client:
    client = told(session, "", name="Robert Smith", email="rob@mail.example").client
    client.company = "Smith Roofing Ltd"
    session.flush()
    return client


def prepared(session: Session, folder: Path, *lines: str) -> Import:
    file = folder / "payments.csv"
    file.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return prepare(session, read_file(file, "payments", {}, {}), NOW, user=reviewer(session))


def rows(session: Session, record: Import) -> list[StagedRow]:
    return list(
        session.scalars(select(StagedRow).where(StagedRow.import_id == record.id).order_by(StagedRow.line)).all()
    )


def amounts(session: Session) -> list[int]:
    return list(session.scalars(select(Payment.amount).order_by(Payment.amount)))


def let_in(session: Session, record: Import) -> None:
    confirm(session, record, reviewer(session), NOW)
    apply_import(session, record, NOW)


def test_a_prepared_file_says_what_would_happen_and_changes_nothing(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    let_in(session, prepared(session, tmp_path, "R1,C1,5,2026-03-04", ",C1,7,2026-03-04"))
    record = prepared(
        session,
        tmp_path,
        "R1,C1,6,2026-03-04",
        "R2,C1,5,2026-03-04",
        ",C1,7,2026-03-04",
        ",A Stranger,8,2026-03-04",
        "R3,C1,free,2026-03-04",
    )
    assert counts_of(session, record) == dict.fromkeys(RowState, 1)
    assert (record.state, record.added, record.changed, record.unchanged) == (ImportState.PREPARED, 1, 1, 1)
    assert [(row.line, row.state.value) for row in rows(session, record)] == [
        (2, "changed"),
        (3, "new"),
        (4, "there"),
        (5, "asked"),
        (6, "refused"),
    ]
    assert amounts(session) == [500, 700]
    drop_import(session, record)
    assert not session.scalars(select(StagedRow)).all()
    assert amounts(session) == [500, 700]


@pytest.mark.parametrize("cell", ["C1", "ANN@lee.example", "(617) 555-0199", "ann  lee", '"Lee, Ann"'])
def test_what_exactly_one_client_has_is_sure(session: Session, tmp_path: Path, ann: Client, cell: str) -> None:
    (row,) = rows(session, prepared(session, tmp_path, f",{cell},5,2026-03-04"))
    assert (row.state, row.client) == (RowState.NEW, ann)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Smith Robert", "has the same names, written otherwise"),
        ('"Smith, Robert, Dr"', "has the same names, written otherwise"),
        ("Bob Smith", "has another form of this name"),
        ("smith roofing ltd", "is of this company"),
        ("R. Smith", "has a similar name"),
        ("Robert Smyth", "has a similar name"),
        ("Robrt Smith", "has a similar name"),
        ("Dr. Robert Smith", "has the same names, written otherwise"),
    ],
)
def test_a_name_that_is_only_like_one_is_asked_with_why(
    session: Session, tmp_path: Path, ann: Client, robert: Client, cell: str, why: str
) -> None:
    (row,) = rows(session, prepared(session, tmp_path, f",{cell},5,2026-03-04"))
    assert row.state is RowState.ASKED
    assert candidates_of(session, row) == [(robert, why)]


def test_a_name_that_fits_two_is_asked_and_both_are_offered(session: Session, tmp_path: Path, ann: Client) -> None:
    other = told(session, "", name="Ann Lee", email="other@lee.example").client
    (row,) = rows(session, prepared(session, tmp_path, ",Ann Lee,5,2026-03-04"))
    assert (row.state, row.client_id) == (RowState.ASKED, None)
    assert {client.id for client, _ in candidates_of(session, row)} == {ann.id, other.id}
    assert "fits 2 clients" in str(row.reason)


def test_an_answer_before_the_import_is_let_in_waits_with_the_others(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    record = prepared(session, tmp_path, ",Annie L,5,2026-03-04")
    (row,) = rows(session, record)
    assert answer_row(session, row, ann, reviewer(session), NOW) is RowState.NEW
    assert (record.added, amounts(session)) == (1, [])
    let_in(session, record)
    payment = session.scalars(select(Payment)).one()
    assert (payment.client, payment.user, payment.import_id) == (ann, reviewer(session), record.id)
    assert (record.added, rows(session, record)) == (1, [])


def test_an_answer_after_the_import_is_finished_goes_in_at_once(session: Session, tmp_path: Path, ann: Client) -> None:
    record = prepared(session, tmp_path, ",Annie L,5,2026-03-04", "R1,C1,6,2026-03-04", "R2,C1,x,2026-03-04")
    let_in(session, record)
    assert amounts(session) == [600]
    (row,) = rows(session, record)
    assert row.state is RowState.ASKED
    assert answer_row(session, row, ann, reviewer(session), NOW) is RowState.NEW
    assert (amounts(session), record.added, rows(session, record)) == ([500, 600], 2, [])
    session.refresh(ann)
    assert ann.stage is Stage.WON


def test_an_identical_payment_is_there_already_and_can_be_added_all_the_same(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    let_in(session, prepared(session, tmp_path, ",C1,5,2026-03-04"))
    record = prepared(session, tmp_path, ",C1,5,2026-03-04")
    (row,) = rows(session, record)
    assert row.state is RowState.THERE
    add_anyway(session, row, reviewer(session), NOW)
    let_in(session, record)
    assert amounts(session) == [500, 500]
    assert (record.added, record.unchanged) == (1, 0)
    # The file that was given twice has one such row, and two are there: nothing is new in it.
    assert counts_of(session, prepared(session, tmp_path, ",C1,5,2026-03-04"))[RowState.THERE] == 1


def test_an_answer_that_makes_an_identical_payment_says_so(session: Session, tmp_path: Path, ann: Client) -> None:
    let_in(session, prepared(session, tmp_path, ",C1,5,2026-03-04"))
    record = prepared(session, tmp_path, ",Annie L,5,2026-03-04")
    (row,) = rows(session, record)
    assert answer_row(session, row, ann, reviewer(session), NOW) is RowState.THERE
    let_in(session, record)
    assert amounts(session) == [500]


def test_a_payment_of_a_known_ref_is_of_whom_a_person_has_said(session: Session, tmp_path: Path, ann: Client) -> None:
    record = prepared(session, tmp_path, "R1,Annie L,5,2026-03-04")
    answer_row(session, rows(session, record)[0], ann, reviewer(session), NOW)
    let_in(session, record)
    assert counts_of(session, prepared(session, tmp_path, "R1,Annie L,5,2026-03-04"))[RowState.THERE] == 1
    changed = prepared(session, tmp_path, "R1,Annie L,6,2026-03-04")
    assert counts_of(session, changed)[RowState.CHANGED] == 1


def test_a_row_that_is_left_out_does_not_come_in(session: Session, tmp_path: Path, ann: Client) -> None:
    record = prepared(session, tmp_path, "R1,C1,5,2026-03-04", "R2,C1,6,2026-03-04", "R3,Nobody,7,2026-03-04")
    for row in rows(session, record)[1:]:
        leave_out(session, row)
    let_in(session, record)
    assert (amounts(session), record.added, rows(session, record)) == ([500], 1, [])


def test_only_what_waits_can_be_answered_and_an_import_is_let_in_once(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    record = prepared(session, tmp_path, "R1,C1,5,2026-03-04")
    (row,) = rows(session, record)
    with pytest.raises(NotWaiting, match="line 2 is new by now"):
        answer_row(session, row, ann, reviewer(session), NOW)
    with pytest.raises(NotWaiting, match="is new"):
        add_anyway(session, row, reviewer(session), NOW)
    let_in(session, record)
    with pytest.raises(NotPrepared, match="is finished"):
        confirm(session, record, reviewer(session), NOW)
    with pytest.raises(NotPrepared, match="undo it instead"):
        drop_import(session, record)
