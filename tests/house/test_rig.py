"""What the other tests stand on: no way out of this machine, and nothing left over from the test before."""

import socket
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from records.db import db
from records.firm import the_firm
from records.staff.users import User, UserRole
from tests.admin.small_firm import client, full_firm
from tests.conftest import dispose, make_app, wrong_totals
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases
from tests.rig.made_once import made_once
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


def test_a_firm_made_once_is_put_in_again_as_it_was_and_made_anew_where_something_differs(
    databases: SqliteDatabases | PostgresqlDatabases, tmp_path: Path
) -> None:
    made = 0

    @made_once
    def fill(app: Flask) -> None:
        nonlocal made
        made += 1
        full_firm.__wrapped__(app)  # type: ignore[attr-defined]  # what the decorator keeps

    def rows_of(name: str) -> dict[str, list[str]]:
        with databases.fresh() as address:
            app = make_app(address, tmp_path)
            with app.app_context():
                the_firm(db.session()).name = name
                db.session.commit()
                fill(app)
                found = {
                    each.name: sorted(map(repr, db.session.execute(select(each)))) for each in db.metadata.sorted_tables
                }
                client(db.session(), "One More", None)
                db.session.commit()
            assert not wrong_totals(app)
            dispose(app)
            return found

    first = rows_of("Adams")
    assert (rows_of("Adams") == first, made) == (True, 1)
    assert (rows_of("Brown") == first, made) == (False, 2)
