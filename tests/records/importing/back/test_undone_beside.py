"""An import is taken back while somebody does something with what it brought."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import db
from records.importing import ShortTurns, take_in, undo_import
from records.imports import Import, ImportState, one_file_at_a_time
from records.money.payment_changes import refund_payment
from records.money.payments import Payment, PaymentKind, record_payment
from records.sources import Partner
from tests.records.beside import wait_for_one_who_waits
from tests.records.firm_of_tests import NOW, partner, reviewer, told
from tests.records.import_files import sheet_of

PAID_ON = date(2026, 2, 3)
KINDS = {"payments": "amount", "clients": "came_on", "partners": "id"}


@pytest.fixture(autouse=True)
def _several_may_write(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")


class Stops(ShortTurns):
    """Stops when the import counts no more, until it is told to go on."""

    def __init__(self, session: Session, stopped: Event, goes_on: Event) -> None:
        super().__init__(session)
        self._stopped, self._goes_on = stopped, goes_on

    def __call__(self) -> None:
        """As ever."""
        super().__call__()
        with db.engine.connect() as looks:
            state = looks.scalar(select(Import.state))
        if state is ImportState.UNDOING:
            self._stopped.set()
            self._goes_on.wait()


def taken_back_while(
    app: Flask,
    session: Session,
    folder: Path,
    lines: list[str],
    does: Callable[[], object],
    holds: Callable[[], bool] = lambda: True,
) -> None:
    """Take a file in and back, which has to wait for what somebody begins to do meanwhile, while something holds."""
    kind = next(kind for kind, title in KINDS.items() if title in lines[0].split(","))
    take_in(session, sheet_of(folder, kind, *lines), NOW, pause=ShortTurns(session))
    session.commit()
    stopped, goes_on = Event(), Event()

    def goes() -> None:
        with app.app_context():
            mine = db.session()
            undo_import(mine, mine.scalars(select(Import)).one(), None, NOW, pause=Stops(mine, stopped, goes_on))
            mine.commit()

    undoing = Thread(target=goes)
    undoing.start()
    stopped.wait()
    does()
    session.flush()
    goes_on.set()
    wait_for_one_who_waits(undoing)
    waited = undoing.is_alive() and holds()
    session.commit()
    undoing.join()
    assert waited


def test_a_payment_that_is_being_refunded_stays(app: Flask, session: Session, tmp_path: Path) -> None:
    told(session, "florp", email="ann@mail.example")
    reviewer(session)
    session.commit()

    def refunds() -> None:
        payment = session.scalars(select(Payment)).one()
        refund_payment(session, payment, 40, PAID_ON, NOW, reviewer(session), "too much")

    lines = ["ref,client,amount,currency,on", "R1,ann@mail.example,1.00,USD,2026-02-03"]
    taken_back_while(app, session, tmp_path, lines, refunds)
    assert session.scalars(select(Payment.amount).order_by(Payment.id)).all() == [100, -40]


def test_a_client_who_is_just_paying_stays(app: Flask, session: Session, tmp_path: Path) -> None:
    def pays() -> None:
        client = session.scalars(select(Client).where(Client.ref == "C1")).one()
        record_payment(session, client, 100, "USD", PAID_ON, PaymentKind.RECEIVED, NOW)

    lines = ["ref,name,came_on", "C1,Ann Lee,2026-02-03", "C2,Ben Brown,2026-02-03"]
    taken_back_while(app, session, tmp_path, lines, pays)
    assert session.scalars(select(Client.ref)).all() == ["C1"]
    assert session.scalars(select(Import)).one().undos[-1].kept == 1


@pytest.mark.parametrize(
    ("lines", "there"),
    [
        (["ref,name,came_on", "C1,Ann Lee,2026-02-03"], select(Client.id).where(Client.ref == "C1")),
        (["id,name,email", "P1,Joe Smithson,joe@new.example"], select(Partner.email)),
    ],
)
def test_what_another_file_has_planned_by_stays_until_that_is_written(
    app: Flask, session: Session, tmp_path: Path, lines: list[str], there: Select[Any]
) -> None:
    partner(session, "Joe Smithson", ref="P1", email="joe@old.example")
    session.commit()
    before: list[Any] = []

    def plans() -> None:
        one_file_at_a_time(session)
        before.extend(session.scalars(there).all())

    taken_back_while(app, session, tmp_path, lines, plans, lambda: session.scalars(there).all() == before)
    assert before
    assert session.scalars(there).all() != before
