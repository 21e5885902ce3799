"""Who may hold a form in a frame: this site, and the websites of the form's own list."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from records.db import db
from records.forming.form_sites import add_site, remove_site, sites_of
from records.forming.forms import Form, FormVersion, published_version
from tests.intake.sending import FORM, FRAME, WORDS, payload
from tests.intake.trouble import without_table
from tests.records.firm_of_tests import NOW
from tests.rig.forms import fields


def holders(response: Response) -> str:
    policy = response.headers["Content-Security-Policy"].split("; ")
    return next(part.removeprefix("frame-ancestors ") for part in policy if part.startswith("frame-ancestors"))


def allow(app: Flask, *sites: str) -> None:
    with app.app_context():
        version = published_version(db.session(), "new-client")
        assert version is not None
        for site in sites:
            add_site(db.session(), version.form, site, NOW, None)
        db.session.commit()


def test_until_a_site_is_listed_only_this_one_may(client: FlaskClient) -> None:
    assert holders(client.get(FRAME)) == "'self'"


def test_every_page_in_a_frame_says_the_forms_own_list(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example", "https://*.firm.example")
    expected = "'self' https://*.firm.example https://www.firm.example"
    assert holders(client.get(FRAME)) == expected
    assert holders(client.get(f"{FRAME}/thanks")) == expected
    assert holders(client.post(FRAME, data=payload(client, FRAME, name=""))) == expected
    assert holders(client.post(FRAME, data=payload(client, FRAME))) == expected
    assert holders(client.post(FRAME, data={"need": "x" * 17_000_000})) == expected


@pytest.mark.parametrize(
    "address",
    [
        FORM,
        f"{FORM}/thanks",
        "/f/nothing",
        "/healthz",
        "/r/nothing",
        "/embed.v1.js",
        "/",
        "/nothing",
        "/e/",
        "/e",
        "/x/new-client",
        "/static/icon.svg",
        "/static/nothing",
        "/admin/",
        "/admin/sign-in",
        "/admin/nothing",
    ],
)
def test_everything_else_forbids_frames(app: Flask, client: FlaskClient, address: str) -> None:
    allow(app, "https://www.firm.example")
    with client.get(address) as response:
        assert holders(response) == "'none'"
    with client.post(address) as response:
        assert holders(response) == "'none'"


def test_a_form_that_is_not_there_has_no_list(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example")
    assert holders(client.get("/e/nothing")) == "'self'"


def test_no_other_header_forbids_what_the_list_allows(client: FlaskClient) -> None:
    assert "X-Frame-Options" not in client.get(FRAME).headers


def test_a_site_that_is_taken_out_may_no_more(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example")
    client.get(FRAME)
    with app.app_context():
        version = published_version(db.session(), "new-client")
        assert version is not None
        remove_site(db.session(), sites_of(db.session(), version.form)[0])
        db.session.commit()
    response = client.get(FRAME)
    assert holders(response) == "'self'"
    assert "firm.example" not in response.text


def test_the_page_knows_whom_it_may_speak_to(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example", "b.example")
    assert 'data-sites="https://b.example https://www.firm.example"' in client.get(FRAME).text
    assert "data-sites" not in client.get(FORM).text


def test_the_list_of_one_form_is_not_that_of_another(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example")
    with app.app_context():
        version = db.session.get_one(FormVersion, 1)
        other = Form(slug="other", name="Other", language="en", office_id=version.form.office_id)
        at = version.published_at
        db.session.add(FormVersion(form=other, number=1, published_at=at, definition=version.definition))
        db.session.commit()
    assert holders(client.get("/e/other")) == "'self'"


def test_while_the_database_does_not_answer_the_list_is_remembered(app: Flask, client: FlaskClient) -> None:
    allow(app, "https://www.firm.example")
    form = payload(client, FRAME)
    with without_table(app, "submissions"):
        response = client.post(FRAME, data=form)
    assert response.status_code == 503
    assert holders(response) == "'self' https://www.firm.example"


def test_a_form_is_taken_from_an_origin_without_a_name(client: FlaskClient) -> None:
    form = payload(client, FRAME)
    assert client.post(FRAME, data=form, headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"}).status_code == 303


def test_an_old_page_comes_back_filled_in_to_an_origin_without_a_name(client: FlaskClient) -> None:
    response = client.post(FRAME, data=WORDS, headers={"Origin": "null"})
    assert response.status_code == 422
    assert fields(response, FRAME)["need"] == WORDS["need"]


@pytest.mark.parametrize(
    ("query", "theme", "action"),
    [
        ("?theme=dark", ' data-theme="dark"', f"{FRAME}?theme=dark"),
        ("?theme=light", ' data-theme="light"', f"{FRAME}?theme=light"),
        ("?theme=pink", "", FRAME),
        ('?theme="><b>', "", FRAME),
        ("", "", FRAME),
    ],
)
def test_the_address_says_the_theme_and_it_stays(client: FlaskClient, query: str, theme: str, action: str) -> None:
    page = client.get(FRAME + query).text
    assert f'<html lang="en"{theme}>' in page
    assert f'action="{action}"' in page
    sent = client.post(action, data=fields(page, action) | WORDS)
    assert sent.status_code == 303
    thanks = client.get(sent.headers["Location"])
    assert f'<html lang="en"{theme}>' in thanks.text


def test_nobody_is_told_to_close_the_firms_own_website(client: FlaskClient) -> None:
    thanks = [client.get(f"{address}/thanks").text for address in (FRAME, FORM)]
    assert all("Thank you" in page for page in thanks)
    assert ["You can close this page" in page for page in thanks] == [False, True]


@pytest.mark.parametrize("file", ["js/form.js", "js/frame.js", "js/visit.js", "css/form.css"])
def test_what_the_form_loads_may_be_loaded_by_a_page_without_origin(client: FlaskClient, file: str) -> None:
    with client.get(f"/static/{file}") as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
