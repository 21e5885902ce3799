"""Likely duplicates among partners: each pair with why, to be merged, or said to be two for good."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from admin.out import goes_out, handed_out
from admin.pages import LARGEST_NUMBER, find, pages
from admin.paging import Paging, page_asked
from admin.tables.covers import cover_of
from records.db import db
from records.sources import Source
from records.sources.apart import Apart, keep_apart, kept_apart, take_back_apart
from reports.relations.known.duplicates import Pair, likely_duplicates
from reports.tables.description import Column, Row, Table

PAGE = 50


class PairForm(FlaskForm):
    """Two partners by their numbers."""

    one = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])
    other = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])


@pages.get("/partners/duplicates")
def duplicates() -> ResponseReturnValue:
    """The pairs that are likely one, and those of whom somebody has said that they are two."""
    session = db.session()
    found = likely_duplicates(session)
    if goes_out():
        return handed_out(_table(found))
    page = page_asked()
    return render_template(
        "admin/relations/duplicates.html",
        pairs=found[(page - 1) * PAGE : page * PAGE],
        apart=kept_apart(session),
        paging=Paging(page, PAGE, len(found)),
    )


@pages.post("/partners/apart")
def apart() -> ResponseReturnValue:
    """Two partners who are not the same: they are not proposed again."""
    form, session = PairForm(), db.session()
    one, other = (
        [session.get(Source, each) for each in (form.one.data, form.other.data)] if form.validate() else [None, None]
    )
    if one is None or other is None or one is other:
        flash("Choose two partners of the list.")
    else:
        keep_apart(session, one, other, datetime.now(UTC), current_user)
        db.session.commit()
        flash(f"{one.name} and {other.name} are two, and are not proposed again.")
    return redirect(url_for("admin.duplicates"), code=303)


@pages.post("/partners/apart/<int:number>/undo")
def not_apart(number: int) -> ResponseReturnValue:
    """Let a pair be proposed again."""
    said = find(Apart, number)
    take_back_apart(db.session(), said, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{said.one.name} and {said.other.name} are proposed again if they are alike.")
    return redirect(url_for("admin.duplicates"), code=303)


def _table(found: Sequence[Pair]) -> Table:
    return Table(
        title="Likely duplicates",
        columns=[Column("One", wide=True), Column("The other", wide=True), Column("Why", wide=True)],
        rows=[Row((pair.one.name, pair.other.name, "; ".join(pair.reasons))) for pair in found],
        cover=cover_of(),
        sheet="Duplicates",
    )
