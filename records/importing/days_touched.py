"""The kept totals beside bulk work: it is not followed row by row, but names its days, which are summed up at its end.

Until they are, rankings are summed from the rows, so no number is wrong meanwhile.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.imports import Import
from records.payments import Payment
from records.totals import put_off


def days_of_import(session: Session, record: Import) -> set[date]:
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
