"""Folded forms of e-mail addresses and phone numbers, by which the same contact is recognised."""

import phonenumbers


def email_key(email: str) -> str | None:
    """An address in lower case without surrounding spaces; None for nothing."""
    return email.strip().lower() or None


def phone_key(phone: str, country: str) -> str | None:
    """A number in E.164 (ITU-T), read as of the firm's country (ISO 3166) if it names none itself.

    A number that no numbering plan knows is folded to its digits; None if it has none.
    """
    try:
        parsed = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        pass
    else:
        if phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return "".join(character for character in phone if character.isdecimal()) or None
