"""A thank-you mail names a client only who has agreed, in none of its parts anybody else, whatever staff type."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.consents import Covers, note_consent
from records.erasing import erase
from records.mail import Mail
from records.relations.thanking.drafts import ThanksDraft, change_draft, drafts, send_draft, write_draft
from records.relations.thanking.thanks import CannotThank
from records.relations.thanking.wording import Words, change_words, filled_in, listed
from records.reviews.reviewing import review_answer
from records.sources import Source
from reports.relations.thanking.unthanked import unthanked
from tests.records.firm_of_tests import NOW, partner, reviewer, told

DAY = date(2026, 3, 12)
LATER = NOW + timedelta(days=3)


def sent(session: Session, joe: Source, name: str, may_tell: bool, **changes: str) -> Client:
    submission = told(session, "somebody", name=name, may_tell=may_tell, **changes)
    review_answer(session, submission, reviewer(session), [joe], NOW)
    session.commit()
    return submission.client


@pytest.fixture
def joe(session: Session) -> Source:
    return partner(session, "Joe Smith", email="joe@smith.example")


def test_who_agreed_is_named_and_nobody_else_is_neither_named_nor_counted(session: Session, joe: Source) -> None:
    ana, will = sent(session, joe, "Ana Adams", True), sent(session, joe, "Will Baker", False)
    named = write_draft(session, joe, [ana, will], NOW, reviewer(session))
    assert "telling Ana Adams about us" in named.text
    assert named.text.startswith("Dear Joe Smith,")
    silent = write_draft(session, joe, [will], NOW, reviewer(session))
    for each in (named, silent):
        assert "Will Baker" not in each.subject + each.text
        assert not any(word in each.text for word in ("other", "others", "two", "somebody"))
    assert "Ana" not in silent.text


@pytest.mark.parametrize(
    ("words", "caught"),
    [
        ("Thank you for Mr. Baker!", True),
        ("Thank you for WILL", True),
        ("Thank you for Wíll  baker", True),
        ("Give our best to baker@will.example", True),
        ("Their phone is +1 (201) 555 0123", True),
        # A client of before is looked for by the full name.
        ("You also sent us Cara Clark.", True),
        ("Thank you for Clark Street's best coffee", False),
        ("Thank you for Ana, dear Joe", False),
    ],
)
def test_a_name_that_staff_type_is_refused(session: Session, joe: Source, words: str, caught: bool) -> None:
    ana = sent(session, joe, "Ana Adams", True)
    will = sent(session, joe, "Will Baker", False, email="baker@will.example", phone="(201) 555-0123")
    sent(session, joe, "Cara Clark", False)
    draft = write_draft(session, joe, [ana, will], NOW, reviewer(session))
    for each in (Words(words, "Dear Joe"), Words("Thank you", f"Dear Joe\n\n{words}")):
        if caught:
            with pytest.raises(CannotThank, match="did not agree"):
                change_draft(session, draft, each)
        else:
            change_draft(session, draft, each)


def test_a_word_that_is_no_name_there_can_stay(session: Session, joe: Source) -> None:
    will = sent(session, joe, "Will Baker", False)
    change_words(session, False, Words("Thanks", "We will always be grateful."), NOW, reviewer(session))
    draft = write_draft(session, joe, [will], NOW, reviewer(session))
    change_draft(session, draft, Words("Thanks", "We will always be grateful, Joe."))


def test_a_consent_that_is_withdrawn_before_the_approval_stops_the_mail(session: Session, joe: Source) -> None:
    ana = sent(session, joe, "Ana Adams", True)
    draft = write_draft(session, joe, [ana], NOW, reviewer(session))
    note_consent(session, ana, Covers.NAME, False, "on the phone", LATER, reviewer(session))
    with pytest.raises(CannotThank, match="Ana Adams did not agree"):
        send_draft(session, draft, DAY, LATER, reviewer(session))
    assert session.scalars(select(Mail)).all() == []


def test_an_approved_draft_is_mailed_to_the_partner_once(session: Session, joe: Source) -> None:
    ana = sent(session, joe, "Ana Adams", True)
    draft, again = (write_draft(session, joe, [ana], NOW, reviewer(session)) for _ in range(2))
    thanks = send_draft(session, draft, DAY, NOW, reviewer(session))
    assert (thanks.mail and thanks.mail.to, thanks.how.value) == ("joe@smith.example", "mail")
    assert unthanked(session) == []
    with pytest.raises(CannotThank, match="already"):
        send_draft(session, again, DAY, NOW, reviewer(session))


def test_a_partner_without_an_address_or_with_a_clients_is_not_mailed(session: Session, joe: Source) -> None:
    assert joe.partner is not None
    ana = sent(session, joe, "Ana Adams", True, email="Ana@Adams.example")
    draft = write_draft(session, joe, [ana], NOW, reviewer(session))
    joe.partner.email = "ana@adams.example"
    with pytest.raises(CannotThank, match="a client is never mailed"):
        send_draft(session, draft, DAY, NOW, reviewer(session))
    joe.partner.email = ""
    with pytest.raises(CannotThank, match="no e-mail address"):
        send_draft(session, draft, DAY, NOW, reviewer(session))


def test_nobody_who_was_erased_is_named_by_a_mail_that_waits(session: Session, joe: Source) -> None:
    ana, ben = sent(session, joe, "Ana Adams", True), sent(session, joe, "Ben Brown", True)
    write_draft(session, joe, [ana, ben], NOW, reviewer(session))
    thanks = send_draft(
        session, write_draft(session, joe, [ana, ben], NOW, reviewer(session)), DAY, NOW, reviewer(session)
    )
    erase(session, ana, LATER)
    assert drafts(session) == []
    assert thanks.mail is not None
    assert (thanks.mail.text, thanks.mail.due_at) == ("", None)
    # Ben is not thanked for now, and Ana is nobody to thank for any more.
    assert [each.client.name for each in unthanked(session)] == ["Ben Brown"]


def test_templates_are_kept_as_rows_and_filled_in_once(session: Session) -> None:
    words = Words("For {firm}", "{partner} told {clients}; {signer} of {firm}")
    filled = filled_in(words, partner="{clients}", clients=listed(["Ana", "Ben", "Cara"]), firm="Lang", signer="Olga")
    assert filled == Words("For Lang", "{clients} told Ana, Ben and Cara; Olga of Lang")
    with pytest.raises(ValueError, match="clients"):
        change_words(session, False, words, NOW, reviewer(session))
    assert change_words(session, True, words, NOW, reviewer(session)) is not None
    assert change_words(session, True, words, NOW, reviewer(session)) is None
    assert session.scalars(select(ThanksDraft)).all() == []
