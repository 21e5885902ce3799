"""Whether what was typed can be used to reach somebody, and what to do if not."""

import email_validator
import phonenumbers
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from intake.wording import marked, said_to


class Email:
    """An address that mail could be sent to, by its form alone: nothing is looked up."""

    message = marked("Please check the e-mail address: it should look like name@example.com.")

    def __call__(self, form: Form, field: Field) -> None:
        try:
            # Names kept for tests do no harm, and refusing them would help nobody.
            email_validator.validate_email(field.data.strip(), check_deliverability=False, test_environment=True)
        except email_validator.EmailNotValidError as problem:
            raise ValidationError(said_to(form, self.message)) from problem


class Phone:
    """A number that could be dialled from the firm's country (ISO 3166)."""

    message = marked("Please check the phone number: write it like {example}.")
    message_with_country = marked(
        "Please check the phone number: write it like {example}, or with the country as in {abroad}."
    )

    def __init__(self, country: str) -> None:
        self.country = country

    def __call__(self, form: Form, field: Field) -> None:
        try:
            number = phonenumbers.parse(field.data, self.country or None)
        except phonenumbers.NumberParseException as problem:
            raise ValidationError(self._what_to_do(form)) from problem
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(self._what_to_do(form))

    def _what_to_do(self, form: Form) -> str:
        known = phonenumbers.example_number(self.country) if self.country else None
        here = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.NATIONAL) if known else ""
        abroad = "+44 121 234 5678" if self.country != "GB" else "+1 201 555 0123"
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
