"""An import that breaks off: what it left counts nowhere and is brought to its end, and two at once do no harm."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.importing import (
    BadCall,
    ShortTurns,
    Turns,
    UnderWay,
    apply_import,
    confirm,
    prepare,
    read_file,
    resume_imports,
    take_in,
    undo_import,
)
from records.importing.going_in.staging import StagedRow
from records.imports import Import, ImportState
from records.money.payments import Payment, PaymentKind, record_payment
from records.totals import behind, differences
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.records.firm_of_tests import reviewer, told
from tests.records.import_files import NOW

ROWS = 2_300


class Dies(ShortTurns):
    """Breaks off at the end of the batch of this number, before it is committed."""

    def __init__(self, session: Session, at: int) -> None:
        super().__init__(session)
        self.session = session
        self.left = at

    def done_for_now(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.session.rollback()
            raise KeyboardInterrupt
        super().done_for_now()


@pytest.fixture
def ann(session: Session) -> Client:
    client = told(session, "", name="Ann Lee", email="ann@lee.example").client
    client.ref = "C1"
    session.commit()
    return client


def payments_file(folder: Path, first: int = 0, last: int = ROWS, refs: bool = True) -> Path:
    file = folder / f"payments-{first}-{last}-{refs}.csv"
    rows = (f"{f'R{n}' if refs else ''},C1,{n % 50 + 1},2026-03-{n % 28 + 1:02}" for n in range(first, last))
    file.write_text("\n".join(("ref,client,amount,on", *rows)) + "\n", encoding="utf-8")
    return file


def take(session: Session, file: Path, kind: str = "payments", pause: Turns | None = None) -> tuple[int, int]:
    outcome = take_in(session, read_file(file, kind, {}, {}), NOW, pause=pause or ShortTurns(session))
    session.commit()
    return outcome.added, outcome.unchanged


def rows_of(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def state(session: Session) -> list[tuple[str | None, int, int]]:
    """Every payment: by its ref, its amount and its number among equal ones."""
    kept = select(Payment.ref, Payment.amount, Payment.nth).order_by(Payment.ref, Payment.amount, Payment.nth)
    return [tuple(row) for row in session.execute(kept)]


def revenue(session: Session) -> int:
    """The firm's money in the ranking, where every kept total that is used is the sum of its rows."""
    assert behind(session) or not list(differences(session.connection()))
    return rank(session, Question("USD")).total.revenue


def breaks(session: Session, file: Path, at: int, kind: str = "payments") -> None:
    with pytest.raises(KeyboardInterrupt):
        take(session, file, kind, Dies(session, at))
    session.rollback()


@pytest.fixture
def wanted(
    session: Session, ann: Client, tmp_path: Path
) -> Iterator[Callable[[bool], list[tuple[str | None, int, int]]]]:
    """What the whole file makes of the records, found out and taken back."""

    def of(refs: bool) -> list[tuple[str | None, int, int]]:
        take(session, payments_file(tmp_path, refs=refs))
        found = state(session)
        undo_import(session, session.scalars(select(Import)).one(), None, NOW, pause=ShortTurns(session))
        assert not state(session)
        return found

    yield of


@pytest.fixture(scope="module")
def found_out() -> dict[bool, list[tuple[str | None, int, int]]]:
    """What ``wanted`` has found out for an earlier test, of a file with refs and of one without."""
    return {}


@pytest.mark.parametrize("refs", [True, False])
@pytest.mark.parametrize("at", [1, 3, 5, 6, 7, 8, 9, 10])
def test_wherever_it_breaks_off_the_same_file_once_more_gives_the_same(
    session: Session,
    tmp_path: Path,
    wanted: Callable[[bool], list[tuple[str | None, int, int]]],
    found_out: dict[bool, list[tuple[str | None, int, int]]],
    at: int,
    refs: bool,
) -> None:
    if refs not in found_out:
        found_out[refs] = wanted(refs)
    gone_on_with(session, payments_file(tmp_path, refs=refs), at, found_out[refs])


@pytest.mark.parametrize("refs", [True, False])
def test_the_same_holds_after_the_file_was_in_and_taken_back(
    session: Session,
    tmp_path: Path,
    wanted: Callable[[bool], list[tuple[str | None, int, int]]],
    refs: bool,
) -> None:
    gone_on_with(session, payments_file(tmp_path, refs=refs), 7, wanted(refs))


def gone_on_with(session: Session, file: Path, at: int, whole: list[tuple[str | None, int, int]]) -> None:
    """Break off there, go on and take the file in once more: this makes of the records what the whole file does."""
    breaks(session, file, at)
    # Until it is finished nothing of it counts, whatever is in.
    finished = session.scalars(select(Import.finished_at).order_by(Import.id.desc())).first()
    assert finished or revenue(session) == 0
    resume_imports(session, NOW, pause=ShortTurns(session))
    take(session, file)
    assert state(session) == whole
    assert rows_of(session, StagedRow) == 0
    assert revenue(session) == sum(amount for _, amount, _ in whole)
    assert take(session, file) == (0, ROWS)
    assert not behind(session)


