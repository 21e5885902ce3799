"""Referrals given and what is reported of them: each report has an author, and can be taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.erasing import ERASED, erase
from records.relations.given.outcomes import (
    BadReferral,
    NotTheNewestReport,
    log_referral,
    report_outcome,
    reports_of,
    undo_outcome,
)
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import add_source
from records.sources.merging import merge_sources, undo_merge
from tests.records.firm_of_tests import NOW, partner, reviewer, told

DAY = date(2026, 3, 9)


def shown(referral: ReferralGiven) -> tuple[Outcome, int | None, str | None]:
    return referral.outcome, referral.value, referral.currency


def test_a_referral_shows_its_last_report_and_reports_are_undone_backwards(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    given = log_referral(session, joe, "  Mia  Lopez ", DAY, NOW, purpose="a will", expected=90_000, currency="EUR")
    assert (given.who, shown(given)) == ("Mia Lopez", (Outcome.OPEN, None, None))
    contacted = report_outcome(session, given, Outcome.CONTACTED, NOW, by_partner=True)
    won = report_outcome(session, given, Outcome.WON, NOW + timedelta(hours=1), value=1_200, currency="JPY", user=ann)
    assert shown(given) == (Outcome.WON, 1_200, "JPY")
    # What was expected is another amount, in a currency of its own.
    assert (given.expected, given.expected_currency) == (90_000, "EUR")
    with pytest.raises(NotTheNewestReport):
        undo_outcome(session, contacted, NOW, ann)
    undo_outcome(session, won, NOW, ann)
    assert shown(given) == (Outcome.CONTACTED, None, None)
    undo_outcome(session, contacted, NOW, ann)
    assert shown(given) == (Outcome.OPEN, None, None)
    assert [(each.outcome, each.user, each.by_partner, each.undone_by) for each in reports_of(session, given)] == [
        (Outcome.WON, ann, False, ann),
        (Outcome.CONTACTED, None, True, ann),
    ]


def test_what_cannot_be_meant_is_refused(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    for who, to, amount, currency in (
        (" ?! ", joe, None, None),
        ("Mia", joe, 5, None),
        ("Mia", joe, -5, "USD"),
        ("Mia", add_source(session, "A fair", "event", NOW), None, None),  # type: ignore[arg-type]
    ):
        with pytest.raises(BadReferral):
            log_referral(session, to, who, DAY, NOW, expected=amount, currency=currency)
    given = log_referral(session, joe, "Mia Lopez", DAY, NOW)
    for outcome, value, currency in ((Outcome.WON, 5, None), (Outcome.WON, -5, "USD"), (Outcome.LOST, 5, "USD")):
        with pytest.raises(BadReferral):
            report_outcome(session, given, outcome, NOW, value=value, currency=currency)


def test_referrals_move_with_a_merge_and_forget_who_is_erased(session: Session) -> None:
    joe, joseph, ann = partner(session, "Joe Smith"), partner(session, "Joseph Smith"), reviewer(session)
    client = told(session, "Joe Smith", name="Zoë Quixwell").client
    sent = log_referral(session, joseph, "Zoe Q.", DAY, NOW, purpose="florp", client=client)
    other = log_referral(session, joe, "zoë quixwell", DAY, NOW)
    report_outcome(session, sent, Outcome.WON, NOW, value=500, currency="USD")
    merge = merge_sources(session, joe, joseph, ann, NOW)
    assert set(session.scalars(select(ReferralGiven.partner_id))) == {joe.id}
    undo_merge(session, merge, NOW, ann)
    assert (sent.partner_id, other.partner_id) == (joseph.id, joe.id)
    erase(session, client, NOW, ann)
    session.commit()
    assert [(each.who, each.who_key, each.purpose) for each in (sent, other)] == [(ERASED, "", "")] * 2
    assert shown(sent) == (Outcome.WON, 500, "USD")
