"""A client's page: the words as they were said, what they count for, stages, and payments by hand."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import Channel, Result
from records.clients import Client, Stage, StageChange
from records.db import db
from records.money.payments import Payment, PaymentKind
from tests.admin.reading import numbers, visible
from tests.admin.small_firm import FACEBOOK, GOOGLE, clicked, client, credit, partner, waits
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        judged = Result("auto", (credit(joe, span=(13, 22)), clicked(FACEBOOK)))
        client(session, "Ana Adams", judged, "<b>My friend Joe Smith & sons", may_tell=True, searched="lawyer quincy")
        client(session, "Ben Brown", Result("auto", (credit(GOOGLE), clicked(GOOGLE))), "google")
        client(session, "Cara Clark", waits(credit(joe)), "Joe")
        client(session, "Dev Davis", None)
        both = Result("auto", (credit(joe, 500_000), credit(GOOGLE, 500_000), clicked(GOOGLE)))
        client(session, "Ella Evans", both, "Joe Smith and google")
        client(session, "Finn Foster", waits(credit(joe), also=(clicked(GOOGLE),)), "Joe")
        client(session, "Gita Green", Result("auto", (credit(joe),)), "Joe Smith")
        client(session, "Hugo Hill", Result("auto", (credit(joe),), arrived=Channel.DIRECT), "Joe Smith")
        db.session.commit()
    return app


def payload(owner: FlaskClient, **changes: str) -> dict[str, str]:
    """The payment form of Ana's page filled in rightly, with changes."""
    form = fields(owner.get("/admin/clients/1"), "/payments")
    return form | {"amount": "1250.00", "paid_on": "2026-03-31"} | changes


def pay(owner: FlaskClient, **changes: str) -> TestResponse:
    return owner.post("/admin/clients/1/payments", data=payload(owner, **changes))


def payments(app: Flask) -> list[Payment]:
    with app.app_context():
        return list(db.session.scalars(select(Payment).order_by(Payment.id)))


def test_the_words_stand_as_they_were_said_with_the_part_marked_that_counts(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/clients/1").text
    assert "&lt;b&gt;My friend <mark>Joe Smith</mark> &amp; sons" in html
    text = visible(html)
    assert "lawyer quincy" in text
    assert "whoever sent them may be told" in text
    assert "The answer has the whole name." in text
    assert "almost certain" in text
    assert "Referral partner, decided by itself" in text
    assert "full_name" not in text


def test_a_direct_visit_is_called_so(firm: Flask, owner: FlaskClient) -> None:
    assert "Direct The visit names no source." in visible(owner.get("/admin/clients/8").text)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "What was said and what was clicked differ."),
        (2, "What was said and what was clicked agree."),
        (3, "Neither the answer nor a web visit shows a source yet."),
        (4, "Nobody has asked them yet what brought them."),
        (5, "What was clicked is one of the things that were said."),
        (6, "Only the web visit shows a source"),
        (7, "Only the answer names a source"),
        (8, "Only the answer names a source; no web visit does."),
    ],
)
def test_said_and_clicked_stand_beside_each_other(firm: Flask, owner: FlaskClient, number: int, said: str) -> None:
    assert said in visible(owner.get(f"/admin/clients/{number}").text)


