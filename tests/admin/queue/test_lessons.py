"""The pages of what was taught: aliases and rejections are listed, changed, suspended and undone."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.sources import Alias, Rejection
from tests.admin.queue.test_alias import aliases, asked, directory, open_answers
from tests.admin.queue.test_review import counts_for, decide
from tests.admin.reading import entries, sum_of, visible
from tests.records.everything_kept import everything
from tests.rig.forms import fields

ALIAS = "/admin/aliases/1"
REJECTION = "/admin/rejections/1"


def teach(owner: FlaskClient, answer: int, source: int = 1) -> None:
    """Settle an answer and remember its words."""
    address = decide(owner, answer, choice=f"source {source}").location
    owner.post(address, data=fields(owner.get(address), address))


def rows(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    with app.app_context():
        return everything(db.session())


def press(who: FlaskClient, page: str, action: str, **changes: str) -> str:
    """Send a form of a page. Returns the words of the page that follows."""
    response = who.post(action, data=fields(who.get(page), action) | changes)
    assert response.status_code == 303, response.text
    return visible(who.get(response.location).text)


def test_one_confirmed_alias_makes_the_same_words_automatic_and_its_undo_leaves_no_trace(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    """The proof of learning: the real form, the real pages, and every row of every table compared."""
    directory(app, "Stephen Millar", "Nisha Patel")
    first, same = asked(app, "Big Stevo", "big stevo sent me")
    address = decide(owner, first, choice="source 1").location
    before = rows(app)
    owner.post(address, data=fields(owner.get(address), address))
    assert open_answers(app) == set()
    send(client, "BIG STEVO told me")
    assert counts_for(app, "Ana Adams") == ["Stephen Millar"]
    page = owner.get(ALIAS)
    assert sum_of(page.text)[0] == entries(page.text)[0] == 2
    text = press(owner, ALIAS, f"{ALIAS}/undo")
    assert "undone, as if it had never been said" in text
    assert "2 answers wait for a person again." in text
    assert owner.get(ALIAS).status_code == 404
    assert counts_for(app, "Ana Adams") == ["in review"]
    after = rows(app)
    # The client who came meanwhile stays, as an answer that waits; of everything else nothing is changed.
    for table, kept in before.items():
        if table.endswith("_totals"):
            # Sums count the new client too; that they are right is looked at after every test.
            continue
        left = [row for row in after[table] if row not in kept]
        assert [row for row in kept if row not in after[table]] == [], table
        assert not left or table in {
            "clients", "submissions", "decisions", "credits", "stage_changes", "touches"
        }, (table, left)  # fmt: skip
    send(client, "Big Stevo again", name="Bea Brown", email="bea@mail.example")
    assert counts_for(app, "Bea Brown") == ["in review"]
    assert same


def send(client: FlaskClient, answer: str, **changes: str) -> None:
    """Somebody fills in the public form."""
    page = client.get("/f/new-client")
    who = {"name": "Ana Adams", "email": "ana@mail.example", "choice": "recommended", "answer": answer}
    response = client.post("/f/new-client", data=fields(page, having="answer") | who | changes)
    assert response.status_code == 303, response.text


def test_the_list_says_what_each_has_decided_and_its_page_adds_up(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, *_ = asked(app, "Big Stevo", "big stevo sent me", "it was Big Stevo")
    teach(owner, first)
    html = owner.get("/admin/aliases").text
    text = visible(html)
    assert "1 alias" in text
    for shown in ("Big Stevo", "Stephen Millar", "learned", "olive"):
        assert shown in text
    count = re.search(r'href="/admin/aliases/1#decided">(\d+)<', html)
    assert count
    page = owner.get(ALIAS).text
    assert int(count[1]) == sum_of(page)[0] == entries(page)[0] == 2
    assert "decided about 2 clients" in visible(owner.get("/admin/partners/1").text)
    assert 'href="/admin/aliases/1">an alias' in owner.get("/admin/clients/2").text


def test_the_lists_are_searched_by_words_and_by_source(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, second = asked(app, "Big Stevo", "Steven Miler, perhaps")
    teach(owner, first)
    decide(owner, second, choice="source 2")
    for address, words in (("/admin/aliases", "Big Stevo"), ("/admin/rejections", "Steven Miler")):
        for wanted in (words.upper(), "stephen mill"):
            assert f">{words}</a>" in owner.get(address, query_string={"q": wanted}).text
        assert "None has these words" in owner.get(address, query_string={"q": "yolanda"}).text


def test_empty_lists_say_why_and_what_to_do(owner: FlaskClient) -> None:
    assert "Nothing was taught yet" in owner.get("/admin/aliases").text
    assert "Nothing was turned down yet" in owner.get("/admin/rejections").text


def test_an_alias_gets_another_spelling_and_source_with_who_and_when(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, second, other = asked(app, "Big Stevo", "big stevo sent me", "Steviekins")
    teach(owner, first)
    before = rows(app)
    text = press(colleague, ALIAS, ALIAS, words="Steviekins", source="nisha patel")
    assert "“Steviekins” leads to Nisha Patel now." in text
    assert "colin: until then “Big Stevo” for Stephen Millar" in text
    assert open_answers(app) == {second}
    assert counts_for(app, "Client of 3") == ["Nisha Patel"]
    text = press(owner, ALIAS, f"{ALIAS}/undo")
    assert "The last change is undone." in text
    assert rows(app) == before
    assert open_answers(app) == {other}


def test_a_change_that_cannot_be_is_answered_with_what_to_do(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel", "Nisha Rao")
    (first,) = asked(app, "Big Stevo")
    teach(owner, first)
    form = fields(owner.get(ALIAS), ALIAS)
    for change, said in (
        ({"words": " "}, "Type the words"),
        ({"words": "my dentist"}, "carry no name"),
        ({"words": "Nisha"}, "fit somebody else"),
        ({"words": "Stephen Millar"}, "which needs no alias"),
        ({"source": "Nobody Known"}, "Nobody in the directory is called “Nobody Known”"),
        ({"source": "nisha"}, "Several are called “nisha”"),
        ({"source": " "}, "Type the name of a source."),
    ):
        response = owner.post(ALIAS, data=form | change)
        assert response.status_code == 422, change
        assert said in visible(response.text), change
    assert aliases(app) == [("Big Stevo", True)]


def test_a_contradiction_suspends_and_staff_see_why_and_by_whom(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, second, third = asked(app, "Big Stevo", "big stevo sent me", "it was Big Stevo")
    teach(owner, first)
    decide(colleague, second, choice="other", other="Nisha Patel")
    assert open_answers(app) == {third}
    said = "“Big Stevo” led to Stephen Millar until colin credited Nisha Patel for it"
    shown = owner.get(f"/admin/answers/{third}").text
    assert said in visible(shown)
    assert 'value="source 1"' in shown
    text = visible(owner.get(ALIAS).text)
    assert "colin credited Nisha Patel for these words of Client of 2" in text
    assert "the alias decides nothing" in text
    assert "suspended on" in visible(owner.get("/admin/aliases").text)
    assert "1 answer that waited is settled." in press(owner, ALIAS, f"{ALIAS}/resume")
    assert counts_for(app, "Client of 3") == ["Stephen Millar"]


def test_a_decision_is_undone_with_what_it_taught_and_contradicted(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, second, third = asked(app, "Big Stevo", "big stevo sent me", "it was Big Stevo")
    teach(owner, first)
    before = rows(app)
    decide(colleague, second, choice="other", other="Nisha Patel")
    assert open_answers(app) == {third}
    text = press(owner, f"/admin/answers/{second}", f"/admin/answers/{second}/review/undo")
    assert "The decision about Client of 2 is undone" in text
    assert rows(app) == before


def test_a_decision_that_was_replaced_meanwhile_is_not_undone(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    (first,) = asked(app, "somebody named Yolanda Fitzgibbon")
    decide(owner, first, choice="source 1")
    action = f"/admin/answers/{first}/review/undo"
    form = fields(owner.get(f"/admin/answers/{first}"), action)
    decide(colleague, first, choice="source 2")
    owner.post(action, data=form)
    assert counts_for(app, "Client of 1") == ["Nisha Patel"]


def test_not_this_one_opens_the_answer_and_is_remembered(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Joe Smithson", "Nisha Patel")
    (first,) = asked(app, "Joe Smithson sent me")
    assert counts_for(app, "Client of 1") == ["Joe Smithson"]
    before = rows(app)
    page = f"/admin/answers/{first}"
    text = press(owner, page, f"{page}/rejections")
    assert "“Joe Smithson” will not be counted for Joe Smithson by itself." in text
    assert "olive said of “Joe Smithson” that it is not." in text
    assert counts_for(app, "Client of 1") == ["in review"]
    listed = owner.get("/admin/rejections").text
    assert "“not this one”" in visible(listed)
    assert 'href="/admin/rejections/1#decided">1<' in listed
    assert sum_of(owner.get(REJECTION).text)[0] == entries(owner.get(REJECTION).text)[0] == 1
    assert "Words that are not Joe Smithson" in owner.get("/admin/partners/1").text
    press(owner, REJECTION, f"{REJECTION}/undo")
    assert rows(app) == before


def test_what_was_turned_down_is_not_suggested_first_to_answers_from_before(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Steve Miller")
    first, second = asked(app, "Steve Miler told me", "Steve Miler it was")
    order = re.findall(r'value="(source \d)"', owner.get(f"/admin/answers/{first}").text)
    assert len(order) == 2
    decide(owner, second, choice=order[1])
    assert re.findall(r'value="(source \d)"', owner.get(f"/admin/answers/{first}").text) == order[::-1]


def test_what_somebody_changed_meanwhile_is_not_undone(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    (first,) = asked(app, "Big Stevo")
    teach(owner, first)
    form = fields(owner.get(ALIAS), f"{ALIAS}/undo")
    press(colleague, ALIAS, ALIAS, words="Steviekins")
    response = owner.post(f"{ALIAS}/undo", data=form)
    assert "nothing was undone" in owner.get(response.location).text
    assert aliases(app) == [("Steviekins", True)]


def test_a_first_name_is_remembered_only_if_somebody_presses_that(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Thomas Grzegorczyk", "Nisha Patel")
    first, same = asked(app, "Tom", "tom told me")
    address = decide(owner, first, choice="source 1").location
    page = owner.get(address)
    form = fields(page, address)
    assert "a first name and nothing more" in visible(page.text)
    # The button that stands out is the other one.
    assert re.search(r'<button class="second"[^>]*>Remember “Tom”', page.text)
    owner.post(address, data={name: value for name, value in form.items() if name != "remember"})
    assert aliases(app) == []
    owner.post(address, data=form)
    assert aliases(app) == [("Tom", True)]
    assert counts_for(app, "Client of 2") == ["Thomas Grzegorczyk"]
    assert same


def test_a_spelling_deleted_from_the_partner_is_undone(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    first, second = asked(app, "Big Stevo", "big stevo sent me")
    teach(owner, first)
    press(owner, "/admin/partners/1/edit", "/admin/partners/1", aliases="")
    assert open_answers(app) == {second}
    with app.app_context():
        assert db.session.query(Alias).count() == db.session.query(Rejection).count() == 0
