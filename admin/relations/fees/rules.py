"""The rules of the firm's profession, and what an owner switches because of them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from admin.fields.limits_of_text import Length
from admin.frame import the_frame
from admin.pages import pages
from admin.settings.firm_form import PROFESSIONS, countries
from admin.staff.access import only_an_owner
from records.db import db
from records.firm.professions import Switch, Switching, is_on, switch, switchings
from reports.relations.rule_cards import NO_ADVICE, rule_card

_TITLES = {
    Switch.SUGGEST_PARTNERS: "Suggesting partners",
    Switch.STATEMENTS: "Statements for partners",
    Switch.FIXED_REWARDS: "Fees and rewards",
}
_ABOUT = {
    Switch.SUGGEST_PARTNERS: "Suggests a partner for somebody whom you cannot serve.",
    Switch.STATEMENTS: "A private page on which a partner sees what became of whom they sent.",
    Switch.FIXED_REWARDS: "Rules by which a partner is due something, always as a proposal. "
    "Percentages stay refused for law and health, and for health everything that is reckoned from referrals.",
}


class SwitchForm(FlaskForm):
    """Why something is switched."""

    reason = TextAreaField("Why", [DataRequired("Say why, so that it can be understood later."), Length(max=2_000)])


@dataclass(frozen=True, slots=True)
class _Shown:
    what: Switch
    title: str
    about: str
    is_on: bool
    said: Switching | None
    form: SwitchForm


@pages.get("/rules")
def rules() -> str:
    """What is on and off, with the rule card beside it."""
    return _page()


@pages.post("/rules/<name>")
def turn_switch(name: str) -> ResponseReturnValue:
    """An owner switches something on or off, with a reason."""
    only_an_owner()
    what = next((each for each in Switch if each.value.replace(" ", "-") == name), None) or abort(404)
    form = SwitchForm()
    if not form.validate():
        return _page(what, form), 422
    on = request.form.get("is_on") == "yes"
    switch(db.session(), what, on, form.reason.data or "", current_user, datetime.now(UTC))
    db.session.commit()
    flash(f"{_TITLES[what]}: {'on' if on else 'off'} from now on.")
    return redirect(url_for("admin.rules"), code=303)


def _page(filled: Switch | None = None, form: SwitchForm | None = None) -> str:
    session, firm, named = db.session(), the_frame().firm, countries()
    history = switchings(session)
    return render_template(
        "admin/relations/fees/rules.html",
        profession=PROFESSIONS[firm.profession_kind].lower(),
        country=named.get(firm.country, firm.country),
        switches=[
            _Shown(
                what,
                _TITLES[what],
                _ABOUT[what],
                is_on(session, what),
                next((each for each in history if each.what is what and each.is_of(firm)), None),
                _of(what, form if form and what is filled else SwitchForm(formdata=None)),
            )
            for what in Switch
        ],
        history=history,
        titles=_TITLES,
        professions=PROFESSIONS,
        countries=named,
        card=rule_card(firm),
        no_advice=NO_ADVICE,
    )


def _of(what: Switch, form: SwitchForm) -> SwitchForm:
    """The form of one switch: its label leads to its own field, and not to that of the first on the page."""
    form.reason.id = form.reason.label.field_id = f"reason-{what.name.lower()}"
    return form
