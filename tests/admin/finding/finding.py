"""A firm to look for somebody in, and reading the page of what was found, as people read it."""

import re
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.clients.correcting import Known, correct_client
from records.db import db
from tests.admin.small_firm import CAME, client, noon
from tests.admin.test_reads import ann

NOT_SAID = Result("none")
_GROUP = re.compile(r'<section class="found" aria-labelledby="([a-z]+)">(.*?)</section>', re.DOTALL)
_LINE = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_NAME = re.compile(r"<li>\s*<a [^>]*>(.*?)</a>", re.DOTALL)


def known(app: Flask, *names: str, came: date = CAME, answer: str = "idk", **particulars: str) -> list[int]:
    """Clients of these names, each as if staff had corrected the particulars; returns their numbers."""
    with app.app_context():
        session = db.session()
        numbers = []
        for name in names:
            found = client(session, name, NOT_SAID, answer, came=came)
            of = {"name": name, "email": found.email, "phone": "", "company": ""} | particulars
            correct_client(session, found, Known(came_on=came, **of), noon(came), ann(session))
            numbers.append(found.id)
        session.commit()
    return numbers


def found_page(browser: FlaskClient, words: str, **more: str) -> str:
    response = browser.get("/admin/find", query_string={"q": words, **more})
    assert response.status_code == 200, words
    return response.text


def lines(browser: FlaskClient, words: str, **more: str) -> dict[str, list[str]]:
    """The lines of each kind that is found."""
    groups = _GROUP.findall(found_page(browser, words, **more))
    return {part: [read(line) for line in _LINE.findall(inside)] for part, inside in groups}


def named(browser: FlaskClient, words: str, part: str = "clients") -> list[str]:
    """The names of the hits of one kind, in their order."""
    inside = dict(_GROUP.findall(found_page(browser, words))).get(part, "")
    return [read(name) for name in _NAME.findall(inside)]


def read(markup: str) -> str:
    words = re.sub(r"<[^>]*>", "", markup.replace("<span", " <span").replace("<q", " <q"))
    return " ".join(words.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&").split())
