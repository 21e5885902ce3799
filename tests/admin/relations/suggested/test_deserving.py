"""Who deserves the firm's time: the page, the records behind it, and what staff answer."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from records.clients import Client
from records.db import db
from records.firm import Profession, the_firm
from records.relations.given.outcomes import log_referral
from records.relations.known.suggestion_answers import Answer, SuggestionAnswer, Suggests
from records.relations.thanking.thanks import How, thank
from records.sources import Source
from records.sources.merging import merge_sources
from records.staff.users import User, UserRole
from tests.admin.small_firm import client, credit, noon, partner, pays
from tests.rig.forms import fields

TODAY = datetime.now(UTC).date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def sends(name: str, client_name: str, came: date, paid: int = 0, currency: str = "USD") -> None:
    """Somebody whom a partner sent, and who paid so much."""
    session = db.session()
    source = session.scalars(select(Source).where(Source.name == name)).unique().first() or partner(session, name)
    found = client(session, client_name, Result("auto", (credit(source),)), name, came)
    if paid:
        pays(session, found, paid, currency, on=came)


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Steve sent three who paid, and nobody has thanked him; Joe was sent ten and sent two who came to nothing."""
    with app.app_context():
        session = db.session()
        the_firm(session).profession_kind = Profession.ACCOUNTING
        for place, paid in enumerate((145_000, 700_000, 95_000)):
            sends("Steve Okafor", f"Client of Steve {place}", ago(400 - 100 * place), paid)
        for place in range(2):
            sends("Joe Barlow", f"Client of Joe {place}", ago(150 + place))
        joe = session.scalars(select(Source).where(Source.name == "Joe Barlow")).unique().one()
        for place in range(10):
            log_referral(session, joe, f"Sent to Joe {place}", ago(10 + place), noon(ago(10 + place)))
        for place in range(6):
            sends("Ann Usual", f"Client of Ann {place}", ago(1_700 - 10 * place), 50_000)
        ann = session.scalars(select(Source).where(Source.name == "Ann Usual")).unique().one()
        clients = session.scalars(select(Client).where(Client.name.like("Client of Ann%"))).all()
        thank(session, ann, How.CALL, ago(5), noon(ago(5)), None, clients=clients)
        for place in range(6):
            log_referral(session, ann, f"Sent to Ann {place}", ago(1_500 + place), noon(ago(1_500 + place)))
        db.session.commit()
    return app


def order(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<h2><span class="kind">([^<]+)</span> <a href="[^"]+">([^<]+)</a>', page)
    return [(kind, name) for kind, name in found]


