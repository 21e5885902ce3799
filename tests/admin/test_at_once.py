"""Two requests at the same moment: one decision stands and the other person is told, one payment is kept."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from attribution import Result
from records.answers.credits import Review
from records.db import db
from records.money.payments import Payment
from tests.admin.small_firm import client, credit, partner, waits
from tests.rig.forms import fields


def at_once(*requests: Callable[[], TestResponse]) -> list[int]:
    """Send them all at the same moment; their statuses in order of size."""
    together, statuses = Barrier(len(requests)), list[int]()

    def send(request: Callable[[], TestResponse]) -> None:
        together.wait()
        statuses.append(request().status_code)

    threads = [Thread(target=send, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_of_two_decisions_at_once_one_stands(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        client(session, "Ana Adams", waits(credit(joe), credit(nisha)), "one of them")
        db.session.commit()
    action = "/admin/answers/1/review"
    forms = [
        (who, fields(who.get("/admin/answers/1"), action) | {"choice": choice})
        for who, choice in ((owner, "source 1"), (colleague, "source 2"))
    ]
    statuses = at_once(*(lambda who=who, form=form: who.post(action, data=form) for who, form in forms))
    assert statuses == [303, 409]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Review)) == 1


def test_a_payment_sent_twice_at_once_is_kept_once(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        client(db.session(), "Ana Adams", Result("none"), "idk")
        db.session.commit()
    action = "/admin/clients/1/payments"
    form = fields(owner.get("/admin/clients/1"), action) | {"amount": "10"}
    assert at_once(*[lambda: owner.post(action, data=form)] * 4) == [303] * 4
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Payment)) == 1
