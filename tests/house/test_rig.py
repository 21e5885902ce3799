"""What the other tests stand on: no way out of this machine, and nothing left over from the test before."""

import socket
from typing import ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from records.db import db
from records.users import User, UserRole
from tests.rig.network import NetworkRefused
from tests.rig.people import COLLEAGUE, OWNER, give_account


def test_another_machine_is_out_of_reach() -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.com", 443)


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


class TestEveryTestHasItsOwnDatabase:
    """The same test twice: the second finds nothing of the first."""

    seen: ClassVar[set[str]] = set()

    @pytest.mark.parametrize("turn", ["first", "second"])
    def test_it_is_fresh(self, app: Flask, database_url: str, turn: str) -> None:
        assert database_url not in self.seen
        self.seen.add(database_url)
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(User)) == 0
        give_account(app, OWNER)


def test_the_chosen_database_is_the_one_in_use(app: Flask, request: pytest.FixtureRequest) -> None:
    with app.app_context():
        assert db.engine.dialect.name == request.config.getoption("--database")


def test_the_three_people(app: Flask, owner: FlaskClient, colleague: FlaskClient, stranger: FlaskClient) -> None:
    with app.app_context():
        roles = dict(db.session.execute(select(User.email, User.role)).tuples().all())
    assert roles == {OWNER.email: UserRole.OWNER, COLLEAGUE.email: UserRole.STAFF}
    assert owner.get("/admin/").status_code == 200
    assert colleague.get("/admin/").status_code == 200
    assert stranger.get("/admin/").status_code in {302, 303, 404}


def test_a_page_that_only_reads_leaves_the_test_free_to_write(app: Flask, client: FlaskClient) -> None:
    client.get("/")
    give_account(app, OWNER)


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_a_test_can_change_a_setting(app: Flask) -> None:
    assert app.config["RATELIMIT_ENABLED"] is True
