"""Two sources that are the same become one: everything counts for it from then on, and an undo leaves no trace."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import records.tables  # noqa: F401 - all tables are known, whichever tests ran before
from attribution import Kind, Role
from records.answers.credits import Decision, Standing
from records.answers.rematching import rematch
from records.db import Base
from records.relations.given.referrals import Outcome, ReferralGiven
from records.reviews.choosing import newest_review
from records.reviews.reviewing import review_answer
from records.reviews.teaching import confirm_alias
from records.sources import Rejection, Source, add_alias, add_source
from records.sources.directory import directory_of
from records.sources.merged import Merge, source_meant
from records.sources.merging import STAYS, CannotMerge, columns_that_move, merge_sources, undo_merge
from records.sources.referral_links import link_in_force, link_of, make_link
from reports.counting.questions import Of, Question
from reports.counting.rankings import rank
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, credited, credits_of, partner, reviewer, told

LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=2)


def merged(session: Session, keep: Source, gone: Source) -> Merge:
    return merge_sources(session, keep, gone, reviewer(session), LATER)


def test_what_counted_for_the_one_that_is_gone_counts_for_the_one_that_is_kept(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    said = told(session, "Yolanda Fitz")
    chosen = told(session, "somebody")
    review_answer(session, chosen, reviewer(session), [gone], NOW)
    before = everything(session)
    merge = merged(session, keep, gone)
    assert credited(session, said.client) == ["Joseph Smithson"]
    assert credited(session, chosen.client) == ["Joseph Smithson"]
    rows = rank(session, Question(currency="USD", of=Of.PARTNERS)).rows
    assert [(row.name, row.figures.clients) for row in rows] == [("Joseph Smithson", 2_000_000)]
    # What the machine and the person said stays as they said it.
    decision = session.get_one(Decision, said.id)
    assert decision.result["credits"][0]["source"]["name"] == "Yolanda Fitz"
    newest = newest_review(session, chosen)
    assert newest is not None
    assert newest.parts[0].source is gone
    undo_merge(session, merge, MUCH_LATER)
    assert everything(session) == before


def test_its_name_and_spellings_lead_to_the_one_that_is_kept(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    add_alias(session, gone, "Yoyo Fitzgerald", NOW, reviewer(session))
    directory_of(session)
    session.commit()
    merge = merged(session, keep, gone)
    session.commit()
    assert credited(session, told(session, "Yolanda Fitz").client) == ["Joseph Smithson"]
    assert credited(session, told(session, "Yoyo Fitzgerald").client) == ["Joseph Smithson"]
    session.commit()
    undo_merge(session, merge, MUCH_LATER)
    session.commit()
    assert credited(session, told(session, "Yolanda Fitz").client) == ["Yolanda Fitz"]
    assert credited(session, told(session, "Yoyo Fitzgerald").client) == ["Yolanda Fitz"]


def test_answers_of_the_meantime_are_decided_again_when_it_is_undone(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    merge = merged(session, keep, gone)
    meanwhile, of_the_other = told(session, "Yolanda Fitz"), told(session, "Joseph Smithson")
    meanwhile_reviewed = told(session, "somebody")
    review_answer(session, meanwhile_reviewed, reviewer(session), [keep], LATER)
    for each in (meanwhile, of_the_other):
        session.get_one(Decision, each.id).at = LATER + timedelta(hours=1)
    undo_merge(session, merge, MUCH_LATER)
    assert credited(session, meanwhile.client) == ["Yolanda Fitz"]
    assert credited(session, of_the_other.client) == ["Joseph Smithson"]
    # A person who chose the kept one meant that one.
    assert credited(session, meanwhile_reviewed.client) == ["Joseph Smithson"]


def test_deciding_again_keeps_leading_to_the_one_that_is_kept(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    said = told(session, "Yolanda Fitz")
    merged(session, keep, gone)
    rematch(session, [said.id], MUCH_LATER)
    assert credited(session, said.client) == ["Joseph Smithson"]


def test_a_question_between_the_two_is_settled_and_comes_back(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Joseph Smithson", city="Salem")
    said = told(session, "Joseph Smithson")
    reviewer(session)
    assert session.get_one(Decision, said.id).is_open
    before = everything(session)
    merge = merged(session, keep, gone)
    assert credited(session, said.client) == ["Joseph Smithson"]
    assert merge.alias_id is None
    assert keep.partner is not None
    assert keep.partner.city == "Salem"
    undo_merge(session, merge, MUCH_LATER)
    assert session.get_one(Decision, said.id).is_open
    assert everything(session) == before


def test_a_client_who_named_both_counts_once(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")
    said = told(session, "both of them")
    third = partner(session, "Ted Kostas")
    review_answer(session, said, reviewer(session), [gone, third, keep], NOW)
    before = everything(session)
    merge = merged(session, keep, gone)
    assert [(credit.source and credit.source.name, credit.share) for credit in credits_of(session, said.client)] == [
        ("Joseph Smithson", 666_667),
        ("Ted Kostas", 333_333),
    ]
    undo_merge(session, merge, MUCH_LATER)
    assert everything(session) == before


def test_a_referral_link_on_paper_and_a_website_lead_to_the_one_that_is_kept(session: Session) -> None:
    keep, gone = (
        partner(session, "Joseph Smithson", website="smithson.example"),
        partner(session, "Yolanda Fitz", website="fitz.example"),
    )
    assert keep.partner and gone.partner
    link = make_link(session, gone.partner, NOW, None)
    own = make_link(session, keep.partner, NOW, None)
    merge = merged(session, keep, gone)
    assert link_in_force(session, link.code) is link
    assert link_of(session, keep.partner) is own
    came = told(session, "", link=link, received_at=LATER + timedelta(hours=1))
    assert credited(session, came.client) == ["Joseph Smithson"]
    for host in ("smithson.example", "fitz.example"):
        found = directory_of(session).partner_at(host)
        assert found is not None
        assert found.name == "Joseph Smithson"
    undo_merge(session, merge, MUCH_LATER)
    assert credited(session, came.client) == ["Yolanda Fitz"]


def test_a_blank_website_is_filled_and_what_staff_write_over_it_stays(session: Session) -> None:
    keep, gone = (
        partner(session, "Joseph Smithson"),
        partner(session, "Yolanda Fitz", website="fitz.example", city="Rye"),
    )
    merge = merged(session, keep, gone)
    assert keep.website == "fitz.example"
    keep.website = "new.example"
    session.flush()
    undo_merge(session, merge, MUCH_LATER)
    assert keep.partner is not None
    assert (keep.website, keep.partner.city) == ("new.example", "")
    assert gone.website == "fitz.example"


def test_referrals_given_move_and_move_back_but_not_what_came_since(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz")

    def given(to: Source, who: str) -> ReferralGiven:
        row = ReferralGiven(
            partner=to, who=who, given_on=date(2026, 3, 1), purpose="", outcome=Outcome.OPEN, created_at=NOW
        )
        session.add(row)
        session.flush()
        return row

    before = given(gone, "Ana")
    merge = merged(session, keep, gone)
    since = given(keep, "Ben")
    assert before.partner_id == keep.id
    undo_merge(session, merge, MUCH_LATER)
    assert (before.partner_id, since.partner_id) == (gone.id, keep.id)


def test_what_was_turned_down_for_one_because_it_was_the_other_holds_no_longer(session: Session) -> None:
    keep, gone, third = (partner(session, name) for name in ("Stephen Millar", "Yolanda Fitz", "Ted Kostas"))
    for name, chosen, passed_over in (
        ("Yoyo", keep, gone),
        ("Stevo", gone, keep),
        ("Teddy", third, gone),
    ):
        review = review_answer(session, told(session, "somebody"), reviewer(session), [chosen], NOW)
        row = Rejection(source=passed_over, words=name, words_key=name.lower(), at=NOW, user=reviewer(session))
        row.review_id = review.id
        session.add(row)
    session.flush()
    session.expire_all()
    before = everything(session)
    merge = merged(session, keep, gone)
    # Only what was turned down in favour of somebody else is still turned down.
    assert [each.words for each in keep.rejections if each.lifted_by_id is None] == ["Teddy"]
    undo_merge(session, merge, MUCH_LATER)
    assert everything(session) == before


def test_an_alias_suspended_because_it_was_the_other_decides_again(session: Session) -> None:
    keep, gone = partner(session, "Stephen Millar"), partner(session, "Yolanda Fitz")
    first = told(session, "Big Stevo")
    review = review_answer(session, first, reviewer(session), [gone], NOW + timedelta(hours=1))
    confirm_alias(session, review, gone, "Big Stevo", NOW + timedelta(hours=1))
    second = told(session, "Big Stevo")
    review_answer(session, second, reviewer(session), [keep], NOW + timedelta(hours=2))
    assert gone.aliases[0].suspended_by_id is not None
    before = everything(session)
    undo_merge(session, merged(session, keep, gone), MUCH_LATER)
    assert everything(session) == before
    merge = merged(session, keep, gone)
    assert credited(session, told(session, "Big Stevo").client) == ["Stephen Millar"]
    assert [alias.suspended_by_id for alias in keep.aliases if alias.name == "Big Stevo"] == [None]
    undo_merge(session, merge, MUCH_LATER)
    assert gone.aliases[0].suspended_by_id is not None


def test_a_visit_from_a_noted_website_that_was_merged_counts_for_the_kept_one(session: Session) -> None:
    said = told(session, "I found you on Yelp", choice="other")
    found = session.scalars(select(Source).where(Source.name == "Yelp")).unique().first()
    if found is None:
        return
    keep = add_source(session, "Yelp for lawyers", found.kind, NOW)
    merged(session, keep, found)
    assert credited(session, said.client) == ["Yelp for lawyers"]
    assert credited(session, told(session, "I found you on Yelp").client) == ["Yelp for lawyers"]


def test_merging_goes_on_and_is_undone_backwards(session: Session) -> None:
    first, second, third = (partner(session, name) for name in ("Joseph Smithson", "Yolanda Fitz", "Ted Kostas"))
    said = [told(session, name) for name in ("Joseph Smithson", "Yolanda Fitz", "Ted Kostas")]
    reviewer(session)
    start = everything(session)
    one = merged(session, second, first)
    middle = everything(session)
    other = merged(session, third, second)
    assert [credited(session, each.client) for each in said] == [["Ted Kostas"]] * 3
    assert source_meant(session, first) is third
    with pytest.raises(CannotMerge, match="Yolanda Fitz was merged into Ted Kostas since; undo that first"):
        undo_merge(session, one, MUCH_LATER)
    undo_merge(session, other, MUCH_LATER)
    assert everything(session) == middle
    undo_merge(session, one, MUCH_LATER)
    assert everything(session) == start


def test_what_cannot_be_merged(session: Session) -> None:
    keep, gone, third = (partner(session, name) for name in ("Joseph Smithson", "Yolanda Fitz", "Ted Kostas"))
    site = add_source(session, "Quora", Kind.WEBSITE, NOW)
    nobody = add_source(session, "A partner", Kind.PARTNER, NOW)
    cases = [(keep, keep), (keep, site), (keep, nobody)]
    merged(session, keep, gone)
    # No chains by hand, no circles, and nobody twice.
    cases += [(gone, third), (third, gone), (gone, keep)]
    for kept, merged_away in cases:
        before = everything(session)
        with pytest.raises(CannotMerge):
            merged(session, kept, merged_away)
        assert everything(session) == before
    third.retired_at = NOW
    with pytest.raises(CannotMerge, match="is retired"):
        merged(session, third, keep)


def test_the_money_stays_to_the_cent_in_every_role(session: Session) -> None:
    keep, gone = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz", website="fitz.example")
    said = told(session, "Yolanda Fitz")
    before = [credit.standing for role in Role for credit in credits_of(session, said.client, role)]
    merged(session, keep, gone)
    assert [credit.standing for role in Role for credit in credits_of(session, said.client, role)] == before
    assert Standing.CREDITED in before


def test_every_column_that_points_to_a_source_is_thought_of() -> None:
    pointing = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "sources"
    }
    moving = {f"{table}.{column}" for table, column in columns_that_move()}
    assert moving | {name for name in STAYS if name != "merge_moves.row_id"} == pointing
    # A new table has to be thought of: does it move with the source, or does it stay?
    assert moving >= {"aliases.source_id", "rejections.source_id", "referrals_given.partner_id"}
