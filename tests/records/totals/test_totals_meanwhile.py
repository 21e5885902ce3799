"""What changes while an import looks for its days, before it begins or ceases to count, is counted where it is then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import db
from records.importing import ShortTurns, resume_imports, take_in, undo_import
from records.imports import Import, ImportState
from records.money.payment_changes import change_payment, move_payment
from records.money.payments import Payment
from records.totals import begin_to_look, catch_up, differences, end_looking, put_off_days_of
from records.totals.meanwhile import DayMeanwhile
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.import_files import sheet_of

Change = Callable[[Session, Payment], object]


def imported(session: Session, folder: Path, turns: ShortTurns, row: str) -> None:
    take_in(session, sheet_of(folder, "payments", "ref,client,amount,currency,on", row), NOW, pause=turns)
    session.commit()


def on_another_day(session: Session, payment: Payment) -> None:
    later = payment.paid_on + timedelta(days=40)
    change_payment(session, payment, 100, "USD", later, payment.kind, NOW, reviewer(session), "typo")


def of_another_client(session: Session, payment: Payment) -> None:
    other = session.scalars(select(Client).where(Client.id != payment.client_id)).one()
    move_payment(session, payment, other, NOW, reviewer(session), "not theirs")


def of_an_earlier_client(session: Session, payment: Payment) -> None:
    payment.client.came_on -= timedelta(days=40)


def of_a_client_changed_by_a_statement(session: Session, payment: Payment) -> None:
    earlier = payment.client.came_on - timedelta(days=40)
    session.execute(update(Client).where(Client.id == payment.client_id).values(came_on=earlier))


class Changed(ShortTurns):
    """Somebody else changes the payment after each look of the import, so after the one for its days as well."""

    def __init__(self, session: Session, change: Change) -> None:
        super().__init__(session)
        self._change = change

    @contextmanager
    def looking(self) -> Iterator[None]:
        """As ever."""
        with super().looking():
            yield
        with Session(db.engine) as other:
            payment = other.scalars(select(Payment).where(Payment.ref == "R1")).first()
            if payment:
                self._change(other, payment)
                other.commit()


@pytest.mark.parametrize(
    "change", [on_another_day, of_another_client, of_an_earlier_client, of_a_client_changed_by_a_statement]
)
def test_what_changes_meanwhile_counts_where_it_is(session: Session, tmp_path: Path, change: Change) -> None:
    told(session, "florp", email="ann@mail.example")
    told(session, "florp", received_at=NOW - timedelta(days=90))
    reviewer(session)
    session.commit()
    imported(session, tmp_path, Changed(session, change), "R1,ann@mail.example,1.00,USD,2026-02-03")
    assert [str(each) for each in differences(session)] == []
    record = session.scalars(select(Import)).one()
    undo_import(session, record, reviewer(session), NOW, pause=Changed(session, change))
    session.commit()
    assert [str(each) for each in differences(session)] == []
    assert session.scalars(select(DayMeanwhile)).all() == []


def test_what_another_file_changes_meanwhile_counts_where_it_is(session: Session, tmp_path: Path) -> None:
    told(session, "florp", email="ann@mail.example")
    session.commit()
    days = iter([date(2026, 2, day) for day in range(4, 28)])

    def by_file(other: Session, _: Payment) -> None:
        row = f"R1,ann@mail.example,1.00,USD,{next(days)}"
        imported(other, tmp_path, ShortTurns(other), row)

    imported(session, tmp_path, Changed(session, by_file), "R1,ann@mail.example,1.00,USD,2026-02-03")
    assert [str(each) for each in differences(session)] == []
    record = session.scalars(select(Import).order_by(Import.id)).first()
    assert record
    undo_import(session, record, reviewer(session), NOW, pause=Changed(session, by_file))
    session.commit()
    assert [str(each) for each in differences(session)] == []


class Killed(Exception):
    """What ends a process."""


class DiesLooking(ShortTurns):
    """The process ends in the middle of a look."""

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Not to its end."""
        with super().looking():
            yield
            raise Killed


def test_a_look_that_broke_off_is_forgotten_when_imports_are_gone_on_with(session: Session, tmp_path: Path) -> None:
    told(session, "florp", email="ann@mail.example")
    session.commit()
    imported(session, tmp_path, ShortTurns(session), "R1,ann@mail.example,1.00,USD,2026-02-03")
    record = session.scalars(select(Import)).one()
    with pytest.raises(Killed):
        undo_import(session, record, reviewer(session), NOW, pause=DiesLooking(session))
    session.rollback()
    assert session.scalars(select(DayMeanwhile)).all()
    session.rollback()
    assert resume_imports(session, NOW, pause=ShortTurns(session)) == []
    assert not session.scalars(select(DayMeanwhile)).all()
    assert (record.state, record.undos) == (ImportState.FINISHED, [])


def test_days_that_a_statement_finds_are_noted_as_well(session: Session, tmp_path: Path) -> None:
    came_on = told(session, "florp", email="ann@mail.example").client.came_on
    imported(session, tmp_path, ShortTurns(session), "R1,ann@mail.example,1.00,USD,2026-02-03")
    record = session.scalars(select(Import)).one()
    begin_to_look(session, record.id)
    put_off_days_of(session, select(Client.came_on))
    assert end_looking(session, record.id) == {came_on}
    catch_up(session, session.commit)
