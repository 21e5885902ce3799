"""Costs of sources: adding, changing, ending, removing, and taking each of these back."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import func, select
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Optional

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.sent_once import SentOnce
from admin.fields.word_choices import WordField, choices_of
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.money.cost_list import EVERY
from admin.pages import find, number_typed, pages
from admin.staff.access import only_who_may_change
from records.db import db
from records.money.costs import (
    BadCost,
    Cost,
    CostChange,
    Every,
    NotTheNewestChange,
    change_cost,
    changes_of_cost,
    end_cost,
    record_cost,
    remove_cost,
    undo_cost_change,
)
from records.money.currencies import plain_amount
from records.sources import Source
from reports.clients.directory_search import meant_by, names_to_choose_from


class CostForm(SentOnce):
    """A cost as it is typed; ``minor`` and ``meant`` are what it says once the form is valid."""

    source = StringField("Partner or other source", [DataRequired("Type the name of a source."), Length(max=200)])
    amount = StringField("Amount", [InputRequired("Type the amount, such as 1250.00."), Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])
    every = WordField("How often", choices=choices_of(EVERY), coerce=Every)
    starts_on = DayField("From", [InputRequired("Say from which day.")])
    ends_on = DayField("To", [Optional()])

    minor = 0
    meant: Source
    present: Source | None = None

    def validate_source(self, field: Any) -> None:
        """Find the one source of this name; an untouched name means the source that it is of."""
        typed = (field.data or "").strip()
        if self.present is not None and typed == self.present.name:
            self.meant = self.present
            return
        found = meant_by(db.session(), typed).sources
        if len(found) != 1:
            raise ValidationError(
                f"Several sources are called “{typed}”. Type a spelling that only one of them has."
                if found
                else f"No source is called “{typed}”."
            )
        self.meant = found[0]

    def validate_amount(self, field: Any) -> None:
        """Read the amount by the digits of its currency."""
        if self.currency.errors or self.currency.process_errors:
            return
        self.minor = minor_typed(field.data, self.currency)
        if self.minor == 0:
            raise ValidationError("A cost of nothing changes nothing. Type what was spent.")

    def validate_ends_on(self, field: Any) -> None:
        """The last day is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("This is before the first day.")


class EndForm(FlaskForm):
    """The last day of a recurring cost."""

    last_day = DayField("Last day", [InputRequired("Say which day is the last.")])


@pages.get("/costs/new")
def new_cost() -> str:
    """The form for a new cost."""
    only_who_may_change()
    firm = the_frame().firm
    of = db.session.get(Source, number_typed(request.args.get("source", "")) or 0)
    today = firm.today(datetime.now(UTC))
    form = CostForm(
        formdata=None, source=of.name if of else "", currency=firm.currency, starts_on=today, every=Every.ONCE
    )
    return _form_page(form, None)


@pages.post("/costs")
def add_cost() -> ResponseReturnValue:
    """A new cost."""
    form = CostForm()
    if not form.validate() or form.starts_on.data is None:
        return _form_page(form, None), 422
    same = select(Cost).where(
        Cost.source_id == form.meant.id,
        Cost.amount == form.minor,
        Cost.currency == (form.currency.data or ""),
        Cost.starts_on == form.starts_on.data,
        # A single cost without a last day is one of its first day.
        func.coalesce(Cost.ends_on, Cost.starts_on) == (form.ends_on.data or form.starts_on.data),
        Cost.every == form.every.data,
        Cost.user_id == current_user.id,
    )
    cost = form.kept_since(same, Cost.created_at) or record_cost(
        db.session(),
        form.meant,
        form.minor,
        form.currency.data or "",
        form.starts_on.data,
        form.ends_on.data,
        datetime.now(UTC),
        every=form.every.data,
        user=current_user,
    )
    db.session.commit()
    flash(f"The cost of {cost.source.name} is kept.")
    return redirect(url_for("admin.cost", number=cost.id), code=303)


@pages.get("/costs/<int:number>")
def cost(number: int) -> str:
    """One cost, and what was done to it."""
    return _page(find(Cost, number))


@pages.get("/costs/<int:number>/edit")
def edit_cost(number: int) -> str:
    """The form of a cost."""
    only_who_may_change()
    found = find(Cost, number)
    form = CostForm(
        formdata=None,
        source=found.source.name,
        amount=plain_amount(found.amount, found.currency),
        currency=found.currency,
        every=found.every,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )
    return _form_page(form, found)


@pages.post("/costs/<int:number>")
def save_cost(number: int) -> ResponseReturnValue:
    """Other values for a cost."""
    found = find(Cost, number)
    form = CostForm()
    form.present = found.source
    if not form.validate() or form.starts_on.data is None:
        return _form_page(form, found), 422
    days, at = (form.starts_on.data, form.ends_on.data), datetime.now(UTC)
    values = (form.meant, form.minor, form.currency.data or "", *days, form.every.data)
    change_cost(db.session(), found, *values, at, current_user)
    db.session.commit()
    flash("The cost is changed.")
    return redirect(url_for("admin.cost", number=number), code=303)


@pages.post("/costs/<int:number>/end")
def end_of_cost(number: int) -> ResponseReturnValue:
    """A recurring cost ends."""
    found = find(Cost, number)
    form = EndForm()
    if not form.validate() or form.last_day.data is None:
        return _page(found, form), 422
    try:
        end_cost(db.session(), found, form.last_day.data, datetime.now(UTC), current_user)
    except BadCost as problem:
        db.session.rollback()
        form.last_day.errors = [sentence_of(problem)]
        return _page(find(Cost, number), form), 422
    db.session.commit()
    flash("The cost ends with that day.")
    return redirect(url_for("admin.cost", number=number), code=303)


@pages.post("/costs/<int:number>/remove")
def removal_of_cost(number: int) -> ResponseReturnValue:
    """It counts nowhere any more."""
    return _done(number, lambda found: remove_cost(db.session(), found, datetime.now(UTC), current_user), "removed")


@pages.post("/cost-changes/<int:number>/undo")
def undo_change_of_cost(number: int) -> ResponseReturnValue:
    """The cost is again what it was before the change."""
    change = find(CostChange, number)
    undo = undo_cost_change
    return _done(
        change.cost_id, lambda _found: undo(db.session(), change, datetime.now(UTC), current_user), "as it was before"
    )


def _done(number: int, do: Any, what: str) -> ResponseReturnValue:
    try:
        do(find(Cost, number))
        db.session.commit()
        flash(f"The cost is {what}.")
    except (BadCost, NotTheNewestChange) as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.cost", number=number), code=303)


def _page(found: Cost, form: EndForm | None = None) -> str:
    today = the_frame().firm.today(datetime.now(UTC))
    return render_template(
        "admin/money/cost.html",
        cost=found,
        changes=changes_of_cost(db.session(), found),
        ending=form or EndForm(formdata=None, last_day=today),
        every=EVERY,
    )


def _form_page(form: CostForm, found: Cost | None) -> str:
    return render_template(
        "admin/money/cost_form.html", form=form, cost=found, names=names_to_choose_from(db.session())
    )
