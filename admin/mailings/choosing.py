"""Choosing past clients to ask: how many can be asked and how many not, why, and who they are; then a draft."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, NumberRange

from admin.fields.limits_of_text import Length
from admin.mailings.choice import (
    CAN,
    choice_of,
    client_imports,
    clients_address,
    in_words,
    which_asked,
    word_of,
    words_of,
)
from admin.mailings.tables import chosen_table
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.staff.access import only_who_may_change
from records.clients import Client
from records.coverage.campaigns import Choice, draft_campaign
from records.coverage.choosing import Chosen, choose
from records.coverage.mailing import WhyNot
from records.db import db
from records.firm import all_offices

PAGE = 100
USUAL_PER_DAY = 50
MOST_PER_DAY = 10_000


class PaceForm(FlaskForm):
    """How many mails of a mailing go out within 24 hours at most."""

    per_day = IntegerField(
        "Mails a day, at most",
        [
            InputRequired("Write how many mails a day."),
            NumberRange(1, MOST_PER_DAY, f"Write a number from 1 to {MOST_PER_DAY:,}."),
        ],
    )

    def validate_per_day(self, field: Any) -> None:
        """Not more than the server takes for everything."""
        most = current_app.config["MAIL_PER_DAY"]
        if most and field.data and field.data > most:
            raise ValidationError(
                f"Your mail server takes {most} mails a day for everything (MAIL_PER_DAY). Choose fewer."
            )


class DraftForm(PaceForm):
    """What a mailing is called, and its pace."""

    name = StringField("Name of the mailing", [DataRequired("Give it a name."), Length(max=100)])


@pages.get("/mailings/new")
def new_mailing() -> str:
    """The choice of the address, in numbers."""
    only_who_may_change()
    return _page(choice_of(request.args), DraftForm(formdata=None, per_day=usual_per_day()))


@pages.post("/mailings")
def make_mailing() -> ResponseReturnValue:
    """A draft of the choice; nothing goes out yet."""
    choice, form = choice_of(request.form), DraftForm()
    if not form.validate():
        return _page(choice, form), 422
    campaign = draft_campaign(
        db.session(), form.name.data or "", choice, form.per_day.data or 1, datetime.now(UTC), current_user
    )
    db.session.commit()
    flash("The draft is kept. Nothing goes out before you let it begin.")
    return redirect(url_for("admin.mailing", number=campaign.id), code=303)


@pages.get("/mailings/clients")
def choice_clients() -> ResponseReturnValue:
    """The clients behind a number of a choice."""
    choice = choice_of(request.args)
    why = which_asked(request.args.get("which", CAN))
    chosen = choose(db.session(), choice)
    numbers = chosen.can if why is None else chosen.cannot.get(why, [])
    heading = "Clients who can be asked" if why is None else f"Not asked: {why.value}"
    if goes_out():
        return handed_out(chosen_table(heading, numbers))
    page = page_asked()
    return render_template(
        "admin/mailings/chosen.html",
        heading=heading,
        choice=in_words(choice),
        back=f"/admin/mailings/new?{urlencode(words_of(choice))}",
        needs_basis=why is not None and why.name == "NOT_ALLOWED",
        clients=clients_numbered(numbers[(page - 1) * PAGE : page * PAGE]),
        paging=Paging(page, PAGE, len(numbers)),
    )


def usual_per_day() -> int:
    """How many a day are proposed: half of what the server takes, so that other mail goes out too."""
    most = int(current_app.config["MAIL_PER_DAY"])
    return min(USUAL_PER_DAY, max(1, most // 2)) if most else USUAL_PER_DAY


def clients_numbered(numbers: list[int]) -> list[Client]:
    """The clients of these numbers, in their order."""
    found = {client.id: client for client in db.session.scalars(select(Client).where(Client.id.in_(numbers)))}
    return [found[number] for number in numbers]


def figures(choice: Choice, chosen: Chosen) -> dict[str, Any]:
    """What a page shows of a choice: how many can be asked, and the others by why not, each with its list."""
    return {
        "can": (len(chosen.can), clients_address(choice, CAN)),
        "cannot": [
            (why.value, len(numbers), clients_address(choice, word_of(why))) for why, numbers in chosen.cannot.items()
        ],
        "in_all": chosen.in_all,
    }


def _page(choice: Choice, form: DraftForm) -> str:
    offices = all_offices(db.session())
    chosen = choose(db.session(), choice)
    return render_template(
        "admin/mailings/new.html",
        form=form,
        choice=choice,
        in_words=in_words(choice),
        words=words_of(choice),
        imports=client_imports(),
        offices=offices if len(offices) > 1 else [],
        figures=figures(choice, chosen),
        # Where only the basis is missing, it can be said from the draft.
        worth_keeping=bool(chosen.can or WhyNot.NOT_ALLOWED in chosen.cannot or form.errors),
    )
