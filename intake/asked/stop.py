"""No more mail: a page with one button, and the one-click request of mail programs (RFC 8058)."""

from datetime import UTC, datetime

from flask import abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from intake.asked.pages import app_key, asked_clients
from intake.look import look_of
from intake.pages import render
from intake.published import published
from records.coverage.links import STOP, AskLink, form_for
from records.coverage.stopping import stop_mail_to
from records.db import db
from records.firm import the_firm
from records.signed_numbers import number_in


@asked_clients.get("/ask/<token>/stop")
def stop(token: str) -> str:
    """The button. Programs that look at links in mails press none."""
    return _page(_link(token), is_stopped=False)


@asked_clients.post("/ask/<token>/stop")
def stop_now(token: str) -> ResponseReturnValue:
    """From now on nothing is mailed to the client's addresses."""
    link = _link(token)
    stop_mail_to(db.session(), link.client, datetime.now(UTC))
    db.session.commit()
    return _page(_link(token), is_stopped=True)


def _link(token: str) -> AskLink:
    """The link whose mail this is. An erased client has no address any more that anything could be sent to."""
    number = number_in(token, STOP, app_key()) or abort(404)
    link = db.session().scalars(select(AskLink).where(AskLink.number == number)).first()
    return link if link and link.client.email else abort(404)


def _page(link: AskLink, *, is_stopped: bool) -> str:
    form = form_for(db.session(), link.client)
    asked = published().find(form.slug) if form else None
    return render(
        "asked/stop", "", look_of(request), asked, is_stopped=is_stopped, firm_name=the_firm(db.session()).name
    )
