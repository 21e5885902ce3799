"""The firm that runs this installation, and its offices."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, delete, event, false, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.db import Base, currency_code, key
from records.engine.once import once

DIRECTORY_CHANGED = "directory changed"
"""Where a session's ``info`` has an ``Unseen`` while its transaction has changed the directory."""

CHANGES_KEPT = 20_000
"""So many versions back the log of changes reaches; a process that is farther behind builds its index anew."""
MOST_AT_ONCE = 500
"""A change of more sources than this is not written down one by one: building anew is quicker than following it."""


class Profession(StrEnum):
    """What the firm does, as far as rules of thanking and paying whoever sends clients depend on it."""

    LAW = "law"
    HEALTH = "health"
    ACCOUNTING = "accounting"
    FINANCE = "finance"
    PROPERTY = "property"
    TRADE = "trade"
    OTHER = "other"


class Firm(Base):
    """The one firm: a single row, made by the first migration.

    ``profession`` is what the firm calls its work in its own words, ``profession_kind`` what rules follow from.
    ``zone`` is an IANA name, ``first_weekday`` counts from Monday as 0, ``country`` is ISO 3166 (two letters).
    ``needs_second_factor`` says that everybody signs in with one.
    ``postal_address`` stands in mails to clients, and none goes to them before it is said.
    ``directory_version`` grows with every change of the directory of sources, so that each process knows
    when its index is out of date.
    """

    __tablename__ = "firm"

    id: Mapped[key]
    name: Mapped[str]
    currency: Mapped[currency_code]
    zone: Mapped[str]
    first_weekday: Mapped[int]
    profession: Mapped[str]
    profession_kind: Mapped[Profession] = mapped_column(server_default=Profession.OTHER.value)
    country: Mapped[str]
    website: Mapped[str]
    is_demo: Mapped[bool]
    postal_address: Mapped[str] = mapped_column(default="", server_default="")
    needs_second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    directory_version: Mapped[int]

    def today(self, now: datetime) -> date:
        """The calendar day that an instant is in the firm's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date()


class DirectoryChange(Base):
    """Which sources a version of the directory is about, so that the others need not be looked at again.

    A version without a row may have changed everything. A source that is not there any more was taken out.
    """

    __tablename__ = "directory_changes"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


@dataclass(slots=True)
class Unseen:
    """What a transaction has changed of the directory and nobody else sees yet.

    ``since`` is the version before it; ``sources`` are the numbers of the changed ones, None where it may be all.
    ``built`` is a directory made for this transaction alone, with its version.
    """

    since: int
    sources: set[int] | None = field(default_factory=set)
    built: tuple[int, Any] | None = None


class Office(Base):
    """A place or brand of the firm; there is always one."""

    __tablename__ = "offices"

    id: Mapped[key]
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str]


def the_firm(session: Session) -> Firm:
    """The one firm. Raises NoResultFound on a database without its migrations."""
    return once(session, the_firm, lambda: session.scalars(select(Firm)).one())


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the owner says of the firm; see ``Firm`` for what each word means."""

    name: str
    currency: str
    zone: str
    first_weekday: int
    profession: str
    profession_kind: Profession
    country: str
    website: str


def change_firm(session: Session, said: Particulars) -> None:
    """Keep what the owner says of the firm. Days that are kept already stay the days that they are."""
    firm = the_firm(session)
    for name, value in asdict(said).items():
        setattr(firm, name, value)
    session.flush()
    # The firm's own website is no source, so the directory is another one.
    directory_changed(session)


def directory_changed(session: Session, *sources: int) -> None:
    """Tell every process that its index is out of date as soon as this transaction is in, and by which sources.

    ``sources`` are their numbers; without any, everything may have changed.
    """
    session.execute(update(Firm).values(directory_version=Firm.directory_version + 1))
    version = directory_version(session)
    changed = set(sources) if len(sources) <= MOST_AT_ONCE else set()
    if changed:
        session.execute(insert(DirectoryChange), [{"version": version, "source_id": each} for each in sorted(changed)])
    if version % 1_000 == 0:
        session.execute(delete(DirectoryChange).where(DirectoryChange.version <= version - CHANGES_KEPT))
    unseen: Unseen = session.info.setdefault(DIRECTORY_CHANGED, Unseen(version - 1))
    unseen.sources = unseen.sources | changed if changed and unseen.sources is not None else None


def directory_version(session: Session) -> int:
    """The version of the directory as this session's transaction sees it."""
    return session.execute(select(Firm.directory_version)).scalar_one()


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _end_of_change(session: Session) -> None:
    session.info.pop(DIRECTORY_CHANGED, None)


def first_office(session: Session) -> Office:
    """The office that stands in where none was named."""
    return session.scalars(select(Office).order_by(Office.id).limit(1)).one()


def all_offices(session: Session) -> list[Office]:
    """Every office in the order of their names."""
    return list(session.scalars(select(Office).order_by(Office.name, Office.id)))
