"""``flask doctor``: nothing to say of a healthy installation, and what to do about each problem."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, text, update

from records.answers.credits import Credit, Decision
from records.db import db
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import told

GOOD_KEY = "x" * 40
pytestmark = pytest.mark.settings(SECRET_KEY=GOOD_KEY)


def problems(runner: FlaskCliRunner) -> list[str]:
    result = runner.invoke(args=["doctor"])
    found = [line for line in result.stdout.splitlines() if line.startswith("problem")]
    assert result.exit_code == (1 if found else 0), result.output
    return found


@pytest.fixture
def client_told(app: Flask) -> None:
    with app.app_context():
        told(db.session(), "my neighbour")
        db.session.commit()


def test_a_healthy_installation_has_no_problem(client_told: None, runner: FlaskCliRunner) -> None:
    assert problems(runner) == []


def test_each_check_is_named(runner: FlaskCliRunner) -> None:
    said = runner.invoke(args=["doctor"]).stdout
    for what in (
        "SECRET_KEY",
        "instance folder",
        "free on the disk",
        "the database",
        "its tables",
        "credits",
        "decision",
    ):
        assert what in said
    assert "flask user add EMAIL --role owner" in said


def test_credits_that_do_not_add_up_are_found(app: Flask, client_told: None, runner: FlaskCliRunner) -> None:
    with app.app_context():
        db.session.execute(update(Credit).where(Credit.role == "introduced_by").values(share=999_999))
        db.session.commit()
    (problem,) = problems(runner)
    assert "the credits (introduced by): do not add up for client 1" in problem


def test_a_client_without_credits_is_found(app: Flask, client_told: None, runner: FlaskCliRunner) -> None:
    with app.app_context():
        db.session.execute(delete(Credit))
        db.session.commit()
    assert len(problems(runner)) == 2


def test_a_submission_without_a_decision_is_found(app: Flask, client_told: None, runner: FlaskCliRunner) -> None:
    with app.app_context():
        db.session.execute(delete(Decision))
        db.session.commit()
    assert "is missing for submission 1" in problems(runner)[0]


def test_an_unknown_migration_means_that_the_application_is_old(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
    assert "are of a newer version (9999); update Whence" in problems(runner)[0]


def test_a_table_that_is_not_there_is_found(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        db.session.execute(text("ALTER TABLE people_totals RENAME TO away"))
        db.session.commit()
    (problem,) = problems(runner)
    assert "its tables: are not all there (people_totals); restore the newest backup" in problem


def test_a_database_without_tables_is_told_to_be_upgraded(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path, SECRET_KEY=GOOD_KEY)
    assert "run `flask db upgrade`" in problems(app.test_cli_runner())[0]
    dispose(app)


def test_a_server_that_does_not_answer_is_said_without_its_password(tmp_path: Path) -> None:
    app = make_app("postgresql+psycopg://me:hidden-word@127.0.0.1:9/none", tmp_path, SECRET_KEY=GOOD_KEY)
    (problem,) = problems(app.test_cli_runner())
    assert "check DATABASE_URL" in problem
    assert "hidden-word" not in problem
    dispose(app)


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    import flask_migrate

    app = make_app(f"sqlite:///{tmp_path}/damaged.sqlite3", tmp_path, SECRET_KEY=GOOD_KEY)
    with app.app_context():
        flask_migrate.upgrade()
        for number in range(400):
            db.session.execute(
                text("INSERT INTO keywords (phrase, phrase_key) VALUES (:n, :n)"), {"n": f"{number}" * 9}
            )
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    file = tmp_path / "damaged.sqlite3"
    content = bytearray(file.read_bytes())
    content[-4096 * 3 :] = b"\xff" * 4096 * 3
    file.write_bytes(content)
    assert any("restore the newest backup" in problem for problem in problems(app.test_cli_runner()))
    dispose(app)


@pytest.mark.settings(SECRET_KEY="short")
def test_a_short_key_is_a_problem(runner: FlaskCliRunner) -> None:
    assert "the setting SECRET_KEY" in problems(runner)[0]


def test_a_missing_public_address_is_a_warning_and_no_problem(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["doctor"])
    (warning,) = [line for line in result.stdout.splitlines() if line.startswith("warning")]
    assert "the setting BASE_URL: is missing" in warning and "set it to the public one" in warning
    assert result.exit_code == 0


@pytest.mark.settings(SECRET_KEY=GOOD_KEY, BASE_URL="https://clients.example.com", TRUSTED_PROXIES=1)
def test_a_public_address_that_is_set_is_well(runner: FlaskCliRunner) -> None:
    said = runner.invoke(args=["doctor"]).stdout
    assert "ok       the setting BASE_URL\n" in said
    assert "warning" not in said


def test_a_key_that_others_can_read_is_a_problem(app: Flask, runner: FlaskCliRunner) -> None:
    key = Path(app.config["INSTANCE_PATH"]) / "secret_key"
    key.parent.mkdir(exist_ok=True)
    key.write_text("x" * 64, encoding="utf-8")
    key.chmod(0o644)
    assert f"run chmod 600 {key}" in problems(runner)[0]


def test_lists_that_cannot_be_read_are_a_problem(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "SearchEngines.yml").write_text("- not a table", encoding="utf-8")
    app.config["REFERRER_LISTS"] = tmp_path
    assert "the setting REFERRER_LISTS" in problems(runner)[0]


def test_a_full_disk_is_a_problem(runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.keeping.checks._LEAST_FREE", 2**60)
    assert "make room" in problems(runner)[0]
