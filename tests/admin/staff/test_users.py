"""An owner sees who may sign in, adds somebody, changes what they may do, and takes them away; never the last owner."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.db import db
from records.staff.user_changes import UserChange, change_role
from records.staff.users import User, UserRole
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, noon
from tests.rig.forms import fields
from tests.rig.people import COLLEAGUE, OWNER, VIEWER, Person, signed_in

PAGE = "/admin/users"


def payload(owner: FlaskClient, **changes: str) -> dict[str, str]:
    form = fields(owner.get(PAGE), having="email")
    return form | {"email": "Ann@Firm.example ", "name": "Ann Hale", "role": "staff"} | changes


def number_of(app: Flask, person: Person) -> int:
    with app.app_context():
        return db.session.scalars(select(User.id).where(User.email == person.email)).one()


def press(owner: FlaskClient, number: int, what: str, **changes: str) -> tuple[int, str]:
    """Send a form of the account's page. Returns the status and the words of the page that answers or follows."""
    action = f"{PAGE}/{number}/{what}"
    answer = owner.post(action, data=fields(owner.get(f"{PAGE}/{number}"), action) | changes)
    page = owner.get(answer.location) if answer.status_code == 303 else answer
    return answer.status_code, visible(page.text)


def test_who_is_added_signs_in_with_the_password_that_the_form_had(app: Flask, owner: FlaskClient) -> None:
    form = payload(owner)
    password = form["password"]
    assert len(password) >= 12
    assert payload(owner)["password"] != password
    answer = owner.post(PAGE, data=form)
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = owner.get(PAGE)
    assert "ann@firm.example can sign in now, as staff" in visible(page.text)
    assert password not in page.text + str(answer.headers) + str(page.headers)
    assert "Ann Hale ann@firm.example Staff: the daily work" in visible(page.text)
    assert signed_in(app, Person("ann@firm.example", password, UserRole.STAFF)).get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "ann at firm"}, "This is no e-mail address"),
        ({"email": ""}, "Type their e-mail address."),
        ({"email": OWNER.email.upper()}, "olive@firm.example has an account already."),
        ({"role": "king"}, "Choose one of the list."),
        ({"password": "short"}, "At least 10 characters."),
        ({"password": " " * 12}, "Type a new password."),
    ],
)
def test_what_is_wrong_is_said_with_everything_kept(
    app: Flask, owner: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = owner.post(PAGE, data=payload(owner, **changes))
    assert answer.status_code == 422
    assert said in visible(answer.text)
    assert 'value="Ann Hale"' in answer.text
    with app.app_context():
        assert db.session.scalars(select(User.email)).all() == [OWNER.email]


def test_a_role_is_changed_and_counts_at_once(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    assert colleague.get("/admin/partners/new").status_code == 200
    status, words = press(owner, number_of(app, COLLEAGUE), "role", role="viewer")
    assert (status, "colin is viewer now." in words) == (303, True)
    assert colleague.get("/admin/partners/new").status_code == 404


def test_who_is_taken_away_is_signed_out_and_comes_back_with_a_new_password(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    number = number_of(app, COLLEAGUE)
    status, words = press(owner, number, "remove")
    assert (status, "What colin decided stays." in words) == (303, True)
    assert "Can no longer sign in" in words
    assert colleague.get("/admin/").status_code == 303
    assert "/remove" not in owner.get(f"{PAGE}/{number}").text
    assert press(owner, number, "password", password="short")[0] == 422
    _, words = press(owner, number, "password", password="kettle by the window")
    assert "colin@firm.example can sign in now, as staff" in words
    back = Person(COLLEAGUE.email, "kettle by the window", UserRole.STAFF)
    assert signed_in(app, back).get("/admin/").status_code == 200


def test_the_last_owner_stays_one(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    mine, said = number_of(app, OWNER), "olive@firm.example is the only owner who can sign in; add another owner first."
    for what, changes in (("remove", {}), ("role", {"role": "staff"})):
        status, words = press(owner, mine, what, **changes)
        assert (status, said in words) == (422, True), what
    press(owner, number_of(app, COLLEAGUE), "role", role="owner")
    # Now there is another, so that the first may step back, and is led to a page that they may see.
    status, words = press(owner, mine, "role", role="staff")
    assert (status, "olive is staff now." in words) == (303, True)
    assert owner.get(PAGE).status_code == 404
    status, _ = press(colleague, number_of(app, COLLEAGUE), "remove")
    assert status == 422
    # Who was taken away is no owner that is left.
    press(colleague, mine, "role", role="owner")
    press(colleague, mine, "remove")
    status, _ = press(colleague, number_of(app, COLLEAGUE), "role", role="viewer")
    assert status == 422


def test_ones_own_password_is_not_changed_without_the_present_one(app: Flask, owner: FlaskClient) -> None:
    number = number_of(app, OWNER)
    assert f"{number}/password" not in owner.get(f"{PAGE}/{number}").text
    token = fields(owner.get(PAGE), having="email")["csrf_token"]
    answer = owner.post(f"{PAGE}/{number}/password", data={"csrf_token": token})
    assert answer.location == "/admin/password"
    assert signed_in(app, OWNER).get("/admin/").status_code == 200


def test_who_changed_what_and_when_is_told_on_the_pages(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    assert "What was changed" not in owner.get(PAGE).text
    number = number_of(app, COLLEAGUE)
    for what, changes in (
        ("role", {"role": "viewer"}),
        ("role", {"role": "viewer"}),
        ("password", {"password": "kettle by the window"}),
        ("remove", {}),
        ("role", {"role": "owner"}),
        ("password", {"password": "window by the kettle"}),
    ):
        press(owner, number, what, **changes)
    owner.post(PAGE, data=payload(owner))
    told = [
        "Back as owner, with a new password.",
        "Is owner, was viewer.",
        "Taken away, was viewer.",
        "Given a new password.",
        "Is viewer, was staff.",
    ]
    one, everybody = visible(owner.get(f"{PAGE}/{number}").text), visible(owner.get(PAGE).text)
    assert [one.count(each) for each in told] == [1] * 5
    assert sorted(told, key=one.index) == told
    assert one.count("M, olive") == 5
    assert "Ann Hale : Added as staff." in everybody and "colin : Back as owner, with a new password." in everybody
    assert "Added as staff" not in one
    with app.app_context():
        olive, by = number_of(app, OWNER), set(db.session.scalars(select(UserChange.user_id)))
        assert by == {olive}


def test_two_owners_who_change_one_account_at_once_are_told_one_after_the_other(
    app: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    number = number_of(app, COLLEAGUE)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite's writers queue up")
        with Session(db.engine) as late:
            seen = late.get_one(User, number)
            assert seen.role is UserRole.STAFF
            press(owner, number, "role", role="viewer")
            change_role(late, seen, UserRole.OWNER, noon(CAME), None)
            late.commit()
        changes = db.session.scalars(select(UserChange).order_by(UserChange.id)).all()
        assert [(each.before, each.after) for each in changes] == [
            (UserRole.STAFF, UserRole.VIEWER),
            (UserRole.VIEWER, UserRole.OWNER),
        ]


def test_only_an_owner_sees_and_changes_them(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    assert f'href="{PAGE}"' in owner.get("/admin/").text
    assert f'href="{PAGE}"' not in colleague.get("/admin/").text
    token = {"csrf_token": fields(colleague.get("/admin/"), "/sign-out")["csrf_token"]}
    number = number_of(app, COLLEAGUE)
    for address in (PAGE, f"{PAGE}/{number}"):
        assert colleague.get(address).status_code == 404
    for address in (PAGE, *(f"{PAGE}/{number}/{what}" for what in ("role", "password", "remove"))):
        assert colleague.post(address, data=token | {"role": "owner", "email": VIEWER.email}).status_code == 404
    with app.app_context():
        assert len(db.session.scalars(select(User)).all()) == 2
