"""A firm whose clients searched: known and told, in several spellings, landing on several pages, with search totals."""

from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from attribution import Result
from records.answers.submissions import Touch
from records.db import db
from records.importing import read_file, take_in
from tests.admin.small_firm import CAME, GOOGLE, clicked, client, credit, full_firm, noon, pays, submission_of
from tests.rig.made_once import made_once

SITE = "https://www.firm.example"
TOTALS = """Top queries,Clicks,Impressions,CTR,Position
best lawyer,4,50,8%,3.2
lawyers best,2,20,10%,5
probate help,1,9,,
"""
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


@made_once
def searching_firm(app: Flask, folder: Path) -> None:
    """The full firm and more, with the search totals of March."""
    full_firm(app)
    with app.app_context():
        session = db.session()
        searches = [
            ("Lea Long", "best lawyers", "known", f"{SITE}/wills?gclid=1"),
            ("Mia Moor", "Best lawyer", "known", f"{SITE}/wills/"),
            ("Nia North", "lawyer best", "told", ""),
            ("Oda Orr", "best lawyer", "told", "not an address"),
        ]
        for number, (name, phrase, kind, landed) in enumerate(searches):
            judged = Result("auto", (credit(GOOGLE), clicked(GOOGLE)), keyword=phrase, keyword_kind=kind)  # type: ignore[arg-type]
            found = client(session, name, judged, "google", came=date(2026, 3, 20 + number))
            pays(session, found, 10_000 + number, on=date(2026, 3, 28))
            if landed:
                touch = session.scalars(
                    select(Touch).where(Touch.submission_id == submission_of(session, found).id)
                ).one()
                touch.landing_url = landed
        for number in range(3):
            found = client(session, f"Pia {number}", Result("auto", (credit(GOOGLE), clicked(GOOGLE))), "google")
            pays(session, found, 3_333, on=CAME)
        file = folder / "Queries.csv"
        file.write_text(TOTALS, encoding="utf-8")
        take_in(session, read_file(file, "keywords", {}, MARCH), noon(CAME))
        db.session.commit()
