"""Where a code is typed: that of the phone, or a recovery code in its place."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError

from admin.limits_of_text import Length, stripped
from records.second_factors import WrongCode
from records.taking_codes import TooManyWrong, can_be_code


def _can_be_code(_form: object, field: Field) -> None:
    if field.data and not can_be_code(field.data):
        raise ValidationError("A code has six digits, a recovery code sixteen letters and digits. Look once more.")


class CodeForm(FlaskForm):
    """One of the two. They are two fields because a phone shows only digits to type the one with."""

    code = StringField("Code from your phone", [Length(max=60), _can_be_code], filters=[stripped])
    recovery = StringField("Recovery code", [Length(max=60), _can_be_code], filters=[stripped])

    def validate(self, extra_validators: object = None) -> bool:
        """One of them is there."""
        good = super().validate(extra_validators)
        if good and not self.typed:
            self.code.errors = ["Type the six digits that your app shows, or a recovery code."]
            return False
        return bool(good)

    @property
    def typed(self) -> str:
        """What was typed, in whichever field."""
        return self.code.data or self.recovery.data or ""

    def refuse(self, problem: WrongCode | TooManyWrong, at: datetime) -> None:
        """Say at the field why it does not count, and what to do."""
        field: Field = self.code if self.code.data else self.recovery
        if isinstance(problem, TooManyWrong):
            minutes = -(-int((problem.until - at).total_seconds()) // 60) or 1
            wait = "a minute" if minutes == 1 else f"{minutes} minutes"
            field.errors = [
                f"Too many wrong codes. Try again in {wait}; if it was not you who typed them, ask an owner for a new "
                "password."
            ]
        else:
            field.errors = [f"{problem}."]
        # Of no use any more, and it would stand in the way of a recovery code. Of that one a letter may be mended.
        self.code.data = ""
