"""Partners' statements for staff: the page as the partner sees it, its link, and the letter that brings it."""

import secrets
from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.addresses import public_base
from admin.frame import the_frame
from admin.pages import find, pages
from admin.relations.telling.statement_forms import LetterForm, MoneyForm, NewLinkForm, letter
from admin.staff.access import only_an_owner
from records.db import db
from records.mail import BadMail, send_later
from records.relations.telling.statement_choices import choice_in_force, choose
from records.relations.telling.statement_links import (
    GOOD_FOR,
    StatementLink,
    is_in_use,
    link_opened_by,
    make_statement_link,
    preview_token,
    revoke_statement_link,
    statement_link_of,
    token_of,
)
from records.relations.telling.statement_totals import make_total, totals_of
from records.relations.telling.statement_words import mark_seen, words_said
from records.relations.telling.statements_on import statements_are_on
from records.sources import Partner
from reports.relations.telling.statement_links import links_in_force

KIND = "statement"


@pages.get("/statements")
def statements() -> str:
    """Every link in force, and whether statements show money."""
    return _all_links()


def _all_links(form: MoneyForm | None = None) -> str:
    session = db.session()
    choice = choice_in_force(session)
    return render_template(
        "admin/relations/telling/statements.html",
        links=links_in_force(session, datetime.now(UTC)),
        is_on=statements_are_on(session),
        choice=choice,
        form=form or MoneyForm(formdata=None, money="yes" if choice and choice.shows_money else "no"),
    )


@pages.post("/statements")
def choose_money() -> ResponseReturnValue:
    """An owner's choice whether statements show money."""
    only_an_owner()
    form = MoneyForm()
    if not form.validate():
        return _all_links(form), 422
    choose(db.session(), form.money.data == "yes", datetime.now(UTC), current_user)
    db.session.commit()
    flash("Statements show money from now on." if form.money.data == "yes" else "Statements show no money any more.")
    return redirect(url_for("admin.statements"), code=303)


@pages.get("/partners/<int:number>/statement")
def statement(number: int) -> str:
    """The statement of a partner as they see it, and its link."""
    return _page(find(Partner, number))


@pages.post("/partners/<int:number>/statement-links")
def make_link_to_statement(number: int) -> ResponseReturnValue:
    """A link for a partner who has none; the totals that may be told by now are made with it."""
    partner, form, session = find(Partner, number), NewLinkForm(), db.session()
    if not form.validate():
        return _page(partner, new=form), 422
    if not statements_are_on(session):
        flash("Statements are switched off, so no link was made.")
    elif not is_in_use(session, partner.source):
        flash(f"{partner.source.name} is retired or merged, so no link was made.")
    else:
        now = datetime.now(UTC)
        make_statement_link(session, partner, form.days.data, now, current_user)
        make_total(session, partner.source, now)
        db.session.commit()
        flash(f"{partner.source.name} has a link to their statement now.")
    return redirect(url_for("admin.statement", number=number), code=303)


@pages.post("/statement-links/<int:number>/revocation")
def revoke_link_to_statement(number: int) -> ResponseReturnValue:
    """End a link; it opens nothing from now on."""
    link = find(StatementLink, number)
    revoke_statement_link(db.session(), link, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"The link of {link.partner.name} is ended. Nobody can open it any more.")
    return redirect(url_for("admin.statement", number=link.partner_id), code=303)


@pages.post("/statement-links/<int:number>/mails")
def mail_statement(number: int) -> ResponseReturnValue:
    """The letter with the link, sent because somebody has read it and pressed Send."""
    link, form, session = find(StatementLink, number), LetterForm(), db.session()
    partner, now = find(Partner, link.partner_id), datetime.now(UTC)
    if not form.validate():
        return _page(partner, mail=form), 422
    if link_opened_by(session, _token(link), str(current_app.secret_key), now) is None:
        flash("This link opens nothing any more, so nothing was sent.")
        return redirect(url_for("admin.statement", number=link.partner_id), code=303)
    try:
        send_later(
            session,
            KIND,
            partner.email,
            form.subject.data or "",
            form.text.data or "",
            now,
            name=partner.source.name,
            about=link,
            user=current_user,
            once=f"{KIND} {link.id} {form.page.data}",
        )
    except BadMail as problem:
        db.session.rollback()
        flash(str(problem))
    else:
        db.session.commit()
        flash(f"The letter to {partner.source.name} is in the queue.")
    return redirect(url_for("admin.statement", number=link.partner_id), code=303)


@pages.post("/partners/<int:number>/statement-words/seen")
def seen_words(number: int) -> ResponseReturnValue:
    """Somebody has looked at what a partner has said on their statement."""
    partner = find(Partner, number)
    mark_seen(db.session(), partner.source, datetime.now(UTC), current_user)
    db.session.commit()
    return redirect(url_for("admin.partner", number=number, _anchor="statement"), code=303)


def _page(partner: Partner, new: NewLinkForm | None = None, mail: LetterForm | None = None) -> str:
    session, now, key = db.session(), datetime.now(UTC), str(current_app.secret_key)
    link = statement_link_of(session, partner, now)
    address = f"{public_base()}/s/{_token(link)}" if link else ""
    subject, text = (
        letter(the_frame().firm, current_user, partner.source.name, address, link.expires_at) if link else ("", "")
    )
    return render_template(
        "admin/relations/telling/statement.html",
        partner=partner,
        source=partner.source,
        link=link,
        # A link opens a door, and whoever may only look is not given it.
        address=address if current_user.may_change else "",
        preview=preview_token(partner, key, now),
        is_on=statements_are_on(session),
        in_use=is_in_use(session, partner.source),
        words=words_said(session, partner.source),
        totals=totals_of(session, partner.source),
        new=new or NewLinkForm(formdata=None, days=GOOD_FOR[1]),
        mail=mail or LetterForm(formdata=None, subject=subject, text=text, page=secrets.token_urlsafe(12)),
    )


def _token(link: StatementLink) -> str:
    return token_of(link, str(current_app.secret_key))
