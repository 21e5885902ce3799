"""A partner who is a person can belong to one that is a business: "someone at Hudson Tax" can be narrowed to them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from attribution import Entity
from records.sources import Partner, Source


class CannotBelong(ValueError):
    """Somebody cannot belong to that; the message says why and what to do."""


def belong_to(session: Session, partner: Partner, business: Source | None) -> None:
    """Let a person belong to a business, or to none. Their credits stay where they are. Raises CannotBelong."""
    if business is not None:
        if partner.entity is not Entity.PERSON:
            raise CannotBelong(f"{partner.source.name} is a business; only a person belongs to one.")
        if business.partner is None or business.partner.entity is not Entity.BUSINESS:
            raise CannotBelong(f"{business.name} is no business among your partners; add it as one first.")
        if business.retired_at is not None:
            raise CannotBelong(f"{business.name} is retired; bring it back first.")
    partner.organisation_id = business.id if business else None
    session.flush()


def people_of(session: Session, business: Source) -> Sequence[Source]:
    """The partners who belong to a business and are not retired, by name."""
    theirs = select(Source).join(Partner, Partner.source_id == Source.id)
    theirs = theirs.where(Partner.organisation_id == business.id, Source.retired_at.is_(None))
    return session.scalars(theirs.order_by(Source.name_key, Source.id)).unique().all()


def people_of_any(session: Session, businesses: Collection[int]) -> Sequence[tuple[Source, str]]:
    """The partners who belong to one of these businesses and are not retired, each with the name of the business."""
    if not businesses:
        return []
    house = aliased(Source)
    theirs = select(Source, house.name).join(Partner, Partner.source_id == Source.id)
    theirs = theirs.join(house, house.id == Partner.organisation_id)
    theirs = theirs.where(Partner.organisation_id.in_(businesses), Source.retired_at.is_(None))
    return session.execute(theirs.order_by(Source.name_key, Source.id)).unique().tuples().all()
