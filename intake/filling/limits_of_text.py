"""What makes a typed text right: that it is there, and that it is not too long."""

from wtforms import Field, Form
from wtforms.validators import StopValidation

from intake.wording import marked, said_to


class Needed:
    """Some text that is not blank."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        # Spaces of no width and signs of direction are no name either.
        if not any(character.isprintable() and not character.isspace() for character in field.data or ""):
            raise StopValidation(said_to(form, self.message))


class AtMost:
    """Not more than so many characters. What is longer comes back whole: it is for the person to shorten it."""

    message = marked(
        "This is longer than we can take: please shorten it to {longest:,} characters. It has {length:,} now."
    )

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: Form, field: Field) -> None:
        if len(field.data) > self.longest:
            # Nothing else is asked of it: of megabytes that alone would take seconds.
            raise StopValidation(said_to(form, self.message, longest=self.longest, length=len(field.data)))


def visible(text: str | None) -> str:
    """The text with NUL as its visible sign: neither a page nor PostgreSQL can hold the character itself."""
    return (text or "").replace("\x00", "\u2400")
