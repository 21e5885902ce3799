"""Whoever sent somebody is thanked once, by a gift that the ledger has too, and each thanks can be taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.importing import undo_import
from records.imports import Import
from records.mail import send_later
from records.mail.mail_queue import leave_it
from records.money.payments import PaymentKind, record_payment
from records.relations.fees.entries_back import take_back_entry
from records.relations.fees.ledger import BadEntry, Given, LedgerEntry, OverLimit, give, given_in_year
from records.relations.fees.limits import set_limit
from records.relations.thanking.thanks import CannotThank, How, thank, undo_thanks
from records.relations.thanking.thanks_start import begin_thanks
from records.reviews.reviewing import review_answer
from records.sources import Source
from records.sources.merging import merge_sources, undo_merge
from reports.relations.thanking.unthanked import unthanked
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer, told
from tests.records.import_files import taken_in

DAY = date(2026, 3, 12)
LATER = NOW + timedelta(days=3)


def sent(session: Session, *partners: Source) -> Client:
    """A client whom these partners sent, in equal shares."""
    submission = told(session, "somebody")
    review_answer(session, submission, reviewer(session), list(partners), NOW)
    session.commit()
    return submission.client


def pays(session: Session, client: Client, amount: int, currency: str = "USD") -> None:
    record_payment(session, client, amount, currency, DAY, PaymentKind.RECEIVED, NOW)


def waiting(session: Session) -> list[tuple[str, str]]:
    return [(each.partner.name, each.client.name) for each in unthanked(session)]


def test_a_referral_waits_until_its_partner_is_thanked_for_it(session: Session) -> None:
    joe, ted = partner(session, "Joe Smith"), partner(session, "Ted Kostas")
    ana, both = sent(session, joe), sent(session, joe, ted)
    pays(session, ana, 10_000)
    pays(session, ana, 500, "EUR")
    pays(session, both, 333)
    # What waits for a person, or names nobody, is no referral yet.
    told(session, "my neighbour")
    money = {(each.partner.name, each.client.id): each.money for each in unthanked(session)}
    assert money == {
        ("Joe Smith", ana.id): {"USD": 10_000, "EUR": 500},
        ("Joe Smith", both.id): {"USD": 167},
        ("Ted Kostas", both.id): {"USD": 166},
    }
    thanks = thank(session, joe, How.CALL, DAY, NOW, reviewer(session), clients=[ana, both], words="Rang him up")
    assert waiting(session) == [("Ted Kostas", both.name)]
    assert thanks.worth is None
    with pytest.raises(CannotThank, match="already"):
        thank(session, joe, How.CARD, DAY, NOW, reviewer(session), clients=[ana])
    with pytest.raises(CannotThank, match="does not count for Ted Kostas"):
        thank(session, ted, How.CARD, DAY, NOW, reviewer(session), clients=[ana])
    undo_thanks(session, thanks, LATER, reviewer(session))
    assert len(waiting(session)) == 3
    with pytest.raises(CannotThank, match="already"):
        undo_thanks(session, thanks, LATER, reviewer(session))


def test_what_came_before_the_day_that_the_firm_has_set_does_not_wait(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    ana = sent(session, joe)
    begin_thanks(session, ana.came_on + timedelta(days=1), NOW, reviewer(session))
    assert waiting(session) == []
    begin_thanks(session, ana.came_on, NOW, reviewer(session))
    assert waiting(session) == [("Joe Smith", ana.name)]
    begin_thanks(session, None, NOW, reviewer(session))
    joe.retired_at = NOW
    assert waiting(session) == []


def test_a_gift_is_in_the_ledger_and_goes_with_its_thanks(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    thanks = thank(session, joe, How.GIFT, DAY, NOW, reviewer(session), worth=4_500, currency="USD", words="A ham")
    assert thanks.worth == 4_500
    assert given_in_year(session, joe, "USD", 2026) == 4_500
    assert thanks.entry is not None
    with pytest.raises(BadEntry, match="take the thanks back"):
        take_back_entry(session, thanks.entry, LATER, reviewer(session))
    undo_thanks(session, thanks, LATER, reviewer(session))
    assert given_in_year(session, joe, "USD", 2026) == 0


def test_more_than_the_limit_needs_a_reason_that_is_kept(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    set_limit(session, "USD", 10_000, NOW, ann)

    def gift(amount: int, on: date = DAY, currency: str = "USD", why: str = "") -> LedgerEntry:
        return give(session, joe, Given.GIFT, amount, currency, on, NOW, ann, over_because=why)

    # Up to the limit nothing has to be said, and a reason that was not needed is not kept.
    assert gift(10_000, why="Because").over_because == ""
    for each in (lambda: gift(1), lambda: thank(session, joe, How.GIFT, DAY, NOW, ann, worth=1, currency="USD")):
        with pytest.raises(OverLimit, match="limit") as over:
            each()
        assert (over.value.beyond, over.value.year) == (1, 2026)
    # Another year, another currency and another partner have limits of their own, or none.
    gift(10_000, on=date(2025, 12, 31))
    gift(99_999, currency="EUR")
    assert gift(1, why="The partners have agreed.").over_because == "The partners have agreed."
    assert given_in_year(session, joe, "USD", 2026) == 10_001
    set_limit(session, "USD", None, LATER, ann)
    gift(1_000_000)


def test_a_thanks_by_mail_that_was_never_sent_acknowledges_nothing(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    ana = sent(session, joe)
    thanks = thank(session, joe, How.MAIL, DAY, NOW, ann, clients=[ana])
    thanks.mail = send_later(session, "thanks", "joe@smith.example", "Thank you", "Words.", NOW)
    session.flush()
    assert waiting(session) == []
    leave_it(session, thanks.mail, LATER, ann)
    session.flush()
    assert waiting(session) == [("Joe Smith", ana.name)]
    thanks.mail.sent_at, thanks.mail.given_up_at = LATER, None
    session.flush()
    with pytest.raises(CannotThank, match="gone out"):
        undo_thanks(session, thanks, LATER, ann)


def test_thanks_and_gifts_go_along_when_two_partners_are_merged_and_come_back(session: Session) -> None:
    joe, joseph, ann = partner(session, "Joe Smith"), partner(session, "Yolanda Fitz"), reviewer(session)
    set_limit(session, "USD", 10_000, NOW, ann)
    ana, both = sent(session, joseph), sent(session, joe, joseph)
    thank(session, joseph, How.GIFT, DAY, NOW, ann, clients=[ana, both], worth=6_000, currency="USD")
    give(session, joe, Given.FEE, 3_000, "USD", DAY, NOW, ann)
    before = everything(session)
    merge = merge_sources(session, joe, joseph, ann, LATER)
    # Whoever of the two was thanked for a client, the one that stays was.
    assert waiting(session) == []
    assert given_in_year(session, joe, "USD", 2026) == 9_000
    with pytest.raises(OverLimit):
        give(session, joe, Given.GIFT, 1_001, "USD", DAY, NOW, ann)
    undo_merge(session, merge, LATER)
    assert everything(session) == before
    assert waiting(session) == [("Joe Smith", both.name)]


def test_an_import_whose_partner_or_client_was_thanked_for_stays_and_is_listed(
    session: Session, tmp_path: Path
) -> None:
    taken_in(session, tmp_path, "partners", "id,name", "P1,Joe Smith", "P2,Ted Kostas")
    taken_in(
        session, tmp_path, "clients", "ref,name,email,came_on,answer", "C1,Ana Adams,a@x.example,2026-03-01,Joe Smith"
    )
    (waits,) = unthanked(session)
    thank(session, waits.partner, How.CARD, DAY, NOW, reviewer(session), clients=[waits.client])
    session.commit()
    of_clients, of_partners = (session.get_one(Import, number) for number in (2, 1))
    found = undo_import(session, of_clients, reviewer(session), LATER)
    assert [each.why for each in found.listed] == ["there are thanks for it by now"]
    found = undo_import(session, of_partners, reviewer(session), LATER)
    assert found.kept == 1
    assert session.scalars(select(Source.name).where(Source.import_id.is_not(None))).unique().all() == ["Joe Smith"]
