"""A short form in the midst of a long page: what cannot be meant comes back on a page of its own, as it was typed."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm


def typed_again(form: FlaskForm, section: str, title: str, button: str, back: str, back_to: str) -> ResponseReturnValue:
    """The form by itself, filled in, with what is wrong; sent again, it goes to the address that it was sent to.

    ``section`` is the menu's entry, ``back`` the address of the page that the form stands on, and
    ``back_to`` what that page is of.
    """
    about = {"section": section, "title": title, "button": button, "back": back, "back_to": back_to}
    return render_template("admin/typed_again.html", form=form, **about), 422
