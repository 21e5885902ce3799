"""The form in other languages: every fixed word of it, and nothing of what a firm has written itself."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from intake.first_form import WORDS as FIRST_FORM
from intake.starting_words import WORDS as STARTING_WORDS
from intake.wording import FOLDER, catalogues, put_in, table_of
from records.db import db
from records.forming.forms import Form, FormVersion
from records.forming.starting import SERVICES, start_for
from tests.house.tree import ROOT
from tests.intake.asked.test_asking import publish
from tests.intake.sending import FORM, FRAME, WORDS, only, payload, submissions
from tests.intake.trouble import without_table
from tests.rig.forms import fields

OTHERS = sorted(file.stem for file in FOLDER.glob("*.po"))
NAMES_OF_A_LANGUAGE = {"Phone", "E-mail"}
ARABIC = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Your name"
msgstr "اسمك"

msgid "Send"
msgstr "إرسال"

msgid "What you write goes straight to {firm}. This page sets no cookies."
msgstr "كل ما تكتبه يصل إلى {company}."

#, fuzzy
msgid "Phone"
msgstr "تلفاز"
"""


def words_of(language: str) -> dict[str, str]:
    return table_of(FOLDER / f"{language}.po")


def words_found() -> set[str]:
    """Everything in English that stands in the code and the templates to be said, as `make words` finds it."""
    with (FOLDER / "extract.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel has no type for it
    keywords: dict[str, Any] = {"t": None, "marked": None}
    found: set[str] = set()
    # The two rooms alone: a walk through the whole checkout would walk through everything that is installed, too.
    for room in ("intake", "templates/intake"):
        of_room = [(pattern.removeprefix(f"{room}/"), method) for pattern, method in methods]
        settings = {pattern.removeprefix(f"{room}/"): option for pattern, option in options.items()}
        messages = extract_from_dir(ROOT / room, of_room, settings, keywords)
        found |= {message for _, _, message, _, _ in messages if isinstance(message, str)}
    return found


def texts(start: dict[str, Any]) -> list[str]:
    """Every word of a start that stands on a page."""
    options = [option["label"] for own in start["own"] for option in own.get("options", [])]
    own = [own[part] for own in start["own"] for part in ("label", "help") if own.get(part)]
    choices = [choice[part] for choice in start["choices"] for part in ("label", "follow_up")]
    return [start["title"], start["introduction"], start["question"], start["thanks"]["text"], *choices, *own, *options]


def test_every_catalogue_has_every_word_of_the_form_and_no_other(app: Flask) -> None:
    words = words_found()
    with app.app_context():
        asked: dict[str, Any] = db.session.get_one(FormVersion, 1).definition
    parts = {asked[part] for part in ("title", "intro", "question", "thank_you")}
    first = parts | {choice[part] for choice in asked["choices"] for part in ("label", "follow_up")}
    assert first == set(FIRST_FORM), "the words of the first form are marked in intake/first_form.py"
    begun = {words for service in SERVICES for words in texts(start_for(service, "en"))}
    assert begun - set(FIRST_FORM) == set(STARTING_WORDS), "the words of the starts are in intake/starting_words.py"
    # Spanish is there as a start, too, and says the same as its catalogue.
    spanish = words_of("es")
    for service in SERVICES:
        told = zip(texts(start_for(service, "en")), texts(start_for(service, "es")), strict=True)
        assert [(english, said) for english, said in told if spanish[english] != said] == []
    with (FOLDER / "form.pot").open("rb") as file:
        template = {str(message.id) for message in read_po(file) if message.id}
    assert template == words, "run `make words`"
    assert {"es", "de", "fr"} <= set(OTHERS)
    for language in OTHERS:
        table = words_of(language)
        assert set(table) == words, language
        assert all(said.strip() and put_in(said) == put_in(english) for english, said in table.items())


def test_an_installation_adds_a_language_by_a_file_of_its_own(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Path(app.config["INSTANCE_PATH"]) / "words"
    folder.mkdir(parents=True)
    (folder / "ar.po").write_text(ARABIC, encoding="utf-8")
    (folder / "fr.po").write_text('msgid "Send"\nmsgstr "Partez !"\n', encoding="utf-8")
    (folder / "it.po").write_bytes(b'msgid "Send"\nmsgstr "\xff\xfe"\n')
    publish(app, question="Who sent you?")
    page = client.get(f"{FORM}?language=ar").text
    assert '<html lang="ar" dir="rtl"' in page
    assert "اسمك</label>" in page
    assert '<legend><span lang="en" dir="auto">Who sent you?</span></legend>' in page, "what the firm wrote is marked"
    assert "What you write goes straight to My firm." in page, "other values would break the page"
    assert "Phone</label>" in page, "what is fuzzy is nobody's word yet"
    french = client.get(f"{FORM}?language=fr").text
    assert "Partez !</button>" in french
    assert "Votre nom" in french
    assert '<span lang="en">Who sent you?</span>' in french
    assert "Your name" in client.get(f"{FORM}?language=it").text, "a file that cannot be read takes no form away"
    assert "it.po" in caplog.text
    with app.app_context():
        assert catalogues().languages >= {"ar", "en", "fr"}
    assert "dir=" not in client.get(FORM).text
    assert "<span lang" not in client.get(FORM).text


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


def test_a_form_is_there_in_every_language_whatever_it_was_begun_with(app: Flask, client: FlaskClient) -> None:
    for begun, other in (("en", "es"), ("es", "en"), ("es", "fr")):
        with app.app_context():
            form = db.session.get_one(Form, 1)
            form.language = begun
            db.session.commit()
        for service in SERVICES:
            start = start_for(service, begun)
            publish(app, **start)
            page = unescape(client.get(f"{FORM}?language={other}").text)
            ours, theirs = texts(start), texts(start_for(service, other if other == "es" else "en"))
            table = words_of(other) if other != "en" else {}
            for mine, english in zip(ours, theirs, strict=True):
                if mine == start["thanks"]["text"]:
                    continue
                said = english if other == "es" else table.get(english, english)
                assert said in page, (begun, other, service, mine)
            assert f'<span lang="{begun}">' not in page, (begun, other, service)


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
