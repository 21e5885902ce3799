"""A website that had another name before has the new one when the database is brought up to date."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from records.db import db
from records.sources import Source
from tests.records.firm_of_tests import told


def test_a_website_gets_the_name_by_which_visits_know_it(app: Flask) -> None:
    def called() -> set[tuple[str, str]]:
        with app.app_context():
            return set(db.session.execute(select(Source.name, Source.name_key)).tuples())

    with app.app_context():
        told(db.session(), "BBB")
        db.session.commit()
    assert ("Better Business Bureau", "better business bureau") in called()
    with app.app_context():
        downgrade(revision="0098")
    assert ("BBB", "bbb") in called()
    with app.app_context():
        upgrade()
        assert ("BBB", "bbb") not in called()
        told(db.session(), "better business bureau")
        db.session.commit()
    names = [name for name, _ in called()]
    assert names.count("Better Business Bureau") == 1
