"""Whom or what a few typed words mean: sources and clients of that name, and names to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from attribution import Kind, fold
from records.answers.credits import Credit
from records.clients import Client
from records.clients.contacts import email_key
from records.joining.rows import ClientJoin
from records.sources import Alias, Partner, Source

# No name is longer, and SQLite refuses to look for what begins with very much more.
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name can mean. It is sure if it is somebody's whole name and nobody else's."""

    sources: Sequence[Source]
    clients: Sequence[Client]
    is_sure: bool


def meant_by(session: Session, typed: str, most: int = 8) -> Meant:
    """The sources that are in use and the clients with exactly this name, spelling, organisation or e-mail.

    Where there is none, those whose name begins so.
    """
    name = fold(typed)
    if not name:
        return Meant([], [], False)
    spelled = select(Alias.source_id).where(Alias.name_key == name)
    exactly = or_(Source.name_key == name, Source.id.in_(spelled))
    belongs = select(Partner.source_id).where(func.lower(Partner.organisation) == typed.strip().lower())
    found = _sources(session, exactly, most) or _sources(session, Source.id.in_(belongs), most)
    joined = or_(ClientJoin.name_key == name, ClientJoin.email_key == email_key(typed))
    was = Client.id.in_(select(ClientJoin.keep_id).where(joined))
    people = _clients(session, or_(Client.name_key == name, Client.email_key == email_key(typed), was), most)
    # A client who is a source already is found as that.
    people = [client for client in people if client.id not in {source.client_id for source in found}]
    if found or people:
        return Meant(found, people, len(found) + len(people) == 1)
    if len(name) > _LONGEST:
        return Meant([], [], False)
    begins = f"{name} "
    return Meant(
        _sources(session, Source.name_key.startswith(begins, autoescape=True), most),
        _clients(session, Client.name_key.startswith(begins, autoescape=True), most),
        False,
    )


def already_called(session: Session, *names: str, kind: Kind | None = None, most: int = 8) -> list[Source]:
    """The sources in use that have one of these names or spellings, of one kind if it is given."""
    keys = {fold(name) for name in names} - {""}
    spelled = select(Alias.source_id).where(Alias.name_key.in_(keys))
    called = or_(Source.name_key.in_(keys), Source.id.in_(spelled))
    return _sources(session, called if kind is None else and_(called, Source.kind == kind), most)


def names_to_choose_from(session: Session, most: int = 400) -> list[tuple[str, str]]:
    """The names of the sources credited most, each with what tells it apart, in the order of the names."""
    often = (
        select(Credit.source_id, func.count().label("times"))
        .where(Credit.source_id.is_not(None))
        .group_by(Credit.source_id)
        .subquery()
    )
    rows = session.execute(
        select(Source.name, Source.kind, Partner.organisation, Partner.occupation)
        .outerjoin(often, often.c.source_id == Source.id)
        .outerjoin(Partner, Partner.source_id == Source.id)
        .where(Source.retired_at.is_(None))
        .order_by(func.coalesce(often.c.times, 0).desc(), Source.id)
        .limit(most)
    )
    named: dict[str, str] = {}
    for name, kind, organisation, occupation in rows:
        named.setdefault(name, ", ".join(word for word in (occupation, organisation) if word) or kind.value)
    return sorted(named.items(), key=lambda entry: fold(entry[0]))


def _sources(session: Session, which: object, most: int) -> list[Source]:
    living = select(Source).where(Source.retired_at.is_(None), which)  # type: ignore[arg-type]
    return list(session.scalars(living.order_by(Source.name_key, Source.id).limit(most)).unique())


def _clients(session: Session, which: object, most: int) -> list[Client]:
    return list(session.scalars(select(Client).where(which).order_by(Client.id).limit(most)))  # type: ignore[arg-type]
