"""The time that sources take: contacts, minutes and the last day, and what this cost beside what came back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session, joinedload

from records.engine.prepared import prepared
from records.relations.known.contacts import Contact, ContactKind
from records.relations.known.hourly_costs import cost_of_time, hourly_cost
from reports.costs import Return, cost_parts


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """How often the firm was in touch with a source, for how many minutes in all, and when last."""

    contacts: int = 0
    minutes: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """What a source took in a period; money in minor units. ``time_cost`` is None where no hour has a cost."""

    time: TimeSpent
    time_cost: int | None
    costs: int

    @property
    def spent(self) -> int:
        """Time and costs together."""
        return (self.time_cost or 0) + self.costs

    def beside(self, clients: int, won: int, revenue: int) -> Return:
        """The same beside what came back: clients in millionths, revenue in minor units."""
        return Return(self.spent, clients, won, revenue)


@dataclass(frozen=True, slots=True)
class Touched:
    """Which contacts are meant: of a source, of a kind, of days with both ends inclusive; None means any."""

    source: int | None = None
    kind: ContactKind | None = None
    start: date | None = None
    end: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of its rows; one that was removed is none of them."""
        return [
            Contact.removed_at.is_(None),
            Contact.source_id == self.source if self.source is not None else true(),
            Contact.kind == self.kind if self.kind is not None else true(),
            Contact.on >= self.start if self.start else true(),
            Contact.on <= self.end if self.end else true(),
        ]


def time_spent(session: Session, those: Touched, only: Collection[int] | None = None) -> dict[int, TimeSpent]:
    """By source the contacts that are meant, of ``only`` these sources if given; sources without one are left out."""
    sums = select(Contact.source_id, func.count(), func.sum(Contact.minutes), func.max(Contact.on))
    chosen = sums.where(*those.conditions(), Contact.source_id.in_(only) if only is not None else true())
    return {
        number: TimeSpent(contacts, int(minutes), last_on)
        for number, contacts, minutes, last_on in session.execute(chosen.group_by(Contact.source_id)).tuples()
    }


def effort_of(
    session: Session, source: int, start: date | None, end: date | None, currency: str, today: date
) -> Effort:
    """What one source took in a period. Costs are those so far: what is laid on days to come is not spent yet."""
    time = time_spent(session, Touched(source, None, start, end)).get(source, TimeSpent())
    until = min(end, today) if end else None
    costs = sum(each.part for each in cost_parts(session, start, until, currency, source, today))
    an_hour = hourly_cost(session, currency)
    return Effort(time, None if an_hour is None else cost_of_time(time.minutes, an_hour), costs)


def contacts_listed(session: Session, those: Touched, page: int, size: int) -> Sequence[Contact]:
    """One page of the contacts, the newest first."""
    return session.scalars(_ordered(those).limit(size).offset((page - 1) * size)).all()


def newest_contacts(session: Session, source: int, most: int) -> Sequence[Contact]:
    """The newest contacts of a source, whose row is at hand."""
    return session.scalars(*_newest(source, most)).all()


@prepared
def _newest(source: int, most: int) -> Select[tuple[Contact]]:
    return _newest_first(Touched(source)).options(joinedload(Contact.user)).limit(most)


def every_contact(session: Session, those: Touched) -> Sequence[Contact]:
    """All of them."""
    return session.scalars(_ordered(those)).all()


def contacts_summed(session: Session, those: Touched) -> TimeSpent:
    """How many they are and what they add up to."""
    sums = select(func.count(), func.coalesce(func.sum(Contact.minutes), 0), func.max(Contact.on))
    contacts, minutes, last_on = session.execute(sums.where(*those.conditions())).one()
    return TimeSpent(contacts, int(minutes), last_on)


def _ordered(those: Touched) -> Select[tuple[Contact]]:
    return _newest_first(those).options(joinedload(Contact.source), joinedload(Contact.user))


def _newest_first(those: Touched) -> Select[tuple[Contact]]:
    return select(Contact).where(*those.conditions()).order_by(Contact.on.desc(), Contact.id.desc())
