"""Staff ask past clients in batches: from the file to the results, by the forms of the pages."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from commands.jobs.campaigns import go_on_with_campaigns
from commands.jobs.failing import JobFailed
from records.coverage.campaigns import Campaign, State
from records.coverage.links import answer_by_link, ask_link_of
from records.coverage.stopping import stop_mail
from records.db import db
from records.firm import the_firm
from records.mail import Mail
from records.relations.known.contacts import Contact
from records.relations.known.hourly_costs import set_hourly_cost
from tests.records.coverage.past_clients import allowed, brought, drafted, of, refuse, went_out
from tests.records.firm_of_tests import filled
from tests.rig.forms import fields

NAMES = ("Ann Able", "Bo Baker", "Cy Clark", "Di Dorn")


def post(owner: FlaskClient, page: str, action: str, **changes: str) -> str:
    """Send a form of a page; it must be taken. Returns where it leads."""
    sent = owner.post(
        action if action.startswith("/") else f"{page}/{action}", data=fields(owner.get(page), action) | changes
    )
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def counted(page: str) -> dict[str, int]:
    """The numbers of a page that lead to lists of clients, by the addresses of the lists."""
    found = re.findall(r'href="(/admin/mailings/[^"]*clients[^"]*)">(?:<data[^>]*>)?(\d+)', page)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


def listed(owner: FlaskClient, address: str) -> int:
    found = re.search(r'id="sum" value="(\d+)"', owner.get(address).text)
    assert found
    return int(found[1])


@pytest.mark.settings(BASE_URL="https://firm.example")
def test_past_clients_are_chosen_with_a_basis_and_the_mail_is_looked_at(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        number = brought(session, *NAMES, "Ed Evers").id
        refuse(session, "ed.evers@mail.example")
        session.commit()
    # Choosing: nobody has said yet that one may write to them.
    chosen = f"/admin/mailings/new?import={number}"
    page = owner.get(chosen).text
    assert "0</data></a> of 5 clients can be asked" in page and "nobody has said" in page.lower()
    assert all(listed(owner, address) == many for address, many in counted(page).items())
    imported = f"/admin/imports/{number}"
    form = fields(owner.get(imported), "mail-permissions")
    for basis, why in ((" ", "Say why you may write to them"), ("so " * 70, "At most 200 characters.")):
        sent_back = owner.post(f"{imported}/mail-permissions", data=form | {"basis": basis})
        assert (sent_back.status_code, why in sent_back.text) == (422, True)
        assert fields(sent_back, f"{imported}/mail-permissions")["basis"] == basis
    assert "Nobody has said yet" in owner.get(imported).text
    owner.post(f"{imported}/mail-permissions", data=form | {"basis": "were clients of ours since 2024"})
    assert "“were clients of ours since 2024”" in owner.get(imported).text
    page = owner.get(chosen).text
    assert sorted(counted(page).values()) == [1, 4]
    assert all(listed(owner, address) == many for address, many in counted(page).items())
    # A draft: what was typed wrongly comes back, and nothing goes out.
    typed = fields(page, having="per_day")
    wrong = owner.post("/admin/mailings", data=typed | {"name": "", "per_day": "0"})
    assert wrong.status_code == 422 and fields(wrong, having="per_day")["import"] == str(number)
    made = owner.post("/admin/mailings", data=typed | {"name": "Clients of 2024", "per_day": "2"})
    draft = made.location
    page = owner.get(draft).text
    # The mail as one of them reads it, with the help beside the button; the way to begin is not there yet.
    assert "Hello Ann Able," in page and "https://firm.example/ask/…/stop" in page
    assert "Hello Bo Baker," in owner.get(f"{draft}?preview=2").text
    assert all(words in page for words in ("CAN-SPAM", "CASL", "GDPR", "PECR", "VI ZR 225/17", "not legal advice"))
    assert "postal address, and yours is not written down" in page and "Begin to send" not in page
    with app.app_context():
        the_firm(db.session()).postal_address = "1 Main Street\nQuincy"
        db.session.commit()
    assert "1 Main Street" in owner.get(draft).text
    post(owner, draft, "beginning")
    assert "0 of 4 clients have had their turn" in owner.get(draft).text
    with app.app_context():
        said = go_on_with_campaigns(db.session(), datetime.now(UTC))
        assert said == "2 past clients asked"
        # The mail is the one that was shown, with the client's own addresses in it.
        mail = db.session.scalars(select(Mail).where(Mail.to == "ann.able@mail.example")).one()
        link = re.search(r"https://firm\.example/ask/(\S+)\n", mail.text)
        assert link and mail.text.count("https://firm.example/ask/") == 2 and "1 Main Street\nQuincy" in mail.text
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.settings(BASE_URL="https://firm.example")
def test_a_mailing_runs_is_stopped_goes_on_and_says_what_came_of_it(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        record = brought(session, *NAMES)
        allowed(session, record)
        draft = f"/admin/mailings/{drafted(session, record, per_day=2).id}"
        set_hourly_cost(session, "USD", 6_000, now, None)
        session.commit()
    post(owner, draft, "beginning")
    with app.app_context():
        assert go_on_with_campaigns(db.session(), datetime.now(UTC)) == "2 past clients asked"
    page = owner.get(draft).text
    assert 'max="4" value="0"' in page and "0 of them still free" in page
    # Stopped, its mails are taken back; another pace; it goes on.
    post(owner, draft, "stop")
    assert "nothing goes out" in owner.get(draft).text.lower()
    post(owner, draft, "pace", per_day="3")
    post(owner, draft, "going-on")
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        assert go_on_with_campaigns(session, now) == "3 past clients asked"
        went_out(session, now)
        link_of = ask_link_of(session, of(session, "Ann Able"))
        assert link_of
        answer_by_link(session, link_of, filled(session, identity=link_of.identity, answer="google", door="link"))
        stop_mail(session, "bo.baker@mail.example", now)
        session.commit()
    page = owner.get(draft).text
    numbers = {address.partition("what=")[2]: many for address, many in counted(page).items()}
    assert numbers == {
        "waiting": 1,
        "queued": 0,
        "sent": 3,
        "refused": 0,
        "left-out": 0,
        "answered": 1,
        "opted-out": 1,
    }
    assert all(listed(owner, address) == many for address, many in counted(page).items())
    assert "ann.able@mail.example" in owner.get(f"{draft}/clients?what=answered&format=csv").text
    assert owner.get(f"{draft}/clients?what=nonsense").status_code == 422
    # Ended by hand; what it took stands in the contact log, with its cost.
    post(owner, draft, "end")
    assert "The mailing was ended before their turn" in owner.get(draft).text
    assert "Nothing was changed" in owner.get(_again(owner, draft, "going-on")).text
    bad = owner.post(f"{draft}/time", data=fields(owner.get(draft), "time") | {"minutes": "0"})
    assert bad.status_code == 422
    post(owner, draft, "time", minutes="30", words="Looked over the list")
    page = owner.get(draft).text
    assert "30 minutes" in page and "$30.00" in page
    with app.app_context():
        contact = db.session.scalars(select(Contact)).one()
        assert (contact.source.name, contact.words) == (
            "Mailings to past clients",
            "Past clients: Looked over the list",
        )
        assert db.session.scalars(select(Campaign.state)).one() is State.FINISHED
        assert db.session.scalar(select(func.count()).select_from(Mail).where(Mail.sent_at.is_not(None))) == 3
    assert ">Past clients</a>" in owner.get("/admin/mailings").text


def _again(owner: FlaskClient, page: str, action: str) -> str:
    token = fields(owner.get(page), having="csrf_token")["csrf_token"]
    return str(owner.post(f"{page}/{action}", data={"csrf_token": token}).location)


def test_the_list_of_those_not_asked_leads_to_asking_them(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        brought(db.session(), *NAMES)
        db.session.commit()
    not_asked = owner.get("/admin/coverage/clients?what=not-asked&from=2024-05-05&to=2024-05-06").text
    address = re.search(r'href="(/admin/mailings/new[^"]*)">Ask them by mail', not_asked)
    assert address
    assert "of 2 clients can be asked" in owner.get(address[1].replace("&amp;", "&")).text
    for words in ("from=nonsense", "from=2026-02-01&to=2026-01-01", "import=99", "office=x", "from=0001-01-01"):
        assert owner.get(f"/admin/mailings/new?{words}").status_code == 422, words
    assert owner.get("/admin/mailings/clients?which=nonsense").status_code == 422
    # A draft is thrown away; what has begun stays.
    draft = owner.post(
        "/admin/mailings",
        data=fields(owner.get("/admin/mailings/new"), having="per_day") | {"name": "Nobody", "per_day": "5"},
    ).location
    assert post(owner, draft, "deletion") == "/admin/mailings"
    assert owner.get(draft).status_code == 404


def test_without_an_address_of_its_own_the_job_says_what_is_missing(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        db.session.add(Campaign(name="A", state=State.RUNNING, only_unasked=True, per_day=1, made_at=datetime.now(UTC)))
        session.commit()
        with pytest.raises(JobFailed, match="BASE_URL"):
            go_on_with_campaigns(session, datetime.now(UTC))