def test_a_client_who_gave_anothers_contact_is_flagged_on_both_pages(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        db.session.get_one(Client, 2).same_contact_as_id = 1
        db.session.commit()
    assert "Ben Brown</a> gave the same e-mail or phone" in owner.get("/admin/clients/1").text
    assert "Ana Adams</a> gave the same e-mail or phone" in owner.get("/admin/clients/2").text


def test_a_stage_is_changed_with_who_and_when(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/clients/1"), "/stages")
    assert form["stage"] == "enquiry"
    response = owner.post("/admin/clients/1/stages", data=form | {"stage": "qualified"})
    assert (response.status_code, response.location) == (303, "/admin/clients/1")
    html = visible(owner.get("/admin/clients/1").text)
    assert "Stage: qualified" in html
    assert ", olive" in html
    owner.post("/admin/clients/1/stages", data=form | {"stage": "qualified"})
    with firm.app_context():
        changes = db.session.scalars(select(StageChange.stage).where(StageChange.client_id == 1)).all()
    assert list(changes) == [Stage.ENQUIRY, Stage.QUALIFIED]


def test_whoever_set_a_stage_is_told_that_payments_leave_it(firm: Flask, owner: FlaskClient) -> None:
    assert "No payment yet. The first one makes Ana Adams won." in visible(owner.get("/admin/clients/1").text)
    form = fields(owner.get("/admin/clients/1"), "/stages")
    owner.post("/admin/clients/1/stages", data=form | {"stage": "lost"})
    html = visible(owner.get("/admin/clients/1").text)
    assert "No payment yet. The stage stays as it is when they pay, because olive has set it." in html
    pay(owner, amount="10")
    html = visible(owner.get("/admin/clients/1").text)
    assert "$10.00 received of Ana Adams is kept. The stage stays “lost”, because it was set by hand." in html


def test_a_stage_that_does_not_exist_is_refused(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/clients/1"), "/stages")
    assert owner.post("/admin/clients/1/stages", data=form | {"stage": "famous"}).status_code == 422


def test_the_first_payment_makes_the_client_won_and_is_in_the_ranking(firm: Flask, owner: FlaskClient) -> None:
    response = pay(owner, amount="1,250.50")
    assert (response.status_code, response.location) == (303, "/admin/clients/1")
    html = visible(owner.get("/admin/clients/1").text)
    assert "$1,250.50 received of Ana Adams is kept." in html
    assert "Stage: won" in html
    row = {n.measure: n.value for n in numbers(owner.get("/admin/").text) if n.part == "1"}
    assert row == {"clients": 4_000_000, "won": 1_000_000, "revenue": 125_050}


def test_a_refund_is_negative_and_wins_nobody(firm: Flask, owner: FlaskClient) -> None:
    pay(owner, amount="-30", sure="y")
    (refund,) = payments(firm)
    assert (refund.amount, refund.paid_on, refund.kind) == (-3000, date(2026, 3, 31), PaymentKind.RECEIVED)
    html = visible(owner.get("/admin/clients/1").text)
    assert "−$30.00" in html
    assert "Stage: enquiry" in html


def test_the_digits_of_the_currency_count(firm: Flask, owner: FlaskClient) -> None:
    pay(owner, amount="1250", currency="jpy", kind="billed")
    pay(owner, amount="1.250", currency="KWD")
    found = payments(firm)
    assert [(each.amount, each.currency, each.kind) for each in found] == [
        (1250, "JPY", PaymentKind.BILLED),
        (1250, "KWD", PaymentKind.RECEIVED),
    ]
    html = owner.get("/admin/clients/1").text
    assert "¥1,250" in html
    assert "KWD\N{NO-BREAK SPACE}1.250" in html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"amount": ""}, "Type the amount, such as 1250.00."),
        ({"amount": "a lot"}, "'a lot' is not an amount; write it like 1250.00"),
        ({"amount": "12.345"}, "has more decimals than USD has (2)"),
        ({"amount": "1.5", "currency": "JPY"}, "has more decimals than JPY has (0)"),
        ({"amount": "0"}, "A payment of nothing changes nothing."),
        ({"amount": "9" * 30}, "larger than any payment"),
        ({"currency": "dollars"}, "give its three letters"),
        ({"currency": ""}, "give its three letters"),
        ({"paid_on": ""}, "Say on which day."),
        ({"paid_on": "31.3.2026"}, "Write the day like 2026-03-31."),
        ({"paid_on": "0026-03-31"}, "The year 26 cannot be meant."),
        ({"kind": "stolen"}, "Choose one of the list."),
    ],
)
def test_a_payment_that_cannot_be_meant_is_refused_in_plain_words(
    firm: Flask, owner: FlaskClient, sent: dict[str, str], said: str
) -> None:
    response = pay(owner, **({"amount": "77.70"} | sent))
    assert response.status_code == 422
    assert said in visible(response.text)
    assert '<details class="add" open>' in response.text
    if "amount" not in sent:
        assert 'value="77.70"' in response.text
    assert payments(firm) == []


def test_a_payment_sent_twice_is_one_payment_and_a_second_one_is_another(firm: Flask, owner: FlaskClient) -> None:
    form = payload(owner)
    for _ in range(3):
        assert owner.post("/admin/clients/1/payments", data=form).status_code == 303
    assert len(payments(firm)) == 1
    pay(owner)
    assert len(payments(firm)) == 2


def test_totals_are_by_kind_and_currency_and_never_added(firm: Flask, owner: FlaskClient) -> None:
    for amount, currency, kind in (
        ("10", "USD", "received"),
        ("5", "USD", "received"),
        ("7", "EUR", "received"),
        ("9", "USD", "billed"),
    ):
        pay(owner, amount=amount, currency=currency, kind=kind)
    html = visible(owner.get("/admin/clients/1").text)
    for total in ("Total received $15.00", "Total received €7.00", "Total billed $9.00"):
        assert total in html


