"""A partner's statement: who may open it, what stands on it, and what comes back from it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from records.clients import Client
from records.db import db
from records.firm import the_firm
from records.firm.professions import Profession, Switch, switch
from records.relations.given.outcomes import log_referral
from records.relations.telling.statement_choices import choose
from records.relations.telling.statement_links import StatementLink, preview_token, revoke_statement_link, token_of
from records.sources import Partner, Source
from records.sources.merging import merge_sources, undo_merge
from records.staff.users import UserRole, add_user
from tests.admin.reading import visible
from tests.admin.small_firm import CAME
from tests.intake.relations.stating import KEY, Firm, opened, stating_firm
from tests.records.firm_of_tests import reviewer
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Firm:
    return stating_firm(app)


def change(firm: Firm, how: str) -> None:
    """What ends Joe's link."""
    with firm.app.app_context():
        session = db.session()
        link = session.scalars(select(StatementLink).where(StatementLink.partner_id == firm.joe)).one()
        if how == "revoked":
            revoke_statement_link(session, link, datetime.now(UTC), None)
        elif how == "expired":
            link.expires_at = datetime.now(UTC) - timedelta(seconds=1)
        elif how == "retired":
            session.get_one(Source, firm.joe).retired_at = datetime.now(UTC)
        elif how == "merged":
            keep, gone = session.get_one(Source, firm.nisha), session.get_one(Source, firm.joe)
            merge_sources(session, keep, gone, reviewer(session), datetime.now(UTC))
        db.session.commit()


def test_it_shows_what_was_allowed_and_nothing_else(firm: Firm, client: FlaskClient) -> None:
    page = opened(client, firm.token)
    shown = visible(page.text)
    assert page.status_code == 200
    assert all(
        name in shown for name in ("Ana Adams", "Cara Clark", "Dev Davis", "Gina Gold", "Statement for Joe Smith")
    )
    assert "became a client" in shown
    assert shown.count("not told one by one") == 2
    assert not any(hidden in page.text for hidden in ("Ben", "Ella", "Hal Hart", "quiet matter", "1,234", "987"))
    with firm.app.app_context():
        choose(db.session(), True, datetime.now(UTC), reviewer(db.session()))
        db.session.commit()
    page = opened(client, firm.token)
    assert "$987.00" in page.text
    assert "1,234" not in page.text


def test_no_public_page_says_a_name_without_consent_to_whoever_has_the_token(firm: Firm, client: FlaskClient) -> None:
    """Every address without a sign-in, with Joe's token wherever one can be put, and what is sent by each form."""
    forms = fields(opened(client, firm.token), "/looking-for")
    walked = []
    for rule in firm.app.url_map.iter_rules():
        if rule.endpoint.startswith("admin.") or rule.endpoint == "static":
            continue
        for number in (firm.referral, firm.referral + 1, 1, 2, 3):
            path = (
                rule.rule.replace("<token>", firm.token)
                .replace("<code>", firm.token)
                .replace("<int:number>", str(number))
            )
            path = path.replace("<any(f, e):door>", "f").replace("<slug>", "new-client")
            for method in {"GET", "POST"} & set(rule.methods or ()):
                answer = client.open(path, method=method, data=forms | {"words": "x", "outcome": "won"})
                walked.append(path)
                assert not any(hidden in answer.text for hidden in ("Ben Brown", "Ella Evans", "Hal Hart")), path
                if answer.status_code == 303:
                    assert "Ben Brown" not in client.get(answer.location).text
    assert any("/outcome" in path for path in walked)


@pytest.mark.parametrize("how", ["revoked", "expired", "retired", "merged"])
def test_whatever_opens_nothing_looks_the_same(firm: Firm, client: FlaskClient, how: str) -> None:
    form = fields(opened(client, firm.token), "/looking-for") | {"words": "first-time buyers"}
    unknown = opened(client, "a" * 65)
    change(firm, how)
    dead = opened(client, firm.token)
    assert (dead.status_code, dead.text) == (404, unknown.text)
    assert dict(dead.headers) == dict(unknown.headers)
    assert "ask whoever at My firm sent you the link" in visible(dead.text)
    sent = client.post(f"/s/{firm.token}/looking-for", data=form)
    assert (sent.status_code, sent.text) == (404, unknown.text)
    # The other's link is not touched, and shows no more than the partner's own clients allow.
    assert opened(client, firm.other).status_code == 200


