"""The page of the monthly report: the mail as it is sent, one's own switch, and the owner's list."""

import re
from datetime import UTC, datetime
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from commands.jobs.monthly_report import queue_reports
from records.db import db
from records.firm import the_firm
from records.mail import Mail
from records.staff.report_readers import report_readers
from reports.monthly.figures import last_month
from tests.admin.small_firm import client, credit, full_firm, partner
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, VIEWER, give_account, signed_in

PAGE = "/admin/report"


def readers(app: Flask) -> list[str]:
    with app.app_context():
        return [reader.user.email for reader in report_readers(db.session())]


def switch(who: FlaskClient, action: str) -> None:
    response = who.post(action, data=fields(who.get(PAGE), action))
    assert (response.status_code, response.location) == (303, PAGE)


def test_each_switches_it_for_themselves_and_the_owner_sees_and_stops_them(
    app: Flask, colleague: FlaskClient, owner: FlaskClient
) -> None:
    switch(colleague, PAGE)
    assert readers(app) == [COLLEAGUE.email]
    # The same press from a page that was left open changes nothing.
    token = fields(colleague.get("/admin/"), "/sign-out")
    assert colleague.post(PAGE, data=token).status_code == 303
    assert f"It goes to {COLLEAGUE.email}" in colleague.get(PAGE).text
    assert "Who gets it" not in colleague.get(PAGE).text
    assert f"the report to {COLLEAGUE.email}" in owner.get(PAGE).text
    switch(owner, PAGE)
    assert readers(app) == [COLLEAGUE.email, OWNER.email]
    assert colleague.post(f"{PAGE}/2/off", data=token).status_code == 404
    switch(owner, f"{PAGE}/1/off")
    assert readers(app) == [OWNER.email]
    assert "You do not get it" in colleague.get(PAGE).text


def test_a_viewer_reads_it_and_cannot_switch(app: Flask) -> None:
    give_account(app, VIEWER)
    viewer = signed_in(app, VIEWER)
    assert "Staff and owners can switch it on" in viewer.get(PAGE).text
    assert viewer.post(PAGE, data=fields(viewer.get(PAGE), "/sign-out")).status_code == 404


def test_the_preview_is_what_is_sent(app: Flask, colleague: FlaskClient) -> None:
    full_firm(app)
    switch(colleague, PAGE)
    shown = unescape(colleague.get(PAGE).text)
    with app.app_context():
        session = db.session()
        today = the_firm(session).today(datetime.now(UTC))
        queue_reports(session, datetime(today.year, today.month, 2, 12, tzinfo=UTC))
        mail = session.query(Mail).one()
        assert f"Subject: <b>{mail.subject}</b>" in shown
        assert mail.text in shown
        assert mail.html is not None
        assert f"{last_month(today):%B %Y}" in mail.subject
        assert mail.html.strip() in unescape(shown)
        session.commit()


def test_those_beyond_the_first_ten_are_called_what_they_are(app: Flask, colleague: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        came = last_month(the_firm(session).today(datetime.now(UTC)))
        for number in range(12):
            named = Result("auto", (credit(partner(session, f"Partner {number}")),))
            client(session, f"Client {number}", named, came=came)
        session.commit()
    assert re.search(r"\b2 more partners +2\b", colleague.get(PAGE).text)


def test_it_is_found_from_the_ranking_the_closed_months_and_the_mail(colleague: FlaskClient) -> None:
    for page in ("/admin/", "/admin/periods", "/admin/mail"):
        assert f'href="{PAGE}"' in colleague.get(page).text, page
