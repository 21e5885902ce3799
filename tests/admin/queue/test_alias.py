"""The second step of a review: words are remembered where they carry a name, and settle other open answers."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.credits import Decision
from records.answers.recording import Filled, record_submission
from records.db import db
from records.forming.forms import published_version
from records.sources import Alias
from tests.admin.queue.test_review import counts_for, decide
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, noon, partner
from tests.rig.forms import fields


def asked(app: Flask, *answers: str) -> list[int]:
    """New clients with these answers, decided by the machine; the numbers of their submissions."""
    with app.app_context():
        session = db.session()
        told = [
            record_submission(
                session,
                Filled(
                    identity=f"{answer} {place}",
                    received_at=noon(CAME),
                    name=f"Client of {place}",
                    email=f"{place}@mail.example",
                    choice="other",
                    answer=answer,
                    version=published_version(session, "new-client"),
                ),
            )
            for place, answer in enumerate(answers, start=1)
        ]
        db.session.commit()
        return [submission.id for submission in told]


def open_answers(app: Flask) -> set[int]:
    with app.app_context():
        return set(db.session.scalars(select(Decision.submission_id).where(Decision.is_open)))


def aliases(app: Flask) -> list[tuple[str, bool]]:
    """Every alias, and whether a review taught it."""
    with app.app_context():
        return [(alias.name, alias.review_id is not None) for alias in db.session.scalars(select(Alias))]


def directory(app: Flask, *names: str) -> None:
    with app.app_context():
        for name in names:
            partner(db.session(), name)
        db.session.commit()


def test_words_with_a_name_are_offered_with_the_answers_that_they_settle(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, same, other = asked(app, "Big Stevo", "big stevo sent me", "Yolanda Fitzgibbon")
    assert open_answers(app) == {first, same, other}
    response = decide(owner, first, choice="source 1")
    assert response.location == f"/admin/answers/{first}/alias?next={other}"
    page = owner.get(response.location)
    assert "Remember “Big Stevo” as Stephen Millar?" in page.text
    assert "This also settles 1 earlier answer" in visible(page.text)
    assert "big stevo sent me" in page.text
    assert aliases(app) == []
    done = owner.post(response.location, data=fields(page, f"/answers/{first}/alias?next={other}"))
    assert (done.status_code, done.location) == (303, f"/admin/answers/{other}")
    text = visible(owner.get(done.location).text)
    assert "“Big Stevo” now leads to Stephen Millar." in text
    assert "1 more answer now counts for Stephen Millar." in text
    assert aliases(app) == [("Big Stevo", True)]
    assert open_answers(app) == {other}
    assert counts_for(app, "Client of 2") == ["Stephen Millar"]


def test_skipping_it_teaches_nothing(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    first, same = asked(app, "Big Stevo", "big stevo sent me")
    page = owner.get(decide(owner, first, choice="source 1").location)
    assert f'href="/admin/answers/{same}" data-key="o"' in page.text
    assert aliases(app) == []
    assert open_answers(app) == {same}


def test_a_role_is_never_offered(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    first, second = asked(app, "my accountant", "my accountant")
    assert decide(owner, first, choice="source 1").location == f"/admin/answers/{second}"
    assert owner.get(f"/admin/answers/{first}/alias").status_code == 303


def test_a_name_that_two_share_is_never_offered(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Maria Santos", "Maria Santos")
    first, second = asked(app, "Maria Santos", "Maria Santos")
    assert decide(owner, first, choice="source 1").location == f"/admin/answers/{second}"


def test_a_person_can_pick_other_words_of_the_answer(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    first, same = asked(app, "Big Stevo the roof man", "big stevo")
    address = decide(owner, first, choice="source 1").location
    page = owner.get(address, query_string={"words": "big  stevo"})
    assert "Remember “Big Stevo” as Stephen Millar?" in page.text
    owner.post(address, data=fields(page, address))
    assert aliases(app) == [("Big Stevo", True)]
    assert open_answers(app) == set()
    assert counts_for(app, "Client of 2") == ["Stephen Millar"]
    assert same


def test_words_that_carry_no_name_or_stand_nowhere_are_refused(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    (first,) = asked(app, "Big Stevo the roof man")
    address = decide(owner, first, choice="source 1").location
    for words in ("the roof man", "Karen Osterhaus"):
        page = owner.get(address, query_string={"words": words})
        assert f"“{words}” cannot be remembered" in page.text
    form = fields(owner.get(address), address)
    owner.post(address, data=form | {"words": "Karen Osterhaus"})
    assert aliases(app) == []


def test_a_new_partner_is_offered_the_other_answers_that_name_them(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    first, same, other = asked(app, "Karen Osterhaus", "Karen Osterhaus told me", "Yolanda Fitzgibbon")
    response = decide(owner, first, choice="new", name="Karen Osterhaus", kind="person")
    assert response.location == f"/admin/answers/{first}/alias?next={other}"
    page = owner.get(response.location)
    assert "Others name Karen Osterhaus too" in page.text
    owner.post(response.location, data=fields(page, f"/answers/{first}/alias?next={other}"))
    assert aliases(app) == []
    assert open_answers(app) == {other}
    assert counts_for(app, "Client of 2") == ["Karen Osterhaus"]
    assert same


def test_a_decision_taken_meanwhile_teaches_nothing(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    directory(app, "Stephen Millar", "Nisha Patel")
    (first,) = asked(app, "Big Stevo")
    address = decide(owner, first, choice="source 1").location
    form = fields(owner.get(address), address)
    decide(colleague, first, choice="source 2")
    response = owner.post(address, data=form)
    assert response.status_code == 303
    assert "nothing was remembered" in owner.get(response.location).text
    assert aliases(app) == []


def test_a_second_click_on_remember_is_harmless(app: Flask, owner: FlaskClient) -> None:
    directory(app, "Stephen Millar")
    (first,) = asked(app, "Big Stevo")
    address = decide(owner, first, choice="source 1").location
    form = fields(owner.get(address), address)
    assert [owner.post(address, data=form).status_code for _ in range(2)] == [303, 303]
    assert aliases(app) == [("Big Stevo", True)]
