"""The contact log: quick entry at a source, the list, changing, removing, and taking each of these back."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from admin.fields.days_reversed import ask_again
from admin.formats import day as in_words
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import LARGEST_NUMBER, find, pages
from admin.paging import Paging, page_asked
from admin.relations.known.contact_form import KINDS, ContactForm, HourlyCostForm
from admin.staff.access import only_who_may_change
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.db import db
from records.money.currencies import plain_amount
from records.relations.known.contacts import (
    BadContact,
    Contact,
    ContactChange,
    ContactKind,
    NotTheNewestChange,
    change_contact,
    changes_of_contact,
    note_contact,
    remove_contact,
    undo_contact_change,
)
from records.relations.known.hourly_costs import cost_of_time, hourly_cost, hourly_costs_said, set_hourly_cost
from records.sources import Source
from records.sources.merged import source_meant
from reports.relations.known.time_spent import Touched, contacts_listed, contacts_summed, every_contact
from reports.tables.description import Column, Kind, Row, Table

PAGE = 50


@pages.get("/contacts")
def contacts() -> ResponseReturnValue:
    """All contacts, the newest first; of one source, of a kind or of some days if the address says so."""
    session, those, page = db.session(), _asked(), page_asked()
    of = session.get(Source, those.source) if those.source is not None else None
    if those.source is not None and of is None:
        abort(404)
    if goes_out():
        return handed_out(_table(those, of))
    summed = contacts_summed(session, those)
    currency = the_frame().firm.currency
    an_hour = hourly_cost(session, currency)
    return render_template(
        "admin/relations/known/contacts.html",
        listed=contacts_listed(session, those, page, PAGE),
        those=those,
        of=of,
        kinds=KINDS,
        summed=summed,
        time_cost=None if an_hour is None else cost_of_time(summed.minutes, an_hour),
        an_hour=an_hour,
        currency=currency,
        paging=Paging(page, PAGE, summed.contacts),
    )


@pages.post("/sources/<int:number>/contacts")
def add_contact(number: int) -> ResponseReturnValue:
    """A new entry at a partner or any other source."""
    source = source_meant(db.session(), find(Source, number))
    form = ContactForm()
    if not form.validate() or form.on.data is None:
        return render_template("admin/relations/known/contact_form.html", form=form, source=source, contact=None), 422
    minutes, words = form.minutes.data or 0, form.words.data or ""
    same = select(Contact).where(
        Contact.source_id == source.id,
        Contact.kind == form.kind.data,
        Contact.on == form.on.data,
        Contact.minutes == minutes,
        Contact.words == words.strip(),
        Contact.user_id == current_user.id,
    )
    if form.kept_since(same, Contact.created_at) is None:
        told = (form.kind.data, form.on.data, datetime.now(UTC), current_user)
        note_contact(db.session(), source, *told, minutes=minutes, words=words)
    db.session.commit()
    flash(f"The {form.kind.data.value} is in the log of {source.name}.")
    return redirect(home_of(source) + "#effort", code=303)


@pages.get("/contacts/<int:number>")
def contact(number: int) -> str:
    """One entry, and what was done to it."""
    found = find(Contact, number)
    return render_template(
        "admin/relations/known/contact.html",
        contact=found,
        home=home_of(found.source),
        changes=changes_of_contact(db.session(), found),
        day_of=lambda change: date.fromisoformat(change.before["on"]),
    )


@pages.get("/contacts/<int:number>/edit")
def edit_contact(number: int) -> str:
    """The form of an entry."""
    only_who_may_change()
    found = find(Contact, number)
    form = ContactForm(formdata=None, obj=found).as_opened()
    return render_template("admin/relations/known/contact_form.html", form=form, source=found.source, contact=found)


@pages.post("/contacts/<int:number>")
def save_contact(number: int) -> ResponseReturnValue:
    """Other values for an entry."""
    found = find(Contact, number)
    form = ContactForm.sent(ContactForm(formdata=None, obj=found))
    if not form.validate() or form.on.data is None:
        page = render_template("admin/relations/known/contact_form.html", form=form, source=found.source, contact=found)
        return page, 422
    values = (form.kind.data, form.on.data, form.minutes.data or 0, form.words.data or "")
    change_contact(db.session(), found, *values, datetime.now(UTC), current_user)
    db.session.commit()
    flash("The entry is changed.")
    return redirect(url_for("admin.contact", number=number), code=303)


@pages.post("/contacts/<int:number>/remove")
def removal_of_contact(number: int) -> ResponseReturnValue:
    """It counts nowhere any more."""
    found = find(Contact, number)
    return _done(number, lambda: remove_contact(db.session(), found, datetime.now(UTC), current_user), "removed")


@pages.post("/contact-changes/<int:number>/undo")
def undo_change_of_contact(number: int) -> ResponseReturnValue:
    """The entry is again what it was before the change."""
    change = find(ContactChange, number)
    now = datetime.now(UTC)
    return _done(
        change.contact_id, lambda: undo_contact_change(db.session(), change, now, current_user), "as it was before"
    )


@pages.get("/contacts/hour")
def hour() -> str:
    """What an hour of one's own work costs, as it was said each time."""
    firm = the_frame().firm
    present = hourly_cost(db.session(), firm.currency)
    amount = "" if present is None else plain_amount(present, firm.currency)
    return _hour_page(HourlyCostForm(formdata=None, amount=amount, currency=firm.currency))


