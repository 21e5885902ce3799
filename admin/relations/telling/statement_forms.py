"""The forms of staff about statements: a link, the letter that brings it, and whether money is shown."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.word_choices import WordField, choices_of
from admin.formats import day
from records.firm import Firm
from records.relations.telling.statement_links import GOOD_FOR
from records.staff.users import User


class NewLinkForm(FlaskForm):
    """For how long a new link is good."""

    days = WordField("Good for", choices=choices_of({str(days): f"{days} days" for days in GOOD_FOR}), coerce=int)


class LetterForm(FlaskForm):
    """The letter with the link, as it will be sent; ``page`` is the page's own mark, so that it is sent once."""

    subject = StringField("Subject", [DataRequired("A mail needs a subject."), Length(max=200)])
    text = TextAreaField("Text", [DataRequired("A mail needs some words."), Length(max=5000)], render_kw={"rows": 12})
    page = HiddenField(validators=[InputRequired(), Length(max=60)])


class MoneyForm(FlaskForm):
    """Whether statements show money."""

    money = WordField(
        "Money on statements",
        choices=choices_of(
            {"no": "is not shown", "yes": "is shown where clients allow it, and in totals of five who paid"}
        ),
    )


def letter(firm: Firm, user: User, name: str, address: str, until: datetime) -> tuple[str, str]:
    """The subject and the words of a letter with the link."""
    words = (
        f"Dear {name},\n\n"
        "thank you for the people you send us. On this page you see who of them came, as far as they let us tell, and "
        "whom we sent to you:\n\n"
        f"{address}\n\n"
        f"The link is for you alone, so please do not pass it on. It is good until {day(until.date())}. You can also "
        "tell us there what became of those we sent you, and whom you are looking for.\n\n"
        f"{user.name}\n{firm.name}\n"
    )
    return f"Whom you sent us, and whom we sent you: {firm.name}", words