def test_an_undone_merge_brings_the_link_back(firm: Firm, client: FlaskClient) -> None:
    change(firm, "merged")
    assert "Ana Adams" in opened(client, firm.other).text
    with firm.app.app_context():
        (merge,) = db.session.get_one(Source, firm.nisha).swallowed
        undo_merge(db.session(), merge, datetime.now(UTC), reviewer(db.session()))
        db.session.commit()
    assert "Ana Adams" in opened(client, firm.token).text
    assert "Ana Adams" not in opened(client, firm.other).text


def changed_tokens(firm: Firm) -> Sequence[str]:
    token, other = firm.token, firm.other
    return [
        token[:-1],
        f"{token}A",
        token.swapcase(),
        # The number of the one with the signature of the other.
        token[:22] + other[22:],
        other[:22] + token[22:],
        *(token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :] for place in (0, 21, 22, 63)),
        "preview-1-99999999999-x",
        f"preview-{firm.joe}-99999999999-{token[22:]}",
        "%00",
        "ä" * 65,
    ]


def test_a_token_cannot_be_made_up_or_put_together(firm: Firm, client: FlaskClient) -> None:
    for token in changed_tokens(firm):
        assert opened(client, token).status_code == 404, token
    with firm.app.app_context():
        link = db.session.scalars(select(StatementLink)).first()
        assert link
        # What the database holds opens nothing without the application's key.
        assert firm.token not in str([getattr(link, each.key) for each in StatementLink.__table__.columns])
        assert opened(client, token_of(link, "another key, also long enough")).status_code == 404
        assert len({token_of(each, KEY) for each in db.session.scalars(select(StatementLink))}) == 2


def test_the_page_is_kept_nowhere_and_tells_nobody_where_it_was(firm: Firm, client: FlaskClient) -> None:
    for answer in (opened(client, firm.token), opened(client, "nothing"), client.post(f"/s/{firm.token}/looking-for")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert 'href="http' not in answer.text
        assert "<script" not in answer.text


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_tokens_cannot_be_tried_one_after_the_other(firm: Firm, client: FlaskClient) -> None:
    def ask(address: str, method: str = "GET") -> TestResponse:
        where = {"REMOTE_ADDR": address}
        data = {"words": "first-time buyers"} if method == "POST" else None
        path = f"/s/{firm.token}/looking-for" if method == "POST" else "/s/nothing"
        return client.open(path, method=method, data=data, environ_overrides=where)

    answers = [ask("203.0.113.7").status_code for _ in range(121)]
    assert answers == [404] * 120 + [429]
    late = ask("203.0.113.7", "POST")
    assert late.status_code == 429
    assert fields(late)["words"] == "first-time buyers"
    assert ask("203.0.113.8").status_code == 404


def test_a_preview_shows_and_sends_nothing(firm: Firm, client: FlaskClient) -> None:
    with firm.app.app_context():
        joe = db.session.get_one(Partner, firm.joe)
        token = preview_token(joe, KEY, datetime.now(UTC))
        old = preview_token(joe, KEY, datetime.now(UTC) - timedelta(hours=1))
    preview = opened(client, token)
    assert preview.status_code == 200
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert "<fieldset disabled" in preview.text
    assert client.post(f"/s/{token}/looking-for", data={"words": "x"}).status_code == 404
    assert opened(client, old).status_code == 404


def test_in_health_statements_are_off_until_an_owner_switches_them_on(firm: Firm, client: FlaskClient) -> None:
    with firm.app.app_context():
        the_firm(db.session()).profession_kind = Profession.HEALTH
        db.session.commit()
    assert opened(client, firm.token).text == opened(client, "a" * 65).text
    with firm.app.app_context():
        owner = add_user(db.session(), "olive@firm.example", UserRole.OWNER, "a long password", "Olive")
        switch(db.session(), Switch.STATEMENTS, True, "our patients agreed", owner, datetime.now(UTC))
        db.session.commit()
    assert opened(client, firm.token).status_code == 200


def test_a_client_who_was_sent_on_is_listed_only_if_they_may_be_named(firm: Firm, client: FlaskClient) -> None:
    with firm.app.app_context():
        session = db.session()
        for name in ("Ana Adams", "Ben Brown"):
            who = session.scalars(select(Client).where(Client.name == name)).one()
            joe = session.get_one(Source, firm.joe)
            log_referral(session, joe, f"{name} of Salem", CAME, datetime.now(UTC), client=who)
        db.session.commit()
    page = opened(client, firm.token).text
    assert "Ana Adams of Salem" in page
    assert "Ben" not in page
