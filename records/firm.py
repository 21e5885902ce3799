"""The firm that runs this installation, and its offices."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.db import Base, currency_code, key

DIRECTORY_CHANGED = "directory changed"
"""What a session's ``info`` holds while its transaction has changed the directory: nobody else sees that yet."""


class Firm(Base):
    """The one firm: a single row, made by the first migration.

    ``zone`` is an IANA name, ``first_weekday`` counts from Monday as 0, ``country`` is ISO 3166 (two letters).
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
    country: Mapped[str]
    website: Mapped[str]
    is_demo: Mapped[bool]
    directory_version: Mapped[int]

    def today(self, now: datetime) -> date:
        """The calendar day that an instant is in the firm's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date()


class Office(Base):
    """A place or brand of the firm; there is always one."""

    __tablename__ = "offices"

    id: Mapped[key]
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str]


def the_firm(session: Session) -> Firm:
    """The one firm. Raises NoResultFound on a database without its migrations."""
    return session.scalars(select(Firm)).one()


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the owner says of the firm; see ``Firm`` for what each word means."""

    name: str
    currency: str
    zone: str
    first_weekday: int
    profession: str
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


def directory_changed(session: Session) -> None:
    """Tell every process that its index of the directory is out of date, as soon as this transaction is in."""
    session.query(Firm).update({Firm.directory_version: Firm.directory_version + 1})
    session.info[DIRECTORY_CHANGED] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _end_of_change(session: Session) -> None:
    session.info.pop(DIRECTORY_CHANGED, None)


def first_office(session: Session) -> Office:
    """The office that stands in where none was named."""
    return session.scalars(select(Office).order_by(Office.id).limit(1)).one()
