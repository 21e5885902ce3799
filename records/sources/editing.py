"""Changing what is known of a partner, and the spellings that lead to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from attribution import Entity, fold
from records.firm import directory_changed
from records.relations.known.partner_changes import note_change
from records.reviews.undoing import forget
from records.sources import Partner, Relation, Source, add_alias
from records.staff.users import User


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


def edit_partner(session: Session, partner: Partner, particulars: Particulars, at: datetime, user: User) -> None:
    """Replace the particulars of a partner, and note who changed which. Credits stay; the directory has changed."""
    source = partner.source
    for what, before, after in _changed(partner, particulars):
        note_change(session, source, what, before, after, at, user)
    source.name, source.name_key = particulars.name.strip(), fold(particulars.name)
    source.website = particulars.website.strip()
    for name in ("entity", "relation", "organisation", "occupation", "city", "email", "phone"):
        setattr(partner, name, getattr(particulars, name))
    session.flush()
    directory_changed(session, source.id)


def _changed(partner: Partner, particulars: Particulars) -> Iterator[tuple[str, str, str]]:
    yield "name", partner.source.name, particulars.name.strip()
    yield "website", partner.source.website, particulars.website.strip()
    yield "kind", partner.entity.value, particulars.entity.value
    yield "relation", partner.relation.value, particulars.relation.value
    for name in ("organisation", "occupation", "city", "email", "phone"):
        yield {"email": "e-mail"}.get(name, name), getattr(partner, name), getattr(particulars, name)


def set_aliases(session: Session, source: Source, names: Iterable[str], at: datetime, user: User) -> None:
    """Make these the spellings of a source. One that stays keeps who taught it and when; the others are undone."""
    wanted = {fold(name): name for name in names if fold(name)}
    for alias in [alias for alias in source.aliases if alias.name_key not in wanted]:
        forget(session, alias, at)
    for name in wanted.values():
        add_alias(session, source, name, at, user)
