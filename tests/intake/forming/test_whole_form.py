"""A form that asks everything: shown, refused with everything kept, sent, kept, and told to whoever may see it."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from intake.filling.contacts import Email
from intake.filling.limits_of_text import AtMost
from records.db import db
from records.mail import Mail
from reports.clients.own_answers import Told, own_answers
from tests.intake.forming.whole import EVERYTHING, FILLED, KEPT, publish_whole
from tests.intake.sending import FORM, FRAME, only, payload, submissions
from tests.intake.trouble import without_table
from tests.rig.forms import fields

WRONG = {
    "email": "",
    "own-court": " ",
    "own-haste": "someday",
    "own-areas": [],
    "own-day": "1 April",
    "own-office_phone": "call me",
    "own-second_mail": "m@",
    "own-worth": "a lot",
    "own-story": "x" * 20_001,
    "own-terms": "",
}


def test_what_is_wrong_is_said_at_each_question_and_everything_is_kept(app: Flask, client: FlaskClient) -> None:
    publish_whole(app)
    for address in (FORM, FRAME, f"{FORM}?language=es"):
        token = fields(client.get(address), address)
        back = client.post(address, data={**token, **FILLED, **WRONG})
        assert back.status_code == 422
        page = back.text
        assert page.count('role="alert"') == 1
        linked = re.findall(r'<li><a href="#([^"]+)">', page)
        wrong = ["email", "own-court", "own-story", "own-haste-0", "own-areas-0", "own-day"]
        wrong += ["own-office_phone", "own-second_mail", "own-worth", "own-terms"]
        assert linked == wrong, "in the order of the page"
        assert all(f'id="{place}"' in page for place in linked)
        assert page.count('class="error"') == len(wrong)
        assert 'value="1 April"' in page
        assert 'id="own-day" name="own-day" type="text"' in page, "a browser shows no wrong date in its own control"
        for kept in ("call me", "a lot", "m@", "Lopez &amp; Sons", "The deposit", "Nisha at the bakery"):
            assert kept in page, kept
        assert "Please answer this question." in page or "Por favor, responda a esta pregunta." in page
    for day in ("20260331", "2026-W14-2", "2026-02-30", "2026-3-1", "0000-01-01", "２０２６-03-31"):
        back = client.post(FORM, data={**fields(client.get(FORM), FORM), **FILLED, "own-day": day})
        assert back.status_code == 422 and '<a href="#own-day">' in back.text, day
    assert submissions(app) == []


def test_what_is_answered_is_kept_and_told_as_it_was_asked(
    app: Flask, client: FlaskClient, owner: FlaskClient, runner: FlaskCliRunner
) -> None:
    publish_whole(app)
    form = {**payload(client), **FILLED}
    assert client.post(FORM, data=form).status_code == 303
    assert client.post(FORM, data=form).status_code == 303, "sent twice"
    sent = only(submissions(app))
    assert sent.own_answers == KEPT
    assert (sent.company, sent.client.company, sent.may_tell) == ("Lopez & Sons", "Lopez & Sons", True)
    client.post(FORM, data={**form, "own-worth": "900"})
    assert submissions(app)[1].corrects_id == sent.id, "another answer is a correction"

    # Later versions ask otherwise; what was asked then stays.
    renamed = [{**each, "label": f"New: {each['label']}", "options": []} for each in EVERYTHING["own"][:1]]
    publish_whole(app, own=renamed, choices=EVERYTHING["choices"][1:])
    told = [
        Told("Which court?", "Quincy <b>District</b>"),
        Told("What happened?", "A long\nstory"),
        Told("How soon?", "This week"),
        Told("What is it about?", "Work, Tax"),
        Told("When is the hearing?", "2026-04-01"),
        Told("Phone at work", "(201) 555-0123"),
        Told("Second e-mail", "m@work.example"),
        Told("How much is it about?", "1,250.50"),
        Told("I agree to the terms of May 2026", "Yes", "They are on our website."),
        Told("You may write to me about news", "No"),
    ]
    with app.app_context():
        assert own_answers(db.session.merge(sent)) == told
        first = db.session.scalars(select(Mail).order_by(Mail.id)).all()[0]
        assert db.session.query(Mail).count() == 2, "one for what was sent, one for its correction"
    assert (first.to, first.html) == ("desk@firm.example", None)
    assert "Maria Lopez" in first.subject
    for words in (
        "maria@mail.example",
        "Company: Lopez & Sons",
        "What is it about?: Work, Tax",
        "terms of May 2026: Yes",
    ):
        assert words in first.text, words
    for page in (f"/admin/clients/{sent.client_id}", f"/admin/answers/{sent.id}"):
        text = owner.get(page).text
        assert "Quincy &lt;b&gt;District&lt;/b&gt;" in text, page
        for each in told[2:]:
            assert each.label in text, (page, each)
            assert each.words in text, (page, each)
        assert "A person" in text, "the choice is not in the newest version"
    found = json.loads(runner.invoke(args=["person", "export", "maria@mail.example"]).stdout)
    asked = found["submissions"][0]["own_answers_as_asked"]
    assert {"question": "How soon?", "answer": "This week"} in asked
    terms = {"question": told[8].label, "answer": "Yes", "help": told[8].help}
    assert terms in asked
    runner.invoke(args=["person", "erase", "maria@mail.example", "--yes"])
    with app.app_context():
        assert {mail.text for mail in db.session.scalars(select(Mail))} == {""}
    assert [(each.own_answers, each.company) for each in submissions(app)] == [({}, "")] * 2


def test_each_way_to_reach_somebody_can_be_left_out_and_the_other_is_then_needed(
    app: Flask, client: FlaskClient
) -> None:
    cases = [
        ({"email": True, "phone": False}, "phone", {"email": ""}, "Please give us an e-mail address"),
        ({"email": False, "phone": True}, "email", {"phone": ""}, "Please give us a phone number"),
        ({"email": True, "phone": True}, "company", {"email": "", "phone": ""}, "One of them is enough"),
    ]
    for contact, missing, nothing, message in cases:
        publish_whole(app, own=[], contact=contact | {"company": False, "need": False})
        page = client.get(FORM).text
        names = set(re.findall(r'\bname="([a-z_]+)"', page))
        assert missing not in names
        assert not {"company", "need"} & names
        form = payload(client, email="a@mail.example", phone="201 555 0123")
        back = client.post(FORM, data=form | nothing)
        assert back.status_code == 422
        assert message in back.text
        assert client.post(FORM, data=form).status_code == 303
    assert [(each.email, each.phone) for each in submissions(app)] == [
        ("a@mail.example", ""),
        ("", "201 555 0123"),
        ("a@mail.example", "201 555 0123"),
    ]
    assert [each.own_answers for each in submissions(app)] == [{}, {}, {}]


def test_the_firms_words_stand_as_written_and_the_follow_ups_in_the_order_of_the_choices(
    app: Flask, client: FlaskClient
) -> None:
    publish_whole(app)
    page = client.get(FORM).text
    for words in ("Your matter", "Tell us in your words", "You may thank them", "Two minutes", "As on the letter."):
        assert words in page, words
    assert re.findall(r'name="choice" type="radio" value="([a-z]+)"', page) == [
        "recommended",
        "search",
        "site",
        "other",
    ]
    asked = re.search(r'<label for="answer"><span class="asks">(.*?)</span></span>', page)
    assert asked
    assert re.findall(r"<span>([^<]+)", asked[1]) == [
        "Tell us in your words",
        "Who may we thank?",
        "Did anything or anybody else lead you to us?",
        "Which website?",
        "Tell us in your words",
    ]
    assert 'href="https://firm.example/privacy"' in page
    spanish = client.get(f"{FORM}?language=es").text
    for words in (
        "Your matter",
        "Which court?",
        "This week",
        "Tell us about it",
        "As on the letter.",
        "Which website?",
    ):
        assert f'<span lang="en">{words}</span>' in spanish, words
    assert "¿A quién podemos dar las gracias?" in spanish, "the program's own words are said"
    thanks = client.get(f"{FORM}/thanks").text
    assert "We call you by Friday." in thanks
    assert 'href="https://firm.example/next"' in thanks
    assert "Go on to firm.example" in thanks
    assert 'target="_top"' in client.get(f"{FRAME}/thanks").text
    # Leading there at once is the hosted form's alone, and browsers ask the policy whether it may.
    publish_whole(app, own=[], thanks={"text": "", "address": "https://firm.example/next", "redirect": True})
    assert "form-action 'self' https://firm.example;" in client.get(FORM).headers["Content-Security-Policy"]
    assert "form-action 'self';" in client.get(FRAME).headers["Content-Security-Policy"]
    assert client.post(FORM, data=payload(client)).location == "https://firm.example/next"
    assert client.post(FRAME, data=payload(client, FRAME)).location == f"{FRAME}/thanks"


def test_what_could_not_be_kept_comes_back_with_the_answers_to_own_questions(app: Flask, client: FlaskClient) -> None:
    publish_whole(app)
    form = {**payload(client), **FILLED}
    with without_table(app, "submissions"):
        unsent = client.post(FORM, data=form)
    assert unsent.status_code == 503
    again = {**fields(unsent, FORM), "own-areas": re.findall(r'name="own-areas" value="([a-z]+)"', unsent.text)}
    assert client.post(FORM, data=again).status_code == 303
    assert only(submissions(app)).own_answers == KEPT


def test_what_is_far_too_long_is_not_looked_at_any_further() -> None:
    class OneField(Form):
        email = StringField(validators=[AtMost(254), Email()])

    form = OneField(MultiDict({"email": "a" * 300}))
    assert not form.validate()
    assert [error[:12] for error in form.email.errors] == ["This is long"]


def test_an_option_that_is_sent_many_times_is_chosen_once(app: Flask, client: FlaskClient) -> None:
    publish_whole(app)
    client.post(FORM, data=payload(client) | FILLED | {"own-areas": ["work", "tax"] * 100})
    assert only(submissions(app)).own_answers["areas"] == ["work", "tax"]
