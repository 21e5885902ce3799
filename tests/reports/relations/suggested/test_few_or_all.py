"""Of most partners every client of the firm is gone through, of few those whom they sent; both ways say the same."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from records.sources import Source
from reports.relations.suggested.reading_facts import read_facts
from reports.relations.suggested.reading_sent import read_sent
from reports.relations.thanking.unthanked import unthanked, who_waits
from reports.relations.thanking.waiting import Queue
from tests.records.firm_of_tests import NOW
from tests.records.happenings.every import found, happen

HAPPENING = ("new", "new", "told again", "paid", "paid", "refunded", "reviewed", "stage", "moved", "merged", "unmerged")


def lived(session: Session, folder: Path) -> None:
    """A firm to which much has happened."""
    chance = random.Random(3)  # noqa: S311  # a drawn firm, no secret
    found(session)
    for _ in range(120):
        happen(session, chance.choice(HAPPENING), chance.randrange(10_000), chance.randrange(10_000), folder)
        session.commit()


def test_what_is_read_of_one_partner_is_what_is_read_of_all(session: Session, tmp_path: Path) -> None:
    lived(session, tmp_path)
    today = NOW.date() + timedelta(days=500)
    every = read_facts(session, "USD", today)
    assert every == [one for of in every for one in read_facts(session, "USD", today, [of.partner])]
    assert any(each.money for each in every)


def test_an_estimate_is_told_the_same_clients_as_a_suggestion(session: Session, tmp_path: Path) -> None:
    lived(session, tmp_path)
    today = NOW.date() + timedelta(days=500)
    sent, every = read_sent(session, "USD", today), read_facts(session, "USD", today)
    assert sent == {each.partner: each.sent for each in every}
    # What is known already is not read again, and who is unknown is read.
    first, *rest = every
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert read_facts(session, "USD", today, [first.partner], sent) == [first]
    assert not any("payments" in statement for statement in asked)
    some = {each.partner: each.sent for each in rest}
    assert read_facts(session, "USD", today, [each.partner for each in every], some) == every
    assert any("payments" in statement for statement in asked)


def test_what_waits_of_one_partner_is_what_waits_of_all(session: Session, tmp_path: Path) -> None:
    lived(session, tmp_path)
    every = who_waits(session)
    of_each = [who_waits(session, Source.id == number) for number in sorted({each.partner for each in every})]
    assert sorted(every) == sorted(each for some in of_each for each in some)
    assert any(each.money for each in every)


def test_the_queue_names_the_first_and_counts_all(session: Session, tmp_path: Path) -> None:
    lived(session, tmp_path)
    queue = list(Queue(session, "USD").of())
    assert [each.many for each in queue] == [len(each.referrals) for each in queue]
    assert sum(each.many for each in queue) == len(unthanked(session))
    assert max(each.many for each in queue) > 1
    named = [replace(each, referrals=each.referrals[:1]) for each in queue]
    assert list(Queue(session, "USD").of(most=1)) == named
