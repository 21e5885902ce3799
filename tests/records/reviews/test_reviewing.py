"""A person's decision credits the answer, teaches an alias, and settles other open answers."""

from datetime import timedelta

from sqlalchemy.orm import Session

from attribution import WHOLE, Kind
from records.answers.credits import Decision, Verdict
from records.answers.deciding import decide
from records.reviews.reviewing import clients_named, equal_shares, review_answer, reviews_of, source_of_client
from records.reviews.teaching import answers_settled_by, confirm_alias
from tests.records.firm_of_tests import NOW, credited, credits_of, partner, reviewer, told


def test_a_review_credits_the_source_and_closes_the_answer(session: Session) -> None:
    maria = partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    submission = told(session, "Maria Santos")
    review_answer(session, submission, reviewer(session), [maria], NOW)
    credit = credits_of(session, submission.client)[0]
    assert (credit.source, credit.share, credit.rule) == (maria, WHOLE, "review")
    assert "Ann" in credit.reason
    assert not session.get_one(Decision, submission.id).is_open


def test_cannot_be_known_is_a_decision_too(session: Session) -> None:
    partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    submission = told(session, "Maria Santos")
    review = review_answer(session, submission, reviewer(session), [], NOW)
    assert review.verdict is Verdict.UNKNOWN
    assert credited(session, submission.client) == ["unknown"]
    assert not session.get_one(Decision, submission.id).is_open


def test_deciding_again_never_overrides_a_review(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    other = partner(session, "Nisha Patel")
    submission = told(session, "Joe Smithson")
    review_answer(session, submission, reviewer(session), [other], NOW)
    decide(session, submission, NOW + timedelta(days=1))
    assert credited(session, submission.client) == ["Nisha Patel"]
    assert joe.name not in credited(session, submission.client)


def test_a_later_review_replaces_an_earlier_one_and_both_stay(session: Session) -> None:
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    submission = told(session, "somebody")
    review_answer(session, submission, reviewer(session), [joe], NOW)
    review_answer(session, submission, reviewer(session), [nisha], NOW + timedelta(minutes=1))
    assert credited(session, submission.client) == ["Nisha Patel"]
    assert [review.parts[0].source for review in reviews_of(session, submission)] == [nisha, joe]


def test_several_sources_share_in_equal_parts_that_add_up(session: Session) -> None:
    assert equal_shares(3) == [333_334, 333_333, 333_333]
    sources = [partner(session, name) for name in ("Joe Smithson", "Nisha Patel", "Ted Kostas")]
    submission = told(session, "three of them")
    review_answer(session, submission, reviewer(session), sources, NOW)
    assert [credit.share for credit in credits_of(session, submission.client)] == equal_shares(3)


def test_a_confirmed_alias_settles_the_other_open_answers_with_the_same_words(session: Session) -> None:
    maria = partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    first = told(session, "Maria Santos")
    same = told(session, "maria santos!")
    different = told(session, "somebody at the gym named Karen Osterhaus")
    review = review_answer(session, first, reviewer(session), [maria], NOW)
    assert [one.id for one in answers_settled_by(session, "Maria Santos", maria, first)] == [same.id]
    settled = confirm_alias(session, review, maria, "Maria Santos", NOW)
    assert [one.id for one in settled] == [same.id]
    assert credited(session, same.client) == ["Maria Santos"]
    assert session.get_one(Decision, different.id).is_open


def test_a_confirmed_alias_decides_the_next_answer_by_itself(session: Session) -> None:
    steve = partner(session, "Stephen Millar", occupation="roofer")
    partner(session, "Steve Miller", occupation="insurance agent")
    first = told(session, "Big Steve the roof man")
    review = review_answer(session, first, reviewer(session), [steve], NOW)
    confirm_alias(session, review, steve, "Big Steve", NOW)
    assert credited(session, told(session, "Big Steve").client) == ["Stephen Millar"]


def test_an_existing_client_becomes_a_source_when_somebody_chooses_them(session: Session) -> None:
    earlier = told(session, "Google", name="Wanda Zielinski").client
    submission = told(session, "Wanda Zielinski, you did her will")
    assert clients_named(session, submission) == [earlier]
    source = source_of_client(session, earlier, NOW)
    assert (source.kind, source.name) == (Kind.EXISTING_CLIENT, "Wanda Zielinski")
    assert source_of_client(session, earlier, NOW) is source
    review_answer(session, submission, reviewer(session), [source], NOW)
    assert credited(session, submission.client) == ["Wanda Zielinski"]
    assert credits_of(session, submission.client)[0].channel == "Existing client"


def test_what_was_sure_stays_when_the_rest_cannot_be_known(session: Session) -> None:
    partner(session, "Maria Santos", city="Quincy")
    partner(session, "Maria Santos", city="Boston")
    submission = told(session, "google and Maria Santos")
    assert sorted(credited(session, submission.client)) == ["Google", "in review"]
    review_answer(session, submission, reviewer(session), [], NOW)
    assert credited(session, submission.client) == ["unknown", "Google"]
    assert [credit.share for credit in credits_of(session, submission.client)] == [500_000, 500_000]
