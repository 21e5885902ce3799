"""E-mail addresses and phone numbers: whether somebody can be reached by them, and the folded forms of the same one."""

import email_validator
import phonenumbers

_LONGEST = 1_000
"""No address is nearly as long (RFC 5321 has 254); whether a megabyte is one takes seconds to find out."""


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


def national_part(key: str) -> str:
    """The digits of a folded number without its country code; "" where that is not known."""
    try:
        # A number without a plus is of no known country, and cannot be read as of one.
        return str(phonenumbers.parse(key).national_number) if key.startswith("+") else ""
    except phonenumbers.NumberParseException:
        return ""


def country_code(country: str) -> str:
    """The digits with which numbers of a country (ISO 3166) begin; "" where that is not known."""
    return str(phonenumbers.country_code_for_region(country) or "")


def is_email(email: str) -> bool:
    """Whether mail could be sent to an address, by its form alone: nothing is looked up."""
    if len(email) > _LONGEST:
        return False
    try:
        # Names kept for tests do no harm, and refusing them would help nobody.
        email_validator.validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError:
        return False
    return True


_FEW_DIGITS = 6
"""How many digits of a number reach somebody at least, but for countries whose numbers are shorter."""


def is_phone(phone: str, country: str) -> bool:
    """Whether a number could be dialled from a country (ISO 3166), and reach somebody.

    Where numbers are of any length, as in Germany, two digits are possible and reach nobody.
    """
    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return False
    usual = phonenumbers.example_number(phonenumbers.region_code_for_country_code(number.country_code or 0))
    least = min(_FEW_DIGITS, len(phonenumbers.national_significant_number(usual)) if usual else _FEW_DIGITS)
    digits = len(phonenumbers.national_significant_number(number))
    return phonenumbers.is_possible_number(number) and digits >= least


def phone_examples(country: str) -> tuple[str, str]:
    """How a number is written in a country, "" where that is not known, and how one of another country is."""
    known = phonenumbers.example_number(country) if country else None
    here = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.NATIONAL) if known else ""
    return here, "+44 121 234 5678" if country != "GB" else "+1 201 555 0123"
