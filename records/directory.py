"""The directory of sources as attribution reads it, kept in memory until its version in the database grows."""

from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload

from attribution import Directory, Entity, Entry, is_built_in
from attribution.hosts import belongs, host_of
from records.db import db, reading
from records.firm import DIRECTORY_CHANGED, the_firm
from records.form_sites import FormSite, host_of_site
from records.sources import Source

_kept: WeakKeyDictionary[Engine, tuple[int, Directory]] = WeakKeyDictionary()
_building = Lock()


def load_directory() -> Directory:
    """The firm's directory, for a caller that has no session of its own (a command)."""
    with reading():
        return directory_of(db.session())


def directory_of(session: Session) -> Directory:
    """The directory as this session sees it, built anew only if the directory has changed since.

    What a transaction has changed itself is known to nobody else before it is committed, and never if it is
    rolled back, so that the directory is then built for this one caller.
    """
    session.flush()
    version = the_firm(session).directory_version
    if session.info.get(DIRECTORY_CHANGED):
        return _built(session)
    engine = session.get_bind().engine
    with _building:
        kept = _kept.get(engine)
        if kept is None or kept[0] != version:
            kept = (version, _built(session))
            _kept[engine] = kept
        return kept[1]


def _built(session: Session) -> Directory:
    return Directory(entries(session), own_hosts=own_hosts(session))


def directory_with_alias(session: Session, source: Source, alias: str) -> Directory:
    """The directory as it would be if the alias were confirmed for the source; nothing is kept of it."""
    supposed = [
        replace(entry, confirmed=(*entry.confirmed, alias)) if entry.id == str(source.id) else entry
        for entry in entries(session)
    ]
    return Directory(supposed, own_hosts=own_hosts(session))


def entries(session: Session) -> list[Entry]:
    """Every source that is not retired, except those that attribution knows by itself (such as Google)."""
    living = select(Source).where(Source.retired_at.is_(None)).options(selectinload(Source.aliases))
    return [
        entry_of(source)
        for source in session.scalars(living.order_by(Source.id)).unique()
        if source.partner or not is_built_in(source.name, source.kind)
    ]


def entry_of(source: Source) -> Entry:
    """One source as a row of the directory."""
    partner = source.partner
    person = source.client_id is not None
    return Entry(
        id=str(source.id),
        name=source.name,
        kind=source.kind,
        entity=partner.entity if partner else Entity.PERSON if person else None,
        organisation=partner.organisation if partner else "",
        occupation=partner.occupation if partner else "",
        city=partner.city if partner else "",
        aliases=tuple(alias.name for alias in source.aliases if alias.review_id is None),
        confirmed=tuple(alias.name for alias in source.aliases if alias.review_id is not None),
        website=source.website,
    )


def own_hosts(session: Session) -> tuple[str, ...]:
    """The firm's own websites, whose visits are no source: its website, and those that hold a form of it.

    A partner may hold the form too; a visit from there still counts for the partner.
    """
    website = the_firm(session).website
    holding = {host_of_site(site) for site in session.scalars(select(FormSite))}
    if holding:
        with_website = select(Source.website).where(Source.website != "", Source.retired_at.is_(None))
        partners = {host_of(address) for address in session.scalars(with_website.join(Source.partner))}
        holding = {host for host in holding if not any(belongs(host, [theirs]) for theirs in partners if theirs)}
    return (*((website,) if website else ()), *sorted(holding))
