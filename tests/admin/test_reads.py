"""A page asks the database equally often, however much is on it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from attribution import Result, fold
from records.coverage.campaigns import CampaignMember, Choice, Standing, State, draft_campaign, step
from records.db import db
from records.firm.offices import add_office
from records.forming.drafts import save_draft, start_draft
from records.forming.forms import Form
from records.forming.opening import new_form
from records.forming.publishing import publish
from records.forming.starting import start_for
from records.money.payments import PaymentKind
from records.relations.fees.reward_rules import Basis, add_rule
from records.relations.fees.rewards import Did, keep_reward, pay_reward
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome
from records.relations.known.contacts import ContactKind, note_contact
from records.relations.known.tags import set_tags
from records.relations.thanking.thanks import How, thank
from records.sources import Rejection, Source, add_alias
from records.spam.verdicts import not_spam
from records.staff.users import User, UserRole, add_user
from tests.admin.small_firm import CAME, GOOGLE, clicked, client, credit, grouped, held_back, noon, partner, pays, waits
from tests.records.firm_of_tests import told

PAGES = (
    "/admin/",
    "/admin/today",
    "/admin/?of=sources&credit=shared",
    "/admin/clients",
    "/admin/clients?period=this-year&kind=partner&answer=automatic&paid=no&asked=later&q=a&order=money",
    "/admin/find?q=client",
    "/admin/find?q=partner",
    "/admin/find?q=client&only=answers",
    "/admin/clients?of=partners&part=total",
    "/admin/payments?of=partners&part=total&credit=shared",
    "/admin/answers",
    "/admin/held-back",
    "/admin/held-back?which=let-in",
    "/admin/held-back/1",
    "/admin/answers/1",
    "/admin/answers?order=oldest",
    "/admin/partners",
    "/admin/partners?show=known",
    "/admin/partners?show=time",
    "/admin/partners/picture",
    "/admin/time",
    "/admin/time/1",
    "/admin/time/answers",
    "/admin/balance",
    "/admin/balance?show=quality",
    "/admin/balance/1/received",
    "/admin/balance/1/given",
    "/admin/partners/1",
    "/admin/contacts",
    "/admin/partners/1/statement",
    "/admin/partners/1/with-people",
    "/admin/partners/duplicates",
    "/admin/statements",
    "/admin/referrals",
    "/admin/referrals?which=due&format=csv",
    "/admin/referrals/1",
    "/admin/referrals/new?purpose=a+leak&suggest=1",
    "/admin/partners/1/asking",
    "/admin/partners/1?credit=shared&from=2026-03-01&to=2026-03-31",
    "/admin/sources/2",
    "/admin/channels/referral-partner?role=introduced_by",
    "/admin/first-payments?part=1",
    "/admin/cohorts?of=partners&part=1",
    "/admin/lifetime?of=sources&credit=shared",
    "/admin/clients/1",
    "/admin/aliases",
    "/admin/aliases/1",
    "/admin/rejections",
    "/admin/rejections/1",
    "/admin/?of=keywords",
    "/admin/keywords/1",
    "/admin/keywords/1/landed",
    "/admin/keywords/spread",
    "/admin/keywords/exports",
    "/admin/said-and-clicked",
    "/admin/said-and-clicked/clients?said=partner",
    "/admin/coverage",
    "/admin/coverage/clients?what=not-asked",
    "/admin/coverage/order",
    "/admin/coverage/order/answers?place=1",
    "/admin/mailings",
    "/admin/mailings/new",
    "/admin/mailings/clients?which=answered",
    "/admin/mailings/1",
    "/admin/mailings/1/clients",
    "/admin/forms",
    "/admin/forms/1",
    "/admin/forms/1/edit",
    "/admin/forms/1/answers",
    "/admin/form-versions/1",
    "/admin/offices",
    "/admin/thanks",
    "/admin/partners/1/thanks/new",
    "/admin/ledger",
    "/admin/rewards",
    "/admin/partners/1/rewards",
)

ASKED_ONCE = (
    "/admin/today",
    "/admin/?by=clients",
    "/admin/?of=channels",
    "/admin/balance",
    "/admin/balance?show=quality",
    "/admin/partners",
    "/admin/partners/1",
    "/admin/partners/1?credit=shared&from=2026-03-01&to=2026-03-31",
    "/admin/sources/2",
    "/admin/channels/referral-partner?role=introduced_by",
    "/admin/thanks",
)


def more(app: Flask, turn: int) -> None:
    """Ten more of everything."""
    with app.app_context():
        session = db.session()
        for number in range(10):
            joe = partner(session, f"Partner {turn} {number}", occupation="plumber")
            report_outcome(
                session, log_referral(session, joe, f"Who {number}", CAME, noon(CAME)), Outcome.WON, noon(CAME)
            )
            log_referral(session, session.get_one(Source, 1), f"Who {turn} {number}", CAME, noon(CAME))
            add_alias(session, joe, f"Alias {turn} {number}", noon(CAME), None)
            said = f"Partner {number}"
            held_back(session)
            not_spam(session, held_back(session, f"Bea {turn} {number}"), ann(session), noon(CAME))
            note_contact(session, joe, ContactKind.CALL, CAME, noon(CAME), None, minutes=5)
            set_tags(session, joe, ["golf", f"tag {number}"], noon(CAME), ann(session))
            session.add(Rejection(source=joe, words=said, words_key=fold(said), user=ann(session), at=noon(CAME)))
            judged = Result("auto", (credit(joe, 500_000), credit(GOOGLE, 500_000), clicked(GOOGLE)))
            searched = replace(judged, keyword=f"will lawyer {number}", keyword_kind="known")
            mailing = draft_campaign(session, f"Mailing {turn} {number}", Choice(), 5, noon(CAME), ann(session))
            step(session, mailing, State.RUNNING, noon(CAME), ann(session))
            for result in (judged, searched, waits(credit(joe), also=(clicked(GOOGLE),))):
                came = client(session, f"Client {turn} {number}", result, f"Partner {number}")
                waiting = {"client": came, "standing": Standing.WAITING, "why": "", "at": noon(CAME)}
                session.add_all(CampaignMember(campaign_id=each, **waiting) for each in {1, mailing.id})
                pays(session, came, 1000)
            thank(session, joe, How.GIFT, CAME, noon(CAME), ann(session), worth=500, currency="USD", words="A ham")
            of_joe = (session, joe, Basis.PERCENT, CAME, noon(CAME), ann(session))
            add_rule(*of_joe, counts=PaymentKind.RECEIVED, percent=1_000)
            kept = keep_reward(session, joe, "USD", {1: 10}, Did.APPROVED, CAME, noon(CAME), ann(session))
            pay_reward(session, kept, CAME, noon(CAME), ann(session))
            another_version(session, joe, f"{turn}-{number}")
        grouped(session)
        db.session.commit()


def another_version(session: Session, joe: Source, words: str) -> None:
    """An office and a form more, a version more of the first form with an answer, and a draft with one choice more."""
    office = add_office(session, f"Office {words}")
    made = new_form(session, words, words, "en", office, ann(session), noon(CAME), start=start_for("law", "en"))
    publish(session, made, ann(session), noon(CAME))
    form = session.get_one(Form, 1)
    draft = start_draft(session, form, ann(session), noon(CAME))
    choice = {"key": f"to_{joe.id}", "label": words, "kind": "partner", "source_id": joe.id}
    # A form may have thirty.
    choices = [*draft.definition["choices"][-29:], choice]
    save_draft(session, form, {**draft.definition, "choices": choices}, draft.revision, ann(session), noon(CAME))
    version = publish(session, form, ann(session), noon(CAME))
    start_draft(session, form, ann(session), noon(CAME))
    told(session, "", version=version)


def ann(session: Session) -> User:
    found = session.scalars(select(User).where(User.email == "ann@firm.example")).first()
    return found or add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")


@pytest.fixture
def queries(app: Flask, owner: FlaskClient) -> Callable[[str], int]:
    seen: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def count(address: str) -> int:
        owner.get(address)
        seen.clear()
        assert owner.get(address).status_code == 200
        return len(seen)

    return count


# How often a page asks hangs on Python alone; that it is answered by both is shown by the tests of each page.
@pytest.mark.same_on_both
def test_more_rows_are_no_more_queries(app: Flask, queries: Callable[[str], int]) -> None:
    more(app, 1)
    few = {address: queries(address) for address in PAGES}
    more(app, 2)
    many = {address: queries(address) for address in PAGES}
    assert many == few
    # The pages about one row ask for several small rankings each, and a partner's for all of the relationship as well.
    assert max(many.values()) <= 64
    # What stands around a page is counted by one statement.
    assert queries("/admin/offices") <= 10


@pytest.mark.same_on_both
def test_the_list_of_partners_asks_no_more_on_paper_than_on_the_screen(
    app: Flask, queries: Callable[[str], int]
) -> None:
    more(app, 1)
    for shown in ("figures", "known", "time"):
        on_screen = queries(f"/admin/partners?show={shown}")
        assert queries(f"/admin/partners?show={shown}&format=print") <= on_screen


@pytest.mark.same_on_both
def test_a_page_asks_nothing_twice(app: Flask, owner: FlaskClient) -> None:
    more(app, 1)
    asked: list[tuple[str, str]] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append((args[2], str(args[3]))))
    for address in ASKED_ONCE:
        asked.clear()
        assert owner.get(address).status_code == 200
        assert [statement for (statement, _), times in Counter(asked).items() if times > 1] == [], address
