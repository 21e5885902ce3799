"""Mailings to past clients: all of them, and one: a draft with its preview, how far it is, and what came of it."""

from datetime import UTC, date, datetime
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired

from admin.addresses import public_base
from admin.fields.limits_of_text import Length
from admin.fields.money_fields import DayField
from admin.frame import the_frame
from admin.mailings.choice import days_it_takes, in_words
from admin.mailings.choosing import PAGE, PaceForm, clients_numbered, figures
from admin.mailings.tables import members_table
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.relations.known.profile_form import PeopleField
from admin.settings_missing import what_links_lack, what_mail_lacks
from records.coverage.campaigns import Campaign, State, steps_of
from records.coverage.choosing import Chosen, choose, imports_without_basis
from records.coverage.mailing import Letter, WhyNot, letter_for
from records.coverage.sending import room, what_is_missing
from records.db import db
from records.imports import Import
from records.relations.known.contacts import LONGEST
from records.relations.known.hourly_costs import cost_of_time, hourly_cost
from reports.coverage.campaigns import (
    NOTHING,
    Became,
    Members,
    every_campaign,
    progress,
    reminded,
    time_of,
    why_left_out,
)

HEADINGS = {
    Became.ALL: "Clients of",
    Became.WAITING: "Still to be asked by",
    Became.QUEUED: "In the queue of",
    Became.SENT: "Sent by",
    Became.REFUSED: "Refused: mails of",
    Became.LEFT_OUT: "Left out of",
    Became.ANSWERED: "Answered after",
    Became.OPTED_OUT: "No more mail, after",
}
HIDDEN = "…"
"""What stands for the client's own part of an address: who looks at a preview must not answer or opt out for them."""


class TimeForm(FlaskForm):
    """How long a mailing took."""

    on = DayField("Day", [InputRequired("Say on which day.")])
    minutes = PeopleField("Minutes", [InputRequired("Write how many minutes it took.")])
    words = TextAreaField("What was done", [Length(max=2_000)], render_kw={"rows": 2})

    def validate_minutes(self, field: Any) -> None:
        """No mailing takes longer than a month."""
        if field.data is not None and not 1 <= field.data <= LONGEST:
            raise ValidationError(f"Write 1 to {LONGEST:,} minutes.")

    def validate_on(self, field: Any) -> None:
        """Only what is over has taken time."""
        if field.data and field.data > today():
            raise ValidationError("This day is still to come.")


@pages.get("/mailings")
def mailings() -> str:
    """All mailings, the newest first."""
    found = every_campaign(db.session())
    return render_template(
        "admin/mailings/mailings.html", campaigns=found, progress=progress(db.session(), found), nothing=NOTHING
    )


@pages.get("/mailings/<int:number>")
def mailing(number: int) -> str:
    """One mailing."""
    return mailing_page(find(Campaign, number))


@pages.get("/mailings/<int:number>/clients")
def mailing_clients(number: int) -> ResponseReturnValue:
    """The clients behind a number of a mailing."""
    campaign, said = find(Campaign, number), request.args.get("what") or Became.ALL.value
    if said not in set(Became):
        abort(422, f"what can be {', '.join(Became)}")
    why = request.args.get("why", "")
    members = Members(db.session(), campaign, Became(said), why)
    heading = f"{HEADINGS[members.became]} {campaign.name}"
    if goes_out():
        return handed_out(members_table(heading, members))
    page = page_asked()
    return render_template(
        "admin/mailings/members.html",
        campaign=campaign,
        heading=heading,
        why=why,
        lines=members.page(page, PAGE),
        paging=Paging(page, PAGE, members.count()),
    )


def mailing_page(campaign: Campaign, pace: PaceForm | None = None, time: TimeForm | None = None) -> str:
    """The page of a mailing, with a form as it was sent if one was."""
    session, now = db.session(), datetime.now(UTC)
    about: dict[str, Any] = {
        "campaign": campaign,
        "choice": in_words(campaign.choice),
        "steps": steps_of(session, campaign),
        "pace": pace or PaceForm(formdata=None, per_day=campaign.per_day),
        "missing": what_is_missing(session),
        "mail_lacks": what_mail_lacks(),
        "links_lack": what_links_lack(),
    }
    if campaign.state is State.DRAFT:
        return render_template("admin/mailings/draft.html", **about, **_draft(campaign))
    spent = time_of(session, campaign)
    minutes, currency = sum(each.minutes for each in spent), the_frame().firm.currency
    an_hour = hourly_cost(session, currency)
    return render_template(
        "admin/mailings/mailing.html",
        **about,
        progress=progress(session, [campaign]).get(campaign.id, NOTHING),
        left_out=why_left_out(session, campaign),
        reminded=reminded(session, campaign),
        room=max(0, room(session, campaign, now)),
        spent=spent,
        minutes=minutes,
        time_cost=None if an_hour is None else cost_of_time(minutes, an_hour),
        currency=currency,
        time=time or TimeForm(formdata=None, on=today()),
    )


def _draft(campaign: Campaign) -> dict[str, Any]:
    """Who can be asked, what is missing, and the mail as one of them would read it."""
    chosen = choose(db.session(), campaign.choice)
    place = min(max(request.args.get("preview", 1, type=int), 1), max(len(chosen.can), 1))
    return {
        "figures": figures(campaign.choice, chosen),
        "without_basis": _without_basis(chosen),
        "takes": days_it_takes(len(chosen.can), campaign.per_day),
        "preview": _preview(chosen, place),
        "place": place,
    }


def _preview(chosen: Chosen, place: int) -> tuple[str, str, Letter] | None:
    if not chosen.can:
        return None
    (client,) = clients_numbered([chosen.can[place - 1]])
    base = public_base()
    letter = letter_for(db.session(), client, f"{base}/ask/{HIDDEN}", f"{base}/ask/{HIDDEN}/stop")
    return client.name, client.email, letter


def _without_basis(chosen: Chosen) -> list[tuple[Import | None, int]]:
    """The imports whose clients nobody has said that one may write to, and how many they are; None is no import."""
    found = imports_without_basis(db.session(), chosen.cannot.get(WhyNot.NOT_ALLOWED, []))
    return [(db.session.get(Import, number) if number else None, many) for number, many in sorted(found.items())]


def today() -> date:
    """The firm's own day."""
    return the_frame().firm.today(datetime.now(UTC))
