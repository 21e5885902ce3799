"""One filled form is one submission of one client, and nobody is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision
from records.answers.recording import record_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage
from records.firm import the_firm
from tests.records.firm_of_tests import credited, filled, partner, told


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_same_form_sent_again_is_the_same_submission(session: Session) -> None:
    form = filled(session, answer="Google")
    first = record_submission(session, form)
    again = record_submission(session, replace(form, received_at=datetime(2026, 3, 11, tzinfo=UTC)))
    assert again is first
    assert (count(session, Submission), count(session, Client)) == (1, 1)


def test_changed_words_of_the_same_person_are_a_correction_beside_the_first(session: Session) -> None:
    form = filled(session, answer="Gogle")
    first = record_submission(session, form)
    corrected = record_submission(session, replace(form, answer="idk"))
    assert corrected.corrects_id == first.id
    assert corrected.client is first.client
    assert (first.answer, corrected.answer) == ("Gogle", "idk")


def test_a_correction_can_mend_the_name_and_the_words_of_the_first_stay(session: Session) -> None:
    form = filled(session, name="Jon Smiht")
    first = record_submission(session, form)
    record_submission(session, replace(form, name="John Smith"))
    assert first.client.name == "John Smith"
    assert first.name == "Jon Smiht"


def test_whoever_goes_back_to_their_first_contact_is_still_the_same_person(session: Session) -> None:
    form = filled(session, name="Ann Lee", email="ann@mail.example", phone="(617) 555-0123")
    first = record_submission(session, form)
    record_submission(session, replace(form, email="new@mail.example"))
    again = record_submission(session, replace(form, phone="", answer="Google"))
    assert again.client is first.client
    assert again.corrects_id == first.id


def test_another_person_on_the_same_page_is_a_new_client(session: Session) -> None:
    form = filled(session)
    first = record_submission(session, form)
    second = record_submission(session, replace(form, name="Maria Lopez", email="maria@mail.example"))
    assert second.corrects_id is None
    assert second.client is not first.client


def test_the_same_e_mail_and_a_similar_name_is_the_same_client(session: Session) -> None:
    first = told(session, "", name="Robert Miller", email="Bob@Mail.example")
    second = told(session, "", name="robert  miller", email="bob@mail.example ")
    assert second.client is first.client
    assert count(session, Submission) == 2


def test_the_same_phone_written_in_another_way_is_the_same_client(session: Session) -> None:
    first = told(session, "", name="Robert Miller", email="", phone="(617) 555-0123")
    second = told(session, "", name="Robert Miller", email="", phone="+1 617 555 0123")
    assert second.client is first.client


def test_the_same_e_mail_with_another_name_is_a_new_client_and_flagged(session: Session) -> None:
    first = told(session, "", name="Robert Miller", email="family@mail.example")
    second = told(session, "", name="Susan Okafor", email="family@mail.example")
    assert second.client is not first.client
    assert second.client.same_contact_as is first.client


def test_a_client_comes_on_the_calendar_day_of_the_firms_zone(session: Session) -> None:
    the_firm(session).zone = "America/New_York"
    late = told(session, "", received_at=datetime(2026, 3, 11, 3, 30, tzinfo=UTC))
    assert late.client.came_on == date(2026, 3, 10)


def test_a_new_client_is_an_enquiry_of_the_forms_office(session: Session) -> None:
    client = told(session, "").client
    assert client.stage is Stage.ENQUIRY
    assert client.office.name == "Main office"
    assert client.door == "web"


def test_every_submission_is_judged_and_its_client_has_credits_in_both_roles(session: Session) -> None:
    submission = told(session, "")
    assert session.get(Decision, submission.id) is not None
    shares = session.execute(
        select(Credit.role, func.sum(Credit.share))
        .where(Credit.client_id == submission.client_id)
        .group_by(Credit.role)
    ).all()
    assert sorted((role.value, int(share)) for role, share in shares) == [
        ("arrived_through", 1_000_000),
        ("introduced_by", 1_000_000),
    ]


def test_a_partner_named_in_full_is_credited(session: Session) -> None:
    partner(session, "Joe Smithson", occupation="plumber")
    assert credited(session, told(session, "Joe Smithson").client) == ["Joe Smithson"]


@pytest.mark.parametrize(
    "words", ["nul \x00 inside", "\ud800 half a pair", "🍕 " * 3000, "\u202eright to left", "a" * 20000]
)
def test_hostile_words_are_kept_and_read_back(session: Session, words: str) -> None:
    submission = told(session, words)
    session.commit()
    session.expire_all()
    kept = session.get_one(Submission, submission.id).answer
    assert len(kept) == len(words)
    assert kept.replace("\u2400", "\x00").replace("?", "\ud800") == words
