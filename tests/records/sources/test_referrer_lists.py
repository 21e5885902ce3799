"""A firm's own lists of search engines are read beside the built-in tables."""

from pathlib import Path

import pytest
from flask import Flask

from attribution import Role, Visit
from records.db import db
from tests.records.firm_of_tests import credited, credits_of, told


def test_an_engine_of_the_firms_own_list_is_recognised_in_a_visit(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "SearchEngines.yml").write_text(
        "Quincy Finder:\n  - urls: [finder.quincy.example]\n    params: [find]\n"
    )
    app.config["REFERRER_LISTS"] = tmp_path
    with app.app_context():
        visit = Visit("https://firm.example/", "https://finder.quincy.example/?find=wills+and+trusts")
        client = told(db.session(), "", visit=visit).client
        assert credited(db.session(), client, Role.ARRIVED_THROUGH) == ["Quincy Finder"]
        keyword = credits_of(db.session(), client, Role.ARRIVED_THROUGH)[0].keyword
        assert keyword is not None
        assert keyword.phrase == "wills and trusts"


def test_without_the_setting_it_is_a_website(app: Flask) -> None:
    with app.app_context():
        visit = Visit("https://firm.example/", "https://finder.quincy.example/?find=wills+and+trusts")
        client = told(db.session(), "", visit=visit).client
        assert credited(db.session(), client, Role.ARRIVED_THROUGH) != ["Quincy Finder"]


@pytest.mark.settings(REFERRER_LISTS=None)
def test_no_folder_is_no_problem(app: Flask) -> None:
    with app.app_context():
        assert told(db.session(), "Google").id


def test_a_broken_list_loses_no_answer(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "SearchEngines.yml").write_text("Quincy Finder: [unclosed\n")
    app.config["REFERRER_LISTS"] = tmp_path
    with app.app_context():
        assert told(db.session(), "Google").id
