"""A retired partner keeps their history, is credited with nothing new, and is named where a person decides."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Entity, Visit
from records.answers.credits import Decision
from records.answers.rematching import rematch
from records.relations.known.organisations import CannotBelong, belong_to, people_of
from records.reviews.reviewing import review_answer
from records.sources import Partner, Source
from records.sources.merging import merge_sources, undo_merge
from records.sources.referral_links import link_in_force, make_link
from records.sources.retiring import CannotRetire, bring_back, retire, retirements_of
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told

LATER = NOW + timedelta(hours=12)
NEXT_DAY = NOW + timedelta(days=1)


def test_new_answers_ask_and_old_ones_stay(session: Session) -> None:
    user, joe = reviewer(session), partner(session, "Joe Smithson", website="smithson.example")
    assert joe.partner
    link = make_link(session, joe.partner, NOW, user)
    before = told(session, "Joe Smithson")
    retire(session, joe, "He has moved away.", LATER, user)
    session.commit()
    after = told(session, "Joe Smithson sent me", received_at=NEXT_DAY)
    assert credited(session, before.client) == ["Joe Smithson"]
    assert credited(session, after.client) == ["in review"]
    decision = session.get_one(Decision, after.id)
    assert decision.is_open
    assert [each["source"]["name"] for each in decision.result["suggestions"]] == ["Joe Smithson"]
    assert decision.result["question"] == "Joe Smithson is retired. Who brought the client?"
    visited = told(session, "", received_at=NEXT_DAY, visit=Visit("https://firm.example/", "https://smithson.example/"))
    assert "Joe Smithson" not in credited(session, visited.client)
    assert link_in_force(session, link.code) is None
    # Decided again, each stays what it was; and a person may choose them all the same.
    rematch(session, [before.id, after.id], NEXT_DAY)
    assert credited(session, before.client) == ["Joe Smithson"]
    assert credited(session, after.client) == ["in review"]
    review_answer(session, after, user, [joe], NEXT_DAY)
    assert credited(session, after.client) == ["Joe Smithson"]


def test_beside_somebody_else_only_their_part_is_asked_about(session: Session) -> None:
    user, joe = reviewer(session), partner(session, "Joe Smithson")
    partner(session, "Nisha Patel")
    retire(session, joe, "", LATER, user)
    session.commit()
    both = told(session, "Nisha Patel and Joe Smithson", received_at=NEXT_DAY)
    assert sorted(credited(session, both.client)) == ["Nisha Patel", "in review"]


def test_they_can_be_brought_back_with_who_and_when(session: Session) -> None:
    user, joe = reviewer(session), partner(session, "Joe Smithson")
    retirement = retire(session, joe, "Retired at 70.", LATER, user)
    assert retire(session, joe, "again", LATER, user) is retirement
    bring_back(session, joe, NEXT_DAY, user)
    bring_back(session, joe, NEXT_DAY, user)
    session.commit()
    assert credited(session, told(session, "Joe Smithson", received_at=NEXT_DAY).client) == ["Joe Smithson"]
    (kept,) = retirements_of(session, joe)
    assert (kept.why, kept.at, kept.ended_at, kept.ended_by) == ("Retired at 70.", LATER, NEXT_DAY, user)


def test_a_merged_partner_is_retired_and_brought_back_with_the_one_that_is_kept(session: Session) -> None:
    user = reviewer(session)
    keep, gone = partner(session, "Joe Smithson"), partner(session, "Yolanda Fitz")
    retire(session, gone, "", NOW, user)
    merge = merge_sources(session, keep, gone, user, LATER)
    for verb in (lambda: retire(session, gone, "", LATER, user), lambda: bring_back(session, gone, LATER, user)):
        with pytest.raises(CannotRetire, match="merged into Joe Smithson"):
            verb()
    session.commit()
    assert credited(session, told(session, "Yolanda Fitz", received_at=NEXT_DAY).client) == ["Joe Smithson"]
    undo_merge(session, merge, NEXT_DAY)
    assert gone.retired_at == NOW


def test_a_person_belongs_to_a_business_through_merges(session: Session) -> None:
    user = reviewer(session)
    hudson, same, ann = (
        partner(session, name, entity=entity)
        for name, entity in (
            ("Hudson Tax", Entity.BUSINESS),
            ("Hudson Tax Service", Entity.BUSINESS),
            ("Ann Weir", Entity.PERSON),
        )
    )
    assert ann.partner
    assert hudson.partner
    belong_to(session, ann.partner, same)
    merge = merge_sources(session, hudson, same, user, LATER)
    assert [each.name for each in people_of(session, hudson)] == ["Ann Weir"]
    undo_merge(session, merge, NEXT_DAY)
    assert people_of(session, hudson) == []
    assert session.scalars(select(Partner.organisation_id).where(Partner.source_id == ann.id)).one() == same.id
    for wrong, business in ((hudson.partner, same), (ann.partner, ann)):
        with pytest.raises(CannotBelong):
            belong_to(session, wrong, business)


def test_somebody_at_a_business_counts_for_it_and_can_be_narrowed_to_a_person(session: Session) -> None:
    user = reviewer(session)
    hudson = partner(session, "Hudson Tax", entity=Entity.BUSINESS)
    ann: Source = partner(session, "Ann Weir", organisation="Hudson Tax")
    assert ann.partner
    belong_to(session, ann.partner, hudson)
    said = told(session, "someone at Hudson Tax")
    assert credited(session, said.client) == ["Hudson Tax"]
    review_answer(session, said, user, [ann], LATER)
    assert credited(session, said.client) == ["Ann Weir"]
    # What the machine took it for stays beside what the person said.
    decision = session.get_one(Decision, said.id)
    assert [each["source"]["name"] for each in decision.result["credits"]] == ["Hudson Tax"]
