"""Two clients who are one person: who it may be, both side by side, joining them, and taking that back."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField

from admin.pages import find, number_typed, pages
from admin.staff.access import only_who_may_change
from records.answers.erasures import erasure_of
from records.clients import Client
from records.db import db
from records.joining.apart import take_apart
from records.joining.join import CannotJoin, join_clients, who_stays
from records.joining.rows import ClientJoin, join_of
from reports.clients.same_person import joining_of, looked_for, maybe_the_same

_LONGEST = 200


class JoinForm(FlaskForm):
    """Who is the same person, and which of the two was shown as the one who stays; both by number."""

    other = HiddenField()
    stays = HiddenField()


@pages.get("/clients/<int:number>/same-person")
def same_person(number: int) -> ResponseReturnValue:
    """Who else this client may be; with one chosen, both side by side and what joining them does."""
    only_who_may_change()
    client, session = _whom(number), db.session()
    typed = " ".join(request.args.get("q", "").split())[:_LONGEST]
    chosen = _chosen(client, request.args.get("other", ""))
    joining, problem = None, ""
    if chosen:
        try:
            joining = joining_of(session, client, chosen)
        except CannotJoin as found:
            problem = str(found)
    stays = who_stays(client, chosen)[0].id if chosen else ""
    return render_template(
        "admin/clients/same_person.html",
        client=client,
        chosen=chosen,
        joining=joining,
        problem=problem,
        typed=typed,
        found=looked_for(session, client, typed) if typed and not chosen else [],
        maybe=[] if typed or chosen else maybe_the_same(session, client),
        form=JoinForm(formdata=None, other=chosen.id if chosen else "", stays=stays),
    )


@pages.post("/clients/<int:number>/same-person")
def join_person(number: int) -> ResponseReturnValue:
    """Join the two who were shown."""
    client, session, form = _whom(number), db.session(), JoinForm()
    chosen = number_typed(form.other.data or "") if form.validate() else None
    other = session.get(Client, chosen) if chosen is not None else None
    if other is None:
        is_joined = chosen is not None and join_of(session, chosen) is not None
        flash("They are joined already." if is_joined else "Nothing was joined: choose who is the same person.")
        return redirect(url_for("admin.same_person", number=number), code=303)
    try:
        if form.stays.data != str(who_stays(client, other)[0].id):
            raise CannotJoin("Somebody has corrected one of the two meanwhile. Look again who stays.")
        join = join_clients(session, client, other, current_user, datetime.now(UTC))
    except CannotJoin as problem:
        db.session.rollback()
        flash(f"Nothing was joined. {problem}")
        return redirect(url_for("admin.same_person", number=number, other=chosen), code=303)
    name, keep = join.name, join.keep
    db.session.commit()
    flash(f"{name} and {keep.name} are one client now.")
    return redirect(url_for("admin.client", number=keep.id), code=303)


@pages.post("/client-joins/<int:number>/undo")
def take_clients_apart(number: int) -> ResponseReturnValue:
    """Let both be clients again: those who were shown, for a joining may have the number of one that was undone."""
    join = find(ClientJoin, number)
    if request.form.get("gone") != str(join.gone_id):
        abort(404)
    keep, name = join.keep_id, join.name
    try:
        back = take_apart(db.session(), join, datetime.now(UTC), current_user)
    except CannotJoin as problem:
        db.session.rollback()
        flash(f"Nothing was undone. {problem}")
        return redirect(url_for("admin.client", number=keep), code=303)
    db.session.commit()
    flash(f"{name} is a client of their own again.")
    return redirect(url_for("admin.client", number=back.id), code=303)


def _whom(number: int) -> Client:
    client = find(Client, number)
    return abort(404) if erasure_of(db.session(), client.id) else client


def _chosen(client: Client, typed: str) -> Client | None:
    """Who was chosen from a list, by number; nobody is chosen to be themselves."""
    number = number_typed(typed)
    other = db.session.get(Client, number) if number is not None else None
    return None if other is client or (other and erasure_of(db.session(), other.id)) else other
