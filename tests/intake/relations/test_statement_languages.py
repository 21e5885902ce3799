"""A partner's statement in other languages: every word of it, and the language stays to the end."""

import re
import string

from flask import Flask
from flask.testing import FlaskClient

from intake.filling.limits_of_text import AtMost
from intake.statement import forms, shown, telling
from intake.statement.wording import NAMES, words_of
from records.db import db
from records.forming.forms import Form
from tests.house.tree import ROOT
from tests.intake.relations.stating import stating_firm
from tests.rig.forms import fields


def every_word() -> set[str]:
    found = {*shown.BECAME.values(), *shown.KEPT.values(), *forms.OUTCOMES.values(), telling.ONCE_MORE, AtMost.message}
    found |= {forms.NO_CLIENT, forms.NO_AMOUNT, forms.NO_MINUS, forms.NO_WORDS}
    found |= {field.label.text for form in (forms.OutcomeForm(), forms.LookingForm()) for field in form}
    for file in (ROOT / "templates" / "intake" / "statement").glob("*.html"):
        found |= set(re.findall(r'\bt\("([^"]+)"', file.read_text(encoding="utf-8")))
    return found


def named(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_table_has_every_word_and_no_other() -> None:
    for language in NAMES.keys() - {"en"}:
        table = words_of(language)
        assert set(table) == every_word(), language
        assert all(said.strip() and named(english) == named(said) for english, said in table.items()), language


def test_the_language_is_the_forms_or_the_one_asked_for_and_stays(app: Flask, client: FlaskClient) -> None:
    firm = stating_firm(app)
    path = f"/s/{firm.token}"
    assert '<html lang="en">' in client.get(path).text
    page = client.get(f"{path}?language=de")
    assert '<html lang="de">' in page.text
    assert "Wen Sie uns geschickt haben" in page.text and "Whom you sent us" not in page.text
    left = [english for english, said in words_of("de").items() if english != said and f">{english}<" in page.text]
    assert left == []
    action = next(each for each in re.findall(r'action="([^"]+)"', page.text) if "outcome" in each)
    assert action.endswith("?language=de")
    form = fields(page, action) | {"outcome": "won", "value": "viel"}
    wrong = client.post(action, data=form)
    assert wrong.status_code == 422
    assert "Diesen Betrag können wir nicht lesen." in wrong.text and 'value="viel"' in wrong.text
    done = client.post(action, data=fields(wrong, action) | {"outcome": "won", "value": "100"})
    assert done.status_code == 303 and "language=de" in done.location
    assert "Danke. Was Sie gesagt haben, ist gespeichert" in client.get(done.location).text
    assert "Dieser Link öffnet nichts" in client.get("/s/nothing?language=de").text
    with app.app_context():
        db.session().get_one(Form, 1).language = "es"
        db.session.commit()
    assert '<html lang="es">' in client.get(path).text
    assert '<html lang="en">' in client.get(f"{path}?language=en").text
