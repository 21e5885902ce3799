"""A partner's referral link: it leads to the form, says who sent the client, and leaves nothing behind by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import Role
from intake.filling.ticket import GOOD_FOR, read
from records.answers.submissions import Submission
from records.db import db
from records.sources import Source
from records.sources.referral_links import ALPHABET, LENGTH, ReferralLink, make_link, revoke_link
from tests.intake.filling.test_ticket import later
from tests.intake.sending import FORM, WORDS, only, send, submissions
from tests.intake.trouble import without_table
from tests.records.firm_of_tests import NOW, credited, partner
from tests.rig.forms import fields

NOBODY = {"answer": "", "choice": "forgotten"}


@pytest.fixture
def code(app: Flask) -> str:
    """The code of Joe Smithson's link."""
    with app.app_context():
        source = partner(db.session(), "Joe Smithson")
        assert source.partner
        found = make_link(db.session(), source.partner, NOW, None).code
        db.session.commit()
    return found


def opened(client: FlaskClient, address: str, **headers: str) -> tuple[str, dict[str, str]]:
    """Where a link leads, and the form that is there, as a browser follows it."""
    led = client.get(address, headers=headers)
    assert led.status_code == 302
    return led.location, fields(client.get(led.location, headers=headers), FORM)


def revoke(app: Flask) -> None:
    with app.app_context():
        revoke_link(db.session(), db.session.scalars(select(ReferralLink)).one(), datetime.now(UTC), None)
        db.session.commit()


def carried(app: Flask, form: dict[str, str]) -> str:
    """The code in the token of a page."""
    with app.app_context():
        ticket, _ = read(form["token"])
        assert ticket
        return ticket.code


def decided(app: Flask, role: Role = Role.INTRODUCED_BY) -> list[str]:
    with app.app_context():
        return credited(db.session(), db.session.scalars(select(Submission)).one().client, role)


def test_an_answer_that_names_nobody_is_the_partners(app: Flask, client: FlaskClient, code: str) -> None:
    _, form = opened(client, f"/r/{code}")
    assert client.post(FORM, data=form | WORDS | NOBODY).status_code == 303
    assert decided(app) == ["Joe Smithson"]
    assert decided(app, Role.ARRIVED_THROUGH) == ["Joe Smithson"]


def test_an_answer_that_names_another_partner_is_a_conflict(app: Flask, client: FlaskClient, code: str) -> None:
    with app.app_context():
        partner(db.session(), "Nisha Patel")
        db.session.commit()
    _, form = opened(client, f"/r/{code}")
    client.post(FORM, data=form | WORDS | {"answer": "Nisha Patel"})
    assert decided(app) == ["conflict"]
    assert decided(app, Role.ARRIVED_THROUGH) == ["Joe Smithson"]


def test_deciding_again_decides_the_same(app: Flask, client: FlaskClient, code: str, runner: Any) -> None:
    _, form = opened(client, f"/r/{code}")
    client.post(FORM, data=form | WORDS | NOBODY)
    result = runner.invoke(args=["rematch", "--visits"])
    assert "0 changed" in result.output
    assert decided(app) == ["Joe Smithson"]


def test_the_way_is_kept_through_mistakes_and_old_pages(app: Flask, client: FlaskClient, code: str) -> None:
    _, form = opened(client, f"/r/{code}")
    back = fields(client.post(FORM, data=form | WORDS | NOBODY | {"name": ""}), FORM)
    client.post(FORM, data=back | WORDS | NOBODY)
    assert decided(app) == ["Joe Smithson"]


def test_tags_go_along_and_the_code_stands_in_no_visit(app: Flask, client: FlaskClient, code: str) -> None:
    where, form = opened(client, f"/r/{code}?utm_source=card&utm_medium=print&via=mine", Referer="https://b.example/")
    asked = parse_qs(urlsplit(where).query)
    assert (asked["utm_source"], asked["utm_medium"], len(asked["via"])) == (["card"], ["print"], 1)
    client.post(FORM, data=form | WORDS | NOBODY)
    touch = only(only(submissions(app)).touches)
    assert touch.landing_url == f"http://localhost{FORM}?utm_source=card&utm_medium=print"
    assert touch.referrer == "https://b.example/"


@pytest.mark.parametrize("address", ["/r/nothing", "/r/x", f"/r/{'x' * 5000}", "/r/%00", "/r/%ff", "/r/a'b"])
def test_an_unknown_code_leads_to_the_plain_form(client: FlaskClient, address: str) -> None:
    led = client.get(address)
    assert (led.status_code, led.location) == (302, FORM)


def test_a_revoked_code_leads_to_the_plain_form(app: Flask, client: FlaskClient, code: str) -> None:
    _, before = opened(client, f"/r/{code}")
    revoke(app)
    assert client.get(f"/r/{code}").location == FORM
    # Who had the page open already was still sent by the partner.
    client.post(FORM, data=before | WORDS | NOBODY)
    assert decided(app) == ["Joe Smithson"]


def test_a_revoked_code_and_one_that_never_was_are_answered_alike(app: Flask, client: FlaskClient, code: str) -> None:
    revoke(app)
    for more in ("", "?utm_medium=print&via=x"):
        revoked, unknown = client.get(f"/r/{code}{more}"), client.get(f"/r/{code[::-1]}{more}")
        assert (revoked.status, revoked.data, revoked.headers) == (unknown.status, unknown.data, unknown.headers)


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_codes_cannot_be_tried_one_after_the_other(client: FlaskClient, code: str) -> None:
    def follow(code: str, address: str) -> TestResponse:
        return client.get(f"/r/{code}", environ_base={"REMOTE_ADDR": address})

    codes = [code, "nothing"] * 60
    assert {follow(each, "203.0.113.5").status_code for each in codes} == {302}
    for each in (code, "nothing"):
        refused = follow(each, "203.0.113.5")
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
        assert f'href="/r/{each}"' in refused.text, "a person presses once more"
    assert follow(code, "203.0.113.6").status_code == 302
    # Following links uses up nothing of what may be sent.
    form = fields(client.get(FORM), FORM) | WORDS
    assert client.post(FORM, data=form, environ_base={"REMOTE_ADDR": "203.0.113.5"}).status_code == 303


