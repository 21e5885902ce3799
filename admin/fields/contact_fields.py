"""Whether what staff type can be used to reach somebody, and what to do if not; the public form asks the same."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from wtforms import ValidationError

from admin.frame import the_frame
from attribution.words.hosts import host_of
from records.clients.contacts import is_email, is_phone, phone_examples


class Contact(ABC):
    """A way to reach somebody. Nothing is asked of an empty field.

    Nor is anything asked of what is kept already (``kept`` of the form, by the names of its fields): whoever mends a
    name need not first find out what a file meant by a number.
    """

    def __call__(self, form: Any, field: Any) -> None:
        """Raise ValidationError if nobody could be reached so."""
        kept: Mapping[str, str] = getattr(form, "kept", {})
        typed = (field.data or "").strip()
        if typed and typed != kept.get(field.name):
            self.check(typed)

    @abstractmethod
    def check(self, typed: str) -> None:
        """Raise ValidationError if this is none."""


class EmailAddress(Contact):
    """An address that mail could be sent to."""

    def check(self, typed: str) -> None:
        """By its form alone."""
        if not is_email(typed):
            raise ValidationError("Please check the e-mail address: it should look like name@example.com.")


class PhoneNumber(Contact):
    """A number that could be dialled from the firm's country."""

    def check(self, typed: str) -> None:
        """A number of another country begins with a plus."""
        country = the_frame().firm.country
        if is_phone(typed, country):
            return
        here, abroad = phone_examples(country)
        how = f"{here}, or with the country as in {abroad}" if here else abroad
        raise ValidationError(f"Please check the phone number: write it like {how}.")


class Website(Contact):
    """A website, with or without what stands before its name."""

    def check(self, typed: str) -> None:
        """Visits are known by the host, so it must have one."""
        if "." not in host_of(typed):
            raise ValidationError("Please check the website: it should look like example.com.")
