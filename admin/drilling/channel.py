"""One channel: who came through it, and what they brought."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.addresses import row_address
from admin.drilling.drill import drill
from admin.drilling.drill_tables import drill_table
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.ranked.asking import asking
from attribution import Role
from records.db import db
from reports.counting.counted import PARTS
from reports.counting.parts import part_named
from reports.counting.questions import Of, Question


@pages.get("/channels/<name>")
def channel(name: str) -> ResponseReturnValue:
    """The clients of one channel, by what visits show or by what was said."""
    ask = asking(of=Of.CHANNELS.value)
    called = part_named(db.session(), ask.question, name) if name not in PARTS else None

    def address(question: Question, period: str | None) -> str:
        return row_address(question, ask.firm, name, "channel", period)

    title, page = called or abort(404), drill(ask, name, address)
    if goes_out():
        return handed_out(drill_table(page, title, [("Channel", title)]))
    return render_template(
        "admin/drilling/channel.html",
        name=title,
        page=page,
        said=ask.question.role is Role.INTRODUCED_BY,
    )
