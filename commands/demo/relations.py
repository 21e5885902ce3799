"""What the demo firm knows of its partners, whom it meets, and how much time that takes."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Entity, Kind
from commands.demo.founding import Founded
from commands.demo.stories import ZONE
from commands.demo.tables import table
from records.money.costs import record_cost
from records.relations.known.contacts import ContactKind, note_contact
from records.relations.known.hourly_costs import set_hourly_cost
from records.relations.known.profile import Profile, change_profile
from records.relations.known.tags import set_tags
from records.sources import Relation, Source, add_partner, add_source
from records.staff.users import User

_MINUTES = {
    ContactKind.LUNCH: (75, "Lunch. Nothing in particular."),
    ContactKind.CALL: (10, "Asked how it goes."),
    ContactKind.MEETING: (45, "Went through whom we could send each other."),
    ContactKind.CARD: (5, ""),
    ContactKind.EVENT: (120, "The chamber's evening."),
}
_DAYS = 360


def relate(session: Session, founded: Founded, today: date) -> None:
    """Write down what is known of the partners; the same day gives the same rows. Nothing is committed."""
    # Not for secrets, and apart from the draws of the clients, which must stay what they are.
    chance = Random(f"Millbrook relations {today}")  # noqa: S311
    known, staff = table("relations"), founded.staff
    set_hourly_cost(session, "USD", known["hour"], founded.began, staff[0])
    sources = {name: source for (name, _), source in founded.partners.items()}
    for row in known["partners"]:
        source = sources[row["name"]]
        _know(session, source, row, chance.choice(staff), today)
        for day in _days(row["often"], today, chance):
            _meet(session, source, day, chance, staff)
    for row in known["prospective"]:
        source = add_partner(
            session,
            row["name"],
            _at(today - timedelta(days=20)),
            entity=Entity.PERSON,
            relation=Relation.PROSPECTIVE,
            organisation=row.get("organisation", ""),
            occupation=row["occupation"],
            city=row["city"],
        )
        _know(session, source, row, chance.choice(staff), today)
    _mailing(session, today, staff[1])


def _know(session: Session, source: Source, row: dict[str, Any], owner: User, today: date) -> None:
    at = _at(today - timedelta(days=15))
    if source.partner:
        due = row.get("due")
        profile = Profile(
            owner=owner,
            notes=row.get("notes", ""),
            looking_for=row.get("looking_for", ""),
            looking_for_on=at.date() if row.get("looking_for") else None,
            next_step=row.get("next_step", ""),
            next_step_on=None if due is None else today + timedelta(days=due),
            sphere=row.get("sphere"),
            sphere_note=row.get("sphere_note", ""),
        )
        change_profile(session, source.partner, profile, at, owner)
    set_tags(session, source, row.get("tags", []), at, owner)


def _days(often: int, today: date, chance: Random) -> list[date]:
    """Days of the last year, about so many apart."""
    days, gone = [], chance.randrange(1, often + 1)
    while gone < _DAYS:
        days.append(today - timedelta(days=gone))
        gone += chance.randrange(often // 2 + 1, 2 * often)
    return days


def _meet(session: Session, source: Source, day: date, chance: Random, staff: list[User]) -> None:
    kind = chance.choice(list(_MINUTES))
    minutes, words = _MINUTES[kind]
    note_contact(session, source, kind, day, _at(day), chance.choice(staff), minutes=minutes, words=words)


def _mailing(session: Session, today: date, user: User) -> None:
    """A letter to past clients took time and money as well; it is a source like any other."""
    day = today - timedelta(days=100)
    known = select(Source).where(Source.kind == Kind.OTHER, Source.name == "Letter to past clients")
    source = session.scalars(known).first() or add_source(session, "Letter to past clients", Kind.OTHER, _at(day))
    record_cost(session, source, 31_000, "USD", day, None, _at(day), user=user)
    note_contact(
        session, source, ContactKind.MAIL, day, _at(day), user, minutes=240, words="Wrote and sent 260 letters."
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(17), ZONE)
