"""The form in other languages: every fixed word of it, and nothing of what a firm has written itself."""

import re
import string
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.contacts import Email, Phone
from intake.form import CHOOSE, REACH_US, AtMost, IntakeForm
from intake.hosted import ONCE_MORE
from intake.wording import LANGUAGES, words_of
from records.db import db
from records.forms import Form, FormVersion
from tests.house.tree import ROOT
from tests.intake.sending import FORM, FRAME, WORDS, only, payload, submissions
from tests.intake.test_asking import publish
from tests.intake.trouble import without_table
from tests.rig.forms import fields

OTHERS = sorted(LANGUAGES - {"en"})
NAMES_OF_A_LANGUAGE = {"Phone", "E-mail"}


def fixed_words(app: Flask) -> set[str]:
    """Everything in English that a page of the form can say: in templates, fields, messages, and the first form."""
    found = {CHOOSE, REACH_US, ONCE_MORE, Email.message, Phone.message, Phone.message_with_country, AtMost.message}
    found.add("Please tell us your name.")
    templates = ROOT / "templates" / "intake"
    for file in (*templates.glob("*.html"), *templates.glob("asked/*.html")):
        found |= set(re.findall(r't\("([^"]+)"\)', file.read_text(encoding="utf-8")))
    found |= {field.label.text for field in IntakeForm() if field.name != "choice"}
    with app.app_context():
        asked: dict[str, Any] = db.session.get_one(FormVersion, 1).definition
    found |= {asked[part] for part in ("title", "intro", "question", "thank_you")}
    for choice in asked["choices"]:
        found |= {choice["label"], choice["follow_up"]}
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_table_has_every_word_and_no_other(app: Flask, language: str) -> None:
    table = words_of(language)
    assert set(table) == fixed_words(app)
    assert all(said.strip() for said in table.values())


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_put_in_is_named_the_same(language: str) -> None:
    def named(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for english, said in words_of(language).items():
        assert named(english) == named(said), english


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_in_another_language_has_a_word_of_english(app: Flask, client: FlaskClient, language: str) -> None:
    table = words_of(language)
    look = f"?language={language}"
    form = payload(client, FRAME)
    pages = [
        client.get(FRAME + look),
        client.get(f"{FRAME}/thanks{look}"),
        client.get(f"/e/nothing{look}"),
        client.post(FRAME + look, data=form | {"name": "", "email": "a@", "phone": "x", "choice": ""}),
        client.post(FRAME + look, data=form | {"email": "", "phone": "", "need": "x" * 20_001}),
        client.post(FRAME + look, data=WORDS),
        client.post(FRAME + look, data={"need": "x" * 17_000_000}),
    ]
    with without_table(app, "submissions"):
        pages.append(client.post(FRAME + look, data=form))
    for page in pages:
        assert f'<html lang="{language}"' in page.text
        left = [
            english
            for english, said in table.items()
            if english != said and english not in NAMES_OF_A_LANGUAGE and f">{english}<" in page.text
        ]
        assert left == []
    assert f"{table['Send']}</button>" in pages[0].text


def test_the_language_stays_through_a_mistake_and_to_the_end(app: Flask, client: FlaskClient) -> None:
    page = client.get(f"{FRAME}?language=de&theme=dark")
    action = re.search(r'action="([^"]+)"', page.text)
    assert action
    address = action[1].replace("&amp;", "&")
    assert "language=de" in address
    back = client.post(address, data=fields(page, action[1].replace("&amp;", "&")) | WORDS | {"name": ""})
    assert "Bitte nennen Sie uns Ihren Namen." in back.text
    done = client.post(address, data=fields(back, address) | WORDS)
    assert done.status_code == 303
    assert "Vielen Dank" in client.get(done.location).text
    kept = only(submissions(app))
    assert kept.choice_label == "Someone recommended you", "the firm reads it in its own words"


@pytest.mark.parametrize(("asked", "shown"), [("de-AT", "de"), ("DE", "de"), ("xx", "en"), ("", "en"), ("../de", "en")])
def test_a_language_that_is_not_there_is_the_forms_own(client: FlaskClient, asked: str, shown: str) -> None:
    assert f'<html lang="{shown}"' in client.get(FORM, query_string={"language": asked}).text


def test_what_the_firm_wrote_stays_as_it_is(app: Flask, client: FlaskClient) -> None:
    publish(app, title="Welcome aboard", question="Who sent you {firm}?")
    page = client.get(f"{FORM}?language=de").text
    assert "Welcome aboard" in page
    assert "Who sent you {firm}?" in page
    assert "Ihr Name" in page


def test_a_form_of_another_language_is_in_that_language_unasked(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        db.session.get_one(Form, 1).language = "es"
        db.session.commit()
    assert "Su nombre" in client.get(FORM).text
    assert "Ihr Name" in client.get(f"{FORM}?language=de").text
    assert "Your name" in client.get(f"{FORM}?language=en").text
