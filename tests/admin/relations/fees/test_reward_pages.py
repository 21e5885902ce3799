"""From a rule to the ledger: made, proposed, approved as seen, paid, undone; refused where a profession forbids it."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.db import db
from records.firm import Profession, the_firm
from records.relations.fees.limits import set_limit
from records.staff.users import UserRole, add_user
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays
from tests.rig.forms import fields

HOME = "/admin/partners/1/rewards"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe, ted = partner(session, "Joe Smith"), partner(session, "Ted Kostas")
        pays(session, client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe"), 10_000)
        both = Result("auto", (credit(joe, 500_000), credit(ted, 500_000)))
        pays(session, client(session, "Ben Brown", both, "Joe and Ted"), 10_001)
        ann = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")
        set_limit(session, "USD", 1_000, noon(CAME), ann)
        db.session.commit()
    return app


def rule(client: FlaskClient, **changes: str) -> dict[str, str]:
    usual = {"basis": "percentage", "percent": "12.5", "starts_on": "2026-01-01", "amount": "", "counts": "received"}
    return fields(client.get(f"{HOME}/new"), having="basis") | usual | changes


def test_what_is_due_is_approved_as_seen_paid_into_the_ledger_and_undone(firm: Flask, owner: FlaskClient) -> None:
    for changes, says in (
        ({"percent": "0"}, "over 0"),
        ({"percent": "100.001"}, "over 0"),
        ({"percent": "nan"}, "over 0"),
        ({"percent": "a tenth"}, "such as 10"),
        ({"basis": "sum for each client", "amount": "-1"}, "more than nothing"),
        ({"ends_on": "2025-01-01"}, "before the first"),
    ):
        answer = owner.post(f"{HOME}/rules", data=rule(owner, **changes))
        assert (answer.status_code, says in answer.text) == (422, True), changes
    assert owner.post(f"{HOME}/rules", data=rule(owner)).status_code == 303
    assert "another rule" in owner.post(f"{HOME}/rules", data=rule(owner)).text.casefold()
    page = owner.get(HOME)
    assert "12.5% of what is received" in page.text
    # 12.5 % of 100.00 and of 50.01, Joe's half with the odd cent.
    assert "Due in USD: $18.75" in page.text
    told = owner.get("/admin/rewards?format=csv").get_data(as_text=True).lstrip("\ufeff")
    assert list(csv.reader(io.StringIO(told)))[1] == ["Joe Smith", "USD", "18.75", "0.00", "0.00", "18.75"]
    seen = fields(page, having="seen")
    owner.post(HOME, data=seen | {"seen": "1874", "did": "approved"})
    assert "has changed since" in owner.get(HOME).text
    owner.post(HOME, data=seen | {"did": "approved"})
    owner.post(HOME, data=seen | {"did": "approved"})
    assert "Approved, and not paid yet" in owner.get("/admin/rewards").text
    pay = fields(owner.get("/admin/rewards/1/payment/new"), having="over_because") | {"on": "2026-04-30"}
    assert "beyond the limit" in owner.post("/admin/rewards/1/payment", data=pay).text
    assert owner.post("/admin/rewards/1/payment", data=pay | {"over_because": "Agreed"}).status_code == 303
    assert owner.post("/admin/rewards/1/payment", data=pay | {"over_because": "Agreed"}).status_code == 303
    ledger = owner.get("/admin/ledger?year=2026").text
    assert "$8.75 beyond" in ledger
    # The fee goes with the payment by the rule, not by itself.
    token = fields(owner.get(HOME), "/reward-steps/2/undo")
    owner.post("/admin/ledger/1/undo", data=token)
    assert "$8.75 beyond" in owner.get("/admin/ledger?year=2026").text
    owner.post("/admin/reward-steps/2/undo", data=token)
    assert "Nothing was given in 2026" in owner.get("/admin/ledger?year=2026").text
    owner.post("/admin/reward-steps/1/undo", data=token)
    owner.post(HOME, data=fields(owner.get(HOME), having="seen") | {"did": "declined"})
    assert "Nothing is due now" in owner.get(HOME).text


def test_a_rule_is_ended_and_the_end_taken_back(firm: Flask, owner: FlaskClient) -> None:
    owner.post(f"{HOME}/rules", data=rule(owner, basis="sum for each period", amount="20", every="year"))
    assert "$20.00 each year, whoever was sent" in owner.get(HOME).text
    end = fields(owner.get(HOME), "/reward-rules/1/end")
    for day, said in (
        ("2025-01-01", "takes it away altogether"),
        ("31/12/2025", "Write the day like 2026-03-31."),
        ("", "Say which day is the last."),
    ):
        refused = owner.post("/admin/reward-rules/1/end", data=end | {"last_day": day})
        assert (refused.status_code, said in refused.text) == (422, True), day
        assert fields(refused, "/reward-rules/1/end")["last_day"] == day
    assert "Ended with" not in owner.get(HOME).text
    owner.post("/admin/reward-rules/1/end", data=end | {"last_day": "2025-12-31"})
    assert "Due in USD" not in owner.get(HOME).text
    owner.post("/admin/reward-rule-ends/1/undo", data=fields(owner.get(HOME), "/reward-rule-ends/1/undo"))
    assert "Due in USD: $20.00" in owner.get(HOME).text


def test_health_has_no_rule_that_is_reckoned_from_referrals(firm: Flask, owner: FlaskClient) -> None:
    ready = rule(owner)
    with firm.app_context():
        the_firm(db.session()).profession_kind = Profession.HEALTH
        db.session.commit()
    assert "a percentage is refused for health" in owner.post(f"{HOME}/rules", data=ready).text.casefold()
    turn = fields(owner.get("/admin/rules"), "/rules/fixed-rewards") | {"reason": "Counsel agreed."}
    owner.post("/admin/rules/fixed-rewards", data=turn)
    for basis in ("percentage", "sum for each client"):
        assert owner.post(f"{HOME}/rules", data=ready | {"basis": basis, "amount": "5"}).status_code == 422
    flat = ready | {"basis": "sum for each period", "amount": "5", "every": "month"}
    assert owner.post(f"{HOME}/rules", data=flat).status_code == 303
    assert "Stark law" in owner.get(HOME).text
