"""Referrals given from a file: each once, to a partner who is known, with what became of it as a report."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.importing.back.undoing import undo_import
from records.imports import Import
from records.relations.given.outcomes import log_referral, report_outcome, reports_of
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source, add_alias
from records.sources.merging import merge_sources
from tests.records.firm_of_tests import partner, reviewer
from tests.records.import_files import NOW, counts, only_reason, taken_in

HEADER = "ref,partner,who,on,for,outcome,value,currency"
WON = 'R1,Joe Smith,Mia Lopez,2026-03-04,a will,won,"1,250.50",EUR'
OPEN = ",Joe Smith,Ned Park,2026-03-05,,,900,"


@pytest.fixture
def joe(session: Session) -> Source:
    return partner(session, "Joe Smith")


def referrals(session: Session) -> list[ReferralGiven]:
    return list(session.scalars(select(ReferralGiven).order_by(ReferralGiven.id)))


def undone(session: Session) -> tuple[int, int, int]:
    record = session.scalars(select(Import).order_by(Import.id.desc())).first()
    assert record
    undo = undo_import(session, record, reviewer(session), NOW).undo
    return undo.removed, undo.restored, undo.kept


def test_every_column_is_kept_and_the_file_again_changes_nothing(session: Session, tmp_path: Path, joe: Source) -> None:
    """Money of one that is won is what the partner made of it; of any other it is what is hoped for."""
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, WON, OPEN, dry_run=True)) == (2, 0, 0, 0)
    assert referrals(session) == []
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, WON, OPEN, OPEN)) == (2, 0, 1, 0)
    won, hoped = referrals(session)
    assert (won.ref, won.partner, won.who, won.given_on, won.purpose) == (
        "R1",
        joe,
        "Mia Lopez",
        date(2026, 3, 4),
        "a will",
    )
    assert (won.outcome, won.value, won.currency, won.expected) == (Outcome.WON, 125_050, "EUR", None)
    assert [each.outcome for each in reports_of(session, won)] == [Outcome.WON]
    assert (hoped.outcome, hoped.value, hoped.expected, hoped.expected_currency) == (Outcome.OPEN, None, 90_000, "USD")
    for _ in range(2):
        assert counts(taken_in(session, tmp_path, "referrals", HEADER, WON, OPEN)) == (0, 0, 2, 0)
    # Spelled in another way it is the same person on the same day, and a ref finds it whatever else has changed.
    other = [OPEN.replace("Ned Park", "ned  PARK"), WON.replace("Mia Lopez", "Mia Diaz").replace("a will", "")]
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, *other)) == (0, 1, 1, 0)
    assert (won.who, won.purpose, won.value) == ("Mia Diaz", "a will", 125_050)
    assert undone(session) == (0, 1, 0)
    assert won.who == "Mia Lopez"


def test_a_later_file_reports_what_became_of_it_and_can_be_taken_back(
    session: Session, tmp_path: Path, joe: Source
) -> None:
    taken_in(session, tmp_path, "referrals", HEADER, WON, OPEN)
    lines = [OPEN.replace(",,900,", ",lost,,"), WON.replace("1,250.50", "1,300.00"), WON.replace("R1", "R2")]
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, *lines)) == (1, 2, 0, 0)
    won, lost, _ = referrals(session)
    assert (lost.outcome, lost.expected, won.value) == (Outcome.LOST, 90_000, 130_000)
    assert undone(session)[0] == 3
    assert (lost.outcome, won.value, len(referrals(session))) == (Outcome.OPEN, 125_050, 2)


def test_what_somebody_has_reported_since_keeps_an_imported_referral(
    session: Session, tmp_path: Path, joe: Source
) -> None:
    taken_in(session, tmp_path, "referrals", HEADER, WON, OPEN)
    report_outcome(session, referrals(session)[1], Outcome.CONTACTED, NOW + timedelta(days=1), by_partner=True)
    assert undone(session) == (1, 0, 1)
    assert [each.who for each in referrals(session)] == ["Ned Park"]


def test_partners_are_found_by_spelling_number_and_organisation_and_never_guessed(
    session: Session, tmp_path: Path, joe: Source
) -> None:
    hudson = partner(session, "Joe Smith", organisation="Hudson Tax", ref="P7")
    add_alias(session, joe, "Smitty", NOW, None)
    gone = partner(session, "Joseph Smith")
    merge_sources(session, joe, gone, reviewer(session), NOW)
    retired = partner(session, "Rita Old")
    retired.retired_at = NOW
    cells = ["Smitty", "joseph smith", '"Joe Smith, Hudson Tax"', "Joe Smith (Hudson Tax)", "P7", "Rita Old"]
    lines = [f",{cell},Mia {number},2026-03-04,,,," for number, cell in enumerate(cells)]
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, *lines)) == (6, 0, 0, 0)
    assert [each.partner for each in referrals(session)] == [joe, joe, hudson, hudson, hudson, retired]
    reason = only_reason(taken_in(session, tmp_path, "referrals", HEADER, WON))
    assert "'Joe Smith' or 'Joe Smith, Hudson Tax'" in reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",Nobody,Mia,2026-03-04,,,,", "no partner called"),
        (",Joe Smith,?!,2026-03-04,,,,", "no letters"),
        (",Joe Smith,Mia,some day,,,,", "not a day"),
        (",Joe Smith,Mia,2026-03-04,,sold,,", "open, contacted, won, lost, unqualified"),
        (",Joe Smith,Mia,2026-03-04,,won,-5,", "less than nothing"),
        (",Joe Smith,Mia,2026-03-04,,won,5,XYZ", "not a currency"),
        (",Joe Smith,,2026-03-04,,,,", "every row needs it"),
        ("R1,Joe Smith,Ed,2026-03-04,,,,", "line 2 has the ref 'R1' already"),
        (",Joe Smith,Mia Lopez,2026-03-04,,lost,,", "the same referral as line 2"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_and_the_others_go_in(
    session: Session, tmp_path: Path, joe: Source, line: str, reason: str
) -> None:
    strict = taken_in(session, tmp_path, "referrals", HEADER, WON, line, strict=True)
    assert (counts(strict)[0], referrals(session)) == (0, [])
    outcome = taken_in(session, tmp_path, "referrals", HEADER, WON, line)
    assert counts(outcome) == (1, 0, 0, 1)
    assert reason in only_reason(outcome)


def test_of_two_referrals_alike_a_row_without_a_ref_says_nothing_or_is_refused(
    session: Session, tmp_path: Path, joe: Source
) -> None:
    first = log_referral(session, joe, "Mia Lopez", date(2026, 3, 4), NOW)
    log_referral(session, joe, "Mia Lopez", date(2026, 3, 4), NOW)
    report_outcome(session, first, Outcome.LOST, NOW)
    line = ",Joe Smith,Mia Lopez,2026-03-04,,{},,"
    both = [line.format("open"), line.format("lost")]
    assert counts(taken_in(session, tmp_path, "referrals", HEADER, *both)) == (0, 0, 2, 0)
    assert "there are 2 referrals" in only_reason(taken_in(session, tmp_path, "referrals", HEADER, line.format("won")))
