"""Changing what is known of a partner, and the spellings that lead to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from attribution import Entity, fold
from records.firm import directory_changed
from records.sources import Partner, Relation, Source, add_alias
from records.undoing import forget
from records.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What staff write down of a partner."""

    name: str
    entity: Entity = Entity.PERSON
    relation: Relation = Relation.GIVE_AND_TAKE
    organisation: str = ""
    occupation: str = ""
    city: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""


def edit_partner(session: Session, partner: Partner, particulars: Particulars) -> None:
    """Replace the particulars of a partner. Their credits stay; the directory has changed."""
    source = partner.source
    source.name, source.name_key = particulars.name.strip(), fold(particulars.name)
    source.website = particulars.website.strip()
    for name in ("entity", "relation", "organisation", "occupation", "city", "email", "phone"):
        setattr(partner, name, getattr(particulars, name))
    session.flush()
    directory_changed(session, source.id)


def set_aliases(session: Session, source: Source, names: Iterable[str], at: datetime, user: User) -> None:
    """Make these the spellings of a source. One that stays keeps who taught it and when; the others are undone."""
    wanted = {fold(name): name for name in names if fold(name)}
    for alias in [alias for alias in source.aliases if alias.name_key not in wanted]:
        forget(session, alias, at)
    for name in wanted.values():
        add_alias(session, source, name, at, user)
