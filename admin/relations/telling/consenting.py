"""What a client allows to be told of them, written down on their page."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.clients.client import client_shown
from admin.pages import find, pages
from admin.relations.telling.consent_form import WORDS, ConsentForm
from records.answers.erasures import erasure_of
from records.clients import Client
from records.consents import note_consent
from records.db import db


@pages.post("/clients/<int:number>/consents")
def consent(number: int) -> ResponseReturnValue:
    """A word of the client's, given to staff; it stands beside those of before, and the latest counts."""
    found, form = find(Client, number), ConsentForm()
    if erasure_of(db.session(), number) is not None:
        flash("This person was erased; nothing more is kept of them.")
        return redirect(url_for("admin.client", number=number), code=303)
    if not form.validate():
        return client_shown(found, consent=form), 422
    covers, is_given = form.meant()
    note_consent(db.session(), found, covers, is_given, form.how.data or "", datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"Kept: {WORDS[covers, is_given]}.")
    return redirect(url_for("admin.client", number=number, _anchor="consent"), code=303)
