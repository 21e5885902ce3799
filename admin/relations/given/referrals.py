"""Referrals given: the list with its filters, and the page of each with what became of it."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.fields.days_reversed import ask_again
from admin.fields.money_fields import EARLIEST, LATEST
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, number_typed, pages
from admin.paging import Paging, page_asked
from admin.relations.given.outcome_form import OutcomeForm, ReminderForm
from admin.relations.given.referrals_table import WHICH, given_table
from records.db import db
from records.relations.given.asking import asks_of
from records.relations.given.outcomes import reports_of
from records.relations.given.referral_changes import changes_of_referral, removed_referrals
from records.relations.given.referrals import UNDECIDED, ReferralGiven
from records.sources import Source
from reports.relations.given.likely_same import likely_same
from reports.relations.given.referrals_listed import (
    Wanted,
    Which,
    count_of,
    every_referral,
    given_in_all,
    referrals_found,
)
from reports.relations.known.partners_typed import partner_typed

PAGE = 100
_REMOVED = 5


@pages.get("/referrals")
def referrals() -> ResponseReturnValue:
    """The referrals given, narrowed by partner, outcome and period."""
    session, firm = db.session(), the_frame().firm
    today = firm.today(datetime.now(UTC))
    typed = request.args.get("to", "").strip()[:400]
    partner = _partner(typed)
    wanted = Wanted(_which(), partner.id if partner else None, _day("from"), _day("until"))
    if wanted.start and wanted.end and wanted.start > wanted.end:
        ask_again(wanted.start, wanted.end, "until")
    if typed and partner is None:
        # Nobody is of that name, so nothing was given to them.
        wanted = Wanted(wanted.which, 0, wanted.start, wanted.end)
    if goes_out():
        return handed_out(given_table(every_referral(session, wanted, today), wanted, partner))
    page = page_asked()
    given = given_in_all(session, wanted, today)
    found = referrals_found(session, wanted, today, page, PAGE)
    return render_template(
        "admin/relations/given/referrals.html",
        listed=found,
        paging=Paging(page, PAGE, count_of(given, wanted.which)),
        given=given,
        wanted=wanted,
        typed=typed,
        partner=partner,
        which=[(each, WHICH[each], count_of(given, each), _narrowed(each)) for each in Which],
        removed=removed_referrals(session, _REMOVED),
        today=today,
    )


@pages.get("/referrals/<int:number>")
def referral(number: int) -> str:
    """One referral: to whom, for what, what was reported of it, and when it is asked about."""
    return referral_page(find(ReferralGiven, number))


def referral_page(
    found: ReferralGiven, outcome: OutcomeForm | None = None, reminder: ReminderForm | None = None
) -> str:
    """The page of a referral, with forms that were filled in wrongly as they stand."""
    session, firm = db.session(), the_frame().firm
    return render_template(
        "admin/relations/given/referral.html",
        referral=found,
        reports=reports_of(session, found),
        asks=asks_of(session, found),
        changes=changes_of_referral(session, found.id),
        alike=likely_same(session, found.partner, found.who, found.given_on, found),
        outcome=outcome or OutcomeForm(formdata=None, currency=firm.currency),
        reminder=reminder or ReminderForm(formdata=None, ask_on=found.ask_on),
        undecided=found.outcome in UNDECIDED,
        today=firm.today(datetime.now(UTC)),
    )


def _which() -> Which:
    try:
        return Which(request.args.get("which", ""))
    except ValueError:
        abort(422, f"which can be {', '.join(each for each in Which if each)}")


def _day(name: str) -> date | None:
    typed = request.args.get(name, "").strip()
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        abort(422, f"{name} is no day; write it like 2026-03-31")
    if not EARLIEST <= found <= LATEST:
        abort(422, f"the year of {name} cannot be meant")
    return found


def _partner(typed: str) -> Source | None:
    """The partner of a number or a name; a number leads here from the partner's page."""
    if (number := number_typed(typed)) is not None:
        found = db.session.get(Source, number)
        if found and found.partner:
            return found
    meant = partner_typed(db.session(), typed) if typed else None
    return (meant.sure or (meant.candidates[0] if len(meant.candidates) == 1 else None)) if meant else None


def _narrowed(which: Which) -> str:
    words = {name: request.args[name] for name in ("to", "from", "until") if request.args.get(name)}
    if which:
        words["which"] = which.value
    address = url_for("admin.referrals")
    return f"{address}?{urlencode(words)}" if words else address
