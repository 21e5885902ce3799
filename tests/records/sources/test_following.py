"""The index of every process follows the database: by the sources that changed, and anew only where it must."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Directory, Entry, attribute
from records.answers.recording import record_submission
from records.db import db
from records.engine.reading import reading
from records.firm import MOST_AT_ONCE, DirectoryChange, directory_changed, directory_version
from records.sources import Source, add_alias
from records.sources import directory as following
from records.sources.directory import directory_of, entries
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import NOW, credited, filled, partner

NAMES = ("Joe Ferrante", "Joseph Ferrante", "Maria Santos", "Kim Okafor", "Steve Millar")
ALIASES = ("Big Stevo", "Joey Ferr", "Okie")
ANSWERS = ("joe ferrante", "maria", "kim sent me", "big stevo", "Joey Ferr told me", "steve miller", "santos")


@pytest.fixture
def elsewhere(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Another process on the same database: another engine, so an index of its own."""
    other = make_app(database_url, tmp_path / "elsewhere")
    yield other
    dispose(other)


def seen(elsewhere: Flask) -> Directory:
    """The directory as a new request of that process sees it, for a page that only shows something."""
    with elsewhere.app_context(), reading():
        return directory_of(db.session())


def all_entries(elsewhere: Flask) -> list[Entry]:
    with elsewhere.app_context(), reading():
        return entries(db.session())


def change(app: Flask, how: str, number: int, name: str, alias: str) -> None:
    """One change by somebody in the first process."""
    with app.app_context():
        session = db.session()
        sources = list(session.scalars(select(Source).order_by(Source.id)).unique())
        source = sources[number % len(sources)] if sources else None
        if source is None or how == "add":
            partner(session, name)
        elif how == "rename":
            source.name = name
        elif how == "retire":
            source.retired_at = None if source.retired_at else NOW
        elif how == "alias":
            add_alias(session, source, alias, NOW, None)
        if source is not None and how in {"rename", "retire"}:
            directory_changed(session, source.id)
        db.session.commit()


steps = some.tuples(
    some.sampled_from(["add", "rename", "retire", "alias"]),
    some.integers(0, 9),
    some.sampled_from(NAMES),
    some.sampled_from(ALIASES),
)


@given(some.lists(steps, max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_process_decides_as_one_that_has_just_begun(
    app: Flask, elsewhere: Flask, changes: list[tuple[str, int, str, str]]
) -> None:
    index = seen(elsewhere)
    for each in changes:
        change(app, *each)
        followed = seen(elsewhere)
        assert followed is index
        fresh = Directory(all_entries(elsewhere))
        assert {entry.id: entry for entry in followed} == {entry.id: entry for entry in fresh}
        for answer in ANSWERS:
            assert attribute(answer, followed) == attribute(answer, fresh), answer


def test_one_that_is_too_far_behind_builds_its_index_anew(
    app: Flask, elsewhere: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "FARTHEST", 2)
    index = seen(elsewhere)
    for place in range(2):
        change(app, "add", place, f"Partner {place}", "")
    assert seen(elsewhere) is index
    for place in range(3):
        change(app, "add", place, f"Further {place}", "")
    assert seen(elsewhere) is not index
    assert len(seen(elsewhere)) == 5


def test_one_whose_changes_are_not_in_the_log_any_more_builds_its_index_anew(app: Flask, elsewhere: Flask) -> None:
    index = seen(elsewhere)
    change(app, "add", 0, "Joe Ferrante", "")
    with app.app_context():
        db.session.query(DirectoryChange).delete()
        db.session.commit()
    assert seen(elsewhere) is not index
    assert [entry.name for entry in seen(elsewhere)] == ["Joe Ferrante"]


def test_a_change_of_very_many_is_not_written_down_one_by_one(session: Session) -> None:
    directory_changed(session, *range(1, MOST_AT_ONCE + 2))
    assert session.scalar(select(func.count()).select_from(DirectoryChange)) == 0
    directory_changed(session, *range(1, MOST_AT_ONCE + 1))
    assert session.scalar(select(func.count()).select_from(DirectoryChange)) == MOST_AT_ONCE


def test_the_log_is_kept_short(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.firm.CHANGES_KEPT", 100)
    for _ in range(2_001):
        directory_changed(session, 1)
    last = directory_version(session)
    oldest = session.scalar(select(func.min(DirectoryChange.version)))
    assert oldest is not None
    assert last - 1_100 <= oldest
    assert {row.version for row in session.scalars(select(DirectoryChange))} == set(range(oldest, last + 1))


def test_what_one_has_not_committed_is_seen_by_nobody_else(session: Session, elsewhere: Flask) -> None:
    partner(session, "Joe Ferrante")
    session.commit()
    index = directory_of(session)
    steve = partner(session, "Steve Millar")
    add_alias(session, steve, "Big Stevo", NOW, None)
    submission = record_submission(session, filled(session, answer="Big Stevo"))
    assert credited(session, submission.client) == ["Steve Millar"]
    assert [entry.name for entry in seen(elsewhere)] == ["Joe Ferrante"]
    assert [entry.name for entry in index] == ["Joe Ferrante"]
    session.rollback()
    assert directory_of(session) is index
    assert [entry.name for entry in index] == ["Joe Ferrante"]


def test_a_process_that_begins_with_a_change_of_its_own_has_the_index_without_it(session: Session) -> None:
    session.commit()
    partner(session, "Never Kept")
    assert [entry.name for entry in directory_of(session)] == ["Never Kept"]
    session.rollback()
    assert len(directory_of(session)) == 0


def test_a_transaction_with_very_many_changes_has_a_directory_of_its_own(session: Session) -> None:
    partner(session, "Joe Ferrante")
    session.commit()
    index = directory_of(session)
    for place in range(70):
        partner(session, f"Partner {place}")
    own = directory_of(session)
    assert own is directory_of(session)
    assert (len(own), len(index)) == (71, 1)
    partner(session, "One More")
    assert len(directory_of(session)) == 72
    session.rollback()
    assert directory_of(session) is index


def test_a_rename_is_seen_though_the_row_was_read_before(app: Flask, elsewhere: Flask) -> None:
    """The index is read apart from the caller's session, whose rows may be those of before."""
    change(app, "add", 0, "Joe Ferrante", "")
    index = seen(elsewhere)
    with elsewhere.app_context():
        session = db.session()
        with reading():
            held = session.scalars(select(Source)).unique().one()
            session.expunge(held)
            session.rollback()
        change(app, "rename", 0, "Joseph Ferrante", "")
        with reading():
            # A row that the session holds is not read again by a question for it.
            session.add(held)
            assert session.scalars(select(Source)).unique().one().name == "Joe Ferrante"
            assert [entry.name for entry in directory_of(session)] == ["Joseph Ferrante"]
            session.rollback()
    assert seen(elsewhere) is index
