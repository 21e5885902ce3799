"""The directory in memory follows the one in the database."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind, Role, Visit
from records.firm import directory_changed
from records.sources import Source, add_alias, add_source
from records.sources.directory import directory_of, entries
from tests.records.firm_of_tests import NOW, credited, partner, told


def test_it_is_built_once_and_then_follows_each_change(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    session.commit()
    first = directory_of(session)
    assert directory_of(session) is first
    nisha = partner(session, "Nisha Patel")
    session.commit()
    assert directory_of(session) is first
    assert [entry.name for entry in first] == ["Joe Smithson", "Nisha Patel"]
    joe.name = "Joseph Smithson"
    nisha.retired_at = NOW
    directory_changed(session, joe.id, nisha.id)
    session.commit()
    assert directory_of(session) is first
    assert [entry.name for entry in first] == ["Joseph Smithson"]


def test_a_change_that_does_not_say_of_what_has_it_built_anew(session: Session) -> None:
    partner(session, "Joe Smithson")
    session.commit()
    first = directory_of(session)
    directory_changed(session)
    session.commit()
    assert directory_of(session) is not first


def test_a_retired_source_is_left_out(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    joe.retired_at = datetime(2026, 1, 1, tzinfo=UTC)
    directory_changed(session)
    assert entries(session) == []


def test_aliases_that_a_review_taught_are_told_apart_from_typed_ones(session: Session) -> None:
    joe = partner(session, "Joe Smithson", organisation="Smithson Plumbing")
    add_alias(session, joe, "Smitty", NOW, None)
    entry = entries(session)[0]
    assert (entry.aliases, entry.confirmed) == (("Smitty",), ())
    assert entry.organisation == "Smithson Plumbing"


def test_an_alias_that_a_source_has_already_is_not_kept_twice(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    assert add_alias(session, joe, "Smitty", NOW, None) is add_alias(session, joe, " smitty ", NOW, None)


def test_sources_that_attribution_knows_by_itself_are_left_out(session: Session) -> None:
    add_source(session, "Google", Kind.SEARCH_ENGINE, NOW)
    add_source(session, "Quincy Moms", Kind.WEBSITE, NOW)
    assert [entry.name for entry in entries(session)] == ["Quincy Moms"]


def test_what_is_rolled_back_leaves_nothing_in_memory(session: Session) -> None:
    partner(session, "Joe Smithson")
    session.commit()
    partner(session, "Never Kept")
    assert [entry.name for entry in directory_of(session)] == ["Joe Smithson", "Never Kept"]
    session.rollback()
    partner(session, "Nisha Patel")
    session.commit()
    assert [entry.name for entry in directory_of(session)] == ["Joe Smithson", "Nisha Patel"]


def test_a_website_that_a_visit_brought_does_not_make_another_directory(session: Session) -> None:
    partner(session, "Joe Smithson")
    session.commit()
    first = directory_of(session)
    visit, name = Visit("https://firm.example/", "https://unheard-of.example/"), "unheard-of.example"
    assert credited(session, told(session, "idk", visit=visit).client, Role.ARRIVED_THROUGH) == [name]
    session.commit()
    assert directory_of(session) is first
    again = told(session, "idk", visit=visit)
    assert credited(session, again.client, Role.ARRIVED_THROUGH) == [name]
    assert len(session.scalars(select(Source).where(Source.kind == Kind.WEBSITE)).unique().all()) == 1
