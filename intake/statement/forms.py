"""The forms of a statement: what became of somebody, and whom the partner is looking for."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are of WTForms 3.2

from intake.filling.limits_of_text import AtMost, Needed
from intake.statement.wording import Say, Tongue
from records.money.currencies import BadAmount, minor_units
from records.relations.given.referrals import Outcome

OUTCOMES = {
    Outcome.CONTACTED: "We are in touch",
    Outcome.WON: "Became a client of ours",
    Outcome.LOST: "Did not become a client",
    Outcome.UNQUALIFIED: "We could not help them",
    Outcome.OPEN: "We have not heard from them",
}
"""What a partner can say of somebody whom the firm sent, in their words."""


NO_CLIENT = "An amount goes with somebody who became a client. Choose that, or leave this empty."
NO_AMOUNT = "We cannot read this amount. Please write it in {currency}, like 1250."
NO_MINUS = "Please write the amount without a minus."
NO_WORDS = "Please write a few words."


def _visible(text: str | None) -> str:
    return (text or "").replace("\x00", "\u2400").strip()


class OutcomeForm(Form):
    """What became of one referral; ``minor`` is the amount in minor units once the form is valid, None without one."""

    outcome = SelectField(
        "What became of it?", choices=[SelectChoice(each.value, said) for each, said in OUTCOMES.items()]
    )
    value = StringField("What it was worth to you", [AtMost(40)], [_visible])

    currency = ""
    minor: int | None = None
    say: Say = str

    @classmethod
    def about(
        cls, number: int, words: Tongue, sent: MultiDict[str, str] | None = None, currency: str = ""
    ) -> "OutcomeForm":
        """The form for a referral's number; a page has one for each, so that their ids must differ."""
        form = cls(sent)
        form.currency, form.say = currency, words.say
        form.outcome.choices = [SelectChoice(each.value, words.say(said)) for each, said in OUTCOMES.items()]
        for field in form:
            field.id = field.label.field_id = f"{field.name}-{number}"
            field.label.text = words.say(field.label.text)
        return form

    def validate_value(self, field: Any) -> None:
        """Read the amount; it goes with somebody who became a client."""
        if not field.data:
            return
        if self.outcome.data != Outcome.WON.value:
            raise ValidationError(self.say(NO_CLIENT))
        try:
            self.minor = minor_units(field.data, self.currency)
        except BadAmount as problem:
            raise ValidationError(self.say(NO_AMOUNT).format(currency=self.currency)) from problem
        if self.minor < 0:
            raise ValidationError(self.say(NO_MINUS))


class LookingForm(Form):
    """Whom the partner is looking for, in their own words."""

    words = TextAreaField(
        "Whom are you looking for, and how can we help?",
        [Needed(NO_WORDS), AtMost(2_000)],
        [_visible],
        render_kw={"rows": 3},
    )
    say: Say = str

    @classmethod
    def said_in(cls, words: Tongue, sent: MultiDict[str, str] | None = None) -> "LookingForm":
        """The form in a language."""
        form = cls(sent)
        form.say = words.say
        form.words.label.text = words.say(form.words.label.text)
        return form
