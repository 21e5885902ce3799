"""A source that is not a partner: a website, an event, an existing client."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from admin.frame import the_frame
from admin.pages import find, pages
from admin.partners import part_links
from attribution import Role
from records.db import db
from records.sources import Source
from reports.questions import Of, Question
from reports.source_page import source_page


@pages.get("/sources/<int:number>")
def source(number: int) -> ResponseReturnValue:
    """One source, by what clients said and by what visits show."""
    found = find(Source, number)
    if found.partner:
        return redirect(url_for("admin.partner", number=number), code=303)
    currency = the_frame().firm.currency
    asked = {role: Question(currency=currency, of=Of.SOURCES, role=role) for role in Role}
    return render_template(
        "admin/source.html",
        source=found,
        currency=currency,
        sides=[
            (role, source_page(db.session(), found, question), part_links(question, str(number)))
            for role, question in asked.items()
        ],
    )
