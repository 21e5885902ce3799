"""Clients from a file, with what they told: known again, completed, corrected, and never taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage, stage_changes
from records.firm import Office, the_firm
from records.importing import Progress, read_file, take_in
from tests.records.firm_of_tests import credited, credits_of, filled, partner, reviewer
from tests.records.import_files import NOW, counts, only_reason, taken_in

HEADER = "ref,name,email,phone,company,came_on,stage,answer,searched,landing_url,referrer,office,asked_by"
VALID = {
    "ref": "C1",
    "name": "Ann Lee",
    "email": "Ann@Lee.example",
    "phone": "(617) 555-0100",
    "company": "Lee Ltd",
    "came_on": "2026-03-04",
    "stage": "qualified",
    "answer": "Joe Smith told me",
    "searched": "",
    "landing_url": "https://firm.example/taxes?page=2",
    "referrer": "https://www.google.com/",
    "office": "Main office",
    "asked_by": "Tom",
}


def row(**changes: str) -> str:
    """A valid row, with changes."""
    return ",".join((VALID | changes).values())


def clients(session: Session) -> list[Client]:
    return list(session.scalars(select(Client).order_by(Client.id)))


def submissions(session: Session) -> list[Submission]:
    return list(session.scalars(select(Submission).order_by(Submission.id)))


def test_every_column_of_a_row_is_kept(session: Session, tmp_path: Path) -> None:
    the_firm(session).zone = "Pacific/Auckland"
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row())) == (1, 0, 0, 0)
    (client,) = clients(session)
    assert (client.ref, client.name, client.email, client.email_key) == (
        "C1",
        "Ann Lee",
        "Ann@Lee.example",
        "ann@lee.example",
    )
    assert (client.phone, client.phone_key, client.company) == ("(617) 555-0100", "+16175550100", "Lee Ltd")
    assert (client.came_on, client.stage, client.office.name) == (date(2026, 3, 4), Stage.QUALIFIED, "Main office")
    (submission,) = submissions(session)
    assert (submission.answer, submission.door, submission.own_answers) == (
        "Joe Smith told me",
        "import",
        {"asked_by": "Tom"},
    )
    # Noon of that day in Auckland, which is on daylight saving time.
    assert submission.received_at == datetime(2026, 3, 3, 23, tzinfo=UTC)
    (touch,) = submission.touches
    assert (touch.landing_url, touch.referrer) == ("https://firm.example/taxes?page=2", "https://www.google.com/")


def test_an_answer_is_decided_like_one_from_the_form(session: Session, tmp_path: Path) -> None:
    partner(session, "Joe Smith")
    taken_in(session, tmp_path, "clients", HEADER, row())
    (client,) = clients(session)
    assert credited(session, client) == ["Joe Smith"]
    assert credited(session, client, Role.ARRIVED_THROUGH) == ["Google"]


def test_a_client_without_an_answer_counts_as_unknown(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", "name,came_on", "Ann Lee,2026-03-04")
    (credit,) = credits_of(session, clients(session)[0])
    assert (credit.standing, credit.rule) == (Standing.UNKNOWN, "not_asked")


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    lines = [HEADER, row(), row(ref="", email="", phone="", name="Bo"), row(ref="C3", email="", phone="", answer="")]
    assert counts(taken_in(session, tmp_path, "clients", *lines)) == (3, 0, 0, 0)
    before = session.scalar(select(func.max(Credit.id)))
    assert counts(taken_in(session, tmp_path, "clients", *lines)) == (0, 0, 3, 0)
    assert session.scalar(select(func.max(Credit.id))) == before
    assert len(submissions(session)) == 3


@pytest.mark.parametrize(
    ("known_by", "changes"),
    [
        ("ref", {"name": "Anna Leigh", "email": "new@lee.example", "phone": ""}),
        ("e-mail", {"ref": "", "name": "Ann M. Lee", "phone": ""}),
        ("telephone number", {"ref": "", "email": "", "phone": "+1 617 555 0100"}),
        ("name and day", {"ref": "", "email": "", "phone": ""}),
    ],
)
def test_a_client_is_known_again(session: Session, tmp_path: Path, known_by: str, changes: dict[str, str]) -> None:
    taken_in(session, tmp_path, "clients", HEADER, row())
    outcome = taken_in(session, tmp_path, "clients", HEADER, row(**changes, company="Other Ltd"))
    assert counts(outcome) == (0, 1, 0, 0), known_by
    (client,) = clients(session)
    assert client.company == "Other Ltd"
    assert (client.ref, client.email != "", client.phone != "") == ("C1", True, True)


def test_a_couple_that_shares_an_address_is_two_clients(session: Session, tmp_path: Path) -> None:
    lines = [HEADER, row(ref=""), row(ref="", name="Bob Lee", phone="")]
    outcome = taken_in(session, tmp_path, "clients", *lines)
    assert counts(outcome) == (2, 0, 0, 0)
    assert "Bob Lee has the e-mail or telephone number of Ann Lee" in outcome.notices[0]
    ann, bob = clients(session)
    assert bob.same_contact_as is ann
    assert counts(taken_in(session, tmp_path, "clients", *lines)) == (0, 0, 2, 0)


def test_another_ref_is_another_client_even_with_the_same_address(session: Session, tmp_path: Path) -> None:
    lines = [HEADER, row(), row(ref="C2")]
    assert counts(taken_in(session, tmp_path, "clients", *lines)) == (2, 0, 0, 0)
    assert counts(taken_in(session, tmp_path, "clients", *lines)) == (0, 0, 2, 0)


@pytest.mark.parametrize("changes", [{}, {"ref": ""}, {"ref": "", "email": ""}, {"ref": "", "email": "", "phone": ""}])
def test_a_row_repeated_in_the_file_is_refused(session: Session, tmp_path: Path, changes: dict[str, str]) -> None:
    for _ in range(2):
        outcome = taken_in(session, tmp_path, "clients", HEADER, row(), row(**changes))
        assert "same client as line 2" in only_reason(outcome)
    assert len(clients(session)) == 1


def test_somebody_who_filled_in_the_form_is_completed_by_the_file(session: Session, tmp_path: Path) -> None:
    from records.answers.recording import record_submission

    told = record_submission(session, filled(session, name="Ann Lee", email="ann@lee.example", answer="my neighbour"))
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row())) == (0, 1, 0, 0)
    (client,) = clients(session)
    assert (client.ref, client.came_on) == ("C1", date(2026, 3, 4))
    assert [each.answer for each in submissions(session)] == ["my neighbour", "Joe Smith told me"]
    assert told.client is client


def test_a_changed_answer_is_a_correction_beside_the_first(session: Session, tmp_path: Path) -> None:
    partner(session, "Joe Smith")
    partner(session, "Nisha Patel")
    taken_in(session, tmp_path, "clients", HEADER, row())
    outcome = taken_in(session, tmp_path, "clients", HEADER, row(answer="Nisha Patel told me"))
    assert counts(outcome) == (0, 1, 0, 0)
    first, second = submissions(session)
    assert (first.answer, second.answer, second.corrects_id) == ("Joe Smith told me", "Nisha Patel told me", first.id)
    assert credited(session, first.client) == ["Nisha Patel"]
    # Words may also go back to what they were.
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row())) == (0, 1, 0, 0)
    assert credited(session, first.client) == ["Joe Smith"]


def test_a_blank_cell_erases_nothing(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", HEADER, row())
    blank = dict.fromkeys(set(VALID) - {"ref", "name", "came_on"}, "")
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row(**blank))) == (0, 0, 1, 0)
    # A blank visit beside a new answer is not a correction of the visit.
    taken_in(session, tmp_path, "clients", HEADER, row(**blank | {"answer": "my neighbour"}))
    assert submissions(session)[-1].touches[0].referrer == "https://www.google.com/"


def test_an_old_file_takes_nobody_back_a_stage(session: Session, tmp_path: Path) -> None:
    taken_in(session, tmp_path, "clients", HEADER, row())
    (client,) = clients(session)
    change_stage(session, client, Stage.WON, NOW, reviewer(session))
    session.flush()
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row())) == (0, 0, 1, 0)
    assert client.stage is Stage.WON
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row(stage="lost"))) == (0, 1, 0, 0)
    assert [change.stage for change in stage_changes(session, client)] == [
        Stage.ENQUIRY,
        Stage.QUALIFIED,
        Stage.WON,
        Stage.LOST,
    ]


def test_an_office_is_found_by_its_name(session: Session, tmp_path: Path) -> None:
    session.add(Office(firm_id=the_firm(session).id, name="Hull"))
    session.flush()
    taken_in(session, tmp_path, "clients", HEADER, row(office="hull"))
    assert clients(session)[0].office.name == "Hull"


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("name", "", "is blank, and every row needs it"),
        ("came_on", "", "is blank, and every row needs it"),
        ("came_on", "30/02/2026", "'30/02/2026' is not in the calendar; correct it"),
        ("email", "n/a", "is not an e-mail address"),
        ("phone", "none", "is not a telephone number"),
        ("stage", "closed", "it can be enquiry, qualified, unqualified, won, lost"),
        ("office", "Atlantis", "there is no office 'Atlantis'; it can be Main office"),
        ("answer", "x" * 20_001, "has 20,001 characters"),
    ],
)
def test_a_bad_cell_refuses_its_row_and_names_its_column(
    session: Session, tmp_path: Path, column: str, cell: str, says: str
) -> None:
    good = row(ref="C2", name="Bo", email="bo@mail.example", phone="")
    outcome = taken_in(session, tmp_path, "clients", HEADER, row(**{column: cell}), good)
    assert counts(outcome) == (1, 0, 0, 1)
    assert (outcome.problems[0].line, outcome.problems[0].column) == (2, column)
    assert says in only_reason(outcome)


def test_an_import_that_breaks_off_leaves_nothing(session: Session, tmp_path: Path) -> None:
    class Broken(Progress):
        def step(self) -> None:
            raise KeyboardInterrupt

    file = tmp_path / "clients.csv"
    file.write_text(f"{HEADER}\n{row()}\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        take_in(session, read_file(file, "clients", {}, {}), NOW, progress=Broken())
    session.rollback()
    assert (clients(session), submissions(session)) == ([], [])
    assert counts(taken_in(session, tmp_path, "clients", HEADER, row())) == (1, 0, 0, 0)
