"""An import is taken back while somebody does something with what it brought."""

from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.db import db
from records.importing import ShortTurns, read_file, take_in, undo_import
from records.imports import Import, ImportState
from records.payment_changes import refund_payment
from records.payments import Payment
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.test_several_at_once import wait_for_one_who_waits

PAID_ON = date(2026, 2, 3)


def test_a_payment_that_is_being_refunded_stays_when_its_import_is_taken_back(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    told(session, "florp", email="ann@mail.example")
    reviewer(session)
    session.commit()
    file = tmp_path / "payments.csv"
    file.write_text("ref,client,amount,currency,on\nR1,ann@mail.example,1.00,USD,2026-02-03\n", encoding="utf-8")
    take_in(session, read_file(file, "payments", {}, {}), NOW, pause=ShortTurns(session))
    session.commit()
    number = session.scalars(select(Import.id)).one()

    stopped, goes_on = Event(), Event()

    class Stops(ShortTurns):
        """Stops when the import counts no more, until somebody has begun to refund its payment."""

        def __call__(self) -> None:
            """As ever."""
            super().__call__()
            with db.engine.connect() as looks:
                state = looks.scalar(select(Import.state).where(Import.id == number))
            if state is ImportState.UNDOING:
                stopped.set()
                goes_on.wait()

    def goes() -> None:
        with app.app_context():
            mine = db.session()
            undo_import(mine, mine.get_one(Import, number), None, NOW, pause=Stops(mine))
            mine.commit()

    undoing = Thread(target=goes)
    session.rollback()
    undoing.start()
    stopped.wait()
    refund_payment(session, session.scalars(select(Payment)).one(), 40, PAID_ON, NOW, reviewer(session), "too much")
    session.flush()
    goes_on.set()
    wait_for_one_who_waits(undoing)
    session.commit()
    undoing.join()
    assert session.scalars(select(Payment.amount).order_by(Payment.id)).all() == [100, -40]
