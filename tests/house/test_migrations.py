"""The migrations make exactly the tables that the models describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from records.db import db
from records.engine.revisions import revisions
from tests.house.tree import ROOT


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)
    assert not differences, "run `flask db migrate`:\n" + "\n".join(map(str, differences))


def test_there_is_one_newest_migration() -> None:
    # Two heads come from two branches that each added one; `flask db upgrade` would then refuse to choose.
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_each_file_is_named_for_its_revision() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations")).walk_revisions()
    assert revisions(ROOT) == [script.revision for script in scripts]


def test_a_second_upgrade_changes_nothing(app: Flask) -> None:
    import flask_migrate

    with app.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            heads = MigrationContext.configure(connection).get_current_heads()
    assert set(heads) == set(ScriptDirectory(str(ROOT / "migrations")).get_heads())
