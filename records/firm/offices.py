"""Offices: places or brands of the firm, added and renamed; one is never deleted, because clients belong to it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.db import locked_by_name
from records.firm import Office, all_offices, the_firm


class BadOffice(ValueError):
    """An office that cannot be called so; the message says what to do."""


def add_office(session: Session, name: str) -> Office:
    """An office more. Raises BadOffice."""
    name = _checked(session, name, None)
    office = Office(firm_id=the_firm(session).id, name=name)
    session.add(office)
    session.flush()
    return office


def rename_office(session: Session, office: Office, name: str) -> None:
    """Call an office something else. Raises BadOffice."""
    office.name = _checked(session, name, office)
    session.flush()


def office_called(session: Session, number: int | None) -> Office | None:
    """The office of this number, if there is one."""
    return session.scalars(select(Office).where(Office.id == number)).first() if number else None


def _checked(session: Session, name: str, own: Office | None) -> str:
    """The name without blanks around it; two offices of a name could not be told apart, also in an import."""
    locked_by_name(session, "offices")
    name = " ".join(name.split())
    if not fold(name):
        raise BadOffice("Type the office's name.")
    if len(name) > 100:
        raise BadOffice("At most 100 characters.")
    if any(fold(each.name) == fold(name) for each in all_offices(session) if each is not own):
        raise BadOffice(f"There is an office called {name} already.")
    return name
