"""Partners of one name: what tells them apart wherever a name alone would not say who is meant."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Kind
from records.engine.once import once
from records.sources import Partner, Source
from records.sources.merged import Merge


def namesakes(session: Session) -> dict[int, str]:
    """By the number of every partner of whose name there is another one: occupation, organisation and city.

    Blank where nothing is known. A partner who was merged into another is nobody's namesake any more.
    """
    return once(session, namesakes, lambda: _read(session))


def in_full(name: str, about: str) -> str:
    """A name with what tells it from the same name of somebody else, for files and mails."""
    return f"{name} ({about})" if about else name


def _read(session: Session) -> dict[int, str]:
    is_partner = Source.kind == Kind.PARTNER, Source.id.not_in(select(Merge.gone_id))
    several = select(Source.name_key).where(*is_partner).group_by(Source.name_key).having(func.count() > 1)
    found = session.execute(
        select(Source.id, Partner.occupation, Partner.organisation, Partner.city)
        .join(Partner, Partner.source_id == Source.id)
        .where(*is_partner, Source.name_key.in_(several))
    )
    return {number: ", ".join(filter(None, known)) for number, *known in found}
