"""The rules by which a partner is due something: made, ended, and taken back."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.typed_again import typed_again
from admin.fields.word_choices import WordField, choices_of
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import only_who_may_change
from records.db import db
from records.money.costs import Every
from records.money.payments import PaymentKind
from records.relations.fees.reward_rules import (
    Basis,
    RewardRule,
    RewardRuleEnd,
    RuleRefused,
    add_rule,
    end_rule,
    refusal,
    undo_end,
)
from records.sources import Partner, Source
from reports.relations.rule_cards import NO_ADVICE, rule_card

_BASES = {
    Basis.PERCENT: "a percentage of the money of the clients they sent",
    Basis.PER_CLIENT: "a fixed sum for each client they sent, once money has come",
    Basis.FLAT: "a fixed sum for each period, whoever was sent",
}
_EVERY = {Every.MONTH: "month", Every.QUARTER: "quarter", Every.YEAR: "year"}


class RewardRuleForm(FlaskForm):
    """A rule as it is typed; ``minor`` and ``hundredths`` are the sum and the percentage once valid."""

    basis = WordField("What is due", choices=choices_of({k.value: v for k, v in _BASES.items()}), coerce=Basis)
    percent = StringField("Percentage", [Length(max=10)])
    amount = StringField("Sum", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])
    counts = WordField(
        "Which money counts",
        choices=choices_of({"received": "received", "billed": "billed"}),
        coerce=PaymentKind,
    )
    every = WordField("Period", choices=choices_of({k.value: v for k, v in _EVERY.items()}), coerce=Every)
    starts_on = DayField("From", [InputRequired("Say from which day.")])
    ends_on = DayField("To", [Optional()])
    words = TextAreaField("What was agreed", [Length(max=2_000)])

    minor: int | None = None
    hundredths: int | None = None

    def validate_percent(self, field: Any) -> None:
        """Up to two digits after the point."""
        if self.basis.data is not Basis.PERCENT:
            return
        try:
            exact = Decimal((field.data or "").strip().rstrip("%").strip()) * 100
        except InvalidOperation as problem:
            raise ValidationError("Type a percentage, such as 10 or 7.5.") from problem
        if not exact.is_finite() or exact != exact.to_integral_value() or not 0 < exact <= 10_000:
            raise ValidationError("Type a percentage over 0 and up to 100, with at most two digits after the point.")
        self.hundredths = int(exact)

    def validate_amount(self, field: Any) -> None:
        """Read the sum by the digits of its currency."""
        if self.basis.data is Basis.PERCENT or self.currency.process_errors:
            return
        self.minor = minor_typed(field.data or "", self.currency)
        if self.minor <= 0:
            raise ValidationError("Type a sum of more than nothing.")

    def validate_ends_on(self, field: Any) -> None:
        """The last day is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("This is before the first day.")


class RuleEndForm(FlaskForm):
    """The last day of a rule."""

    last_day = DayField("Last day", [InputRequired("Say which day is the last.")])


@pages.get("/partners/<int:number>/rewards/new")
def new_reward_rule(number: int) -> str:
    """The form for a rule."""
    only_who_may_change()
    firm = the_frame().firm
    form = RewardRuleForm(
        formdata=None,
        basis=next((basis for basis in Basis if refusal(db.session(), basis) is None), Basis.FLAT),
        counts=PaymentKind.RECEIVED,
        currency=firm.currency,
        starts_on=firm.today(datetime.now(UTC)),
    )
    return _form_page(find(Partner, number).source, form)


@pages.post("/partners/<int:number>/rewards/rules")
def add_reward_rule(number: int) -> ResponseReturnValue:
    """A new rule, where the profession may have it."""
    source, form = find(Partner, number).source, RewardRuleForm()
    if not form.validate() or form.starts_on.data is None:
        return _form_page(source, form), 422
    basis = form.basis.data
    try:
        add_rule(
            db.session(),
            source,
            basis,
            form.starts_on.data,
            datetime.now(UTC),
            current_user,
            ends_on=form.ends_on.data,
            counts=None if basis is Basis.FLAT else form.counts.data,
            percent=form.hundredths,
            amount=form.minor,
            currency=None if basis is Basis.PERCENT else form.currency.data,
            every=form.every.data if basis is Basis.FLAT else None,
            words=form.words.data or "",
        )
    except RuleRefused as problem:
        db.session.rollback()
        form.form_errors = [sentence_of(problem)]
        return _form_page(find(Partner, number).source, form), 422
    db.session.commit()
    flash("The rule is kept. What is due by it is a proposal only.")
    return redirect(url_for("admin.partner_rewards", number=number), code=303)


@pages.post("/reward-rules/<int:number>/end")
def end_of_reward_rule(number: int) -> ResponseReturnValue:
    """The rule ends with a day."""
    rule, form = find(RewardRule, number), RuleEndForm()
    partner, name = rule.partner_id, rule.partner.name
    back = url_for("admin.partner_rewards", number=partner)
    good = form.validate()
    if good and form.last_day.data is not None:
        try:
            end_rule(db.session(), rule, form.last_day.data, datetime.now(UTC), current_user)
            db.session.commit()
            flash("The rule ends with that day.")
            return redirect(back, code=303)
        except RuleRefused as problem:
            db.session.rollback()
            form.last_day.errors = [sentence_of(problem)]
    return typed_again(form, "admin.partners", f"End a rule with {name}", "End it", back, f"the rules with {name}")


@pages.post("/reward-rule-ends/<int:number>/undo")
def undo_end_of_reward_rule(number: int) -> ResponseReturnValue:
    """The rule holds as before it was ended."""
    end = find(RewardRuleEnd, number)
    partner = end.rule.partner_id
    try:
        undo_end(db.session(), end, datetime.now(UTC), current_user)
        db.session.commit()
        flash("The rule holds as before.")
    except RuleRefused as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner_rewards", number=partner), code=303)


def _form_page(source: Source, form: RewardRuleForm) -> str:
    return render_template(
        "admin/relations/fees/reward_rule_form.html",
        source=source,
        form=form,
        refused=[(shown, why) for basis, shown in _BASES.items() if (why := refusal(db.session(), basis))],
        card=rule_card(the_frame().firm),
        no_advice=NO_ADVICE,
    )
