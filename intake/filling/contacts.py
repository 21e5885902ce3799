"""Whether what was typed can be used to reach somebody, and what to do if not."""

from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from intake.wording import marked, said_to
from records.clients.contacts import is_email, is_phone, phone_examples


class Email:
    """An address that mail could be sent to, by its form alone: nothing is looked up."""

    message = marked("Please check the e-mail address: it should look like name@example.com.")

    def __call__(self, form: Form, field: Field) -> None:
        if not is_email(field.data):
            raise ValidationError(said_to(form, self.message))


class Phone:
    """A number that could be dialled from the firm's country (ISO 3166)."""

    message = marked("Please check the phone number: write it like {example}.")
    message_with_country = marked(
        "Please check the phone number: write it like {example}, or with the country as in {abroad}."
    )

    def __init__(self, country: str) -> None:
        self.country = country

    def __call__(self, form: Form, field: Field) -> None:
        if not is_phone(field.data, self.country):
            raise ValidationError(self._what_to_do(form))

    def _what_to_do(self, form: Form) -> str:
        here, abroad = phone_examples(self.country)
        if not here:
            return said_to(form, self.message, example=abroad)
        return said_to(form, self.message_with_country, example=here, abroad=abroad)


class OneOf:
    """Something in this field or in another one; of an empty field nothing else is asked."""

    def __init__(self, other: str, message: str) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data.strip():
            raise StopValidation("" if form[self.other].data.strip() else said_to(form, self.message))
