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
from wtforms.validators import Optional

from intake.filling.contacts import Email, OneOf, Phone
from intake.filling.further import ask_further
from intake.filling.limits_of_text import AtMost, Needed, visible
from intake.filling.orders import Order
from intake.filling.own_fields import PREFIX, own_answers, own_fields
from intake.filling.ticket import Ticket
from intake.published import Asked
from intake.wording import Say, Spoken, Write, marked, written_on
from records.answers.recording import Filled
from records.forming.definitions import Definition
from records.forming.forms import FormVersion

CHOOSE = marked("Please choose what fits best.")
REACH_US = marked(
    "Please give us an e-mail address or a phone number, so that we can reach you. One of them is enough."
)
REACH_BY_MAIL = marked("Please give us an e-mail address, so that we can reach you.")
REACH_BY_PHONE = marked("Please give us a phone number, so that we can reach you.")

_WORDED = {"need": "need_label", "answer": "answer_label", "searched": "searched_label", "may_tell": "may_tell_label"}
"""The fields that a firm can word its own way, with the parts of the definition that hold the wording."""


class IntakeForm(Form):
    """The hosted form. ``for_version`` gives it the choices, the questions and the country of what is asked."""

    say: Say = staticmethod(str)

    name = StringField(
        marked("Your name"),
        [Needed(marked("Please tell us your name.")), AtMost(200)],
        [visible],
        render_kw={"autocomplete": "name", "autocapitalize": "words", "enterkeyhint": "next", "required": True},
    )
    email = EmailField(
        marked("E-mail"),
        [OneOf("phone", REACH_US), AtMost(254), Email()],
        [visible],
        render_kw={"autocomplete": "email", "inputmode": "email", "enterkeyhint": "next", "autocapitalize": "none"},
    )
    phone = TelField(
        marked("Phone"),
        [],
        [visible],
        render_kw={"autocomplete": "tel", "inputmode": "tel", "enterkeyhint": "next"},
    )
    company = StringField(
        marked("Company or organisation"),
        [AtMost(200)],
        [visible],
        render_kw={"autocomplete": "organization", "enterkeyhint": "next"},
    )
    need = TextAreaField(
        marked("What can we help you with?"),
        [AtMost(20_000)],
        [visible],
        render_kw={"rows": 4},
    )
    choice = RadioField(invalid_choice_message=CHOOSE)  # type: ignore[call-arg]  # the same
    answer = TextAreaField(
        marked("Who, where, or what did you search for? In your own words"),
        [AtMost(20_000)],
        [visible],
        render_kw={"rows": 2},
    )
    searched = StringField(
        marked("If you searched: the words you typed"),
        [AtMost(20_000)],
        [visible],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "enterkeyhint": "next"},
    )
    may_tell = BooleanField(
        marked("You may tell the person who recommended you that I came"),
    )

    @classmethod
    def for_version(
        cls, asked: Asked, order: Order, spoken: Spoken, sent: MultiDict[str, str] | None = None
    ) -> "IntakeForm":
        """The form as a version asks it, its choices in this order, filled in with what was sent."""
        whole, write = asked.definition, written_on(spoken, asked.language)
        own = own_fields(whole["own"], asked.country, spoken.say, write)
        # The fields of a class are shared; a version with questions of its own has a class of its own.
        of: type[IntakeForm] = type("OwnForm", (cls,), own) if own else cls
        form = of.in_words(spoken.say, sent)
        # The validators of one field depend on the firm, and the class's own must not change with it.
        form.phone.validators = [Optional(), AtMost(50), Phone(asked.country)]
        _ask_only(form, whole)
        for name, part in _WORDED.items():
            words: Mapping[str, Any] = whole
            if name in form and words[part]:
                form[name].label.text = write(words[part])
        form.choice.label.text = write(whole["question"])
        choices = [asked.choices[place] for place in order]
        form.choice.choices = [_option(choice, write) for choice in choices]
        ask_further(form, choices, spoken.say, write)
        return form

    @classmethod
    def in_words(cls, say: Say, sent: MultiDict[str, str] | None = None) -> "IntakeForm":
        """The fields alone, in a language, without what a version asks."""
        form = cls(sent)
        form.say = say
        for field in form:
            # The questions of the firm's own are worded by itself.
            if not field.name.startswith(PREFIX):
                field.label.text = say(field.label.text)
        form.choice.invalid_choice_message = say(CHOOSE)  # type: ignore[attr-defined]  # the same
        return form

    def questions(self) -> list[Field]:
        """The firm's own questions but the consents, in their order."""
        return [field for field in self._own() if not isinstance(field, BooleanField)]

    def consents(self) -> list[Field]:
        """The consents that the firm asks for, in their order: they stand beside the button."""
        return [field for field in self._own() if isinstance(field, BooleanField)]

    def wrong(self) -> list[Field]:
        """The fields that something is wrong with, in the order of the page."""
        first = [self[name] for name in ("name", "email", "phone", "company", "need") if name in self]
        last = [self[name] for name in ("choice", "answer", "searched", "may_tell")]
        return [field for field in (*first, *self.questions(), *last, *self.consents()) if field.errors]

    def _own(self) -> list[Field]:
        return [field for field in self if field.name.startswith(PREFIX)]

    def filled(self, ticket: Ticket, version: FormVersion, **known: Any) -> Filled:
        """The words as they were typed, with what the page knew about itself and what else is known of the visit."""
        return Filled(
            identity=ticket.identity,
            received_at=datetime.now(UTC),
            name=self.name.data or "",
            email=self._typed("email"),
            phone=self._typed("phone"),
            company=self._typed("company"),
            need=self._typed("need"),
            choice=self.choice.data,
            answer=self.answer.data or "",
            searched=self.searched.data or "",
            may_tell=bool(self.may_tell.data),
            version=version,
            order_shown=[version.choices[place]["key"] for place in ticket.order],
            own_answers=own_answers(self, version.definition.get("own") or []),
            **known,
        )

    def _typed(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""


def _ask_only(form: IntakeForm, whole: Definition) -> None:
    """Take out what a version does not ask for; of one way to reach the client alone, an answer is needed."""
    contact: Mapping[str, Any] = whole["contact"]
    alone = [name for name in ("email", "phone") if contact[name]]
    if alone == ["email"]:
        form.email.validators = [Needed(REACH_BY_MAIL), AtMost(254), Email()]
    if alone == ["phone"]:
        form.phone.validators = [Needed(REACH_BY_PHONE), *form.phone.validators[1:]]
    if len(alone) == 1:
        form[alone[0]].render_kw = {**(form[alone[0]].render_kw or {}), "required": True}
    for name, is_asked in contact.items():
        if not is_asked:
            del form[name]


def _option(choice: Mapping[str, Any], write: Write) -> SelectChoice:
    kind = choice.get("kind") or None
    return SelectChoice(choice["key"], write(choice["label"]), {"data-kind": kind} if kind else {})
