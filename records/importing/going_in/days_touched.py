"""The kept totals beside bulk work: it is not followed row by row, but names its days, which are summed up at its end.

Until they are, rankings are summed from the rows, so no number is wrong meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.importing.turns import Turns
from records.imports import Import
from records.money.payments import Payment, in_turn
from records.totals import alone, apart, begin_to_look, end_looking, put_off


@contextmanager
def counting_otherwise(session: Session, record: Import, turns: Turns) -> Iterator[None]:
    """Let an import begin or cease to count inside, with its days put off; the transaction is for the caller to end.

    Its days are looked for without keeping anybody waiting; those that change meanwhile are noted.
    """
    # What is held until now is let go first.
    turns()
    in_turn(session)
    alone(session)
    begin_to_look(session, record.id)
    turns()
    with turns.looking():
        days = _days_of(session, record)
    # Nobody is in the middle of adding a payment to it, and, alone with what counts, nobody notes anything more.
    in_turn(session)
    alone(session)
    put_off(session, days | end_looking(session, record.id))
    with apart(session):
        yield


def look_no_more(session: Session, record: Import) -> None:
    """Forget a look for the days of an import that broke off before the import began or ceased to count."""
    alone(session)
    end_looking(session, record.id)


def _days_of(session: Session, record: Import) -> set[date]:
    """The days on which the payments of an import are dated, and those on which their clients came."""
    of_import = Payment.import_id == record.id
    paid = session.scalars(select(Payment.paid_on).where(of_import).distinct())
    came = session.scalars(
        select(Client.came_on).where(Client.id.in_(select(Payment.client_id).where(of_import))).distinct()
    )
    return {*paid, *came}


def put_off_clients(session: Session, clients: Sequence[int], besides: Iterable[date] = ()) -> None:
    """Let the days on which these clients came, and others, be summed up anew."""
    came = session.scalars(select(Client.came_on).where(Client.id.in_(clients)).distinct())
    put_off(session, {*came, *besides})
