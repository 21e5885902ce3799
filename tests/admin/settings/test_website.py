"""Putting the form on a website: its list of sites, and the lines to paste, which do what they say."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.firm import the_firm
from records.forming.form_sites import FormSite
from records.forming.forms import Form, FormVersion
from tests.admin.reading import visible
from tests.rig.forms import fields

PAGE = "/admin/website"
SITES = "/admin/forms/1/sites"


def listed(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(FormSite.origin).order_by(FormSite.origin)))


def add(who: FlaskClient, site: str) -> tuple[int, str]:
    """Add a website through the form; the status, and the page that is seen then."""
    response = who.post(SITES, data=fields(who.get(PAGE), SITES) | {"site": site})
    shown = who.get(response.location) if response.status_code == 303 else response
    return response.status_code, visible(shown.text)


def lines(who: FlaskClient, id: str, **asked: str) -> str:
    """The text of one of the boxes to copy from."""
    page = who.get(PAGE, query_string=asked).text
    found = re.search(rf'<textarea id="{id}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, page
    return unescape(found[1])


def test_a_website_is_added_by_whoever_may_change_and_named_as_browsers_do(app: Flask, colleague: FlaskClient) -> None:
    status, page = add(colleague, " Www.Firm.example/contact ")
    assert status == 303
    assert "https://www.firm.example may show the form now." in page
    assert listed(app) == ["https://www.firm.example"]
    assert "https://www.firm.example" in colleague.get("/e/new-client").headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["bücher.example", "www.bücher.example", "müller.bücher.example:8443"])
def test_a_name_with_letters_of_its_language_is_shown_as_it_was_typed(
    app: Flask, colleague: FlaskClient, host: str
) -> None:
    _, page = add(colleague, host)
    assert f"https://{host} may show the form now." in page and "xn--" not in page
    assert f"Take out https://{host}" in colleague.get(PAGE).text
    assert all("xn--bcher-kva.example" in origin for origin in listed(app))


@pytest.mark.parametrize(
    ("typed", "twin"),
    [
        ("www.firm.example", "https://firm.example"),
        ("firm.example", "https://www.firm.example"),
        ("forms.firm.example", ""),
        ("*.firm.example", ""),
        ("http://localhost:8080", ""),
        ("http://192.0.2.7", ""),
    ],
)
def test_who_adds_a_website_hears_of_its_twin_with_or_without_www(
    app: Flask, colleague: FlaskClient, typed: str, twin: str
) -> None:
    _, page = add(colleague, typed)
    said = f"If its visitors can see {twin} in the address bar, too, add that as well."
    assert (said in page) == bool(twin)
    assert ("add that as well" in page) == bool(twin)
    if twin:
        assert "add that as well" not in add(colleague, twin)[1]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type the address of your website."),
        ("firm", "This is no name of a website."),
        ("https://*.com", "would be websites of other people too"),
        ("javascript:alert(1)", "This is no"),
        ("https://firm.example; script-src *", "This is no name of a website."),
        ("x" * 301, "At most 300 characters."),
    ],
)
def test_what_is_no_website_is_said_at_the_field(app: Flask, owner: FlaskClient, typed: str, says: str) -> None:
    response = owner.post(SITES, data=fields(owner.get(PAGE), SITES) | {"site": typed})
    assert response.status_code == 422
    assert says in visible(response.text)
    assert fields(response, SITES)["site"] == typed
    assert listed(app) == []


def test_a_website_can_be_taken_out(app: Flask, owner: FlaskClient) -> None:
    add(owner, "a.example")
    add(owner, "b.example")
    response = owner.post("/admin/sites/1/removal", data=fields(owner.get(PAGE), "/admin/sites/1/removal"))
    assert response.status_code == 303
    assert "https://a.example can show the form no more." in visible(owner.get(response.location).text)
    assert listed(app) == ["https://b.example"]
    assert owner.post("/admin/sites/1/removal", data=fields(owner.get(PAGE), SITES)).status_code == 404


def test_one_website_too_many_is_said_at_the_field_with_what_to_do(app: Flask, owner: FlaskClient) -> None:
    for number in range(20):
        assert add(owner, f"s{number}.example")[0] == 303
    status, page = add(owner, "one-more.example")
    assert status == 422
    assert "Take one out that is not needed any more" in page
    assert len(listed(app)) == 20


def test_the_firms_own_website_is_offered_until_it_is_listed(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        the_firm(db.session()).website = "www.hale.example"
        db.session.commit()
    assert fields(owner.get(PAGE), SITES)["site"] == "https://www.hale.example"
    add(owner, "https://www.hale.example")
    assert fields(owner.get(PAGE), SITES)["site"] == ""


def test_the_lines_are_an_ordinary_link_in_a_box_and_the_script(owner: FlaskClient) -> None:
    assert lines(owner, "snippet") == (
        '<div data-whence="http://localhost/f/new-client">\n'
        '  <a href="http://localhost/f/new-client" target="_top">Write to us</a>\n'
        "</div>\n"
        '<script async src="http://localhost/embed.v1.js"></script>'
    )


def test_the_lines_say_what_was_chosen(owner: FlaskClient) -> None:
    chosen = {"mode": "popup", "theme": "dark", "language": "de", "keep": "30days", "consent": "yes"}
    box = lines(owner, "snippet", **chosen).splitlines()[0]
    said = 'data-mode="popup" data-theme="dark" data-language="de" data-keep="30days" data-consent'
    assert box == f'<div data-whence="http://localhost/f/new-client" {said}>'
    assert lines(owner, "snippet", **chosen) in lines(owner, "snippet-wordpress", **chosen)
    assert lines(owner, "snippet-squarespace", **chosen) == lines(owner, "snippet", **chosen)
    assert lines(owner, "snippet-wix", **chosen) == "http://localhost/e/new-client?theme=dark&language=de"
    frame = lines(owner, "snippet-frame", **chosen)
    address = "http://localhost/e/new-client?theme=dark&amp;language=de"
    assert frame.startswith(f'<iframe src="{address}" title="Write to us"')
    tag = lines(owner, "snippet-tag", **chosen)
    assert tag == '<script async src="http://localhost/embed.v1.js" data-keep="30days" data-consent></script>'


def test_words_that_mean_nothing_are_the_usual_ones(owner: FlaskClient) -> None:
    usual = lines(owner, "snippet")
    assert lines(owner, "snippet", mode='"><script>', theme="pink", language="xx", keep="for ever") == usual


@pytest.mark.settings(BASE_URL="https://clients.example.com")
def test_the_lines_have_the_public_address_where_it_is_known(owner: FlaskClient) -> None:
    for id in ("snippet", "snippet-frame", "snippet-tag", "snippet-wix"):
        text = lines(owner, id)
        assert "https://clients.example.com/" in text
        assert "localhost" not in text


def test_each_form_has_lines_and_sites_of_its_own(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        version = db.session.get_one(FormVersion, 1)
        other = Form(slug="other", name="Other office", language="en", office_id=version.form.office_id)
        at = version.published_at
        db.session.add(FormVersion(form=other, number=1, published_at=at, definition=version.definition))
        db.session.commit()
    add(owner, "a.example")
    page = owner.get(PAGE, query_string={"form": "other"}).text
    assert "/f/other" in lines(owner, "snippet", form="other")
    assert "https://a.example" not in page
    assert "Other office" in page
    assert owner.get(PAGE, query_string={"form": "nothing"}).status_code == 404


def test_without_a_form_the_page_says_so(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        db.session.delete(db.session.get_one(FormVersion, 1))
        db.session.commit()
    response = owner.get(PAGE)
    assert response.status_code == 200
    assert "No form yet" in response.text


def test_the_preview_is_a_frame_on_the_forms_address(owner: FlaskClient) -> None:
    assert '<iframe class="preview" src="/e/new-client?theme=dark"' in owner.get(f"{PAGE}?theme=dark").text
    popup = owner.get(f"{PAGE}?mode=popup").text
    assert 'data-whence="/f/new-client" data-mode="popup"' in popup
    assert '<script async src="/embed.v1.js"></script>' in popup


def test_the_menu_and_the_firms_page_lead_here(owner: FlaskClient) -> None:
    assert f'href="{PAGE}"' in owner.get("/admin/").text
    assert "Put the form on your website" in owner.get("/admin/firm").text
