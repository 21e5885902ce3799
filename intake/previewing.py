"""Looking at a form without sending anything: its draft, or a version that need not be the newest.

The address carries a signed word that staff pages make (``records/forming/previews.py``). What is shown is made anew
each time, marked as a preview, and its button writes nothing.
"""

from urllib.parse import urlencode, urlsplit

from flask import abort, current_app, request, url_for

from intake.form import IntakeForm
from intake.look import Look
from intake.pages import render
from intake.published import Asked, asked_by
from records.db import db
from records.forming.drafts import draft_of
from records.forming.previews import previewed, version_previewed
from records.forms import Form, FormVersion


def looked_at(slug: str) -> Asked | None:
    """What the address lets see instead of the published form; None if it asks for nothing of that.

    A word that was not made here, or for another form, is answered 404, and so is one of a draft that is gone.
    """
    if not request.environ.get("QUERY_STRING") or not {"draft", "version"} & request.args.keys():
        return None
    return asked_by(db.session(), _version(slug) or abort(404)) or abort(404)


def preview(door: str, look: Look, asked: Asked) -> str:
    """The form as a client would see it, with a line that says that nothing is sent."""
    form = IntakeForm.for_version(asked, asked.orders[0], look.spoken(asked.language))
    values = {"token": "", "notice": "", "visit": "", "searching": False}
    return render("preview", door, look, asked, form=form, action=_address(door, asked), **values)


def preview_sent(door: str, look: Look, asked: Asked) -> str:
    """What the button of a preview leads to: that nothing was sent, and what a client would read then."""
    onwards = urlsplit(asked.definition["thanks"]["address"]).hostname
    return render("preview_sent", door, look, asked, again=_address(door, asked), onwards=onwards)


def _address(door: str, asked: Asked) -> str:
    return f"{url_for('intake.ask', door=door, slug=asked.slug)}?{urlencode(request.args.to_dict())}"


def _version(slug: str) -> FormVersion | None:
    session, key = db.session(), str(current_app.secret_key)
    if "version" in request.args:
        number = version_previewed(request.args["version"], key)
        version = session.get(FormVersion, number) if number is not None else None
        return version if version and version.form.slug == slug else None
    seen = previewed(request.args["draft"], key)
    form = session.get(Form, seen.form_id) if seen else None
    draft = draft_of(session, form) if form and form.slug == slug else None
    # A version that is nobody's: it is never added to the session.
    return FormVersion(id=0, form=form, number=0, definition=draft.definition) if draft and form else None
