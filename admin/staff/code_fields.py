"""Where a code is typed: that of the phone, or a recovery code in its place."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import StringField

from admin.fields.limits_of_text import Length, stripped
from records.staff.second_factors import WrongCode
from records.staff.taking_codes import TooManyWrong, can_be_code


class CodeForm(FlaskForm):
    """One of the two. They are two fields because a phone shows only digits to type the one with."""

    code = StringField("Code from your phone", [Length(max=60)], filters=[stripped])
    recovery = StringField("Recovery code", [Length(max=60)], filters=[stripped])

    def validate(self, extra_validators: object = None) -> bool:
        """The one that is meant has the form of a code."""
        good = super().validate(extra_validators)
        if good and not self.typed:
            self.code.errors = ["Type the six digits that your app shows, or a recovery code."]
        elif good and not can_be_code(self.typed):
            self._meant.errors = [
                "A code has six digits, a recovery code sixteen letters and digits. Look once more at yours."
            ]
        return bool(good) and not self._meant.errors

    @property
    def typed(self) -> str:
        """What was typed in the field that is meant."""
        return self._meant.data or ""

    @property
    def _meant(self) -> StringField:
        # What has come back in the other field from the last time must not stand in the way.
        return self.recovery if self.recovery.data and not can_be_code(self.code.data or "") else self.code

    def refuse(self, problem: WrongCode | TooManyWrong, at: datetime) -> None:
        """Say at the field why it does not count, and what to do. A refused code of a phone is of no use any more."""
        if isinstance(problem, TooManyWrong):
            minutes = -(-int((problem.until - at).total_seconds()) // 60) or 1
            wait = "a minute" if minutes == 1 else f"{minutes} minutes"
            self._meant.errors = [
                f"Too many wrong codes. Try again in {wait}; if it was not you who typed them, ask an owner for a new "
                "password."
            ]
        else:
            self._meant.errors = [f"{problem}."]
        self.code.data = ""