def test_two_halves_that_overlap_are_the_whole(
    session: Session, tmp_path: Path, wanted: Callable[[bool], list[tuple[str | None, int, int]]]
) -> None:
    whole = wanted(True)
    assert take(session, payments_file(tmp_path, 0, 1_500)) == (1_500, 0)
    assert take(session, payments_file(tmp_path, 1_000, ROWS)) == (800, 500)
    assert state(session) == whole


def test_an_undo_that_breaks_off_is_gone_on_with(session: Session, tmp_path: Path, ann: Client) -> None:
    take(session, payments_file(tmp_path))
    record = session.scalars(select(Import)).one()
    with pytest.raises(KeyboardInterrupt):
        undo_import(session, record, reviewer(session), NOW, pause=Dies(session, 6))
    session.rollback()
    assert 0 < rows_of(session, Payment) < ROWS
    assert revenue(session) == 0
    assert "is finished now" in resume_imports(session, NOW, pause=ShortTurns(session))[0]
    session.refresh(record)
    assert (rows_of(session, Payment), record.state) == (0, ImportState.UNDONE)
    assert session.scalars(select(Client.stage)).one().value == "enquiry"


def test_days_that_an_undo_has_left_to_sum_up_are_summed_up_by_the_next_run(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    take(session, payments_file(tmp_path, 0, 300))
    record = session.scalars(select(Import)).one()

    class DiesLast(ShortTurns):
        def done_for_now(self) -> None:
            super().done_for_now()
            if record.state is ImportState.UNDONE:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo_import(session, record, reviewer(session), NOW, pause=DiesLast(session))
    session.rollback()
    assert behind(session)
    assert resume_imports(session, NOW, pause=ShortTurns(session)) == []
    assert not behind(session)


def test_clients_that_broke_off_are_all_there_in_the_end(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    lines = [f"C{n},Ann Lee {n},ann{n}@lee.example,2026-03-04,the radio" for n in range(50)]
    file.write_text("\n".join(("ref,name,email,came_on,answer", *lines)) + "\n", encoding="utf-8")
    breaks(session, file, 7, "clients")
    assert 0 < rows_of(session, Client) < 50
    resume_imports(session, NOW, pause=ShortTurns(session))
    assert (rows_of(session, Client), rows_of(session, StagedRow)) == (50, 0)
    assert take(session, file, "clients") == (0, 50)


def test_an_import_that_somebody_is_at_is_left_alone(session: Session, tmp_path: Path, ann: Client) -> None:
    class Looks(ShortTurns):
        def __call__(self) -> None:
            super().__call__()
            assert resume_imports(session, NOW, pause=ShortTurns(session)) == []
            record = session.scalars(select(Import)).first()
            if record:
                with pytest.raises(UnderWay, match="under way in another process"):
                    apply_import(session, record, NOW)
                session.rollback()

    assert take(session, payments_file(tmp_path, 0, 300), pause=Looks(session)) == (300, 0)


@pytest.mark.parametrize("refs", [True, False])
def test_the_same_file_twice_at_once_is_counted_once(
    session: Session, tmp_path: Path, wanted: Callable[[bool], list[tuple[str | None, int, int]]], refs: bool
) -> None:
    whole = wanted(refs)
    file = payments_file(tmp_path, refs=refs)
    first = prepare(session, read_file(file, "payments", {}, {}), NOW, user=reviewer(session))
    second = prepare(session, read_file(file, "payments", {}, {}), NOW, user=reviewer(session))
    session.commit()
    for record in (first, second):
        confirm(session, record, None, NOW)
        apply_import(session, record, NOW, pause=ShortTurns(session))
    assert (first.added, second.added, second.unchanged) == (ROWS, 0, ROWS)
    assert state(session) == whole


def test_a_payment_of_the_same_ref_that_came_meanwhile_is_not_doubled(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    record = prepare(session, read_file(payments_file(tmp_path, 0, 3), "payments", {}, {}), NOW)
    record_payment(session, ann, 100, "USD", NOW.date(), PaymentKind.RECEIVED, NOW, ref="R1")
    confirm(session, record, None, NOW)
    apply_import(session, record, NOW)
    assert (record.added, record.unchanged, rows_of(session, Payment)) == (2, 1, 3)


def test_a_client_who_went_meanwhile_refuses_the_row(session: Session, tmp_path: Path, ann: Client) -> None:
    record = prepare(session, read_file(payments_file(tmp_path, 0, 3), "payments", {}, {}), NOW)
    row = session.scalars(select(StagedRow).order_by(StagedRow.line)).first()
    assert row
    row.client_id = 99_999
    confirm(session, record, None, NOW)
    apply_import(session, record, NOW)
    assert (record.added, record.unchanged, record.refused) == (2, 0, 1)


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing(session: Session, tmp_path: Path, ann: Client) -> None:
    file = payments_file(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_bytes(text.encode("utf-16")[:-1])
    with pytest.raises(BadCall, match="breaks off"):
        take(session, file)
    assert [rows_of(session, table) for table in (Import, StagedRow, Payment)] == [0, 0, 0]
