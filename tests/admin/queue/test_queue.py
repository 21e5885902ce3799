"""The queue: its order, answers settled together, done for today, spam, and undo right there."""

import re
from datetime import date
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from attribution import Kind, Visit
from records.answers.credits import Decision, Review
from records.answers.submissions import Submission
from records.db import db
from records.forming.forms import Form, published_version
from records.sources import Rejection, add_source
from tests.admin.queue.test_review import counts_for
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, FACEBOOK, clicked, client, credit, grouped, noon, partner, pays, waits
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import told as recorded
from tests.rig.forms import fields

SAID = {
    "Ana Adams": "Joe from the bank",
    "Ben Brown": "joe, from the bank!",
    "Cara Clark": "somebody at the gym",
    "Dev Davis": "Joe from the bank.",
    "Ella Evans": "a talk in the library",
}


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Five open answers, three of which say the same; Cara has paid most, the three together next."""
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        for day, (name, answer) in enumerate(SAID.items(), start=1):
            judged = waits(credit(joe), credit(nisha)) if "bank" in answer else waits()
            came = client(session, name, judged, answer, came=date(2026, 3, day))
            if name == "Cara Clark":
                pays(session, came, 70_000)
                pays(session, came, -10_000)
                pays(session, came, 999_999, kind="billed")
            elif "bank" in answer:
                pays(session, came, 12_345)
            if name == "Ella Evans":
                pays(session, came, 5_000, "EUR")
        grouped(session)
        db.session.commit()
    return app


def listed(who: FlaskClient, address: str) -> list[str]:
    """Whose answers stand in the list, each with what stands beside the name."""
    found = re.findall(r'<li><a href="/admin/answers/[^>]*>([^<]+)</a>(.*?)</li>', who.get(address).text, re.DOTALL)
    return [
        " ".join(visible(f"{name} {re.sub('<q>.*?</q>', '', rest, flags=re.DOTALL)}").split()) for name, rest in found
    ]


def post(who: FlaskClient, number: int, action: str, **changes: str) -> str:
    """Send the form of an answer to an address; the page that follows."""
    form = fields(who.get(f"/admin/answers/{number}"), f"/answers/{number}/review")
    response = who.post(f"/admin/answers/{action}", data=form | changes)
    assert response.status_code == 303, visible(response.text)
    return who.get(response.location).text


def undo(who: FlaskClient, page: str, action: str) -> str:
    response = who.post(unescape(re.search(rf'action="([^"]*{action}[^"]*)"', page)[1]), data=fields(page, action))  # type: ignore[index]
    assert response.status_code == 303
    return who.get(response.location).text


def rows(app: Flask) -> object:
    with app.app_context():
        return everything(db.session())


def test_the_order_is_in_the_address_and_goes_along(firm: Flask, owner: FlaskClient) -> None:
    three = "Ana Adams and 2 others"
    assert listed(owner, "/admin/answers") == ["Cara Clark $600.00", f"{three} $370.35", "Ella Evans €50.00"]
    assert [each.partition(" $")[0] for each in listed(owner, "/admin/answers?order=oldest")] == [
        three,
        "Cara Clark",
        "Ella Evans €50.00",
    ]
    assert listed(owner, "/admin/answers?order=newest")[0] == "Ella Evans €50.00"
    assert listed(owner, "/admin/answers?order=nonsense") == listed(owner, "/admin/answers")
    page = owner.get("/admin/answers?order=newest")
    assert "What brought Ella Evans?" in visible(page.text)
    assert "Ella Evans has paid €50.00 so far." in visible(page.text)
    assert "5 answers, 3 after those that say the same are put together" in visible(page.text)
    sent = fields(page, "/admin/answers/5/review?order=newest")
    following = owner.post("/admin/answers/5/review?order=newest", data=sent | {"choice": "unknown"}).location
    assert following == "/admin/answers/1?order=newest"
    # Whoever leaves one goes on behind it, and not from the beginning.
    assert 'href="/admin/answers/3?order=oldest"' in owner.get("/admin/answers/1?order=oldest").text
    # What came by a form in another language is marked as such, in the answer, the group and the list.
    shown = owner.get("/admin/answers/1").text
    assert 'lang="es"' not in shown
    with firm.app_context():
        db.session.scalars(select(Form)).one().language = "es"
        version = published_version(db.session(), "new-client")
        db.session.execute(update(Submission).values(form_version_id=version.id if version else None))
        db.session.commit()
    shown = owner.get("/admin/answers/1").text
    assert '<blockquote lang="es" dir="auto">' in shown and shown.count('<q lang="es"') == 4
    # Who asked for the page in another language wrote in that one; a choice is worded as the firm worded it.
    with firm.app_context():
        db.session.execute(
            update(Submission).where(Submission.id.in_([1, 2])).values(language="fr", choice_label="Otro")
        )
        db.session.execute(update(Submission).where(Submission.id == 3).values(language="en"))
        db.session.commit()
    shown = owner.get("/admin/answers/1").text
    assert '<blockquote lang="fr" dir="auto">' in shown and '<dd lang="es" dir="auto">Otro</dd>' in shown
    assert "Language of the page</dt><dd>French</dd>" in shown
    assert (shown.count('<q lang="fr"'), shown.count('<q lang="es"'), shown.count("<q>")) == (2, 1, 1)


def test_a_group_is_settled_together_with_single_answers_taken_out_and_undone_as_one(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    before = rows(firm)
    page = owner.get("/admin/answers/1")
    assert "This also settles 2 other answers worth $246.90: see them" in visible(page.text)
    assert page.text.count('type="checkbox" name="with-') == 2
    form = fields(page, "/answers/1/review")
    # What is wrong keeps the ticks as they were.
    less = {name: value for name, value in form.items() if name != "with-4"}
    refused = owner.post("/admin/answers/1/review", data=less | {"choice": "other", "other": ""})
    assert refused.status_code == 422
    again = fields(refused, "/answers/1/review")
    assert ("with-2" in again, "with-4" in again) == (True, False)
    # One that a colleague decides meanwhile is not overwritten, and the page says so.
    post(colleague, 2, "2/review", choice="source 2", **dict.fromkeys(("with-1", "with-4"), ""))
    assert counts_for(firm, "Ana Adams") == ["Nisha Patel"]
    conflict = owner.post("/admin/answers/1/review", data=form | {"choice": "source 1"})
    assert conflict.status_code == 409
    undone = undo(colleague, colleague.get("/admin/answers/2").text, "/answers/2/review/undo")
    assert "Ben Brown" in visible(undone)
    with firm.app_context():
        left = db.session.scalars(select(Review)).all()
        assert len(left) == 2
    colleague.post(
        "/admin/answers/1/review/undo", data=fields(colleague.get("/admin/answers/1"), "/review/undo") | {"act": "all"}
    )
    assert rows(firm) == before
    html = post(owner, 1, "1/review", choice="source 1")
    assert "Ana Adams now counts for Joe Smith, and 2 others with the same words." in visible(html)
    assert [counts_for(firm, name) for name in ("Ana Adams", "Ben Brown", "Dev Davis")] == [["Joe Smith"]] * 3
    assert "Undo it for all 3 decided together" in owner.get("/admin/answers/4").text
    text = visible(undo(owner, html, "/answers/1/review/undo"))
    assert "The decision about Ana Adams and 2 others is undone" in text
    assert rows(firm) == before


def test_what_a_visit_shows_is_credited_only_where_it_shows_it(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        add_source(session, "Facebook", Kind.SOCIAL_NETWORK, noon(CAME))
        client(session, "Ana Adams", waits(also=(clicked(FACEBOOK),)), "a post")
        client(session, "Ben Brown", waits(), "a post")
        client(session, "Cara Clark", waits(also=(clicked(FACEBOOK),)), "A post")
        visit = Visit("https://firm.example/", "https://www.facebook.com/")
        named = recorded(session, answer="through Amity Famrers", visit=visit, visited_at=noon(CAME)).id
        grouped(session)
        db.session.commit()
    # The name that was passed over for the visit is not taught as another name of it.
    html = post(owner, named, f"{named}/review", choice="social network: Facebook")
    assert "counts for Facebook" in visible(html) and "Remember" not in visible(html)
    html = post(owner, 1, "1/review", choice="social network: Facebook")
    assert "The answer of Ben Brown was left as it is: it came with another visit." in visible(html)
    assert [counts_for(app, name) for name in ("Cara Clark", "Ben Brown")] == [["Facebook"], ["in review"]]


def test_several_are_shared_as_typed_and_what_is_unclear_is_asked(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        partner(db.session(), "Joe Smith", occupation="baker")
        db.session.commit()
    address = "/admin/answers/3/review"
    form = fields(owner.get("/admin/answers/3"), address) | {"choice": "several"}
    for typed, said in (
        ({"who-1": "Nisha Patel"}, "Name at least two"),
        ({"who-1": "Nisha Patel", "who-2": "Nobody Known"}, "Nobody is called “Nobody Known”"),
        ({"who-1": "Nisha Patel", "who-2": "Google", "part-1": "60", "part-2": "60"}, "add up to 120"),
        ({"who-1": "Nisha Patel", "who-2": "Google", "part-1": "60"}, "whole number from 1 to 99"),
        ({"who-1": "Cara Clark", "who-2": "Google"}, "Nobody is their own source"),
        ({"who-1": "Nisha Patel", "who-2": "nisha patel"}, "This one is named above already."),
        ({"who-1": "Google", "who-2": "Nisha Patel", "who-3": "google"}, "This one is named above already."),
        ({"who-1": "Joe Smith", "who-2": "Nisha Patel"}, "Who is meant by “Joe Smith”?"),
    ):
        refused = owner.post(address, data=form | typed)
        assert refused.status_code == 422, typed
        assert said in visible(refused.text), typed
        # It is said at the top, and the field that is wrong has the focus and says so.
        assert re.search(
            r'class="problems" role="alert"><p>Nothing is decided yet.*?href="#who-\d"', refused.text, re.DOTALL
        )
        assert (
            re.findall(r"<(\w+)[^>]* autofocus", refused.text) == ["input"] and "<title>Please check: " in refused.text
        )
        kept = fields(refused, address)
        assert {name: kept[name] for name in typed} == typed
    # The last one asked for the second Joe; Enter in a field needs no button.
    sent = kept | {"which-1": "source 3", "part-1": "70", "part-2": "30"}
    assert owner.post(address, data=sent | {"choice": ""}).status_code == 303
    with firm.app_context():
        review = db.session.scalars(select(Review)).one()
        assert [(part.source_id, part.share) for part in review.parts] == [(3, 700_000), (2, 300_000)]


def test_done_for_today_is_for_one_person_and_until_tomorrow(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    html = post(owner, 1, "1/later")
    assert "3 answers put off until tomorrow, for you alone." in visible(html)
    assert "What brought Ella Evans?" in visible(html)
    assert listed(owner, "/admin/answers")[:2] == ["Cara Clark $600.00", "Ella Evans €50.00"]
    assert listed(colleague, "/admin/answers")[1].startswith("Ana Adams and 2 others")
    for number in (3, 5):
        html = post(owner, number, f"{number}/later")
    assert "Done for today" in visible(html)
    assert "5 answers put off until tomorrow" in visible(html)
    assert "Take it up again" in owner.get("/admin/answers/3").text
    taken_up = visible(undo(owner, html, "/answers/5/now"))
    assert "What brought Ella Evans?" in taken_up and "1 answer waits for you again." in taken_up
    assert listed(owner, "/admin/answers")[0] == "Ella Evans €50.00"
    with firm.app_context():
        assert db.session.scalar(select(func.count()).select_from(Decision).where(Decision.is_open)) == 5


def test_spam_counts_nowhere_and_comes_back(firm: Flask, owner: FlaskClient) -> None:
    before = rows(firm)
    # Who has paid is no spam.
    form = fields(owner.get("/admin/answers/3"), "/answers/3/review")
    refused = owner.post("/admin/answers/3/spam", data=form)
    assert refused.status_code == 422
    assert "Cara Clark cannot be spam: there are payments by now." in visible(refused.text)
    assert rows(firm) == before
    with firm.app_context():
        session = db.session()
        for name in ("Finn Foster", "Gita Green"):
            client(session, name, waits(), "Buy cheap pills")
        grouped(session)
        db.session.commit()
    before = rows(firm)
    html = post(owner, 6, "6/spam")
    assert "What Finn Foster sent, and 1 other with the same words, counts nowhere now." in visible(html)
    with firm.app_context():
        assert not db.session.scalars(select(Submission.id).where(Submission.id.in_([6, 7]))).all()
    assert "What Finn Foster sent waits again." in visible(undo(owner, html, "/answers/spam/undo"))
    after = rows(firm)
    for table in ("submissions", "decisions", "clients", "credits"):
        assert after[table] == before[table], table  # type: ignore[index]


def test_single_keys_are_switched_off_by_everybody_for_themselves(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    assert "keys.js" in owner.get("/admin/answers/3").text
    post(owner, 3, "keys", keys="off", answer="3")
    page = owner.get("/admin/answers/3").text
    assert "Single keys are off." in visible(page)
    assert not re.search(r"keys\.js|data-key|<kbd", page)
    assert "keys.js" in colleague.get("/admin/answers/3").text
    post(owner, 3, "keys", keys="on", answer="")
    assert "keys.js" in owner.get("/admin/answers").text


def test_only_the_answer_that_was_looked_at_teaches_what_is_meant(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe, nisha, _ = (partner(session, name) for name in ("Joe Smith", "Nisha Patel", "Ted Kostas"))
        for name in ("Ana Adams", "Ben Brown", "Cara Clark"):
            client(session, name, waits(credit(joe, span=(0, 5)), credit(nisha, span=(0, 5))), "Stevo")
        grouped(session)
        db.session.commit()
    post(owner, 1, "1/review", choice="source 3")
    with app.app_context():
        # Who was suggested second was not passed over by saying it once more of the same words.
        assert [each.source_id for each in db.session.scalars(select(Rejection))] == [1]
