"""Clients who are looked for, and the sources: partners, and all else that brings clients."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from attribution import Kind
from records.clients import Client
from records.joining.rows import ClientJoin
from records.sources import Alias, Partner, Source
from records.sources.merged import Merge
from reports.clients.client_search import best_clients, joined_found
from reports.finding.groups import Group, first_numbers
from reports.relations.known.partner_words import has_words, spelled
from reports.typed_words import Typed, has_all, how_well


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client, and who was joined with them where that is why they are found."""

    client: Client
    joined: ClientJoin | None


@dataclass(frozen=True, slots=True)
class SourceHit:
    """A source, and the other spelling by which it is found."""

    source: Source
    spelling: str


def clients_hit(session: Session, typed: Typed, shown: int) -> Group[ClientHit]:
    """The clients that their list finds by the same words."""
    numbers, count, is_more = first_numbers(session, best_clients(session, typed), shown)
    those = select(Client).where(Client.id.in_(numbers)).options(joinedload(Client.office))
    clients = {each.id: each for each in session.scalars(those)} if numbers else {}
    joined: dict[int, ClientJoin] = {}
    for join in joined_found(session, typed, numbers):
        joined.setdefault(join.keep_id, join)
    return Group([ClientHit(clients[number], joined.get(number)) for number in numbers], count, is_more)


def partners_hit(session: Session, typed: Typed, shown: int) -> Group[SourceHit]:
    """The partners that their list finds by the same words, whoever is retired after the others that fit as well."""
    of_partners = select(Source.id).join(Partner, Partner.source_id == Source.id).where(Source.kind == Kind.PARTNER)
    fit = how_well(typed, Source.name_key, Partner.organisation_key)
    return _hit(session, typed, of_partners.where(has_words(session, typed)).order_by(fit), shown)


def sources_hit(session: Session, typed: Typed, shown: int) -> Group[SourceHit]:
    """All other sources by name, another spelling or website."""
    named = has_all(typed.keys, Source.name_key, func.lower(Source.website))
    others = select(Source.id).outerjoin(Partner, Partner.source_id == Source.id)
    others = others.where(or_(Source.kind != Kind.PARTNER, Partner.source_id.is_(None)))
    others = others.where(or_(named, Source.id.in_(spelled(typed))))
    return _hit(session, typed, others.order_by(how_well(typed, Source.name_key)), shown)


def _hit(session: Session, typed: Typed, those: Select[tuple[int]], shown: int) -> Group[SourceHit]:
    there = those.where(Source.id.not_in(select(Merge.gone_id)))
    best = there.order_by(Source.retired_at.is_not(None), Source.name_key, Source.id)
    numbers, count, is_more = first_numbers(session, best, shown)
    if not numbers:
        return Group()
    found = {each.id: each for each in session.scalars(select(Source).where(Source.id.in_(numbers))).unique()}
    others = _spellings(session, typed, [each for each in found.values() if not _is_called(each, typed)])
    return Group([SourceHit(found[number], others.get(number, "")) for number in numbers], count, is_more)


def _is_called(source: Source, typed: Typed) -> bool:
    return all(key in source.name_key for key in typed.keys)


def _spellings(session: Session, typed: Typed, sources: Sequence[Source]) -> dict[int, str]:
    """Of each of these sources the first spelling that has the words."""
    those = select(Alias.source_id, Alias.name).where(
        Alias.source_id.in_([each.id for each in sources]), has_all(typed.keys, Alias.name_key)
    )
    return dict(session.execute(those.order_by(Alias.id.desc())).tuples().all())
