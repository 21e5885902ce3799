"""The form for what staff write down of a partner."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, EmailField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from admin.fields.contact_fields import EmailAddress, PhoneNumber, Website
from admin.fields.limits_of_text import Length, stripped
from admin.fields.namesakes import ANOTHER, there_already
from admin.fields.word_choices import WordField, choices_of
from admin.relations.known.profile_form import ProfileForm
from attribution import Entity, Kind, fold
from records.db import db
from records.sources import Relation, Source
from records.sources.editing import Particulars
from reports.clients.directory_search import already_called

SHORT = Length(max=200, message="At most 200 characters.")


class PartnerForm(ProfileForm):
    """A partner's particulars, what is kept in mind of them, and the other spellings of their name, one a line."""

    one_a_line = ("aliases",)

    name = StringField("Name", [DataRequired("Type the name."), SHORT], filters=[stripped])
    entity = WordField(
        "Person or business",
        choices=choices_of({"person": "a person", "business": "a business"}),
        coerce=Entity,
    )
    relation = WordField(
        "How you stand with them",
        choices=choices_of(
            {
                "give and take": "give and take: you send each other clients",
                "source only": "source only: they send, you do not",
                "prospective": "prospective: nothing yet",
            }
        ),
        coerce=Relation,
    )
    organisation = StringField("Organisation", [SHORT], filters=[stripped])
    occupation = StringField("Occupation", [SHORT], filters=[stripped])
    city = StringField("City", [SHORT], filters=[stripped])
    website = StringField("Website", [SHORT, Website()], filters=[stripped])
    email = EmailField("E-mail", [SHORT, EmailAddress()], filters=[stripped])
    phone = StringField("Phone", [SHORT, PhoneNumber()], filters=[stripped])
    aliases = TextAreaField("Other spellings", [Length(max=5000, message="At most 5,000 characters.")])

    kept: Mapping[str, str] = {}

    def validate_name(self, field: Any) -> None:
        """A name needs a letter or digit, or no answer could ever name it."""
        if not fold(field.data):
            raise ValidationError("A name needs at least one letter or digit.")

    def validate_aliases(self, field: Any) -> None:
        """A spelling is a name too."""
        for name in self.spellings():
            if len(name) > 200 or not fold(name):
                raise ValidationError(f"“{name[:40]}” is not a name. Write one spelling on each line.")

    def particulars(self) -> Particulars:
        """What was written down."""
        return Particulars(
            name=self.name.data or "",
            entity=self.entity.data,
            relation=self.relation.data,
            organisation=self.organisation.data or "",
            occupation=self.occupation.data or "",
            city=self.city.data or "",
            website=self.website.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
        )

    def spellings(self) -> list[str]:
        """The other spellings, without blank lines."""
        return [line.strip() for line in (self.aliases.data or "").splitlines() if line.strip()]


class NewPartnerForm(PartnerForm):
    """The same for somebody who is not in the list yet; ``namesakes`` are those who are."""

    another = BooleanField(ANOTHER)

    namesakes: Sequence[Source] = ()

    def validate_name(self, field: Any) -> None:
        """A second partner of a name makes every answer with it doubtful, so it takes a tick."""
        super().validate_name(field)
        if self.another.data:
            return
        self.namesakes = already_called(db.session(), field.data, kind=Kind.PARTNER)
        if self.namesakes:
            raise ValidationError(f"{there_already(self.namesakes)} Open the one that you mean, or tick “{ANOTHER}”.")
