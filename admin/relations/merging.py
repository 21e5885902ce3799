"""Merging two partners who are the same: both sides and what moves, the merge itself, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField

from admin.fields.limits_of_text import Length
from admin.frame import the_frame
from admin.pages import find, number_typed, pages
from admin.staff.access import only_who_may_change
from attribution import Kind
from records.db import db
from records.relations.given.referrals import ReferralGiven
from records.sources import Partner, Source
from records.sources.merged import Merge
from records.sources.merging import CannotMerge, merge_sources, undo_merge
from reports.behind import clients_behind, payments_behind
from reports.clients.directory_search import meant_by, names_to_choose_from
from reports.counting.questions import Measure
from reports.counting.rankings import Figures
from reports.relations.given.referrals_given import referrals_given
from reports.relations.known.partner_list import all_time
from reports.relations.known.what_moves import what_moves


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with what counts for it of all time and what was given to it."""

    source: Source
    figures: Figures
    given: Sequence[ReferralGiven]


class MergeForm(FlaskForm):
    """Whom a partner is the same as: typed, or chosen by number."""

    other = StringField("The same as", [Length(max=200)])
    gone = HiddenField()


@pages.get("/partners/<int:number>/merge")
def merging(number: int) -> ResponseReturnValue:
    """Who else this partner is, and with both chosen, what will move."""
    only_who_may_change()
    partner, session = find(Partner, number), db.session()
    typed = " ".join(request.args.get("other", "").split())[:200]
    found = _others(session, partner.source, typed)
    chosen = found[0] if len(found) == 1 else None
    moves, ends = what_moves(session, partner.source, chosen) if chosen else ([], [])
    return render_template(
        "admin/relations/merge.html",
        moves=moves,
        ends=ends,
        keep=partner.source,
        gone=chosen,
        found=found,
        typed=typed,
        sides=[_side(session, each) for each in (partner.source, chosen)] if chosen else [],
        names=names_to_choose_from(session),
        currency=the_frame().firm.currency,
        form=MergeForm(formdata=None, gone=chosen.id if chosen else "", other=typed),
    )


@pages.post("/partners/<int:number>/merge")
def merge_partner(number: int) -> ResponseReturnValue:
    """Merge the one that was shown into this partner."""
    keep, session, form = find(Partner, number).source, db.session(), MergeForm()
    typed = form.gone.data or ""
    chosen = number_typed(typed) if form.validate() else None
    gone = session.get(Source, chosen) if chosen is not None else None
    try:
        if gone is None:
            raise CannotMerge("Choose who is the same.")
        merge_sources(session, keep, gone, current_user, datetime.now(UTC))
    except CannotMerge as problem:
        db.session.rollback()
        flash(str(problem))
        return redirect(url_for("admin.merging", number=number), code=303)
    db.session.commit()
    flash(f"{gone.name} is {keep.name} now. Both count as one.")
    return redirect(url_for("admin.partner", number=number), code=303)


@pages.post("/merges/<int:number>/undo")
def take_back_merge(number: int) -> ResponseReturnValue:
    """Let both be there again."""
    merge = find(Merge, number)
    keep, gone = merge.keep_id, merge.gone.name
    try:
        undo_merge(db.session(), merge, datetime.now(UTC), current_user)
    except CannotMerge as problem:
        db.session.rollback()
        flash(str(problem))
    else:
        db.session.commit()
        flash(f"{gone} is a partner of their own again.")
    return redirect(url_for("admin.partner", number=keep), code=303)


def _others(session: Session, keep: Source, typed: str) -> list[Source]:
    """The partners that the typed words mean, but for this one; a number chosen from a list is exact."""
    if (number := number_typed(typed)) is not None:
        exact = session.get(Source, number)
        return [exact] if exact and exact.partner and exact.retired_at is None and exact.id != keep.id else []
    found = meant_by(session, typed).sources if typed else []
    return [each for each in found if each.kind is Kind.PARTNER and each.partner and each.id != keep.id]


def _side(session: Session, source: Source) -> Side:
    question, part = all_time(the_frame().firm.currency), str(source.id)
    clients = clients_behind(session, question, part, Measure.CLIENTS, size=0).sum
    won = clients_behind(session, question, part, Measure.WON, size=0).sum
    money = payments_behind(session, question, part, size=0).sum
    return Side(source, Figures(clients, won, money), referrals_given(session, source))
