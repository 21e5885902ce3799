"""What the demo firm spends on its sources, once or again and again, and a month that it has closed."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from commands.demo.founding import Founded
from commands.demo.stories import MONTHS, ZONE, month_before
from records.closed.closing import close_month
from records.money.costs import Every, change_cost, end_cost, record_cost
from records.sources import Source

_MEMBERSHIP, _ADVERTS, _RAISED, _LISTING, _STAND = 48_000, 22_000, 31_000, 9_900, 65_000


def spend(session: Session, founded: Founded, today: date) -> None:
    """Write costs down, close the month before the last, and correct one of its costs; nothing is committed."""
    maya, tom = founded.staff
    began, then = month_before(today, MONTHS - 1), _at(month_before(today, 12), 9)
    names = {source.name: source for source in founded.partners.values()}
    record_cost(
        session,
        names["Stanhope Chamber of Commerce"],
        _MEMBERSHIP,
        "USD",
        began,
        None,
        then,
        every=Every.YEAR,
        user=maya,
    )
    adverts = None
    if google := _source(session, "Google", Kind.SEARCH_ENGINE):
        adverts = record_cost(
            session, google, _ADVERTS, "USD", month_before(today, 12), None, then, every=Every.MONTH, user=maya
        )
    if yelp := _source(session, "Yelp", Kind.LOCAL_LISTING):
        listing = record_cost(session, yelp, _LISTING, "USD", began, None, then, every=Every.MONTH, user=tom)
        end_cost(session, listing, month_before(today, 3) - timedelta(days=1), _at(month_before(today, 4), 9), tom)
    if fair := _source(session, "Event", Kind.EVENT):
        day = month_before(today, 5) + timedelta(days=8)
        record_cost(session, fair, _STAND, "USD", day, day + timedelta(days=1), _at(day, 17), user=tom)
    yesterday = today - timedelta(days=1)
    close_month(session, month_before(today, 2), _at(yesterday, 10), today, maya)
    if adverts:
        # The bill was higher, and came when the month was closed.
        change_cost(
            session,
            adverts,
            adverts.source,
            _RAISED,
            "USD",
            adverts.starts_on,
            None,
            Every.MONTH,
            _at(yesterday, 15),
            maya,
        )


def _source(session: Session, name: str, kind: Kind) -> Source | None:
    return session.scalars(select(Source).where(Source.name == name, Source.kind == kind)).first()


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
