"""Publishing a draft: it becomes the version that clients see from now on."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.forms.editing import (
    LARGEST,
    MOST_FIELDS,
    as_sent,
    changed_meanwhile,
    page_of,
    seen_revision,
    sent_definition,
)
from admin.pages import find, pages, takes_files
from records.db import db
from records.forming.drafts import ChangedMeanwhile, save_draft
from records.forming.forms import Form
from records.forming.publishing import NotReady, publish


@pages.post("/forms/<int:number>/versions")
@takes_files(LARGEST, MOST_FIELDS)
def publish_form(number: int) -> ResponseReturnValue:
    """Keep what was typed, and publish it if nothing is wrong with it."""
    form, session, now = find(Form, number), db.session(), datetime.now(UTC)
    sent = sent_definition(session, form)
    if sent.problems:
        return page_of(form, as_sent(sent)), 422
    try:
        draft = save_draft(session, form, sent.definition, seen_revision(), current_user, now)
        version = publish(session, form, current_user, now)
    except ChangedMeanwhile:
        return changed_meanwhile(form, sent)
    except NotReady as problem:
        # Nothing but the draft was written, and that is kept.
        session.commit()
        return page_of(form, as_sent(sent, f"{problem} The draft is saved.", revision=draft.revision)), 422
    session.commit()
    flash(f"Version {version.number} is published: clients see it now.")
    return redirect(url_for("admin.form", number=number), code=303)
