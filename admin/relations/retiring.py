"""Retiring a partner, and bringing them back."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import StringField

from admin.drilling.drill import Drill
from admin.fields.limits_of_text import Length
from admin.fields.typed_again import typed_again
from admin.pages import find, pages
from records.db import db
from records.sources import Partner
from records.sources.retiring import CannotRetire, Retirement, bring_back, retire, retirement_of, retirements_of


class RetireForm(FlaskForm):
    """Why a partner is retired."""

    why = StringField("Why", [Length(max=200, message="At most 200 characters.")])


def retired_now(session: Session, partner: Partner, _page: Drill) -> Retirement | None:
    """The note above the other sections of a partner who is retired."""
    return retirement_of(session, partner.source) if partner.source.retired_at else None


def retirements(session: Session, partner: Partner, _page: Drill) -> Sequence[Retirement] | None:
    """The section of one who is not: every retirement that was ended, the newest first."""
    return retirements_of(session, partner.source) if partner.source.retired_at is None else None


@pages.post("/partners/<int:number>/retirements")
def retire_partner(number: int) -> ResponseReturnValue:
    """Retire a partner; their history stays."""
    partner, form = find(Partner, number), RetireForm()
    if not form.validate():
        name, back = partner.source.name, url_for("admin.partner", number=number, _anchor="retired")
        return typed_again(form, "admin.partners", f"Retire {name}", "Retire", back, name)
    try:
        retire(db.session(), partner.source, form.why.data or "", datetime.now(UTC), current_user)
    except CannotRetire as problem:
        db.session.rollback()
        flash(str(problem))
    else:
        db.session.commit()
        flash(f"{partner.source.name} is retired. New answers that name them wait for a person.")
    return redirect(url_for("admin.partner", number=number, _anchor="retired-now"), code=303)


@pages.post("/partners/<int:number>/retirements/end")
def end_retirement(number: int) -> ResponseReturnValue:
    """Let a retired partner be credited again."""
    partner = find(Partner, number)
    try:
        bring_back(db.session(), partner.source, datetime.now(UTC), current_user)
    except CannotRetire as problem:
        db.session.rollback()
        flash(str(problem))
    else:
        db.session.commit()
        flash(f"{partner.source.name} is back. Answers that wait can be decided, and new ones count by themselves.")
    return redirect(url_for("admin.partner", number=number, _anchor="retired"), code=303)