def test_an_old_page_loses_the_code_that_was_revoked_when_it_is_signed_anew(
    app: Flask, client: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, form = opened(client, f"/r/{code}")
    later(monkeypatch, GOOD_FOR + 60)
    kept = fields(client.post(FORM, data=form | WORDS | NOBODY), FORM)
    assert carried(app, kept) == code, "a link in force stays with the page"
    revoke(app)
    back = fields(client.post(FORM, data=form | WORDS | NOBODY), FORM)
    assert carried(app, back) == ""
    client.post(FORM, data=back | WORDS | NOBODY)
    assert decided(app) != ["Joe Smithson"]


def test_a_page_whose_token_was_signed_anew_again_and_again_is_no_younger(
    app: Flask, client: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, form = opened(client, f"/r/{code}")
    revoke(app)
    for day in (5, 10):
        later(monkeypatch, day * 24 * 60 * 60)
        form = fields(client.post(FORM, data=form | WORDS | NOBODY | {"name": ""}), FORM)
    assert carried(app, form) == code
    assert client.post(FORM, data=form | WORDS | NOBODY).status_code == 303
    assert decided(app) != ["Joe Smithson"]


def test_a_page_that_was_opened_after_the_link_was_revoked_is_not_the_partners(
    app: Flask, client: FlaskClient, code: str
) -> None:
    # The database did not answer when the page was opened, so that the address was believed.
    where, _ = opened(client, f"/r/{code}")
    with app.app_context():
        link = db.session.scalars(select(ReferralLink)).one()
        revoke_link(db.session(), link, datetime.now(UTC) - timedelta(minutes=1), None)
        db.session.commit()
    with without_table(app, "referral_links"):
        form = fields(client.get(where), FORM)
    assert carried(app, form) == code
    client.post(FORM, data=form | WORDS | NOBODY)
    assert decided(app) != ["Joe Smithson"]


def test_a_page_of_a_partner_who_was_retired_since_keeps_no_link(app: Flask, client: FlaskClient, code: str) -> None:
    _, form = opened(client, f"/r/{code}")
    with app.app_context():
        db.session.scalars(select(Source)).unique().one().retired_at = NOW
        db.session.commit()
    client.post(FORM, data=form | WORDS | NOBODY)
    assert only(submissions(app)).referral_link_id is None


def test_an_address_that_somebody_kept_is_worth_nothing_after_it_was_revoked(
    app: Flask, client: FlaskClient, code: str
) -> None:
    where, _ = opened(client, f"/r/{code}")
    revoke(app)
    client.post(FORM, data=fields(client.get(where), FORM) | WORDS | NOBODY)
    assert decided(app) != ["Joe Smithson"]


def test_while_the_database_does_not_answer_what_was_signed_here_is_believed(
    app: Flask, client: FlaskClient, code: str
) -> None:
    where, _ = opened(client, f"/r/{code}")
    with without_table(app, "referral_links"):
        form = fields(client.get(where), FORM)
    client.post(FORM, data=form | WORDS | NOBODY)
    assert decided(app) == ["Joe Smithson"]


def test_a_partner_who_is_retired_has_no_link(app: Flask, client: FlaskClient, code: str) -> None:
    with app.app_context():
        db.session.scalars(select(Source)).unique().one().retired_at = NOW
        db.session.commit()
    assert client.get(f"/r/{code}").location == FORM


@pytest.mark.parametrize("via", ["", "x", "{code}", "{code}.", "{code}.AAAA", ".", "é" * 100, "\x00"])
def test_a_code_that_was_not_signed_here_says_nothing(app: Flask, client: FlaskClient, code: str, via: str) -> None:
    form = fields(client.get(FORM, query_string={"via": via.format(code=code)}), FORM)
    client.post(FORM, data=form | WORDS | NOBODY)
    assert decided(app) != ["Joe Smithson"]


def test_capitals_do_not_matter(client: FlaskClient, code: str) -> None:
    assert "via=" in client.get(f"/r/{code.upper()}").location


def test_looking_leaves_nothing_behind(app: Flask, client: FlaskClient, code: str) -> None:
    response = client.get(f"/r/{code}")
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert client.head(f"/r/{code}").status_code == 302
    client.get(response.location)
    assert submissions(app) == []


def test_a_code_is_easy_to_read_and_hard_to_guess(code: str) -> None:
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("0o1il") & set(ALPHABET)


def test_a_partner_has_one_link_at_a_time(app: Flask, client: FlaskClient, code: str) -> None:
    with app.app_context():
        source = db.session.scalars(select(Source)).unique().one()
        assert source.partner
        assert make_link(db.session(), source.partner, NOW, None).code == code
    revoke(app)
    with app.app_context():
        source = db.session.scalars(select(Source)).unique().one()
        assert source.partner
        assert make_link(db.session(), source.partner, NOW, None).code != code


def test_without_a_link_nothing_is_different(app: Flask, client: FlaskClient, code: str) -> None:
    send(client, **NOBODY)
    assert decided(app) != ["Joe Smithson"]
