"""Costs from a file: each once, on a source that is known."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.importing.back.undoing import undo_import
from records.imports import Import
from records.money.costs import Cost, remove_cost
from records.sources import Source, add_alias
from tests.records.firm_of_tests import partner, reviewer
from tests.records.import_files import NOW, counts, only_reason, taken_in

HEADER = "source,amount,currency,from,to"
ROW = 'Joe Smith,"1,250.50",EUR,2026-03-01,2026-03-31'


@pytest.fixture
def joe(session: Session) -> Source:
    return partner(session, "Joe Smith")


def costs(session: Session) -> list[tuple[int, int, str, date, date | None]]:
    kept = select(Cost.source_id, Cost.amount, Cost.currency, Cost.starts_on, Cost.ends_on).order_by(Cost.id)
    return [tuple(row) for row in session.execute(kept)]


def test_every_column_is_kept_and_the_file_again_changes_nothing(session: Session, tmp_path: Path, joe: Source) -> None:
    assert counts(taken_in(session, tmp_path, "costs", HEADER, ROW, ROW)) == (1, 0, 1, 0)
    assert costs(session) == [(joe.id, 125_050, "EUR", date(2026, 3, 1), date(2026, 3, 31))]
    assert counts(taken_in(session, tmp_path, "costs", HEADER, ROW)) == (0, 0, 1, 0)
    other = ROW.replace("03-31", "03-30")
    assert counts(taken_in(session, tmp_path, "costs", HEADER, ROW, other)) == (1, 0, 1, 0)


def test_a_blank_currency_is_the_firms_and_a_blank_end_is_the_day(
    session: Session, tmp_path: Path, joe: Source
) -> None:
    add_alias(session, joe, "Joey", NOW, None)
    taken_in(session, tmp_path, "costs", "source,amount,from", "joey,5,2026-03-04")
    assert costs(session) == [(joe.id, 500, "USD", date(2026, 3, 4), date(2026, 3, 4))]


def test_a_source_that_everybody_knows_needs_no_client_first(session: Session, tmp_path: Path) -> None:
    line = "Google,5,USD,2026-03-04,"
    assert counts(taken_in(session, tmp_path, "costs", HEADER, line, "google,6,USD,2026-03-04,")) == (2, 0, 0, 0)
    assert counts(taken_in(session, tmp_path, "costs", HEADER, line)) == (0, 0, 1, 0)
    assert [source.name for source in session.scalars(select(Source)).unique()] == ["Google"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Nobody,5,USD,2026-03-04,", "no source called"),
        ("Joe Smith,0,USD,2026-03-04,", "nothing"),
        ("Joe Smith,5,USD,2026-03-04,2026-03-03", "before the first"),
        ("Joe Smith,5,USD,some day,", "not a day"),
    ],
)
def test_a_bad_row_is_refused_with_what_to_do(
    session: Session, tmp_path: Path, joe: Source, line: str, reason: str
) -> None:
    outcome = taken_in(session, tmp_path, "costs", HEADER, line, ROW)
    assert counts(outcome) == (1, 0, 0, 1)
    assert reason in only_reason(outcome)


def test_a_name_that_fits_two_is_refused(session: Session, tmp_path: Path, joe: Source) -> None:
    partner(session, "Joe Smith", organisation="Other")
    assert "fits 2" in only_reason(taken_in(session, tmp_path, "costs", HEADER, ROW))


def test_a_removed_cost_does_not_come_back_with_its_file(session: Session, tmp_path: Path, joe: Source) -> None:
    taken_in(session, tmp_path, "costs", HEADER, ROW)
    remove_cost(session, session.scalars(select(Cost)).one(), NOW, reviewer(session))
    assert counts(taken_in(session, tmp_path, "costs", HEADER, ROW)) == (0, 0, 1, 0)


def test_the_import_can_be_undone(session: Session, tmp_path: Path, joe: Source) -> None:
    taken_in(session, tmp_path, "costs", HEADER, ROW)
    undo_import(session, session.scalars(select(Import)).one(), reviewer(session), NOW)
    assert costs(session) == []