def test_a_payment_page_that_comes_back_changed_is_another_payment(firm: Flask, owner: FlaskClient) -> None:
    sent = payload(owner, amount="10.00")
    owner.post("/admin/clients/1/payments", data=sent)
    owner.post("/admin/clients/1/payments", data=sent)
    owner.post("/admin/clients/1/payments", data=sent | {"amount": "500.00"})
    assert [payment.amount for payment in payments(firm)] == [1000, 50000]


def test_a_payment_page_sent_for_another_client_is_that_clients_payment(firm: Flask, owner: FlaskClient) -> None:
    sent = payload(owner, amount="10.00")
    owner.post("/admin/clients/1/payments", data=sent)
    assert owner.post("/admin/clients/2/payments", data=sent).status_code == 303
    assert [(payment.client_id, payment.amount) for payment in payments(firm)] == [(1, 1000), (2, 1000)]


def test_a_refund_of_more_than_was_ever_paid_is_asked_about_once(firm: Flask, owner: FlaskClient) -> None:
    pay(owner, amount="2092")
    sent = payload(owner, amount="-99999")
    response = owner.post("/admin/clients/1/payments", data=sent)
    assert response.status_code == 422
    assert "Ana Adams has paid $2,092.00 in all. Is this right?" in visible(response.text)
    assert [each.amount for each in payments(firm)] == [209_200]
    again = fields(response, "/payments")
    assert again["amount"] == "-99999"
    assert owner.post("/admin/clients/1/payments", data=again).status_code == 422
    assert owner.post("/admin/clients/1/payments", data=again | {"sure": "y"}).status_code == 303
    assert [each.amount for each in payments(firm)] == [209_200, -9_999_900]


def test_money_received_on_a_day_to_come_is_asked_about_once(firm: Flask, owner: FlaskClient) -> None:
    sent = payload(owner, amount="2092", paid_on="2162-03-31")
    response = owner.post("/admin/clients/1/payments", data=sent)
    assert response.status_code == 422
    assert "Mar 31, 2162 is still to come, and nothing was received on it yet. Is this right?" in visible(response.text)
    assert payments(firm) == []
    again = fields(response, "/payments")
    assert (again["amount"], again["paid_on"]) == ("2092", "2162-03-31")
    assert owner.post("/admin/clients/1/payments", data=again | {"sure": "y"}).status_code == 303
    # A bill may be dated ahead.
    billed = payload(owner, amount="10", paid_on="2162-03-31", kind="billed")
    assert owner.post("/admin/clients/1/payments", data=billed).status_code == 303
    form = fields(owner.get("/admin/payments/2/edit"), "/change") | {"kind": "received", "why": "it came in"}
    assert owner.post("/admin/payments/2/change", data=form).status_code == 422
    assert [each.kind.value for each in payments(firm)] == ["received", "billed"]


def test_all_that_was_paid_goes_back_unasked_by_a_double_click_too(firm: Flask, owner: FlaskClient) -> None:
    pay(owner, amount="2092")
    sent = payload(owner, amount="-2092")
    for _ in range(2):
        assert owner.post("/admin/clients/1/payments", data=sent).status_code == 303
    assert [each.amount for each in payments(firm)] == [209_200, -209_200]
    billed = owner.post("/admin/clients/1/payments", data=payload(owner, amount="-1", kind="billed"))
    assert "Ana Adams was billed $0.00 in all." in visible(billed.text)


def test_a_payment_that_becomes_a_large_refund_is_asked_about(firm: Flask, owner: FlaskClient) -> None:
    pay(owner, amount="500")
    pay(owner, amount="20")
    form = fields(owner.get("/admin/payments/2/edit"), "/change") | {"amount": "-501", "why": "a slip"}
    response = owner.post("/admin/payments/2/change", data=form)
    assert response.status_code == 422
    assert "Ana Adams has paid $500.00 in all. Is this right?" in visible(response.text)
    again = fields(response, "/change") | {"sure": "y"}
    assert owner.post("/admin/payments/2/change", data=again).status_code == 303
    assert [each.amount for each in payments(firm)] == [50_000, -50_100]


def test_few_payments_are_a_list_and_many_a_picture_too(firm: Flask, owner: FlaskClient) -> None:
    for _ in range(5):
        pay(owner, amount="20")
    assert 'class="chart"' not in owner.get("/admin/clients/1").text
    pay(owner, amount="20")
    assert "after each payment" in owner.get("/admin/clients/1").text
