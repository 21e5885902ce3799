"""The form that logs a referral given: who, to whom, for what, when, and what may come of it."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, StringField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.opened_forms import OpenedForm
from admin.pages import number_typed
from attribution import fold
from records.db import db
from records.sources import Partner, Source
from reports.relations.known.partners_typed import partner_typed

NEW = "new"
"""The choice to add whoever was typed as a new partner."""


class ReferralForm(OpenedForm):
    """A referral as it is typed; ``meant`` is the partner and ``minor`` what is expected once the form is valid.

    ``to`` is a partner's number, chosen among ``candidates`` or the suggested ones, or the word ``NEW``; without one
    the typed name counts. ``seen`` has the numbers of the likely same referrals that the person has been shown.
    """

    who = StringField("Who", [InputRequired("Write who was sent."), Length(max=200, message="At most 200 characters.")])
    purpose = StringField("For what", [Length(max=2000, message="At most 2000 characters.")])
    partner = StringField("To whom", [Length(max=400, message="At most 400 characters.")])
    to = StringField("To whom")
    given_on = DayField("When", [InputRequired("Say on which day.")])
    expected = StringField("Expected value", [Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])
    city = StringField("Where", [Length(max=100, message="At most 100 characters.")])
    client = HiddenField()
    seen = HiddenField()

    meant: Source | None = None
    minor: int | None = None
    present: Source | None = None
    candidates: Sequence[Source] = ()
    may_be_new = False

    @property
    def adds_partner(self) -> bool:
        """Whether the typed name is to be a new partner."""
        return self.to.data == NEW and self.meant is None

    def validate_who(self, field: Any) -> None:
        """A name has letters."""
        if not fold(field.data or ""):
            raise ValidationError("Write who was sent.")

    def validate_partner(self, field: Any) -> None:
        """Find the one partner who is chosen or typed; an untouched name means the one that it is of."""
        typed, chosen = " ".join((field.data or "").split()), (self.to.data or "").strip()
        if chosen and chosen != NEW:
            self.meant = self._chosen(number_typed(chosen))
            return
        if self.present is not None and typed == self.present.name:
            self.meant = self.present
            return
        if not fold(typed):
            raise ValidationError("Type the name of a partner.")
        found = partner_typed(db.session(), typed)
        self.meant = found.sure
        if found.sure is None and chosen != NEW:
            self.candidates, self.may_be_new = found.candidates, True
            if found.is_part and len(found.candidates) == 1:
                only = found.candidates[0]
                self.to.data = str(only.id)
                raise ValidationError(f"Is {only.name} meant? Then log it; else choose below what is meant.")
            raise ValidationError(
                f"“{typed}” can be several partners. Choose one below."
                if len(found.candidates) > 1
                else f"No partner is called “{typed}”. Choose below what is meant."
            )

    def validate_expected(self, field: Any) -> None:
        """Read the amount by the digits of its currency; blank is not known."""
        typed = (field.data or "").strip()
        if not typed or self.currency.errors or self.currency.process_errors:
            return
        self.minor = minor_typed(typed, self.currency)
        if self.minor < 0:
            raise ValidationError("What a referral is worth is not less than nothing.")

    def seen_numbers(self) -> set[int]:
        """The referrals that the person was told of and found to be others."""
        return {number for each in (self.seen.data or "").split(",") if (number := number_typed(each)) is not None}

    @staticmethod
    def _chosen(number: int | None) -> Source:
        found = db.session.get(Partner, number) if number is not None else None
        if found is None or found.source.retired_at is not None:
            raise ValidationError("This partner is not there any more. Type the name.")
        return found.source
