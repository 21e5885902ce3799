"""A mailing to past clients: whom it is for, how many a day, and who began, stopped and ended it when.

It is drafted, begun, perhaps stopped and gone on with, and ends. Whom it is for is fixed when it begins: one row each,
so that its progress is known and nobody is asked twice by it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.coverage.askings import Asking
from records.db import Base, instant, key
from records.firm import Office
from records.imports import Import
from records.relations.known.contacts import Contact
from records.staff.users import User


class State(StrEnum):
    """How far a mailing has come."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"


class Standing(StrEnum):
    """What has become of one client of a mailing."""

    WAITING = "waiting"
    ASKED = "asked"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which clients a mailing is for: of an import, who came in some days, of an office; None is all.

    With ``only_unasked`` nobody who was asked in person or by a link either; by mail nobody is asked twice.
    """

    import_id: int | None = None
    start: date | None = None
    end: date | None = None
    office_id: int | None = None
    only_unasked: bool = True


class Campaign(Base):
    """One mailing. ``per_day`` mails go out within 24 hours at most. ``state`` repeats its last step."""

    __tablename__ = "campaigns"

    id: Mapped[key]
    name: Mapped[str]
    state: Mapped[State] = mapped_column(index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    came_from: Mapped[date | None]
    came_until: Mapped[date | None]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    only_unasked: Mapped[bool]
    per_day: Mapped[int]
    made_at: Mapped[instant]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    made_by: Mapped[User | None] = relationship()
    record: Mapped[Import | None] = relationship()
    office: Mapped[Office | None] = relationship()

    @property
    def choice(self) -> Choice:
        """Which clients it is for."""
        return Choice(self.import_id, self.came_from, self.came_until, self.office_id, self.only_unasked)


class CampaignStep(Base):
    """Somebody began, stopped, went on with or ended a mailing; without a user it came to its end by itself."""

    __tablename__ = "campaign_steps"

    id: Mapped[key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    state: Mapped[State]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()


class CampaignMember(Base):
    """One client of a mailing. ``why`` says why they were left out when it was their turn.

    ``opted_out_at`` is when they asked for no more mail after it had begun.
    """

    __tablename__ = "campaign_members"
    __table_args__ = (
        Index("ix_campaign_members_campaign_id", "campaign_id", "client_id", unique=True),
        Index("ix_campaign_members_standing", "campaign_id", "standing"),
    )

    id: Mapped[key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    standing: Mapped[Standing]
    why: Mapped[str]
    at: Mapped[instant]
    asking_id: Mapped[int | None] = mapped_column(ForeignKey("askings.id"), index=True)
    opted_out_at: Mapped[instant | None]

    client: Mapped[Client] = relationship()
    asking: Mapped[Asking | None] = relationship()


class CampaignTime(Base):
    """An entry of the contact log that says how long a mailing took."""

    __tablename__ = "campaign_times"

    id: Mapped[key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), unique=True)

    contact: Mapped[Contact] = relationship()


def draft_campaign(
    session: Session, name: str, choice: Choice, per_day: int, at: datetime, user: User | None
) -> Campaign:
    """A new mailing, of which nothing goes out yet."""
    campaign = Campaign(
        name=name.strip(),
        state=State.DRAFT,
        import_id=choice.import_id,
        came_from=choice.start,
        came_until=choice.end,
        office_id=choice.office_id,
        only_unasked=choice.only_unasked,
        per_day=per_day,
        made_at=at,
        made_by_id=user.id if user else None,
    )
    session.add(campaign)
    session.flush()
    return campaign


def steps_of(session: Session, campaign: Campaign) -> list[CampaignStep]:
    """What was done with a mailing, the oldest first."""
    of_campaign = select(CampaignStep).where(CampaignStep.campaign_id == campaign.id)
    return list(session.scalars(of_campaign.order_by(CampaignStep.id)))


def step(session: Session, campaign: Campaign, state: State, at: datetime, user: User | None) -> None:
    """Bring a mailing into a state, and keep who did it."""
    campaign.state = state
    session.add(CampaignStep(campaign_id=campaign.id, state=state, at=at, user_id=user.id if user else None))
    session.flush()
