"""The ledger of gifts and fees by partner and year, its limits, and entries by hand."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, minor_typed
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import LARGEST_NUMBER, find, pages
from admin.relations.thanking.thanks_form import WorthFields
from admin.relations.thanking.thanks_tables import ledger_table
from admin.staff.access import only_who_may_change
from records.db import db
from records.money.currencies import plain_amount
from records.relations.fees.entries_back import take_back_entry
from records.relations.fees.ledger import BadEntry, Given, LedgerEntry, OverLimit, give
from records.relations.fees.limits import limits, set_limit
from records.sources import Partner, Source
from reports.relations.give_and_take.ledger_years import (
    ledger_entries,
    paid_by_rule,
    partner_years,
    years_with_entries,
)
from reports.relations.rule_cards import NO_ADVICE, rule_card


class LimitForm(FlaskForm):
    """What one partner may be given in a year; blank lifts it. ``minor`` is what was typed once valid."""

    amount = StringField("At most, for each partner and year", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])

    minor: int | None = None

    def validate_amount(self, field: Any) -> None:
        """Read the amount by the digits of its currency."""
        if not (field.data or "").strip() or self.currency.process_errors:
            return
        self.minor = minor_typed(field.data, self.currency)
        if self.minor < 0:
            raise ValidationError("Type nothing or more; blank lifts the limit.")


class FeeForm(WorthFields):
    """A fee that was paid without a rule."""

    def validate_worth(self, field: Any) -> None:
        """A fee is an amount."""
        if not (field.data or "").strip():
            raise ValidationError("Type the amount, such as 250.00.")
        super().validate_worth(field)


@pages.get("/ledger")
def ledger() -> ResponseReturnValue:
    """A year of gifts and fees; of one partner if the address says so."""
    if goes_out():
        session, (year, of) = db.session(), _asked()
        return handed_out(ledger_table(partner_years(session, year, of), ledger_entries(session, year, of), year))
    return _page()


@pages.post("/ledger/limit")
def limit_of_ledger() -> ResponseReturnValue:
    """Another limit for a currency, or none."""
    form = LimitForm()
    if not form.validate():
        return _page(form), 422
    set_limit(db.session(), form.currency.data or "", form.minor, datetime.now(UTC), current_user)
    db.session.commit()
    flash("The limit is set." if form.minor is not None else "The limit is lifted.")
    return redirect(url_for("admin.ledger"), code=303)


@pages.get("/partners/<int:number>/fees/new")
def new_fee(number: int) -> str:
    """The form for a fee that was paid."""
    only_who_may_change()
    firm = the_frame().firm
    today = firm.today(datetime.now(UTC))
    return _fee_page(find(Partner, number).source, FeeForm(formdata=None, on=today, currency=firm.currency))


@pages.post("/partners/<int:number>/fees")
def add_fee(number: int) -> ResponseReturnValue:
    """Write down a fee."""
    partner, form = find(Partner, number).source, FeeForm()
    if not form.validate() or form.on.data is None or form.minor is None:
        return _fee_page(partner, form), 422
    what = (Given.FEE, form.minor, form.currency.data or "", form.on.data)
    words, why = form.words.data or "", form.over_because.data or ""
    try:
        give(db.session(), partner, *what, datetime.now(UTC), current_user, words=words, over_because=why)
    except OverLimit as problem:
        db.session.rollback()
        form.over_because.errors = [sentence_of(problem)]
        return _fee_page(find(Partner, number).source, form), 422
    db.session.commit()
    flash("The fee is in the ledger.")
    return redirect(url_for("admin.ledger", year=form.on.data.year, partner=number), code=303)


@pages.post("/ledger/<int:number>/undo")
def take_back_ledger_entry(number: int) -> ResponseReturnValue:
    """An entry counts nowhere any more."""
    entry = find(LedgerEntry, number)
    where = url_for("admin.ledger", year=entry.given_on.year, partner=entry.partner_id)
    try:
        take_back_entry(db.session(), entry, datetime.now(UTC), current_user)
        db.session.commit()
        flash("The entry is taken back and counts nowhere.")
    except BadEntry as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(where, code=303)


def _asked() -> tuple[int, Source | None]:
    """The year and the partner of the address; the present year and everybody if it names none."""
    today = the_frame().firm.today(datetime.now(UTC))
    year = request.args.get("year", today.year, type=int)
    if not 1 <= year <= 9999:
        abort(422, "year is a calendar year, such as 2026")
    number = request.args.get("partner", type=int)
    of = db.session.get(Source, number) if number is not None and 0 < number <= LARGEST_NUMBER else None
    if number is not None and of is None:
        abort(404)
    return year, of


def _page(form: LimitForm | None = None) -> str:
    session, firm, (year, of) = db.session(), the_frame().firm, _asked()
    today = firm.today(datetime.now(UTC))
    rows = partner_years(session, year, of)
    entries = ledger_entries(session, year, of)
    set_by_firm = limits(session)
    own = set_by_firm.get(firm.currency)
    return render_template(
        "admin/relations/fees/ledger.html",
        year=year,
        years=sorted({*years_with_entries(session, today), year}, reverse=True),
        of=of,
        rows=rows,
        entries=entries if of else entries[:50],
        by_rule=paid_by_rule(session, [each.id for each in entries]),
        more=0 if of else max(len(entries) - 50, 0),
        limits=set_by_firm,
        form=form or LimitForm(formdata=None, currency=firm.currency, amount=_typed(own.amount) if own else ""),
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )


def _typed(amount: int | None) -> str:
    return "" if amount is None else plain_amount(amount, the_frame().firm.currency)


def _fee_page(partner: Source, form: FeeForm) -> str:
    firm = the_frame().firm
    years = partner_years(db.session(), firm.today(datetime.now(UTC)).year, partner)
    return render_template(
        "admin/relations/fees/fee_form.html",
        partner=partner,
        form=form,
        years=years,
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )
