"""Everybody changes their own password: the present one is asked for, and only this session goes on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.staff.users import User, hashed
from tests.admin.reading import visible
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, SIGN_IN, VIEWER, Person, give_account, signed_in

PAGE = "/admin/password"
NEW = "lantern on the third step"


def payload(client: FlaskClient, person: Person = COLLEAGUE, **changes: str) -> dict[str, str]:
    form = fields(client.get(PAGE), having="present")
    return form | {"present": person.password, "new": NEW, "again": NEW} | changes


@pytest.mark.parametrize("person", [COLLEAGUE, VIEWER])
def test_a_new_password_ends_every_other_session(app: Flask, person: Person) -> None:
    give_account(app, person)
    here, elsewhere = signed_in(app, person), signed_in(app, person)
    assert f'href="{PAGE}"' in here.get("/admin/").text
    answer = here.post(PAGE, data=payload(here, person))
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Your new password is kept." in visible(here.get(PAGE).text)
    assert elsewhere.get("/admin/").status_code == 303
    assert here.get("/admin/").status_code == 200
    assert signed_in(app, Person(person.email, NEW, person.role)).get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"present": "not this one"}, "This is not your present password."),
        ({"present": ""}, "Type your present password."),
        ({"new": "short", "again": "short"}, "At least 10 characters."),
        ({"again": NEW + "!"}, "The two are not the same."),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    app: Flask, colleague: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = colleague.post(PAGE, data=payload(colleague, COLLEAGUE, **changes))
    assert answer.status_code == 422
    assert said in visible(answer.text)
    assert NEW not in answer.text
    assert signed_in(app, COLLEAGUE).get("/admin/").status_code == 200


@pytest.mark.parametrize("what", ["remove", "password"])
def test_who_is_taken_away_meanwhile_stays_away(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    form = payload(colleague)
    with app.app_context():
        number = db.session.scalars(select(User.id).where(User.email == COLLEAGUE.email)).one()
    action = f"/admin/users/{number}/{what}"
    press = fields(owner.get(f"/admin/users/{number}"), action)

    def slowly(password: str) -> str:
        # As another worker of the server: a thread of its own knows nothing of this request.
        with ThreadPoolExecutor(1) as elsewhere:
            assert elsewhere.submit(owner.post, action, data=press).result().status_code == 303
        return hashed(password)

    # The owner is faster than the hash of the new password.
    monkeypatch.setattr("admin.staff.password.hashed", slowly)
    answer = colleague.post(PAGE, data=form)
    assert (answer.status_code, answer.location) == (303, SIGN_IN)
    assert colleague.get("/admin/").status_code == 303
    stranger = app.test_client()
    sign_in = fields(stranger.get(SIGN_IN), having="password") | {"email": COLLEAGUE.email, "password": NEW}
    assert stranger.post(SIGN_IN, data=sign_in).status_code == 422


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_guessing_the_present_password_is_slowed_down_as_at_the_sign_in(app: Flask, colleague: FlaskClient) -> None:
    form = payload(colleague)
    guess = form | {"present": "a guess"}
    # What is wrong with the new one is no guess.
    assert colleague.post(PAGE, data=form | {"again": ""}).status_code == 422
    assert [colleague.post(PAGE, data=guess).status_code for _ in range(10)] == [422] * 10
    assert colleague.post(PAGE, data=form).status_code == 429
    stranger = app.test_client()
    sign_in = fields(stranger.get(SIGN_IN), having="password")
    sign_in |= {"email": COLLEAGUE.email, "password": COLLEAGUE.password}
    assert stranger.post(SIGN_IN, data=sign_in).status_code == 429


def test_a_stranger_is_led_to_the_sign_in(stranger: FlaskClient) -> None:
    assert stranger.get(PAGE).status_code == 303
