"""Thanks: who waits for them, thanking a partner, and taking a thanks back."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms.validators import Optional

from admin.fields.money_fields import DayField
from admin.formats import sentence_of
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.relations.thanking.thanks_form import ThanksForm, Which
from admin.relations.thanking.thanks_tables import waiting_table
from admin.settings_missing import what_mail_lacks
from admin.staff.access import only_who_may_change
from records.clients import Client
from records.consents import named
from records.db import db
from records.mail import BadMail
from records.relations.fees.ledger import BadEntry, OverLimit
from records.relations.thanking.drafts import ThanksDraft, drafts, write_draft
from records.relations.thanking.thanks import CannotThank, How, Thanks, Whom, thank, undo_thanks
from records.relations.thanking.thanks_start import begin_thanks, thanks_start
from records.sources import Partner, Source
from reports.batches import batched
from reports.relations.give_and_take.ledger_years import partner_years
from reports.relations.rule_cards import NO_ADVICE, rule_card
from reports.relations.thanking.unthanked import Unthanked, first_unthanked, in_full, part_of_unthanked, who_waits
from reports.relations.thanking.waiting import Queue

PAGE = 25
SHOWN, LISTED = 5, 100
"""So many referrals of each partner stand in the queue, and so many at once where they are thanked."""
_LONGEST = 200


class StartForm(FlaskForm):
    """The first day whose referrals wait."""

    first_day = DayField("Only clients who came on or after", [Optional()])


@pages.get("/thanks")
def thanks() -> ResponseReturnValue:
    """Partners who wait for thanks, by the value of whom they sent and by how long ago."""
    if goes_out():
        session = db.session()
        found = list(Queue(session, the_frame().firm.currency).of())
        return handed_out(waiting_table(found, _may_be_named(session, [each for w in found for each in w.referrals])))
    return _queue()


@pages.post("/thanks/start")
def start_of_thanks() -> ResponseReturnValue:
    """Let only those wait who came on a day or later; without a day, all."""
    form = StartForm()
    if not form.validate():
        return _queue(form), 422
    begin_thanks(db.session(), form.first_day.data, datetime.now(UTC), current_user)
    db.session.commit()
    flash("Referrals of that day and later wait for thanks." if form.first_day.data else "All referrals wait again.")
    return redirect(url_for("admin.thanks"), code=303)


@pages.get("/partners/<int:number>/thanks/new")
def new_thanks(number: int) -> str:
    """Thank a partner: for whom and how."""
    only_who_may_change()
    partner = find(Partner, number).source
    firm, listed = the_frame().firm, _Listed(partner)
    form = ThanksForm(
        formdata=None,
        how=How.MAIL if partner.partner and partner.partner.email else How.CARD,
        on=firm.today(datetime.now(UTC)),
        currency=firm.currency,
        # Whoever looks for somebody means them, and not all.
        which=Which.ALL if listed.is_first else Which.THESE,
        clients=[] if listed.paging else [each.client.id for each in listed.referrals],
    )
    return _form_page(partner, listed, form)


@pages.post("/partners/<int:number>/thanks")
def add_thanks(number: int) -> ResponseReturnValue:
    """A mail becomes a draft to be read; what was done otherwise is written down."""
    session, partner = db.session(), find(Partner, number).source
    form = ThanksForm()
    if not form.validate() or form.on.data is None:
        return _form_page(partner, _Listed(partner, form), form), 422
    at = datetime.now(UTC)
    try:
        chosen = _chosen(session, partner, form)
        if form.how.data is How.MAIL:
            whom, to_them = _themselves(session, chosen), ThanksDraft.partner_id == partner.id
            mine = select(ThanksDraft).where(to_them, ThanksDraft.user_id == current_user.id)
            draft = form.kept_since(mine, ThanksDraft.at)
            if draft is None or {each.id for each in draft.clients} != {each.id for each in whom}:
                draft = write_draft(session, partner, whom, at, current_user)
            session.commit()
            return redirect(url_for("admin.thanks_draft", number=draft.id), code=303)
        thank(
            session,
            partner,
            form.how.data,
            form.on.data,
            at,
            current_user,
            clients=chosen,
            worth=form.minor,
            currency=form.currency.data if form.minor is not None else None,
            words=form.words.data or "",
            over_because=form.over_because.data or "",
        )
    except OverLimit as problem:
        session.rollback()
        form.over_because.errors = [sentence_of(problem)]
        return _refused(number, form), 422
    except (CannotThank, BadEntry, BadMail) as problem:
        session.rollback()
        form.form_errors = [sentence_of(problem)]
        return _refused(number, form), 422
    session.commit()
    flash(f"{partner.name} is thanked.")
    return redirect(url_for("admin.partner", number=number) + "#thanks", code=303)


@pages.post("/thanks/<int:number>/undo")
def take_back_thanks(number: int) -> ResponseReturnValue:
    """The referrals of a thanks wait again."""
    found = find(Thanks, number)
    partner = found.partner_id
    try:
        undo_thanks(db.session(), found, datetime.now(UTC), current_user)
        db.session.commit()
        flash("The thanks is taken back; what it was for waits again.")
    except CannotThank as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.partner", number=partner) + "#thanks", code=303)


def _queue(form: StartForm | None = None) -> str:
    session, currency = db.session(), the_frame().firm.currency
    queue = Queue(session, currency)
    page, start, written = page_asked(), thanks_start(session), drafts(session)
    shown = list(queue.of((page - 1) * PAGE, page * PAGE, SHOWN))
    return render_template(
        "admin/relations/thanking/thanks.html",
        found=shown,
        may=_may_be_named(session, [each for group in shown for each in group.referrals]),
        referrals=queue.referrals,
        paging=Paging(page, PAGE, len(queue.partners)),
        drafts=written,
        drafted={each.partner_id for each in written},
        start=start,
        form=form or StartForm(formdata=None, first_day=start.first_day if start else None),
        today=the_frame().firm.today(datetime.now(UTC)),
        missing=what_mail_lacks(),
    )


class _Listed:
    """The referrals of a page of the form; ``paging`` is None where everybody who waits is on it.

    Who was ticked is on it in any case.
    """

    def __init__(self, partner: Source, form: ThanksForm | None = None) -> None:
        session, page = db.session(), page_asked()
        self.words = request.args.get("q", "").strip()[:_LONGEST]
        part = part_of_unthanked(session, partner, (page - 1) * LISTED, page * LISTED, self.words)
        self.in_all = part.in_all
        if self.words:
            every = first_unthanked(session, partner, 1)
            self.in_all = every[0].in_all if every else 0
        paging = Paging(page, LISTED, part.in_all, url_for("admin.new_thanks", number=partner.id))
        self.paging = paging if self.in_all > LISTED or self.words else None
        self.is_first = page == 1 and not self.words
        missing = set(form.clients.data or () if form else ()) - {each.client.id for each in part.shown}
        waits = who_waits(session, Source.id == partner.id, with_money=False) if missing else []
        self.referrals = [*part.shown, *in_full(session, [each for each in waits if each.client in missing])]


def _chosen(session: Session, partner: Source, form: ThanksForm) -> list[Whom]:
    """For whom a partner is thanked, whoever came first at first. Raises CannotThank if one of them does not wait."""
    waits = who_waits(session, Source.id == partner.id, with_money=False)
    wanted = {each.client for each in waits} if form.is_for_all else set(form.clients.data or ())
    chosen = [each for each in waits if each.client in wanted]
    if len(chosen) < len(wanted):
        raise CannotThank("somebody who was ticked does not wait any more; look who is ticked now")
    return [each.client for each in in_full(session, chosen)]


def _themselves(session: Session, whom: Sequence[Whom]) -> list[Client]:
    clients: dict[int, Client] = {}
    for some in batched([each.id for each in whom]):
        clients |= {each.id: each for each in session.scalars(select(Client).where(Client.id.in_(some)))}
    return [clients[each.id] for each in whom]


def _refused(number: int, form: ThanksForm) -> str:
    partner = find(Partner, number).source
    return _form_page(partner, _Listed(partner, form), form)


def _form_page(partner: Source, listed: _Listed, form: ThanksForm) -> str:
    session, firm = db.session(), the_frame().firm
    today = firm.today(datetime.now(UTC))
    return render_template(
        "admin/relations/thanking/thanks_form.html",
        partner=partner,
        listed=listed,
        chosen=set(form.clients.data or ()),
        may=_may_be_named(session, listed.referrals),
        form=form,
        years=partner_years(session, today.year, partner),
        missing=what_mail_lacks(),
        today=today,
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )


def _may_be_named(session: Session, referrals: Sequence[Unthanked]) -> set[int]:
    return named(session, [each.client.id for each in referrals])
