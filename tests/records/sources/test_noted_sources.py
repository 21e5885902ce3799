"""Sources that visits and answers make by themselves are no names that a later answer can mean."""

from flask import Flask
from sqlalchemy import select

from attribution import Visit
from records.answers.credits import Decision
from records.db import db
from records.sources import Source
from records.sources.directory import entries
from tests.records.firm_of_tests import NOW, told


def test_a_made_up_tag_is_no_name_that_answers_can_mean(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        told(session, "", visit=Visit("https://firm.example/?utm_source=zorbina&utm_medium=newsletter"), visited_at=NOW)
        [noted] = session.scalars(select(Source).where(Source.name_key == "zorbina")).unique()
        assert noted.is_noted
        assert "zorbina" not in {entry.name for entry in entries(session)}
        asked = told(session, "zorbina sent me")
        assert session.get_one(Decision, asked.id).decision == "review"
