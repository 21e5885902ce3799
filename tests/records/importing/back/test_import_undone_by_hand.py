"""The undo of an import keeps what somebody has changed by hand or another program tells of, and says so."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.delivered.deliveries import Told, take_delivery
from records.delivered.hook_secrets import Origin
from records.firm import Firm
from records.importing import undo_import
from records.imports import Import
from records.money.payment_changes import (
    change_payment,
    move_payment,
    refund_payment,
    remove_payment,
    undo_payment_change,
)
from records.money.payments import Payment, PaymentKind
from records.money.told_refunds import Refund
from records.totals import behind, differences
from tests.records.firm_of_tests import reviewer, told
from tests.records.import_files import NOW, counts, taken_in

PAYMENTS = "ref,client,amount,currency,on,kind"
LATER = NOW + timedelta(hours=1)
DAY = date(2026, 3, 4)


def _says(one: Told, _firm: Firm) -> Told:
    return one


def refs(session: Session) -> set[str]:
    return {ref for ref in session.scalars(select(Payment.ref)) if ref}


def test_what_was_done_by_hand_since_stays_and_is_listed_until_that_is_undone(session: Session, tmp_path: Path) -> None:
    user = reviewer(session)
    for ref in ("C1", "C2"):
        told(session, "", name=f"Client {ref}", email=f"{ref}@mail.example").client.ref = ref
    session.flush()
    taken_in(session, tmp_path, "payments", PAYMENTS, *(f"R{n},C1,5{n},USD,2026-03-04," for n in range(6)))
    by_ref = {each.ref: each for each in session.scalars(select(Payment))}
    other = told(session, "", name="Somebody Else", email="else@mail.example").client
    change = change_payment(session, by_ref["R0"], 999, "USD", DAY, PaymentKind.RECEIVED, LATER, user, "a slip")
    move_payment(session, by_ref["R1"], other, LATER, user, "theirs")
    refund_payment(session, by_ref["R2"], 100, DAY, LATER, user, "too much")
    remove_payment(session, by_ref["R3"], LATER, user, "no such payment")
    back = change_payment(session, by_ref["R4"], 1, "USD", DAY, PaymentKind.RECEIVED, LATER, user, "a slip")
    undo_payment_change(session, back, LATER, user)
    session.commit()
    record = session.scalars(select(Import)).one()
    found = undo_import(session, record, user, LATER)
    session.commit()
    assert {"R0", "R1", "R2"} <= refs(session)
    assert not {"R3", "R4", "R5"} & refs(session)
    assert (found.undo.removed, found.kept) == (2, 3)
    assert {"by hand" in kept.why for kept in found.listed} == {True}
    assert session.get_one(Payment, by_ref["R0"].id).amount == 999
    undo_payment_change(session, change, LATER, user)
    again = undo_import(session, record, user, LATER)
    session.commit()
    assert (again.undo.removed, again.kept) == (1, 2)
    assert not behind(session)
    assert not list(differences(session.connection()))


def test_what_a_webhook_has_told_of_stays(session: Session, tmp_path: Path) -> None:
    told(session, "", name="Ann Lee", email="ann@lee.example").client.ref = "C1"
    session.flush()
    taken_in(session, tmp_path, "payments", PAYMENTS, *(f"ch_{n},C1,50,USD,2026-03-04," for n in range(3)))
    same = Told(("C1",), 5_000, "USD", DAY, PaymentKind.RECEIVED, "ch_0")
    refund = Told((), 1_000, "USD", DAY, PaymentKind.RECEIVED, "ch_1", Refund("ch_1", "re_1"))
    for number, one in enumerate((same, refund)):
        take_delivery(session, Origin.STRIPE, f"evt_{number}", "{}", partial(_says, one), LATER)
    session.commit()
    found = undo_import(session, session.scalars(select(Import)).one(), reviewer(session), LATER)
    session.commit()
    assert refs(session) == {"ch_0", "ch_1", "ch_1 refund 1"}
    assert {kept.why for kept in found.listed} == {
        "the webhook has told of it, too",
        "the webhook or another file has told of its refunds",
    }
    # The file can be taken in again: only what had gone is new.
    lines = [f"ch_{n},C1,50,USD,2026-03-04," for n in range(3)]
    assert counts(taken_in(session, tmp_path, "payments", PAYMENTS, *lines)) == (1, 0, 2, 0)
