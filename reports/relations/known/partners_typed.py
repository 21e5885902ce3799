"""Which partner a few typed words mean, and the names to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from attribution import Kind, fold
from records.importing.lines.named_partners import NamedPartners, told_apart
from records.relations.given.referrals import ReferralGiven
from records.sources import Alias, Partner, Source

_CANDIDATES = 6
_LONG = 4

# No name is longer, and SQLite refuses to look for very much more.
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Typed:
    """The one partner that is meant, or those who may be.

    ``is_part`` says that what was typed stands in something known of each of them, and is no other name beside it.
    """

    sure: Source | None
    candidates: Sequence[Source]
    is_part: bool = False


def partner_typed(session: Session, typed: str) -> Typed:
    """The partner in use of this name, spelling or number; else those with the words in anything known of them."""
    found = [source for source in NamedPartners(session, [typed]).fitting(typed) if source.retired_at is None]
    if len(found) == 1:
        return Typed(found[0], [])
    parts = found or _with_words(session, typed)
    return Typed(None, parts, is_part=True) if parts else Typed(None, _with_one_word(session, typed))


def partners_to_choose_from(session: Session, most: int = 300) -> list[tuple[str, str]]:
    """The names of the partners who were given most, each told apart from others, with what is known of them."""
    given = select(ReferralGiven.partner_id, func.count().label("times")).group_by(ReferralGiven.partner_id).subquery()
    living = (
        select(Source)
        .join(Partner, Partner.source_id == Source.id)
        .outerjoin(given, given.c.partner_id == Source.id)
        .where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
        .order_by(func.coalesce(given.c.times, 0).desc(), Source.id)
        .limit(most)
    )
    found = list(session.scalars(living).unique())
    alike: dict[str, list[Source]] = {}
    for source in found:
        alike.setdefault(source.name_key, []).append(source)
    named = {told_apart(source, alike[source.name_key]): about(source) for source in found}
    return sorted(named.items(), key=lambda entry: fold(entry[0]))


def about(source: Source) -> str:
    """What tells a partner from others: occupation, organisation and city."""
    partner = source.partner
    return ", ".join(filter(None, (partner.occupation, partner.organisation, partner.city))) if partner else ""


def _with_one_word(session: Session, typed: str) -> list[Source]:
    """Those whose name has one of the longer words: “Dr. Marsh” and “Jo Barlow” are hardly ever somebody new."""
    words = [word for word in fold(typed[:_LONGEST]).split() if len(word) >= _LONG][:_CANDIDATES]
    ways = [Source.name_key == word for word in words]
    for word in words:
        ways += [
            Source.name_key.startswith(f"{word} ", autoescape=True),
            Source.name_key.endswith(f" {word}", autoescape=True),
        ]
    if not ways:
        return []
    living = (
        select(Source)
        .join(Partner, Partner.source_id == Source.id)
        .where(Source.retired_at.is_(None), Source.kind == Kind.PARTNER, or_(*ways))
    )
    return list(session.scalars(living.order_by(Source.name_key, Source.id).limit(_CANDIDATES)).unique())


def _with_words(session: Session, typed: str) -> list[Source]:
    wanted = " ".join(typed.split())
    if not fold(wanted) or len(wanted) > _LONGEST:
        return []
    spelled = select(Alias.source_id).where(Alias.name_key.contains(fold(wanted), autoescape=True))
    ways = [
        column.icontains(wanted, autoescape=True) for column in (Source.name, Partner.organisation, Partner.occupation)
    ]
    living = (
        select(Source)
        .join(Partner, Partner.source_id == Source.id)
        .where(Source.retired_at.is_(None), or_(*ways, Source.id.in_(spelled)))
    )
    return list(session.scalars(living.order_by(Source.name_key, Source.id).limit(_CANDIDATES)).unique())
