"""A mailing goes on: one client after the other, each in a short transaction, as many a day as was said.

What limits a day is counted from the mails themselves, those that went out within 24 hours and those that wait, so
that no queue grows behind a slow server, and a run that is killed is gone on with where it was. A client is asked in
the same transaction in which their row of the mailing says so.
"""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, insert, or_, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.coverage.askings import Asking, How, askings_of, has_answered, is_asked, stands
from records.coverage.campaigns import Campaign, CampaignMember, Standing, State, step, steps_of
from records.coverage.choosing import choose
from records.coverage.mailing import CannotAsk, WhyNot, ask_by_mail, by_mail
from records.db import locked_by_name
from records.firm import the_firm
from records.forming.forms import public_forms
from records.mail import Mail
from records.mail.mail_queue import leave_it
from records.staff.users import User

DAY = timedelta(days=1)


class CannotBegin(ValueError):
    """A mailing cannot begin, go on, stop or end now; the message says why, and what to do."""


def what_is_missing(session: Session) -> WhyNot | None:
    """What the firm has to do before any mailing can begin."""
    if not the_firm(session).postal_address.strip():
        return WhyNot.NO_POSTAL_ADDRESS
    return None if public_forms(session) else WhyNot.NO_FORM


def begin(session: Session, campaign: Campaign, at: datetime, user: User) -> int:
    """Fix whom a draft is for, and let it run. Returns how many are asked. Raises CannotBegin."""
    _held(session, campaign)
    if campaign.state is not State.DRAFT:
        raise CannotBegin("this mailing has begun already")
    missing = what_is_missing(session)
    if missing:
        raise CannotBegin(missing.value)
    numbers = choose(session, campaign.choice).can
    if not numbers:
        raise CannotBegin("nobody of this choice can be asked")
    values = {"campaign_id": campaign.id, "standing": Standing.WAITING, "why": "", "at": at}
    session.execute(insert(CampaignMember), [values | {"client_id": number} for number in numbers])
    step(session, campaign, State.RUNNING, at, user)
    return len(numbers)


def stop(session: Session, campaign: Campaign, at: datetime, user: User) -> int:
    """Let nothing more go out for now; mails that wait are taken back, and their clients wait again.

    Returns how many were taken back. What is being sent at this moment is sent. Raises CannotBegin.
    """
    _held(session, campaign)
    if campaign.state is not State.RUNNING:
        raise CannotBegin("this mailing does not run")
    taken_back = _take_back(session, campaign, at, user)
    step(session, campaign, State.STOPPED, at, user)
    return taken_back


def go_on(session: Session, campaign: Campaign, at: datetime, user: User) -> None:
    """Let a stopped mailing go on. Raises CannotBegin."""
    _held(session, campaign)
    if campaign.state is not State.STOPPED:
        raise CannotBegin("this mailing was not stopped")
    step(session, campaign, State.RUNNING, at, user)


def end(session: Session, campaign: Campaign, at: datetime, user: User) -> None:
    """End a mailing: who waits is not asked by it. Raises CannotBegin."""
    _held(session, campaign)
    if campaign.state not in {State.RUNNING, State.STOPPED}:
        raise CannotBegin("this mailing does not run")
    _take_back(session, campaign, at, user)
    for member in _members(session, campaign, Standing.WAITING):
        member.standing, member.why, member.at = Standing.LEFT_OUT, ENDED, at
    step(session, campaign, State.FINISHED, at, user)


def drop_draft(session: Session, campaign: Campaign) -> None:
    """Throw a draft away. Raises CannotBegin if it has begun."""
    _held(session, campaign)
    if campaign.state is not State.DRAFT:
        raise CannotBegin("this mailing has begun; it can be ended, and stays")
    session.delete(campaign)
    session.flush()


ENDED = "the mailing was ended before their turn"


def ask_next(session: Session, number: int, now: datetime, base: str, app_key: str) -> CampaignMember | None:
    """Ask the next client of a mailing, or leave them out if something has changed; None if nobody's turn is now.

    A mailing in which nobody waits any more ends. To be committed after each.
    """
    campaign = session.get_one(Campaign, number)
    _held(session, campaign)
    if campaign.state is not State.RUNNING:
        return None
    member = next(iter(_members(session, campaign, Standing.WAITING, 1)), None)
    if member is None:
        step(session, campaign, State.FINISHED, now, None)
        return None
    if room(session, campaign, now) <= 0 or what_is_missing(session):
        return None
    member.at = now
    try:
        why = _asked_meanwhile(session, campaign, member.client)
        if why:
            raise CannotAsk(why)
        member.asking = ask_by_mail(
            session, member.client, now, _who_asks(session, campaign), base, app_key, campaign.id
        )
        member.standing = Standing.ASKED
    except CannotAsk as problem:
        member.standing, member.why = Standing.LEFT_OUT, problem.why.value
    session.flush()
    return member


