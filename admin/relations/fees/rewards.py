"""What partners are due by their rules, and what people did with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import DayField
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.staff.access import only_who_may_change
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.clients import Client
from records.db import db
from records.relations.fees.due import Due, dues, settle_due
from records.relations.fees.ledger import BadEntry, OverLimit
from records.relations.fees.reward_rules import Basis, RewardRule, RewardRuleEnd, refusal, refusals
from records.relations.fees.rewards import CannotSettle, Did, Reward, RewardLine, RewardStep, pay_reward, undo_step
from records.sources import Partner, Source
from reports.relations.give_and_take.ledger_years import partner_years
from reports.relations.rule_cards import NO_ADVICE, rule_card
from reports.tables.description import Column, Kind, Money, Row, Table


class PayForm(FlaskForm):
    """On which day a reward was paid, and why it may go beyond the limit."""

    on = DayField("Day", [InputRequired("Say on which day.")])
    words = TextAreaField("About it", [Length(max=2_000)])
    over_because = TextAreaField("Why it may go beyond the limit", [Length(max=2_000)])

    def validate_on(self, field: Any) -> None:
        """Nothing is written down before it was."""
        if field.data and field.data > the_frame().firm.today(datetime.now(UTC)):
            raise ValidationError("This day is still to come.")


@dataclass(frozen=True, slots=True)
class _Settled:
    """A reward with the step that can be undone."""

    reward: Reward
    newest: RewardStep | None


@pages.get("/rewards")
def rewards() -> ResponseReturnValue:
    """Every proposal, and what was approved and is not paid yet."""
    session = db.session()
    today = the_frame().firm.today(datetime.now(UTC))
    found = [due for due in dues(session, today) if due.open]
    if goes_out():
        return handed_out(_table(found))
    return render_template(
        "admin/relations/fees/rewards.html",
        found=found,
        unpaid=[each for each in _settled(session) if each.newest and each.newest.did is Did.APPROVED],
        off=refusal(session, Basis.FLAT),
    )


@pages.get("/partners/<int:number>/rewards")
def partner_rewards(number: int) -> str:
    """A partner's rules, what is due by them line by line, and what was done."""
    session, source = db.session(), find(Partner, number).source
    firm = the_frame().firm
    today = firm.today(datetime.now(UTC))
    found = dues(session, today, source)
    clients = {line.client for due in found for line in due.lines}
    named = select(Client.id, Client.name).where(Client.id.in_(clients))
    return render_template(
        "admin/relations/fees/partner_rewards.html",
        source=source,
        rules=_rules(session, source),
        refused=refusals(session),
        found=found,
        names=dict(session.execute(named).tuples().all()),
        settled=_settled(session, source),
        years=partner_years(session, today.year, source),
        today=today,
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )


@pages.post("/partners/<int:number>/rewards")
def settle_reward(number: int) -> ResponseReturnValue:
    """Approve or decline a proposal as it was seen."""
    source, at = find(Partner, number).source, datetime.now(UTC)
    said, seen = request.form.get("did", ""), request.form.get("seen", "")
    did = Did.APPROVED if said == "approved" else Did.DECLINED
    try:
        if said not in {"approved", "declined"} or not seen.isascii() or not seen.isdecimal():
            raise CannotSettle("approve or decline it")
        today = the_frame().firm.today(at)
        settle_due(db.session(), source, request.form.get("currency", ""), int(seen), did, today, at, current_user)
        db.session.commit()
        flash(f"The proposal is {did.value}.")
    except CannotSettle as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner_rewards", number=number), code=303)


@pages.get("/rewards/<int:number>/payment/new")
def new_reward_payment(number: int) -> str:
    """The form by which an approved reward is paid."""
    only_who_may_change()
    today = the_frame().firm.today(datetime.now(UTC))
    return _pay_page(find(Reward, number), PayForm(formdata=None, on=today))


@pages.post("/rewards/<int:number>/payment")
def add_reward_payment(number: int) -> ResponseReturnValue:
    """It was paid: the ledger has the fee."""
    reward, form = find(Reward, number), PayForm()
    if not form.validate() or form.on.data is None:
        return _pay_page(reward, form), 422
    partner, words, why = reward.partner_id, form.words.data or "", form.over_because.data or ""
    try:
        pay_reward(db.session(), reward, form.on.data, datetime.now(UTC), current_user, words=words, over_because=why)
        db.session.commit()
        flash("The fee is in the ledger.")
    except OverLimit as problem:
        db.session.rollback()
        form.over_because.errors = [sentence_of(problem)]
        return _pay_page(find(Reward, number), form), 422
    except (CannotSettle, BadEntry) as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner_rewards", number=partner), code=303)


@pages.post("/reward-steps/<int:number>/undo")
def undo_reward_step(number: int) -> ResponseReturnValue:
    """Take back what was done last with a reward."""
    step = find(RewardStep, number)
    partner = step.reward.partner_id
    try:
        undo_step(db.session(), step, datetime.now(UTC), current_user)
        db.session.commit()
        flash("It is taken back.")
    except CannotSettle as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner_rewards", number=partner), code=303)


def _rules(session: Session, source: Source) -> Sequence[RewardRule]:
    of_partner = select(RewardRule).where(RewardRule.partner_id == source.id).order_by(RewardRule.id)
    ends = selectinload(RewardRule.ends).joinedload(RewardRuleEnd.user)
    return session.scalars(of_partner.options(joinedload(RewardRule.user), ends)).unique().all()


def _settled(session: Session, source: Source | None = None) -> list[_Settled]:
    those = select(Reward).options(
        joinedload(Reward.partner),
        selectinload(Reward.lines).joinedload(RewardLine.client),
        selectinload(Reward.steps).joinedload(RewardStep.user),
    )
    if source is not None:
        those = those.where(Reward.partner_id == source.id)
    found: Any = session.scalars(those.order_by(Reward.id.desc())).unique()
    return [_Settled(each, each.newest) for each in found]


def _table(found: Sequence[Due]) -> Table:
    return Table(
        title="What partners are due",
        columns=[
            Column("Partner", wide=True),
            Column("Currency"),
            Column("Earned so far", Kind.MONEY),
            Column("Settled before", Kind.MONEY),
            Column("Declined before", Kind.MONEY),
            Column("Due, as a proposal", Kind.MONEY),
        ],
        rows=[
            Row(
                (
                    name_in_full(due.partner.id, due.partner.name),
                    due.currency,
                    Money(due.earned, due.currency),
                    Money(sum(line.settled for line in due.lines), due.currency),
                    Money(sum(line.declined for line in due.lines), due.currency),
                    Money(due.open, due.currency),
                )
            )
            for due in found
        ],
        cover=cover_of(also=[("What it is", "A proposal only: nothing is owed by it until somebody approves.")]),
        sheet="Due",
    )


def _pay_page(reward: Reward, form: PayForm) -> str:
    firm = the_frame().firm
    return render_template(
        "admin/relations/fees/reward_payment.html",
        reward=reward,
        form=form,
        years=partner_years(db.session(), firm.today(datetime.now(UTC)).year, reward.partner),
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )
