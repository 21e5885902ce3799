"""Logging a referral given: one screen, from anywhere, with who could get it and what was logged already."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from admin.frame import the_frame
from admin.pages import LARGEST_NUMBER, number_typed, pages
from admin.relations.given.referral_form import ReferralForm
from admin.staff.access import only_who_may_change
from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.firm.professions import Switch, is_on
from records.importing.lines.named_partners import NamedPartners, told_apart
from records.relations.given.outcomes import log_referral
from records.sources import Relation, Source, add_partner
from reports.relations.given.likely_same import Alike, likely_same
from reports.relations.given.suitable import suitable
from reports.relations.known.partners_typed import partners_to_choose_from

_CARRIED = ("who", "purpose", "partner", "given_on", "expected", "currency", "city", "client")


@pages.get("/referrals/new")
def new_referral() -> str:
    """The form, with what the address knows: a partner, a client, or what was typed before suggestions were asked."""
    only_who_may_change()
    session, firm = db.session(), the_frame().firm
    client = _client(request.args.get("client", ""))
    to = session.get(Source, min(request.args.get("partner_id", 0, type=int), LARGEST_NUMBER))
    typed = {name: request.args[name][:2000] for name in _CARRIED if request.args.get(name)}
    usual: dict[str, Any] = {
        "who": client.name if client else "",
        "purpose": _need_of(client) if client else "",
        "partner": _name_of(to) if to and to.partner else "",
        "given_on": firm.today(datetime.now(UTC)),
        "currency": firm.currency,
    }
    form = ReferralForm(formdata=None, **usual | {name: word for name, word in typed.items() if name != "given_on"})
    if typed.get("given_on"):
        form.given_on.process(MultiDict({"given_on": typed["given_on"]}))
        form.given_on.validate(form)
    form.client.data = str(client.id) if client else ""
    return _page(form, client, suggests="suggest" in request.args or client is not None)


@pages.post("/referrals")
def log() -> ResponseReturnValue:
    """A new referral, or the way to who could get it."""
    form = ReferralForm()
    client = _client(form.client.data or "")
    if "suggest" in request.form:
        if request.form.get("given_on", "").strip() and not form.given_on.validate(form):
            return _page(form, client, suggests=True), 422
        typed = {name: request.form[name] for name in _CARRIED if request.form.get(name)}
        address = url_for("admin.new_referral", **typed, suggest=1)  # type: ignore[arg-type]  # words and a number
        return redirect(f"{address}#suggested", code=303)
    if not form.validate() or form.given_on.data is None:
        return _page(form, client, suggests=bool(form.to.data)), 422
    session, now = db.session(), datetime.now(UTC)
    who, on = form.who.data or "", form.given_on.data
    alike = likely_same(session, form.meant, who, on) if form.meant else []
    if not {each.referral.id for each in alike} <= form.seen_numbers():
        return _page(form, client, alike=alike), 422
    is_new, partner = form.adds_partner, form.meant
    if partner is None:
        partner = add_partner(session, " ".join((form.partner.data or "").split()), now, relation=Relation.PROSPECTIVE)
    referral = log_referral(
        session,
        partner,
        who,
        on,
        now,
        purpose=form.purpose.data or "",
        expected=form.minor,
        currency=form.currency.data,
        user=current_user,
        client=client,
    )
    db.session.commit()
    added = f" {partner.name} is a new partner, prospective as yet." if is_new else ""
    flash(f"{referral.who} to {partner.name} is logged.{added}")
    return redirect(url_for("admin.referral", number=referral.id), code=303)


def _page(form: ReferralForm, client: Client | None, *, alike: Sequence[Alike] = (), suggests: bool = False) -> str:
    session = db.session()
    may_suggest = is_on(session, Switch.SUGGEST_PARTNERS)
    need = (form.purpose.data or "").strip()
    form.seen.data = ",".join(str(each.referral.id) for each in alike)
    return render_template(
        "admin/relations/given/log_referral.html",
        form=form,
        client=client,
        alike=alike,
        names=partners_to_choose_from(session),
        may_suggest=may_suggest,
        need=need,
        suiting=suitable(session, need, (form.city.data or "").strip()) if suggests and may_suggest and need else None,
        suggests=suggests,
    )


def _name_of(partner: Source) -> str:
    """The name that means this partner and nobody else, as far as anything known of them can say so."""
    return told_apart(partner, NamedPartners(db.session(), [partner.name]).fitting(partner.name))


def _client(number: str) -> Client | None:
    found = number_typed(number)
    return db.session.get(Client, found) if found is not None else None


def _need_of(client: Client) -> str:
    """What the client needed, as they wrote it last."""
    said = select(Submission.need).where(Submission.client_id == client.id, Submission.need != "")
    return db.session.scalars(said.order_by(Submission.received_at.desc()).limit(1)).first() or ""
