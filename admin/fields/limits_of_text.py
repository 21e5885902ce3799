"""What staff type into a field: as it can be kept, and asked nothing more once it is too long."""

import wtforms.validators
from wtforms import StringField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError


class Length(wtforms.validators.Length):
    """Not more, or not fewer, than so many characters.

    Of what is too long nothing else is asked: whether megabytes are an address, or whom they name, would take seconds.
    """

    def __call__(self, form: BaseForm, field: StringField) -> None:
        """Raise StopValidation if there are."""
        try:
            super().__call__(form, field)
        except ValidationError as problem:
            raise StopValidation(str(problem)) from problem


def stripped(typed: str | None) -> str:
    """A text without blanks around it, and with NUL as its visible sign.

    Neither a page nor PostgreSQL can hold NUL itself: what is kept would never be what was typed.
    """
    return (typed or "").replace("\x00", "\u2400").strip()
