"""Asking those by mail whom nobody has asked yet: one of a list, or all who are shown, by one button."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import abort, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.addresses import address_of, public_base
from admin.coverage.page import PAGE
from admin.formats import plural
from admin.pages import number_typed, pages
from records.clients import Client
from records.coverage.mailing import CannotAsk, WhyNot, ask_by_mail, why_not
from records.coverage.permissions import allow_client
from records.db import db

NAMED = 3
"""So many of those who are not asked are called by their names."""


@pages.post("/coverage/askings")
def ask_shown() -> ResponseReturnValue:
    """Ask the client whose button was pressed, or all who were shown; whoever cannot be asked is named with why."""
    typed = request.form.getlist("client") or request.form.getlist("shown")
    numbers = [number_typed(each) for each in typed[:PAGE]]
    session = db.session()
    clients = [session.get(Client, number) or abort(404) for number in numbers if number is not None]
    if not clients or len(clients) != len(typed):
        abort(404)
    asked, refused = _ask(session, clients, request.form.get("basis", "").strip()[:200])
    db.session.commit()
    if asked:
        flash(f"The question to {asked[0] if len(asked) == 1 else plural(len(asked), 'client')} goes out next.")
    for why, names in refused.items():
        flash(f"Not asked, because {_because(why)}: {_called(names)}.")
    return redirect(address_of("/admin/coverage/clients", request.args.to_dict()), code=303)


def _ask(session: Session, clients: Sequence[Client], basis: str) -> tuple[list[str], Mapping[WhyNot, list[str]]]:
    now, base, app_key = datetime.now(UTC), public_base(), str(current_app.secret_key)
    asked: list[str] = []
    refused: dict[WhyNot, list[str]] = defaultdict(list)
    for client in sorted(clients, key=lambda each: each.id):
        if basis and why_not(session, client, now) is WhyNot.NOT_ALLOWED:
            allow_client(session, client, basis, now, current_user)
        try:
            ask_by_mail(session, client, now, current_user, base, app_key)
        except CannotAsk as problem:
            refused[problem.why].append(client.name)
        else:
            asked.append(client.name)
    return asked, refused


def _because(why: WhyNot) -> str:
    # The reasons are of one client, and stand here before one or many names.
    return {
        WhyNot.ANSWERED: "an answer is there already",
        WhyNot.OPTED_OUT: "no mail is wanted",
        WhyNot.REMINDED: "one mail and one reminder have gone out",
        WhyNot.ASKED: "they were asked already",
        WhyNot.ELSEWHERE: "another mailing will ask them",
        WhyNot.SAME_ADDRESS: "the address is that of somebody who is asked",
        WhyNot.TOO_SOON: "somebody asked less than a week ago",
        WhyNot.ERASED: "the person was erased",
    }.get(why, why.value)


def _called(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {plural(more, 'other')}" if more > 0 else "")
