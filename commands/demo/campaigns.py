"""How the demo firm asks those who came before the form did: at the desk, and past clients of two files by mail.

One mailing is over and another runs. The same day makes the same people, days and answers.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.demo.founding import Founded
from commands.demo.stories import ZONE
from commands.demo.tables import table
from records.answers.recording import Filled, new_client, record_submission
from records.answers.settling import settle
from records.clients import Client
from records.coverage.askings import How, note_asked
from records.coverage.campaigns import Campaign, CampaignMember, Choice, draft_campaign
from records.coverage.links import AskLink, answer_by_link, ask_link_of
from records.coverage.mailing import to_remind
from records.coverage.permissions import allow_import
from records.coverage.reminding import remind
from records.coverage.sending import ask_next, begin
from records.coverage.stopping import stop_mail
from records.coverage.taken_in import note_taken_in
from records.coverage.timing import note_time
from records.firm import the_firm
from records.forming.forms import published_version
from records.imports import Import, ImportState
from records.mail import GivenUp, Mail
from records.sources import Source
from records.staff.users import User

_AT_THE_DESK = 16
_FILES = (("past-clients-first-year.csv", 26, 0), ("past-clients-second-year.csv", 22, 26))
"""The files, how many clients each has brought, and from which name on."""
_FIRST_NAME = 60
"""From here on the people of the story are not asked by mail, so that nobody is two."""
_REFUSED = "550 5.1.1 No such mailbox here"


def ask_everybody(session: Session, founded: Founded, today: date) -> None:
    """Clients at the desk, and two mailings to past clients."""
    maya, tom = founded.staff
    the_firm(session).postal_address = "12 Mill Street\nMillbrook, NY 12545"
    named = [each for each in founded.partners.values() if _is_plain(founded, each)]
    _at_the_desk(session, named, founded, today)
    first, second = (_brought(session, *each, founded, today) for each in _FILES)
    began = _at(today - timedelta(days=100))
    over = _begun(session, "Our first year", first, 6, began, maya)
    _run(session, over, began, 16, named)
    note_time(session, over, 55, "Looked over the list, read what came back", began.date(), began, maya)
    running = _begun(session, "Our second year", second, 3, _at(today - timedelta(days=4)), tom)
    _run(session, running, _at(today - timedelta(days=4)), 4, named, leaving=True)


def _at_the_desk(session: Session, named: Sequence[Source], founded: Founded, today: date) -> None:
    """Some rang or walked in; two of them nobody has asked."""
    version = published_version(session, "new-client")
    for number in range(_AT_THE_DESK):
        at = _at(today - timedelta(days=9 * number + 3), 10 + number % 6)
        asked = number not in {4, 11}
        submission = record_submission(
            session,
            Filled(
                identity=f"demo-desk-{number}",
                received_at=at,
                name=_name(number),
                phone=f"(845) 555-01{80 + number}",
                need="Books",
                choice="recommended" if asked else "",
                answer=(named[number % len(named)].name if number % 3 else "my neighbour") if asked else "",
                version=version,
                door="phone" if number % 5 else "walk-in",
            ),
        )
        note_taken_in(session, submission.client, at, founded.staff[number % 2])
        if asked:
            note_asked(session, submission.client, How.PERSON, at, founded.staff[number % 2])


def _brought(session: Session, filename: str, many: int, skipped: int, founded: Founded, today: date) -> Import:
    """A file of past clients, and who said why they may be written to."""
    user, at = founded.staff[0], _at(today - timedelta(days=110), 9)
    record = Import(
        kind="clients",
        filename=filename,
        digest=filename,
        at=at,
        user_id=user.id,
        added=many,
        changed=0,
        unchanged=0,
        refused=0,
        state=ImportState.FINISHED,
        confirmed_at=at,
        confirmed_by_id=user.id,
        finished_at=at,
    )
    session.add(record)
    session.flush()
    for number in range(skipped, skipped + many):
        name = _name(_AT_THE_DESK + number)
        came = founded.began + timedelta(days=7 * number + 4)
        email = "" if number % 11 == 5 else f"{name.replace(' ', '.').lower()}@mail.example"
        client = new_client(session, name, came, email=email, door="import", import_id=record.id)
        client.created_at = at
        settle(session, client, at)
        # No random number, so that the same day gives the same rows; without its signature it opens nothing.
        session.add(AskLink(client=client, number=f"{client.id:022}", made_at=at, made_by_id=user.id))
    allow_import(session, record, "Were our clients within the last two years", at, user)
    return record


def _begun(session: Session, name: str, record: Import, per_day: int, at: datetime, user: User) -> Campaign:
    campaign = draft_campaign(session, name, Choice(import_id=record.id), per_day, at - timedelta(hours=1), user)
    begin(session, campaign, at, user)
    return campaign


def _run(
    session: Session, campaign: Campaign, began: datetime, days: int, named: Sequence[Source], *, leaving: bool = False
) -> None:
    """So many days of a mailing: each day some are asked and reminded, and two days later some have answered.

    ``leaving``: the mails of the last day are still in the queue.
    """
    base, key = str(current_app.config["BASE_URL"]) or "http://127.0.0.1:8000", str(current_app.secret_key)
    for day in range(days):
        now = began + timedelta(days=day)
        for client in to_remind(session, now):
            remind(session, client, now, base, key)
        while ask_next(session, campaign.id, now, base, key):
            pass
        if not (leaving and day == days - 1):
            _go_out(session, campaign, now)
        _answer(session, campaign, now, named)


def _go_out(session: Session, campaign: Campaign, now: datetime) -> None:
    """What waits is sent; a few addresses are refused."""
    for mail in session.scalars(select(Mail).where(Mail.due_at.is_not(None), Mail.due_at <= now)).all():
        mail.due_at, mail.attempts, mail.message_id = None, 1, f"<demo-{mail.id}@mail.example>"
        if mail.about_id is not None and mail.about_id % 13 == 3:
            mail.given_up_at, mail.given_up_because, mail.last_error = now, GivenUp.ADDRESS_REFUSED, _REFUSED
            mail.left_by_id = campaign.made_by_id
        else:
            mail.sent_at = now
    session.flush()


def _answer(session: Session, campaign: Campaign, now: datetime, named: Sequence[Source]) -> None:
    """Of those who were asked two days ago, half answer and one wants no more mail."""
    earlier = now - timedelta(days=2)
    asked = select(CampaignMember).where(CampaignMember.campaign_id == campaign.id, CampaignMember.at == earlier)
    for place, member in enumerate(session.scalars(asked.order_by(CampaignMember.id)).all()):
        mail = member.asking.mail if member.asking else None
        if mail is None or mail.sent_at is None:
            continue
        if place % 2 == 0:
            _say(session, member.client, now, named[member.client_id % len(named)].name)
        elif member.client_id % 7 == 1:
            stop_mail(session, member.client.email, now)


def _say(session: Session, client: Client, now: datetime, words: str) -> None:
    link = ask_link_of(session, client)
    if link is None:
        return
    version = published_version(session, "new-client")
    filled = Filled(
        identity=link.identity,
        received_at=now,
        name=client.name,
        email=client.email,
        choice="recommended",
        answer=words,
        may_tell=client.id % 3 == 0,
        version=version,
        order_shown=[choice["key"] for choice in version.choices] if version else [],
        door="link",
    )
    answer_by_link(session, link, filled)


def _is_plain(founded: Founded, source: Source) -> bool:
    """Whether a whole name says surely who is meant; those of the story have their own numbers."""
    story = {each["partner"] for each in table("story")["sent"]}
    last = source.name.split()[-1]
    alike = sum(each.name.split()[-1] == last for each in founded.partners.values())
    return len(source.name.split()) == 2 and alike == 1 and source.name not in story


def _name(number: int) -> str:
    """A name that nobody of the story has: two last names."""
    first, last = table("people")["first"], table("people")["last"]
    place = _FIRST_NAME + number
    return f"{first[number % len(first)]} {last[place % len(last)]}-{last[(place * 7 + 3) % len(last)]}"


def _at(day: date, hour: int = 11) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
