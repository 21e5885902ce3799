"""Which submission keeps the credit, and that a client's credits always add up to one whole."""

from datetime import timedelta

from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Role, Visit
from records.answers.credits import Decision, Standing
from records.answers.recording import new_client, record_submission
from records.answers.settling import settle
from records.reviews.reviewing import review_answer
from reports.behind import clients_behind
from reports.counting.questions import Measure, read_question
from reports.counting.rankings import rank
from tests.records.firm_of_tests import NOW, credited, credits_of, filled, partner, reviewer, told


def test_nobody_asked_is_unknown_in_both_roles(session: Session) -> None:
    client = new_client(session, "Ann Lee", NOW, door="staff")
    settle(session, client, NOW)
    assert credited(session, client) == ["unknown"]
    assert credited(session, client, Role.ARRIVED_THROUGH) == ["unknown"]


def test_an_answer_that_says_nothing_is_unknown_and_waits_for_nobody(session: Session) -> None:
    submission = told(session, "idk")
    assert credited(session, submission.client) == ["unknown"]
    assert not session.get_one(Decision, submission.id).is_open


def test_a_name_that_two_partners_share_waits_for_a_person(session: Session) -> None:
    partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    submission = told(session, "Maria Santos")
    assert credited(session, submission.client) == ["in review"]
    assert session.get_one(Decision, submission.id).is_open


def test_the_first_usable_answer_keeps_the_credit(session: Session) -> None:
    partner(session, "Joe Smithson")
    partner(session, "Nisha Patel")
    someone = {"name": "Robert Miller", "email": "bob@mail.example"}
    client = told(session, "idk", **someone).client
    assert credited(session, client) == ["unknown"]
    told(session, "Joe Smithson", **someone)
    assert credited(session, client) == ["Joe Smithson"]
    told(session, "Nisha Patel", **someone)
    assert credited(session, client) == ["Joe Smithson"]


def test_a_correction_decides_in_the_place_of_the_first(session: Session) -> None:
    partner(session, "Joe Smithson")
    partner(session, "Nisha Patel")
    form = filled(session, answer="Joe Smithson")
    client = record_submission(session, form).client
    record_submission(
        session, filled(session, identity=form.identity, name=form.name, email=form.email, answer="Nisha Patel")
    )
    assert credited(session, client) == ["Nisha Patel"]


def test_a_correction_that_comes_after_a_review_does_not_override_it(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    partner(session, "Nisha Patel")
    form = filled(session, answer="Joe")
    first = record_submission(session, form)
    review_answer(session, first, reviewer(session), [joe], NOW + timedelta(hours=1))
    record_submission(
        session, filled(session, identity=form.identity, name=form.name, email=form.email, answer="Nisha Patel")
    )
    assert credited(session, first.client) == ["Joe Smithson"]


def test_only_the_deciding_answer_is_open(session: Session) -> None:
    partner(session, "Joe Smithson")
    partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    someone = {"name": "Robert Miller", "email": "bob@mail.example"}
    told(session, "Joe Smithson", **someone)
    second = told(session, "Maria Santos", **someone)
    assert not session.get_one(Decision, second.id).is_open


def test_what_was_said_and_what_the_visit_shows_stand_side_by_side(session: Session) -> None:
    partner(session, "Joe Smithson")
    visit = Visit("https://firm.example/?utm_source=google&utm_medium=cpc&utm_term=wills", "https://www.google.com/")
    client = told(session, "Joe Smithson", visit=visit).client
    assert credited(session, client) == ["Joe Smithson"]
    assert credited(session, client, Role.ARRIVED_THROUGH) == ["Google"]


def test_a_visit_that_nothing_led_to_is_direct_and_has_no_source(session: Session) -> None:
    client = told(session, "idk", visit=Visit("https://firm.example/wills")).client
    (arrived,) = credits_of(session, client, Role.ARRIVED_THROUGH)
    assert (arrived.standing, arrived.source, arrived.channel) == (Standing.CREDITED, None, Channel.DIRECT)
    channels = rank(session, read_question({"of": "channels"}, "USD"))
    assert [(row.name, row.figures.clients) for row in channels.rows] == [("Direct", WHOLE)]
    websites = rank(session, read_question({"of": "websites"}, "USD"))
    assert (websites.rows, websites.elsewhere.clients) == ([], WHOLE)
    assert clients_behind(session, websites.question, "elsewhere", Measure.CLIENTS).sum == WHOLE


def test_a_known_keyword_stands_on_the_visit_only(session: Session) -> None:
    partner(session, "Joe Smithson")
    visit = Visit("https://firm.example/", "https://www.bing.com/search?q=probate+lawyer")
    client = told(session, "Joe Smithson", visit=visit).client
    arrived = credits_of(session, client, Role.ARRIVED_THROUGH)[0]
    assert arrived.keyword is not None
    assert (arrived.keyword.phrase, arrived.keyword_kind) == ("probate lawyer", "known")
    assert credits_of(session, client)[0].keyword is None


def test_shares_add_up_whatever_was_said(session: Session) -> None:
    partner(session, "Joe Smithson")
    for answer in ("Joe Smithson", "Joe Smithson and google", "google or facebook or yelp", "my neighbour", "??", ""):
        client = told(session, answer).client
        for role in Role:
            assert sum(credit.share for credit in credits_of(session, client, role)) == WHOLE


def test_settling_again_changes_nothing(session: Session) -> None:
    partner(session, "Joe Smithson")
    client = told(session, "Joe Smithson and google").client

    def columns() -> list[tuple[object, ...]]:
        return [
            (c.role, c.position, c.standing, c.source_id, c.share, c.rule, c.reason)
            for role in Role
            for c in credits_of(session, client, role)
        ]

    before = columns()
    settle(session, client, NOW)
    assert columns() == before
    assert before[0][2] is Standing.CREDITED
