"""Partners with some words in what is known of them, wherever partners are looked for."""

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from records.firm import the_firm
from records.sources import Alias, Partner, Source
from reports.typed_words import Typed, has_all

_BETWEEN_DIGITS = " -()./+"


def has_words(session: Session, typed: Typed) -> ColumnElement[bool]:
    """Whether each word is in a partner's name, organisation, occupation, city, website or e-mail, or all are in one
    other spelling, or the digits in their phone number."""
    known = (Source.name_key, Partner.organisation_key, Partner.about_key)
    plain = (func.lower(each) for each in (Source.website, Partner.email))
    ways = [has_all(typed.keys, *known, *plain), Source.id.in_(spelled(typed))]
    parts = typed.parts_of_number(the_firm(session).country) if typed.digits else ()
    if parts:
        number: ColumnElement[str] = func.replace(Partner.phone, _BETWEEN_DIGITS[0], "")
        for sign in _BETWEEN_DIGITS[1:]:
            number = func.replace(number, sign, "")
        ways += [number.startswith(part[1:]) if part[0] == "+" else number.contains(part) for part in parts]
    return or_(*ways)


def spelled(typed: Typed) -> Select[tuple[int]]:
    """The sources that have another spelling with all words in it."""
    return select(Alias.source_id).where(has_all(typed.keys, Alias.name_key))
