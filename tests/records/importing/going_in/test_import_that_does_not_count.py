"""What an unfinished import has brought counts nowhere; from its last batch on it counts everywhere."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.imports import Import, ImportState
from records.money.payments import Payment
from records.sources import Source
from reports.behind import payments_behind
from reports.behind.told_clients import told_clients
from reports.clients.client_page import client_page
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.records.firm_of_tests import partner, told
from tests.records.import_files import NOW, taken_in

ROWS = ("client,amount,on", "joe@mail.example,1250,2026-03-04")


def money_seen(session: Session) -> tuple[int, int, int, int]:
    """The money of the one payment in a ranking, in the list behind it, on the source's page and on the client's."""
    question = Question("USD")
    payment = session.scalars(select(Payment)).one()
    source = rank(session, question).rows[0] if rank(session, question).rows else None
    listed = told_clients(session, question, str(partner_of(session).id)).entries
    return (
        source.figures.revenue if source else 0,
        payments_behind(session, question, "total").sum,
        sum(each.money for each in listed),
        sum(each.amount for each in client_page(session, payment.client).payments),
    )


def partner_of(session: Session) -> Source:
    return session.scalars(select(Source).where(Source.name == "Nisha Patel")).unique().one()


@pytest.mark.parametrize("state", [ImportState.APPLYING, ImportState.UNDOING])
def test_payments_count_only_when_their_import_is_finished(
    session: Session, tmp_path: Path, state: ImportState
) -> None:
    partner(session, "Nisha Patel")
    told(session, "Nisha Patel", name="Joe Smith", email="joe@mail.example")
    taken_in(session, tmp_path, "payments", *ROWS)
    record = session.scalars(select(Import)).one()
    assert record.finished_at == NOW
    assert money_seen(session) == (125_000,) * 4
    record.state, record.finished_at = state, None
    session.flush()
    assert money_seen(session) == (0,) * 4
