"""What is known of a partner as a section of their page, and what is done next."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.drilling.drill import Drill
from admin.fields.typed_again import typed_again
from admin.pages import find, pages
from admin.relations.known.profile_form import NextStepForm
from records.db import db
from records.relations.known.partner_changes import PartnerChange, changes_of
from records.relations.known.profile import BadProfile, finish_next_step, set_next_step
from records.relations.known.tags import Tag, tags_of_partner
from records.sources import Partner
from records.sources.merged import swallowed_by
from reports.relations.give_and_take.family import family_counts

CHANGES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Known:
    """What the section shows."""

    partner: Partner
    tags: list[Tag]
    changes: list[PartnerChange]
    today: date
    next_step: NextStepForm
    reach: tuple[int, int]

    @property
    def is_due(self) -> bool:
        """Whether the next step is for today, or for a day that is over."""
        return self.partner.next_step_on is not None and self.partner.next_step_on <= self.today


def known(session: Session, partner: Partner, page: Drill) -> Known:
    """What is known of a partner, and what was changed of it, the newest first."""
    number = partner.source_id
    return Known(
        partner=partner,
        tags=tags_of_partner(session, number),
        changes=changes_of(session, {number, *swallowed_by(session, number)}, CHANGES_SHOWN),
        today=page.ask.today,
        next_step=NextStepForm(formdata=None, obj=partner),
        reach=family_counts(session, partner.source),
    )


@pages.post("/partners/<int:number>/next-step")
def next_step(number: int) -> ResponseReturnValue:
    """What is to be done next with a partner, from the short form on their page."""
    found = find(Partner, number)
    form = NextStepForm()
    back, name = url_for("admin.partner", number=number, _anchor="known"), found.source.name
    if not form.validate():
        return typed_again(form, "admin.partners", f"Next step with {name}", "Keep", back, name)
    set_next_step(
        db.session(), found, form.next_step.data or "", form.next_step_on.data, datetime.now(UTC), current_user
    )
    db.session.commit()
    flash("The next step is kept." if form.next_step.data else "There is no next step now.")
    return redirect(back, code=303)


@pages.post("/partners/<int:number>/next-step/done")
def next_step_done(number: int) -> ResponseReturnValue:
    """What was to be done is done."""
    found = find(Partner, number)
    try:
        finish_next_step(db.session(), found, datetime.now(UTC), current_user)
        db.session.commit()
        flash("The next step is done. Is there another one?")
    except BadProfile as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner", number=number, _anchor="known"), code=303)
