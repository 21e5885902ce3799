"""Mailings to past clients: who can be asked, a few a day, stopped and gone on with, and nobody twice."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.coverage.askings import How, note_asked
from records.coverage.campaigns import Campaign, CampaignMember, Choice, State, steps_of
from records.coverage.choosing import choose
from records.coverage.links import answer_by_link, ask_link_of
from records.coverage.mailing import WhyNot, ask_by_mail, to_remind
from records.coverage.permissions import allow_client, end_permission, permissions_of
from records.coverage.reminding import remind
from records.coverage.sending import CannotBegin, ask_next, begin, end, go_on, room, stop
from records.coverage.still_meant import why_not_sent
from records.coverage.stopping import stop_mail
from records.erasing import erase
from records.joining.apart import take_apart
from records.joining.join import join_clients
from records.mail import GivenUp, Mail
from records.mail.mail_queue import claim_next
from reports.coverage.campaigns import Became, Members, progress, why_left_out
from tests.records.coverage.past_clients import BASE, KEY, allowed, brought, drafted, no_more, of, refuse, went_out
from tests.records.firm_of_tests import NOW, filled, reviewer, told


def turns(session: Session, campaign: Campaign, now: datetime = NOW) -> int:
    """Let all have their turn for whom there is room now. Returns how many had."""
    number = 0
    while ask_next(session, campaign.id, now, BASE, KEY):
        session.commit()
        number += 1
    session.commit()
    return number


def answer(session: Session, name: str, said: str = "my neighbour") -> None:
    link = ask_link_of(session, of(session, name))
    assert link is not None
    answer_by_link(session, link, filled(session, identity=link.identity, answer=said, door="link"))


def counts(session: Session, campaign: Campaign) -> dict[str, int]:
    found = progress(session, [campaign])[campaign.id].counts
    return {each.value: number for each, number in found.items() if number and each is not Became.ALL}


def test_everybody_of_a_choice_can_be_asked_or_cannot_for_one_reason(session: Session) -> None:
    names = ("Ann Able", "Bo Baker", "Cy Clark", "Di Dorn", "Ed Evers", "Fay Finch", "Gus Gold", "Hal Hope", "Ivy Ames")
    emails = tuple("" if name == "Bo Baker" else f"{name[:2]}@mail.example" for name in names)
    emails = (*emails[:2], "nonsense", *emails[3:8], "AN@mail.example")
    record = brought(session, *names, emails=emails)
    ann = reviewer(session)
    assert {why: len(who) for why, who in choose(session, Choice(record.id)).cannot.items()} == {
        WhyNot.NO_ADDRESS: 1,
        WhyNot.BAD_ADDRESS: 1,
        WhyNot.NOT_ALLOWED: 7,
    }
    allowed(session, record)
    no_more(session, "di@MAIL.example")
    refuse(session, "Ed@mail.example")
    ask_by_mail(session, of(session, "Fay Finch"), NOW, ann, BASE, KEY)
    ask_by_mail(session, of(session, "Gus Gold"), NOW, ann, BASE, KEY)
    answer(session, "Gus Gold")
    note_asked(session, of(session, "Hal Hope"), How.PERSON, NOW, ann)
    erase(session, told(session, "google", name="Jo Gone").client, NOW)
    chosen = choose(session, Choice(record.id))
    named = {why: [session.get_one(Client, each).name for each in who] for why, who in chosen.cannot.items()}
    assert [session.get_one(Client, each).name for each in chosen.can] == ["Ann Able"]
    assert named == {
        WhyNot.ANSWERED: ["Gus Gold"],
        WhyNot.NO_ADDRESS: ["Bo Baker"],
        WhyNot.BAD_ADDRESS: ["Cy Clark"],
        WhyNot.OPTED_OUT: ["Di Dorn"],
        WhyNot.REFUSED: ["Ed Evers"],
        WhyNot.ASKED: ["Fay Finch", "Hal Hope"],
        WhyNot.SAME_ADDRESS: ["Ivy Ames"],
    }
    assert chosen.in_all == len(names)
    also_asked = choose(session, Choice(record.id, only_unasked=False))
    assert [session.get_one(Client, each).name for each in also_asked.can] == ["Ann Able", "Hal Hope"]
    # By days and by office, each alone and all together.
    first = of(session, "Ann Able")
    assert choose(session, Choice(start=first.came_on, end=first.came_on)).can == [first.id]
    assert choose(session, Choice(record.id, office_id=first.office_id)).can == [first.id]
    assert choose(session, Choice(end=first.came_on - timedelta(days=60))).in_all == 0
    # What was said of the import is taken back: nobody may be written to, who was said so alone may.
    end_permission(session, permissions_of(session, record)[0], NOW, ann)
    allow_client(session, first, "has asked for it", NOW, ann)
    assert choose(session, Choice(record.id)).can == [first.id]


def test_it_goes_on_a_few_a_day_and_is_stopped_without_a_second_mail(session: Session) -> None:
    record = brought(session, "Ann Able", "Bo Baker", "Cy Clark", "Di Dorn", "Ed Evers")
    campaign, ann = drafted(session, record, per_day=2), reviewer(session)
    with pytest.raises(CannotBegin, match="postal address"):
        begin(session, campaign, NOW, ann)
    allowed(session, record)
    assert begin(session, campaign, NOW, ann) == 5
    # A second draft of the same people finds nobody: they wait in this one.
    assert list(choose(session, Choice(record.id)).cannot) == [WhyNot.ELSEWHERE]
    assert turns(session, campaign) == 2
    assert (counts(session, campaign), room(session, campaign, NOW)) == ({"waiting": 3, "queued": 2}, 0)
    # As long as nothing goes out nothing is added, however many days pass.
    assert turns(session, campaign, NOW + timedelta(days=3)) == 0
    # One is on its way while the rest is stopped; the other's mail is taken back, and they wait again.
    first = claim_next(session, NOW, "firm.example", why_not=why_not_sent)
    assert first is not None and first.to == "ann.able@mail.example"
    session.commit()
    # Twenty minutes later its sender is taken for dead: it may have gone out, and is not taken back either.
    assert stop(session, campaign, NOW + timedelta(minutes=20), ann) == 1
    assert turns(session, campaign, NOW + timedelta(days=3)) == 0
    assert counts(session, campaign) == {"waiting": 4, "queued": 1}
    go_on(session, campaign, NOW, ann)
    session.commit()
    assert turns(session, campaign) == 1
    went_out(session, NOW)
    for day in range(1, 4):
        turns(session, campaign, NOW + timedelta(days=day))
        went_out(session, NOW + timedelta(days=day))
    assert campaign.state is State.FINISHED
    assert [each.state.value for each in steps_of(session, campaign)] == ["running", "stopped", "running", "finished"]
    sent = select(Mail.to, func.count()).where(Mail.sent_at.is_not(None)).group_by(Mail.to)
    assert dict(session.execute(sent).tuples().all()) == {f"{name}@mail.example": 1 for name in _LOCAL}
    assert counts(session, campaign) == {"sent": 5}


_LOCAL = ("ann.able", "bo.baker", "cy.clark", "di.dorn", "ed.evers")


def test_who_answered_opted_out_was_erased_or_refused_meanwhile_gets_nothing(session: Session) -> None:
    names = ("Ann Able", "Bo Baker", "Cy Clark", "Di Dorn", "Ed Evers", "Fay Finch")
    record = brought(session, *names)
    allowed(session, record)
    campaign, ann = drafted(session, record, per_day=2), reviewer(session)
    begin(session, campaign, NOW, ann)
    turns(session, campaign)
    # Two wait in the queue; four have not had their turn.
    answer(session, "Ann Able")
    stop_mail(session, "cy.clark@mail.example", NOW)
    refuse(session, "di.dorn@mail.example")
    erase(session, of(session, "Ed Evers"), NOW)
    session.commit()
    claimed = claim_next(session, NOW, "firm.example", why_not=why_not_sent)
    assert claimed is not None and claimed.to == "bo.baker@mail.example"
    went_out(session, NOW)
    turns(session, campaign, NOW + timedelta(days=1))
    assert counts(session, campaign) == {"queued": 1, "sent": 1, "left-out": 4}
    assert why_left_out(session, campaign) == {
        GivenUp.ANSWERED.value: 1,
        WhyNot.REFUSED.value: 1,
        WhyNot.ERASED.value: 1,
        WhyNot.OPTED_OUT.value: 1,
    }
    # Whom a mail has reached answers, and another wants none any more; both are counted and listed.
    went_out(session, NOW)
    answer(session, "Bo Baker")
    stop_mail(session, "fay.finch@mail.example", NOW)
    turns(session, campaign, NOW + timedelta(days=1))
    assert counts(session, campaign) == {"sent": 2, "left-out": 4, "answered": 1, "opted-out": 1}
    for became, who in ((Became.ANSWERED, ["Bo Baker"]), (Became.OPTED_OUT, ["Fay Finch"])):
        assert [line.member.client.name for line in Members(session, campaign, became).page(1, 10)] == who
    assert campaign.state is State.FINISHED


def test_the_basis_or_the_address_can_change_while_a_mail_waits(session: Session) -> None:
    record = brought(session, "Ann Able", "Bo Baker", "Cy Clark")
    allowed(session, record)
    campaign, ann = drafted(session, record), reviewer(session)
    begin(session, campaign, NOW, ann)
    turns(session, campaign)
    moved = of(session, "Bo Baker")
    moved.email, moved.email_key = "bo@elsewhere.example", "bo@elsewhere.example"
    session.commit()
    end_permission(session, permissions_of(session, record)[0], NOW, ann)
    assert claim_next(session, NOW, "firm.example", why_not=why_not_sent) is None
    assert sorted(why_left_out(session, campaign)) == [GivenUp.NOT_ALLOWED.value, GivenUp.OTHER_ADDRESS.value]
    # A mail that was given up has asked nobody: once it is allowed again, they can be asked.
    allowed(session, record)
    assert len(choose(session, Choice(record.id)).can) == 3
    again = ask_by_mail(session, moved, NOW, ann, BASE, KEY)
    assert again.how is How.MAIL and again.mail and again.mail.to == "bo@elsewhere.example"


def test_reminders_keep_to_the_mailing(session: Session) -> None:
    record = brought(session, *(f"Client Number{letter}" for letter in "abcdefgh"))
    allowed(session, record)
    campaign, ann = drafted(session, record, per_day=4), reviewer(session)
    begin(session, campaign, NOW, ann)
    turns(session, campaign)
    went_out(session, NOW)
    later = NOW + timedelta(days=8)
    due = to_remind(session, later)
    assert len(due) == 4
    stop(session, campaign, later, ann)
    assert [remind(session, each, later, BASE, KEY) for each in due] == [None] * 4
    go_on(session, campaign, later, ann)
    # While others wait to be asked, half of a day's mails are reminders at most.
    assert sum(remind(session, each, later, BASE, KEY) is not None for each in due) == 2
    assert turns(session, campaign, later) == 2
    went_out(session, later)
    end(session, campaign, later, ann)
    assert counts(session, campaign) == {"sent": 6, "left-out": 2}
    assert sum(remind(session, each, later + timedelta(days=1), BASE, KEY) is not None for each in due) == 2
    assert to_remind(session, later + timedelta(days=60)) == []


def test_a_choice_of_nobody_does_not_begin(session: Session) -> None:
    record = brought(session, "Ann Able")
    allowed(session, record)
    campaign, ann = drafted(session, record), reviewer(session)
    end_permission(session, permissions_of(session, record)[0], NOW, ann)
    with pytest.raises(CannotBegin, match="nobody"):
        begin(session, campaign, NOW, ann)
    assert campaign.state is State.DRAFT
    with pytest.raises(CannotBegin):
        go_on(session, campaign, NOW, ann)
    assert session.scalars(select(CampaignMember)).all() == []


def test_an_address_is_asked_once_whoever_shares_it(session: Session) -> None:
    record = brought(session, "Ann Able", "Ivy Ames", emails=("an@mail.example", "AN@mail.example"))
    allowed(session, record)
    both = [drafted(session, record), drafted(session, record)]
    assert begin(session, both[0], NOW, reviewer(session)) == 1
    # The other one can be chosen while the first still waits, and is left out when it is their turn.
    assert begin(session, both[1], NOW, reviewer(session)) == 1
    assert [turns(session, each) for each in both] == [1, 1]
    assert session.scalars(select(Mail.to)).all() == ["an@mail.example"]
    assert why_left_out(session, both[1]) == {WhyNot.SAME_ADDRESS.value: 1}
    went_out(session, NOW)
    chosen = choose(session, Choice(record.id))
    assert (chosen.can, list(chosen.cannot)) == ([], [WhyNot.ASKED, WhyNot.SAME_ADDRESS])


def test_two_who_are_joined_while_a_mailing_waits_are_asked_once(session: Session) -> None:
    record = brought(session, "Ann Able", "Anna Able-Baker", "Cy Clark")
    allowed(session, record)
    campaign = drafted(session, record)
    begin(session, campaign, NOW, reviewer(session))
    session.commit()
    made = join_clients(session, of(session, "Ann Able"), of(session, "Anna Able-Baker"), reviewer(session), NOW)
    session.commit()
    assert turns(session, campaign) == 2
    assert set(session.scalars(select(Mail.to))) == {made.keep.email, "cy.clark@mail.example"}
    take_apart(session, made, NOW + timedelta(hours=1))
    session.commit()
    assert session.scalar(select(func.count()).select_from(CampaignMember)) == 3
