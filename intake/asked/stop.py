"""No more mail: a page with one button, and the one-click request of mail programs (RFC 8058)."""

from datetime import UTC, datetime

from flask import abort, request
from flask.typing import ResponseReturnValue

from intake.asked.pages import app_key, asked_clients
from intake.looks.look import look_of
from intake.pages import render
from intake.published import published
from records.coverage.links import AskLink, form_for
from records.coverage.stop_links import link_stopped_by
from records.coverage.stopping import addresses_of, stop_mail_to
from records.db import db
from records.firm import the_firm


@asked_clients.get("/ask/<token>/stop")
def stop(token: str) -> str:
    """The button. Programs that look at links in mails press none."""
    return _page(_link(token)[0], is_stopped=False)


@asked_clients.post("/ask/<token>/stop")
def stop_now(token: str) -> ResponseReturnValue:
    """From now on nothing is mailed to the client's addresses, nor to the one that the mail with this link went to."""
    link, mark = _link(token)
    stop_mail_to(db.session(), link.client, datetime.now(UTC), mark)
    db.session.commit()
    return _page(link, is_stopped=True)


def _link(token: str) -> tuple[AskLink, str]:
    """The link whose mail this is, and the mark of its address. What names no address any more is answered 404."""
    session = db.session()
    link, mark = link_stopped_by(session, token, app_key()) or abort(404)
    return (link, mark) if mark or addresses_of(session, link.client) else abort(404)


def _page(link: AskLink, *, is_stopped: bool) -> str:
    form = form_for(db.session(), link.client)
    asked = published().find(form.slug) if form else None
    return render(
        "asked/stop", "", look_of(request), asked, is_stopped=is_stopped, firm_name=the_firm(db.session()).name
    )