def sentences(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", words) for words in re.findall(r"</h2>\s*<p>(.*?)</p>", page)]


def test_the_page_of_many_records_has_the_newest_and_sums_all(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for place in range(120):
            sends("Nisha Rao", f"Client {place:03}", ago(3_000 - place), 10_000)
        nisha = db.session.scalars(select(Source).where(Source.name == "Nisha Rao")).unique().one()
        for place in range(105):
            log_referral(db.session(), nisha, f"Sent {place:03}", ago(1_500 - place), noon(ago(1_500 - place)))
        db.session.commit()
    page = owner.get("/admin/time/1?kind=thank").text
    assert re.findall(r"Client (\d+)</a></th>", page) == [f"{place:03}" for place in range(119, 19, -1)]
    assert re.search(r"120 clients</th>\s*<td[^>]*>120 won</td>.*?\$12,000\.00</td>", page, re.DOTALL)
    assert "The newest 100 of 120." in page
    (address,) = re.findall(r'are in the <a href="([^"]+)"', page)
    assert owner.get(address.replace("&amp;", "&")).data[:2] == b"PK"
    told = owner.get("/admin/time/1?kind=thank&format=csv").get_data(as_text=True)
    assert len(told.splitlines()) == 121
    given = owner.get("/admin/time/1?kind=give-back").text
    assert re.findall(r"Sent (\d+)</th>", given) == [f"{place:03}" for place in range(104, 4, -1)]
    assert "105 referrals</th>" in given


def test_the_list_says_whom_to_thank_and_of_whom_to_think_again(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/time").text
    assert order(page) == [("Thank", "Steve Okafor"), ("Think again", "Joe Barlow")]
    first, second = sentences(page)
    assert first.startswith("Steve Okafor sent 3 clients worth $9,400 and nobody has said thank you since ")
    assert second == "We sent Joe Barlow 10 referrals, they sent 2 clients, of whom none is won."
    assert "Their next referral, an estimate: about $" in page and "; 3 referrals so far." in page
    assert 'Also: <a href="/admin/time/1?kind=give-back">give back</a>.' in page


def buttons(page: str) -> list[str]:
    """What each card has to press, in order."""
    forms = re.findall(r'<form class="answers".*?</form>', page, re.DOTALL)
    pressed = [re.findall(r'<(?:a class="button"|button)[^>]*>(.*?)</(?:a|button)>', form) for form in forms]
    return [", ".join(re.sub(r"<[^>]+>", "", words) for words in each) for each in pressed]


def test_the_first_button_leads_to_what_is_suggested(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        sends("Ada New", "First of Ada", ago(2))
        ada = db.session.scalars(select(Source).where(Source.name == "Ada New")).unique().one()
        thank(
            db.session(),
            ada,
            How.CALL,
            ago(1),
            noon(ago(1)),
            None,
            clients=db.session.scalars(select(Client).where(Client.name == "First of Ada")).all(),
        )
        db.session.commit()
    rest = "Done already, Not this one, Put off"
    assert buttons(owner.get("/admin/time").text) == [
        f"Say thank you to Steve Okafor, {rest}",
        f"Change how you stand with Joe Barlow, {rest}",
        f"Write down a call with Ada New, {rest}",
    ]
    assert buttons(owner.get("/admin/time/1?kind=give-back").text) == [f"Log a referral to Steve Okafor, {rest}"]
    # What they lead to has the form that is meant.
    page = owner.get("/admin/time").text + owner.get("/admin/time/1?kind=give-back").text
    links = re.findall(r'<a class="button" href="(/admin/[^"]+)">', page.partition('<ol class="deserving"')[2])
    assert links == [
        "/admin/partners/1/thanks/new",
        "/admin/partners/2/edit#relation",
        "/admin/partners/4#effort",
        "/admin/referrals/new?partner_id=1",
    ]
    for link in links:
        shown, part = owner.get(link).text, link.partition("#")[2]
        assert not part or re.search(rf'id="{part}"|aria-labelledby="{part}"', shown), link
    assert 'value="Steve Okafor' in owner.get(links[-1]).text


def test_the_numbers_lead_to_records_that_add_up(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/time/1?kind=thank").text
    body, foot = page.split("<tfoot", 1)
    assert len(re.findall(r'<a href="/admin/clients/\d+">Client of Steve', body)) == 3
    assert "3 clients" in foot and "3 won" in foot and "$9,400.00" in foot
    assert all(amount in body for amount in ("$1,450.00", "$7,000.00", "$950.00"))
    page = owner.get("/admin/time/2?kind=rethink").text
    assert page.count("Sent to Joe") == 10 and "10 referrals" in page and page.count("Client of Joe") == 2
    text = owner.get("/admin/time/2?kind=rethink&format=csv").text
    assert text.count("Client of Joe") == 2
    # A reason that is none leads to the partner.
    assert owner.get("/admin/time/2?kind=thank").status_code == 200
    assert owner.get("/admin/time/2?kind=nurture").location == "/admin/partners/2"
    assert owner.get("/admin/time/2?kind=praise").status_code == 422


def test_of_a_partner_who_has_sent_nobody_the_file_has_the_referrals(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        only = partner(session, "Only Taker")
        for number in range(4):
            log_referral(session, only, f"Taken {number}", ago(number + 2), noon(ago(1)))
        session.commit()
        address = f"/admin/time/{only.id}?kind=rethink"
    lines = owner.get(f"{address}&format=csv").text.splitlines()
    assert lines[0].lstrip("\ufeff") == "Who,Day,For,Outcome"
    assert [line.split(",")[0] for line in lines[1:]] == ["Taken 0", "Taken 1", "Taken 2", "Taken 3"]
    assert "Think again Only Taker" in owner.get(f"{address}&format=csv&cover=1").text


def test_an_answer_holds_until_the_facts_change_and_can_be_undone(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/time/1?kind=thank"), "/admin/time/1")
    assert owner.post("/admin/time/1", data=form | {"answer": "done"}).location == "/admin/time"
    page = owner.get("/admin/time").text
    assert order(page)[0] == ("Give back", "Steve Okafor") and "1 answer to suggestions</a>" in page
    assert "Done by" in owner.get("/admin/time/1?kind=thank").text
    with firm.app_context():
        kept = db.session.scalars(select(SuggestionAnswer)).one()
        assert (kept.answer, kept.suggests, kept.referrals) == (Answer.DONE, Suggests.THANK, 3)
        assert kept.user.role is UserRole.OWNER and kept.at.date() == TODAY
    undo = fields(owner.get("/admin/time/answers"), "/admin/time/answers/1/undo")
    owner.post("/admin/time/answers/1/undo", data=undo)
    assert order(owner.get("/admin/time").text)[0] == ("Thank", "Steve Okafor")
    assert "taken back already" in owner.post("/admin/time/answers/1/undo", data=undo, follow_redirects=True).text
    # Left out again, and then somebody new comes.
    owner.post("/admin/time/1", data=form | {"answer": "dismissed"})
    assert order(owner.get("/admin/time").text)[0] == ("Give back", "Steve Okafor")
    with firm.app_context():
        sends("Steve Okafor", "Fourth of Steve", ago(3))
        db.session.commit()
    assert order(owner.get("/admin/time").text)[0] == ("Thank", "Steve Okafor")
    # An answer to what somebody saw before the fourth came is none to what there is now.
    answered = owner.post("/admin/time/1", data=form | {"answer": "done"}, follow_redirects=True).text
    assert "please look again" in answered


def test_what_is_put_off_comes_back_on_its_day(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/time/2?kind=rethink"), "/admin/time/2")
    for wrong in ("", TODAY.isoformat(), "soon"):
        refused = owner.post("/admin/time/2", data=form | {"answer": "snoozed", "until": wrong})
        assert refused.status_code == 422 and 'aria-invalid="true"' in refused.text
    assert owner.post("/admin/time/2", data=form | {"answer": "never"}).status_code == 422
    later = (TODAY + timedelta(days=9)).isoformat()
    owner.post("/admin/time/2", data=form | {"answer": "snoozed", "until": later})
    assert ("Think again", "Joe Barlow") not in order(owner.get("/admin/time").text)
    with firm.app_context():
        db.session.scalars(select(SuggestionAnswer)).one().until = TODAY
        db.session.commit()
    assert ("Think again", "Joe Barlow") in order(owner.get("/admin/time").text)
    # Sending once more is a new fact as well.
    owner.post("/admin/time/2", data=form | {"answer": "dismissed"})
    assert ("Think again", "Joe Barlow") not in order(owner.get("/admin/time").text)
    with firm.app_context():
        joe = db.session.get_one(Source, 2)
        log_referral(db.session(), joe, "The eleventh", TODAY, noon(TODAY))
        db.session.commit()
    assert ("Think again", "Joe Barlow") in order(owner.get("/admin/time").text)


def test_answers_move_with_a_merge(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/time/1?kind=thank"), "/admin/time/1")
    owner.post("/admin/time/1", data=form | {"answer": "done"})
    with firm.app_context():
        session = db.session()
        other = partner(session, "Stephen Okafor")
        user = session.scalars(select(User)).first()
        assert user is not None
        merge_sources(session, other, session.get_one(Source, 1), user, noon(TODAY))
        db.session.commit()
        assert db.session.scalars(select(SuggestionAnswer.partner_id)).one() == other.id
        number = other.id
    assert order(owner.get("/admin/time").text)[0] == ("Give back", "Stephen Okafor")
    assert owner.get("/admin/time/1?kind=thank").location == f"/admin/time/{number}?kind=thank"


def test_for_health_nothing_is_reckoned_from_number_or_value(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        the_firm(db.session()).profession_kind = Profession.HEALTH
        db.session.commit()
    page = owner.get("/admin/time").text
    # Whoever waits longest is first, whatever they brought.
    assert order(page) == [("Thank", "Steve Okafor"), ("Thank", "Joe Barlow")]
    assert "$" not in page and "estimate:" not in page and "Nothing is reckoned here" in page
    assert "$" not in owner.get("/admin/time/1?kind=thank").text
    assert "next referral" not in owner.get("/admin/partners/1").text
    assert "estimate" not in owner.get("/admin/time?format=csv").text
    assert owner.get("/admin/time?kind=rethink").status_code == 422
    with firm.app_context():
        the_firm(db.session()).profession_kind = Profession.LAW
        db.session.commit()
    page = owner.get("/admin/time").text
    assert {kind for kind, _ in order(page)} == {"Thank"} and "weigh referrals against each other" in page


def test_it_stands_on_the_partners_page_and_goes_out_as_files(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/partners/1").text
    section = page.partition("What they deserve")[2].partition("</section>")[0]
    assert "worth $9,400" not in section and "nobody has said thank you since" in section
    assert "Their next referral, an estimate: about $" in page
    rows = list(csv.DictReader(io.StringIO(owner.get("/admin/time?format=csv").text.lstrip("\ufeff"))))
    assert [(row["Suggestion"], row["Partner"], row["Also"]) for row in rows] == [
        ("Thank", "Steve Okafor", "Give back"),
        ("Think again", "Joe Barlow", "Thank"),
    ]
    assert rows[0]["Why"].startswith("Steve Okafor sent 3 clients worth $9,400")
    assert owner.get("/admin/time?format=xlsx").status_code == 200
    assert "Steve Okafor sent 3 clients" in owner.get("/admin/time?format=print").text


def test_an_empty_list_says_why(app: Flask, owner: FlaskClient) -> None:
    assert "Nothing is suggested" in owner.get("/admin/time").text
    assert "Nothing was answered yet" in owner.get("/admin/time/answers").text
