"""Partners from a file: good rows in, the same row known again, nothing lost by a blank cell."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Entity
from records.firm import the_firm
from records.imports import Import
from records.sources import Source
from records.sources.merging import merge_sources
from tests.records.firm_of_tests import partner, reviewer
from tests.records.import_files import NOW, counts, only_reason, taken_in

HEADER = "id,name,kind,organisation,occupation,city,aliases,website,email,phone"
ROW = "P1,Joe Smith,person,Smith Realty,realtor,Quincy,Joey; The Roof Man,smith.example,joe@smith.example,617 555 0100"


def partners(session: Session) -> list[Source]:
    return list(session.scalars(select(Source).where(Source.partner.has()).order_by(Source.id)))


def test_every_column_of_a_row_is_kept(session: Session, tmp_path: Path) -> None:
    outcome = taken_in(session, tmp_path, "partners", HEADER, ROW)
    assert counts(outcome) == (1, 0, 0, 0)
    (source,) = partners(session)
    assert source.partner
    assert (source.name, source.name_key, source.website) == ("Joe Smith", "joe smith", "smith.example")
    assert (source.partner.ref, source.partner.entity) == ("P1", Entity.PERSON)
    assert (source.partner.organisation, source.partner.occupation, source.partner.city) == (
        "Smith Realty",
        "realtor",
        "Quincy",
    )
    assert (source.partner.email, source.partner.phone) == ("joe@smith.example", "617 555 0100")
    assert [alias.name for alias in source.aliases] == ["Joey", "The Roof Man"]


def test_the_import_remembers_what_it_brought(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "partners", HEADER, ROW, ",,,,,,,,,")
    record = session.scalars(select(Import)).one()
    assert (record.kind, record.filename, record.added, record.refused) == ("partners", "partners.csv", 1, 0)
    assert partners(session)[0].import_id == record.id


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    lines = [HEADER, ROW, ",Ann Lee,,,,,,,,", ",Ann Lee,business,Lee & Co,,,,,,"]
    taken_in(session, tmp_path, "partners", *lines)
    version = the_firm(session).directory_version
    assert counts(taken_in(session, tmp_path, "partners", *lines)) == (0, 0, 3, 0)
    assert the_firm(session).directory_version == version
    assert len(session.scalars(select(Import)).all()) == 1


def test_a_changed_column_is_changed_and_a_blank_one_erases_nothing(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "partners", HEADER, ROW)
    outcome = taken_in(session, tmp_path, "partners", "id,name,city,occupation,aliases", "P1,Joseph Smith,Hull,,Jo")
    assert counts(outcome) == (0, 1, 0, 0)
    (source,) = partners(session)
    assert source.partner
    assert (source.name, source.name_key) == ("Joseph Smith", "joseph smith")
    assert (source.partner.city, source.partner.occupation) == ("Hull", "realtor")
    assert [alias.name for alias in source.aliases] == ["Joey", "The Roof Man", "Jo"]


def test_a_new_spelling_is_in_the_directory_at_once(session: Session, tmp_path: Path) -> None:
    version = the_firm(session).directory_version
    taken_in(session, tmp_path, "partners", HEADER, ROW)
    session.expire_all()
    assert the_firm(session).directory_version > version


def test_without_an_id_a_partner_is_known_by_name_and_organisation(session: Session, tmp_path: Path) -> None:
    partner(session, "Joe Smith", organisation="Smith Realty")
    outcome = taken_in(session, tmp_path, "partners", "name,organisation,city", "JOE SMITH,Smith Realty,Hull")
    assert counts(outcome) == (0, 1, 0, 0)
    assert counts(taken_in(session, tmp_path, "partners", "name,organisation", "Joe Smith,Smith Dental")) == (
        1,
        0,
        0,
        0,
    )


def test_an_id_is_given_to_the_partner_who_had_none(session: Session, tmp_path: Path) -> None:
    there = partner(session, "Joe Smith", organisation="Smith Realty")
    assert counts(taken_in(session, tmp_path, "partners", HEADER, ROW)) == (0, 1, 0, 0)
    assert there.partner
    assert there.partner.ref == "P1"


def test_two_of_one_name_are_two_if_their_ids_differ(session: Session, tmp_path: Path) -> None:
    lines = ["id,name", "1,Joe Smith", "2,Joe Smith"]
    assert counts(taken_in(session, tmp_path, "partners", *lines)) == (2, 0, 0, 0)
    assert counts(taken_in(session, tmp_path, "partners", *lines)) == (0, 0, 2, 0)
    outcome = taken_in(session, tmp_path, "partners", "name", "Joe Smith")
    assert "say by the id" in only_reason(outcome)


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("P1,Ann Lee,,,,,,,,", "line 2 has the id 'P1' already"),
        (",Joe Smith,,Smith Realty,,,,,,", "same partner as line 2"),
    ],
)
def test_a_row_repeated_in_the_file_is_refused(session: Session, tmp_path: Path, second: str, says: str) -> None:
    for _ in range(2):
        outcome = taken_in(session, tmp_path, "partners", HEADER, ROW, second)
        assert outcome.refused == 1
        assert says in only_reason(outcome)


def test_the_same_partner_with_and_without_an_id_is_asked_about(session: Session, tmp_path: Path) -> None:
    lines = ["id,name", ",Joe Smith", "1,Joe Smith"]
    assert "same partner as line 2" in only_reason(taken_in(session, tmp_path, "partners", *lines))
    assert len(partners(session)) == 1


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("name=", "is blank, and every row needs it"),
        ("name=?!", "has no letters"),
        ("kind=robot", "'robot' is no kind of partner; it can be person, business"),
        ("email=call him", "is not an e-mail address"),
        ("phone=12", "is not a telephone number"),
        (f"city={'x' * 201}", "has 201 characters"),
        (f"aliases={'x' * 201}", "an alias has 201 characters"),
    ],
)
def test_a_bad_cell_refuses_its_row_and_names_its_column(
    session: Session, tmp_path: Path, cell: str, says: str
) -> None:
    column, _, value = cell.partition("=")
    row = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {column: value}
    outcome = taken_in(session, tmp_path, "partners", HEADER, ",".join(row.values()), ",Ann Lee,,,,,,,,")
    assert counts(outcome) == (1, 0, 0, 1)
    assert (outcome.problems[0].line, outcome.problems[0].column) == (2, column)
    assert says in only_reason(outcome)


def test_strict_takes_in_all_or_nothing(session: Session, tmp_path: Path) -> None:
    outcome = taken_in(session, tmp_path, "partners", HEADER, ROW, ",?,,,,,,,,", strict=True)
    assert counts(outcome) == (0, 0, 0, 1)
    assert partners(session) == []
    assert counts(taken_in(session, tmp_path, "partners", HEADER, ROW, strict=True)) == (1, 0, 0, 0)


def test_a_dry_run_counts_and_changes_nothing(session: Session, tmp_path: Path) -> None:
    assert counts(taken_in(session, tmp_path, "partners", HEADER, ROW, dry_run=True)) == (1, 0, 0, 0)
    assert partners(session) == []
    assert session.scalars(select(Import)).all() == []


def test_a_row_of_one_who_was_merged_means_the_one_that_is_kept(session: Session, tmp_path: Path) -> None:
    header = "id,name,email,city,aliases"
    rows = ["P1,Joseph Smithson,,Salem,", "P2,Yolanda Fitz,yo@fitz.example,Quincy,"]
    taken_in(session, tmp_path, "partners", header, *rows)
    keep, gone = partners(session)
    merge_sources(session, keep, gone, reviewer(session), NOW)
    session.commit()
    assert keep.partner
    assert gone.partner
    before = (gone.name, gone.partner.city, gone.retired_at)
    changed = ["P1,Joseph Smithson,,Salem,", "P2,Yolanda Fitz-Gerald,new@fitz.example,Boston,Yoyo"]
    for expected in ((0, 1, 1, 0), (0, 0, 2, 0)):
        assert counts(taken_in(session, tmp_path, "partners", header, *changed)) == expected
    # By the name alone, as a file without ids has it, it is the kept one too, and nobody is added.
    assert counts(taken_in(session, tmp_path, "partners", "name,phone", "Yolanda Fitz,+1 617 555 0134")) == (0, 1, 0, 0)
    session.expire_all()
    assert (gone.name, gone.partner.city, gone.retired_at) == before
    assert gone.partner.phone == ""
    # What the kept one has stays; what was blank there is filled, and the spelling leads there.
    assert (keep.name, keep.partner.city) == ("Joseph Smithson", "Salem")
    assert (keep.partner.email, keep.partner.phone) == ("yo@fitz.example", "+1 617 555 0134")
    assert {alias.name for alias in keep.aliases} == {"Yolanda Fitz", "Yoyo"}
    assert len(partners(session)) == 2


def test_a_name_that_is_there_is_noticed_where_nobody_can_be_asked(session: Session, tmp_path: Path) -> None:
    header = "name,organisation"
    taken_in(session, tmp_path, "partners", header, "Helen Marsh,Marsh & Co")
    again = taken_in(session, tmp_path, "partners", header, "Helen Marsh,", "Helen Marsh,Rivera LLP")
    assert counts(again) == (2, 0, 0, 0)
    assert again.notices == ["Line 2: Helen Marsh (Marsh & Co) is there already; this is a second one."]