@pages.post("/contacts/hour")
def save_hour() -> ResponseReturnValue:
    """From now on it costs this."""
    form = HourlyCostForm()
    if not form.validate():
        return _hour_page(form), 422
    set_hourly_cost(db.session(), form.currency.data or "", form.minor, datetime.now(UTC), current_user)
    db.session.commit()
    flash(
        "Kept. The minutes of all contacts are reckoned by it." if form.minor is not None else "Time has no cost now."
    )
    return redirect(url_for("admin.hour"), code=303)


def home_of(source: Source) -> str:
    """The page of a source, whatever its kind."""
    return url_for("admin.partner" if source.partner else "admin.source", number=source.id)


def _hour_page(form: HourlyCostForm) -> str:
    return render_template("admin/relations/known/hour.html", form=form, said=hourly_costs_said(db.session()))


def _asked() -> Touched:
    words = request.args
    number = words.get("source", type=int)
    if number is not None and not 0 < number <= LARGEST_NUMBER:
        abort(404)
    try:
        start, end = (date.fromisoformat(words[name]) if words.get(name) else None for name in ("from", "to"))
    except ValueError:
        abort(422, "from and to are days like 2026-03-31")
    if start and end and start > end:
        ask_again(start, end)
    kind = words.get("kind", "")
    if kind and kind not in set(ContactKind):
        abort(422, f"kind can be {', '.join(ContactKind)}")
    return Touched(number, ContactKind(kind) if kind else None, start, end)


def _table(those: Touched, of: Source | None) -> Table:
    days = [in_words(those.start) if those.start else "the beginning", in_words(those.end) if those.end else "now"]
    return Table(
        title=f"Contacts with {of.name}" if of else "Contacts",
        columns=[
            Column("Source", wide=True),
            Column("Day", Kind.DAY),
            Column("How"),
            Column("Minutes", Kind.NUMBER),
            Column("What was said", wide=True),
            Column("Who"),
        ],
        rows=(
            Row(
                (
                    name_in_full(one.source_id, one.source.name),
                    one.on,
                    one.kind.value,
                    one.minutes,
                    one.words,
                    one.user.name if one.user else "",
                )
            )
            for one in every_contact(db.session(), those)
        ),
        cover=cover_of(
            also=[("Days", f"from {days[0]} to {days[1]}"), ("How", those.kind.value if those.kind else "all")]
        ),
        sheet="Contacts",
        notes=["0 minutes: nobody has written down how long it took."],
    )


def _done(number: int, do: Callable[[], object], what: str) -> ResponseReturnValue:
    try:
        do()
        db.session.commit()
        flash(f"The entry is {what}.")
    except (BadContact, NotTheNewestChange) as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
    return redirect(url_for("admin.contact", number=number), code=303)
