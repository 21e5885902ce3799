"""What a decision reaches beyond its answer: words just taught, and more answers than one step settles."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.submissions import Submission
from records.db import db
from records.sources import Source
from tests.admin.queue.test_alias import asked, directory, open_answers
from tests.admin.queue.test_queue import post, rows, undo
from tests.admin.reading import visible
from tests.admin.small_firm import client, credit, grouped, partner, pays, waits
from tests.rig.forms import fields


def test_more_than_are_settled_in_one_step_follow_at_once(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        for number in range(103):
            client(session, f"Ana Number{number}", waits(credit(joe)), "somebody at the bank")
        pays(session, client(session, "Cara Clark", waits(), "a talk"), 70_000)
        grouped(session)
        db.session.commit()
    page = visible(owner.get("/admin/answers/1").text)
    assert "This also settles 100 other answers of 102: see them" in page and "2 more say the same" in page
    html = visible(post(owner, 1, "1/review", choice="source 1"))
    assert "Ana Number0 now counts for Joe Smith, and 100 others with the same words." in html
    assert "More say the same." in html and "What brought Ana Number101?" in html
    html = visible(post(owner, 102, "102/review", choice="source 1"))
    assert "and 1 other with the same words." in html and "What brought Cara Clark?" in html


def test_an_alias_settles_more_than_one_step_and_is_undone_as_one(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    first, *others = asked(app, "Big Stevo", *(f"Big Stevo, number {number} of the choir" for number in range(102)))
    before = open_answers(app)
    offered = post(owner, first, f"{first}/review", choice="other", other="Stephen Millar")
    assert "This also settles at least 100 earlier answers" in visible(offered)
    assert "2 more answers have these words" in visible(offered)
    action = f"/answers/{first}/alias"
    following = owner.post(f"/admin{action}", data=fields(offered, action))
    html = owner.get(following.location).text
    assert "102 more answers now count for Stephen Millar." in visible(html)
    assert open_answers(app) == before - {first, *others}
    undo(owner, html, f"{action}/undo")
    assert open_answers(app) == before - {first}


def test_words_just_taught_are_undone_right_there(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    answers = (
        "Big Stevo",
        "it was Big Stevo, at the game",
        "Yolanda Fitz",
        "Karen Osterhaus",
        "Karen Osterhaus told me so",
    )
    first, second, *others = asked(app, *answers)
    with app.app_context():
        pays(db.session(), db.session.get_one(Submission, second).client, 920_000)
        db.session.commit()
    before_review = rows(app)
    offered = post(owner, first, f"{first}/review", choice="source 1")
    assert "This also settles 1 earlier answer worth $9,200.00" in visible(offered)
    before = rows(app)
    action = f"/answers/{first}/alias"
    page = owner.get(f"/admin{action}")
    following = owner.post(f"/admin{action}", data=fields(page, action))
    html = owner.get(following.location).text
    assert "“Big Stevo” now leads to Stephen Millar. 1 more answer now counts for Stephen Millar." in visible(html)
    assert open_answers(app) == set(others)
    again = undo(owner, html, f"{action}/undo")
    assert "This also settles 1 earlier answer worth $9,200.00" in visible(again)
    assert f'<a href="/admin/answers/{first}">What ' in again
    assert rows(app) == before
    undo(owner, owner.get(f"/admin/answers/{first}").text, f"/answers/{first}/review/undo")
    assert rows(app) == before_review
    # A new partner whom others name: their answers wait again when the decision that made them known is undone.
    _, fourth, fifth = others
    post(owner, fourth, f"{fourth}/review", choice="new", name="Karen Osterhaus", kind="person")
    action = f"/answers/{fourth}/alias"
    following = owner.post(f"/admin{action}", data=fields(owner.get(f"/admin{action}"), action))
    html = owner.get(following.location).text
    assert "1 more answer now counts for Karen Osterhaus." in visible(html)
    undo(owner, html, f"/answers/{fourth}/review/undo")
    assert rows(app) == before_review
    assert fifth in open_answers(app)
    with app.app_context():
        assert not db.session.scalars(select(Source.id).where(Source.name == "Karen Osterhaus")).all()
