"""What every test can ask for: a fresh migrated database, the real application on it, and three people.

The same suite runs on both databases: `pytest --database sqlite` (the default) or `--database postgresql`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import settings
from sqlalchemy.orm import Session

from tests.rig.databases import PostgresqlDatabases, SqliteDatabases, postgresql_databases, sqlite_databases
from tests.rig.lock_order import locks_out_of_order
from tests.rig.network import refuse_other_machines
from tests.rig.visits import serve_each_by_itself

# The application is imported where it is asked for, so that the tests of the decision alone start at once.


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what to keep the records in"
    )
    parser.addoption("--only-with-records", action="store_true", help="run only the tests that use a database")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "settings(NAME=value): give the test's application these settings")
    config.addinivalue_line("markers", "same_on_both: what it shows does not hang on the database, so one run has it")
    refuse_other_machines()
    # The time that an example takes says more of the machine than of the code, and a run must not fail by chance.
    settings.register_profile("whence", deadline=None, derandomize=True)
    settings.load_profile("whence")


def pytest_collectstart() -> None:
    """Spare the collector what is imported meanwhile, too, nearly all of which stays: it took a fifth of the time."""
    gc.disable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no database can change: the run on SQLite has it already."""
    if config.getoption("--only-with-records"):
        without = {item for item in items if "databases" not in getattr(item, "fixturenames", ())}
        without |= {item for item in items if item.get_closest_marker("same_on_both")}
        config.hook.pytest_deselected(items=[item for item in items if item in without])
        items[:] = [item for item in items if item not in without]


def pytest_collection_finish() -> None:
    """Spare the collector the modules and tests, which stay to the end: it took a tenth of the time to look at them.

    It then knows of so little that it would look through all of it every second, which took another tenth. What it has
    not come to is looked through when all tests have run, as pytest does of itself, so no warning of it is lost.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqliteDatabases | PostgresqlDatabases]:
    """Where fresh databases come from; the one that they are copies of is migrated here."""
    import flask_migrate

    from records.db import db
    from tests.rig.remembered import remember_statements

    def migrate(address: str) -> None:
        app = make_app(address, tmp_path_factory.mktemp("migration"))
        with app.app_context():
            flask_migrate.upgrade()
            remember_statements(db.engine)
        dispose(app)

    kind = request.config.getoption("--database")
    with sqlite_databases(migrate) if kind == "sqlite" else postgresql_databases(migrate) as found:
        yield found


@pytest.fixture
def database_url(databases: SqliteDatabases | PostgresqlDatabases) -> Iterator[str]:
    """The address of a migrated database that this test has to itself."""
    with databases.fresh() as address:
        yield address


@pytest.fixture
def app(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The real application; `@pytest.mark.settings(RATELIMIT_ENABLED=True)` changes its settings.

    No application context is open around the test, because Flask-Login would keep its user in it from one
    request to the next; a test that looks into the database opens one for that: `with app.app_context(): …`.
    """
    marks = reversed(list(request.node.iter_markers("settings")))
    given = {k: v for mark in marks for k, v in mark.kwargs.items()}
    # A test of verbs does several things in one transaction, which the program has in several.
    with checked_app(database_url, tmp_path / "instance", "session" in request.fixturenames, **given) as app:
        yield app


@contextmanager
def checked_app(
    database_url: str, instance: Path, in_one_transaction: bool = False, **settings: object
) -> Iterator[Flask]:
    """The application, of which in the end is looked at what no test may do; for fixtures of a module, too."""
    from records.db import db

    app = make_app(database_url, instance, **settings)
    with app.app_context():
        late = locks_out_of_order(db.engine)
    yield app
    wrong = wrong_totals(app)
    dispose(app)
    assert not wrong, "the kept totals are not the sums of the rows:\n" + "\n".join(wrong)
    assert in_one_transaction or not late, "\n".join(late)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """One session on a fresh database, inside an application context: for tests of verbs and of reads."""
    from records.db import db

    with app.app_context():
        session = db.session()
        yield session
        if session.is_active:
            # The totals are written now, and compared with the rows when the application goes.
            session.commit()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a sign-in and without script."""
    return app.test_client()


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """The owner, signed in."""
    from tests.rig.people import OWNER, give_account, signed_in

    give_account(app, OWNER)
    return signed_in(app, OWNER)


@pytest.fixture
def colleague(app: Flask) -> FlaskClient:
    """A colleague on the staff, signed in."""
    from tests.rig.people import COLLEAGUE, give_account, signed_in

    give_account(app, COLLEAGUE)
    return signed_in(app, COLLEAGUE)


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Runs the `flask` commands: `runner.invoke(args=["rank", "--format", "json"])`."""
    return app.test_cli_runner()


def make_app(database_url: str, instance: Path, **settings: object) -> Flask:
    """The application as tests want it: nobody is slowed down unless the test is about that."""
    from app import Whence, create_app
    from records.db import db
    from tests.rig.remembered import RememberedRule, recall_statements, remember_templates

    Whence.url_rule_class = RememberedRule
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "only for tests",
            "DATABASE_URL": database_url,
            "INSTANCE_PATH": instance,
            "RATELIMIT_ENABLED": False,
            **settings,
        }
    )
    with app.app_context():
        recall_statements(db.engine)
    remember_templates(app)
    serve_each_by_itself(app)
    return app


def wrong_totals(app: Flask) -> list[str]:
    """The kept totals that are not the sums of the rows: nothing that a test does may leave one."""
    from sqlalchemy.exc import DatabaseError

    from records.db import db, snapshot
    from records.totals import differences

    try:
        with app.app_context(), snapshot(db.engine) as connection:
            return [str(each) for each in differences(connection, together=12)]
    except DatabaseError:
        # Some tests are about databases that cannot be read.
        return []


def dispose(app: Flask) -> None:
    """Close every connection, so that the database can be removed and nothing is left to the collector."""
    from records.db import db

    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
