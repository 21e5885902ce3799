"""Clients, and the stages that they went through."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, event, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import fold
from records.db import Base, instant, key
from records.firm import Office
from records.imports import Import
from records.staff.users import User


class Stage(StrEnum):
    """How far a client has come."""

    ENQUIRY = "enquiry"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    WON = "won"
    LOST = "lost"


class Client(Base):
    """The person or company that came to the firm.

    ``email_key`` and ``phone_key`` are the folded forms by which the same contact is recognised (lower case;
    E.164), ``company_key`` the one by which staff find the company. ``came_on`` is a calendar day and never converted.
    ``stage`` repeats the last stage change. ``same_contact_as_id`` marks a client who gave the e-mail or phone of
    another client with another name.
    """

    __tablename__ = "clients"
    __table_args__ = (
        Index(None, "email_key"),
        Index(None, "phone_key"),
        Index(None, "came_on"),
        Index(None, "name_key"),
        Index(None, "company"),
        Index(None, "import_id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    ref: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str]
    email: Mapped[str]
    email_key: Mapped[str | None]
    phone: Mapped[str]
    phone_key: Mapped[str | None]
    company: Mapped[str]
    company_key: Mapped[str] = mapped_column(default="", server_default="")
    came_on: Mapped[date]
    door: Mapped[str]
    stage: Mapped[Stage]
    same_contact_as_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    created_at: Mapped[instant]

    office: Mapped[Office] = relationship()
    same_contact_as: Mapped["Client | None"] = relationship(remote_side="Client.id")


@event.listens_for(Client, "before_insert")
@event.listens_for(Client, "before_update")
def _fold_company(_mapper: object, _connection: object, client: Client) -> None:
    """Whoever writes the company, it is found by what it is now."""
    client.company_key = fold(client.company)


class StageChange(Base):
    """One change of a client's stage. Without a user it followed from a payment or an import.

    ``import_id`` is the import that caused it, and whose undo takes it back.
    """

    __tablename__ = "stage_changes"

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    stage: Mapped[Stage]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)

    client: Mapped[Client] = relationship()
    user: Mapped[User | None] = relationship()


QUALIFIED = (Stage.QUALIFIED, Stage.WON)


def was_qualified() -> ColumnElement[bool]:
    """The clients who are or ever were qualified or won: *qualified* in every count."""
    ever = select(StageChange.id).where(StageChange.client_id == Client.id, StageChange.stage.in_(QUALIFIED))
    return or_(Client.stage.in_(QUALIFIED), ever.exists().correlate(Client))


def change_stage(
    session: Session, client: Client, stage: Stage, at: datetime, user: User | None, import_id: int | None = None
) -> None:
    """Move a client to a stage and keep who did it and when; the stage it has already is no change."""
    if client.stage is stage:
        return
    client.stage = stage
    session.add(StageChange(client=client, stage=stage, at=at, user=user, import_id=import_id))


def won_by_payment(session: Session, client: Client, at: datetime) -> None:
    """The first positive payment makes a client won, unless a person has set the stage."""
    by_person = select(StageChange.id).where(StageChange.client_id == client.id, StageChange.user_id.is_not(None))
    if session.scalars(by_person.limit(1)).first() is None:
        change_stage(session, client, Stage.WON, at, None)


def take_back_won_by_payment(session: Session, client: Client) -> None:
    """A client who has no positive payment any more is at the stage of before, if a payment alone made them won."""
    stages = stage_changes(session, client)
    if len(stages) < 2 or stages[-1].stage is not Stage.WON or any(change.user_id for change in stages):
        return
    if stages[-1].import_id and session.get_one(Import, stages[-1].import_id).kind != "payments":
        # A file of clients has said so.
        return
    session.delete(stages[-1])
    client.stage = stages[-2].stage
    session.flush()


def stage_changes(session: Session, client: Client) -> list[StageChange]:
    """A client's stages, the oldest first."""
    of_client = select(StageChange).where(StageChange.client_id == client.id)
    return list(session.scalars(of_client.order_by(StageChange.at, StageChange.id)))
