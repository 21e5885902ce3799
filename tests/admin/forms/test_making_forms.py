"""Making forms without code: a whole story by the pages, and what is kept of it."""

import re
from datetime import timedelta
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Role
from records.answers.credits import Credit
from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.forming.forms import FormVersion
from records.sources import Source
from tests.admin.forms.pressing import begun, drafted, keys, press, published, typed
from tests.admin.reading import visible
from tests.records.firm_of_tests import partner
from tests.rig.forms import fields

EDIT = "/admin/forms/1/edit"


def send(client: FlaskClient, address: str = "/f/new-client", **words: str) -> None:
    who = {"name": "Ada Byron", "email": "ada@mail.example"}
    response = client.post(address, data=fields(client.get(address), having="answer") | who | words)
    assert response.status_code == 303, response.text


def test_a_form_is_changed_and_published_and_old_answers_stay_as_they_were_asked(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    send(client, choice="event")
    edit = begun(owner)
    press(owner, edit, question="How did you hear of us?", choice__event__label="A talk of ours")
    page = press(owner, edit, "choice.website.remove")
    assert "“Another website” is taken out of the draft." in page.text
    page = press(owner, edit, "choice.client.up")
    assert keys(drafted(app)["choices"])[:2] == ["client", "recommended"]
    # At the top it cannot go up, so the focus is on the way down.
    assert re.search(r'id="choice\.client\.down"[^>]*“I am or was a client” down, now 1 of 10" autofocus', page.text)
    assert re.findall(r'id="choice\.(\w+)\.(up|down)"[^>]* disabled', page.text) == [
        ("client", "up"),
        ("forgotten", "down"),
    ]
    page = press(owner, edit, "choice.add")
    new = re.search(r'id="choice\.(c_\w+)\.label"[^>]* autofocus', page.text)
    assert new, page.text
    assert "Write this choice" in page.text
    press(owner, edit, **{f"choice.{new[1]}.label": "The church paper", f"choice.{new[1]}.kind": "advertisement"})
    press(owner, edit, "own.add", new_type="choice")
    asked = drafted(app)["own"][0]
    first, second = keys(asked["options"])
    own = f"own.{asked['key']}"
    press(owner, edit, f"{own}.option.add", **{f"{own}.label": "How soon?", f"{own}.option.{first}": "Now"})
    third = drafted(app)["own"][0]["options"][2]["key"]
    press(
        owner, edit, f"{own}.option.{third}.up", **{f"{own}.option.{second}": "Later", f"{own}.option.{third}": "Soon"}
    )
    assert keys(drafted(app)["own"][0]["options"]) == [first, third, second]
    # Nobody sees any of it yet.
    assert "What brought you to us?" in client.get("/f/new-client").text
    said = published(owner, thanks__text="We will call you.", notify="ann@firm.example", retention_days="730")
    assert said.status_code == 303, said.text
    page = owner.get(said.location)
    words = visible(page.text)
    for change in (
        "The question is now “How did you hear of us?”, was “What brought you to us?”.",
        "New choice: “The church paper”.",
        "The choice “An event or talk” is now “A talk of ours”.",
        "Taken out: the choice “Another website”. Answers that chose it keep it.",
        "Another order of the choices.",
        "New question of yours: “How soon?” (one choice).",
        "New answers are mailed to ann@firm.example.",
        "The words are kept for 730 days.",
        "Published",
        "by olive",
    ):
        assert change in words, change
    assert "How did you hear of us?" in client.get("/f/new-client").text
    send(client, choice=new[1], name="Ben Brown", email="ben@mail.example")
    with app.app_context():
        came = db.session.scalars(select(Submission).order_by(Submission.id)).all()
        assert [(each.form_version.number, each.choice_label) for each in came if each.form_version] == [
            (1, "An event or talk"),
            (2, "The church paper"),
        ]
    for version, name, label in ((1, "Ada Byron", "An event or talk"), (2, "Ben Brown", "The church paper")):
        listed = owner.get(f"/admin/forms/1/answers?version={version}")
        assert '<data id="sum" value="1">' in listed.text
        assert name in listed.text and label in listed.text
    assert '<data value="2">' in owner.get("/admin/forms").text
    assert owner.get("/admin/forms/1/answers?format=csv").text.count("@") == 0
    # Nothing is published twice, and an old version can be begun from.
    old = owner.post("/admin/form-versions/1/drafts", data=fields(owner.get("/admin/form-versions/1"), "/drafts"))
    assert drafted(app)["question"] == "What brought you to us?"
    assert "How did you hear" not in owner.get(old.location).text.partition("Changed since")[0]


def test_what_is_wrong_is_said_at_the_very_field_and_nothing_typed_is_lost(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for city in ("Quincy", "Salem"):
            partner(db.session(), "Joe Smith", city=city)
        mia = partner(db.session(), "Mia Diaz").id
        db.session.commit()
    edit = begun(owner)
    refused = published(owner, question="", thanks__address="nonsense", look__accent="green", notify="x")
    assert refused.status_code == 422
    for field, words in (
        ("question", "Write the question"),
        ("thanks.address", "Write a whole address"),
        ("look.accent", "Write the colour"),
        ("notify", "“x” is no e-mail address"),
    ):
        found = re.search(rf'<p class="error" id="{re.escape(field)}-error" data-live>([^<]*)', refused.text)
        assert found and words in unescape(found[1]), field
        assert re.search(rf'id="{re.escape(field)}"[^>]*aria-invalid="true"', refused.text), field
    # The draft has it all the same, and what is published is untouched.
    assert drafted(app)["look"]["accent"] == "green"
    press(owner, edit, question="Why?", thanks__address="", look__accent="", notify="")
    for name, problem in (("Nobody Atall", "Nobody in your directory"), ("Joe Smith", "Several can be meant")):
        sent = typed(owner.get(edit), choice__recommended__source=name, title="Hello", retention_days="soon")
        response = owner.post(EDIT, data=sent)
        assert response.status_code == 422
        assert problem in response.text and "Type a number of days" in response.text
        again = typed(response)
        assert (again["choice.recommended.source"], again["title"], again["retention_days"]) == (name, "Hello", "soon")
        assert "title" not in drafted(app) or drafted(app)["title"] != "Hello"
    which = re.search(r'name="choice\.recommended\.which" value="(\d+)"> <span>Joe Smith[^/]*Salem', response.text)
    assert which
    sent = typed(response, choice__recommended__which=which[1], retention_days="30")
    assert owner.post(EDIT, data=sent).status_code == 303
    chosen = drafted(app)["choices"][0]
    assert (chosen["source_id"], chosen["kind"]) == (int(which[1]), "partner")
    press(owner, edit, choice__recommended__source="Mia Diaz")
    assert drafted(app)["choices"][0]["source_id"] == mia
    press(owner, edit, choice__recommended__source="")
    assert "source_id" not in drafted(app)["choices"][0]


def test_two_people_do_not_overwrite_each_other(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    edit = begun(owner)
    mine = typed(owner.get(edit), question="Mine?", title="My words")
    press(colleague, edit, question="Theirs?")
    refused = owner.post(EDIT, data=mine)
    assert refused.status_code == 409
    words = visible(refused.text)
    assert "colin has changed this draft meanwhile" in words
    assert "The question is now “Mine?”, was “Theirs?”." in words
    assert drafted(app)["question"] == "Theirs?"
    # What was typed is still there; saving it once more is a decision.
    kept = typed(refused)
    assert (kept["question"], kept["title"]) == ("Mine?", "My words")
    assert owner.post(EDIT, data=kept).status_code == 303
    assert drafted(app)["question"] == "Mine?"
    # Published by one while the other types: nothing is lost either, and a new draft is begun.
    mine = typed(owner.get(edit), question="Later?")
    assert published(colleague).status_code == 303
    for address in (EDIT, "/admin/forms/1/versions"):
        refused = owner.post(address, data=mine)
        assert refused.status_code == 409 and "begins a new draft" in refused.text
    assert owner.post(EDIT, data=typed(refused)).status_code == 303
    assert drafted(app)["question"] == "Later?"
    # A revision of a draft that is gone is never one of the next draft.
    stale = fields(owner.get(edit), "/draft/removal")
    press(colleague, edit, question="Theirs again?")
    assert "still there" in owner.get(owner.post("/admin/forms/1/draft/removal", data=stale).location).text
    assert owner.post("/admin/forms/1/draft/removal", data=fields(owner.get(edit), "/draft/removal")).status_code == 303
    begun(colleague)
    assert owner.post(EDIT, data=mine).status_code == 409


def test_new_forms_start_from_a_service_or_from_another_form(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    assert (
        owner.post(
            "/admin/offices", data=fields(owner.get("/admin/offices"), "/offices") | {"name": "main office"}
        ).status_code
        == 422
    )
    made = owner.post("/admin/offices", data=fields(owner.get("/admin/offices"), "/offices") | {"name": "Salem"})
    assert made.status_code == 303
    new = fields(owner.get("/admin/forms/new"), having="slug")
    words = {"name": "Clínica, Salem", "office": "2", "language": "es", "start": "clinic"}
    assert owner.post("/admin/forms", data=new | words | {"name": ""}).status_code == 422
    taken = owner.post("/admin/forms", data=new | words | {"slug": "new-client"})
    assert taken.status_code == 422 and "There is a form at /f/new-client already" in taken.text
    assert fields(taken, having="slug")["name"] == "Clínica, Salem"
    edit = owner.post("/admin/forms", data=new | words).location
    assert edit == "/admin/forms/2/edit"
    assert client.get("/f/clinica-salem").status_code == 404
    assert "not published yet" in owner.get("/admin/forms").text
    assert published(owner, 2).status_code == 303
    page = client.get("/f/clinica-salem")
    assert 'lang="es"' in page.text and "¿Qué le trajo hasta nosotros?" in page.text
    send(client, "/f/clinica-salem", choice="doctor", answer="Dra. Ruiz", **{"own-birthday": "1980-02-01"})
    with app.app_context():
        assert db.session.scalars(select(Client.office_id)).one() == 2
    copied = fields(owner.get("/admin/forms/new?copy=2"), having="slug")
    assert (copied["office"], copied["language"], copied["start"]) == ("2", "es", "copy 2")
    assert owner.post("/admin/forms", data=copied | {"slug": "second"}).status_code == 303
    assert drafted(app, 3)["choices"][0]["label"] == "Mi médico u otra consulta"
    place = fields(owner.get("/admin/forms/3"), "/forms/3", having="language")
    assert owner.post("/admin/forms/3", data=place | {"name": "Second", "office": "1"}).status_code == 303
    assert "Second" in owner.get("/admin/forms").text
    renamed = fields(owner.get("/admin/offices"), "/offices/2")
    assert owner.post("/admin/offices/2", data=renamed | {"name": "Salem Harbor"}).status_code == 303
    assert "Salem Harbor" in owner.get("/admin/forms").text


def test_a_closed_form_asks_nobody_but_what_was_open_before_still_arrives(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    before = fields(client.get("/f/new-client"), having="answer")
    assert (
        owner.post("/admin/forms/1/closures", data=fields(owner.get("/admin/forms/1"), "/closures")).status_code == 303
    )
    for door in ("f", "e"):
        gone = client.get(f"/{door}/new-client")
        assert gone.status_code == 410 and "My firm" in gone.text and "<form" not in gone.text
    sent = client.post(
        "/f/new-client", data=before | {"name": "Ada Byron", "email": "a@mail.example", "choice": "event"}
    )
    assert sent.status_code == 303 and client.get(sent.location).status_code == 200
    # A page whose token is no good is a new page, and there is none any more.
    assert client.post("/f/new-client", data={"name": "Ben"}).status_code == 410
    with app.app_context():
        assert db.session.scalars(select(Client.name)).all() == ["Ada Byron"]
    assert "closed" in owner.get("/admin/forms").text and owner.get("/admin/").status_code == 200
    assert (
        owner.post("/admin/forms/1/closures/end", data=fields(owner.get("/admin/forms/1"), "/end")).status_code == 303
    )
    assert client.get("/f/new-client").status_code == 200


def test_a_source_behind_a_choice_shows_what_became_of_it(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        numbers = [partner(session, name).id for name in ("Joe Smith", "Joseph Smith")]
        session.commit()
    edit = begun(owner)
    press(owner, edit, choice__recommended__source="Joe Smith")
    assert published(owner).status_code == 303
    begun(owner)
    merge = fields(owner.get(f"/admin/partners/{numbers[1]}/merge?other={numbers[0]}"), "/merge", having="gone")
    assert owner.post(f"/admin/partners/{numbers[1]}/merge", data=merge).status_code == 303
    page = owner.get(edit)
    assert "Joe Smith was merged into Joseph Smith: answers count for Joseph Smith." in page.text
    press(owner, edit, title="Hello")
    assert drafted(app)["choices"][0]["source_id"] == numbers[0]
    retiring = fields(owner.get(f"/admin/partners/{numbers[1]}"), "/retirements") | {"why": "moved"}
    assert owner.post(f"/admin/partners/{numbers[1]}/retirements", data=retiring).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(FormVersion).where(FormVersion.number == 2)).one()
    assert "Joseph Smith is retired: answers with this choice wait for a person." in owner.get(edit).text


def test_a_client_can_stand_behind_a_choice(app: Flask, owner: FlaskClient, client: FlaskClient) -> None:
    send(client, name="Olga Park", email="olga@mail.example", choice="event")
    edit = begun(owner)
    sent = typed(owner.get(edit), choice__client__source="Olga Park")
    refused = owner.post(EDIT, data=sent)
    assert refused.status_code == 422 and "“Olga Park” is a client. Choose them" in unescape(refused.text)
    with app.app_context():
        assert db.session.scalars(select(Source).where(Source.client_id.is_not(None))).all() == []
    # No other spelling of a number means anybody.
    for wrong in ("client 999", "client", "client x", "client -1"):
        again = owner.post(EDIT, data=typed(refused, choice__client__which=wrong))
        assert again.status_code == 422, wrong
    chosen = typed(refused, choice__client__which="client 1", choice__client__label="Mrs Park")
    assert owner.post(EDIT, data=chosen).status_code == 303
    assert published(owner).status_code == 303
    send(client, name="Ben Brown", email="ben@mail.example", choice="client")
    with app.app_context():
        source = db.session.scalars(select(Source).where(Source.client_id == 1)).one()
        assert (source.name, source.kind.value) == ("Olga Park", "existing client")
        of_ben = select(Credit).join(Client, Client.id == Credit.client_id).where(Client.name == "Ben Brown")
        assert [each.source_id for each in db.session.scalars(of_ben.where(Credit.role == Role.INTRODUCED_BY))] == [
            source.id
        ]


def test_who_answered_stands_by_when_it_came_and_not_by_when_it_was_taken_in(
    app: Flask, client: FlaskClient, owner: FlaskClient
) -> None:
    for name in ("Ada Byron", "Ben Brown", "Cleo Clark"):
        send(client, choice="event", name=name, email=f"{name[:3].lower()}@mail.example")
    with app.app_context():
        second = db.session.scalars(select(Submission).order_by(Submission.id).offset(1)).first()
        assert second
        second.received_at -= timedelta(days=40)
        db.session.commit()
    html = owner.get("/admin/forms/1/answers").text
    assert html.index("Cleo Clark") < html.index("Ada Byron") < html.index("Ben Brown")
