"""All payments of an import begin to count, or cease to, in one moment: what that means for the kept totals."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from records.clients import Client
from records.imports import Import
from records.payments import Payment
from records.totals import apart, put_off

_FEW = 2_000
"""So many payments are followed at once; of more, the days are put off and summed up anew afterwards."""


@contextmanager
def counting_otherwise(session: Session, record: Import) -> Iterator[None]:
    """Change inside whether an import counts. Whoever does it catches up with the totals afterwards."""
    session.flush()
    some = select(Payment.id).where(Payment.import_id == record.id).limit(_FEW + 1).subquery()
    if (session.scalar(select(func.count()).select_from(some)) or 0) <= _FEW:
        yield
        session.flush()
        return
    with apart(session):
        yield
    paid = select(Payment.paid_on).where(Payment.import_id == record.id)
    came = select(Client.came_on).join(Payment, Payment.client_id == Client.id).where(Payment.import_id == record.id)
    put_off(session, session.scalars(union(paid, came)))
