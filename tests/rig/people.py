"""The standing people of the tests who have an account; the stranger has none."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

import records.staff.users
from records.db import db
from records.staff.users import UserRole, add_user
from tests.rig.forms import fields

SIGN_IN = "/admin/sign-in"


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    email: str
    password: str
    role: UserRole


OWNER = Person("olive@firm.example", "correct horse battery", UserRole.OWNER)
COLLEAGUE = Person("colin@firm.example", "staple donkey engine", UserRole.STAFF)
VIEWER = Person("vera@firm.example", "window kettle ribbon", UserRole.VIEWER)


def give_account(app: Flask, person: Person) -> None:
    """Add the person to the staff, as `flask user add` does."""
    # A real hash takes 64 MB and a tenth of a second, at every test; the cheapest one is checked as fast.
    records.staff.users._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with app.app_context():
        add_user(db.session(), person.email, person.role, person.password)
        db.session.commit()


def signed_in(app: Flask, person: Person) -> FlaskClient:
    """A client of the person's own, signed in through the page."""
    client = app.test_client()
    form = fields(client.get(SIGN_IN), having="password")
    response = client.post(SIGN_IN, data=form | {"email": person.email, "password": person.password})
    assert response.status_code == 303, f"signing in answered {response.status}:\n{response.text}"
    return client
