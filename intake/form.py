"""The form that a new client fills in: its fields, what makes each of them right, and what comes of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    Form,
    RadioField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are of WTForms 3.2
from wtforms.validators import Optional, StopValidation, ValidationError

from intake.contacts import Email, OneOf, Phone
from intake.orders import Order
from intake.published import Asked
from intake.ticket import Ticket
from intake.wording import Say, said_to
from records.forms import FormVersion
from records.recording import Filled

CHOOSE = "Please choose what fits best."
REACH_US = "Please give us an e-mail address or a phone number, so that we can reach you. One of them is enough."


class Needed:
    """Some text that is not blank."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        # Spaces of no width and signs of direction are no name either.
        if not any(character.isprintable() and not character.isspace() for character in field.data):
            raise StopValidation(said_to(form, self.message))


class AtMost:
    """Not more than so many characters. What is longer comes back whole: it is for the person to shorten it."""

    message = "This is longer than we can take: please shorten it to {longest:,} characters. It has {length:,} now."

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: Form, field: Field) -> None:
        if len(field.data) > self.longest:
            raise ValidationError(said_to(form, self.message, longest=self.longest, length=len(field.data)))


def _visible(text: str | None) -> str:
    """The text with NUL as its visible sign: neither a page nor PostgreSQL can hold the character itself."""
    return (text or "").replace("\x00", "\u2400")


class IntakeForm(Form):
    """The hosted form. ``for_version`` gives it the choices and the country of what is asked."""

    say: Say = staticmethod(str)

    name = StringField(
        "Your name",
        [Needed("Please tell us your name."), AtMost(200)],
        [_visible],
        render_kw={"autocomplete": "name", "autocapitalize": "words", "enterkeyhint": "next", "required": True},
    )
    email = EmailField(
        "E-mail",
        [OneOf("phone", REACH_US), AtMost(254), Email()],
        [_visible],
        render_kw={"autocomplete": "email", "inputmode": "email", "enterkeyhint": "next", "autocapitalize": "none"},
    )
    phone = TelField(
        "Phone",
        [],
        [_visible],
        render_kw={"autocomplete": "tel", "inputmode": "tel", "enterkeyhint": "next"},
    )
    need = TextAreaField(
        "What can we help you with?",
        [AtMost(20_000)],
        [_visible],
        render_kw={"rows": 4},
    )
    choice = RadioField(invalid_choice_message=CHOOSE)  # type: ignore[call-arg]  # the same
    answer = TextAreaField(
        "Who, where, or what did you search for? In your own words",
        [AtMost(20_000)],
        [_visible],
        render_kw={"rows": 2},
    )
    searched = StringField(
        "If you searched: the words you typed",
        [AtMost(20_000)],
        [_visible],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "enterkeyhint": "next"},
    )
    may_tell = BooleanField(
        "You may tell the person who recommended you that I came",
    )

    @classmethod
    def for_version(cls, asked: Asked, order: Order, say: Say, sent: MultiDict[str, str] | None = None) -> "IntakeForm":
        """The form as a version asks it, its choices in this order, filled in with what was sent."""
        # The validators of one field depend on the firm, and the class's own must not change with it.
        form = cls.in_words(say, sent)
        form.phone.validators = [Optional(), AtMost(50), Phone(asked.country)]
        form.choice.label.text = say(asked.definition["question"])
        form.choice.choices = [_option(asked.choices[place], say) for place in order]
        return form

    @classmethod
    def in_words(cls, say: Say, sent: MultiDict[str, str] | None = None) -> "IntakeForm":
        """The fields alone, in a language, without what a version asks."""
        form = cls(sent)
        form.say = say
        for field in form:
            field.label.text = say(field.label.text)
        form.choice.invalid_choice_message = say(CHOOSE)  # type: ignore[attr-defined]  # the same
        return form

    def filled(self, ticket: Ticket, version: FormVersion, **known: Any) -> Filled:
        """The words as they were typed, with what the page knew about itself and what else is known of the visit."""
        return Filled(
            identity=ticket.identity,
            received_at=datetime.now(UTC),
            name=self.name.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            need=self.need.data or "",
            choice=self.choice.data,
            answer=self.answer.data or "",
            searched=self.searched.data or "",
            may_tell=bool(self.may_tell.data),
            version=version,
            order_shown=[version.choices[place]["key"] for place in ticket.order],
            **known,
        )


def _option(choice: Mapping[str, Any], say: Say) -> SelectChoice:
    hints = {"data-ask": say(choice.get("follow_up") or "") or None, "data-kind": choice.get("kind") or None}
    return SelectChoice(choice["key"], say(choice["label"]), {name: hint for name, hint in hints.items() if hint})
