"""The directory of sources as attribution reads it, kept in memory and following the one in the database.

Each process has one index. It compares its version with the database's and replays the few sources that changed
since; only where the log of changes does not reach back far enough is it built anew.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from attribution import Directory, Entity, Entry, Supposed, attribute, fold, is_built_in
from attribution.words.hosts import belongs, host_of
from records.db import db
from records.engine.reading import reading
from records.firm import DIRECTORY_CHANGED, DirectoryChange, Unseen, directory_version, the_firm
from records.forming.form_sites import FormSite, host_of_site
from records.sources import Source
from records.sources.merged import Merge
from records.sources.retiring import Retirement

FARTHEST = 1_000
"""A process that is more changes behind than this builds its index anew."""
_LARGE = 10_000
_MOST_SUPPOSED = 64
"""Exchanging more entries than this for each answer, or more than there are, would take longer than it saves."""
_AT_ONCE = 500
_AN_ANSWER = "My neighbour Jane Roe of Roe's Bakery told me, and then I googled baker near me."


@dataclass(slots=True)
class _Kept:
    """The index of one database in this process, and the version that it has come to."""

    version: int
    directory: Directory


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_following = Lock()


def load_directory() -> Directory:
    """The firm's directory, for a caller that has no session of its own (a command)."""
    with reading():
        return directory_of(db.session())


def directory_of(session: Session) -> Directory:
    """The directory as this session sees it, or a little newer if others have gone on meanwhile.

    What a transaction has changed itself is known to nobody else before it is committed, and never if it is
    rolled back, so those entries are only supposed, for this one caller.
    """
    session.flush()
    unseen: Unseen | None = session.info.get(DIRECTORY_CHANGED)
    if unseen is None:
        return _followed(session, directory_version(session))
    if unseen.sources is not None:
        standing = _followed(session, unseen.since)
        if len(unseen.sources) <= min(_MOST_SUPPOSED, len(standing)):
            return Supposed(standing, _entries_by_id(session, unseen.sources))
    return _of_its_own(session, unseen)


def directory_with_alias(session: Session, source: Source, alias: str) -> Directory:
    """The directory as it would be if the alias were confirmed for the source; nothing is kept of it."""
    entry = entry_of(source)
    rejected = tuple(words for words in entry.rejected if fold(words) != fold(alias))
    supposed = replace(entry, confirmed=(*entry.confirmed, alias), rejected=rejected)
    return Supposed(directory_of(session), {entry.id: supposed})


def _followed(session: Session, version: int) -> Directory:
    """The index of this process, at this version at least."""
    engine = session.get_bind().engine
    with _following:
        kept = _kept.get(engine)
        if kept is None or kept.version < version:
            with _apart(session) as other:
                kept = _kept[engine] = _brought_up(other, kept)
        return kept.directory


@contextmanager
def _apart(session: Session) -> Iterator[Session]:
    """A session that holds no rows as they were before, and that sees nothing which is not committed.

    It reads through the caller's connection, unless that one has changed the directory: if every thread that waits for
    the index took a second connection, there could be none left for the one that reads it.
    """
    if session.info.get(DIRECTORY_CHANGED):
        with reading(), Session(session.get_bind().engine) as other:
            yield other
    else:
        with Session(session.connection(), join_transaction_mode="create_savepoint") as other:
            yield other


def _brought_up(session: Session, kept: _Kept | None) -> _Kept:
    version = directory_version(session)
    changed = _changed_since(session, kept.version, version) if kept else None
    if kept is None or changed is None:
        kept = _Kept(version, _built(session))
        if len(kept.directory) > _LARGE:
            # It stays, and so do the tables that a first answer reads; the collector would look through both now and
            # then, for half a second of 100,000 names.
            attribute(_AN_ANSWER, kept.directory)
            gc.collect()
            gc.freeze()
        return kept
    kept.directory.change(_entries_by_id(session, changed))
    kept.version = version
    return kept


def _changed_since(session: Session, seen: int, version: int) -> set[int] | None:
    """The sources that changed between two versions, or None where the log does not tell."""
    if version - seen > FARTHEST:
        return None
    between = select(DirectoryChange).where(DirectoryChange.version > seen, DirectoryChange.version <= version)
    rows = session.scalars(between).all()
    told = {row.version for row in rows}
    return {row.source_id for row in rows} if len(told) == version - seen and len(rows) <= FARTHEST else None


