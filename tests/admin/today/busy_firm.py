"""A firm in which something of everything waits, as of today."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from attribution import Result
from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState
from records.delivered.hook_secrets import Origin
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import, ImportState
from records.mail import send_later
from records.mail.mail_queue import claim_next, refused
from records.money.payments import PaymentKind
from records.relations.given.outcomes import log_referral
from records.relations.known.profile import set_next_step
from records.relations.thanking.drafts import write_draft
from records.reviews.reviewing import review_answer
from records.sources import Source
from records.staff.users import User, UserRole, add_user
from tests.admin.small_firm import (
    GOOGLE,
    clicked,
    client,
    credit,
    grouped,
    held_back,
    partner,
    pays,
    submission_of,
    waits,
)

NOW = datetime.now(UTC)
TODAY = NOW.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def busy_firm(app: Flask) -> None:
    """Three answers to decide, of which one is a conflict, and one or two of everything else."""
    with app.app_context():
        session = db.session()
        ann = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann Lee")
        joe, nisha, ted = (
            partner(session, name, email="a@b.example") for name in ("Joe Smith", "Nisha Patel", "Ted Kostas")
        )
        _clients(session, joe, nisha, ann)
        held_back(session)
        held_back(session, "Another Seller")
        _mails(session)
        log_referral(session, ted, "Mia Lopez", ago(40), NOW)
        log_referral(session, ted, "Not Due", ago(2), NOW)
        assert ted.partner and nisha.partner
        set_next_step(session, ted.partner, "Lunch", TODAY, NOW, ann)
        set_next_step(session, nisha.partner, "Later", TODAY + timedelta(days=9), NOW, ann)
        file_with_questions(session, "books.csv", ImportState.FINISHED)
        file_with_questions(session, "more.csv", ImportState.PREPARED)
        _delivery(session)
        db.session.commit()


def _clients(session: Session, joe: Source, nisha: Source, ann: User) -> None:
    before = client(session, "Abe Early", Result("auto", (credit(joe),)), "Joe Smith", came=ago(100))
    pays(session, before, 9_900, on=ago(100))
    write_draft(session, joe, [before], NOW, ann)
    client(session, "Ben Joe", Result("auto", (credit(joe),)), "Joe Smith", came=ago(0))
    new = client(session, "Cara Nisha", Result("auto", (credit(nisha),)), "Nisha Patel", came=ago(3))
    pays(session, new, 10_000, on=ago(2))
    pays(session, new, 2_500, "EUR", on=ago(1))
    client(session, "Dev Google", Result("auto", (credit(GOOGLE), clicked(GOOGLE))), "google", came=ago(6))
    decided = client(session, "Ella Asked", waits(credit(joe)), "Joe S.", came=ago(1))
    review_answer(session, submission_of(session, decided), ann, [joe], NOW)
    open_ = client(session, "Finn Open", waits(credit(nisha)), "N. P.", came=ago(5))
    pays(session, open_, 5_000, on=ago(20))
    client(session, "Gita Old", waits(credit(nisha)), "Somebody P.", came=ago(50))
    client(session, "Hugo Two", waits(credit(nisha), also=(clicked(GOOGLE),), conflict=True), "Nisha", came=ago(8))
    client(session, "Ines Unasked", None, came=ago(4))
    client(session, "Jack Unasked", None, came=ago(60))
    grouped(session)


def _mails(session: Session) -> None:
    send_later(session, "test", "gone@client.example", "Hello", "Words.", NOW)
    claimed = claim_next(session, NOW, "firm.example")
    assert claimed
    refused(session, claimed, NOW, "550 no such mailbox", address=True)


def file_with_questions(session: Session, filename: str, state: ImportState) -> Import:
    """An import of payments, of one of whose rows nobody knows who paid."""
    counts = dict.fromkeys(("added", "changed", "unchanged", "refused"), 0)
    done = NOW if state is ImportState.FINISHED else None
    record = Import(kind="payments", filename=filename, digest="", at=NOW, state=state, finished_at=done, **counts)
    session.add(record)
    session.flush()
    money = {"amount": 500, "currency": "USD", "paid_on": TODAY, "kind": PaymentKind.RECEIVED}
    session.add(StagedRow(import_id=record.id, line=2, state=RowState.ASKED, who="Somebody", **money))
    return record


def _delivery(session: Session) -> None:
    told = {"reason": "no client", "body": "{}", "first_at": NOW, "last_at": NOW, "times": 1}
    session.add(Delivery(origin=Origin.WHENCE, event="e1", state=DeliveryState.WAITS, **told))
