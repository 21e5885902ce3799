"""Two who change the same at once on PostgreSQL: the totals stay right, and neither waits for the other for ever."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from zlib import crc32

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from records.clients import Client, Stage
from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState, Told, take_delivery
from records.delivered.hook_secrets import Origin
from records.importing import NotPrepared, ShortTurns, confirm, prepare, take_in, undo_import
from records.importing.going_in import applying_payments
from records.imports import Import
from records.money.payment_changes import CannotChange, change_payment, move_payment, refund_payment, remove_payment
from records.money.payments import Payment, PaymentKind, in_turn, record_payment
from records.totals import differences, put_off_days_of
from records.totals.following import LOCK
from tests.records.beside import together, wait_for_one_who_waits
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.import_files import sheet_of

PAID_ON = date(2026, 2, 3)
ANN_PAID = ("ref,client,amount,currency,on", "R1,ann@mail.example,1.00,USD,2026-02-03")
Verb = Callable[[Session, Payment], object]


@pytest.fixture(autouse=True)
def _several_may_write(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")


def may_have(engine: Engine, name: str, *, alone: bool) -> bool:
    """Whether somebody else could have a lock just now, alone or together with others."""
    how = "pg_try_advisory_xact_lock" + ("" if alone else "_shared")
    with engine.connect() as connection:
        return bool(connection.scalar(text(f"SELECT {how}(:number)"), {"number": crc32(name.encode())}))


def paid(session: Session) -> Payment:
    client = told(session, "florp").client
    payment = record_payment(session, client, 100, "USD", PAID_ON, PaymentKind.RECEIVED, NOW + timedelta(hours=1))
    told(session, "florp")
    told(session, "florp")
    reviewer(session)
    session.commit()
    return payment


def to_another(session: Session, payment: Payment, number: int = 0) -> None:
    others = session.scalars(select(Client).where(Client.id != payment.client_id).order_by(Client.id)).all()
    move_payment(session, payment, others[number], NOW, reviewer(session), "not theirs")


def of_another_amount(session: Session, payment: Payment) -> None:
    change_payment(session, payment, 300, "USD", PAID_ON, payment.kind, NOW, reviewer(session), "typo")


def gone(session: Session, payment: Payment) -> None:
    remove_payment(session, payment, NOW, reviewer(session), "not paid")


def to_a_third(session: Session, payment: Payment) -> None:
    to_another(session, payment, 1)


@pytest.mark.parametrize("verb", [of_another_amount, gone, to_a_third])
def test_a_payment_that_was_moved_since_it_was_read_is_not_changed(session: Session, verb: Verb) -> None:
    number = paid(session).id
    with Session(db.engine) as late:
        payment = late.get_one(Payment, number)
        assert payment.client
        to_another(session, session.get_one(Payment, number))
        session.commit()
        with pytest.raises(CannotChange, match="look at it again"):
            verb(late, payment)
    assert [str(each) for each in differences(session)] == []


def test_a_payment_that_was_changed_since_it_was_read_is_not_refunded_in_its_old_currency(session: Session) -> None:
    number = paid(session).id
    with Session(db.engine) as late:
        payment = late.get_one(Payment, number)
        there = session.get_one(Payment, number)
        change_payment(session, there, 100, "JPY", PAID_ON, there.kind, NOW, reviewer(session), "typo")
        session.commit()
        with pytest.raises(CannotChange, match="look at it again"):
            refund_payment(late, payment, 50, PAID_ON, NOW, reviewer(late), "too much")


def test_a_stage_follows_from_payments_as_it_is_and_not_as_it_was_read(session: Session) -> None:
    won = paid(session)
    less = record_payment(session, won.client, -5, "USD", PAID_ON, won.kind, NOW)
    session.commit()
    with Session(db.engine) as late:
        payment = late.get_one(Payment, less.id)
        client = payment.client
        assert client.stage is Stage.WON
        remove_payment(session, won, NOW, reviewer(session), "not paid")
        session.commit()
        assert less.client.stage is Stage.ENQUIRY
        change_payment(late, payment, 500, "USD", PAID_ON, payment.kind, NOW, reviewer(late), "typo")
        late.commit()
        assert client.stage is Stage.WON
    stage = select(Client.stage).where(Client.id == less.client_id)
    assert session.scalars(stage).one() is Stage.WON


def test_whoever_changes_a_payment_that_was_moved_is_followed_to_whose_it_is(session: Session) -> None:
    number = paid(session).id
    with Session(db.engine) as late:
        payment = late.get_one(Payment, number)
        assert payment.client
        to_another(session, session.get_one(Payment, number))
        session.commit()
        payment.amount = 300
        late.commit()
    assert [str(each) for each in differences(session)] == []


def test_whoever_writes_of_a_client_keeps_nobody_from_being_alone_later(session: Session) -> None:
    client = told(session, "florp").client
    client.phone = "+1 212 555 0100"
    session.flush()
    # Or a file that is alone with what counts would wait for the client, and the form for the file.
    assert not may_have(db.engine, LOCK, alone=True)


def test_two_files_of_the_same_clients_take_turns(app: Flask, session: Session, tmp_path: Path) -> None:
    header, rows = "ref,name,came_on,answer", [f"C{number},Client {number},2026-02-03," for number in range(30)]

    def comes_in(name: str, lines: list[str]) -> None:
        with app.app_context():
            sheet = sheet_of(tmp_path, "clients", header, *lines, name=name)
            take_in(db.session(), sheet, NOW, pause=ShortTurns(db.session()))
            db.session.commit()

    comes_in("first", rows)
    answered = [f"{each}google" for each in rows]
    together(lambda: comes_in("one", answered), lambda: comes_in("other", answered[::-1]))
    # And while the newest is taken back.
    newest = session.scalars(select(Import.id).order_by(Import.id.desc())).first()
    session.rollback()

    def goes() -> None:
        with app.app_context():
            mine = db.session()
            undo_import(mine, mine.get_one(Import, newest), None, NOW, pause=ShortTurns(mine))
            mine.commit()

    together(goes, lambda: comes_in("third", [f"{each}bing" for each in rows]))
    assert [str(each) for each in differences(session)] == []


def test_a_file_looks_whom_it_makes_clients_when_it_is_alone(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(session, "florp", email="ann@mail.example")
    session.commit()
    looked = []

    def alone(*asked: object) -> None:
        looked.append(may_have(db.engine, LOCK, alone=False))
        put_off_days_of(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(applying_payments, "put_off_days_of", alone)
    take_in(session, sheet_of(tmp_path, "payments", *ANN_PAID), NOW, pause=ShortTurns(session))
    assert looked == [False]
    assert session.scalars(select(Client.stage)).all() == [Stage.WON]


def test_a_delivery_that_comes_again_waits_its_turn_before_it_is_touched(app: Flask, session: Session) -> None:
    def waits(_: object) -> Told:
        return Told(("nobody",), 100, "USD", PAID_ON, PaymentKind.RECEIVED)

    take_delivery(session, Origin.WHENCE, "e1", "{}", waits, NOW)
    session.commit()

    def comes_again() -> None:
        with app.app_context():
            take_delivery(db.session(), Origin.WHENCE, "e1", "{}", waits, NOW + timedelta(minutes=1))
            db.session.commit()

    in_turn(session)
    again = Thread(target=comes_again)
    again.start()
    wait_for_one_who_waits(again)
    # Whoever has the turn may place it meanwhile.
    there = session.scalars(select(Delivery).with_for_update(nowait=True)).one()
    assert (there.state, there.times) == (DeliveryState.WAITS, 1)
    session.commit()
    again.join()
    session.refresh(there)
    assert there.times == 2


def test_a_delivery_that_two_try_again_is_one_payment(session: Session) -> None:
    def tells(_: object) -> Told:
        return Told(("ann@mail.example",), 100, "USD", PAID_ON, PaymentKind.RECEIVED)

    take_delivery(session, Origin.WHENCE, "e1", "{}", tells, NOW)
    told(session, "florp", email="ann@mail.example")
    with Session(db.engine) as late:
        seen = late.scalars(select(Delivery)).one()
        assert seen.state is DeliveryState.WAITS
        take_delivery(session, Origin.WHENCE, "e1", "{}", tells, NOW)
        session.commit()
        take_delivery(late, Origin.WHENCE, "e1", "{}", tells, NOW)
        late.commit()
    assert session.scalars(select(Payment.amount)).all() == [100]


def test_an_import_that_two_confirm_is_let_in_once(session: Session, tmp_path: Path) -> None:
    told(session, "florp", email="ann@mail.example")
    number = prepare(session, sheet_of(tmp_path, "payments", *ANN_PAID), NOW, pause=ShortTurns(session)).id
    session.commit()
    with Session(db.engine) as late:
        seen = late.get_one(Import, number)
        assert seen.added == 1
        confirm(session, session.get_one(Import, number), None, NOW)
        session.commit()
        with pytest.raises(NotPrepared):
            confirm(late, seen, None, NOW)
