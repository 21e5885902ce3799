"""What was kept before answers were grouped is grouped when the database is brought up to date."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from records.answers.credits import Decision
from records.db import db
from tests.records.firm_of_tests import partner, told


def test_an_older_database_is_grouped_by_its_migration(app: Flask) -> None:
    def groups() -> list[set[int]]:
        with app.app_context():
            found: dict[tuple[str, str], set[int]] = {}
            for each in db.session.scalars(select(Decision)):
                assert each.words_key
                assert each.candidates
                found.setdefault((each.words_group, each.candidates), set()).add(each.submission_id)
            return sorted(found.values(), key=min)

    with app.app_context():
        session = db.session()
        partner(session, "Joe Smithson")
        for answer in ("a plumber like Joe", "A plumber like Joe!", "a plumbr like joe", "Joe somebody"):
            told(session, answer)
        session.commit()
    as_decided = groups()
    assert len(as_decided) == 2
    with app.app_context():
        # From before there were groups, and from when fewer ways of saying the same were known.
        downgrade(revision="0074")
        upgrade()
    assert groups() == as_decided
    with app.app_context():
        for each in db.session.scalars(select(Decision)):
            each.words_key = each.words_block = each.words_group = f"as it was {each.submission_id}"
        db.session.commit()
        downgrade(revision="0087")
        upgrade()
    assert groups() == as_decided
