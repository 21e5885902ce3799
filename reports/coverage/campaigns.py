"""Mailings to past clients: how far each is, what has become of its clients, and the clients behind each number.

Every client of a mailing stands in one place: waiting, in the queue, sent, refused, or left out. Of those to whom it
was sent, some have answered, and some want no mail any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from records.clients import Client
from records.coverage.askings import Asking, How, is_answered
from records.coverage.campaigns import Campaign, CampaignMember, CampaignTime, Standing
from records.mail import GivenUp, Mail
from records.relations.known.contacts import Contact

Row = TypeVar("Row", bound=tuple[Any, ...])


class Became(StrEnum):
    """What has become of a client of a mailing."""

    ALL = "all"
    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"
    LEFT_OUT = "left-out"
    ANSWERED = "answered"
    OPTED_OUT = "opted-out"


_REFUSED = (GivenUp.ADDRESS_REFUSED, GivenUp.REFUSED, GivenUp.TOO_LONG)
_IS: Mapping[Became, ColumnElement[bool]] = {
    Became.ALL: true(),
    Became.WAITING: CampaignMember.standing == Standing.WAITING,
    Became.QUEUED: and_(CampaignMember.standing == Standing.ASKED, Mail.due_at.is_not(None)),
    Became.SENT: and_(
        CampaignMember.standing == Standing.ASKED, Mail.sent_at.is_not(None), Mail.given_up_because.is_(None)
    ),
    Became.REFUSED: and_(CampaignMember.standing == Standing.ASKED, Mail.given_up_because.in_(_REFUSED)),
    Became.LEFT_OUT: or_(
        CampaignMember.standing == Standing.LEFT_OUT,
        and_(Mail.due_at.is_(None), Mail.sent_at.is_(None), Mail.given_up_because.not_in(_REFUSED)),
    ),
    Became.ANSWERED: and_(CampaignMember.standing == Standing.ASKED, Mail.sent_at.is_not(None), is_answered()),
    Became.OPTED_OUT: CampaignMember.opted_out_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clients of a mailing stand where."""

    counts: Mapping[Became, int]

    @property
    def in_all(self) -> int:
        """How many it is for."""
        return self.counts[Became.ALL]

    @property
    def done(self) -> int:
        """How many have had their turn: all that neither wait nor are in the queue."""
        return self.in_all - self.counts[Became.WAITING] - self.counts[Became.QUEUED]


NOTHING = Progress(dict.fromkeys(Became, 0))


def progress(session: Session, campaigns: Sequence[Campaign]) -> dict[int, Progress]:
    """How far mailings are, by their numbers, read at once."""
    numbers = [func.sum(case((_IS[each], 1), else_=0)) for each in Became]
    found = _joined(select(CampaignMember.campaign_id, *numbers)).group_by(CampaignMember.campaign_id)
    found = found.where(CampaignMember.campaign_id.in_([each.id for each in campaigns]))
    return {
        row[0]: Progress({each: int(number) for each, number in zip(Became, row[1:], strict=True)})
        for row in session.execute(found)
    }


def why_left_out(session: Session, campaign: Campaign) -> dict[str, int]:
    """How many were left out for which reason, the most frequent first."""
    found = _joined(select(CampaignMember.why, Mail.given_up_because, func.count()))
    found = found.where(CampaignMember.campaign_id == campaign.id, _IS[Became.LEFT_OUT])
    added: dict[str, int] = {}
    for why, given_up, number in session.execute(found.group_by(CampaignMember.why, Mail.given_up_because)).tuples():
        reason = why or (given_up.value if given_up else "")
        added[reason] = added.get(reason, 0) + number
    return dict(sorted(added.items(), key=lambda row: (-row[1], row[0])))


@dataclass(frozen=True, slots=True)
class Line:
    """One client of a mailing: the row, the mail, and why they were left out or what the server said."""

    member: CampaignMember
    mail: Mail | None

    @property
    def why(self) -> str:
        """Why nothing has reached them; empty where there is no reason."""
        if self.mail is None or self.mail.given_up_because is None:
            return self.member.why
        told = f": {self.mail.last_error}" if self.mail.last_error else ""
        return f"{self.mail.given_up_because.value}{told}"


@dataclass(frozen=True, slots=True)
class Members:
    """The clients of one number of a mailing, in the order in which they are asked."""

    session: Session
    campaign: Campaign
    became: Became
    why: str = ""

    def count(self) -> int:
        """How many they are."""
        found = self._those(_joined(select(func.count()).select_from(CampaignMember)))
        return self.session.scalar(found) or 0

    def page(self, number: int, size: int) -> list[Line]:
        """So many of them from a page on; pages count from 1."""
        found = self._those(_joined(select(CampaignMember, Mail))).options(joinedload(CampaignMember.client))
        found = found.order_by(CampaignMember.id).offset((number - 1) * size).limit(size)
        return [Line(member, mail) for member, mail in self.session.execute(found).tuples()]

    def _those(self, found: Select[Row]) -> Select[Row]:
        found = found.where(CampaignMember.campaign_id == self.campaign.id, _IS[self.became])
        return found.where(_why() == self.why) if self.why else found


def every_campaign(session: Session) -> Sequence[Campaign]:
    """All mailings, the newest first."""
    newest = select(Campaign).options(joinedload(Campaign.made_by), joinedload(Campaign.record))
    return session.scalars(newest.order_by(Campaign.id.desc())).all()


def reminded(session: Session, campaign: Campaign) -> int:
    """How many clients of a mailing a reminder was sent to."""
    sent = select(func.count()).select_from(Asking).join(Mail, Mail.id == Asking.mail_id)
    sent = sent.where(Asking.campaign_id == campaign.id, Asking.how == How.REMINDER, Mail.sent_at.is_not(None))
    return session.scalar(sent) or 0


def time_of(session: Session, campaign: Campaign) -> Sequence[Contact]:
    """What the contact log says of how long a mailing took, the newest first; what was removed is left out."""
    of_campaign = select(Contact).join(CampaignTime, CampaignTime.contact_id == Contact.id)
    of_campaign = of_campaign.where(CampaignTime.campaign_id == campaign.id, Contact.removed_at.is_(None))
    newest = of_campaign.order_by(Contact.on.desc(), Contact.id.desc())
    return session.scalars(newest.options(joinedload(Contact.user))).all()


def _why() -> ColumnElement[str]:
    return case((CampaignMember.why != "", CampaignMember.why), else_=Mail.given_up_because)


def _joined(found: Select[Row]) -> Select[Row]:
    joined = found.join(Client, Client.id == CampaignMember.client_id)
    return joined.outerjoin(Asking, Asking.id == CampaignMember.asking_id).outerjoin(Mail, Mail.id == Asking.mail_id)
