"""Between an update and its migration, or the other way round, no command works with tables that it does not know."""

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select, text

from records.db import db
from records.engine.revisions import revisions
from records.job_runs import JobRun
from tests.house.tree import ROOT

OLDER = revisions(ROOT)[1]


def of_version(app: Flask, revision: str) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
        db.session.commit()


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        (OLDER, "The tables of the database are old; run `flask db upgrade` first."),
        ("9999", "The tables of the database are of a newer version (9999); update Whence."),
    ],
)
def test_nothing_is_done_with_tables_of_another_version(
    app: Flask, runner: FlaskCliRunner, revision: str, says: str
) -> None:
    of_version(app, revision)
    for command in (["jobs", "run"], ["rank"], ["totals", "rebuild"]):
        done = runner.invoke(args=command)
        assert (done.exit_code, done.stderr.strip()) == (2, f"Error: {says}")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(JobRun)) == 0


def test_a_server_that_was_updated_before_its_tables_is_not_well(app: Flask, client: FlaskClient) -> None:
    of_version(app, OLDER)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "`flask db upgrade` has not been run" in answer.text
    of_version(app, "9999")
    assert client.get("/healthz").status_code == 200


def test_an_upgrade_says_from_which_version_and_refuses_a_newer_one(app: Flask, runner: FlaskCliRunner) -> None:
    newest = revisions(ROOT)[0]
    assert runner.invoke(args=["db", "upgrade"]).stderr == f"The tables are of version {newest}.\n"
    of_version(app, "9999")
    done = runner.invoke(args=["db", "upgrade"])
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: The tables of the database are of a newer version (9999); update Whence.\n",
    )
