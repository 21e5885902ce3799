"""A referral that is corrected or removed by hand is again what it was when that is undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.erasing import ERASED, erase
from records.relations.given.asking import AskedHow, ask_by_mail, asks_of, note_asked
from records.relations.given.outcomes import log_referral, report_outcome, reports_of, undo_outcome
from records.relations.given.referral_changes import (
    CannotTakeBack,
    change_referral,
    changes_of_referral,
    remove_referral,
    removed_referrals,
    undo_referral_change,
)
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources.merging import merge_sources
from tests.records.firm_of_tests import NOW, partner, reviewer, told

DAY = date(2026, 3, 9)


def test_a_correction_is_undone_by_the_newest_first(session: Session) -> None:
    joe, nisha, ann = partner(session, "Joe Smith"), partner(session, "Nisha Patel"), reviewer(session)
    given = log_referral(session, joe, "Mia Lopez", DAY, NOW, purpose="a will", expected=500, currency="USD")
    first = change_referral(session, given, joe, "Mia Diaz", DAY, NOW, user=ann)
    second = change_referral(session, given, nisha, "Mia Diaz", DAY + timedelta(days=1), NOW, user=ann)
    assert (given.partner, given.purpose, given.expected, given.expected_currency) == (nisha, "", None, None)
    with pytest.raises(CannotTakeBack):
        undo_referral_change(session, first, NOW, ann)
    undo_referral_change(session, second, NOW, ann)
    undo_referral_change(session, first, NOW, ann)
    assert (given.partner, given.who, given.who_key, given.given_on) == (joe, "Mia Lopez", "mia lopez", DAY)
    assert (given.purpose, given.expected, given.expected_currency) == ("a will", 500, "USD")
    assert [each.undone_by for each in changes_of_referral(session, given.id)] == [ann, ann]


def test_a_removed_referral_counts_nowhere_and_comes_back_with_all_that_was_said(session: Session) -> None:
    joe, joseph, ann = partner(session, "Joe Smith"), partner(session, "Joseph Smith"), reviewer(session)
    client = told(session, "", name="Mia Lopez").client
    given = log_referral(session, joseph, "Mia Lopez", DAY, NOW, ref="R1", client=client, user=ann)
    undo_outcome(session, report_outcome(session, given, Outcome.LOST, NOW, user=ann), NOW, ann)
    report_outcome(session, given, Outcome.WON, NOW, value=700, currency="EUR", by_partner=True)
    ask_by_mail(session, joseph, [given], "joe@smith.example", "Mia", "What became of her?", DAY, NOW, ann)
    change_referral(session, given, joseph, "Mia Lopez", DAY, NOW, purpose="a will", user=ann)
    number, before = given.id, [(each.outcome, each.at, each.undone_at) for each in reports_of(session, given)]
    removal = remove_referral(session, given, NOW, ann)
    session.commit()
    assert session.scalar(select(func.count()).select_from(ReferralGiven)) == 0
    assert removed_referrals(session, 5) == [removal]
    # Its number may be another's by now, and its partner may have been merged.
    other = log_referral(session, joe, "Somebody", DAY, NOW, ref="R1")
    assert changes_of_referral(session, number) == []
    merge_sources(session, joe, joseph, ann, NOW)
    with pytest.raises(CannotTakeBack, match="R1"):
        undo_referral_change(session, removal, NOW, ann)
    other.ref = None
    back = undo_referral_change(session, removal, NOW, ann)
    session.commit()
    assert (back.partner, back.who, back.purpose, back.ref, back.client) == (joe, "Mia Lopez", "a will", "R1", client)
    assert (back.outcome, back.value, back.currency, back.ask_on) == (Outcome.WON, 700, "EUR", date(2026, 4, 6))
    assert [(each.outcome, each.at, each.undone_at) for each in reports_of(session, back)] == before
    assert [(each.how, each.mail is not None) for each in asks_of(session, back)] == [(AskedHow.MAIL, True)]
    assert removed_referrals(session, 5) == []
    assert len(changes_of_referral(session, back.id)) == 2


def test_asking_puts_the_next_time_off_and_an_erased_person_is_in_no_copy(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    client = told(session, "", name="Mia Lopez").client
    given = log_referral(session, joe, "Mia L.", DAY, NOW, purpose="florp", client=client)
    assert given.ask_on == DAY + timedelta(weeks=4)
    note_asked(session, given, AskedHow.CALL, DAY + timedelta(weeks=5), NOW, ann)
    assert given.ask_on == DAY + timedelta(weeks=9)
    removal = remove_referral(session, given, NOW, ann)
    erase(session, client, NOW, ann)
    session.commit()
    back = undo_referral_change(session, removal, NOW, ann)
    assert (back.who, back.purpose, back.client) == (ERASED, "", client)