def _of_its_own(session: Session, unseen: Unseen) -> Directory:
    """A directory for one transaction alone, which has changed more than can be exchanged for each answer."""
    version = directory_version(session)
    if unseen.built is None or unseen.built[0] != version:
        unseen.built = (version, _built(session))
    directory: Directory = unseen.built[1]
    return directory


def _built(session: Session) -> Directory:
    return Directory(entries(session), own_hosts=own_hosts(session))


def _entries_by_id(session: Session, numbers: Iterable[int]) -> dict[str, Entry | None]:
    """The entries of these sources; None for one that is not in the directory, or not any more."""
    found: dict[str, Entry | None] = {str(number): None for number in numbers}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _AT_ONCE):
        some = _in_use().where(Source.id.in_(wanted[start : start + _AT_ONCE]))
        found.update((entry.id, entry) for entry in _entries(session, some))
    return found


def entries(session: Session) -> list[Entry]:
    """Every source that is in use, except those that attribution knows by itself (such as Google) or has noted.

    A source that people have taught another name is in it all the same, and so is a partner whom somebody has retired:
    answers that name them are a question then (``records.sources.retiring``).
    """
    return _entries(session, _in_use())


def _in_use() -> Select[tuple[Source]]:
    taught = (selectinload(Source.aliases), selectinload(Source.rejections), selectinload(Source.swallowed))
    retired = select(Retirement.source_id).where(Retirement.ended_at.is_(None))
    merged = select(Merge.gone_id)
    in_use = or_(Source.retired_at.is_(None), and_(Source.id.in_(retired), Source.id.not_in(merged)))
    return select(Source).where(in_use).options(*taught).order_by(Source.id)


def _entries(session: Session, which: Select[tuple[Source]]) -> list[Entry]:
    return [
        entry_of(source)
        for source in session.scalars(which).unique()
        if source.partner or source.aliases or not (source.is_noted or is_built_in(source.name, source.kind))
    ]


def entry_of(source: Source) -> Entry:
    """One source as a row of the directory."""
    partner = source.partner
    holding = [alias for alias in source.aliases if alias.suspended_by_id is None]
    turned_down = [rejection.words for rejection in source.rejections if rejection.lifted_by_id is None]
    person = source.client_id is not None
    return Entry(
        id=str(source.id),
        name=source.name,
        kind=source.kind,
        entity=partner.entity if partner else Entity.PERSON if person else None,
        organisation=partner.organisation if partner else "",
        occupation=partner.occupation if partner else "",
        city=partner.city if partner else "",
        aliases=tuple(alias.name for alias in holding if alias.review_id is None),
        confirmed=tuple(alias.name for alias in holding if alias.review_id is not None),
        # A visit from a retired partner's website is one from a website.
        website="" if source.retired_at else source.website,
        more_websites=tuple(dict.fromkeys(site for site in _more_websites(source))),
        rejected=(*turned_down, *(alias.name for alias in source.aliases if alias.suspended_by_id is not None)),
    )


def _more_websites(source: Source) -> Iterator[str]:
    if source.retired_at is None:
        yield from (site for site in websites_swallowed(source) if site != source.website)


def websites_swallowed(source: Source) -> Iterator[str]:
    """The websites of the sources that were merged into this one: a visit from there is one from it."""
    for merge in source.swallowed:
        if merge.gone.website:
            yield merge.gone.website
        yield from websites_swallowed(merge.gone)


def own_hosts(session: Session) -> tuple[str, ...]:
    """The firm's own websites, whose visits are no source: its website, and those that hold a form of it.

    A partner may hold the form too; a visit from there still counts for the partner.
    """
    website = the_firm(session).website
    holding = {host_of_site(site) for site in session.scalars(select(FormSite))}
    if holding:
        still_means = or_(Source.retired_at.is_(None), Source.id.in_(select(Merge.gone_id)))
        with_website = select(Source.website).where(Source.website != "", still_means)
        partners = {host_of(address) for address in session.scalars(with_website.join(Source.partner))}
        holding = {host for host in holding if not any(belongs(host, [theirs]) for theirs in partners if theirs)}
    return (*((website,) if website else ()), *sorted(holding))