def running(session: Session) -> list[int]:
    """The numbers of the mailings that run, the oldest first."""
    return list(session.scalars(select(Campaign.id).where(Campaign.state == State.RUNNING).order_by(Campaign.id)))


def room(session: Session, campaign: Campaign, now: datetime) -> int:
    """How many more mails of a mailing may be queued now."""
    return campaign.per_day - _of_a_day(session, campaign, now)


def room_for_reminders(session: Session, campaign: Campaign, now: datetime) -> int:
    """How many reminders of a mailing may be queued now; while others wait, half of a day's mails at most."""
    if campaign.state is State.STOPPED:
        return 0
    left = room(session, campaign, now)
    if campaign.state is State.RUNNING and _members(session, campaign, Standing.WAITING, 1):
        left = min(left, (campaign.per_day + 1) // 2 - _of_a_day(session, campaign, now, How.REMINDER))
    return left


def _of_a_day(session: Session, campaign: Campaign, now: datetime, how: How | None = None) -> int:
    """The mails of a mailing that went out within a day, or wait."""
    those = select(func.count()).select_from(Asking).join(Mail, Mail.id == Asking.mail_id)
    those = those.where(Asking.campaign_id == campaign.id, or_(Mail.sent_at > now - DAY, Mail.due_at.is_not(None)))
    return session.scalar(those.where(Asking.how == how) if how else those) or 0


def _who_asks(session: Session, campaign: Campaign) -> User | None:
    """Who let the mailing begin or go on: the asking is theirs."""
    return next((each.user for each in reversed(steps_of(session, campaign)) if each.state is State.RUNNING), None)


def _asked_meanwhile(session: Session, campaign: Campaign, client: Client) -> WhyNot | None:
    """Answered, asked by mail in another way, or in person, since the mailing began."""
    if has_answered(session, client):
        return WhyNot.ANSWERED
    if by_mail(askings_of(session, client)):
        return WhyNot.ASKED
    sharing = exists().where(Client.email_key == client.email_key, Asking.client_id == Client.id)
    if session.scalar(select(sharing.where(Asking.mail_id.is_not(None), stands()))):
        return WhyNot.SAME_ADDRESS
    asked = select(Client.id).where(Client.id == client.id, is_asked())
    return WhyNot.ASKED if campaign.only_unasked and session.scalar(asked) else None


def _take_back(session: Session, campaign: Campaign, at: datetime, user: User) -> int:
    theirs = select(Asking.mail_id).where(Asking.campaign_id == campaign.id)
    # Held from here on, so that no sender takes one up while it is taken back.
    waiting = select(Mail).where(Mail.id.in_(theirs), Mail.due_at.is_not(None)).order_by(Mail.id).with_for_update()
    taken_back = 0
    for mail in session.scalars(waiting.execution_options(populate_existing=True)).all():
        # Whose sender was killed may have gone out; the queue tries it once more under its own name.
        if mail.claim is not None or not leave_it(session, mail, at, user):
            continue
        taken_back += 1
        asked = select(Asking.id).where(Asking.mail_id == mail.id)
        for member in session.scalars(select(CampaignMember).where(CampaignMember.asking_id.in_(asked))).all():
            member.standing, member.asking_id, member.at = Standing.WAITING, None, at
    session.flush()
    return taken_back


def _members(session: Session, campaign: Campaign, standing: Standing, most: int | None = None) -> list[CampaignMember]:
    those = select(CampaignMember).where(CampaignMember.campaign_id == campaign.id, CampaignMember.standing == standing)
    return list(session.scalars(those.order_by(CampaignMember.id).limit(most)))


def _held(session: Session, campaign: Campaign) -> None:
    """One change of a mailing at a time; what another has done meanwhile is seen."""
    locked_by_name(session, f"campaign {campaign.id}")
    session.refresh(campaign)
