"""Two who work on one client at once on PostgreSQL while it is being joined: neither breaks, and nothing is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from records.answers.recording import record_submission
from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.joining.apart import take_apart
from records.joining.join import CannotJoin, join_clients
from records.joining.rows import ClientJoin
from records.money.payments import Payment, PaymentKind, record_payment
from records.staff.users import User
from records.totals import differences
from tests.records.beside import together, wait_for_one_who_waits
from tests.records.firm_of_tests import NOW, filled, reviewer, told

JOINED = NOW + timedelta(days=1)


@pytest.fixture
def firm(session: Session) -> Session:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    for name in ("Ana Adams", "Anna Adams", "Anne Adams"):
        told(session, "google", name=name, email=f"{name[:4].strip().lower()}@mail.example")
    reviewer(session)
    session.commit()
    return session


def joining(engine: Engine, one: int, other: int, refused: list[str]) -> Callable[[], None]:
    def work() -> None:
        with Session(engine) as session:
            clients = session.get(Client, one), session.get(Client, other)
            if clients[0] and clients[1]:
                try:
                    join_clients(session, clients[0], clients[1], session.get_one(User, 1), JOINED)
                    session.commit()
                except CannotJoin as problem:
                    refused.append(str(problem))

    return work


@pytest.mark.parametrize("pairs", [((1, 2), (2, 1)), ((1, 2), (3, 2)), ((1, 2), (2, 3)), ((1, 3), (1, 2))])
def test_two_joinings_at_once(firm: Session, pairs: tuple[tuple[int, int], tuple[int, int]]) -> None:
    refused: list[str] = []
    together(*(joining(db.engine, *pair, refused) for pair in pairs))
    joins = firm.scalar(select(func.count()).select_from(ClientJoin)) or 0
    assert firm.scalar(select(func.count()).select_from(Client)) == 3 - joins
    assert joins + len(refused) == 2 or joins == 1
    assert firm.scalar(select(func.count()).select_from(Submission)) == 3
    assert list(differences(firm)) == []


def test_a_form_that_comes_meanwhile_finds_who_stayed(app: Flask, firm: Session) -> None:
    one, other = firm.get_one(Client, 1), firm.get_one(Client, 2)
    email, engine = other.email, db.engine
    join_clients(firm, one, other, firm.get_one(User, 1), JOINED)

    def sends() -> None:
        with app.app_context(), Session(engine) as session:
            form = filled(session, name="Anna Adams", email=email, answer="my neighbour")
            assert record_submission(session, form).client_id == 1
            session.commit()

    thread = Thread(target=sends)
    thread.start()
    wait_for_one_who_waits(thread)
    firm.commit()
    thread.join()
    assert firm.scalar(select(func.count()).where(Submission.client_id == 1)) == 3
    assert list(differences(firm)) == []


def test_a_payment_that_comes_meanwhile_is_moved_or_refused(firm: Session) -> None:
    paid = (500, "USD", date(2026, 3, 12), PaymentKind.RECEIVED, NOW)
    with Session(db.engine) as beside:
        record_payment(beside, beside.get_one(Client, 2), *paid)
        thread = Thread(target=joining(db.engine, 1, 2, []))
        thread.start()
        wait_for_one_who_waits(thread)
        beside.commit()
        thread.join()
    assert firm.scalars(select(Payment.client_id)).one() == 1
    assert list(differences(firm)) == []


def test_two_undo_at_once(firm: Session) -> None:
    join = join_clients(firm, firm.get_one(Client, 1), firm.get_one(Client, 2), firm.get_one(User, 1), JOINED)
    firm.commit()
    number, engine, refused = join.id, db.engine, []

    def undoes() -> None:
        with Session(engine) as session:
            found = session.get(ClientJoin, number)
            if found:
                try:
                    take_apart(session, found, JOINED)
                    session.commit()
                except CannotJoin as problem:
                    refused.append(str(problem))

    together(undoes, undoes)
    assert firm.scalar(select(func.count()).select_from(Client)) == 3
    assert firm.scalar(select(func.count()).select_from(ClientJoin)) == 0
