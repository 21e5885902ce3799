"""Clients who are joined and taken apart among whatever else happens: the kept totals stay the sums of the rows.

And where nothing else has happened in between, an undo leaves nothing of a joining.
"""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import WHOLE, Role
from records.answers.credits import Credit
from records.clients import Client, StageChange
from records.joining.apart import take_apart
from records.joining.join import CannotJoin, join_clients
from records.joining.rows import ClientJoin
from records.money.payments import Payment
from records.totals import differences
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, reviewer
from tests.records.happenings.every import ACTS, found, happen

LATER = NOW + timedelta(days=500)
numbers = some.integers(0, 10_000)
MOST = ("joined", "taken apart", "paid", "joined", "stage", "told again", "refunded", "removed", "put back")
acts = some.tuples(some.sampled_from((*MOST, *MOST, *ACTS)), numbers, numbers)


@given(some.lists(acts, min_size=4, max_size=12))
@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_totals_are_the_sums_whatever_is_joined(
    session: Session, tmp_path: Path, steps: list[tuple[str, int, int]]
) -> None:
    if not session.scalars(select(Client).limit(1)).first():
        found(session)
    for number in range(4):
        happen(session, "new", number, number, tmp_path)
        happen(session, "paid", number, number * 3, tmp_path)
    session.commit()
    for what, one, other in steps:
        happen(session, what, one, other, tmp_path)
        session.commit()
        assert [str(each) for each in differences(session)] == []
        check_everybody_is_whole(session)
    before = but_for_totals(session)
    undo = []
    clients = list(session.scalars(select(Client).order_by(Client.id)))
    for first, second in pairwise(clients):
        try:
            with session.begin_nested():
                undo.append(join_clients(session, first, second, reviewer(session), LATER))
        except CannotJoin:
            continue
        session.commit()
        check_everybody_is_whole(session)
        break
    for join in reversed(undo):
        take_apart(session, join, LATER)
        session.commit()
    assert but_for_totals(session) == before
    assert [str(each) for each in differences(session)] == []


def but_for_totals(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row; a total of nothing may be a row or none."""
    return {name: rows for name, rows in everything(session).items() if not name.endswith("_totals")}


def check_everybody_is_whole(session: Session) -> None:
    """Each client has a whole of credits in each role and is at a stage that they were given; nobody else is left."""
    clients = {client.id: client for client in session.scalars(select(Client))}
    for role in Role:
        shares = select(Credit.client_id, func.sum(Credit.share)).where(Credit.role == role).group_by(Credit.client_id)
        assert dict(session.execute(shares).tuples().all()) == dict.fromkeys(clients, WHOLE)
    assert set(session.scalars(select(Payment.client_id))) <= clients.keys()
    given = set(session.execute(select(StageChange.client_id, StageChange.stage)).tuples())
    assert {(number, client.stage) for number, client in clients.items()} <= given
    gone = set(session.scalars(select(ClientJoin.gone_id)))
    assert gone.isdisjoint(clients)
