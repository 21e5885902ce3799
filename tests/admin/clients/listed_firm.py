"""The firm of everything, with a second office, a review, stages and somebody who was asked later."""

import re
from datetime import date
from html import unescape

from flask import Flask
from sqlalchemy import select

from attribution import Result
from records.clients import Client, Stage, change_stage
from records.coverage.askings import How, note_asked
from records.db import db
from records.firm import Office
from records.reviews.reviewing import review_answer
from records.sources import Source
from records.staff.users import User
from tests.admin.small_firm import client, full_firm, noon, pays, submission_of
from tests.rig.made_once import made_once

_ROW = re.compile(r'<th role="rowheader" scope="row"><a href="[^"]*">([^<]*)</a>')
_PAID = re.compile(r'<data class="paid" value="(-?\d+)">')
_HREF = re.compile(r'<a href="([^"]+)"')


@made_once
def listed_firm(app: Flask) -> None:
    """Gita's answer was confirmed; Dev and Kira are of Salem; Jack was asked later; Lena paid in euro, Mo was paid
    back, and Éva has paid nothing."""
    full_firm(app)
    with app.app_context():
        session = db.session()
        by_name = {each.name: each for each in session.scalars(select(Client))}
        gita = by_name["Gita Green"]
        joe = session.scalars(select(Source).where(Source.name == "Joe Smith")).one()
        owner = session.scalars(select(User)).first()
        assert owner
        review_answer(session, submission_of(session, gita), owner, [joe], noon(date(2026, 6, 1)))
        salem = Office(firm_id=1, name="Salem")
        session.add(salem)
        session.flush()
        for name in ("Dev Davis", "Kira King"):
            by_name[name].office_id = salem.id
        change_stage(session, by_name["Hugo Hall"], Stage.LOST, noon(date(2026, 6, 1)), owner)
        note_asked(session, by_name["Jack Jones"], How.PERSON, noon(date(2026, 6, 2)), owner)
        lena = client(session, "Lena Lind", Result("none"), "hello", came=date(2026, 5, 9))
        pays(session, lena, 5_000, "EUR")
        mo = client(session, "Mo Moss", None, came=date(2026, 5, 9))
        pays(session, mo, 4_000)
        pays(session, mo, -4_000)
        client(session, "Éva Noble", None, came=date(2026, 5, 31))
        db.session.commit()


def names(html: str) -> list[str]:
    """The clients of the page, in their order."""
    return [unescape(name) for name in _ROW.findall(html)]


def paid(html: str) -> list[int]:
    """What they have paid in all, each currency for itself."""
    return [int(value) for value in _PAID.findall(html)]


def links(html: str) -> list[str]:
    """Where the page leads."""
    return [unescape(href) for href in _HREF.findall(html)]
