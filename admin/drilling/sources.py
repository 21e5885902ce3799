"""A source that is not a partner: a website, an event, an existing client."""

from dataclasses import replace

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import row_address, words_of_address
from admin.drilling.drill import drill
from admin.drilling.drill_tables import drill_table
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.ranked.asking import asking
from admin.relations.known.effort import effort_shown
from attribution import WEBSITE_KINDS, Kind, Role
from records.db import db
from records.sources import Source
from reports.counting.questions import Of, Question

SIDES = {Role.ARRIVED_THROUGH: "Clients who arrived through it", Role.INTRODUCED_BY: "Clients who said so"}


@pages.get("/sources/<int:number>")
def source(number: int) -> ResponseReturnValue:
    """One source, by what visits show or by what clients said."""
    found = find(Source, number)
    if found.partner:
        ask = asking()
        return redirect(row_address(ask.question, ask.firm, str(number), Kind.PARTNER, ask.period), code=303)
    ask = asking(of=_of(found).value)

    def address(question: Question, period: str | None) -> str:
        return row_address(question, ask.firm, str(number), "", period)

    page = drill(ask, str(number), address)
    if goes_out():
        return handed_out(drill_table(page, found.name, [("Source", f"{found.name} ({found.kind.value})")]))
    return render_template(
        "admin/drilling/source.html",
        source=found,
        page=page,
        part=effort_shown(db.session(), found, page),
        role=ask.question.role,
        sides=[
            (label, address(replace(ask.question, role=role), ask.period), role is ask.question.role)
            for role, label in SIDES.items()
        ],
    )


def _of(source: Source) -> Of:
    """The ranking that the page belongs to: that of the address if the source has a row there, else its own."""
    asked = words_of_address(request.args).get("of")
    if asked == Of.SOURCES or source.kind not in WEBSITE_KINDS:
        return Of.PARTNERS if source.kind is Kind.PARTNER else Of.SOURCES
    return Of.WEBSITES
