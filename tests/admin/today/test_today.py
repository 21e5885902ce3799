"""Today: each line has the number of the page that it leads to, and nobody is shown what they may not look at."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.credits import Decision
from records.answers.submissions import Submission
from records.closed.closing import close_month
from records.db import db
from records.firm import the_firm
from records.imports import Import, ImportState
from records.reviews.putting_off import put_off
from records.staff.users import User
from reports.closed.listing import months_listed
from tests.admin.reading import visible
from tests.admin.small_firm import client, waits
from tests.admin.today.busy_firm import NOW, TODAY, ago, busy_firm
from tests.rig.people import VIEWER, give_account, signed_in

_LINE = re.compile(r'<li><a href="([^"]+)">([^<]+)</a>\s*<p class="soft">([^<]*)</p>')
WEEK = f"from={ago(6)}&to={TODAY}"

# The words of a line, where it leads, and what stands there.
WAITING = {
    "3 answers to decide": ("/admin/answers", "3 answers wait for review"),
    "1 client who said one thing and clicked another": (
        "/admin/clients?of=sources&part=conflict",
        "1 client,",
    ),
    "1 payment to match": ("/admin/imports/1?tab=asked", "Unmatched 1"),
    "1 payment from programs to match": ("/admin/hooks", "Waiting for you e1 No client."),
    "2 answers held back": ("/admin/held-back?which=waits", "Waits for a look 2"),
    "1 mail could not be sent": ("/admin/mail?box=failed", "Could not be sent 1"),
    "1 thank-you mail to approve": ("/admin/thanks#drafts", "Mails to be approved To Joe Smith written"),
    "1 import begun and not finished": ("/admin/imports/2", "waits to be let in"),
    "1 new client not asked yet": (
        f"/admin/coverage/clients?what=not-asked&from={ago(30)}&to={TODAY}",
        "1 client,",
    ),
    "4 referrals to thank for": ("/admin/thanks", "4 referrals of 2 partners wait"),
    "1 referral given to ask about": ("/admin/referrals?which=due", "to ask about 1"),
    "1 partner to contact": ("/admin/partners?next=due&show=known", "1 partner"),
}
NOT_FOR_VIEWERS = {
    "1 payment from programs to match",
    "1 mail could not be sent",
    "1 thank-you mail to approve",
}


@pytest.fixture
def busy(app: Flask) -> Flask:
    busy_firm(app)
    with app.app_context():
        # The first steps of a new firm have tests of their own.
        the_firm(db.session()).is_demo = True
        db.session.commit()
    return app


@pytest.fixture
def viewer(app: Flask) -> FlaskClient:
    give_account(app, VIEWER)
    return signed_in(app, VIEWER)


def lines(who: FlaskClient) -> dict[str, tuple[str, str]]:
    """Each line by the words of its link: where it leads, and what is said of it."""
    page = who.get("/admin/today")
    assert page.status_code == 200
    return {unescape(label): (unescape(href), unescape(said)) for href, label, said in _LINE.findall(page.text)}


def month(place: int) -> str:
    first = TODAY.replace(day=1)
    for _ in range(place):
        first = (first - (TODAY - ago(1))).replace(day=1)
    return f"{first:%B %Y}"


def news(who: FlaskClient, about: str) -> list[tuple[str, str]]:
    """The words and the address of each piece of one line of what is new."""
    found = re.search(rf"<dt>{about}</dt>\s*<dd>(.*?)</dd>", who.get("/admin/today").text, re.DOTALL)
    pieces = re.findall(r'<a href="([^"]+)">([^<]+)</a>', found[1]) if found else []
    return [(unescape(words), unescape(href)) for href, words in pieces]


def test_each_line_has_the_number_of_the_page_that_it_leads_to(busy: Flask, colleague: FlaskClient) -> None:
    found = lines(colleague)
    assert {label: href for label, (href, _) in found.items()} == {label: to for label, (to, _) in WAITING.items()}
    for href, shown in WAITING.values():
        page = colleague.get(href)
        assert page.status_code == 200
        assert shown in visible(page.text), href


def test_what_is_said_of_each_line(busy: Flask, colleague: FlaskClient) -> None:
    found = {label: said for label, (_, said) in lines(colleague).items()}
    with busy.app_context():
        oldest = f"{ago(50):%b} {ago(50).day}, {ago(50).year}"
    assert found["3 answers to decide"] == (
        f"These clients have paid $50.00 so far, and the oldest answer came on {oldest}."
    )
    assert found["1 payment to match"] == "Nobody knows yet who paid them. They came with books.csv."
    assert found["1 import begun and not finished"] == "more.csv waits to be let in."
    assert found["4 referrals to thank for"].startswith("2 partners sent them and have not been thanked yet.")


def test_one_answer_is_that_of_one_client(app: Flask, colleague: FlaskClient) -> None:
    with app.app_context():
        client(db.session(), "Finn Open", waits(), "N. P.", came=TODAY)
        db.session.commit()
    said = lines(colleague)["1 answer to decide"][1]
    assert said == "This client has paid nothing so far, and the answer came today."


def test_only_an_owner_is_told_of_months_to_close(busy: Flask, owner: FlaskClient) -> None:
    label = f"{month(1)} can be closed"
    assert lines(owner).keys() == {*WAITING, label}
    assert lines(owner)[label][0] == "/admin/periods"
    assert f"Close {month(1)}" in visible(owner.get("/admin/periods").text)


def test_months_after_the_last_closed_one_can_be_closed_unless_an_import_is_under_way(
    busy: Flask, owner: FlaskClient
) -> None:
    with busy.app_context():
        session = db.session()
        ann = session.scalars(select(User).where(User.name == "Ann Lee")).one()
        close_month(session, months_listed(session, TODAY)[2].first, NOW, TODAY, ann)
        session.commit()
    said = lines(owner)["2 months can be closed"][1]
    assert said.startswith(f"{month(1)} and {month(2)} are over.")
    with busy.app_context():
        record = db.session.get_one(Import, 2)
        record.state = ImportState.APPLYING
        db.session.commit()
    assert not [label for label in lines(owner) if "closed" in label]


def test_who_may_only_look_sees_what_they_may_look_at(busy: Flask, viewer: FlaskClient) -> None:
    found = lines(viewer)
    assert found.keys() == WAITING.keys() - NOT_FOR_VIEWERS
    for href, _ in found.values():
        assert viewer.get(href).status_code == 200, href
    text = visible(viewer.get("/admin/today").text)
    assert "What waits" in text
    assert "To do" not in text


def test_what_somebody_put_off_is_said_to_them_alone(busy: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    def put_off_answers(many: int) -> None:
        with busy.app_context():
            session = db.session()
            colin = session.scalars(select(User).where(User.email == "colin@firm.example")).one()
            answers = session.scalars(select(Submission).join(Decision).where(Decision.is_open).limit(many)).all()
            put_off(session, answers, colin, NOW)
            session.commit()

    put_off_answers(1)
    assert lines(colleague)["3 answers to decide"][1].endswith("; 1 you have put off until tomorrow.")
    assert "put off" not in lines(owner)["3 answers to decide"][1]
    put_off_answers(3)
    assert "3 answers to decide" not in lines(colleague)
    assert "3 answers to decide" in lines(owner)


def test_several_files_lead_to_the_list_of_imports(busy: Flask, colleague: FlaskClient) -> None:
    with busy.app_context():
        db.session.get_one(Import, 2).state = ImportState.FINISHED
        db.session.commit()
    href, said = lines(colleague)["2 payments to match"]
    assert href == "/admin/imports"
    assert said == "Nobody knows yet who paid them. They came with more.csv and books.csv."
    assert not [label for label in lines(colleague) if "begun" in label]


def test_where_nothing_waits_one_line_says_so(app: Flask, owner: FlaskClient, viewer: FlaskClient) -> None:
    assert "Nothing waits for you." in visible(viewer.get("/admin/today").text)
    # A new firm has its first steps to take.
    assert lines(owner)["First steps: 0 of 5 done"][0] == "/admin/first-steps"
    with app.app_context():
        the_firm(db.session()).is_demo = True
        db.session.commit()
    text = visible(owner.get("/admin/today").text)
    assert "Nothing waits for you. Have a good day!" in text
    assert "Nobody came and nothing was received." in text


def test_each_number_of_the_new_clients_has_its_list(busy: Flask, owner: FlaskClient) -> None:
    at = "/admin/clients?"
    assert news(owner, "New clients") == [
        ("6 clients", f"{at}{WEEK}"),
        ("2 of them since yesterday", f"{at}from={ago(1)}&to={TODAY}"),
    ]
    assert news(owner, "What brought them") == [
        ("3 by partners", f"{at}{WEEK}&kind=partner"),
        ("1 by search engines", f"{at}{WEEK}&kind=search-engine"),
        ("1 still to decide", f"{at}{WEEK}&answer=open"),
        ("1 not known", f"{at}{WEEK}&answer=unknown"),
    ]
    assert news(owner, "Decided") == [
        ("3 automatically", f"{at}{WEEK}&answer=automatic"),
        ("1 by Ann Lee", f"{at}{WEEK}&answer=confirmed"),
    ]
    for about in ("New clients", "What brought them", "Decided"):
        for words, href in news(owner, about):
            many = words.split()[0]
            listed = visible(owner.get(href).text)
            assert re.search(rf"\b{many} clients? ", listed), (words, href)


def test_money_received_leads_to_its_payments_currency_by_currency(busy: Flask, owner: FlaskClient) -> None:
    found = news(owner, "Money received")
    assert [words for words, _ in found] == ["$100.00", "€25.00"]
    for words, href in found:
        page = owner.get(href)
        assert re.search(rf'<data id="sum"[^>]*>{re.escape(words)}</data>', page.text), href


def test_only_who_never_sent_anybody_before_sends_for_the_first_time(busy: Flask, owner: FlaskClient) -> None:
    assert news(owner, "Sent somebody for the first time") == [("Nisha Patel", "/admin/partners/2")]


def test_the_way_to_the_page_stands_in_the_menu_and_the_sign_in_leads_to_the_ranking(
    app: Flask, owner: FlaskClient
) -> None:
    assert '<a href="/admin/today">Today</a>' in owner.get("/admin/").text
    assert '<a href="/admin/today" aria-current="page">Today</a>' in owner.get("/admin/today").text
    assert app.test_client().get("/admin/today").status_code == 303
